"""How a paragraph ends: as a sentence or list item does, or with the colon before a list."""

from __future__ import annotations

import re

__all__ = ["ends_sentence", "opens_list"]

_TAIL = re.compile(r"(?P<mark>[.;:!?…])[\"”’'»)\]*_\s]{0,6}(?:\d{1,3}|[*∗†‡¹²³⁰⁴-⁹]{1,4})?$")
_TAIL_WORD = re.compile(r";\s*(?:and|or|and/or)\W{0,3}$")


def ends_sentence(text: str) -> bool:
    """True where a text ends as a sentence or list item does; footnote marks are looked through.

    >>> ends_sentence("notes the report;1"), ends_sentence("and"), ends_sentence("Iran (Islamic")
    (True, False, False)
    """
    tail = text[-40:]
    return bool(_TAIL.search(tail) or _TAIL_WORD.search(tail))


def opens_list(text: str) -> bool:
    """True where a text ends with a colon."""
    found = _TAIL.search(text[-40:])
    return bool(found and found["mark"] == ":")
