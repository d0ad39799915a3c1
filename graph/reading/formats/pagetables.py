"""Tables and charts on a PDF's pages, told by small type in columns; most have no rulings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol

__all__ = ["body_size", "table_rows"]

_SMALLER = 0.95
_SHARE = 0.2
_DISPLAY = 1.6
_LARGEST = 16
_BRIDGE = 12
_LEAST = 2
_RISES = range(1, 6)
_GAP = re.compile(r"\S {3,}(?=\S)")
_LABEL = re.compile(r"(?:\(?[\w.]{1,8}[.)]|[\d.]{1,8}|[•–-])\s+")
_FIGURES = re.compile(r"[^\w\s]{0,3}\d[\d\s.,]*[\d%)]*[a-z]?$|[–-]$")
_FIGURE = re.compile(r"[\d\s,]{1,12}%?$")
_FURNITURE = re.compile(r"\d{1,4}/\d{1,4}\b|.*\b\d{1,4}/\d{1,4}$|[A-Z]{1,6}/\S+$")


class _Placed(Protocol):
    text: str
    left: float
    right: float
    base: float
    size: float


def body_size(pages: Iterable[Sequence[_Placed]]) -> float:
    """Give the font size of running text: the largest that a good share of the characters have.

    Sizes of a title page, in points or far above the commonest, are left out.
    """
    sizes: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            sizes[round(row.size, 1)] += len(row.text)
    sizes = Counter({size: n for size, n in sizes.items() if size <= _LARGEST}) or sizes
    if not sizes:
        return 0.0
    commonest, share = sizes.most_common(1)[0][0], sizes.total() * _SHARE
    often = (size for size, count in sizes.items() if count >= share)
    return max((size for size in often if size < _DISPLAY * commonest), default=commonest)


def table_rows(rows: Sequence[_Placed], body: float) -> set[int]:
    """Give the indices of a page's rows that belong to tables or charts.

    Small rows do where they stand in columns; rows of full size where several in a row end in
    figures after a wide gap. What stands between two such rows belongs to them.
    """
    beside = _beside(rows)
    small = [
        index
        for index, row in enumerate(rows)
        if (row.size < _SMALLER * body or _FIGURE.match(row.text))
        and not _FURNITURE.match(row.text)
        and (index in beside or _is_columnar(row.text) or _FIGURE.match(row.text))
    ]
    figures = [index for index, row in enumerate(rows) if _ends_in_figures(row.text)]
    found: set[int] = set()
    for run in _runs(small, _BRIDGE):
        if len(run) >= _LEAST:
            found.update(
                i
                for i in range(run[0], run[-1] + 1)
                if rows[i].size < _SMALLER * body or _FIGURE.match(rows[i].text)
            )
    for run in _runs(figures, 3):
        if len(run) > _LEAST:
            found.update(range(run[0], run[-1] + 1))
    return found


def _is_columnar(text: str) -> bool:
    if "   " not in text:
        return False
    label = _LABEL.match(text)
    return bool(_GAP.search(text, label.end() - 1 if label else 0))


def _ends_in_figures(text: str) -> bool:
    gap = text.rfind("   ")
    return gap > 0 and bool(_FIGURES.match(text[gap:].strip())) and not _FURNITURE.match(text)


def _beside(rows: Sequence[_Placed]) -> set[int]:
    """Give the rows that share their height on the page with another, side by side."""
    levels: dict[int, list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        levels[round(row.base)].append(index)
    found: set[int] = set()
    for level, here in levels.items():
        near = [*here, *(i for rise in _RISES for i in levels.get(level + rise, ()))]
        for one, other in pairwise(sorted(near, key=lambda index: rows[index].left)):
            if rows[one].right < rows[other].left:
                found.update((one, other))
    return found


def _runs(indices: Sequence[int], bridge: int) -> list[list[int]]:
    """Group ascending indices that are at most ``bridge`` apart."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and index - runs[-1][-1] <= bridge:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
