"""What every format is turned into before it is divided: a text, and what its format says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.reading.lines import check_lines

__all__ = ["Composed", "Composer", "Told", "raised"]

_BREAKS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(mark: str) -> str:
    """Give a footnote mark in raised digits, so that it cannot be read as part of a number.

    >>> "resolution 74/247" + raised("1")
    'resolution 74/247¹'
    """
    return mark.translate(_RAISED)


@dataclass(frozen=True, slots=True)
class Told:
    """What a format says of an item beside its text: by whom, to whom, and the answer it got."""

    by: str = ""
    response: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A text with hints.

    Attributes
    ----------
    text
        The document's text; offsets everywhere refer to it.
    hints
        What the format says of the line that starts at an offset: "heading 2", "part", "note",
        "front", "item", "item 0", "page header", "page footer".
    metadata
        What the format says of the document: title, symbol, date, language.
    warnings
        What could not be read, for people.
    told
        What it says of the item that starts at an offset.
    """

    text: str
    hints: Mapping[int, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    told: Mapping[int, Told] = field(default_factory=dict)


class Composer:
    """Builds a text line by line.

    Examples
    --------
    >>> composer = Composer()
    >>> composer.line("II. Recommendations", "heading 1")
    >>> composer.line("1. States should act.")
    >>> composer.composed().hints
    {0: 'heading 1'}
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = self._lines = 0
        self._hints: dict[int, str] = {}
        self._told: dict[int, Told] = {}
        self.metadata: dict[str, str] = {}
        self.warnings: list[str] = []

    def line(self, text: str, hint: str = "", *, indent: int = 0, blank: bool = False) -> None:
        """Add a line, ``indent`` columns in, after a blank one if so; not one of white space."""
        stripped = (text if text.isprintable() else _BREAKS.sub(" ", text)).strip()
        if not stripped:
            return
        self._lines += 1
        check_lines(self._lines)
        before = "\n" * blank + " " * indent
        if hint:
            self._hints[self._length + len(before)] = hint
        self._put(f"{before}{stripped}\n")

    def tell(self, told: Told) -> None:
        """Say something of the item that the next line begins."""
        if told != Told():
            self._told[self._length] = told

    def page_break(self) -> None:
        """Begin a new page."""
        self._put("\f")

    def composed(self) -> Composed:
        """Give what was built."""
        text = "".join(self._parts)
        return Composed(text, self._hints, self.metadata, tuple(self.warnings), self._told)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
