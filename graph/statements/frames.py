"""Frames of saying: "it was recommended that", "several speakers stressed", "Requests"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from graph.statements.addressees import phrase_heads
from graph.statements.attribution import (
    UNSPECIFIED,
    Attribution,
    Voice,
    holder_by,
    holder_in,
    subject_holder,
)
from graph.statements.clauses import clause_start, content_start
from graph.statements.data import table
from graph.statements.sentence import Actor, Sentence, adverbs_after, adverbs_before, word_pattern
from graph.statements.triggers import Mark, Verb

__all__ = ["Frame", "continued_frame", "frame_at"]

_BE = re.compile(
    r"(?:^|[^\w-])(?P<be>is|are|was|were|(?:has|have|had) +been|being)(?P<not> +not)?"
    r"(?: +(?:also|further|furthermore|again|therefore|thus|then|generally|still|often|in addition"
    r"|once again|moreover|[a-z]+ly))*,? +$"
)
_IT = re.compile(r"(?:^|[^\w-])(?:it|there)$")
_OPENING = re.compile(r"[\"“‘'(*_ ]*")
_OPERATIVE_JOINT = re.compile(
    r"(?:[,;] +(?:and +|while +|but +)?|[^a-z]and +|^)"
    r"(?:in +(?:this|that) +(?:regard|context|respect|connection),? +|to +(?:this|that) +end,? +)?"
    r"(?:(?:also|further|furthermore|therefore|again|strongly|once +again|in +particular|hereby"
    r"|likewise|accordingly|moreover|in +addition|solemnly|reiterates +that +it|[a-z]+ly),? +)*$"
)
_NOUN_USE = re.compile(r" +(?:for|from|by|of|should|must|may|were|are|is|was|and|or)\b")
_MADE = re.compile(
    r"[^;.]{0,160}? (?:was|were|had been) +(?:also +|again +)?"
    r"(?:made|expressed|voiced|heard|reiterated|put forward|submitted|received)\b"
)
_BEFORE_NOUN = re.compile(
    r"(?<!\w)(?:the|an?|any|its|their|such|all|this|these|those"
    r"|of|for|with|in|on|as|newly|and|or) +$"
)
_NONE = re.compile(r"(?<!\w)(?:no|little|neither|nor)(?: +[a-z-]+){0,2} +$")
_DECLARED = ("request", "invitation", "commitment", "opposition", "decision", "proposal")
_UNVOICED = ("agreement", "decision", "hope", "opposition", "demand")
_OBJECT = re.compile(
    r" +(?:the|a|an|that|all|its|their|to|of|on|upon|for|with|each|every|any|this|these|those|such"
    r"|both|about|no|some|several|others|another|one|donors|delegations|experts|participants|civil"
    r"|stakeholders|developed|developing|further|member|states|parties|governments|countries|relevant|other"
    r"|interested|deep|grave|it|them|him|her|us)\b"
)
_CONTINUES = re.compile(
    r"(?:[,;]\d{0,3}|[^a-z]and|, and)"
    r"(?: +in +(?:this|that) +(?:regard|context|respect),?|, +(?:at|in|on) +[^,;]{3,60},)?"
    r"(?: +(?:also|further|furthermore|therefore|again|strongly|in +particular|in +addition"
    r"|[a-z]+ly))* +$"
)

_PAST = re.compile(
    r" +(?!(?:united|related|affected|concerned|interested|so-called|said|named)\b)"
    r"(?:[a-z-]{3,}ed|held|took|gave|made|heard|had|set|began|met|drew|saw|was|were)(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb of saying with its voice.

    ``start`` is where its clause begins, ``after`` the end of the verb, ``content`` where its
    "that" clause begins; ``subject`` the names of the passive's subject; ``told`` is the verb
    phrase as said; ``present`` marks the operative present of a resolution.
    """

    verb: Verb
    start: int
    mark: Mark
    after: int
    told: str
    attribution: Attribution
    content: int | None
    kind: str
    subject: tuple[Actor, ...] = ()
    begin: int = 0
    present: bool = False
    negated: bool = False
    topic: str = ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    expressed = table("speakers")["expressed"]
    nouns = [*expressed["views"], *expressed["support"], *expressed["opposition"]]
    return {"noun": re.compile(word_pattern(nouns))}


