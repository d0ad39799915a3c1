"""What a choice of filters gives: units in order, facets, pages."""

from __future__ import annotations

import base64
import binascii
import json
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import overload

import numpy as np
from numpy.typing import NDArray

from graph.catalogue.filters import CursorError, Filters

__all__ = [
    "NOT_OURS",
    "SORTS",
    "UNDATED",
    "Cursor",
    "Facet",
    "FacetValues",
    "Page",
    "Selection",
    "decode_key",
    "encode_key",
]

SORTS = ("order", "date", "strength", "relevance", "title")
"""``order``: by date, document and place in it; ``date``: newest document first; ``strength``:
strongest first; ``relevance``: best match first, only with a full-text query; ``title``: A to Z.
Ties are broken by ``order``."""

NOT_OURS = "cursor: not one that this list gave; start without it"
UNDATED = "~"
"""Stands for an unknown date in sorting keys: after every date."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value and how many units it leads to.

    ``count`` is the total of the same filters with this filter's own group replaced by this value
    alone: several values in one group are alternatives, so each shows what it would give by itself.
    """

    value: str
    label: str
    count: int
    selected: bool = False


class FacetValues(Sequence[Facet]):
    """A facet's values, most frequent first; each is put into words only when it is looked at.

    Parameters
    ----------
    ranked
        Places in ``values`` of those that units have, in order.
    values, labels, counts
        All values there are, sorted, the words for each, and how many units have it.
    selected
        The values that the filter has; those that no unit has come last.
    label
        Gives the words for a value that is none of ``values``.

    Examples
    --------
    >>> labels = ("Australia", "UNODC")
    >>> found = FacetValues([1, 0], ["AUS", "unodc"], labels, [2, 7], ("AUS", "who"), str.upper)
    >>> [(facet.label, facet.count) for facet in found]
    [('UNODC', 7), ('Australia', 2), ('WHO', 0)]
    >>> [facet.value for facet in found.shown(1)]
    ['unodc', 'AUS', 'who']
    """

    def __init__(
        self,
        ranked: Sequence[int] | NDArray[np.int64],
        values: Sequence[str],
        labels: Sequence[str],
        counts: Sequence[int] | NDArray[np.int64],
        selected: Sequence[str],
        label: Callable[[str], str],
    ) -> None:
        self._ranked = np.asarray(ranked, np.int64)
        self._values = values
        self._labels = labels
        self._counts = np.asarray(counts, np.int64)
        self._selected = frozenset(selected)
        places = ((value, bisect_left(values, value)) for value in sorted(self._selected))
        met = {
            v: at for v, at in places if at < len(values) and values[at] == v and self._counts[at]
        }
        self._met = tuple(met.values())
        self._unmet = [
            (value, label(value), 0, True) for value in sorted(self._selected.difference(met))
        ]

    def __len__(self) -> int:
        return len(self._ranked) + len(self._unmet)

    @overload
    def __getitem__(self, place: int) -> Facet: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Facet]: ...
    def __getitem__(self, place: int | slice) -> Facet | Sequence[Facet]:
        """Give the value at a place, or those of a range of places."""
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        if place < len(self._ranked):
            return Facet(*self._told(self._ranked[place : place + 1])[0])
        return Facet(*self._unmet[place - len(self._ranked)])

    def _told(self, ranked: NDArray[np.int64]) -> list[tuple[str, str, int, bool]]:
        values, labels, selected = self._values, self._labels, self._selected
        return [
            (value := values[code], labels[code], count, value in selected)
            for code, count in zip(ranked.tolist(), self._counts[ranked].tolist(), strict=True)
        ]

    def told(self, limit: int) -> list[tuple[str, str, int, bool]]:
        """Give what :meth:`shown` gives as plain tuples, for long lists in a hurry."""
        first = self._told(self._ranked[:limit])
        if not self._selected:
            return first
        rest = self._ranked[limit:]
        return [*first, *self._told(rest[np.isin(rest, self._met)]), *self._unmet]

    def shown(self, limit: int) -> Sequence[Facet]:
        """Give the first values, and those after them that are selected."""
        return [Facet(*told) for told in self.told(limit)]


@dataclass(frozen=True)
class Selection:
    """Units that satisfy ``filters``: ``ranked`` holds indices into :attr:`Catalogue.units`.

    They are in ``sort`` order. ``facets`` has an entry for each of
    :data:`~graph.catalogue.filters.FACETS`, most frequent value first; ``scores`` holds the
    relevance of each unit where there is a full-text query.
    """

    filters: Filters
    sort: str
    ranked: NDArray[np.int32]
    facets: Mapping[str, FacetValues]
    scores: Mapping[int, float] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many units there are."""
        return len(self.ranked)

    @cached_property
    def indices(self) -> tuple[int, ...]:
        """All the units; a page needs some only."""
        return tuple(self.ranked.tolist())


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a selection's units, and where the next page starts; ``None`` at the end."""

    indices: tuple[int, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of the last unit seen, as the sort and that unit's sorting key.

    It names a place in the order rather than a number of units, so that a document added between
    two pages neither repeats nor hides anything.

    Examples
    --------
    >>> text = Cursor("title", ("Deny safe havens", "2018-04-04", "a-report", 3)).encode()
    >>> Cursor.decode(text).key
    ('Deny safe havens', '2018-04-04', 'a-report', 3)
    """

    sort: str
    key: tuple[str | float, ...]

    def encode(self) -> str:
        """Write it as base64url without padding."""
        return encode_key((self.sort, *self.key))

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Read what :meth:`encode` wrote; a :class:`CursorError` for anything else."""
        sort, *key = decode_key(text) or ("",)
        if sort not in SORTS:
            raise CursorError(NOT_OURS)
        shapes = {"order": (), "title": (str,)}.get(str(sort), (float,))
        if not _fits(key, (*shapes, str, str, int)):
            raise CursorError(NOT_OURS)
        return cls(str(sort), tuple(key))


def encode_key(key: Sequence[str | float]) -> str:
    """Write a sorting key as base64url of JSON, without padding."""
    data = json.dumps(key, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode_key(text: str) -> tuple[str | float, ...]:
    """Read what :func:`encode_key` wrote; a :class:`CursorError` for anything else."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        found = json.loads(data)
    except (binascii.Error, ValueError, RecursionError):
        raise CursorError(NOT_OURS) from None
    if not isinstance(found, list) or not all(type(part) in (str, int, float) for part in found):
        raise CursorError(NOT_OURS)
    return tuple(found)


def _fits(key: Sequence[object], shapes: Sequence[type]) -> bool:
    if len(key) != len(shapes):
        return False
    pairs = zip(key, shapes, strict=True)
    return all(isinstance(part, (int, float) if shape is float else shape) for part, shape in pairs)
