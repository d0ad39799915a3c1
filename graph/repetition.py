"""Which texts repeat which, by the runs of words they share.

A text is the set of its runs of three words (Broder 1997, "On the resemblance and containment of
documents", https://doi.org/10.1109/SEQUEN.1997.666900): resemblance is the share of runs that two
texts have in common, containment the share of the shorter one's runs that the longer one has.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Repetition", "repetitions", "shingles"]

RESEMBLANCE = 0.6
"""The least resemblance of two texts of which one repeats the other."""

CONTAINMENT = 0.8
"""The least containment of a text that another one takes over and adds to."""

PORTION = 0.3
"""The least resemblance of such two, so that a long text does not extend each formula in it."""

SHORTEST = 8
"""Runs of words that a text must have to be compared: formulas of a few words repeat by chance."""

COMMONEST = 200
"""Texts that may share a run of words for it to lead from one to another."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A text whose words an earlier one has: their places, resemblance and containment."""

    later: int
    earlier: int
    shared: float
    contained: float

    @property
    def same(self) -> bool:
        """Whether the two are alike, not one a part of the other."""
        return self.shared >= RESEMBLANCE


def shingles(text: str) -> frozenset[int]:
    """Give hashes of the runs of three words in a text; the same in every process.

    Examples
    --------
    >>> len(shingles("States should enact laws")), shingles("a b c") == shingles("A  b, c")
    (2, True)
    """
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(
        crc32(" ".join(words[place : place + 3]).encode()) for place in range(len(words) - 2)
    )


def repetitions(texts: Sequence[frozenset[int]]) -> Iterator[Repetition]:
    """Find the pairs of texts of which the later one repeats, extends or shortens the earlier one.

    Parameters
    ----------
    texts
        Sets of runs of words, the earliest text first.

    Examples
    --------
    >>> words = "States should enact laws that make cybercrime a criminal offence in all its forms"
    >>> [r.shared for r in repetitions([shingles(words), shingles(words)])]
    [1.0]
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for later, text in enumerate(texts):
        if len(text) < SHORTEST:
            continue
        common = Counter(
            place for run in text for place in holders[run] if len(holders[run]) <= COMMONEST
        )
        for earlier in sorted(common):
            found = _compared(text, texts[earlier], common[earlier])
            if found is not None:
                yield Repetition(later, earlier, *found)
        for run in text:
            holders[run].append(later)


def _compared(
    one: frozenset[int], other: frozenset[int], common: int
) -> tuple[float, float] | None:
    """Give resemblance and containment where they are high enough."""
    if common < (CONTAINMENT * min(len(one), len(other))) / 2:
        return None  # too few even if as many again were among the commonest runs
    shared = len(one & other)
    resemblance = shared / (len(one) + len(other) - shared)
    containment = shared / min(len(one), len(other))
    if resemblance >= RESEMBLANCE or (containment >= CONTAINMENT and resemblance >= PORTION):
        return resemblance, containment
    return None
