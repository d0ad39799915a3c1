"""What a layout is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.reading.draft import DraftUnit
from graph.reading.lines import Line
from graph.reading.walk import never

if TYPE_CHECKING:
    from ontology.vocabularies import Vocabularies

__all__ = ["Layout", "keep_lines", "leave_units"]


def keep_lines(lines: Iterable[Line]) -> list[Line]:
    """Leave the lines as they are."""
    return list(lines)


def leave_units(_units: list[DraftUnit], _vocabularies: Vocabularies) -> None:
    """Add nothing to the units."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The rules of one kind of document.

    Attributes
    ----------
    name
        What it is called.
    recognises
        True where the head of a text, its first characters, is of this kind.
    kind
        Gives a unit's kind from its place; called when all units are known.
    cut
        Cuts lines in which a converter ran paragraphs together.
    introduces
        True where a paragraph is followed by a list although it does not end with a colon.
    lists
        True for a paragraph without a label that is an item of the list introduced before it.
    finish
        Adds what only this kind of document has.
    """

    name: str
    recognises: Callable[[str], bool]
    kind: Callable[[DraftUnit, list[DraftUnit]], str]
    cut: Callable[[Iterable[Line]], list[Line]] = keep_lines
    introduces: Callable[[str], bool] = never
    lists: Callable[[str], bool] = never
    finish: Callable[[list[DraftUnit], Vocabularies], None] = leave_units
