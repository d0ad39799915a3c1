"""Where an infinitive begins behind those who are asked: "urges States to ratify"."""

from __future__ import annotations

import re
from functools import cache

from graph.statements.data import table
from graph.statements.lists import is_infinitive
from graph.statements.sentence import Sentence, adverb_in_ly

__all__ = ["infinitive_at"]

_INFINITIVE = re.compile(
    r" +to +(?!\d|(?:the|an?|all|any|its|their|this|these|those|such|other|each|which|whom|states"
    r"|in|on|at|by|as|under|above|below|with|for|from|and|or|it|them|him|us|our|his|both|every|some"
    r"|international|regional|national|local|civil|private|public|relevant|non-governmental"
    r"|member|parties|developing|least|women|children|persons|people|climate|date|information)\b"
    r"|[a-z-]+(?:tions|ties|ments|(?<!br)ing|ers|ees)\b)"
)
# "those that have developed strategies to deal with X to": the first "to" goes with the noun.
_OWN_MEANS = re.compile(
    r"\b(?:that|who|which) +(?:have|has|are|is)\b[^,;]{3,80}"
    r"\b(?:strategies|plans|measures|mechanisms|legislation|laws|capacities|programmes)$"
)


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:(?:more|also|further|then) +|{adverb_in_ly()},? +(?:and +)?)*)([a-z-]+)"
    )


@cache
def _not_before_verb() -> tuple[str, ...]:
    words = table("clauses")["before_to"]
    return (*words["able"], *(f" {word}" for word in words["governing"]))


def infinitive_at(sentence: Sentence, start: int, end: int) -> int | None:
    """Give where "to" and the verb begin behind an object, "able to do so" passed over.

    What does not stand right behind a name and is no known verb is one only for want of another:
    "in relation to development, to continue".
    """
    first: int | None = None
    for match in _INFINITIVE.finditer(sentence.low, start, end):
        directly = any(a.end == match.start() for a in sentence.actors)
        named = any(a.start <= match.end() and match.start() < a.end for a in sentence.actors)
        governed = sentence.low.endswith(_not_before_verb(), start, match.start())
        if governed or (named and not directly):
            continue
        own = _OWN_MEANS.search(sentence.low, start, match.start())
        if own is not None and _INFINITIVE.search(sentence.low, match.end(), end):
            continue
        if directly or match.start() == start:
            return match.start()
        verb = _verb().match(sentence.low, match.end(), end)
        if verb and is_infinitive(verb[1]) and verb[1] not in ("be", "have"):
            return match.start()
        first = match.start() if first is None else first
    return first
