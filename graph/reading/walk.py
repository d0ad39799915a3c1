"""The division in the making: what is found so far, and what is open where the walk stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graph.document import Heading
from graph.reading.blocks import Block
from graph.reading.draft import DraftUnit
from graph.reading.headings import HeadingStack, is_annex
from graph.reading.keys import Keys
from graph.reading.levels import Levels
from graph.reading.numbering import Outline

__all__ = ["Division", "add", "add_unnumbered", "enter_part", "never"]


def never(_lead: str) -> bool:
    """No paragraph without a colon is followed by a list."""
    return False


@dataclass
class Division:
    """Units and headings in the making, and the state of the walk through the blocks."""

    introduces: Callable[[str], bool] = never
    lists: Callable[[str], bool] = never
    units: list[DraftUnit] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    front: list[Block] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    stack: HeadingStack = field(default_factory=HeadingStack)
    section: str | None = None
    enacted: bool = False
    declares: bool = False
    in_preamble: bool = False
    paragraphs: int = 0
    preambular: int = 0
    since_heading: bool = False
    last_heading: Block | None = None
    votes: bool = False
    keys: Keys = field(default_factory=Keys)
    numbers: dict[str, int] = field(default_factory=dict)
    introducing: set[int] = field(default_factory=set)
    levels: Levels = field(default_factory=Levels)


def add(division: Division, draft: DraftUnit, *, scoped: bool = False) -> None:
    """Add a unit under a key that no other has."""
    draft.key = division.keys.give(draft.key, within=scoped)
    draft.under = division.stack.titles
    division.numbers[draft.number] = len(division.units)
    if draft.parent is not None:
        division.units[draft.parent].children += 1
        above = division.units[draft.parent]
        draft.depth = above.depth + draft.number.startswith(above.number)
    division.units.append(draft)
    division.since_heading = False


def add_unnumbered(division: Division, block: Block) -> None:
    """Add an unnumbered paragraph, under which a list may open."""
    levels = division.outline.levels
    if levels and levels[0].unit in division.introducing:  # URGES States to: 1. ..., REQUESTS ...
        levels.clear()
    division.paragraphs += 1
    number = f"p{division.paragraphs}"
    add(division, DraftUnit([block], number, number, None, division.section, "unnumbered"))
    division.outline.enter_unnumbered(len(division.units) - 1)


def enter_part(division: Division) -> None:
    """Give keys in a part that counts from the start, named for the heading above it."""
    heading = division.last_heading
    division.keys.enter_part(heading.title if heading and not is_annex(heading) else None)
