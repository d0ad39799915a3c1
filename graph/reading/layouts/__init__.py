"""Layouts: what is particular to one kind of document.

Each is a module with a `Layout`; adding one means adding a module and naming it here. The first
whose recogniser accepts the head of the document is used, `report` where none does.
"""

from __future__ import annotations

from graph.reading.layouts import presidential, report, resolution, review, session, union
from graph.reading.layouts.layout import Layout

__all__ = ["LAYOUTS", "Layout", "layout_of"]

LAYOUTS = (
    review.LAYOUT,
    presidential.LAYOUT,
    union.LAYOUT,
    resolution.LAYOUT,
    session.LAYOUT,
    report.LAYOUT,
)
"""All layouts, the most particular first."""


def layout_of(head: str) -> Layout:
    """Choose the layout for a document by the text of its head.

    >>> layout_of("Resolution adopted by the General Assembly on 18 December 2019").name
    'resolution'
    >>> layout_of("Vienna, 3-5 April 2018").name
    'report'
    """
    return next(layout for layout in LAYOUTS if layout.recognises(head))
