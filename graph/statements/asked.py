"""Who is asked by a verb of asking, and to do what: "requests X to", "urged them to"."""

from __future__ import annotations

import re

from graph.statements.addressees import (
    object_heads,
    phrase_end,
    phrase_heads,
)
from graph.statements.agents import acting_heads
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.frame import Frame
from graph.statements.infinitives import infinitive_at
from graph.statements.lists import is_gerund, is_imperative
from graph.statements.sentence import Actor, Sentence, adverbs_after

__all__ = [
    "PRONOUN",
    "asked_action",
    "asked_of",
    "behind_fronted",
    "bidden",
    "bidden_item",
    "is_elided",
    "is_one_body",
    "needing",
    "subjunctive_at",
]

PRONOUN = re.compile(
    r" *(?:upon +|on +|to +|all +)*(it|them|him|her|those(?= +(?:that|who|which|not)\b))\b"
)
_LISTED = re.compile(r" *(?:,|and|, and|or|as well as|, as well as) *(?:the +)?")
# "That the Points of Contact Directory be used".
_NAMES_THING = re.compile(r" +(?!to\b|also\b|not\b|and\b|or\b|[a-z]+ly\b)[a-z]+ +be +[a-z]+")
_FRONTED = re.compile(
    r"[ ,]*(?:in|on|at|with|for|pursuant|subject|under|within|upon|through|after|before|during"
    r"|as|when|while|where|if|once)\b[^,;:]{3,140}, +(?=(?:the|all|each|any|an?|its|[a-z-]+)\b)"
)
_THAT = re.compile(r"that,? +")
_THEM = re.compile(r" *(?:upon +|on +|to +|all +)*(?:them|those)\b")
_TO_PERSON = re.compile(r" +to +(?!\w+ing)")
_FOR_TO = re.compile(r"need(?: +(?:is|was|has been|had been)(?: +also)? +[a-z]+ed)? +for +")
_WORD = re.compile(r"[a-z]+")
_ENDS = ("that", "which", "who", "should", "must", "may", "will", "would", "could", "is", "are")
_MODIFIER = re.compile(r"(?:al|ive|ic|ary|ous|ed|ing|ly|ble|to)$|'s$")
_DETERMINERS = frozenset((
    "the", "a", "an", "its", "their", "all", "any", "such", "and", "or", "of", "for", "in", "on",
    "with", "this", "these", "those", "that", "further", "no", "by", "from", "at", "under", "not",
))  # fmt: skip
_NOUN_OF_PASSIVE = re.compile(r"(?: +(?!(?:to|and|or|that|which|who)\b)[a-z'-]+){0,3} +be +")
# "For Member States, in cooperation with UNODC, to train judges".
_WITH_OTHERS = re.compile(r"(?:, [^;:]{3,120}?,)? to ")
_AND_FOR = re.compile(r"(?:,| and|, and) +for +(?=[^,;]{3,40} to )")
_AND_ARE = re.compile(r"(?:,| and|, and) +(?:are|is|were|was) +(?:(?:also|further|[a-z]+ly) +)*$")
_TO_BE = re.compile(r" to be (?:[a-z]+ly )?")
# "Entrusted the Chair with finalizing the report".
_WITH_DOING = re.compile(r" *with +(?=[a-z]{3,}ing\b)")
# "Encourages the FGS, in consultation with A, B and C, to": nobody whom a vocabulary has.
_UNNAMED_ASIDE = re.compile(
    r" +(?:the +)?[\w' -]{2,60}, +(?:with|in|through|under|by|within)\b[^;:]*,"
)
# "Urges member countries to:", with what is asked in the items below.
_TO_ITEMS = re.compile(r" to *:? *$")
_FOR_WHOM = re.compile(r" +for +")
_WILL = re.compile(r" +(?:will|would|should|shall|can|could|may|might|must)\b")
# "That the Commission mandate the Group to": nouns otherwise.
_BIDS = re.compile(r" +(?:mandate|task|request|report) +(?:the|its|an?|all|to)\b")
# "Decided that the working group would be a constant element": nobody is asked.
_WILL_BE = re.compile(
    r" +(?:will|would) +be +(?!responsible|in charge|entrusted|tasked|requested|invited|mandated"
    r"|encouraged|asked|urged|required|able)"
)
# "Recommended that States: (a) adopt laws; (b) train the police".
_FIRST_ITEM = re.compile(r" *:? *\(?(?:a|i|1)\) +")
_PARTICLE = re.compile(r"(?: +(?:upon|on|to|all|for))? *")


