"""Holders of views that a phrase names: "by several delegations", "according to one speaker"."""

from __future__ import annotations

import re

from graph.statements.attribution import (
    FRONTED,
    UNSPECIFIED,
    Attribution,
    pattern_named,
    quoted,
)
from graph.statements.sentence import Actor, Sentence

__all__ = ["fronted_holder", "held_view", "holder_behind", "holder_by", "holder_in", "view_beside"]


# "Recommended for consideration by States": who is to do it does not speak.
_FOR = re.compile(r" +for +(?:the +)?(?:[a-z]+ +)?[a-z]+(?:ion|al|use|ing|ment)(?![\w-])")
_BY = re.compile(r"(?: +[a-z]+ly)? +by +(?P<who>(?:the +)?)")
# A name that no vocabulary has: "by the Pacific Islands Private Sector Organisation (PIPSO)".
_UNKNOWN_BY = re.compile(
    r"(?: +[a-z]+ly)? +by +(the +(?:[A-Z][\w’'-]+ +(?:(?:of|for|on|and|the) +){0,2}){1,7}"
    r"[A-Z][\w’'-]+)(?= *\(|,? +(?:to|that)\b)"
)
_THEIR_VIEW = re.compile(r"in +(?:their|its|his|her) +(?:view|opinion|estimation),? +")
# Between one view and another.
_BESIDE = re.compile(r"; +(?:and +|but +|while +)?|, +(?:while|whereas|and|but) +")
_ACCORDING = re.compile(
    r"(?:[a-z]+, +)?(?:according +to|in +the +(?:view|opinion|words) +of) +(?:the +)?"
)
_JOINED = re.compile(r"(?:, and| and|,) +(?:the +)?")
# "The United States representative", "CEB members", "Italy's delegate".
_OF_THEIRS = re.compile(
    r"(?:['’]s?)? +(?:representatives?|delegates?|delegations?|members?|ambassador|minister"
    r"|observers?|experts?|speaker)(?![\w-])"
)


def holder_by(sentence: Sentence, end: int) -> Attribution | None:
    """Give the agent of a passive of saying: "it was noted by several delegations that"."""
    limit = sentence.low.find(" that ", end, sentence.end)
    limit = limit if limit >= 0 else sentence.end
    by = sentence.low.find("by ", end, limit)
    if by < 0 or _FOR.match(sentence.low, end, by):
        return None
    named = _named_by(sentence, end, limit)
    if named is not None:
        return named
    match = pattern_named("by").match(sentence.low, end, limit)
    match = match or _UNKNOWN_BY.match(sentence.text, end, limit)
    return Attribution(quoted(sentence, match.start(1), match.end(1))) if match else None


def _named_by(sentence: Sentence, start: int, end: int) -> Attribution | None:
    """Give a State or a body as the agent: "stressed by Japan", "by the delegation of Peru"."""
    by = _BY.match(sentence.low, start, end)
    if by is None:
        return None
    for actor in sentence.actors:
        if actor.start == by.end() and actor.type in ("state", "organization"):
            behind = _OF_THEIRS.match(sentence.low, actor.end, end)
            own = pattern_named("own_plain").search(sentence.low[actor.start : actor.end])
            if own is not None and behind is None:
                return None
            together = [actor, *_listed_after(sentence, actor, end)]
            stop = behind.end() if behind else together[-1].end
            states = tuple(named.key for named in together if named.type == "state")
            return Attribution(quoted(sentence, by.start("who"), stop), states)
    return None


def _listed_after(sentence: Sentence, first: Actor, end: int) -> list[Actor]:
    """Give the States and bodies that go on a list: "the European Union, Norway and Peru"."""
    listed = [first]
    for actor in sentence.actors:
        joined = _JOINED.fullmatch(sentence.low, listed[-1].end, actor.start)
        if joined and actor.end <= end and actor.type in ("state", "organization"):
            listed.append(actor)
    return listed[1:]


def holder_in(sentence: Sentence, start: int, end: int) -> Attribution | None:
    """Give the holder in a fronted phrase: "in some interventions it was stated"."""
    for name in ("in", "according"):
        if sentence.low.find(f"{name} ", start, end) < 0:
            continue
        match = pattern_named(name).search(sentence.low, start, end)
        if match:
            return Attribution(quoted(sentence, match.start(1), match.end(1)))
    return None


def holder_behind(sentence: Sentence, end: int) -> Attribution | None:
    """Give the holder right behind a passive: "was expressed in several interventions"."""
    match = pattern_named("behind").match(sentence.low, end, sentence.end)
    return Attribution(quoted(sentence, match.start(1), match.end(1))) if match else None


def fronted_holder(sentence: Sentence) -> Attribution | None:
    """Give the holder in whose view a sentence speaks: "According to one speaker, ..."."""
    theirs = _THEIR_VIEW.match(sentence.low, sentence.start, sentence.end)
    if theirs:
        return Attribution("^")
    if not FRONTED.match(sentence.low, sentence.start):
        return _view_within(sentence)
    match = pattern_named("fronted").match(sentence.low, sentence.start, sentence.end)
    if match:
        return Attribution(quoted(sentence, match.start(1), match.end(1)))
    return _named_front(sentence)


def _named_front(sentence: Sentence) -> Attribution | None:
    """Give the body or State of "According to Europol, fewer than one in ten"."""
    front = _ACCORDING.match(sentence.low, sentence.start, sentence.end)
    if front is None:
        return None
    for actor in sentence.actors:
        if actor.start == front.end() and actor.type in ("state", "organization"):
            behind = _OF_THEIRS.match(sentence.low, actor.end, sentence.end)
            end = behind.end() if behind else actor.end
            states = (actor.key,) if actor.type == "state" else ()
            closed = sentence.low.startswith(",", end)
            return Attribution(quoted(sentence, actor.start, end), states) if closed else None
    return None


def _view_within(sentence: Sentence) -> Attribution | None:
    """Give the holder of "States should, in the view of several delegations, report"."""
    if sentence.low.find(", in the ", sentence.start, sentence.end) < 0:
        return None
    match = pattern_named("within").search(sentence.low, sentence.start, sentence.end)
    return Attribution(quoted(sentence, match.start(1), match.end(1))) if match else None


def view_beside(sentence: Sentence) -> int | None:
    """Give where a second view begins: "...; however, another view was that"."""
    if sentence.low.find(" that ", sentence.start, sentence.end) < 0:
        return None
    if not pattern_named("held_sign").search(sentence.low, sentence.start, sentence.end):
        return None
    held = pattern_named("held")
    for joint in _BESIDE.finditer(sentence.low, sentence.start + 1, sentence.end):
        if held.match(sentence.low, joint.end(), sentence.end):
            return joint.end()
    return None


def held_view(sentence: Sentence) -> tuple[Attribution, int] | None:
    """Give who holds what a sentence says, and where that begins: "It was the view of X that"."""
    # Whatever holds a view ends in "that".
    if sentence.low.find(" that ", sentence.start, sentence.end) < 0:
        return None
    if not pattern_named("held_sign").search(sentence.low, sentence.start, sentence.end):
        return None
    match = pattern_named("held").match(sentence.low, sentence.start, sentence.end)
    if match is None:
        return None
    group = 1 if match.group(1) else 2
    if not match.group(group):
        return Attribution(UNSPECIFIED), match.end()
    return Attribution(quoted(sentence, match.start(group), match.end(group))), match.end()
