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
    Mask = NDArray[np.bool_]

__all__ = ["Repetition", "Runs", "displaced", "repetitions", "repetitions_of", "shingles"]

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
    """A text whose words an earlier one has: their places, resemblance and containment.

    ``longer`` tells whether the later text is the longer one.
    """

    later: int
    earlier: int
    shared: float
    contained: float
    longer: bool

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


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of words of many texts in one array, text after text.

    Attributes
    ----------
    values
        Hashes of runs.
    lengths
        How many of them each text has.
    """

    values: NDArray[np.uint32]
    lengths: Indices

    @classmethod
    def of(cls, texts: Sequence[frozenset[int]]) -> Runs:
        """Put texts together.

        Examples
        --------
        >>> Runs.of([frozenset({7, 8}), frozenset(), frozenset({9})]).lengths.tolist()
        [2, 0, 1]
        """
        lengths = np.array([len(text) for text in texts], np.int64)
        every = chain.from_iterable(texts)
        return cls(np.fromiter(every, np.uint32, count=int(lengths.sum())), lengths)

    @property
    def holders(self) -> Indices:
        """The text of each run."""
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    def of_texts(self, chosen: Mask) -> NDArray[np.uint32]:
        """Give the runs of the texts chosen, each once."""
        return np.unique(self.values[np.repeat(chosen, self.lengths)])


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
    return repetitions_of(Runs.of(texts), np.ones(len(texts), np.bool_))


def repetitions_of(texts: Runs, chosen: Mask) -> Iterator[Repetition]:
    """Find such pairs of which at least one text is among those chosen.

    Parameters
    ----------
    texts
        The earliest first.
    chosen
        A truth value for each text.
    """
    long = texts.lengths >= SHORTEST
    chosen = chosen & long
    if long.sum() < 2 or not chosen.any():
        return
    having = _having(texts, long, chosen)
    lengths = texts.lengths
    for later, earlier in _candidates(having, lengths, chosen):
        shared = np.asarray(having[later].multiply(having[earlier]).sum(axis=1)).ravel()
        resemblance = shared / (lengths[later] + lengths[earlier] - shared)
        containment = shared / np.minimum(lengths[later], lengths[earlier])
        taken_over = (containment >= CONTAINMENT) & (resemblance >= PORTION)
        for index in np.flatnonzero((resemblance >= RESEMBLANCE) | taken_over).tolist():
            yield Repetition(
                int(later[index]),
                int(earlier[index]),
                float(resemblance[index]),
                float(containment[index]),
                longer=bool(lengths[later[index]] > lengths[earlier[index]]),
            )


def displaced(texts: Runs, gone: Mask, come: Mask) -> Mask:
    """Tell which texts lead to others by other runs than before, as some have gone or come.

    A run leads from one text to another only among its earliest holders, so a text that comes may
    take another's place there, and one that goes may leave it.

    Parameters
    ----------
    texts
        All of them, the earliest first.
    gone, come
        Which were there before only, and which are there now only.
    """
    long = texts.lengths >= SHORTEST
    changed = (gone | come) & long
    moved = np.zeros(len(texts.lengths), np.bool_)
    if not changed.any():
        return moved
    holders = texts.holders
    concerned = _among(texts.values, texts.of_texts(changed)) & long[holders]
    values, holders = texts.values[concerned], holders[concerned]
    leads = [_leads(values, ~other[holders]) for other in (come, gone)]
    moved[holders[leads[0] != leads[1]]] = True
    return moved


def _among(values: NDArray[np.uint32], some: NDArray[np.uint32]) -> Mask:
    """Tell which values are among some that are sorted: of many and few, quicker than a sort."""
    if not len(some):
        return np.zeros(len(values), np.bool_)
    found: Mask = some.take(np.searchsorted(some, values), mode="clip") == values
    return found


def _leads(runs: NDArray[np.uint32], there: Mask) -> Mask:
    """Tell of each entry whether its text is among the earliest of those there that have the run.

    Entries stand in the order of their texts.
    """
    found = np.zeros(len(runs), np.bool_)
    places = np.flatnonzero(there)
    order = places[np.argsort(runs[places], kind="stable")]
    _, starts, counts = np.unique(runs[order], return_index=True, return_counts=True)
    found[order] = np.arange(len(order)) - np.repeat(starts, counts) <= COMMONEST
    return found


def _having(texts: Runs, long: Mask, chosen: Mask) -> csr_array:
    """Give the matrix of texts by runs; runs that one text alone has are left out.

    So are the runs that no text chosen has.
    """
    from scipy.sparse import csr_array  # slow to import

    rows = texts.holders
    kept = long[rows]
    if not np.array_equal(chosen, long):
        kept &= _among(texts.values, texts.of_texts(chosen))
    rows = rows[kept]
    _, columns, holders = np.unique(texts.values[kept], return_inverse=True, return_counts=True)
    is_shared = holders[columns] > 1
    renumbered = np.cumsum(holders > 1) - 1
    entries = np.ones(int(is_shared.sum()), np.int32)
    places = rows[is_shared], renumbered[columns[is_shared]]
    shape = (len(texts.lengths), int((holders > 1).sum()))
    return csr_array((entries, places), shape=shape)


def _candidates(
    having: csr_array, lengths: Indices, chosen: Mask
) -> Iterator[tuple[Indices, Indices]]:
    """Give pairs of a later and an earlier text that share enough of their rarer runs.

    They come in portions, so that memory does not grow with the number of texts.
    """
    rare = _first_holders(having)
    by_run = rare.T.tocsr()
    places = np.flatnonzero(chosen)
    for start in range(0, len(places), _PORTION_OF_TEXTS):
        own = places[start : start + _PORTION_OF_TEXTS]
        common = (rare[own] @ by_run).tocoo()
        one, other = own[common.row], common.col.astype(np.int64)
        least = CONTAINMENT * np.minimum(lengths[one], lengths[other]) / 2
        # as many runs again may be among the commonest
        kept = (common.data >= least) & ((other < one) | ((one < other) & ~chosen[other]))
        later, earlier = np.maximum(one, other)[kept], np.minimum(one, other)[kept]
        order = np.lexsort((earlier, later))
        for first in range(0, len(order), _PORTION_OF_PAIRS):
            portion = order[first : first + _PORTION_OF_PAIRS]
            yield later[portion], earlier[portion]


def _first_holders(having: csr_array) -> csr_array:
    """Leave of each run the earliest texts that have it: formulas lead nowhere after those."""
    by_run = having.tocsc()
    by_run.sort_indices()
    entries = np.arange(by_run.nnz) - np.repeat(by_run.indptr[:-1], np.diff(by_run.indptr))
    by_run.data = (entries <= COMMONEST).astype(np.int32)
    by_run.eliminate_zeros()
    return by_run.tocsr()
