"""Accounting: every character that is not white space or markup belongs somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.document import Document
from graph.unit import Range

__all__ = ["accounted", "owned_spans"]

_MARKUP = r"\s*_#|`~>\\\-+•◦▪●·‣–—\uf0b7\ufeff"
_OTHER = re.compile(rf"[^{_MARKUP}]+(?:\s+[^{_MARKUP}]+)*")


def accounted(document: Document) -> list[Range]:
    """List the spans of a document's text that belong to nothing.

    Every character that is neither white space nor markup stands in a unit (its label included), a
    heading, the front, a note or furniture.

    Examples
    --------
    >>> from graph.document import Metadata, Source
    >>> source = Source("note.txt", "0" * 64, "text/plain")
    >>> document = Document("note", "Draft report", Metadata(), source, front=((0, 5),))
    >>> accounted(document)
    [(6, 12)]
    """
    missing = []
    offset = 0
    for start, end in [*owned_spans(document), (len(document.text), len(document.text))]:
        if start > offset:
            missing += [
                (found.start(), found.end())
                for found in _OTHER.finditer(document.text, offset, start)
            ]
        offset = max(offset, end)
    return missing


def owned_spans(document: Document) -> list[Range]:
    """Give the spans of everything in a document, in order."""
    return sorted(_spans(document))


def _spans(document: Document) -> Iterator[Range]:
    for unit in document.units:
        yield unit.label_start, unit.start
        yield from unit.ranges
    yield from ((heading.start, heading.end) for heading in document.headings)
    yield from ((piece.start, piece.end) for piece in document.furniture)
    yield from ((note.start, note.end) for note in document.notes)
    yield from document.front