def asked_of(sentence: Sentence, frame: Frame, end: int) -> tuple[Actor, ...]:
    """Give who is asked by a verb of asking whose statement ends at ``end``."""
    if frame.content is not None and frame.verb.base == "remind":
        return phrase_heads(sentence, frame.after, frame.content - len(" that"), fronted=False)
    if frame.content is not None:
        return bidden(sentence, frame.content)
    if frame.kind == "passive" and frame.verb.takes == "person":
        return frame.subject
    start = _behind_adverbs(sentence, frame.after, end)
    if frame.verb.takes == "person" and PRONOUN.match(sentence.low, start, end):
        return _meant(sentence, frame)
    if frame.verb.takes == "person":
        particle = _PARTICLE.match(sentence.low, start, end)
        heads = object_heads(sentence, particle.end() if particle else start, end)
        to_do = infinitive_at(sentence, start, end)
        return heads or acting_heads(sentence, start, end if to_do is None else to_do)
    whom = _FOR_WHOM.match(sentence.low, start, end) if frame.kind == "expressed" else None
    if whom:
        heads = phrase_heads(sentence, whom.end(), phrase_end(sentence, whom.end()))
        return heads if heads and sentence.low.startswith(" to ", heads[-1].end) else ()
    told = _TO_PERSON.match(sentence.low, start, end)
    if told and frame.verb.group == "proposal":
        return phrase_heads(sentence, told.end(), phrase_end(sentence, told.end()))
    if frame.verb.group == "proposal" and not frame.verb.base.endswith("for"):
        heads = phrase_heads(sentence, start, phrase_end(sentence, start))
        asked = bool(heads) and sentence.low.startswith(" to ", heads[-1].end)
        return heads if asked else ()
    return acting_heads(sentence, start, end)


def _behind_adverbs(sentence: Sentence, start: int, end: int) -> int:
    """Give where the adverbs end; in "urges all stakeholders" the name begins with one."""
    behind = adverbs_after(sentence.low, start, end)
    return next((a.start for a in sentence.actors if start < a.start < behind), behind)


def bidden(sentence: Sentence, start: int) -> tuple[Actor, ...]:
    """Give the subject of a subjunctive: "requested that the Secretary-General report"."""
    start = behind_fronted(sentence, start)
    end = phrase_end(sentence, start)
    for actor in sentence.actors:
        if start <= actor.start < end and _WILL_BE.match(sentence.low, actor.end):
            return ()
        item = _FIRST_ITEM.match(sentence.low, actor.end)
        does = is_imperative(sentence.low[item.end() if item else actor.end :][:40])
        does = does or _WILL.match(sentence.low, actor.end) is not None
        does = does or _BIDS.match(sentence.low, actor.end) is not None
        if start <= actor.start < end and does:
            return phrase_heads(sentence, start, actor.end)
    verb = subjunctive_at(sentence, start, end)
    unnamed = verb is not None and not any(start <= a.start < verb for a in sentence.actors)
    if unnamed or _NAMES_THING.match(sentence.low, end):
        return ()
    return phrase_heads(sentence, start, end)


def behind_fronted(sentence: Sentence, start: int) -> int:
    """Give where a subject begins: "requests that, in line with the plan, *the Unit* report"."""
    fronted = _FRONTED.match(sentence.low, start, sentence.end)
    return fronted.end() if fronted else start


def bidden_item(sentence: Sentence) -> tuple[tuple[Actor, ...], int | None]:
    """Give who is to act in an item that has its own subject, and where its verb begins.

    "(a) The Secretariat prepare a report", under "Recommends that:".
    """
    that = _THAT.match(sentence.low, sentence.start)
    start = that.end() if that else sentence.start
    heads = bidden(sentence, start)
    verb = subjunctive_at(sentence, start, sentence.end) if heads else None
    if verb is None or verb < heads[-1].end:
        return (), None
    return heads, verb


def _meant(sentence: Sentence, frame: Frame) -> tuple[Actor, ...]:
    """Give whom "encouraged it to" means: the last one named before who does not speak.

    "Them" are several: an actor group, if one is named.
    """
    speaking = {head.key for head in frame.subject}
    speaking |= set(table("contexts")["patients"]["actors"])
    named = [a for a in sentence.actors if a.end <= frame.mark.start and a.key not in speaking]
    several = [actor for actor in named if actor.type == "actor"]
    them = _THEM.match(sentence.low, frame.after)
    if named and not them and _is_object(sentence, named[-1]):
        return ()
    return tuple(several[-1:]) if them and several else _together(sentence, named, them=bool(them))


