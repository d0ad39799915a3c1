"""What a choice of filters gives: units in order, facets, pages."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.catalogue.filters import FilterError, Filters

__all__ = [
    "NOT_OURS",
    "SORTS",
    "UNDATED",
    "Cursor",
    "Facet",
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


@dataclass(frozen=True, slots=True)
class Selection:
    """Units that satisfy ``filters``: ``indices`` into :attr:`Catalogue.units`, in ``sort`` order.

    ``facets`` has an entry for each of :data:`~graph.catalogue.filters.FACETS`, most frequent value
    first; ``scores`` holds the relevance of each unit where there is a full-text query.
    """

    filters: Filters
    sort: str
    indices: tuple[int, ...]
    facets: Mapping[str, tuple[Facet, ...]]
    scores: Mapping[int, float] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many units there are."""
        return len(self.indices)


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
        """Read what :meth:`encode` wrote; :class:`FilterError` for anything else."""
        sort, *key = decode_key(text) or ("",)
        if sort not in SORTS:
            raise FilterError(NOT_OURS)
        shapes = {"order": (), "title": (str,)}.get(str(sort), (float,))
        if not _fits(key, (*shapes, str, str, int)):
            raise FilterError(NOT_OURS)
        return cls(str(sort), tuple(key))


def encode_key(key: Sequence[str | float]) -> str:
    """Write a sorting key as base64url of JSON, without padding."""
    data = json.dumps(key, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode_key(text: str) -> tuple[str | float, ...]:
    """Read what :func:`encode_key` wrote; :class:`FilterError` for anything else."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        found = json.loads(data)
    except (binascii.Error, ValueError, RecursionError):
        raise FilterError(NOT_OURS) from None
    if not isinstance(found, list) or not all(type(part) in (str, int, float) for part in found):
        raise FilterError(NOT_OURS)
    return tuple(found)


def _fits(key: Sequence[object], shapes: Sequence[type]) -> bool:
    if len(key) != len(shapes):
        return False
    pairs = zip(key, shapes, strict=True)
    return all(isinstance(part, (int, float) if shape is float else shape) for part, shape in pairs)
