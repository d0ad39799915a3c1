"""Recommendations that bear on the same things as a unit, and the concepts they share with it.

Units are compared by the cosine of their weighted concepts (:mod:`graph.relations.concepts`):
everything that they mention and whom they address. Sharing only what stands nearly everywhere does
not count.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import sqrt
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from graph.relations.concepts import ConceptSpace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graph.catalogue import Catalogue, UnitRecord

__all__ = ["LEAST", "Similar", "similar_units"]

LEAST = 0.1
"""Cosine under which two units are not called similar."""

_spaces: WeakKeyDictionary[Catalogue, _Space] = WeakKeyDictionary()
_making = Lock()


@dataclass(frozen=True, slots=True)
class Similar:
    """A unit by its index, how similar it is (0 to 1), and what is shared, the rarest first."""

    index: int
    score: float
    shared: tuple[str, ...]


def similar_units(catalogue: Catalogue, index: int, *, limit: int = 10) -> tuple[Similar, ...]:
    """Find the recommendations most similar to a unit, the most similar first.

    The unit itself, the one above it and those under it are left out.

    Parameters
    ----------
    catalogue
        The read model; its concepts are weighted once.
    index
        Of the unit, of any kind.
    limit
        How many at most.

    Notes
    -----
    The cost grows with the number of units that share a concept, at about a million in 5 ms.
    """
    with _making:
        space = _spaces.get(catalogue)
        if space is None:
            space = _spaces[catalogue] = _Space(catalogue)
    unit = catalogue.units[index]
    scores = space.scores(index)
    scores[[index, *_family(catalogue, unit)]] = 0
    found = np.flatnonzero(scores >= LEAST)
    best = found[np.lexsort((found, -scores[found]))][:limit].tolist()
    return tuple(Similar(i, round(float(scores[i]), 4), space.shared(index, i)) for i in best)


class _Space:
    """The units of a catalogue by concept; it keeps no hold of the catalogue itself."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._concepts = [frozenset(unit.entities) for unit in catalogue.units]
        self._hubs = {key for key, entity in catalogue.entities.items() if entity.hub}
        self._space = ConceptSpace(
            {(u.document, u.key): self._concepts[u.index] for u in catalogue.units}
        )
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for index in catalogue.select().indices:
            for concept in self._concepts[index]:
                postings[concept].append(index)
        self._postings = {c: np.array(found, np.int64) for c, found in postings.items()}
        self._norms = np.array([self._norm(concepts) for concepts in self._concepts])

    def scores(self, index: int) -> NDArray[np.float64]:
        """Give every listed unit's cosine with one; 0 for those that share hubs only."""
        scores = np.zeros(len(self._concepts))
        meets = np.zeros(len(self._concepts), dtype=np.bool_)
        for concept in sorted(self._concepts[index]):
            having = self._postings.get(concept)
            if having is not None:
                scores[having] += self._space.weight(concept) ** 2
                if concept not in self._hubs:
                    meets[having] = True
        scores[~meets] = 0
        divisors = np.maximum(self._norms * self._norms[index], np.finfo(np.float64).tiny)
        cosines: NDArray[np.float64] = np.minimum(scores / divisors, 1.0)
        return cosines

    def shared(self, one: int, other: int) -> tuple[str, ...]:
        """Give the concepts of both, the heaviest first."""
        common = self._concepts[one] & self._concepts[other]
        return tuple(sorted(common, key=lambda concept: (-self._space.weight(concept), concept)))

    def _norm(self, concepts: frozenset[str]) -> float:
        return sqrt(sum(self._space.weight(concept) ** 2 for concept in sorted(concepts)))


def _family(catalogue: Catalogue, unit: UnitRecord) -> Sequence[int]:
    under = catalogue.children.get((unit.document, unit.key), ())
    above = catalogue.unit(unit.document, unit.parent_key) if unit.parent_key is not None else None
    return under if above is None else (*under, above.index)
