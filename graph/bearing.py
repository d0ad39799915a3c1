"""What a document bears on others: its part of the graphs that are made of all documents together.

It is a pure function of source, supplement, vocabularies and names; whoever adds one document after
another keeps it for those that stay, and need not read them again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from graph.relations import UnitFacts

__all__ = ["Bearing", "Bearings"]


@dataclass(frozen=True, slots=True)
class Bearing:
    """A document's facts, from which relations are found, and the entities minted for it."""

    facts: tuple[UnitFacts, ...]
    minted: tuple[Quad, ...]


class Bearings:
    """A mapping bounded by units, from which the longest unused goes first.

    Parameters
    ----------
    max_units
        Units whose facts are kept, about 6 KiB each.

    Examples
    --------
    >>> kept = Bearings(0)
    >>> kept.put("report", Bearing((), ()))
    >>> kept.get("report")
    Bearing(facts=(), minted=())
    """

    def __init__(self, max_units: int) -> None:
        self._max_units = max_units
        self._units = 0
        self._kept: OrderedDict[Hashable, Bearing] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Bearing | None:
        """Give what is kept under ``key``."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: Hashable, bearing: Bearing) -> None:
        """Keep what a document bears on others, in place of others if need be."""
        with self._lock:
            former = self._kept.pop(key, None)
            self._kept[key] = bearing
            self._units += len(bearing.facts) - (len(former.facts) if former else 0)
            while self._units > self._max_units:
                _, dropped = self._kept.popitem(last=False)
                self._units -= len(dropped.facts)
