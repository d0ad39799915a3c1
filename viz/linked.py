"""Linked: how many recommendations each entity is linked to, and which are linked to nearly all.

A recommendation is linked to what its text names and to what it asks, also where the paragraph
that it is an item of says whom it asks.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.catalogue import Catalogue, UnitRecord

__all__ = ["Linked", "hubs", "linked", "names"]

HUB_SHARE = 0.5
HUB_LEAST = 12


@dataclass(frozen=True, slots=True)
class Linked:
    """The recommendations of a catalogue, the links of each entity, and the hubs among these."""

    units: tuple[UnitRecord, ...]
    counts: Mapping[str, int]
    hubs: tuple[str, ...]


_kept: WeakKeyDictionary[Catalogue, Linked] = WeakKeyDictionary()


def linked(catalogue: Catalogue) -> Linked:
    """Count the links of a catalogue's entities, once."""
    found = _kept.get(catalogue)
    if found is None:
        units = tuple(catalogue.units[i] for i in catalogue.select().indices)
        counts = Counter(key for u in units for key in u.entities if key in catalogue.entities)
        found = _kept[catalogue] = Linked(units, counts, _hubs(catalogue, counts, len(units)))
    return found


def _hubs(catalogue: Catalogue, counts: Mapping[str, int], units: int) -> tuple[str, ...]:
    """Those marked as such, and those that more than half of the recommendations are linked to."""
    return tuple(
        key
        for key, count in sorted(counts.items())
        if catalogue.entities[key].hub or (units >= HUB_LEAST and count > HUB_SHARE * units)
    )


def hubs(catalogue: Catalogue) -> frozenset[str]:
    """Give the keys of the entities that are filters rather than nodes."""
    return frozenset(linked(catalogue).hubs)


def names(unit: UnitRecord, key: str) -> bool:
    """Whether a unit's own text names an entity; it may be asked by its paragraph alone."""
    named = (unit.organizations, unit.instruments, unit.actors, unit.themes)
    return any(key in keys for keys in named)