def _together(sentence: Sentence, named: list[Actor], *, them: bool) -> tuple[Actor, ...]:
    """Give the last name, and for "them" those that stand in one list with it."""
    meant = named[-1:]
    for actor in reversed(named[:-1]) if them else ():
        if not _LISTED.fullmatch(sentence.low, actor.end, meant[0].start):
            break
        meant.insert(0, actor)
    return tuple(meant)


def subjunctive_at(sentence: Sentence, start: int, end: int) -> int | None:
    """Give where the verb of a subjunctive begins: "that executive heads, by 2026, *adopt*"."""
    for word in _WORD.finditer(sentence.low, start, min(end, start + 160)):
        before = sentence.low[start : word.start()].rsplit(None, 1)
        if not before or word.group() in _ENDS:
            if before:
                return None
            continue
        adverb = before[-1].endswith("ly") and len(before[0].split()) > 1
        modified = (_MODIFIER.search(before[-1]) and not adverb) or before[-1] in _DETERMINERS
        noun = sentence.low.startswith((" of ", "-"), word.end())
        if word.group() == "be":
            return word.start()
        bids = _BIDS.match(sentence.low, word.start() - 1) is not None
        if (is_imperative(word.group()) or bids) and not (modified or noun):
            passive = _NOUN_OF_PASSIVE.match(sentence.low, word.end(), end)
            return passive.end() - 3 if passive else word.start()
    return None


def _is_object(sentence: Sentence, actor: Actor) -> bool:
    """Tell whether a name stands behind a modal whose subject no vocabulary has."""
    modals = [m for m in sentence.marks if m.trigger.modal and m.end <= actor.start]
    return bool(modals) and not any(a.end <= modals[0].start for a in sentence.actors)


def is_elided(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether a passive shares the subject before: "should share views and are invited to"."""
    before = sentence.low[max(sentence.start, frame.mark.start - 40) : frame.mark.start]
    return frame.kind == "passive" and _AND_ARE.search(before) is not None


def is_one_body(sentence: Sentence, keys: tuple[str, ...]) -> bool:
    """Tell whether a single organization is asked, which "them" cannot mean."""
    types = {actor.type for actor in sentence.actors if actor.key in keys}
    return len(keys) == 1 and types == {"organization"}


def asked_action(
    sentence: Sentence, heads: tuple[Actor, ...], draft: Draft, *, person: bool = False
) -> int | None:
    """Give where the action begins behind those who are asked: after "to" or their names.

    Where a ``person`` is asked and no infinitive follows, a noun says what is to be done.
    """
    if draft.action is None:
        return None
    start = max(heads[-1].end, draft.action) if heads else draft.action
    if not heads and _TO_ITEMS.search(sentence.low, start, draft.end):
        return None
    if not heads and is_gerund(sentence.low[start : start + 60]):
        return start
    found = infinitive_at(sentence, start, draft.end)
    if found is None and heads and person:
        deed = _WITH_DOING.match(sentence.low, start, draft.end)
        return deed.end() if deed else None
    aside = found is not None and _UNNAMED_ASIDE.fullmatch(sentence.low, start, found) is not None
    if found is not None and (heads or aside or sentence.low.count(",", start, found) < 3):
        return sentence.low.index("to", found) + 3
    return start


def needing(sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
    """Give who is to act in "the need for States to cooperate"."""
    match = _FOR_TO.search(sentence.low, start, end)
    if match is None:
        return ()
    heads = phrase_heads(sentence, match.end(), phrase_end(sentence, match.end()))
    if not heads or not _WITH_OTHERS.match(sentence.low, heads[-1].end, end):
        return ()
    also = _AND_FOR.search(sentence.low, heads[-1].end, end)
    if also:
        more = phrase_heads(sentence, also.end(), phrase_end(sentence, also.end()))
        heads += more if more and sentence.low.startswith(" to ", more[-1].end) else ()
    to = _TO_BE.match(sentence.low, heads[-1].end)
    helped = tuple(table("contexts")["patients"]["helped"])
    return () if to and sentence.low.startswith(helped, to.end()) else heads
