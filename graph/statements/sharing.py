"""A deed said once and asked of several: "requests A, and invites B, to report"."""

from __future__ import annotations

import re
from itertools import pairwise

from graph.statements.draft import Draft
from graph.statements.infinitives import infinitive_at
from graph.statements.sentence import Sentence

__all__ = ["with_shared_deeds"]

# What may stand behind those who are asked: "within existing resources", "as appropriate".
_ASIDE = re.compile(
    r"(?: and (?:other )?[a-z]+s)?"
    r" *(?:, .*| (?:within|subject to|upon|as appropriate|through|in accordance with)\b.*)?"
)
# Whose object is somebody, though no vocabulary has the name: "urged the operating entities".
_PERSONAL = ("request", "invite", "urge", "encourage", "call upon", "call on")
_SOMEBODY = re.compile(r" +(?:the|all) +(?:(?!(?:to|that|for|by|with|in)\b)[\w'-]+ +){0,8}[\w'-]+")


def with_shared_deeds(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Give those asked first, of whom nothing is said, the deed that is asked of the next."""
    for before, draft in pairwise(drafts):
        if _asks(before) and _asks(draft) and _says_nothing(sentence, before):
            before.action, before.limit, before.verb = draft.action, draft.end, draft.verb
    return drafts


def _asks(draft: Draft) -> bool:
    kind, _, verb = draft.rule.partition(":")
    asks = draft.stance == "recommend" and kind in ("operative", "active")
    somebody = bool(draft.addressees) or verb in _PERSONAL
    return asks and somebody and draft.modality_end is not None


def _says_nothing(sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a request ends with those who are asked."""
    start = draft.modality_end or draft.start
    if not draft.addressees:
        return _SOMEBODY.fullmatch(sentence.low, start, draft.end) is not None
    asked = [a.end for a in sentence.actors if start < a.start and a.end <= draft.end]
    if not asked or infinitive_at(sentence, start, draft.end) is not None:
        return False
    heads = [a.end for a in sentence.actors if a.key in draft.addressees and a.end in asked]
    last = max(heads, default=draft.end)
    return _ASIDE.fullmatch(sentence.low, last, draft.end) is not None
