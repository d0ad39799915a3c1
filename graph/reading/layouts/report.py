"""Reports of meetings: numbered paragraphs, lettered recommendations, lists of those who spoke."""

from __future__ import annotations

import re

from graph.reading.draft import DraftUnit
from graph.reading.layouts.layout import Layout
from graph.reading.tables import ROW

__all__ = ["LAYOUT", "report_kind"]

_SPOKE = re.compile(
    r"(?:[A-Z][^.:]{0,120},\s+)?(?:opening |general |introductory |closing )?statements?\s+"
    r"(?:were|was)\s+(?:also\s+|then\s+)?(?:made|delivered)\s+by\b",
    re.IGNORECASE,
)
_RECOMMENDING = "recommendation"


def report_kind(unit: DraftUnit, units: list[DraftUnit]) -> str:
    """Give the kind of a unit of a report from its place in it."""
    if unit.is_recital(units):
        return "preamble"
    if unit.children and unit.depth == 0 and unit.opens_list:
        return "chapeau"
    label = unit.blocks[0].label
    if label is not None and (label.is_named or unit.blocks[0].hint == ROW):
        return "recommendation"
    if unit.depth >= 2:
        return "sub-item"
    if _SPOKE.match(unit.lead):
        return "statement"
    if unit.depth == 1:
        return "recommendation" if _recommends(units[unit.parent or 0]) else "narrative"
    return "recommendation" if _recommends(unit) and not unit.beside_list else "narrative"


def _recommends(unit: DraftUnit) -> bool:
    return any(_RECOMMENDING in words.lower() for words in (*unit.under, unit.lead))


LAYOUT = Layout("report", recognises=lambda head: True, kind=report_kind)  # noqa: ARG005
