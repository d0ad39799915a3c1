"""What a frame of saying says when no modal inside it says more."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph.statements.addressees import (
    acting_heads,
    infinitive_at,
    object_heads,
    phrase_end,
    phrase_heads,
)
from graph.statements.attribution import Attribution
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.frames import Frame
from graph.statements.lists import is_imperative
from graph.statements.sentence import Actor, Sentence, adverbs_after, word_pattern
from graph.statements.triggers import Mark

__all__ = ["existential_draft", "frame_draft", "tells_need"]

_NO_NEED = re.compile(r"(?:there +(?:is|was) +no +(?:further +|longer +)?need|see +no +need)")
_NEED = re.compile(
    r"(?: *,[^,;]{3,90}(?:, and [^,;]{3,90})?,)?(?: +the|^the| +an?)? *"
    r"(?:[a-z]+ +)?needs? +(?:for|to|of)\b"
)
_TOPIC_NEED = re.compile(r"\b(?:need|necessity) +(?:for|to|of)\b")
_TO_PERSON = re.compile(r" +to +(?!\w+ing)")
_FOR_TO = re.compile(r"need +for +")
_QUESTION = re.compile(
    r" +(?:(?:for|about|whether|if|how|what|why|when|which)\b|(?:[\w ]{0,30})?about\b)"
)
_PRONOUN = re.compile(r" *(?:it|them|him|her)\b")
_AGREED = re.compile(r" +(?:to|on|upon)\b")
_AGAIN = re.compile(
    r" +(?:its|their|his|her|our|the) +(?:[a-z]+ +(?:and +)?){0,2}?"
    r"(?:call|demand|request|appeal|invitation|recommendation)s?"
    r" +(?:contained in [^,;]{3,60} +)?(?P<link>for|that|to|upon|on)\b"
)
_SIDES = re.compile(
    r" +(?:its|their|his|her|our|the)? *(?:[a-z]+ +(?:and +)?){0,2}?"
    r"(support|appreciation|gratitude|thanks|solidarity|approval|opposition|objections?"
    r"|reservations?|disagreement) +(?:for|to|of|about|on|regarding|concerning|with)\b"
)
_PARTICLE = re.compile(r"(?: +(?:upon|on|to|all|for))? *")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    existential = table("speakers")["existential"]
    nouns = [n for name in ("asking", "saying", "support", "need") for n in existential[name]]
    return {
        "noun": re.compile(rf"(?P<no> +no)?(?: +[a-z-]+){{0,3}}? +(?P<noun>{word_pattern(nouns)})"),
        "obligation": re.compile(
            r"\b(?:has|have|had) +(?:an? +|the +)?(?:[a-z]+ +)?"
            rf"{word_pattern(existential['obligation'])}"
        ),
        "procedural": re.compile(word_pattern(table("verbs")["procedural"]["phrases"])),
    }


def tells_need(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether a frame's object is a need: "underlined the need for"."""
    return _NEED.match(sentence.low, frame.after, sentence.end) is not None


def frame_draft(sentence: Sentence, frame: Frame, end: int, asked: tuple[str, ...] = ()) -> Draft:
    """Give the statement that a frame makes by itself, up to ``end``.

    ``asked`` are those whom the statement before asked, for "and urges them to".
    """
    verb = frame.verb
    draft = Draft(
        start=frame.start, end=end, modality="fact", modality_start=frame.mark.start,
        modality_end=frame.after, strength=verb.strength, negative=frame.negated,
        stance=verb.stance, attribution=frame.attribution, own=True,
        action=_action(sentence, frame, end),
        rule=f"{frame.kind}:{verb.base}",
    )  # fmt: skip
    if verb.stance == "recommend":
        return _asking(sentence, frame, draft, asked)
    return _telling(sentence, frame, draft)


def _action(sentence: Sentence, frame: Frame, end: int) -> int:
    return frame.content or adverbs_after(sentence.low, frame.after, end)


