"""What a document says of itself, from the lines at its head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.document import Meeting, Metadata
from graph.reading.dates import DATE, find_date, find_days
from graph.reading.doctitle import PART, title_of_document
from graph.reading.furniture import JOB_NUMBER
from graph.reading.genre import document_type
from graph.reading.language import language_of
from graph.reading.names import acronym_names, body_names, folded_state, state_names
from graph.reading.symbols import document_symbol, issuing_body, named_alone, slug

if TYPE_CHECKING:
    from ontology.vocabularies import Vocabularies

__all__ = ["body_key", "document_key", "read_metadata"]

_DISTRIBUTION = re.compile(r"Distr(?:ibution)?\.?\s*:\s*([A-Z][a-z]+)")
_MEETING = re.compile(
    r"(?![^,]*\b(?:session|meeting|part)\b)(?P<place>[A-Z][\w .'’()-]{1,60}?),"
    r"(?:\s+[A-Z][\w .'’()-]{1,60},)?\s+(?:le |del? )?(?P<days>\d{1,2}\b.{0,40}\d{4})\.?$"
)
_HELD = re.compile(
    r"\bheld (?:in|at) (?P<place>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})"
    r"(?:, [A-Z][\w.'’ -]{2,40})?,? (?:from|on) (?P<days>\d{1,2}\b.{0,40}?\d{4})"
)
_DAYS = re.compile(rf"(?P<days>\d{{1,2}}(?:\s+[A-Z][a-z]+)?\s*[–-]\s*{DATE})$")
_ALONE = re.compile(rf"(?:Agenda items? [\d.]+\s+)?{DATE}$")
_ADOPTED = re.compile(
    r"\(?(?:(?:Resolution|Decision|Recommendation) a|A)dopted\b|Résolution adoptée"
    r"|Resolución a(?:prob|dopt)ada"
)
_SPACE = re.compile(r"\s+")
# What stands to the right of a body's name, which may run over several lines beside it.
_RIGHT_COLUMN = re.compile(
    rf"\s*(?:\bDistr(?:ibution|\.)?:.*|\bOriginal:.*|English only|[A-Z]+/[\w./()-]+)\s*$"
    rf"|\s*{DATE}(?:\s*$|\s+(?=[a-z]))"
)
# "22 November 2023 against trafficking in cultural property": a date beside a body's name.
_BESIDE = re.compile(rf"{DATE}\s+[a-z]")
# What names the document that rows of a table belong to, as `graph.building.jobs` tells it.
_PIECE = re.compile(r"\.(?:jsonl|json|csv|tsv|gz)#(?P<document>[^~#]+)(?:~\d+)?$")
_LISTED = re.compile(r",\s+|\s+and\s+")
# What other bodies have too, and what stands in the head of any document.
_SHARED = frozenset({None, "general-assembly", "executive-board"})
_TOO_WIDE = frozenset({"united-nations"})
_HEAD = 8
# Others' reports are documents of these, too.
_REPORTED_TO = frozenset({"ece", "economic-and-social-council", "escap", "general-assembly"})
_REPORT_OF = re.compile(
    r"(?:[^:]{0,160}: )?(?:[\w-]+ )?reports? (?:of|on the (?:work|activities) of) the\s+",
    re.IGNORECASE,
)
_OF_SESSION = re.compile(
    r"(?:Draft )?[Rr]eport (?:on|of) (?:the|its) [\w -]+ (?:session|meeting)\b"
)


def read_metadata(
    front: Sequence[str],
    text: str,
    vocabularies: Vocabularies,
    *,
    sections: tuple[str, ...],
    margins: Sequence[str] = (),
    enacts: bool = False,
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
    enacts
        True where the text begins as a resolution does.
    """
    symbol = _running_symbol(margins) or document_symbol(front) or document_symbol(margins)
    return Metadata(
        title=title_of_document(front, is_body=_only_names(vocabularies)),
        symbol=symbol,
        job_number=_job_number([*front, *margins]),
        body=body_key(front, symbol, vocabularies),
        date=_date(front),
        meeting=_meeting(front),
        document_type=document_type(front, symbol, enacts=enacts, sections=sections),
        part=next((line for line in front if PART.match(line)), None),
        distribution=_first(_DISTRIBUTION, front),
        language=language_of(text),
        sections=sections,
    )


