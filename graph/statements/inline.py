"""Items in the middle of a sentence: "encourages States to: (a) update laws; (b) train police"."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.statements.draft import Draft
from graph.statements.lists import is_imperative
from graph.statements.sentence import Sentence
from graph.statements.verbstart import verb_start

__all__ = ["with_inline_items"]

# The label of a first item, right before or right behind where a deed begins.
_FIRST = re.compile(r"[ ,]*(?:to)?[ :,–—-]*\((?P<label>a|i|1)\) *(?:to +)?")
_BEFORE = re.compile(r"\((?P<label>a|i|1)\) *(?:to +)?$")
_NEXT = re.compile(
    r"(?:[;,] *(?:and/or +|and +|or +)?| +(?:and|or) +)"
    r"\((?P<label>[a-z]|[ivx]{1,4}|\d{1,2})\) *(?:to +)?"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def with_inline_items(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Let each item of a list within a sentence be asked for by itself.

    The labels follow one another, and every item begins with a verb; where one does not, the
    sentence stays as it is.
    """
    if "(" not in sentence.low[sentence.start : sentence.end]:
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
    action = draft.modality_end if draft.action is None else draft.action
    if action is None or draft.stance != "recommend":
        return []
    first = _FIRST.match(low, action, end)
    before = None if first else _BEFORE.search(low, draft.start, action)
    opening = first or before
    if opening is None:
        return []
    deed = action if before else opening.end()
    label, items = opening["label"], [(opening.start(), deed)]
    count = 1
    for match in _NEXT.finditer(low, deed, end):
        if match["label"] != _label(label, count):
            continue
        items.append((match.start(), match.end()))
        count += 1
    verbs = (verb_start(low, deed, end) for _, deed in items)
    return items if all(is_imperative(low[verb : verb + 40]) for verb in verbs) else []


def _label(first: str, count: int) -> str:
    """Give the label that stands ``count`` places behind the first."""
    if first == "1":
        return str(count + 1)
    if first == "i":
        return _ROMAN[count] if count < len(_ROMAN) else ""
    return chr(ord("a") + count)