def frame_at(
    sentence: Sentence, mark: Mark, floor: int, voice: Voice, *, opens: bool
) -> Frame | None:
    """Give the frame that a verb of saying or expressing makes at ``mark``, or ``None``.

    Parameters
    ----------
    floor
        Where the clauses already read end.
    opens
        Whether a verb without subject at the very beginning speaks for the body.
    """
    trigger = mark.trigger
    passive = _BE.search(sentence.low[max(floor, mark.start - 80) : mark.start])
    if passive:
        begin = max(floor, mark.start - 80) + passive.start("be")
        if trigger.expressed:
            frame = _expressed(sentence, mark, floor, begin)
            if frame:
                return frame
        if trigger.verb and trigger.form == "past":
            return _passive(sentence, mark, floor, begin, negated=bool(passive.group("not")))
    if trigger.verb is None or trigger.form == "ing":
        return None
    return _operative(sentence, mark, floor, opens=opens) or _active(sentence, mark, floor, voice)


def _operative(sentence: Sentence, mark: Mark, floor: int, *, opens: bool) -> Frame | None:
    """A verb without subject: "Requests the Secretary-General to", "(a) Invited Parties to"."""
    if not opens or mark.trigger.form == "base" or mark.trigger.verb is None:
        return None
    start = floor
    if floor == sentence.start:
        opening = _OPENING.match(sentence.low, sentence.start)
        start = opening.end() if opening else floor
    before = sentence.low[start : mark.start]
    if _MADE.match(sentence.low, mark.end, sentence.end):
        return None
    if _NOUN_USE.match(sentence.low, mark.end):
        return None
    match = _OPERATIVE_JOINT.search(before)
    if match is None or (match.start() == 0 and floor != sentence.start and before.strip()):
        return None
    if match.start() and mark.trigger.form != "third":
        return None
    told = " ".join(mark.trigger.text.split())
    after = adverbs_after(sentence.low, mark.end, sentence.end)
    content = content_start(sentence.low, after, sentence.end)
    begin = start + match.start()
    present = mark.trigger.form == "third"
    return Frame(
        mark.trigger.verb, begin, mark, mark.end, told, Attribution(), content, "operative",
        begin=begin, present=present,
    )  # fmt: skip


def continued_frame(sentence: Sentence, mark: Mark, before: Frame, floor: int) -> Frame | None:
    """Give the frame of a verb that shares the subject of ``before``: "noted X and requested Y"."""
    verb, low = mark.trigger.verb, sentence.low
    if verb is None or before.kind not in ("active", "operative"):
        return None
    if mark.trigger.form != before.mark.trigger.form or mark.trigger.form == "ing":
        return None
    match = _CONTINUES.search(low[floor : mark.start])
    named = any(entity.start == mark.end + 1 for entity in sentence.entities)
    if match is None or not (named or _OBJECT.match(low, mark.end)):
        return None
    declares = low.startswith("we", before.begin) and verb.group in _DECLARED
    if mark.trigger.form == "base" and " to " in low[floor : mark.start] and not declares:
        return None
    begin = floor + match.start()
    return replace(
        before, verb=verb, start=begin, mark=mark, after=mark.end, begin=begin, topic="",
        told=" ".join(mark.trigger.text.split()),
        content=content_start(low, mark.end, sentence.end),
    )  # fmt: skip


def _active(sentence: Sentence, mark: Mark, floor: int, voice: Voice) -> Frame | None:
    verb = mark.trigger.verb
    start = clause_start(sentence, floor, mark.start, after_verb=floor > sentence.start)
    found = subject_holder(sentence, start, mark.start, voice)
    if found is None and start != floor:
        found = subject_holder(sentence, floor, mark.start, voice)
    participle = mark.trigger.form == "past" and _is_participle(sentence, mark, floor)
    if found is None and mark.trigger.form == "past":
        found, participle = _coordinated(sentence, mark, floor, voice), False
    if found is None or verb is None or participle:
        return None
    attribution, heads, begin = found
    if mark.trigger.form == "base" and not _plural(sentence, mark, begin):
        return None
    told_person = verb.base in table("speakers")["reporting"]["informing"]
    content = content_start(sentence.low, mark.end, sentence.end, person=told_person)
    told = " ".join(mark.trigger.text.split())
    present = mark.trigger.form != "past" and attribution.holder in (None, "^")
    return Frame(
        verb, start, mark, mark.end, told, attribution, content, "active",
        subject=heads, begin=begin, present=present,
    )  # fmt: skip