def body_key(front: Sequence[str], symbol: str | None, vocabularies: Vocabularies) -> str | None:
    """Give the key of the issuing body: by symbol, else the longest name in the head."""
    names = body_names(vocabularies.entities)
    issued = issuing_body(symbol) if symbol else None
    if issued:
        key = names.get(issued.casefold())
        return (_reporting(front, names) if key in _REPORTED_TO else None) or key
    left = [_RIGHT_COLUMN.sub("", line) for line in front]
    heads = {f" {_SPACE.sub(' ', ' '.join(lines))} ".casefold() for lines in (front, left)}
    head = max(heads, key=len)
    found = [n for n in names if any(n in h and _stands_alone(h, n) for h in heads)]
    alone = (named_alone(line) for line in front)
    found += [name.casefold() for name in alone if name and name.casefold() in names]
    found = [n for n in found if names[n] not in _TOO_WIDE or _letterhead(n, front)]
    found = [name for name in found if names[name] not in _TOO_WIDE] or found
    above = {wide for name in found for wide in vocabularies.entities[names[name]].broader}
    found = [name for name in found if names[name] not in above] or found
    key = names[max(found, key=lambda name: (len(name), name))] if found else None
    if key in _SHARED and "united nations" not in head:
        acronyms = acronym_names(vocabularies.entities)
        own = (
            acronyms[word] for line in front[:_HEAD] for word in line.split() if word in acronyms
        )
        return next(own, key)
    return key


def _reporting(front: Sequence[str], names: Mapping[str, str]) -> str | None:
    """Give the key of the body whose report the title says it is: "Report of the Fen Committee"."""
    title = title_of_document(front, is_body=lambda line: line.casefold() in names) or ""
    of = _REPORT_OF.match(title)
    if of:
        rest = " ".join(title[of.end() :].casefold().split()) + " "
        begun = [n for n in names if rest.startswith(n) and not rest[len(n)].isalnum()]
        return names[max(begun, key=len)] if begun else None
    if _OF_SESSION.match(title):
        alone = (names.get(line.casefold()) for line in front[:_HEAD])
        return next((key for key in alone if key and key not in _REPORTED_TO | _TOO_WIDE), None)
    return None


def _only_names(vocabularies: Vocabularies) -> Callable[[str], bool]:
    """Give a test for a line that names a body, or States and nothing else."""

    def names(line: str) -> bool:
        if line.casefold() in body_names(vocabularies.entities):
            return True
        states = state_names(vocabularies.entities)
        listed = _LISTED.split(line.rstrip(" *∗†"))
        if len(listed) == 2 and "," in line:  # Addis Ababa, ETHIOPIA
            return folded_state(listed[1]) in states
        return all(folded_state(name) in states for name in listed)

    return names


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
    if (piece := _PIECE.search(file_name)) is not None:
        return slug(piece["document"])
    stem = file_name.replace("\\", "/").rsplit("/", 1)[-1].split(".", 1)[0]
    return f"{slug(stem)[:60]}-{sha256[:8]}".strip("-")


def _after_last_comma(title: str | None) -> str | None:
    """Give the State under review in ``Report of the Working Group on ..., Norway``."""
    tail = (title or "").rpartition(", ")[2]
    return tail if tail.istitle() and len(tail) < 40 and tail != title else None


def _running_symbol(margins: Sequence[str]) -> str | None:
    """Give the symbol that stands at the head of page after page: the document's own."""
    symbols = Counter(symbol for line in margins if (symbol := document_symbol([line])))
    return next((symbol for symbol, count in symbols.most_common(1) if count > 1), None)


def _stands_alone(head: str, name: str) -> bool:
    at = head.find(name)
    return not head[at - 1].isalnum() and not head[at + len(name)].isalnum()


def _letterhead(name: str, lines: Sequence[str]) -> bool:
    """Say whether a line names this and nothing longer: "United Nations", not its Fen Forum."""
    return any(re.search(rf"\b{re.escape(name)}(?!\s+[^\W\d_]|\w)", ln, re.I) for ln in lines)


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
    if any(_DISTRIBUTION.search(line) for line in front[:_HEAD]):
        beside = next((found for line in front[:_HEAD] if (found := _BESIDE.match(line))), None)
        if beside:
            return find_date(beside[0])
    adopted = (line for line in front if _ADOPTED.match(line))
    day = next((day for line in adopted if (day := find_date(line))), None)
    meeting = _meeting(front)
    return day or (meeting.end if meeting.start == meeting.end else None)


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
