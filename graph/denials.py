"""What one unit asks to be done and another asks to be left undone.

Two deeds (:mod:`graph.deeds`) deny each other where one asks for what the other refuses, or for the
contrary, and most of their other words are the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.deeds import Deed

__all__ = ["Denial", "denials"]

LIKENESS = 0.6
"""The least share of words that two deeds have in common, of all that either has."""

FEWEST = 3
"""Words in common, with the verb, below which two deeds are alike by chance."""

COMMONEST = 200
"""Deeds of one verb that may share a word for it to lead from one to another."""


@dataclass(frozen=True, slots=True)
class Denial:
    """Two deeds of which the first is to be left undone: their units' places, and how alike."""

    negative: tuple[int, Deed]
    positive: tuple[int, Deed]
    likeness: float


def denials(units: Sequence[Sequence[Deed]]) -> Iterator[Denial]:
    """Find the deeds of one unit that another unit asks to be left undone.

    Parameters
    ----------
    units
        The deeds of each unit.

    Examples
    --------
    >>> from graph.deeds import Deed
    >>> words = frozenset({"data", "user"})
    >>> kept, dropped = (
    ...     Deed("retain", frozenset({("retain", asked)}), "data", words, frozenset(), "")
    ...     for asked in (True, False)
    ... )
    >>> [(d.negative[0], d.positive[0], d.likeness) for d in denials([[kept], [dropped]])]
    [(1, 0, 1.0)]
    """
    holders: defaultdict[tuple[str, str], list[tuple[int, Deed]]] = defaultdict(list)
    for place, deeds in enumerate(units):
        for deed in deeds:
            for key in _keys(deed, asked=True):
                holders[key].append((place, deed))
    denied: set[tuple[int, int]] = set()
    for place, deeds in enumerate(units):
        for deed in deeds:
            lists = (holders.get(key, ()) for key in _keys(deed, asked=False))
            common = Counter(held for found in lists if len(found) <= COMMONEST for held in found)
            for other, asked in sorted(common, key=lambda held: (held[0], held[1].quote)):
                if other == place or (other, place) in denied:
                    continue
                likeness = _likeness(deed, asked)
                if likeness >= LIKENESS:
                    denied.add((place, other))
                    yield Denial((place, deed), (other, asked), likeness)


def _keys(deed: Deed, *, asked: bool) -> Iterator[tuple[str, str]]:
    """Give what leads from one deed to another: contraries must be done to the same thing."""
    for verb, does in sorted(deed.senses):
        if does is asked and verb != deed.verb:
            yield verb, deed.head
        elif does is asked:
            yield from ((verb, word) for word in deed.words)


def _likeness(one: Deed, other: Deed) -> float:
    """Give the share of words in common, with the verb; 0 for other things or other addressees."""
    if one.head and other.head and one.head != other.head:
        return 0.0
    if one.addressees and other.addressees and one.addressees.isdisjoint(other.addressees):
        return 0.0
    common = len(one.words & other.words) + 1
    return common / (len(one.words | other.words) + 1) if common >= FEWEST else 0.0
