"""Integer columns over the units: which values each has, which units have each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Column", "Mask", "column"]

Mask = NDArray[np.bool_]
Indices = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Column:
    """A many-valued column, stored value by value.

    ``units[starts[v]:starts[v + 1]]`` are the units that have ``values[v]``, ascending.

    Examples
    --------
    >>> themes = column([("training",), (), ("prevention", "training")])
    >>> themes.values
    ('prevention', 'training')
    >>> themes.mask(("training",)).tolist()
    [True, False, True]
    >>> themes.counts(np.array([False, False, True])).tolist()
    [1, 1]
    """

    size: int
    values: tuple[str, ...]
    codes: dict[str, int]
    starts: Indices
    units: Indices

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

    def counts(self, mask: Mask) -> NDArray[np.int64]:
        """Count, for each value, the units in ``mask`` that have it."""
        if not len(self.units):
            return np.zeros(len(self.values), dtype=np.int64)
        hits = mask[self.units].astype(np.int64)
        return np.add.reduceat(hits, self.starts[:-1])


def column(rows: Sequence[Sequence[str]]) -> Column:
    """Make a column from each unit's values, repetitions dropped."""
    members: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        for value in dict.fromkeys(row):
            members.setdefault(value, []).append(index)
    values = tuple(sorted(members))
    lengths = [len(members[value]) for value in values]
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    units = np.fromiter((i for v in values for i in members[v]), np.int32, sum(lengths))
    return Column(len(rows), values, {v: i for i, v in enumerate(values)}, starts, units)
