"""How closely units bear on each other, by the concepts they share.

Concepts are weighted by their inverse document frequency, ``log((1 + n) / (1 + df)) + 1``
(Salton and Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0), so that what is named
everywhere counts for little; units are compared by the cosine of their weights.
"""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ConceptSpace"]

Key = tuple[str, str]


class ConceptSpace:
    """Units as weighted sets of concepts.

    Parameters
    ----------
    concepts
        Each unit's concepts.

    Examples
    --------
    >>> units = {("d", "1"): {"mandate"}, ("d", "2"): {"mandate"}, ("d", "3"): {"law"}}
    >>> space = ConceptSpace(units)
    >>> space.cosine(("d", "1"), ("d", "2")), space.cosine(("d", "1"), ("d", "3"))
    (1.0, 0.0)
    """

    def __init__(self, concepts: Mapping[Key, frozenset[str] | set[str]]) -> None:
        counts = Counter(concept for found in concepts.values() for concept in found)
        total = len(concepts)
        self._concepts = concepts
        self._squares = {
            concept: (log((1 + total) / (1 + count)) + 1) ** 2 for concept, count in counts.items()
        }

    def cosine(self, one: Key, other: Key) -> float:
        """Give the cosine of two units' weights, from 0 to 1."""
        shared = self._concepts[one] & self._concepts[other]
        if not shared:
            return 0.0
        return min(self._square(shared) / sqrt(self._norm(one) * self._norm(other)), 1.0)

    def weight(self, concept: str) -> float:
        """Give a concept's weight: the rarer, the heavier; 1 for what every unit has."""
        return sqrt(self._squares[concept])

    def _norm(self, key: Key) -> float:
        return self._square(self._concepts[key])

    def _square(self, concepts: frozenset[str] | set[str]) -> float:
        return sum(self._squares[concept] for concept in sorted(concepts))
