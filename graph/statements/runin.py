"""Headings that run into their paragraph: "Fight against corruption. We will provide"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.statements.data import table
from graph.statements.inflection import base_form
from graph.statements.lists import is_imperative
from graph.statements.sentence import Sentence

__all__ = ["is_run_in"]

_LONGEST = 7
_WORD = re.compile(r"[a-z'’-]+")


def is_run_in(sentences: Sequence[Sentence]) -> bool:
    """Tell whether the first of several sentences only names what the others are of.

    It has few words, says nothing by a trigger, and none of its words may be a finite verb.
    """
    if len(sentences) < 2 or sentences[0].marks:
        return False
    first = sentences[0]
    words = _WORD.findall(first.low, first.start, first.end)
    if not 0 < len(words) <= _LONGEST or not first.low.endswith(".", first.start, first.end):
        return False
    return not any(_may_tell(word, at) for at, word in enumerate(words))


def _may_tell(word: str, at: int) -> bool:
    if word in _finite() or word.endswith("ed"):
        return True
    return at > 0 and is_imperative(base_form(word))


@cache
def _finite() -> frozenset[str]:
    irregular = table("inflection")["irregular"].values()
    return frozenset(
        (*table("titles")["finite"]["verbs"], *(form for row in irregular for form in row[:2]))
    )
