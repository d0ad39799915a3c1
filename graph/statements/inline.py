"""Items in the middle of a sentence: "encourages States to: (a) update laws; (b) train police"."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.reading.labels import Label, find_label, follows
from graph.statements.draft import Draft
from graph.statements.lists import is_imperative
from graph.statements.sentence import Sentence
from graph.statements.verbstart import verb_start

__all__ = ["with_inline_items"]

# The label of a first item, right before or right behind where a deed begins.
_FIRST = re.compile(r"[ ,]*(?:to)?[ :,–—-]*(?=\((?:a|i|1)\))")
_BEFORE = re.compile(r"\((?:a|i|1)\) *(?:to +)?$")
_NEXT = re.compile(r"(?:[;,] *(?:and/or +|and +|or +)?| +(?:and|or) +)(?=\(\w{1,4}\))")
_TO = re.compile(r" *(?:to +)?")
_COLON = re.compile(r" *(?:to)? *: *(?:to +)?(?=[a-z])")
_SEMICOLON = re.compile(r"; *(?:and +|or +)?(?:to +)?(?=[a-z])")


def with_inline_items(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Let each item of a list within a sentence be asked for by itself.

    Labels follow one another; without labels a colon stands before the first and semicolons between
    them. Where an item does not begin with a verb, the sentence stays as it is.
    """
    words = sentence.low[sentence.start : sentence.end]
    if "(" not in words and ":" not in words:
        return drafts
    found: list[Draft] = []
    for index, draft in enumerate(drafts):
        end = drafts[index + 1].start if index + 1 < len(drafts) else sentence.end
        starts = _items(sentence.low, draft, end)
        if len(starts) < 2:
            found.append(draft)
            continue
        found.append(replace(draft, action=starts[0][1]))
        found += [
            replace(draft, start=start, action=deed, modality_start=None, modality_end=None)
            for start, deed in starts[1:]
        ]
    return found


def _items(low: str, draft: Draft, end: int) -> list[tuple[int, int]]:
    """Give where each item begins, with its label, and where its deed does."""
    if draft.stance != "recommend":
        return []
    action = _to_do(low, draft, end) if draft.action is None else draft.action
    if action is None:
        return []
    first = _FIRST.match(low, action, end)
    before = None if first else _BEFORE.search(low, draft.start, action)
    opening = first.end() if first else before.start() if before else None
    if opening is None:
        return _unlabelled(low, action, end)
    label, deed = _labelled(low, opening)
    items = [(opening, deed)]
    for match in _NEXT.finditer(low, deed, end):
        following, deed = _labelled(low, match.end())
        if label and following and follows(following, label):
            items.append((match.start(), deed))
            label = following
    return items if _all_deeds(low, items, end) else []


def _labelled(low: str, start: int) -> tuple[Label | None, int]:
    """Give the label at an offset, and where the deed behind it begins."""
    end = low.find(")", start) + 1
    behind = _TO.match(low, end)
    return find_label(low[start:end]), behind.end() if behind else end


def _to_do(low: str, draft: Draft, end: int) -> int | None:
    """Give where the items begin behind those who are asked: "urges States to: adopt"."""
    said = draft.modality_end
    colon = low.find(":", said, end) if said is not None else -1
    if colon < 0 or ";" in low[said:colon]:
        return said
    return colon if low[said:colon].rstrip().endswith(" to") else said


def _unlabelled(low: str, action: int, end: int) -> list[tuple[int, int]]:
    """Give the items of "should: ensure access; adopt laws; and report"."""
    colon = _COLON.match(low, action, end)
    if colon is None:
        return []
    items = [(colon.end(), colon.end())]
    items += [
        (semicolon.start(), semicolon.end())
        for semicolon in _SEMICOLON.finditer(low, colon.end(), end)
    ]
    return items if _all_deeds(low, items, end) else []


def _all_deeds(low: str, items: list[tuple[int, int]], end: int) -> bool:
    verbs = (verb_start(low, deed, end) for _, deed in items)
    return all(is_imperative(low[verb : verb + 40]) for verb in verbs)
