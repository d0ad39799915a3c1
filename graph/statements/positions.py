"""Positions: whether a statement supports or opposes an entity that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.document import Target
from graph.patterns import kept_pattern
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.inflection import inflections
from graph.statements.sentence import Actor, Sentence, last_word
from graph.statements.triggers import alternation

__all__ = ["targets_of"]

_IT = re.compile(r"(?<=[a-z] )it(?=[ ,.;]|$)(?! (?:is|was|would be) [a-z]+ (?:that|to)\b)")
_OPPOSITE = {"supports": "opposes", "opposes": "supports"}


@cache
def _patterns() -> dict[tuple[str, str], re.Pattern[str]]:
    data = table("positions")
    between = alternation([*data["words"]["through"], *table("clauses")["determiners"]])
    patterns = {}
    for stance in ("supports", "opposes"):
        for kind, phrases in data[stance].items():
            words = alternation([form for phrase in phrases for form in _forms(phrase)])
            # Behind the character before them: a pattern that looks back is slower.
            pattern = rf"[^\w-]{words}(?: *[ ,\"“(]+(?:{between}))* *[ ,\"“(]*$"
            patterns[stance, kind] = kept_pattern(f"position-{stance}-{kind}", pattern)
        behind = alternation(data["behind"][stance])
        patterns[stance, "behind"] = re.compile(
            rf" *(?:\([^)]*\) *)?(?:,? +(?:which|who)[^;]*?,)? *{behind}"
        )
    return patterns


@cache
def _endings() -> frozenset[str]:
    """The last words of everything that may stand before an entity and take a position on it."""
    data = table("positions")
    phrases = (p for side in ("supports", "opposes") for kind in data[side].values() for p in kind)
    between = [*data["words"]["through"], *table("clauses")["determiners"]]
    return frozenset(map(last_word, [*(form for p in phrases for form in _forms(p)), *between]))


def _forms(phrase: str) -> list[str]:
    head = phrase.split(" ", 1)[0]
    nominal = head in (
        "no",
        "not",
        "in",
        "support",
        "appreciation",
        "gratitude",
        "against",
    ) or head.endswith("ion")
    if nominal or head.endswith("ing"):
        return [phrase, *inflections(phrase)] if head == "support" else [phrase]
    return [phrase, *inflections(phrase)]


def targets_of(sentence: Sentence, draft: Draft, named: Sequence[Actor] = ()) -> tuple[Target, ...]:
    """Give the positions that a statement takes, one per entity, in text order.

    Position words are data; what a statement says not to do is turned round, and an objection
    to an instrument as a whole needs its words. Where nothing is named, "it" is the instrument
    that was ``named`` last before: "they opposed it".
    """
    found: dict[str, str] = {}
    entities = [entity for entity in sentence.entities if _inside(entity, draft)]
    if named and not any(entity.type == "instrument" for entity in entities):
        entities += _meant(sentence, draft, named[-1])
    for entity in entities:
        if entity.type not in ("organization", "instrument"):
            continue
        stance = _stance(sentence, draft, entity)
        if stance is not None:
            before = found.get(entity.key)
            found[entity.key] = "mixed" if before and before != stance else stance
    return tuple(Target(key, stance) for key, stance in found.items())


def _meant(sentence: Sentence, draft: Draft, named: Actor) -> list[Actor]:
    """Give the places of a statement where "it" stands for what was named before."""
    return [
        named._replace(start=it.start(), end=it.end())
        for it in _IT.finditer(sentence.low, draft.start, draft.end)
    ]


def _inside(entity: Actor, draft: Draft) -> bool:
    return draft.start <= entity.start and entity.end <= draft.end


def _stance(sentence: Sentence, draft: Draft, entity: Actor) -> str | None:
    before = sentence.low[max(draft.start, entity.start - 110) : entity.start]
    after = sentence.low[entity.end : min(draft.end, entity.end + 200)]
    patterns, likely = _patterns(), last_word(before) in _endings()
    for stance in ("opposes", "supports"):
        leads = likely and patterns[stance, entity.type].search(f" {before}")
        if leads or patterns[stance, "behind"].match(after):
            turned = draft.negative and stance == "supports" and draft.modality.endswith("not")
            return _OPPOSITE[stance] if turned else stance
    return None
