"""Division of a document's body into units and headings.

Layout-independent: a layout says what paragraphs before the first number are, and finishes the
units when all are known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.document import Heading
from graph.reading.asides import is_aside, is_vote, names_voters
from graph.reading.blocks import Block
from graph.reading.draft import DraftUnit
from graph.reading.front import is_closing, is_enacting, is_resolving
from graph.reading.headings import is_annex, is_heading
from graph.reading.items import take_item, take_levelled
from graph.reading.labels import Label
from graph.reading.levels import Levels, told_level
from graph.reading.numbering import Outline
from graph.reading.unlabelled import recitals_before, take_bullet, take_paragraph
from graph.reading.walk import Division, enter_part, never

__all__ = ["Division", "divide"]


def divide(
    blocks: Sequence[Block],
    *,
    introduces: Callable[[str], bool] = never,
    lists: Callable[[str], bool] = never,
) -> Division:
    """Divide the blocks of a document's body.

    Parameters
    ----------
    blocks
        Paragraphs, items and headings in order, front, notes and furniture left out.
    introduces
        True where a paragraph is followed by a list although it does not end with a colon.
    lists
        True for a paragraph without a label that is an item of the list introduced before it.

    Examples
    --------
    >>> from graph.reading.blocks import join_lines
    >>> from graph.reading.lines import split_lines
    >>> text = "1. Accordingly:\\n(a) States should act;\\n(b) UNODC should assist.\\n2. The end."
    >>> [unit.number for unit in divide(join_lines(split_lines(text), wrapped=False)).units]
    ['1', '1(a)', '1(b)', '2']
    """
    division = Division(introduces, lists)
    labels = _upcoming_labels(blocks)
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        _take(division, block, before, following, labels[index])
    listed = {unit.section for unit in division.units if unit.children}
    for unit in division.units:
        unit.beside_list = unit.section in listed
    return division


def _upcoming_labels(blocks: Sequence[Block]) -> list[Label | None]:
    """Give for each block the next label after it that is no bullet."""
    labels: list[Label | None] = []
    upcoming: Label | None = None
    for block in reversed(blocks):
        labels.append(upcoming)
        if block.label is not None and not block.label.is_bullet:
            upcoming = block.label
    return labels[::-1]


def _take(
    division: Division,
    block: Block,
    before: Block | None,
    following: Block | None,
    upcoming: Label | None,
) -> None:
    voted, division.votes = division.votes, False
    if block.hint in {"front", "table"} or is_closing(block) or is_aside(block):
        division.front.append(block)
        division.votes = voted
    elif is_vote(block) or (voted and names_voters(block)):
        division.front.append(block)
        division.votes = True
    elif is_enacting(block):
        _take_enacting(division, block)
    elif is_resolving(block) and (recitals := recitals_before(division)):
        _take_resolving(division, block, recitals)
    elif is_heading(block, division.outline, before, following):
        _take_heading(division, block)
    elif (level := told_level(block.hint)) is not None:
        take_levelled(division, block, level)
    elif block.label is None:
        take_paragraph(division, block)
    elif block.label.is_bullet:
        take_bullet(division, block)
    else:
        take_item(division, block, upcoming)


def _take_enacting(division: Division, block: Block) -> None:
    """``The General Assembly,`` begins a resolution, with its own preamble and numbering."""
    division.front.append(block)
    if division.units:
        enter_part(division)
    division.in_preamble = division.enacted = True
    division.declares = False
    division.paragraphs = division.preambular = 0
    division.since_heading = True
    division.outline = Outline()


def _take_resolving(division: Division, block: Block, recitals: list[DraftUnit]) -> None:
    """``The Assembly:`` makes a preamble of the recitals before it, and numbering begins."""
    division.front.append(block)
    for count, unit in enumerate(recitals, start=1):
        division.numbers.pop(unit.number, None)
        unit.role, unit.number = "preambular", f"pp{count}"
        unit.key = division.keys.give(unit.number)
        division.numbers[unit.number] = division.units.index(unit)
    division.paragraphs, division.preambular = 0, len(recitals)
    division.since_heading = True
    division.outline = Outline()


def _take_heading(division: Division, block: Block) -> None:
    level = division.stack.level(block)
    title = block.title
    division.headings.append(Heading(title, block.start, block.end, level))
    division.section = title
    division.since_heading = True
    division.last_heading = block
    division.levels = Levels()
    annex = is_annex(block)
    if annex:
        division.keys.enter_annex(annex["number"])
        division.outline = Outline()
        division.numbers.clear()
        division.paragraphs = division.preambular = 0
        division.declares = division.in_preamble = division.enacted
