"""Resolutions and decisions: a preamble, operative paragraphs, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from graph.reading.draft import DraftUnit
from graph.reading.layouts.layout import Layout
from graph.reading.lines import Line

__all__ = ["LAYOUT"]

_HEAD = re.compile(
    r"Resolution adopted by|Résolution adoptée par|Resolución aprobada por"
    r"|Adopted by the (?:Security|General|Economic|Human)|Draft resolution\b"
    r"|World Health Assembly,|^Resolution \d|The (?:General Assembly|Security Council"
    r"|Economic and Social Council|Human Rights Council|Commission on [A-Z][\w ]{3,60}"
    r"|Conference of the [A-Z][\w ]{3,80}),\s",
    re.MULTILINE,
)
_ENACTING = re.compile(
    r"\bThe (?:General Assembly|Economic and Social Council|Security Council|Human Rights Council"
    r"|[A-Z][a-z]+(?:-[a-z]+)? World Health Assembly"
    r"|Commission on(?: (?:[A-Z][a-z]+|and|the|of|for|in)){1,9}),(?=\s+[A-Z][a-z]+)"
)
_NAMES = ("Assembly,", "Council,", "The Commission on ")
_PARTICIPLES = (
    "Acknowledging|Acting|Affirming|Alarmed|Appreciating|Appreciative|Aware|Bearing|Calling|Cognizant|"
    "Commending|Concerned|Condemning|Confident|Confirming|Conscious|Considering|Convinced|Deeply|"
    "Deploring|Desiring|Desirous|Determined|Disturbed|Emphasizing|Encouraged|Encouraging|Endorsing|"
    "Expecting|Expressing|Firmly|Fully|Gravely|Guided|Having|Highlighting|Inspired|Keeping|Mindful|"
    "Noting|Observing|Paying|Proclaiming|Profoundly|Reaffirming|Realizing|Recalling|Recognizing|"
    "Referring|Regretting|Reiterating|Remaining|Resolved|Seized|Seeking|Seriously|Strongly|Stressing|"
    "Supporting|Taking|Underlining|Underscoring|Urging|Viewing|Welcoming"
)
_NEXT_PREAMBULAR = re.compile(rf"[,;]\d{{0,2}}\s+(?=(?:{_PARTICIPLES})\b)")
_OPERATIVE = re.compile(r"[.,;:]\d{0,2}\s+(?=(?P<number>\d{1,3})\.\s+[A-ZС][\w’'-]+)")
_LETTERED = re.compile(r"[:;]\d{0,2}(?:\s+(?:and|or))?\s+(?=\((?P<letter>[a-z]|[ivx]{1,4})\)\s)")
_RUN_TOGETHER = 600


def _kind(unit: DraftUnit, units: list[DraftUnit]) -> str:
    if unit.is_recital(units):
        return "preamble"
    if unit.children and unit.depth == 0 and unit.opens_list:
        return "chapeau"
    return "sub-item" if unit.depth >= 2 else "recommendation"


def _cut(lines: Iterable[Line]) -> list[Line]:
    """Cut the enacting words off what follows, and apart what a converter ran together."""
    return [part for line in lines for part in _parts(line)]


def _parts(line: Line) -> Iterator[Line]:
    if line.hint:
        yield line
        return
    glued = len(line.text) > _RUN_TOGETHER and any(name in line.text for name in _NAMES)
    enacting = _ENACTING.search(line.text) if glued else _ENACTING.match(line.text)
    if enacting is None:
        yield line
        return
    cuts = {0, enacting.start(), enacting.end(), len(line.text)}
    if glued:
        cuts.update(_paragraphs(line.text, enacting.end()))
    places = sorted(cuts)
    for start, end in pairwise(places):
        if line.text[start:end].strip():
            yield line.part(start, end)


def _paragraphs(text: str, begin: int) -> set[int]:
    """Find where the paragraphs of a run-together resolution begin."""
    operative: list[int] = []
    for found in _OPERATIVE.finditer(text, begin):
        if int(found["number"]) == len(operative) + 1:
            operative.append(found.end())
    end = operative[0] if operative else len(text)
    cuts = {found.end() for found in _NEXT_PREAMBULAR.finditer(text, begin, end)}
    cuts.update(operative)
    if operative:
        cuts.update(found.end() for found in _LETTERED.finditer(text, operative[0]))
    return cuts


LAYOUT = Layout(
    "resolution", recognises=lambda head: bool(_HEAD.search(head)), kind=_kind, cut=_cut
)
