"""Statements by the President of the Security Council: unnumbered paragraphs in quotation marks."""

from __future__ import annotations

from graph.reading.draft import DraftUnit
from graph.reading.layouts.layout import Layout

__all__ = ["LAYOUT"]


def _kind(unit: DraftUnit, _units: list[DraftUnit]) -> str:
    if unit.depth == 0 and unit.children and unit.opens_list:
        return "chapeau"
    quoted = unit.text.startswith(("“", '"'))
    return "recommendation" if quoted or unit.depth else "narrative"


LAYOUT = Layout(
    "presidential statement",
    recognises=lambda head: "Statement by the President of the Security Council" in head,
    kind=_kind,
)