def _asking(sentence: Sentence, frame: Frame, draft: Draft, asked: tuple[str, ...]) -> Draft:
    """A request, proposal, invitation or decision."""
    modality = frame.told
    rest = sentence.low[frame.after : draft.end]
    if frame.verb.base == "ask" and _QUESTION.match(rest):
        return replace(draft, modality="fact", strength=0, stance="statement")
    if frame.verb.group == "decision" and _patterns()["procedural"].search(rest):
        return replace(draft, modality=modality, stance="procedural")
    heads = _asked(sentence, frame, draft.end)
    keys = tuple(dict.fromkeys(head.key for head in heads))
    if asked and frame.verb.takes == "person" and _PRONOUN.match(rest):
        heads, keys = (), asked
    person = frame.verb.takes == "person" and frame.content is None
    action = _infinitive(sentence, heads, draft, person=person)
    return replace(draft, modality=modality, addressees=keys, action=action)


def _infinitive(
    sentence: Sentence, heads: tuple[Actor, ...], draft: Draft, *, person: bool = False
) -> int | None:
    """Give where the action begins behind those who are asked: after "to" or their names.

    Where a ``person`` is asked and no infinitive follows, a noun says what is to be done.
    """
    if draft.action is None:
        return None
    start = max(heads[-1].end, draft.action) if heads else draft.action
    found = infinitive_at(sentence, start, draft.end)
    if found is None and heads and person:
        return None
    if found is not None and (heads or sentence.low.count(",", start, found) < 3):
        return sentence.low.index("to", found) + 3
    return start


def _asked(sentence: Sentence, frame: Frame, end: int) -> tuple[Actor, ...]:
    if frame.content is not None:
        return _bidden(sentence, frame.content)
    if frame.kind == "passive" and frame.verb.takes == "person":
        return frame.subject
    start = adverbs_after(sentence.low, frame.after, end)
    if frame.verb.takes == "person" and _PRONOUN.match(sentence.low, start, end):
        return _meant(sentence, frame)
    if frame.verb.takes == "person":
        particle = _PARTICLE.match(sentence.low, start, end)
        heads = object_heads(sentence, particle.end() if particle else start, end)
        return heads or acting_heads(sentence, start, end)
    told = _TO_PERSON.match(sentence.low, start, end)
    if told and frame.verb.group == "proposal":
        return phrase_heads(sentence, told.end(), phrase_end(sentence, told.end()))
    if frame.verb.group == "proposal" and not frame.verb.base.endswith("for"):
        heads = phrase_heads(sentence, start, phrase_end(sentence, start))
        asked = bool(heads) and sentence.low.startswith(" to ", heads[-1].end)
        return heads if asked else ()
    return acting_heads(sentence, start, end)


def _bidden(sentence: Sentence, start: int) -> tuple[Actor, ...]:
    """Give the subject of a subjunctive: "requested that the Secretary-General report"."""
    end = phrase_end(sentence, start)
    for actor in sentence.actors:
        if start <= actor.start < end and is_imperative(sentence.low[actor.end :][:40]):
            return phrase_heads(sentence, start, actor.end)
    return phrase_heads(sentence, start, end)


def _meant(sentence: Sentence, frame: Frame) -> tuple[Actor, ...]:
    """Give whom "encouraged it to" means: the last one named before who does not speak."""
    speaking = {head.key for head in frame.subject}
    named = [a for a in sentence.actors if a.end <= frame.mark.start and a.key not in speaking]
    return tuple(named[-1:])


def _telling(sentence: Sentence, frame: Frame, draft: Draft) -> Draft:
    """A statement, a welcome, an objection."""
    rest = sentence.low[frame.after : draft.end]
    content = sentence.low[frame.content : draft.end] if frame.content is not None else ""
    agreed = frame.verb.base == "agree" and _AGREED.match(rest) is not None
    reported = frame.told if frame.content is not None or frame.present or agreed else "fact"
    draft = replace(draft, modality=reported)
    if _NO_NEED.search(content):
        return replace(draft, stance="oppose")
    if frame.content is not None:
        duty = _patterns()["obligation"].search(content)
        if duty:
            heads = phrase_heads(sentence, frame.content, frame.content + duty.start())
            return replace(draft, addressees=tuple(h.key for h in heads), strength=1)
        return draft
    again = _AGAIN.match(rest) if frame.kind in ("active", "operative") else None
    if again:
        return _repeated(sentence, frame, draft, again)
    if frame.kind in ("active", "operative") and _SIDES.match(rest):
        return replace(draft, stance=_side(rest))
    if draft.stance == "statement" and (_NEED.match(rest) or _TOPIC_NEED.search(frame.topic)):
        return _needed(sentence, frame, draft)
    if (
        draft.stance == "statement"
        and frame.kind in ("passive", "expressed")
        and _praised(sentence, frame)
    ):
        return replace(draft, stance="support")
    return draft


