"""What one unit asks to be done and another asks to be left undone.

Two statements deny each other where one is negative and the other is not, their verb is the same,
and so are most of the words that carry their meaning, compared by stem (Porter 1980, "An algorithm
for suffix stripping", https://doi.org/10.1108/eb046814).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import tantivy

    from graph.document import Statement

__all__ = ["Deed", "Denial", "deeds_of", "denials"]

LIKENESS = 0.6
"""The least share of words that two deeds have in common, of all that either has."""

FEWEST = 3
"""Words in common, the verb's among them, below which two deeds are alike by chance."""

COMMONEST = 200
"""Deeds of one verb that may share a word for it to lead from one to another."""

_STANCES = frozenset({"recommend", "support"})


@dataclass(frozen=True, slots=True)
class Deed:
    """What a statement asks to be done, or to be left undone.

    Attributes
    ----------
    verb
        The stem of the action's verb.
    words
        The stems of the words that carry the statement's meaning.
    addressees
        Keys of those who are asked; empty for nobody in particular.
    quote
        The statement.
    """

    verb: str
    words: frozenset[str]
    addressees: frozenset[str]
    negative: bool
    quote: str


@dataclass(frozen=True, slots=True)
class Denial:
    """Two deeds of which the first is to be left undone: their units' places, and how alike."""

    negative: tuple[int, Deed]
    positive: tuple[int, Deed]
    likeness: float


def deeds_of(statements: Iterable[Statement]) -> tuple[Deed, ...]:
    """Give the deeds that statements ask for with any force.

    Examples
    --------
    >>> from graph.document import Action, Statement
    >>> said = "States should not retain the data of all users"
    >>> action = Action("retain", "the data of all users")
    >>> ask = Statement(said, 0, 46, strength=4, negative=True, action=action, stance="recommend")
    >>> [(deed.verb, deed.negative, sorted(deed.words)) for deed in deeds_of([ask])]
    [('retain', True, ['all', 'data', 'retain', 'state', 'user'])]
    """
    return tuple(
        Deed(
            verb=_stems(said.action.verb)[0],
            words=frozenset(_stems(said.text)),
            addressees=frozenset(said.addressees),
            negative=said.negative,
            quote=said.text,
        )
        for said in statements
        if said.action and said.strength and said.stance in _STANCES and _stems(said.action.verb)
    )


def denials(units: Sequence[Sequence[Deed]]) -> Iterator[Denial]:
    """Find the deeds of one unit that another unit asks to be left undone.

    Parameters
    ----------
    units
        The deeds of each unit.

    Examples
    --------
    >>> words = frozenset({"retain", "data", "user"})
    >>> kept, dropped = (Deed("retain", words, frozenset(), n, "") for n in (False, True))
    >>> [(d.negative[0], d.positive[0], d.likeness) for d in denials([[kept], [dropped]])]
    [(1, 0, 1.0)]
    """
    holders: defaultdict[tuple[str, str], list[tuple[int, Deed]]] = defaultdict(list)
    refused: list[tuple[int, Deed]] = []
    for place, deeds in enumerate(units):
        for deed in deeds:
            if deed.negative:
                refused.append((place, deed))
            else:
                for word in deed.words:
                    holders[deed.verb, word].append((place, deed))
    for place, deed in refused:
        lists = (holders.get((deed.verb, word), ()) for word in deed.words)
        common = Counter(held for found in lists if len(found) <= COMMONEST for held in found)
        for other, asked in sorted(common, key=lambda held: (held[0], held[1].quote)):
            likeness = _likeness(deed, asked)
            if other != place and likeness >= LIKENESS:
                yield Denial((place, deed), (other, asked), likeness)


def _likeness(one: Deed, other: Deed) -> float:
    """Give the share of words in common, 0 where different bodies are asked."""
    if one.addressees and other.addressees and one.addressees.isdisjoint(other.addressees):
        return 0.0
    common = one.words & other.words
    return len(common) / len(one.words | other.words) if len(common) >= FEWEST else 0.0


def _stems(text: str) -> list[str]:
    return _analyzer().analyze(text)


@cache
def _analyzer() -> tantivy.TextAnalyzer:
    import tantivy  # a document that has no relations needs none

    plain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    folded = plain.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold())
    content = folded.filter(tantivy.Filter.stopword("english"))
    extra = content.filter(tantivy.Filter.custom_stopword(["should", "shall", "must", "may"]))
    return extra.filter(tantivy.Filter.stemmer("english")).build()
