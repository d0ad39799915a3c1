"""Keys of units: unique in a document, with the part's name before them where a count restarts."""

from __future__ import annotations

import re

from graph.reading.labels import Reading
from graph.reading.symbols import slug

__all__ = ["Keys", "item_path"]

_PLAIN = {"1.", "A.", "I.", "R.", "|"}
_PART = re.compile(r"(?:[A-Z][a-z]+ )?(?P<number>[IVXLC]{1,7}|[A-Z]|\d{1,3})\.?(?:\s|$)")


class Keys:
    """The keys given so far, and the part of the document that keys are given in.

    Examples
    --------
    >>> keys = Keys()
    >>> keys.give("1"), keys.give("1")
    ('1', '1-2')
    >>> keys.enter_part("III. Follow-up")
    >>> keys.give("1")
    'III-1'
    """

    def __init__(self) -> None:
        self._part = ""
        self._given: set[str] = set()
        self._parts: set[str] = {""}
        self._next: dict[str, int] = {}

    def give(self, key: str, *, within: bool = False) -> str:
        """Give a key made unique; ``within`` where it begins with its parent's key already."""
        full = key if within or not self._part else f"{self._part}-{key}"
        unique = full
        while unique in self._given:
            nth = self._next.get(full, 2)
            self._next[full] = nth + 1
            unique = f"{full}-{nth}"
        self._given.add(unique)
        return unique

    def enter_annex(self, number: str | None) -> None:
        """Give keys in an annex from now on."""
        self._enter(slug(f"annex {number or ''}"))

    def enter_part(self, heading: str | None) -> None:
        """Give keys in a part that counts from 1 again, named for the heading above it."""
        found = _PART.match(heading) if heading else None
        name = found["number"] if found else slug(heading or "")[:40]
        within = self._part if self._part.startswith("annex") else ""
        self._enter(f"{within}-{name}".strip("-") or "part")

    def _enter(self, name: str) -> None:
        unique = name
        while unique in self._parts:
            nth = self._next.get(f"{name}/", 2)
            self._next[f"{name}/"] = nth + 1
            unique = f"{name}-{nth}"
        self._parts.add(unique)
        self._part = unique


def item_path(
    reading: Reading, printed: str, above: tuple[str, str] | None = None
) -> tuple[str, str]:
    """Give number and key of an item: those of the unit above it and its own label.

    >>> item_path(Reading("(a)", 2), "(b)", ("3", "annex-3")), item_path(Reading("a)", 1), "a)")
    (('3(b)', 'annex-3(b)'), ('(a)', '(a)'))
    """
    is_plain = reading.style in _PLAIN
    own = printed.rstrip(".").replace(". ", " ") if is_plain else f"({printed.strip('(). ')})"
    if above is None:
        return own, own.lower().replace(" ", "-") if reading.style == "R." else own
    joint = "." if is_plain else ""
    return f"{above[0]}{joint}{own}", f"{above[1]}{joint}{own}"
