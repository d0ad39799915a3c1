"""Resolutions of the International Telecommunication Union: verbs that stand above their items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from graph.reading.draft import DraftUnit
from graph.reading.layouts.layout import Layout
from graph.reading.lines import Line

__all__ = ["LAYOUT"]

_HEAD = re.compile(
    r"(?:Conference|Assembly)\s+(?:of\s+the\s+International\s+Telecommunication\s+Union\s+)?"
    r"\([^()\n]{3,40},\s+\d{4}\),\s*$",
    re.MULTILINE,
)
_RECITING = (
    "recalling|considering|noting|recognizing|emphasizing|aware|bearing in mind|having in view|"
    "having considered|observing|taking into account"
)
_ASKING = "resolves|instructs|invites|requests|urges|encourages|decides|calls upon|recommends"
_VERB = re.compile(
    rf"(?:(?:{_RECITING})(?:\s(?:further|also|with concern))?"
    rf"|(?:further\s)?(?:{_ASKING})(?:\s(?:further|also))?"
    r"(?:\sto\s(?:instruct|invite|request|encourage))?"
    r"(?:\s(?:[A-Z][\w-]*|of|and|the|for|to|in),?){0,24})$"
)
_PREAMBLE = re.compile(_RECITING)


def _cut(lines: Iterable[Line]) -> list[Line]:
    """Mark ``considering further`` and ``instructs the Director`` as the headings that they are."""
    marked: list[Line] = []
    for line in lines:
        closed = not marked or marked[-1].text[-1:] in ",.;"
        is_verb = closed and not line.hint and _VERB.match(line.text)
        marked.append(replace(line, hint="heading 3") if is_verb else line)
    return marked


def _kind(unit: DraftUnit, _units: list[DraftUnit]) -> str:
    if unit.section and _PREAMBLE.match(unit.section):
        return "preamble"
    if unit.children and unit.depth == 0 and unit.opens_list:
        return "chapeau"
    return "sub-item" if unit.depth >= 2 else "recommendation"


LAYOUT = Layout(
    "telecommunication union",
    recognises=lambda head: bool(_HEAD.search(head)),
    kind=_kind,
    cut=_cut,
)
