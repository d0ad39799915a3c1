"""Where what is not to be done ends: "urges States not to detain children but to house them"."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.statements.draft import Draft
from graph.statements.lists import is_imperative
from graph.statements.sentence import Sentence

__all__ = ["with_limited_negation"]

_TO = re.compile(
    r",? +(?:and|but)(?: +(?:also|further|instead|rather))* +to +(?:(?:also|instead|rather) +)*"
    r"(?=[a-z])"
)
_INSTEAD = re.compile(r",? +but(?:,? +(?:instead|rather|should|to))+,? +(?=[a-z])")
_NOT_TO = (" not to ", " neither to ")


def with_limited_negation(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Let the action of a negative statement end where something else is asked for instead."""
    return [_limited(sentence.low, draft) for draft in drafts]


def _limited(low: str, draft: Draft) -> Draft:
    if draft.stance != "recommend" or not draft.negative or draft.action is None:
        return draft
    joints = [*_INSTEAD.finditer(low, draft.action, draft.end)]
    if low.endswith(_NOT_TO, 0, draft.action):
        joints += _TO.finditer(low, draft.action, draft.end)
    deeds = (m.start() for m in joints if is_imperative(low[m.end() : m.end() + 40]))
    limit = min(deeds, default=None)
    return draft if limit is None else replace(draft, limit=limit)
