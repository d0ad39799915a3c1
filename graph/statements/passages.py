"""A unit made ready for the rules: what it names in its own offsets, its sentences and marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from graph.document import Mention, Unit
from graph.mentions.parties import TREATY_PARTIES
from graph.statements.data import table
from graph.statements.sentence import Actor, Sentence
from graph.statements.sentences import sentence_spans
from graph.statements.triggers import Mark, fold, scan

__all__ = ["named_in", "sentences_of"]

_Item = TypeVar("_Item", Mark, Actor)
_ASKED = ("organization", "actor", "state")


def named_in(unit: Unit, mentions: Sequence[Mention]) -> list[Actor]:
    """Give what a unit names, in its own offsets; some names mean another without a capital."""
    cased: dict[str, str] = table("contexts")["cased"]
    passage, whole = unit.passage, len(unit.ranges) == 1
    offset = unit.ranges[0][0]
    named = []
    for mention in mentions:
        start, end, key = mention.start - offset, mention.end - offset, mention.entity
        if not whole:
            start, end = passage.local(mention.start), passage.local(mention.end - 1) + 1
        if mention.quote in cased and mention.type == "actor" and mention.rule != TREATY_PARTIES:
            key = cased[mention.quote]
        named.append(Actor(start, end, key, mention.type))
    return named


# The organization, in small letters, must not be read as "who".
_WHO = re.compile(r"\bWHO\b")


def sentences_of(text: str, entities: Sequence[Actor]) -> Iterator[Sentence]:
    """Give the sentences of a unit, each with its trigger words and what it names."""
    low = fold(_WHO.sub("Vho", text)) if "WHO" in text else fold(text)
    marks = scan(low)
    actors = [entity for entity in entities if entity.type in _ASKED]
    for start, end in sentence_spans(text):
        yield Sentence(
            text, low, start, end, _within(marks, start, end), _within(actors, start, end),
            _within(entities, start, end),
        )  # fmt: skip


def _within(items: Sequence[_Item], start: int, end: int) -> tuple[_Item, ...]:
    """Give the items of a list, in text order, that lie between two offsets."""
    near = items[bisect_left(items, (start,)) : bisect_left(items, (end,))]
    return tuple([item for item in near if item[1] <= end])
