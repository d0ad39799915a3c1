"""Evidence paths: how two entities hang together through what recommendations say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from graph.errors import RecgraphError

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, UnitRecord

__all__ = ["Hop", "PathError", "evidence_paths"]

MAX_HOPS = 6
"""Entities on a path, its two ends included, at most: beyond, everything hangs together."""


class PathError(RecgraphError):
    """One of the two ends does not exist."""


@dataclass(frozen=True, slots=True)
class Hop:
    """A step from one entity to another, and the unit that names both.

    ``shared`` counts the listed units that name both; ``unit`` is the shortest of them.
    """

    source: str
    target: str
    unit: UnitRecord
    shared: int


def evidence_paths(
    catalogue: Catalogue, source: str, target: str, *, limit: int = 3
) -> tuple[tuple[Hop, ...], ...]:
    """Find the shortest paths between two entities.

    Parameters
    ----------
    catalogue
        The read model.
    source, target
        Keys of two entities; a hub may stand at an end, never on the way: what leads through
        "Member States" says nothing.
    limit
        How many paths at most, the shortest first; paths of equal length in the order of their
        keys.

    Returns
    -------
    tuple of paths
        Each a sequence of hops; empty where the two hang together by no more than
        :data:`MAX_HOPS` entities. No path takes two steps where one would do.

    Raises
    ------
    PathError
        An end does not exist, or both are the same.
    """
    for key in (source, target):
        if key not in catalogue.entities:
            raise PathError(f"there is no entity {key!r}; look it up at /api/search?q=")
    if source == target:
        raise PathError(f"both ends are {source!r}; name two entities")
    around = _neighbours(catalogue, source, target)
    found = islice(_sequences(around, source, target), limit)
    return tuple(_hops(catalogue, around, path) for path in found)


Neighbours = Callable[[str], dict[str, list[int]]]


def _neighbours(catalogue: Catalogue, *ends: str) -> Neighbours:
    """Give, for an entity, the entities beside it and the units that name both."""

    @cache
    def around(key: str) -> dict[str, list[int]]:
        beside: dict[str, list[int]] = {}
        for index in catalogue.naming.get(key, ()):
            for other in catalogue.units[index].entities:
                entity = catalogue.entities.get(other)
                is_open = entity is not None and (not entity.hub or other in ends)
                if is_open and other != key:
                    beside.setdefault(other, []).append(index)
        return beside

    return around


def _sequences(around: Neighbours, source: str, target: str) -> Iterator[tuple[str, ...]]:
    """Walk breadth first, so that the shortest come first; then in the order of keys."""
    distance = _distances(around, target)
    if source not in distance:
        return
    for length in range(distance[source], MAX_HOPS):
        yield from _walks(around, distance, (source,), target, length)


def _distances(around: Neighbours, target: str) -> dict[str, int]:
    distance = {target: 0}
    edge = [target]
    for step in range(1, MAX_HOPS):
        edge = sorted({o for key in edge for o in around(key)} - distance.keys())
        distance |= dict.fromkeys(edge, step)
    return distance


def _walks(
    around: Neighbours,
    distance: dict[str, int],
    path: tuple[str, ...],
    target: str,
    length: int,
) -> Iterator[tuple[str, ...]]:
    """Continue a path in every way that reaches the target in exactly ``length`` more steps."""
    if path[-1] == target:
        if length == 0:
            yield path
        return
    for other in sorted(around(path[-1])):
        is_near = distance.get(other, MAX_HOPS) <= length - 1
        if is_near and not any(other == key or other in around(key) for key in path[:-1]):
            yield from _walks(around, distance, (*path, other), target, length - 1)


def _hops(catalogue: Catalogue, around: Neighbours, path: tuple[str, ...]) -> tuple[Hop, ...]:
    hops = []
    for source, target in pairwise(path):
        shared = around(source)[target]
        shortest = min(shared, key=lambda index: (len(catalogue.units[index].text), index))
        hops.append(Hop(source, target, catalogue.units[shortest], len(shared)))
    return tuple(hops)
