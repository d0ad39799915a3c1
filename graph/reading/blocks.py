"""Blocks: lines joined into paragraphs, list items and headings.

A text may be wrapped (a paragraph runs over many lines) or hold one paragraph per line; a page
break may stand in the middle of a sentence in either.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from graph.reading.joining import goes_on_unwrapped, goes_on_wrapped
from graph.reading.labels import Label, find_label
from graph.reading.lines import Line
from graph.reading.markdown import clean, heading_marks
from graph.reading.tables import ROW, row_label
from graph.reading.wrapping import widths

__all__ = ["Block", "join_lines"]


@dataclass(frozen=True)
class Block:
    """Lines that belong together: a paragraph, a list item or a heading."""

    lines: tuple[Line, ...]
    label: Label | None = None

    @property
    def start(self) -> int:
        """Offset at which it begins, label included."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset at which it ends."""
        return self.lines[-1].end

    @cached_property
    def raw(self) -> str:
        """Its lines, label included, joined by single spaces."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def text(self) -> str:
        """Its words without label."""
        return self.raw[self.label.end :].strip() if self.label else self.raw

    @cached_property
    def title(self) -> str:
        """Its words, label included, without markup."""
        return clean(self.raw)

    @property
    def marks(self) -> int:
        """Number of ``#`` before it."""
        return heading_marks(self.lines[0].text)

    @property
    def hint(self) -> str:
        """What the source's format says it is."""
        return self.lines[0].hint


def join_lines(lines: Iterable[Line], *, wrapped: bool) -> list[Block]:
    """Join lines into blocks.

    Examples
    --------
    >>> from graph.reading.lines import split_lines
    >>> lines = split_lines("- (b) engaging in\\n\\n\\ndiscussions;\\n- (c) In order")
    >>> [block.text for block in join_lines(lines, wrapped=False)]
    ['engaging in discussions;', 'In order']
    """
    rows = list(lines)
    continues = goes_on_wrapped(widths(rows)) if wrapped else goes_on_unwrapped
    blocks: list[Block] = []
    current: list[Line] = []
    label: Label | None = None
    for line in rows:
        found = row_label(line.text) if line.hint == ROW else find_label(line.text)
        if current and continues(current, label, line, found):
            current.append(line)
            continue
        if current:
            blocks.append(Block(tuple(current), label))
        current, label = [line], found
    if current:
        blocks.append(Block(tuple(current), label))
    return blocks
