"""Units in the making: what division finds and layouts finish."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from graph.document import Unit
from graph.reading.blocks import Block
from graph.reading.endings import opens_list
from graph.reading.hyphenation import LineBreaks
from graph.reading.lines import Line

__all__ = ["DraftUnit", "finished_units", "ranges_of"]


@dataclass
class DraftUnit:
    """A unit while the document is being divided; ``parent`` is an index into the list of units.

    ``under`` holds the headings above it, the highest first; ``section`` is the last of them.
    ``beside_list`` is true where some unit of its section has children.
    """

    blocks: list[Block]
    number: str
    key: str
    parent: int | None
    section: str | None
    role: str = "numbered"
    under: tuple[str, ...] = ()
    kind: str = ""
    depth: int = 0
    children: int = 0
    bullets: int = 0
    beside_list: bool = False
    attributed_to: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    position: str | None = None

    @property
    def text(self) -> str:
        """Its words without label, white space folded at line ends."""
        return " ".join([self.blocks[0].text, *(block.raw for block in self.blocks[1:])]).strip()

    def is_recital(self, units: list[DraftUnit]) -> bool:
        """True for a preambular paragraph and what is listed under one."""
        above = units[self.parent] if self.parent is not None else None
        return self.role == "preambular" or (above is not None and above.role == "preambular")

    @property
    def lead(self) -> str:
        """Its first words, enough to tell what it introduces."""
        return self.blocks[0].text[:2000]

    @property
    def opens_list(self) -> bool:
        """True where it ends with a colon."""
        return opens_list(self.blocks[-1].lines[-1].text)


def ranges_of(text: str, blocks: list[Block], breaks: LineBreaks) -> tuple[tuple[int, int], ...]:
    """Give the ranges of a unit's text: its lines, each with the one white space that ends it.

    Ranges that touch become one; the label and what lies between the lines is left out, and so is
    a hyphen that only divided a word at a line's end.
    """
    spans: list[list[int]] = []
    for line, start in _pieces(blocks):
        if start >= line.end:
            continue
        if spans:
            joint = breaks.joint(spans[-1][1], start)
            if joint == "join":
                spans[-1][1] -= 1
            elif joint == "space":
                spans[-1][1] += 1 if text[spans[-1][1]].isspace() else 0
        if spans and spans[-1][1] == start:
            spans[-1][1] = line.end
        else:
            spans.append([start, line.end])
    return tuple((start, end) for start, end in spans)


def _pieces(blocks: list[Block]) -> list[tuple[Line, int]]:
    """Pair each line with the offset at which its text begins, the label of the first skipped."""
    pieces = []
    for nth, block in enumerate(blocks):
        for at, line in enumerate(block.lines):
            skip = 0
            if nth == at == 0 and block.label is not None:
                skip = block.label.end
                while skip < len(line.text) and line.text[skip].isspace():
                    skip += 1
            pieces.append((line, line.start + skip))
    return pieces


def finished_units(text: str, drafts: list[DraftUnit], pages: tuple[int, ...]) -> tuple[Unit, ...]:
    """Turn drafts into units."""
    units = []
    breaks = LineBreaks(text)
    for order, draft in enumerate(drafts):
        ranges = ranges_of(text, draft.blocks, breaks)
        label_start = draft.blocks[0].start
        if not ranges:  # a label without text
            ranges = ((draft.blocks[0].end, draft.blocks[0].end),)
        parent = drafts[draft.parent] if draft.parent is not None else None
        units.append(
            Unit(
                key=draft.key,
                number=draft.number,
                parent=parent.number if parent else None,
                parent_key=parent.key if parent else None,
                kind=draft.kind,
                section=draft.section,
                order=order,
                text="".join(text[start:end] for start, end in ranges),
                start=ranges[0][0],
                end=ranges[-1][1],
                ranges=ranges,
                label_start=label_start if draft.role != "unnumbered" else ranges[0][0],
                page=_page(ranges[0][0], pages),
                attributed_to=draft.attributed_to,
                asked=draft.asked,
                position=draft.position,
            )
        )
    return tuple(units)


def _page(offset: int, pages: tuple[int, ...]) -> int | None:
    return bisect_right(pages, offset) if pages else None
