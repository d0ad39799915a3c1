"""Rows of a PDF's pages written as a text: what stands apart, what is a note, what is a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from graph.reading.composed import Composer
from graph.reading.formats.pagetables import body_size, table_rows

__all__ = ["Row", "write_pages"]

_COLUMN = 0.5
_APART = 1.75
_LOOSER = 1.25
_SMALLER = 0.95
_OFTEN = 0.4
_RAISED = re.compile(r"(?<=\S)[¹²³⁰⁴-⁹]{1,3}")
_NOTE = re.compile(r"(?P<mark>[¹²³⁰⁴-⁹]{1,3}|(?<!\d)\d{1,3})\s*(?=[^\s\d.,;:)/%–-])")
_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_FLAT = str.maketrans(_MARKS, "0123456789")


@dataclass(slots=True)
class Row:
    """A line of a page: its characters, left and right edge, baseline and font size in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


def write_pages(composer: Composer, pages: Sequence[Sequence[Row]]) -> None:
    """Write each page's rows as lines, a form feed between pages."""
    leading, body = _leading(pages), body_size(pages)
    for number, rows in enumerate(pages):
        if number:
            composer.page_break()
        _write(composer, rows, leading, body)


def _leading(pages: Sequence[Sequence[Row]]) -> float:
    """Give the distance between a paragraph's lines, in font sizes: the least that comes often.

    Where most paragraphs have one line, the distance between them comes more often.
    """
    drops = Counter(
        round((before.base - row.base) / max(before.size, row.size, 1.0) * 20)
        for rows in pages
        for before, row in pairwise(rows)
        if 0.8 < (before.base - row.base) / max(before.size, row.size, 1.0) < 2.6
    )
    often = max(drops.values(), default=0) * _OFTEN
    return min((d for d, n in drops.items() if n >= often), default=20 * _APART / _LOOSER) / 20


def _write(composer: Composer, rows: Sequence[Row], leading: float, body: float) -> None:
    if not rows:
        return
    edge = min(row.left for row in rows)
    size = median(row.size for row in rows) or 1.0
    before: Row | None = None
    cited: set[str] = set()
    hint = ""
    tables = table_rows(rows, body)
    for index, row in enumerate(rows):
        indent = int(min(max(row.left - edge, 0) / (_COLUMN * size), 120))
        apart = before is not None and _is_apart(before, row, leading)
        smaller = before is None or row.size < _SMALLER * before.size
        found = _NOTE.match(row.text) if apart or smaller or hint.startswith("note") else None
        text = row.text
        if found and (found["mark"][0] in _MARKS or found["mark"] in cited):
            hint = "note"
            text = f"{found['mark'].translate(_FLAT)} {text[found.end() :]}"
        else:
            goes_on = hint.startswith("note") and not apart
            hint = "note goes on" if goes_on else "table" if index in tables else ""
        composer.line(text, hint, indent=indent, blank=apart)
        if not row.text.isascii():
            cited.update(mark.translate(_FLAT) for mark in _RAISED.findall(row.text))
        before = row


def _is_apart(before: Row, row: Row, leading: float) -> bool:
    height = max(before.size, row.size, 1.0)
    drop = before.base - row.base
    return drop > min(_APART, _LOOSER * leading) * height or drop < -height
