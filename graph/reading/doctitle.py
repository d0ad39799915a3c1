"""A document's title, from the lines at its head."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graph.reading.dates import DATE
from graph.reading.symbols import document_symbol

__all__ = ["PART", "title_of_document"]

PART = re.compile(
    r"(?:(?:Addendum|Corrigendum|Revision|Supplement)(?: \d{1,2})?"
    r"|Part (?:[IVX]+|\d+|one|two|three))$"
)
"""A line that names a part of a document and nothing else."""
_PROPOSAL = re.compile(
    r"[^:]{2,300}\s?:\s+(?:\w+\s+)?(?:draft (?:resolution|decision)|proyecto de|projet de)"
)
_NUMBERED = re.compile(
    r"(?:(?:Resolution|Decision) )?(?:\d{1,4}/\d{1,4}|\d{1,3}/CP\.\d{1,3}|WHA\d+\.\d+)[.:]?\s+"
    r"(?P<title>[A-Za-zÀ-Ý].{3,400})$"
)
_REPORT = re.compile(
    r"(?:Draft )?(?:[Rr]eport|REPORT)(?:$| (?:of|on|by)\b)|Rapport (?:du|de|des|sur)\b"
    r"|Informe (?:del?|sobre)\b|(?:Chair|Co-Chair|President)[a-z-]*['’]?s?['’]? [Ss]ummary$"
)
# What an office or a person reports has its title on the line above.
_OFFICE = re.compile(
    r"(?:[Rr]eport|REPORT) (?:of|by) (?:the|its) (?:Secretary|Secretariat|Director|Executive"
    r"|Administrator|(?:United Nations )?High Commissioner|Special|Independent Expert"
    r"|Joint Inspection|Board of|Office of)\b.{0,160}$"
    r"|Rapport (?:du|de la|de l['’]) ?(?:Secrétaire|Haut|Rapporteur|Expert|Directeur|Directrice)"
    r"|Informe (?:del|de la) (?:Secretari|Alt[oa] |Relator|Expert|Director)"
)
_JOINER = re.compile(r"\b(?:an?|the|of|on|for|to|and|in|with|by)$")
_FORMAL = re.compile(
    r"(?:Distr|Original|English only|United Nations|Nations Unies|Naciones Unidas|Agenda item"
    r"|Items? \d|Point \d|Tema \d|\[|\*|Contents|\(?Adopted\b|Submitted by|Prepared by|Provisional"
    r"|Adoption of the report|Rapporteur\b"
    r"|(?:Decision|Resolution|DECISION|RESOLUTION) (?:No\.? ?)?[\w/.-]{1,20}$|.{0,60}\bsession$"
    r"|.{0,40}\b(?:[Ss]ession|SESSION|sesiones)$|.{0,60}Journal No\b|.{0,40} [Mm]eeting$"
    r"|\d{1,2}(?:er)?\s.{0,40}\d{4}$)"
)
_PLACE = re.compile(r"[^,:]{2,60},(?: [^,:]{2,60},)? \d{1,2}\b.{0,40}\d{4}\.?$")
_BODY = re.compile(
    r"(?:(?:[\w’'-]+ ){0,6}(?:Assembly|Council|Commission|Committee|Conference|Organization|Union"
    r"|Secretariat|Board)(?: (?:of|on|for) (?!.*\b(?:report|review)\b).{3,90})?"
    r"|(?:Consejo|Comisión|Asamblea|Conseil|Commission|Assemblée|Conférence|Conferencia)\b.{0,80})$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:(?:Resolution|RESOLUTION|Decision|DECISION|Recommendation)\s[\w/.() -]{1,24}"
    r"|OUTCOME OF PROCEEDINGS|NOTE|Adopted text|Texts adopted)$"
)
_CALLS_ITSELF = re.compile(
    r"(?:Concluding observations|General (?:comment|recommendation) [Nn]o|(?:Draft )?[Mm]inutes of"
    r"|Observations finales|Observaciones finales|(?:Provisional )?[Ss]ummary record of)\b"
)
_SUBJECT = re.compile(r"(?:Subject|Objet|Asunto|Re)\s?:\s+")
_SHORTEST = 20


def title_of_document(front: Sequence[str], *, is_body: Callable[[str], bool]) -> str | None:
    """Give the title.

    Parameters
    ----------
    front
        The head's lines in order, without markup.
    is_body
        True for a line that only names a body or those who propose the text.

    Examples
    --------
    >>> head = ["General Assembly", "Chile: draft resolution", "Clean seas for all islands"]
    >>> title_of_document(head, is_body=lambda line: False)
    'Clean seas for all islands'
    """
    numbered = (found for line in front if (found := _NUMBERED.match(line)))
    found = next(numbered, None)
    if found:
        return found["title"]
    called = next((line for line in front if _CALLS_ITSELF.match(line)), None)
    if called:
        return called.rstrip("*∗† ")
    subject = next((line for line in front if _SUBJECT.match(line)), None)
    if subject:
        return _SUBJECT.sub("", subject)
    for index, line in enumerate(front):
        if _REPORT.match(line):
            return _report_title(front, index)
    proposed = next((i for i, line in enumerate(front) if _PROPOSAL.match(line)), -1)
    named = [line for line in front[proposed + 1 :] if _names_something(line)]
    telling = [line for line in named if not (_BODY.match(line) or is_body(line))]
    proper = (line for line in telling if not _CALLED.match(line))
    return next(proper, next(iter(telling or named), None))


# "22 November 2023 against trafficking": a date beside a name that runs over several lines.
_BESIDE = re.compile(rf"^{DATE}\s+(?=[a-z])")


def _names_something(line: str) -> bool:
    if len(line) <= _SHORTEST or _FORMAL.match(line) or _PLACE.match(line):
        return False
    return document_symbol([line]) is None


def _report_title(front: Sequence[str], index: int) -> str:
    """Complete a bare "Draft report" with the body above it and the part below it."""
    line = front[index].rstrip("*∗ ")
    above = [_BESIDE.sub("", row) for row in front[:index]]
    above = [row for row in above if len(row) > _SHORTEST and not _FORMAL.match(row)]
    above = [row for row in above if not _PLACE.search(row)]
    if _OFFICE.match(line) and above and not _BODY.match(above[-1]):
        return above[-1]
    if len(line) < _SHORTEST and above:
        first = len(above) - 1
        while first and (above[first][0].islower() or _JOINER.search(above[first - 1])):
            first -= 1
        line = f"{' '.join(above[first:])}: {line}"
    following = front[index + 1] if index + 1 < len(front) else ""
    if re.search(r"Universal(?: Periodic)?$", line):
        line = f"{line} {following}"
        following = front[index + 2] if index + 2 < len(front) else ""
    if _FORMAL.match(following):
        return line
    if PART.match(following) or (
        " of " in line and 3 < len(following) < 60 and following.istitle()
    ):
        line = f"{line}, {following}"
    return line
