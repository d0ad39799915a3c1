"""Integer columns over the units: which values each has, which units have each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

__all__ = ["Chosen", "Column", "ColumnGroup", "Indices", "Mask", "column"]

Mask = NDArray[np.bool_]
Indices = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Column:
    """A many-valued column, stored value by value and unit by unit.

    ``units[starts[v]:starts[v + 1]]`` are the units that have ``values[v]``, ascending;
    ``held[firsts[u]:firsts[u + 1]]`` are the places in ``values`` of what unit ``u`` has;
    ``is_single`` tells that every unit has one value.

    Examples
    --------
    >>> themes = column([("training",), (), ("prevention", "training")])
    >>> themes.values
    ('prevention', 'training')
    >>> themes.mask(("training",)).tolist()
    [True, False, True]
    >>> themes.counts(Chosen(np.array([False, False, True]))).tolist()
    [1, 1]
    """

    size: int
    values: tuple[str, ...]
    codes: dict[str, int]
    starts: Indices
    units: Indices
    firsts: Indices
    held: Indices
    is_single: bool

    def having(self, value: str) -> Indices:
        """Give the units that have ``value``, ascending; none where nobody has it."""
        code = self.codes.get(value)
        if code is None:
            return self.units[:0]
        return self.units[self.starts[code] : self.starts[code + 1]]

    def mask(self, wanted: Iterable[str]) -> Mask:
        """Mark the units that have at least one of ``wanted``."""
        found = np.zeros(self.size, dtype=np.bool_)
        for value in wanted:
            found[self.having(value)] = True
        return found

    def counts(self, chosen: Chosen) -> NDArray[np.int64]:
        """Count, for each value, the chosen units that have it."""
        counted = self._tally(chosen.fewer)
        return np.diff(self.starts) - counted if chosen.is_most else counted

    def _tally(self, units: NDArray[np.int64]) -> NDArray[np.int64]:
        if self.is_single:
            return np.bincount(self.held[units], minlength=len(self.values))
        held = self.held[_places_of(self.firsts, units)]
        return np.bincount(held, minlength=len(self.values))


class Chosen:
    """Some of the units, told by the fewer of those inside and those outside.

    Examples
    --------
    >>> chosen = Chosen(np.array([True, False, True]))
    >>> chosen.fewer.tolist(), chosen.is_most
    ([1], True)
    """

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        self.is_most = bool(2 * int(np.count_nonzero(mask)) > len(mask))
        self.fewer = np.flatnonzero(~mask if self.is_most else mask)


class ColumnGroup:
    """Several columns counted in one go: the values of a unit in all of them stand side by side.

    Examples
    --------
    >>> both = ColumnGroup({"theme": column([("a",), ("b",)]), "kind": column([("x",), ("x",)])})
    >>> counted = both.counts(Chosen(np.array([True, False])))
    >>> {name: counts.tolist() for name, counts in counted.items()}
    {'theme': [1, 0], 'kind': [1]}
    """

    def __init__(self, columns: Mapping[str, Column]) -> None:
        widths = [len(each.values) for each in columns.values()]
        self._ends = dict(zip(columns, np.cumsum(widths).tolist(), strict=True))
        self._every = np.concatenate([np.diff(each.starts) for each in columns.values()])
        size = next(iter(columns.values())).size
        owners, held, offset = [], [], 0
        for each, width in zip(columns.values(), widths, strict=True):
            owners.append(np.repeat(np.arange(size, dtype=np.int32), np.diff(each.firsts)))
            held.append(each.held.astype(np.intp) + offset)
            offset += width
        order = np.argsort(np.concatenate(owners), kind="stable")
        # What numpy counts without making a copy first.
        self._held = np.concatenate(held)[order]
        self._firsts = np.sum([each.firsts.astype(np.intp) for each in columns.values()], axis=0)

    def counts(self, chosen: Chosen) -> dict[str, NDArray[np.int64]]:
        """Count, for each value of each column, the chosen units that have it."""
        held = self._held[_places_of(self._firsts, chosen.fewer)]
        counted = np.bincount(held, minlength=len(self._every))
        counted = self._every - counted if chosen.is_most else counted
        starts = (0, *self._ends.values())
        return {
            name: counted[start:end]
            for start, (name, end) in zip(starts, self._ends.items(), strict=False)
        }


def _places_of(firsts: NDArray[np.intp] | Indices, units: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the places of what some units hold: ``firsts[u]`` to ``firsts[u + 1]`` for each."""
    starts = firsts[units]
    lengths = firsts[units + 1] - starts
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    places: NDArray[np.int64] = np.repeat(starts - (ends - lengths), lengths)
    places += np.arange(total)
    return places


def column(rows: Sequence[Sequence[str]]) -> Column:
    """Make a column from each unit's values, repetitions dropped."""
    once = [tuple(dict.fromkeys(row)) if len(row) > 1 else row for row in rows]
    values = tuple(sorted(set(chain.from_iterable(once))))
    codes = {value: code for code, value in enumerate(values)}
    lengths = [len(row) for row in once]
    held = np.fromiter((codes[v] for row in once for v in row), np.int32, sum(lengths))
    order = np.argsort(held, kind="stable")
    owners = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
    starts = _sums(np.bincount(held, minlength=len(values)))
    return Column(
        len(rows), values, codes, starts, owners[order], _sums(lengths), held, set(lengths) == {1}
    )


def _sums(lengths: Sequence[int] | NDArray[np.int64]) -> Indices:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