def _repeated(sentence: Sentence, frame: Frame, draft: Draft, again: re.Match[str]) -> Draft:
    """A request made again: "reiterates its demand that", "renewed its appeal to States to"."""
    start = frame.after + again.end()
    if again.group("link") == "that":
        heads = _bidden(sentence, start)
    elif again.group("link") in ("to", "upon", "on"):
        heads = object_heads(sentence, start, draft.end)
    else:
        heads = acting_heads(sentence, start, draft.end)
    keys = tuple(dict.fromkeys(head.key for head in heads))
    told = replace(draft, modality=frame.told, strength=4, stance="recommend", addressees=keys)
    return replace(told, action=_infinitive(sentence, heads, replace(told, action=start)))


def _side(rest: str) -> str:
    """Give the stance of "reiterated their strong support for", "recorded its reservations"."""
    match = _SIDES.match(rest)
    opposed = match is not None and match.group(1) in table("speakers")["expressed"]["opposition"]
    return "oppose" if opposed else "support"


def _needed(sentence: Sentence, frame: Frame, draft: Draft) -> Draft:
    """A reported need: "stressed the need for States to cooperate"."""
    heads = _needing(sentence, frame.begin, draft.end)
    modality = frame.told if frame.present else "need"
    keys = tuple(dict.fromkeys(head.key for head in heads))
    return replace(draft, modality=modality, strength=1, stance="recommend", addressees=keys)


def _needing(sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
    """Give who is to act in "the need for States to cooperate"."""
    match = _FOR_TO.search(sentence.low, start, end)
    if match is None:
        return ()
    heads = phrase_heads(sentence, match.end(), phrase_end(sentence, match.end()))
    return heads if heads and sentence.low.startswith(" to ", heads[-1].end) else ()


def _praised(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether an instrument stands as the subject of "was highlighted"."""
    praising = frame.verb.base in ("highlight", "underline", "underscore", "stress", "emphasize")
    subject = sentence.low[frame.start : frame.mark.start].lstrip()
    before = len(sentence.low[frame.start : frame.mark.start]) - len(subject)
    first = frame.start + before
    named = any(
        entity.type == "instrument" and entity.start - first in range(5)
        for entity in sentence.entities
    )
    return praising and named


def existential_draft(
    sentence: Sentence, mark: Mark, start: int, attribution: Attribution, end: int
) -> Draft | None:
    """Interpret "there were calls for", "there was a need to", "there was general agreement"."""
    match = _patterns()["noun"].match(sentence.low, mark.end, end)
    if match is None:
        return None
    noun, nouns = match.group("noun"), table("speakers")["existential"]
    draft = Draft(
        start=start, end=end, modality_start=mark.start, modality_end=match.end(),
        attribution=attribution, own=True, action=match.end(), rule=f"existential:{noun}",
    )  # fmt: skip
    voiced = attribution if attribution.holder else Attribution("unspecified")
    if noun in nouns["need"]:
        stance = "oppose" if match.group("no") else "recommend"
        keys = tuple(dict.fromkeys(h.key for h in _needing(sentence, mark.start, end)))
        return replace(
            draft, modality="need", strength=1, stance=stance, negative=bool(match.group("no")),
            own=False, addressees=keys,
        )  # fmt: skip
    if noun in nouns["asking"]:
        heads = acting_heads(sentence, match.end(), end)
        told = table("speakers")["expressed"]["told"].get(noun, "calls for")
        keys = tuple(dict.fromkeys(h.key for h in heads))
        return replace(
            draft,
            modality=told,
            strength=4,
            stance="recommend",
            addressees=keys,
            attribution=voiced,
        )
    stance = "support" if noun in nouns["support"] and not match.group("no") else "statement"
    return replace(draft, stance=stance, attribution=voiced)
