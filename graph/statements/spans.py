"""Spans of a sentence's statements, one behind the other."""

from __future__ import annotations

import re

from graph.statements.draft import Draft
from graph.statements.sentence import Sentence

__all__ = ["following_spans"]

_HEAD = re.compile(r"[\s,;]*(?:(?<!\w)(?:and|but|or)\b[\s,]*)?")
_TAIL = re.compile(r"[\s,;]*(?:(?<!\w)(?:and|but|or|while|whereas|although|that)[\s,]*)*$")


def following_spans(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Let statements follow one another over the whole sentence, joints left out."""
    drafts = _lumped(drafts)
    for index, draft in enumerate(drafts):
        joint = _HEAD.match(sentence.low, draft.start, draft.end) if index else None
        start = joint.end() if joint else sentence.start
        end = sentence.end
        if index + 1 < len(drafts):
            end = drafts[index + 1].start
            tail = _TAIL.search(sentence.low, max(start, end - 24), end)
            end = tail.start() if tail else end
        draft.start, draft.end = start, max(end, start + 1)
        if draft.modality_start is not None and draft.modality_start < start:
            draft.modality_start = draft.modality_end = None
    return drafts


def _lumped(drafts: list[Draft]) -> list[Draft]:
    """Leave out what only goes on telling: "noted that A was slow and that B was costly"."""
    return [
        draft
        for index, draft in enumerate(drafts)
        if index == 0 or not _goes_on(drafts[index - 1], draft)
    ]


def _goes_on(before: Draft, draft: Draft) -> bool:
    quiet = draft.stance == before.stance == "statement" and not draft.addressees
    return quiet and draft.modality_start == before.modality_start is not None
