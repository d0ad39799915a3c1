"""A meeting's own business, told apart from facts that support an argument."""

from __future__ import annotations

import re
from functools import cache

from graph.patterns import kept_pattern
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.sentence import Sentence, word_pattern

__all__ = ["settled"]


_SEIZED = re.compile(r"remain (?:actively )?seized")


@cache
def _procedure() -> re.Pattern[str]:
    return kept_pattern("procedure", word_pattern(table("contexts")["procedure"]["words"]))


@cache
def _business() -> re.Pattern[str]:
    return kept_pattern("business", word_pattern(table("contexts")["business"]["words"]))


@cache
def _disclaimer() -> re.Pattern[str]:
    return kept_pattern("disclaimer", word_pattern(table("contexts")["disclaimer"]["words"]))


def settled(drafts: list[tuple[Sentence, Draft]]) -> list[tuple[Sentence, Draft]]:
    """Tell plain facts of a meeting's own business from facts that support an argument.

    What a report says of its own standing asks nobody for anything, whatever its modal.
    """
    argued = any(
        draft.stance in ("recommend", "oppose", "support") or draft.attribution.holder
        for _, draft in drafts
    )
    settling = _business() if argued else _procedure()
    for sentence, draft in drafts:
        if _disclaimer().search(sentence.low, draft.start, draft.end):
            draft.stance, draft.addressees = "procedural", ()
        elif _is_procedural(sentence, draft, settling):
            draft.stance = "procedural"
    return drafts


def _is_procedural(sentence: Sentence, draft: Draft, words: re.Pattern[str]) -> bool:
    considered = draft.rule == "active:consider" and draft.modality == "fact"
    if considered and draft.attribution.holder is None:
        return True
    if draft.rule == "active:approve" and draft.modality == "fact":
        return _procedure().search(sentence.low, draft.start, draft.end) is not None
    if draft.rule.startswith("modal:") and "seized" in sentence.low:
        return _SEIZED.search(sentence.low, draft.start, draft.end) is not None
    plain = draft.rule in ("fact", "active:consider") and draft.stance == "statement"
    return plain and words.search(sentence.low, draft.start, draft.end) is not None
