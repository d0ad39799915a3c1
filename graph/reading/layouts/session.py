"""Session reports of treaty bodies: agenda items, "The SBI requested ...", tab-indented numbers."""

from __future__ import annotations

import re

from graph.reading.draft import DraftUnit
from graph.reading.layouts.layout import Layout
from graph.reading.layouts.report import report_kind

__all__ = ["LAYOUT"]

_HEAD = re.compile(r"Report of the .{3,160}? on (?:its|the) .{3,60}? session\b", re.DOTALL)
_PROCEEDINGS = re.compile(
    r"(?:Proceedings|Adoption of the agenda|Organization of|Opening of|Closure of|Election of)"
)


def _kind(unit: DraftUnit, units: list[DraftUnit]) -> str:
    kind = report_kind(unit, units)
    if kind == "narrative" and unit.role == "numbered" and unit.section:
        return "narrative" if _PROCEEDINGS.search(unit.section) else "recommendation"
    return kind


LAYOUT = Layout("session", recognises=lambda head: bool(_HEAD.search(head)), kind=_kind)
