"""What one unit asks to be done and another asks to be left undone.

Two deeds (:mod:`graph.relations.deeds`) deny each other where one asks for what the other refuses,
or for the contrary, and most of their other words are the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.relations.deeds import Deed

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
    >>> from graph.relations.deeds import Deed
    >>> words = frozenset({"data", "user"})
    >>> kept, dropped = (
    ...     Deed("retain", frozenset({("retain", asked)}), "data", words, frozenset(), "")
    ...     for asked in (True, False)
    ... )
    >>> [(d.negative[0], d.positive[0], d.likeness) for d in denials([[kept], [dropped]])]
    [(1, 0, 1.0)]
    """
    every = [(place, deed) for place, deeds in enumerate(units) for deed in deeds]
    refusing = [
        (place, deed, keys)
        for place, deed in every
        if not all(does for _, does in deed.senses) and (keys := tuple(_keys(deed, asked=False)))
    ]
    refused = {key for _, _, keys in refusing for key in keys}
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (_, deed) in enumerate(every):
        for key in _keys(deed, asked=True):
            if key in refused:
                holders[key].append(number)
    denied: set[tuple[int, int]] = set()
    for place, deed, keys in refusing:
        lists = (holders.get(key, ()) for key in keys)
        common = dict.fromkeys(held for found in lists if len(found) <= COMMONEST for held in found)
        alike = [(*every[held], _likeness(deed, every[held][1])) for held in common]
        for other, asked, likeness in sorted(
            (found for found in alike if found[2] >= LIKENESS), key=_by_place
        ):
            if other != place and (other, place) not in denied:
                denied.add((place, other))
                yield Denial((place, deed), (other, asked), likeness)


def _by_place(found: tuple[int, Deed, float]) -> tuple[int, str]:
    return found[0], found[1].quote


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
