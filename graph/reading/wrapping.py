"""Where wrapped lines end: the width of each page and column, and what would have fitted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from graph.reading.endings import ends_sentence
from graph.reading.labels import find_label
from graph.reading.lines import Line

__all__ = ["Place", "aligned", "is_full", "is_short", "is_wrapped", "place", "widths"]

_COMMA = re.compile(r",[\"”’*_\s]{0,4}(?:\d{1,3}|[¹²³⁰⁴-⁹]{1,3})?$")
_SLACK = 12
_RIGHT = 45
_COLUMN = 8
_FEW = 60
_BROKEN = 55
_RUNNING = 6
_WIDEST = 100


def is_wrapped(lines: Sequence[Line]) -> bool:
    """True where paragraphs run over several lines."""
    pairs = [
        (before.text, line.text)
        for before, line in pairwise(lines)
        if line.blanks == 0 and len(before.text) < 200
    ]
    running = sum(1 for before, text in pairs if text[0].islower() and before[-1] not in ".;:!?")
    if running > 1 and running * _RUNNING > len(pairs):
        return True
    broken = sum(
        1
        for before, text in pairs
        if len(before) >= _BROKEN
        and not ends_sentence(before)
        and not _COMMA.search(before[-20:])
        and find_label(text) is None
    )
    return broken > 1 and max(line.indent + len(line.text) for line in lines) <= _WIDEST


def aligned(line: Line, other: Line) -> bool:
    return line.page == other.page and abs(line.indent - other.indent) <= 4


def is_full(line: Line, width: int) -> bool:
    return line.indent + len(line.text) >= width - _SLACK and not _COMMA.search(line.text[-20:])


def is_short(before: Line, line: Line, width: int) -> bool:
    """True where the next line's first word would have fitted on the line before it."""
    word = line.text.split(None, 1)[0][:60]
    return before.indent + len(before.text) + 1 + len(word) < width - _SLACK


Place = tuple[int, bool]
"""A page, and whether the right one of its columns."""


def place(line: Line) -> Place:
    return line.page, line.indent >= _RIGHT


def widths(lines: Sequence[Line]) -> dict[Place, int]:
    """Give for each page, or column of one, where a full line ends."""
    places: dict[Place, list[int]] = {}
    for line in lines:
        if not line.hint:
            places.setdefault(place(line), []).append(line.indent + len(line.text))
    running = _running(lines)
    every = sorted(end for ends in places.values() for end in ends)
    whole = running[len(running) * 3 // 10] if running else _high(every)
    full = {}
    for (page, right), ends in places.items():
        alone = len(places.get((page, not right), ())) <= _COLUMN
        kept = [*ends, *places.get((page, not right), ())] if alone else ends
        if len(kept) > _COLUMN and not running:
            full[page, right] = _high(sorted(kept))
    return defaultdict(lambda: whole, full)


def _running(lines: Sequence[Line]) -> list[int]:
    """Give where the lines of a short text end that run on into the next."""
    if len(lines) > _FEW:
        return []
    found = [
        before.indent + len(before.text)
        for before, line in pairwise(lines)
        if line.blanks == 0 and line.text[0].islower() and not ends_sentence(before.text)
    ]
    return sorted(found) if len(found) > 1 else []


def _high(ends: Sequence[int]) -> int:
    return ends[len(ends) * 7 // 10] if ends else 0
