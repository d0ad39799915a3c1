"""Which texts repeat which, by the runs of words they share.

A text is the set of its runs of three words (Broder 1997, "On the resemblance and containment of
documents", https://doi.org/10.1109/SEQUEN.1997.666900): resemblance is the share of runs that two
texts have in common, containment the share of the shorter one's runs that the longer one has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Indices = NDArray[np.int64]

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

_PORTION_OF_TEXTS = 2_000
_PORTION_OF_PAIRS = 100_000

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
    places = np.array([p for p, text in enumerate(texts) if len(text) >= SHORTEST], np.int64)
    if len(places) < 2:
        return
    lengths = np.array([len(texts[place]) for place in places], np.int64)
    having = _having([texts[place] for place in places], lengths)
    for later, earlier in _candidates(having, lengths):
        shared = np.asarray(having[later].multiply(having[earlier]).sum(axis=1)).ravel()
        resemblance = shared / (lengths[later] + lengths[earlier] - shared)
        containment = shared / np.minimum(lengths[later], lengths[earlier])
        taken_over = (containment >= CONTAINMENT) & (resemblance >= PORTION)
        for index in np.flatnonzero((resemblance >= RESEMBLANCE) | taken_over).tolist():
            yield Repetition(
                int(places[later[index]]),
                int(places[earlier[index]]),
                float(resemblance[index]),
                float(containment[index]),
            )


def _having(texts: Sequence[frozenset[int]], lengths: Indices) -> csr_array:
    """Give the matrix of texts by runs; runs that one text alone has are left out."""
    from scipy.sparse import csr_array  # slow to import

    total = int(lengths.sum())
    runs = np.fromiter(chain.from_iterable(texts), np.int64, count=total)
    _, columns, holders = np.unique(runs, return_inverse=True, return_counts=True)
    rows = np.repeat(np.arange(len(texts)), lengths)
    is_shared = holders[columns] > 1
    renumbered = np.cumsum(holders > 1) - 1
    entries = np.ones(int(is_shared.sum()), np.int32)
    places = rows[is_shared], renumbered[columns[is_shared]]
    return csr_array((entries, places), shape=(len(texts), int((holders > 1).sum())))


def _candidates(having: csr_array, lengths: Indices) -> Iterator[tuple[Indices, Indices]]:
    """Give pairs of a later and an earlier text that share enough of their rarer runs.

    They come in order and in portions, so that memory does not grow with the number of texts.
    """
    rare = _first_holders(having)
    by_run = rare.T.tocsr()
    for start in range(0, rare.shape[0], _PORTION_OF_TEXTS):
        common = (rare[start : start + _PORTION_OF_TEXTS] @ by_run).tocoo()
        later, earlier = common.row.astype(np.int64) + start, common.col.astype(np.int64)
        least = CONTAINMENT * np.minimum(lengths[later], lengths[earlier]) / 2
        # as many runs again may be among the commonest
        kept = np.flatnonzero((earlier < later) & (common.data >= least))
        kept = kept[np.lexsort((earlier[kept], later[kept]))]
        for first in range(0, len(kept), _PORTION_OF_PAIRS):
            portion = kept[first : first + _PORTION_OF_PAIRS]
            yield later[portion], earlier[portion]


def _first_holders(having: csr_array) -> csr_array:
    """Leave of each run the earliest texts that have it: formulas lead nowhere after those."""
    by_run = having.tocsc()
    by_run.sort_indices()
    entries = np.arange(by_run.nnz) - np.repeat(by_run.indptr[:-1], np.diff(by_run.indptr))
    by_run.data = (entries <= COMMONEST).astype(np.int32)
    by_run.eliminate_zeros()
    return by_run.tocsr()
