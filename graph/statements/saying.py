"""What a frame of saying says when no modal inside it says more."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph.statements.addressees import (
    object_heads,
    phrase_end,
    phrase_heads,
)
from graph.statements.agents import acting_heads, agents_by
from graph.statements.asked import (
    PRONOUN,
    asked_action,
    asked_of,
    behind_fronted,
    bidden,
    is_elided,
    is_one_body,
    needing,
    subjunctive_at,
)
from graph.statements.attribution import UNSPECIFIED
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.frame import Frame
from graph.statements.sentence import Sentence, adverbs_after, word_pattern

__all__ = ["frame_draft", "tells_need"]

_NO_NEED = re.compile(
    r"(?:there +(?:is|was)(?: +therefore| +thus| +also| +currently)? +no +"
    r"(?:further +|longer +)?need|see +no +need)"
)
_NEED = re.compile(
    r"(?: *,[^,;]{3,90}(?:, and [^,;]{3,90})?,)?(?: +the|^the| +an?)? *"
    r"(?:[a-z]+ +)?(?:needs?|urgency|necessity) +(?:for|to|of)\b"
)
_NEED_TO = re.compile(r"\b(?:need|needs|necessity) +to +")
# "The need for States to cooperate was stressed": the deed stands before the verb.
_FOR_NEED_TO = re.compile(r"\b(?:need|necessity)(?: +for +[^,;]{2,60}?)? +to +(?=[a-z])")
_TOPIC_NEED = re.compile(r"\b(?:need|necessity|urgency) +(?:for|to|of)\b")
_OF_NEED = re.compile(
    r"(?: +by +[^,;.]{3,60}?)? +(?:to|of|on|about|regarding|concerning) +the +(?:[a-z]+ +)?"
    r"(?:need|necessity|urgency) +(?:for|to|of)\b"
)
# "Speakers agreed on the urgent need for": "on" leads to what is agreed.
_ON_NEED = re.compile(
    r" +(?:on|upon|about) +(?:the|an?) +(?:[a-z]+ +)?(?:need|necessity|urgency) +(?:for|to|of)\b"
)
_THEY = re.compile(r" *(?:they|it|he|she|the latter)\b")
_HE = re.compile(r" *s?he\b")
_BE = re.compile(r" +(?:(?:will|would|shall) +)?(?:[a-z]+ly +)?be ")
_WOULD = re.compile(r"\b(?:would|will|should|shall)\b(?! +(?:not +)?be\b)")
_HOPED = re.compile(r" +(?:will|would|shall)(?![\w-])(?= )")
_QUESTION = re.compile(
    r" +(?:(?:for|about|whether|if|how|what|why|when|which)\b|(?:[\w ]{0,30})?about\b)"
)
_FAVOURING = ("favour", "favor", "advocate", "back")
# "Some delegations favoured the suggestion": they support it and recommend nothing new.
_PROPOSAL = re.compile(
    r" +(?:the|that|this|those|these) +(?:[a-z-]+ +)?(?:suggestion|proposal|idea|approach"
    r"|initiative|option|recommendation|view|draft|text|position|solution|formulation|wording)s?\b"
    r"(?! +(?:to|that)\b)"
)
# "Looked forward to its adoption", "wished it success": nobody is asked for anything.
_WISHES = ("look forward to", "wish")
_TO_DO = re.compile(
    r"^(?! *[a-z]+ing\b).*?(?<!,) to +"
    r"(?!\d|be |the |its |his |her |any |such |an? |their |all |further |[a-z]+ing )"
)
_AGREED = re.compile(r" +(?:to|on|upon)\b")
_AGAIN = re.compile(
    r" +(?:its|their|his|her|our|the) +(?:[a-z]+ +(?:and +)?){0,2}?"
    r"(?:call|demand|request|appeal|invitation|recommendation|encouragement|plea)s?"
    r" *(?:contained in [^,;]{3,60} |\([^()]{3,80}\) *|, made (?:to|in) [^;]{3,200}?, )?"
    r" *(?P<link>for|that|to|upon|on)\b"
)
# "Recalls the obligation of States to protect": told, not asked.
_OWED = re.compile(
    r" +(?:the|its|their|that)? *(?:[a-z]+ +){0,2}?"
    r"(?:obligations?|responsibilit(?:y|ies)|duty|duties) +of +"
)
_SIDES = re.compile(
    r" +(?:its|their|his|her|our|the|an?)? *(?:[a-z]+ +(?:and +)?){0,2}?"
    r"(support|preference|appreciation|gratitude|thanks|solidarity|approval|opposition|objections?"
    r"|reservations?|disagreement) +(?:for|to|of|about|on|regarding|concerning|with)\b"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    existential = table("speakers")["existential"]
    return {
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
    if frame.negated and frame.kind == "active":
        denied = "oppose" if verb.group == "support" else "statement"
        return replace(draft, stance=denied, strength=0)
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
    if (
        frame.verb.base == "insist"
        and frame.content is not None
        and not _bids(sentence, frame, draft)
    ):
        return replace(draft, modality=frame.told, strength=0, stance="statement")
    if frame.verb.base == "remind" and frame.content is not None:
        content = sentence.low[frame.content : draft.end]
        if not _patterns()["obligation"].search(content):
            return replace(draft, modality=modality, strength=0, stance="statement", action=None)
    if (
        frame.verb.base in _WISHES
        and frame.content is None
        and not _TO_DO.search(rest.split(" and ")[0])
    ):
        told = frame.told if frame.present else "fact"
        return replace(draft, modality=told, strength=0, stance="statement")
    if frame.verb.base in _FAVOURING and _PROPOSAL.match(rest):
        return replace(draft, modality="fact", strength=0, stance="support", action=None)
    if frame.verb.group == "decision" and _patterns()["procedural"].search(rest):
        return replace(draft, modality=modality, stance="procedural")
    heads = asked_of(sentence, frame, draft.end)
    keys = tuple(dict.fromkeys(head.key for head in heads))
    pronoun = PRONOUN.match(rest) if frame.verb.takes == "person" else None
    singular = pronoun is not None and pronoun.group(1) not in ("them", "those")
    if asked and pronoun and (singular or not is_one_body(sentence, asked)):
        heads, keys = (), asked
    if (
        asked
        and frame.content is not None
        and not keys
        and _THEY.match(sentence.low, frame.content)
        and not (_is_person(sentence, frame) and is_one_body(sentence, asked))
    ):
        keys = asked
    they = _THEY.match(sentence.low, frame.content) if frame.content is not None else None
    if they and not keys and sentence.low.startswith(" to ", frame.after):
        asked_now = phrase_heads(sentence, frame.after + 3, they.start() - len(" that"))
        keys = tuple(head.key for head in asked_now)
    if they and not keys and not _BE.match(sentence.low, they.end()):
        keys = _meant(sentence, frame)
    if asked and not keys and is_elided(sentence, frame):
        keys = asked
    hoped = _HOPED.search(sentence.low, frame.content or draft.end, draft.end)
    if frame.verb.group == "hope" and frame.content is not None and hoped:
        subject = (frame.content, hoped.start())
        return replace(
            draft, modality=modality, addressees=keys, action=hoped.end(), passive_of=subject
        )
    if frame.content is not None and sentence.low.endswith(":", 0, draft.end):
        draft = replace(draft, action=None)
    person = frame.verb.takes == "person" and frame.content is None
    action = asked_action(sentence, heads, draft, person=person)
    clause = behind_fronted(sentence, frame.content) if frame.content else None
    verb = subjunctive_at(sentence, clause, draft.end) if clause else None
    if verb is not None and clause is not None:
        passive = (clause, verb) if sentence.low.startswith("be ", verb) else None
        action, draft = verb, replace(draft, passive_of=passive)
        agents = agents_by(sentence, verb - 1, draft.end) if passive else ()
        keys = tuple(agent.key for agent in agents) or keys
    elif action is not None and not keys and sentence.low.startswith("be ", action):
        draft = replace(
            draft, passive_of=(adverbs_after(sentence.low, frame.after, draft.end), action - 4)
        )
    negative = draft.negative or (
        action is not None and sentence.low.endswith((" not to ", " neither to "), 0, action)
    )
    return replace(draft, modality=modality, addressees=keys, action=action, negative=negative)


def _bids(sentence: Sentence, frame: Frame, draft: Draft) -> bool:
    """Tell whether a clause asks in the subjunctive: "insisted that he resign", not "he was"."""
    return subjunctive_at(sentence, frame.content or frame.after, draft.end) is not None


def _meant(sentence: Sentence, frame: Frame) -> tuple[str, ...]:
    """Give whom "recommended that it" means: the last one named before who does not speak.

    A State's recommendation means a State; "it" is never several, "he" always a person.
    """
    several = sentence.low.startswith("the", (frame.content or 0) + 1)
    speaking = {*frame.attribution.states, *(head.key for head in frame.subject)}
    person = _is_person(sentence, frame)
    named = [
        actor.key
        for actor in sentence.actors
        if actor.end <= frame.mark.start and actor.key not in speaking
        and (actor.type == "actor" or not person)
        and (several or sentence.low[actor.end - 1] != "s")
        and (actor.type == "state" or not frame.attribution.states)
    ]  # fmt: skip
    return tuple(named[-1:])


def _is_person(sentence: Sentence, frame: Frame) -> bool:
    """Tell whether what is told begins with "he" or "she"."""
    return _HE.match(sentence.low, frame.content or frame.after) is not None


def _telling(sentence: Sentence, frame: Frame, draft: Draft) -> Draft:
    """A statement, a welcome, an objection."""
    rest = sentence.low[frame.after : draft.end]
    content = sentence.low[frame.content : draft.end] if frame.content is not None else ""
    agreed = frame.verb.base == "agree" and _AGREED.match(rest) is not None
    reported = frame.told if frame.content is not None or frame.present or agreed else "fact"
    draft = replace(draft, modality=reported)
    if frame.attribution.holder and frame.attribution.holder.startswith("no "):
        return replace(draft, stance="statement", negative=True)
    if _NO_NEED.search(content):
        return replace(draft, stance="oppose")
    if frame.content is not None:
        if frame.verb.base == "agree" and draft.stance == "procedural":
            will = bidden(sentence, frame.content) if _WOULD.search(content) else ()
            if frame.attribution.holder not in (None, "^", UNSPECIFIED) and not will:
                return replace(draft, stance="statement")
            return replace(draft, addressees=tuple(dict.fromkeys(h.key for h in will)))
        duty = _patterns()["obligation"].search(content)
        if duty:
            heads = phrase_heads(sentence, frame.content, frame.content + duty.start())
            return replace(draft, addressees=tuple(h.key for h in heads), strength=1)
        return draft
    owed = _OWED.match(rest) if draft.stance == "statement" else None
    if owed:
        end = frame.after + owed.end()
        owing = phrase_heads(sentence, end, phrase_end(sentence, end))
        return replace(draft, addressees=tuple(dict.fromkeys(h.key for h in owing)), strength=1)
    repeating = frame.verb.group == "saying" and frame.kind in ("active", "operative")
    again = _AGAIN.match(rest) if repeating else None
    if again:
        return _repeated(sentence, frame, draft, again)
    if frame.kind in ("active", "operative") and _SIDES.match(rest) and not _NEED.match(rest):
        return replace(draft, stance=_side(rest))
    telling = draft.stance == "statement" or frame.verb.base == "agree"
    if telling and _names_need(frame, rest):
        return _needed(sentence, frame, draft)
    if (
        draft.stance == "statement"
        and frame.kind in ("passive", "expressed")
        and _praised(sentence, frame)
    ):
        return replace(draft, stance="support")
    return draft


def _names_need(frame: Frame, rest: str) -> bool:
    """Tell whether what is told is a need: "stressed the need to", "attention to the need for"."""
    needed = frame.verb.base == "need" and rest.startswith((" for ", " to "))
    behind = frame.kind == "expressed" and (needed or _OF_NEED.match(rest))
    behind = behind or (frame.kind == "active" and _ON_NEED.match(rest) is not None)
    return bool(_NEED.match(rest) or _TOPIC_NEED.search(frame.topic) or behind)


def _repeated(sentence: Sentence, frame: Frame, draft: Draft, again: re.Match[str]) -> Draft:
    """A request made again: "reiterates its demand that", "renewed its appeal to States to"."""
    start = frame.after + again.end()
    if again.group("link") == "that":
        heads = bidden(sentence, start)
    elif again.group("link") in ("to", "upon", "on"):
        heads = object_heads(sentence, start, draft.end)
    else:
        heads = acting_heads(sentence, start, draft.end)
    keys = tuple(dict.fromkeys(head.key for head in heads))
    told = replace(draft, modality=frame.told, strength=4, stance="recommend", addressees=keys)
    return replace(told, action=asked_action(sentence, heads, replace(told, action=start)))


def _side(rest: str) -> str:
    """Give the stance of "reiterated their strong support for", "recorded its reservations"."""
    match = _SIDES.match(rest)
    opposed = match is not None and match.group(1) in table("speakers")["expressed"]["opposition"]
    return "oppose" if opposed else "support"


def _needed(sentence: Sentence, frame: Frame, draft: Draft) -> Draft:
    """A reported need: "stressed the need for States to cooperate"."""
    heads = needing(sentence, frame.begin, draft.end)
    modality = frame.told if frame.present else "need"
    keys = tuple(dict.fromkeys(head.key for head in heads))
    told = replace(draft, modality=modality, strength=1, stance="recommend", addressees=keys)
    topic = sentence.low.find(frame.topic, frame.start) if frame.topic else -1
    before = _FOR_NEED_TO.search(frame.topic) if topic >= 0 else None
    if before:
        return replace(told, action=topic + before.end(), limit=topic + len(frame.topic))
    to = _NEED_TO.search(sentence.low, frame.after, draft.end)
    if heads:
        return replace(told, action=asked_action(sentence, heads, told))
    return replace(told, action=to.end()) if to else told


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
