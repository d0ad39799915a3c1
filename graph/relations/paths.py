"""Evidence paths: how two entities hang together through what recommendations say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from graph.errors import RecgraphError

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, UnitRecord
    from graph.catalogue.columns import Indices

__all__ = ["Hop", "PathError", "evidence_paths"]

MAX_HOPS = 6
"""Entities on a path, its two ends included, at most: beyond, everything hangs together."""

MAX_STEPS = 20_000
"""Steps of a search, at most: in a large graph the longer ways are more than anybody could walk."""


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
        :data:`MAX_HOPS` entities. No path takes two steps where one would do. A search ends
        after :data:`MAX_STEPS` steps with what it has found.

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
    network = _network(catalogue)
    walks = _Walks(network, network.codes[source], network.codes[target])
    found = islice(walks.shortest(), limit)
    return tuple(_hops(catalogue, [network.keys[code] for code in path]) for path in found)


@dataclass(frozen=True, slots=True)
class _Network:
    """Which entities some listed unit names together; codes stand in the order of the keys.

    Those beside the entity ``e`` are ``beside[starts[e]:starts[e + 1]]``.
    """

    keys: tuple[str, ...]
    codes: dict[str, int]
    hubs: frozenset[int]
    starts: Indices
    beside: Indices


_NETWORKS: WeakKeyDictionary[Catalogue, _Network] = WeakKeyDictionary()


def _network(catalogue: Catalogue) -> _Network:
    if (kept := _NETWORKS.get(catalogue)) is None:
        kept = _NETWORKS[catalogue] = _networked(catalogue)
    return kept


def _networked(catalogue: Catalogue) -> _Network:
    from scipy.sparse import csr_array  # slow to import

    keys = tuple(sorted(catalogue.entities))
    codes = {key: code for code, key in enumerate(keys)}
    named = [catalogue.naming.get(key, ()) for key in keys]
    starts = np.cumsum([0, *map(len, named)])
    units = np.fromiter(chain.from_iterable(named), np.int32, count=int(starts[-1]))
    having = csr_array(
        (np.ones(len(units), np.int32), units, starts), shape=(len(keys), len(catalogue.units))
    )
    together = csr_array(having @ having.T)
    hubs = frozenset(codes[key] for key, entity in catalogue.entities.items() if entity.hub)
    return _Network(keys, codes, hubs, together.indptr, together.indices)


class _Walks:
    """The ways from one entity to another, of which no two steps could be one."""

    def __init__(self, network: _Network, source: int, target: int) -> None:
        self._network = network
        self._closed = network.hubs - {source, target}
        self._source, self._target = source, target
        self._beside: dict[int, frozenset[int]] = {}
        self._near: list[frozenset[int]] = []
        self._steps = 0

    def shortest(self) -> Iterator[tuple[int, ...]]:
        """Walk breadth first, so that the shortest come first; then in the order of keys."""
        if self._target in self._around(self._source):
            yield self._source, self._target
            return  # any longer way takes two steps or more for this one
        for length in range(2, MAX_HOPS):
            yield from self._walks((self._source,), length)

    def _around(self, code: int) -> frozenset[int]:
        if code not in self._beside:
            network = self._network
            found = network.beside[network.starts[code] : network.starts[code + 1]].tolist()
            self._beside[code] = frozenset(found) - self._closed - {code}
        return self._beside[code]

    def _within(self, steps: int) -> frozenset[int]:
        """Give what is no further from the target than so many steps."""
        if not self._near:
            self._near.append(frozenset({self._target}))
        while len(self._near) <= steps:
            edge = self._near[-1].difference(*self._near[-2:-1])
            self._near.append(self._near[-1].union(*map(self._around, edge)))
        return self._near[steps]

    def _walks(self, path: tuple[int, ...], length: int) -> Iterator[tuple[int, ...]]:
        """Continue a path in every way that reaches the target in exactly ``length`` more steps."""
        if path[-1] == self._target:
            if length == 0:
                yield path
            return
        if length == 0 or self._steps >= MAX_STEPS:
            return
        self._steps += 1
        near = self._around(path[-1]) & self._within(length - 1)
        for other in sorted(near.difference(path, *map(self._around, path[:-1]))):
            yield from self._walks((*path, other), length - 1)


def _hops(catalogue: Catalogue, path: Sequence[str]) -> tuple[Hop, ...]:
    hops = []
    for source, target in pairwise(path):
        shared = set(catalogue.naming[source]).intersection(catalogue.naming[target])
        shortest = min(shared, key=lambda index: (len(catalogue.units[index].text), index))
        hops.append(Hop(source, target, catalogue.units[shortest], len(shared)))
    return tuple(hops)
