"""Who acts where no subject stands before the verb: by-agents, and subjects behind a modal."""

from __future__ import annotations

import re
from functools import cache

from graph.statements.addressees import (
    AMONG,
    STATES_JOINED,
    determiners_before,
    phrase_heads,
)
from graph.statements.data import table
from graph.statements.sentence import Actor, Sentence, word_pattern

__all__ = ["acting_heads", "agents_by", "inverted_heads"]

_PASSIVE = re.compile(
    r" +(?:[a-z]+ly +|also +|further +|not +)*be(?:ing)? +"
    r"(?!guided|inspired|bound|encouraged|requested|invited|urged|asked|reminded"
    r"|mandated|tasked|instructed|directed|authori[sz]ed|empowered|commissioned)"
    r"(?:(?!as +[\w-]+ed\b)[\w-]+ +){1,8}?by +"
)
_AND = re.compile(r"(?:,| and|, and| or|, or| as well as)(?: by)?(?: the)? ")
# "By SBI 66": a session, not who is to act.
_NUMBER = re.compile(r" +\d")


@cache
def _action_of() -> re.Pattern[str]:
    nouns = word_pattern(table("clauses")["action_nouns"])
    return re.compile(rf"{nouns}(?: +(?:and|or) +[\w-]+)? +(?:of|by|from|among|between)$")


def inverted_heads(sentence: Sentence, start: int) -> tuple[Actor, ...]:
    """Give the subject that stands between a modal and its verb: "in no case should States"."""
    end = start
    for actor in sentence.actors:
        if actor.start < end:
            continue
        between = sentence.low[end : actor.start]
        among = end > start and AMONG.fullmatch(between)
        determiners = determiners_before(between) if end == start else None
        bare = not between.strip() or bool(
            determiners and not between[: determiners.start()].strip()
        )
        if not (among or (end == start and bare)):
            break
        end = actor.end
    return phrase_heads(sentence, start, end)


def acting_heads(sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
    """Give who is to act in a nominal: "the active participation of all Member States"."""
    found: list[Actor] = []
    comma = sentence.low.find(",", start, end)
    for actor in sentence.actors:
        if actor.start < start or actor.end > end:
            continue
        if found and STATES_JOINED.fullmatch(sentence.low, found[-1].end, actor.start):
            found.append(actor)
            continue
        if 0 <= comma < actor.end:
            break
        before = sentence.low[start : actor.start]
        match = determiners_before(before)
        stem = (before[: match.start()] if match else before).rstrip()
        if _action_of().search(stem):
            found.append(actor)
    return tuple(found)


def agents_by(sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
    """Give the agents of a passive that begins at ``start``: "be taken advantage of by States"."""
    match = _PASSIVE.match(sentence.low, start, end)
    if not match:
        return ()
    for actor in sentence.actors:
        if actor.start >= match.end():
            if _NUMBER.match(sentence.low, actor.end):
                return ()
            between = sentence.low[match.end() : actor.start]
            determiners = determiners_before(between)
            bare = not between.strip() or bool(determiners and not determiners.start())
            return (actor, *_joined(sentence, actor, end)) if bare else ()
    return ()


def _joined(sentence: Sentence, first: Actor, end: int) -> list[Actor]:
    """Give those who act with the first: "be hosted by UNODC, the ITU and INTERPOL"."""
    joined = [first]
    for actor in sentence.actors:
        if actor.start < joined[-1].end or actor.end > end:
            continue
        if not _AND.fullmatch(sentence.low, joined[-1].end, actor.start):
            break
        joined.append(actor)
    return joined[1:]
