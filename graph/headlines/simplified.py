"""Verbs and adjectives left out that stand beside others, where a headline lacks room for them."""

from __future__ import annotations

import re

from graph.statements.data import table
from graph.statements.lists import is_imperative

__all__ = ["MAX_READ", "QUALITY", "joins", "simpler", "without_preposed"]

# A headline is made of the first words of an action; so many characters are enough.
MAX_READ = 280

# "Consider, review and implement measures", "avoid and to refrain from taking".
_VERBS = re.compile(
    r"(\w+)(?:, \w+)*,? (?:and|or|and/or) (?:to )?(?:\w+ly )?(\w+)(?: an end to| from taking)?,? "
)
_GOVERNS = re.compile(r"(?:to|with|from|on|in|for|against) ")
_ENDS, _WHOLE = (
    "al|ive|ic|ary|ory|ble|ing|ent|an|ian",
    "new|local|open|safe|immediate|adequate|appropriate|timely|equal|rapid|prompt|swift",
)
QUALITY = rf"(?:[\w-]+(?:{_ENDS})|{_WHOLE})"
_QUALITY_ENDS = tuple(end + mark for end in f"{_ENDS}|{_WHOLE}".split("|") for mark in ("", ","))
_ADJECTIVES = re.compile(rf"\b(?:{QUALITY}, )*{QUALITY},? (?:and|or) (?={QUALITY} \w)")
# "Predictable, multi-year funding".
_STRUNG = re.compile(rf"\b(?:{QUALITY}, )+(?={QUALITY} \w|[\w-]+-[\w-]+ \w)")
# "Refrain from and cease such measures".
_PREPOSED = re.compile(r"\w+ (?:from|in|with|to|on|for|by|of) and (?:to )?(?=(\w+) )")
_TWO_DEEDS = re.compile(r"\bto (\w+),? and (?:to )?(?:further )?(\w+) ")


def simpler(text: str) -> str:
    """Leave out verbs and adjectives said beside others, where a headline has no room for them.

    Examples
    --------
    >>> simpler("foster global, regional and bilateral cooperation")
    'foster bilateral cooperation'
    >>> simpler("establish or strengthen partnerships with stakeholders")
    'establish partnerships with stakeholders'
    >>> simpler("ratify or accede to existing instruments")
    'accede to existing instruments'
    """
    text = " ".join(text[:MAX_READ].split())
    verbs = _VERBS.match(text)
    if verbs and is_imperative(verbs[1]) and _is_deed(verbs[2]):
        # "Ratify or accede to treaties": what is governed belongs to the second.
        kept = verbs[2] if _GOVERNS.match(text, verbs.end()) else verbs[1]
        text = f"{kept} {text[verbs.end() :]}"
    text = _TWO_DEEDS.sub(_first_deed, text)
    text = _ADJECTIVES.sub("", text) if joins(text, _QUALITY_ENDS) else text
    return _STRUNG.sub("", text) if ", " in text else text


def without_preposed(text: str) -> str:
    """Leave out a first verb whose object stands behind a second: "engage in and support".

    Examples
    --------
    >>> without_preposed("refrain from and to cease such measures")
    'cease such measures'
    """
    first = _PREPOSED.match(text)
    return text[first.end() :] if first and is_imperative(first[1]) else text


def joins(text: str, endings: tuple[str, ...]) -> bool:
    """Tell quickly whether "and" or "or" stands behind one of some endings.

    Examples
    --------
    >>> joins("regional and bilateral cooperation", ("al",)), joins("laws and rules", ("al",))
    (True, False)
    """
    for joint in (" and ", " or "):
        at = text.find(joint)
        while at >= 0:
            if text.endswith(endings, 0, at):
                return True
            at = text.find(joint, at + 1)
    return False


def _is_deed(verb: str) -> bool:
    return is_imperative(verb) and verb not in table("titles")["personal"]


def _first_deed(match: re.Match[str]) -> str:
    first, second = match.groups()
    both = is_imperative(first) and _is_deed(second)
    return f"to {first} " if both else match.group()
