"""A sentence with everything found in it: the value that all the rules look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from graph.statements.data import table
from graph.statements.triggers import Mark, alternation

__all__ = [
    "Actor",
    "Sentence",
    "adverb_in_ly",
    "adverbs_after",
    "adverbs_before",
    "last_word",
    "word_pattern",
]

_RUN = re.compile(r"[\w-]*$")
_ASIDE = ' ,"“('


class Actor(NamedTuple):
    """Somebody named in the sentence who can be asked; offsets in the unit's text."""

    start: int
    end: int
    key: str
    type: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a unit's text, the folded text, and the marks and entities inside the span."""

    text: str
    low: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    actors: tuple[Actor, ...]
    entities: tuple[Actor, ...] = ()

    def part(self, start: int, end: int) -> Sentence:
        """Give the sentence between two offsets, with the marks and names inside."""
        return Sentence(
            self.text, self.low, start, end,
            tuple(mark for mark in self.marks if start <= mark.start and mark.end <= end),
            tuple(actor for actor in self.actors if start <= actor.start and actor.end <= end),
            tuple(named for named in self.entities if start <= named.start and named.end <= end),
        )  # fmt: skip


def word_pattern(words: list[str]) -> str:
    """Write words as an alternation that stands between word boundaries."""
    return rf"(?<![\w-]){alternation(words)}(?![\w-])"


def last_word(low: str) -> str:
    """Give the letters, digits and hyphens before the space or marks at a text's end.

    What ends in a word of a list ends in one of the list's last words: to look for that first is
    much faster than to search with a pattern.

    Examples
    --------
    >>> last_word("in support of the "), last_word("and/or oppose “")
    ('the', 'oppose')
    """
    found = _RUN.search(low.rstrip(_ASIDE).rpartition(" ")[2])
    return found.group() if found else ""


@cache
def _adverb_ends() -> frozenset[str]:
    return frozenset(map(last_word, ["not", *table("clauses")["adverbs"]]))


@cache
def adverb_in_ly() -> str:
    """Write a pattern of adverbs in -ly: not "apply", "family".

    Examples
    --------
    >>> [bool(re.fullmatch(adverb_in_ly(), word)) for word in ("fully", "comply", "assembly")]
    [True, False, False]
    """
    # The ending is looked at first, as few words have it.
    return rf"(?=[a-z]+ly)(?!{word_pattern(table('clauses')['no_adverbs_in_ly'])})[a-z]+ly"


@cache
def _adverbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    clauses = table("clauses")
    words = alternation(clauses["adverbs"])
    one = rf"(?:{words}|{adverb_in_ly()}|not)"
    before = re.compile(rf"(?:(?<![\w-]){one},? +)+$")
    after = re.compile(rf"(?: *,? +{one}(?![\w-]))+,?")
    return before, after


def adverbs_before(low: str, start: int, end: int) -> int:
    """Give where the adverbs and auxiliaries that end at ``end`` begin."""
    floor = max(start, end - 60)
    near = low[floor:end]
    last = last_word(near)
    if last not in _adverb_ends() and not last.endswith("ly"):
        return end
    match = _adverbs()[0].search(near)
    return floor + match.start() if match else end


def adverbs_after(low: str, start: int, end: int) -> int:
    """Give where the adverbs that begin at ``start`` end."""
    match = _adverbs()[1].match(low, start, end)
    return match.end() if match else start
