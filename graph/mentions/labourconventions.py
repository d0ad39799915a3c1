"""International labour conventions by their number: "ILO Conventions Nos. 138 and 182"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ontology.vocabularies import Entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["find_labour_conventions", "labour_convention"]

_NUMBER = r"C?[-.]?\s?(?P<number>\d{1,3})(?![\d/])"
_TRIGGER = re.compile(
    # Behind a stroke it is a part of a symbol.
    r"(?<![\w/])(?P<ilo>(?:ILO|International\s+Labour\s+Organi[sz]ation)(?:’s|'s)?\s+"
    r"(?:(?:core|fundamental|governance)\s+)?Conventions?,?\s+(?:[Nn]os?\.?|[Nn]umbers?)?\s*)"
    r"|(?<![\w/])Conventions?\s+(?:[Nn]os?\.?)\s*"
)
_OF = re.compile(
    r"[\s,]+(?:\(\d{4}\)\s+)?of\s+the\s+(?:ILO|International\s+Labour\s+Organi[sz]ation)"
)
# "138 concerning Minimum Age and 182 concerning ...".
_FAR = re.compile(
    r"\s+(?:concerning|on|regarding)\s[^.;()]{3,90}?\s(?:and|,)\s+(?:[Nn]os?\.?\s*)?"
    + _NUMBER
    + r"(?=\s+(?:concerning|on|regarding)\b)"
)
_FIRST = re.compile(_NUMBER)
_MORE = re.compile(r"(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|&)\s+)(?:[Nn]os?\.?\s*)?" + _NUMBER)
_HIGHEST = 192
# Words of which one stands in every text on labour conventions.
_CONTEXT = ("ILO", "Labour", "Application of Conventions")
# In such texts these need no more than their number: no other body's conventions have it.
_BARE = frozenset(
    {29, 81, 87, 97, 98, 100, 102, 105, 111, 122, 138, 143, 144, 155, 169, 182, 187, 189, 190}
)
_KEY = re.compile(r"ilo-(\d{1,3})")


def find_labour_conventions(text: str) -> Iterator[tuple[str, int, int]]:
    """Find the conventions cited by number: key, start and end of each.

    Examples
    --------
    >>> text = "ILO Conventions Nos. 138 and 182; Convention No. 98 of the ILO; Convention No. 4"
    >>> [(key, text[start:end]) for key, start, end in find_labour_conventions(text)]
    [('ilo-138', 'ILO Conventions Nos. 138'), ('ilo-182', '182'), ('ilo-98', 'Convention No. 98')]
    """
    if not any(word in text for word in _CONTEXT):
        return
    end = 0
    for trigger in _TRIGGER.finditer(text):
        if trigger.start() < end:
            continue
        found = list(_numbers(text, trigger))
        own = trigger.group("ilo") or (found and _OF.match(text, found[-1][2]))
        if found and (own or _known(key for key, _, _ in found)):
            end = found[-1][2]
            yield from found


def _known(keys: Iterable[str]) -> bool:
    """Say whether conventions are such as texts on labour cite by their bare number."""
    return all(int(key.removeprefix("ilo-")) in _BARE for key in keys)


def _numbers(text: str, trigger: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    found, start = _FIRST.match(text, trigger.end()), trigger.start()
    while found and 0 < int(found.group("number")) <= _HIGHEST:
        yield f"ilo-{int(found.group('number'))}", start, found.end()
        found = _MORE.match(text, found.end()) or _FAR.match(text, found.end())
        start = found.start("number") if found else 0


def labour_convention(key: str) -> Entity | None:
    """Make the entity of a convention that no vocabulary lists, ``None`` for any other key.

    Examples
    --------
    >>> labour_convention("ilo-94").label, labour_convention("ilo")
    ('ILO Convention No. 94', None)
    """
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    return Entity(key, "instrument", f"ILO Convention No. {found.group(1)}", subtype="Treaty")
