"""Counts of what was found of what there is, field by field.

Sets are compared one by one and counted over all (micro-averaged precision, recall and F1; van
Rijsbergen, Information Retrieval, 1979).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Score", "Tally"]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of what there is: ``correct`` of ``found``, ``recalled`` of ``expected``.

    Examples
    --------
    >>> score = Score("themes", correct=8, found=10, recalled=8, expected=16)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.8, 0.5, 0.615)
    """

    field: str
    correct: int
    found: int
    recalled: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.correct / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 where there is nothing."""
        return self.recalled / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Tally:
    """Counts as it goes."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}
        self.differences: list[str] = []

    def sets(
        self,
        field: str,
        place: str,
        found: Iterable[str],
        expected: Iterable[str],
        allowed: Iterable[str] = (),
    ) -> None:
        """Compare two sets; what is ``allowed`` is neither missed nor wrong."""
        got, wanted = set(found), set(expected)
        good = wanted | set(allowed)
        self._add(field, len(got & good), len(got), len(got & wanted), len(wanted))
        if got - good or wanted - got:
            missing, extra = sorted(wanted - got), sorted(got - good)
            self.differences.append(f"{place} {field}: missing {missing}, too many {extra}")

    def value(self, field: str, place: str, found: object, expected: object) -> None:
        """Compare two values."""
        right = int(found == expected)
        self._add(field, right, 1, right, 1)
        if not right:
            self.differences.append(f"{place} {field}: expected {expected!r}, found {found!r}")

    def scores(self) -> tuple[Score, ...]:
        """Give the scores, in the order in which fields came up."""
        return tuple(Score(field, *counts) for field, counts in self._counts.items())

    def _add(self, field: str, *counts: int) -> None:
        known = self._counts.setdefault(field, [0, 0, 0, 0])
        for place, count in enumerate(counts):
            known[place] += count
