"""How a second verb of saying joins the first: one act, a shared object, another voice."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.statements.clauses import content_start, is_subordinate
from graph.statements.frame import Frame
from graph.statements.saying import tells_need
from graph.statements.sentence import Sentence
from graph.statements.triggers import Mark

__all__ = [
    "adding_frame",
    "holder_adds",
    "is_asked_deed",
    "is_contact",
    "is_nested_report",
    "is_nested_request",
    "is_other_voice",
    "is_same_act",
    "is_told_of",
    "is_willing",
    "shares_object",
    "tells_of",
]

_CONTRAST = re.compile(r"\b(?:while|although|whereas|but|and|though) *$")


_ADDS = re.compile(
    r", +(?:(?:while|and|but|also|further|[a-z]+ly) +)*$|(?<=[a-z]) +while +(?:also +)?$"
)
_STRONG = 3


def adding_frame(sentence: Sentence, before: Frame, mark: Mark) -> Frame | None:
    """Give the frame of what a speaker adds: "supported the idea, adding that States should".

    Only where a clause of obligation follows: what is merely told stays with what it is told of.
    """
    if before.attribution.holder is None or not _adds(mark):
        return None
    joint = _ADDS.search(sentence.low, max(before.after, mark.start - 40), mark.start)
    that = mark.trigger.link == "subordinator"
    content = mark.end if that else content_start(sentence.low, mark.end, sentence.end)
    if joint is None or content is None or not _obliges(sentence, content):
        return None
    return replace(
        before, start=joint.start(), begin=joint.start(), mark=mark, after=content, content=content
    )


def holder_adds(sentence: Sentence, before: Frame, mark: Mark) -> Frame | None:
    """Give the frame of those named behind a passive: "stressed by many, who called for funds"."""
    verb = mark.trigger.verb
    if verb is None or mark.trigger.form == "ing" or before.attribution.holder is None:
        return None
    who = _WHO.search(sentence.low, before.after, mark.start)
    if who is None or before.kind not in ("passive", "expressed", "impersonal"):
        return None
    content = content_start(sentence.low, mark.end, sentence.end)
    return replace(
        before, verb=verb, start=who.start("who"), begin=who.start("who"), mark=mark,
        after=mark.end, told=" ".join(mark.trigger.text.split()), content=content, kind="active",
        subject=(), topic="", negated=False,
    )  # fmt: skip


def _adds(mark: Mark) -> bool:
    trigger = mark.trigger
    return trigger.form == "ing" or (
        trigger.link == "subordinator" and trigger.text.endswith("ing that")
    )


def _obliges(sentence: Sentence, content: int) -> bool:
    """Tell whether the first modal of a clause, if no other hangs on it, obliges."""
    for mark in sentence.marks:
        modal = mark.trigger.modal
        if modal and mark.start >= content and not is_subordinate(sentence, mark, content):
            return modal.strength >= _STRONG or modal.modality == "need to"
    return False


# A finite verb, by its form.
_VERB = re.compile(
    r"(?<![\w-])(?:is|are|was|were|has|have|had|will|would|should|must|may|could|did|does|do"
    r"|(?!united\b)[a-z]{2,}ed)(?![\w-])"
)
# "By many speakers, who also".
_WHO = re.compile(r" by +[^,;:]{3,80}, +(?P<who>who) +(?:(?:also|further|had|[a-z]+ly) +)*$")
_CONTACT = re.compile(
    r" +(?:on +|to +)?the +(?:[a-z-]+ +(?:and +)?){0,3}?"
    r"(?:role|part|contributions?|manner|way|extent|challenges|risks?|benefits?|impact|support"
    r"|opportunit(?:y|ies)|efforts?|steps|measures) +(?:that +|which +)?"
    r"(?:the|they|it|all|[a-z]+s)\b[^,;]*$"
)


# An infinitive, and a verb joined to it.
_DEEDS = re.compile(r" to +[a-z-]+(?: +[a-z-]+)?(?:, +[a-z-]+)*,? +(?:and|or) +(?:[a-z]+ly +)?$")


def is_contact(sentence: Sentence, frame: Frame, mark: Mark) -> bool:
    """Tell whether a modal hangs on what is told of: "the role the Envoy should play"."""
    return _CONTACT.match(sentence.low, frame.after, mark.start) is not None


def is_asked_deed(sentence: Sentence, frame: Frame, mark: Mark) -> bool:
    """Tell whether a verb is what somebody is asked to do: "invites all to engage and support"."""
    if frame.content is not None or frame.verb.takes != "person":
        return False
    return _DEEDS.search(sentence.low, frame.after, mark.start) is not None


def shares_object(sentence: Sentence, before: Frame, after: Frame) -> bool:
    """Tell whether a verb has no object but that of the next: "reaffirms and commends the work"."""
    return _side_by_side(sentence, before, after) and before.verb.stance != "recommend"


def asks_with(sentence: Sentence, before: Frame, after: Frame) -> bool:
    """Tell whether a verb of asking shares its object: "encourages and supports schools to"."""
    return _side_by_side(sentence, before, after) and before.verb.takes == "person"


def _side_by_side(sentence: Sentence, before: Frame, after: Frame) -> bool:
    return sentence.low[before.after : after.mark.start].strip(" ,") in ("and", "or")


def is_same_act(sentence: Sentence, before: Frame, after: Frame) -> bool:
    """Tell whether two verbs make one statement: "considered and adopted the conclusions"."""
    if after.present or tells_need(sentence, after):
        return False
    if after.verb.base.startswith("make ") and after.content is None:
        return True
    if before.verb.base == "consider" and after.verb.group == "agreement":
        return True
    quiet = before.verb.stance != "recommend" and before.content is None and after.content is None
    return quiet and before.verb.stance == after.verb.stance


def is_other_voice(sentence: Sentence, frame: Frame, floor: int) -> bool:
    """Tell whether a second speaker begins behind a comma: "some supported it, others doubted"."""
    before = _CONTRAST.sub("", sentence.low[floor : frame.begin]).rstrip()
    return frame.attribution.holder not in (None, "^") and before.endswith((",", ";"))


def is_told_of(sentence: Sentence, outer: Frame, inner: Frame) -> bool:
    """Tell whether a verb's subject is the list told first: "said that A, B and C supported it"."""
    if outer.content is None or outer.content > inner.begin or not inner.attribution.states:
        return False
    before = sentence.low[outer.content : inner.begin]
    names = outer.content + len(before.rstrip().removesuffix("and").rstrip(" ,"))
    listed = any(actor.end == names for actor in sentence.actors)
    return listed and _VERB.search(sentence.low, outer.content, inner.begin) is None


def is_nested_report(outer: Frame, inner: Frame) -> bool:
    return outer.attribution.holder == "unspecified" and inner.attribution.holder is not None


def is_nested_request(sentence: Sentence, inner: Frame) -> bool:
    """Tell whether what is told asks in its turn: "decides that other Parties are encouraged"."""
    auxiliary = sentence.low[inner.begin : inner.mark.start].split()
    asks = inner.kind == "passive" and inner.verb.stance == "recommend"
    return asks and bool(inner.subject) and bool({"is", "are", "be"}.intersection(auxiliary))


def is_willing(frame: Frame) -> bool:
    """Tell whether a passive only says what somebody is: "was committed to ending violence"."""
    return frame.kind == "passive" and frame.verb.base.startswith("commit")


def tells_of(outer: Frame | None, inner: Frame) -> bool:
    """Tell whether a body's act only tells what others said: "Recalls that States reaffirmed"."""
    if outer is None or outer.content is None or not outer.present:
        return False
    return inner.attribution.holder not in (None, "^")
