"""Where an infinitive begins behind those who are asked: "urges States to ratify"."""

from __future__ import annotations

import re

from graph.statements.sentence import Sentence

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
_ABLE = ("able", "position", "willing", "ability", "wishing", "aim is", "capacity", "opportunity")
# Behind these "to" is a preposition: "established pursuant to resolution 1540".
_GOVERNING = (
    " pursuant", " according", " relating", " related", " relation", " regard", " with respect",
    " addition", " prior", " contrary", " owing", " thanks", " access", " response", " annexed",
    " addressed", " belonging", " threat", " threats", " accordance",
)
_NOT_BEFORE_VERB = (*_ABLE, *_GOVERNING)


def infinitive_at(sentence: Sentence, start: int, end: int) -> int | None:
    """Give where "to" and the verb begin behind an object, "able to do so" passed over."""
    for match in _INFINITIVE.finditer(sentence.low, start, end):
        inside = any(a.start <= match.start() < a.end for a in sentence.actors)
        if inside or sentence.low.endswith(_NOT_BEFORE_VERB, start, match.start()):
            continue
        own = _OWN_MEANS.search(sentence.low, start, match.start())
        if own is None or not _INFINITIVE.search(sentence.low, match.end(), end):
            return match.start()
    return None