def _coordinated(
    sentence: Sentence, mark: Mark, floor: int, voice: Voice
) -> tuple[Attribution, tuple[Actor, ...], int] | None:
    """Give who speaks where a verb that tells nothing comes first: "reviewed X and noted"."""
    low = sentence.low
    told = _OBJECT.match(low, mark.end) or any(e.start == mark.end + 1 for e in sentence.entities)
    if floor != sentence.start or not told or not _CONTINUES.search(low[floor : mark.start]):
        return None
    first = _PAST.search(low, floor, mark.start)
    return subject_holder(sentence, floor, first.start(), voice) if first else None


def _is_participle(sentence: Sentence, mark: Mark, floor: int) -> bool:
    """Tell whether a past form only modifies a noun: "the proposed list", "invited by"."""
    before = sentence.low[max(floor, mark.start - 16) : mark.start]
    return sentence.low.startswith(" by ", mark.end) or bool(_BEFORE_NOUN.search(before))


def _plural(sentence: Sentence, mark: Mark, begin: int) -> bool:
    subject = sentence.low[begin : adverbs_before(sentence.low, begin, mark.start)].rstrip()
    if subject.startswith("we"):
        return True
    if "," in subject or subject.endswith((" to", " not")):
        return False
    return subject.endswith(("s", "we", "they", "many", "some", "most")) or " and " in subject


def _passive(sentence: Sentence, mark: Mark, floor: int, be: int, *, negated: bool) -> Frame | None:
    verb = mark.trigger.verb
    if verb is None:
        return None
    start = clause_start(sentence, floor, be, after_verb=floor > sentence.start)
    end = adverbs_before(sentence.low, start, be)
    subject = sentence.low[start:end].rstrip(" ,")
    content = content_start(sentence.low, mark.end, sentence.end)
    impersonal = bool(_IT.search(subject))
    heads = () if impersonal else phrase_heads(sentence, start, end)
    past = sentence.low[be : be + 2] in ("wa", "we", "ha")
    kind = "impersonal" if impersonal else "passive"
    attribution = _passive_voice(sentence, mark, start, be, reported=impersonal or past)
    if not impersonal and (
        verb.group in _UNVOICED or (verb.group == "saying" and not _reports(verb))
    ):
        return None
    return Frame(
        verb, start, mark, mark.end, mark.trigger.text, attribution, content, kind,
        subject=heads, begin=start, negated=negated, topic=subject,
    )  # fmt: skip


def _reports(verb: Verb) -> bool:
    return verb.base in table("speakers")["reporting"]["passives"]


def _passive_voice(
    sentence: Sentence, mark: Mark, start: int, be: int, *, reported: bool
) -> Attribution:
    named = holder_by(sentence, mark.end) or holder_in(sentence, start, be)
    return named or Attribution(UNSPECIFIED if reported else None)


def _expressed(sentence: Sentence, mark: Mark, floor: int, be: int) -> Frame | None:
    """An expressed noun: "the view was expressed that", "support was expressed for"."""
    start = clause_start(sentence, floor, be, after_verb=floor > sentence.start)
    match = _patterns()["noun"].search(sentence.low, start, be)
    if match is None or sentence.low[max(start, match.start() - 3) : match.start()] == "of ":
        return None
    expressed = table("speakers")["expressed"]
    noun = match.group()
    stance, group = "statement", "saying"
    if _NONE.search(sentence.low, start, match.start()):
        stance = "statement"
    elif noun in expressed["support"]:
        stance, group = "support", "support"
    elif noun in expressed["opposition"]:
        stance, group = "oppose", "opposition"
    elif noun in expressed["asking"]:
        stance, group = "recommend", "proposal"
    takes = "content" if stance != "recommend" else "action"
    verb = Verb(noun, group, 4 if stance == "recommend" else 0, stance, takes)
    attribution = _passive_voice(sentence, mark, start, be, reported=True)
    content = content_start(sentence.low, mark.end, sentence.end)
    told = expressed["told"].get(noun, mark.trigger.text)
    return Frame(
        verb, start, mark, mark.end, told, attribution, content, "expressed",
        begin=start, topic=sentence.low[start:be],
    )  # fmt: skip
