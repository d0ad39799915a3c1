"""Hits that are only a part of another name: a person's, or that of a body that is not listed.

"Jordan" in "Jordan Smith" is no State, and "United Nations" in "United Nations Wetland Office" is
not the whole name of what is meant.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from graph.mentions.candidates import head_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.mentions.gazetteer import Hit

__all__ = ["whole_names"]

# States whose names are also given names.
_GIVEN = frozenset({"JOR", "TCD", "GEO", "ISR", "KEN"})
_TITLE = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Mme|Dr|Prof|Sir)\.?|\bH\.\s?E\.)\s+(?:[A-Z][\w.’'-]*\s+){0,3}$"
)
_SURNAME = re.compile(
    r"\s+(?!Valley|River|State|Government|Republic)[A-Z](?:['’][A-Z])?[a-z]+(?:\s+\w|[,;.)]|$)"
)
# Behind these a State's name is one: "in Jordan Tuesday".
_PLACE = re.compile(r"\b(?:in|of|from|to)\s+$")
# What a State's name begins and is not the State's own: "Singapore Treaty", "Panama Declaration".
_TITLED = re.compile(
    r" (?:Convention|Treaty|Declaration|Statement|Consensus|Principles|Papers|Round|Call)\b"
)
# Organs of the United Nations whose names others' organs have too: "the National Security Council",
# "the OAS General Assembly", "the Economic and Social Council of Morocco".
_ORGANS = frozenset(
    {
        "general-assembly", "security-council", "economic-and-social-council",
        "human-rights-council", "human-rights-committee",
    }
)  # fmt: skip
_OTHERS_BEFORE = re.compile(
    r"\b(?:(?!UN\b)[A-Z]{3,}|AU|EU|National|Supreme|Regional|Higher|High|Federal|State|Peace and) $"
)
_OF = re.compile(r" of (?:the )?(?!United Nations|UN\b)")
_BEGINS = "united-nations"


@cache
def _longer() -> re.Pattern[str]:
    heads = "|".join(re.escape(head) for head in sorted(head_words(), key=len, reverse=True))
    small = r"(?:(?:of|for|on|and|the|to|in|against)\s+)*"
    return re.compile(
        rf"\s+(?!Member|Charter|Secretar)(?:[A-Z][\w’'‐‑-]*\s+{small}){{0,6}}?(?:{heads})\b(?!s\b)"
    )


def whole_names(hits: Iterable[Hit], text: str) -> Iterator[Hit]:
    """Leave out the hits that are only a part of another name.

    Examples
    --------
    >>> from graph.mentions.gazetteer import Hit
    >>> text = "Jordan Smith of Jordan"
    >>> hits = [Hit(0, 6, "JOR", "state", "label"), Hit(16, 22, "JOR", "state", "label")]
    >>> [hit.start for hit in whole_names(hits, text)]
    [16]
    """
    hits = list(hits)
    named = {hit.start for hit in hits if hit.type in {"state", "organization"}}
    for hit in hits:
        _, end, entity, kind, _ = hit
        if kind == "state" and (_person(hit, text) or _TITLED.match(text, end)):
            continue
        if entity in _ORGANS and (
            _OTHERS_BEFORE.search(text, max(0, hit.start - 12), hit.start)
            or ((of := _OF.match(text, end)) and of.end() in named)
        ):
            continue
        if kind == "organization" and entity == _BEGINS and _longer().match(text, end):
            continue
        yield hit


def _person(hit: Hit, text: str) -> bool:
    before = text[max(0, hit.start - 48) : hit.start]
    if _TITLE.search(before):
        return True
    if hit.entity not in _GIVEN or _PLACE.search(before):
        return False
    return _SURNAME.match(text, hit.end) is not None
