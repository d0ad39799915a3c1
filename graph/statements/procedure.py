"""A meeting's own business, told apart from facts that support an argument."""

from __future__ import annotations

import re
from functools import cache

from graph.patterns import kept_pattern
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.sentence import Sentence
from graph.statements.triggers import alternation

__all__ = ["settled"]


_SEIZED = re.compile(r"remain (?:actively )?seized")


@cache
def _words(name: str) -> re.Pattern[str]:
    """Give a pattern of words behind the character before them: one that looks back is slower."""
    words = alternation(table("contexts")[name]["words"])
    return kept_pattern(name, rf"[^\w-]{words}(?![\w-])")


def _says(name: str, sentence: Sentence, draft: Draft) -> bool:
    """Tell whether a statement has words of a list."""
    low, start = sentence.low, draft.start
    said = low[start - 1 : draft.end] if start else f" {low[: draft.end]}"
    return _words(name).search(said) is not None


def settled(drafts: list[tuple[Sentence, Draft]]) -> list[tuple[Sentence, Draft]]:
    """Tell plain facts of a meeting's own business from facts that support an argument.

    What a report says of its own standing asks nobody for anything, whatever its modal.
    """
    argued = any(
        draft.stance in ("recommend", "oppose", "support") or draft.attribution.holder
        for _, draft in drafts
    )
    settling = "business" if argued else "procedure"
    for sentence, draft in drafts:
        if _says("disclaimer", sentence, draft):
            draft.stance, draft.addressees = "procedural", ()
        elif _is_procedural(sentence, draft, settling):
            draft.stance = "procedural"
    return drafts


def _is_procedural(sentence: Sentence, draft: Draft, words: str) -> bool:
    considered = draft.rule == "active:consider" and draft.modality == "fact"
    if considered and draft.attribution.holder is None:
        return True
    if draft.rule == "active:approve" and draft.modality == "fact":
        return _says("procedure", sentence, draft)
    if draft.rule.startswith("modal:") and sentence.low.find("seized", draft.start, draft.end) >= 0:
        return _SEIZED.search(sentence.low, draft.start, draft.end) is not None
    plain = draft.rule in ("fact", "active:consider") and draft.stance == "statement"
    return plain and _says(words, sentence, draft)
