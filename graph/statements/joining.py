"""How a second verb of saying joins the first: one act, a shared object, another voice."""

from __future__ import annotations

import re

from graph.statements.frame import Frame
from graph.statements.saying import tells_need
from graph.statements.sentence import Sentence

__all__ = [
    "is_nested_report",
    "is_nested_request",
    "is_other_voice",
    "is_same_act",
    "shares_object",
    "tells_of",
]

_CONTRAST = re.compile(r"\b(?:while|although|whereas|but|and|though) *$")


def shares_object(sentence: Sentence, before: Frame, after: Frame) -> bool:
    """Tell whether a verb has no object but that of the next: "reaffirms and commends the work"."""
    bare = sentence.low[before.after : after.mark.start].strip(" ,")
    return bare in ("and", "or") and before.verb.stance != "recommend"


def is_same_act(sentence: Sentence, before: Frame, after: Frame) -> bool:
    """Tell whether two verbs make one statement: "considered and adopted the conclusions"."""
    if after.present or tells_need(sentence, after):
        return False
    if before.verb.base == "consider" and after.verb.group == "agreement":
        return True
    quiet = before.verb.stance != "recommend" and before.content is None and after.content is None
    return quiet and before.verb.stance == after.verb.stance


def is_other_voice(sentence: Sentence, frame: Frame, floor: int) -> bool:
    """Tell whether a second speaker begins behind a comma: "some supported it, others doubted"."""
    before = _CONTRAST.sub("", sentence.low[floor : frame.begin]).rstrip()
    return frame.attribution.holder not in (None, "^") and before.endswith((",", ";"))


def is_nested_report(outer: Frame, inner: Frame) -> bool:
    return outer.attribution.holder == "unspecified" and inner.attribution.holder is not None


def is_nested_request(sentence: Sentence, inner: Frame) -> bool:
    """Tell whether what is told asks in its turn: "decides that other Parties are encouraged"."""
    auxiliary = sentence.low[inner.begin : inner.mark.start].split()
    asks = inner.kind == "passive" and inner.verb.stance == "recommend"
    return asks and bool(inner.subject) and bool({"is", "are", "be"}.intersection(auxiliary))


def tells_of(outer: Frame | None, inner: Frame) -> bool:
    """Tell whether a body's act only tells what others said: "Recalls that States reaffirmed"."""
    if outer is None or outer.content is None or not outer.present:
        return False
    return inner.attribution.holder not in (None, "^")
