"""What a document says of itself, from the lines at its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.document import Meeting, Metadata
from graph.reading.dates import DATE, find_date, find_days
from graph.reading.furniture import JOB_NUMBER
from graph.reading.language import language_of
from graph.reading.names import body_names
from graph.reading.symbols import document_symbol, issuing_body, slug

if TYPE_CHECKING:
    from ontology.vocabularies import Vocabularies

__all__ = ["body_key", "document_key", "read_metadata"]

_PROPOSAL = re.compile(r"[^:]{2,300}:\s+(?:\w+\s+)?draft (?:resolution|decision)$")
_DISTRIBUTION = re.compile(r"Distr(?:ibution)?\.?\s*:\s*([A-Z][a-z]+)")
_PART = re.compile(
    r"(?:(?:Addendum|Corrigendum|Revision|Supplement)(?: \d{1,2})?"
    r"|Part (?:[IVX]+|\d+|one|two|three))$"
)
# Who proposes it: "Nigeria: revised draft resolution".
_PROPOSED = r"(?:[^:]{2,300}:\s+)?(?:revised\s+|amended\s+)?"
_TYPES = (
    ("presidential statement", re.compile(r"Statement by the President\b")),
    ("draft resolution", re.compile(rf"{_PROPOSED}draft resolution\b", re.IGNORECASE)),
    (
        "resolution",
        re.compile(
            r"Resolution\b.{0,60}(?:adopted|\(\d{4}\)$|\d+/\d+)|WHA\d+\.\d+\b|\d{1,4}/\d+\.\s"
        ),
    ),
    ("draft decision", re.compile(rf"{_PROPOSED}draft decision\b", re.IGNORECASE)),
    ("decision", re.compile(r"Decision\b.{0,60}(?:adopted|\d+/)")),
    ("draft report", re.compile(r"Draft report\b", re.IGNORECASE)),
    ("report", re.compile(r"(?:Report|REPORT)(?:$| (?:of|on|by)\b)")),
    ("note", re.compile(r"Note (?:by|verbale)\b")),
)
_MEETING = re.compile(
    r"(?![^,]*\b(?:session|meeting|part)\b)(?P<place>[A-Z][\w .'’()-]{1,60}?),"
    r"(?:\s+[A-Z][\w .'’()-]{1,60},)?\s+(?P<days>\d{1,2}\b.{0,30}\d{4})\.?$"
)
_HELD = re.compile(
    r"\bheld (?:in|at) (?P<place>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})"
    r"(?:, [A-Z][\w.'’ -]{2,40})?,? (?:from|on) (?P<days>\d{1,2}\b.{0,40}?\d{4})"
)
_NUMBERED_TITLE = re.compile(r"(?:\d{1,4}/\d{1,4}|WHA\d+\.\d+)\.?\s+(?P<title>[A-Za-z].{3,400})$")
_DAYS = re.compile(rf"(?P<days>\d{{1,2}}(?:\s+[A-Z][a-z]+)?\s*[–-]\s*{DATE})$")
_JOINER = re.compile(r"\b(?:an?|the|of|on|for|to|and|in|with|by)$")
_ALONE = re.compile(rf"{DATE}$")
_FORMAL = re.compile(
    r"(?:Distr|Original|English only|United Nations|Agenda item|Items? \d|\[|\*|Contents"
    r"|.{0,40}\bsession$)"
)
_SPACE = re.compile(r"\s+")


def read_metadata(
    front: Sequence[str],
    text: str,
    vocabularies: Vocabularies,
    *,
    sections: tuple[str, ...],
    margins: Sequence[str] = (),
) -> Metadata:
    """Read metadata from a document's head.

    Parameters
    ----------
    front
        The head's lines in order, without markup.
    text
        The whole text, for the language.
    vocabularies
        Where the issuing body's name is looked up.
    sections
        The document's headings, handed on.
    margins
        The page furniture's texts, for the job number and a symbol that only they give.
    """
    symbol = document_symbol(front) or document_symbol(margins)
    return Metadata(
        title=_title(front),
        symbol=symbol,
        job_number=_job_number([*front, *margins]),
        body=body_key(front, symbol, vocabularies),
        date=_date(front),
        meeting=_meeting(front),
        document_type=_document_type(front),
        part=next((line for line in front if _PART.match(line)), None),
        distribution=_first(_DISTRIBUTION, front),
        language=language_of(text),
        sections=sections,
    )


def body_key(front: Sequence[str], symbol: str | None, vocabularies: Vocabularies) -> str | None:
    """Give the key of the issuing body: by symbol, else the longest name in the head."""
    names = body_names(vocabularies.entities)
    issued = issuing_body(symbol) if symbol else None
    if issued:
        return names.get(issued.casefold())
    head = f" {_SPACE.sub(' ', ' '.join(front))} ".casefold()
    found = [name for name in names if name in head and _stands_alone(head, name)]
    return names[max(found, key=lambda name: (len(name), name))] if found else None


def document_key(
    metadata: Metadata, file_name: str, sha256: str, vocabularies: Vocabularies
) -> str:
    """Make the document's key: its symbol, else body, year, type and part, else its file's name."""
    if metadata.symbol:
        return slug(metadata.symbol)
    body = vocabularies.entities.get(metadata.body) if metadata.body else None
    if body is not None and metadata.date and metadata.document_type:
        part = metadata.part or _after_last_comma(metadata.title)
        named = (body.short or body.label, metadata.date[:4], metadata.document_type, part)
        return slug("-".join(part for part in named if part))
    stem = file_name.replace("\\", "/").rsplit("/", 1)[-1].split(".", 1)[0]
    return f"{slug(stem)[:60]}-{sha256[:8]}".strip("-")


def _after_last_comma(title: str | None) -> str | None:
    """Give the State under review in ``Report of the Working Group on ..., Norway``."""
    tail = (title or "").rpartition(", ")[2]
    return tail if tail.istitle() and len(tail) < 40 and tail != title else None


def _stands_alone(head: str, name: str) -> bool:
    at = head.find(name)
    return not head[at - 1].isalnum() and not head[at + len(name)].isalnum()


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str | None:
    return next((found[1] for line in lines if (found := pattern.search(line))), None)


def _job_number(lines: Sequence[str]) -> str | None:
    return next((found[0] for line in lines if (found := JOB_NUMBER.search(line))), None)


def _date(front: Sequence[str]) -> str | None:
    for line in front:
        if _DISTRIBUTION.search(line) and (day := find_date(line)):
            return day
    for line in front:
        if _ALONE.match(line):
            return find_date(line)
    adopted = (line for line in front if re.match(r"(?:Resolution a|A)dopted\b", line))
    return next((day for line in adopted if (day := find_date(line))), None)


def _meeting(front: Sequence[str]) -> Meeting:
    for pattern, limit in ((_MEETING, 120), (_HELD, 400)):
        for line in front:
            found = pattern.search(line) if len(line) <= limit else None
            days = find_days(found["days"]) if found else None
            if found and days:
                return Meeting(found["place"], *days)
    held = (found for line in front if (found := _DAYS.match(line)))
    days = next((days for found in held if (days := find_days(found["days"]))), None)
    return Meeting(None, *days) if days else Meeting()


def _document_type(front: Sequence[str]) -> str | None:
    for line in front:
        for name, pattern in _TYPES:
            if pattern.match(line):
                return name
    return None


def _title(front: Sequence[str]) -> str | None:
    for line in front:
        found = _NUMBERED_TITLE.match(line)
        if found:
            return found["title"]
    for index, line in enumerate(front):
        if re.match(r"(?:Draft )?(?:[Rr]eport|REPORT)(?:$| (?:of|on|by)\b)", line):
            return _report_title(front, index)
    proposed = next((i for i, line in enumerate(front) if _PROPOSAL.match(line)), -1)
    return next((line for line in front[proposed + 1 :] if _names_something(line)), None)


def _names_something(line: str) -> bool:
    return len(line) > 20 and not _FORMAL.match(line) and document_symbol([line]) is None


def _report_title(front: Sequence[str], index: int) -> str:
    """Complete a bare "Draft report" with the body above it and the part below it."""
    line = front[index].rstrip("*∗ ")
    above = [row for row in front[:index] if len(row) > 20 and not _FORMAL.match(row)]
    above = [row for row in above if not _MEETING.search(row)]
    if len(line) < 20 and above:
        broken = len(above) > 1 and _JOINER.search(above[-2])
        line = f"{' '.join(above[-2:] if broken else above[-1:])}: {line}"
    following = front[index + 1] if index + 1 < len(front) else ""
    if re.search(r"Universal(?: Periodic)?$", line):
        line = f"{line} {following}"
        following = front[index + 2] if index + 2 < len(front) else ""
    if _PART.match(following) or (
        " of " in line and 3 < len(following) < 60 and following.istitle()
    ):
        line = f"{line}, {following}"
    return line
