"""Levels that a format tells of its items, which say what an item stands under."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Levels", "item_hint", "told_level"]

_ITEM = "item"
_DEEPEST = 8


def item_hint(level: str) -> str:
    """Give the hint of an item whose level is told, or of one where it is not.

    >>> item_hint("1"), item_hint("2.0"), item_hint("")
    ('item 1', 'item 2', 'item')
    """
    whole = level.removesuffix(".0")
    if not (whole.isascii() and whole.isdigit() and len(whole) <= 2):
        return _ITEM
    return f"{_ITEM} {min(int(whole), _DEEPEST)}"


def told_level(hint: str) -> int | None:
    """Give the level that a hint tells.

    >>> told_level("item 1"), told_level("item")
    (1, None)
    """
    kind, _, level = hint.partition(" ")
    return int(level) if kind == _ITEM and level else None


@dataclass
class Levels:
    """The items under which another may stand, the highest first.

    >>> levels = Levels()
    >>> levels.enter(0, 7)
    >>> levels.above(1), levels.above(0)
    (7, None)
    """

    open: list[tuple[int, int]] = field(default_factory=list)

    def above(self, level: int) -> int | None:
        """Give the unit under which an item of a level stands; those below it are closed."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        return self.open[-1][1] if self.open else None

    def enter(self, level: int, unit: int) -> None:
        """Record that a unit is of a level."""
        self.open.append((level, unit))
