"""Items in the middle of a sentence: "encourages States to: (a) update laws; (b) train police"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graph.reading.labels import Label, find_label, follows
from graph.statements.asked import bidden_item
from graph.statements.draft import Draft
from graph.statements.lists import is_imperative
from graph.statements.sentence import Sentence, adverbs_after
from graph.statements.verbstart import verb_start

__all__ = ["acting_items", "with_inline_items"]

# The label of a first item, right before or right behind where a deed begins.
_FIRST = re.compile(r"[ ,]*(?:to)?[ :,–—-]*(?=\(?(?:a|i|1)\))")
_BEFORE = re.compile(r"(?<!\w)\(?(?:a|i|1)\) *(?:to +)?$")
_NEXT = re.compile(r"(?:[;,] *(?:and/or +|and +|or +)?| +(?:and|or) +)(?=\(?\w{1,4}\))")
_TO = re.compile(r" *(?:to +)?")
_ITEM_LABEL = re.compile(r"\((?:a|i|1)\) ")
_ACTS = ("past", "third")
# "Recommended that: (a) States adopt".
_THAT = re.compile(r" +that *:? *(?=\(?(?:a|i|1)\) )")
_TO_FIRST = re.compile(r" to +(?=\(?(?:a|i|1)\) )")
_COLON = re.compile(r" *(?:to)? *: *(?:to +)?(?=[a-z])")
_SEMICOLON = re.compile(r"; *(?:and +|or +)?(?:to +)?(?=[a-z])")


def acting_items(sentence: Sentence) -> list[tuple[int, int]]:
    """Give the spans of items that say each what a body did: "The Committee: (a) noted; (b) asked".

    Empty where there are fewer than two, or the first does not stand behind a colon.
    """
    low = sentence.low
    colon = low.find(": (", sentence.start, sentence.end)
    if colon < 0 or _ITEM_LABEL.match(low, colon + 2) is None:
        return []
    label = find_label(low[colon + 2 :])
    starts, ends = [colon + 2 + label.end] if label else [], []
    for match in _NEXT.finditer(low, colon, sentence.end):
        following = find_label(low[match.end() :])
        if label and following and follows(following, label):
            starts.append(match.end() + following.end)
            ends.append(match.start())
            label = following
    begins = [_begin(low, start) for start in starts]
    verbs = {m.start for m in sentence.marks if m.trigger.verb and m.trigger.form in _ACTS}
    if len(starts) < 2 or not verbs.issuperset(begins):
        return []
    return list(zip(begins, [*ends, sentence.end], strict=True))


def _begin(low: str, start: int) -> int:
    """Give where the verb behind a label begins."""
    verb = adverbs_after(low, start, len(low))
    return verb + len(low[verb:]) - len(low[verb:].lstrip())


def with_inline_items(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Let each item of a list within a sentence be asked for by itself.

    Labels follow one another; without labels a colon stands before the first and semicolons between
    them. Where an item does not begin with a verb, the sentence stays as it is.
    """
    words = sentence.low[sentence.start : sentence.end]
    if ")" not in words and ":" not in words:
        return drafts
    found: list[Draft] = []
    for index, draft in enumerate(drafts):
        end = drafts[index + 1].start if index + 1 < len(drafts) else sentence.end
        items = _asked_by(sentence, _items(sentence.low, draft, end), end)
        if len(items) < 2:
            found.append(draft)
            continue
        found.append(_of_item(draft, items[0]))
        found += [
            replace(_of_item(draft, item), start=item.start, modality_start=None, modality_end=None)
            for item in items[1:]
        ]
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    """An item: where it begins with its label, where its deed does, whom it names itself."""

    start: int
    deed: int
    asked: tuple[str, ...] = ()


def _of_item(draft: Draft, item: _Item) -> Draft:
    asked = replace(draft, addressees=item.asked, inherited=False) if item.asked else draft
    return replace(asked, action=item.deed)


def _asked_by(sentence: Sentence, items: list[tuple[int, int]], end: int) -> list[_Item]:
    """Give the items if each begins with a verb, or with who is to act: "(b) UNODC train"."""
    found = []
    for index, (start, deed) in enumerate(items):
        until = items[index + 1][0] if index + 1 < len(items) else end
        verb = verb_start(sentence.low, deed, until)
        if is_imperative(sentence.low[verb : verb + 40]):
            found.append(_Item(start, deed))
            continue
        heads, does = bidden_item(sentence.part(deed, until))
        if does is None:
            return []
        found.append(_Item(start, does, tuple(dict.fromkeys(head.key for head in heads))))
    return found


def _items(low: str, draft: Draft, end: int) -> list[tuple[int, int]]:
    """Give where each item begins, with its label, and where its deed does."""
    if draft.stance != "recommend":
        return []
    action = _to_do(low, draft, end) if draft.action is None else draft.action
    if action is None:
        return []
    told = _THAT.match(low, draft.modality_end, end) if draft.modality_end else None
    first = told or _FIRST.match(low, action, end)
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
    return items


def _labelled(low: str, start: int) -> tuple[Label | None, int]:
    """Give the label at an offset, and where the deed behind it begins."""
    end = low.find(")", start) + 1
    behind = _TO.match(low, end)
    return find_label(low[start : end + 1]), behind.end() if behind else end


def _to_do(low: str, draft: Draft, end: int) -> int | None:
    """Give where the items begin behind those who are asked: "urges States to: adopt"."""
    said = draft.modality_end
    if said is None:
        return None
    colon = low.find(":", said, end)
    if colon >= 0 and ";" in low[said:colon]:
        return said
    if colon < 0:
        first = _TO_FIRST.search(low, said, end)
        return first.start() if first else said
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
    return items
