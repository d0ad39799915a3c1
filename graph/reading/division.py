"""Division of a document's body into units and headings.

Layout-independent: a layout says what paragraphs before the first number are, and finishes the
units when all are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graph.document import Heading
from graph.reading.asides import is_aside, is_vote, names_voters
from graph.reading.blocks import Block
from graph.reading.continuing import goes_on, is_body_of, resumes
from graph.reading.draft import DraftUnit
from graph.reading.enacting import declares_list, opens_operative
from graph.reading.front import is_closing, is_declaring, is_enacting
from graph.reading.headings import HeadingStack, is_annex, is_heading
from graph.reading.keys import Keys, item_path
from graph.reading.labels import Label, Reading
from graph.reading.levels import Levels, told_level
from graph.reading.numbering import Outline, Place

__all__ = ["Division", "divide"]

_BESIDE = {"R.", "|"}
"""Styles that count beside the paragraphs: ``Recommendation 5`` and rows of tables."""
_BARE = re.compile(r"(?:\S+\s?){1,2}:$|.{0,60}\b(?:following|follows)\s?:$")
"""What opens a whole text and not a list: ``RESOLVES:``, ``Declare the following:``."""
_MORE = (";", "; and", "; or")
_COMMA = re.compile(r",[\"”*_]{0,3}(?:\d{1,2}|[¹²³⁰⁴-⁹]{1,2})?$")


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
    elif is_heading(block, division.outline, before, following):
        _take_heading(division, block)
    elif (level := told_level(block.hint)) is not None:
        _take_levelled(division, block, level)
    elif block.label is None:
        _take_paragraph(division, block)
    elif block.label.is_bullet:
        _take_bullet(division, block)
    else:
        _take_item(division, block, upcoming)


def _take_enacting(division: Division, block: Block) -> None:
    """``The General Assembly,`` begins a resolution, with its own preamble and numbering."""
    division.front.append(block)
    if division.units:
        heading = division.last_heading
        division.keys.enter_part(heading.title if heading and not is_annex(heading) else None)
    division.in_preamble = division.enacted = True
    division.declares = False
    division.paragraphs = division.preambular = 0
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
        division.paragraphs = division.preambular = 0
        division.declares = division.in_preamble = division.enacted


def _take_paragraph(division: Division, block: Block) -> None:
    last = division.units[-1] if division.units else None
    if (
        last
        and not division.since_heading
        and (goes_on(last.blocks[-1], block) or is_body_of(last, block))
    ):
        last.blocks.append(block)
        return
    if last and not division.since_heading and resumes(last, block):
        _take_bullet(division, block)
        return
    if last and not division.since_heading and _is_unlabelled_item(division, last, block):
        _take_bullet(division, block, opens=last.role != "bullet")
        return
    if is_declaring(block):
        division.in_preamble = True
    elif (
        division.in_preamble
        and not division.declares
        and (opens_operative(block.raw) or declares_list(block.raw))
    ):
        division.in_preamble = False
    if division.in_preamble and _is_preambular(division, block):
        division.preambular += 1
        number = f"pp{division.preambular}"
        _add(division, DraftUnit([block], number, number, None, division.section, "preambular"))
        return
    _add_unnumbered(division, block)


def _is_unlabelled_item(division: Division, last: DraftUnit, block: Block) -> bool:
    """True for a paragraph without a label in a list that the one before opens or goes on with."""
    if last.role != "bullet":
        opener, goes_on_with = last, True
    elif last.parent is not None:
        opener, goes_on_with = division.units[last.parent], last.blocks[-1].raw.endswith(_MORE)
    else:
        return False
    if division.introduces(opener.lead):
        return division.lists(block.raw)
    is_declared = opener.role == "unnumbered" and declares_list(opener.lead)
    return is_declared and goes_on_with and block.raw[:1].isupper()


def _is_preambular(division: Division, block: Block) -> bool:
    """In a resolution everything before the first number; in a declaration what ends in a comma."""
    if division.declares:
        return bool(_COMMA.search(block.raw[-8:]))
    return not block.raw.rstrip().endswith(":")


def _add_unnumbered(division: Division, block: Block) -> None:
    levels = division.outline.levels
    if levels and levels[0].unit in division.introducing:  # URGES States to: 1. ..., REQUESTS ...
        levels.clear()
    division.paragraphs += 1
    number = f"p{division.paragraphs}"
    _add(division, DraftUnit([block], number, number, None, division.section, "unnumbered"))
    division.outline.enter_unnumbered(len(division.units) - 1)


def _take_levelled(division: Division, block: Block, level: int) -> None:
    """An item whose level is told stands under the last one of a higher level."""
    units, label = division.units, block.label
    parent = division.levels.above(level)
    above = (units[parent].number, units[parent].key) if parent is not None else None
    role = "numbered"
    if label is not None and label.is_compound:
        number = key = label.text.rstrip(".)")
    elif label is not None and not label.is_bullet:
        number, key = item_path(label.readings[0], label.text, above)
    elif parent is None:
        division.paragraphs += 1
        number = key = f"p{division.paragraphs}"
        role = "unnumbered"
    else:
        units[parent].bullets += 1
        number, key = (f"{name}-p{units[parent].bullets}" for name in above or ())
        role = "bullet"
    _add(
        division,
        DraftUnit([block], number, key, parent, division.section, role),
        scoped=parent is not None,
    )
    division.levels.enter(level, len(units) - 1)


def _take_bullet(division: Division, block: Block, *, opens: bool = False) -> None:
    """A list item without a number stands under the unit that introduces the list."""
    units = division.units
    if not units or division.since_heading:
        _add_unnumbered(division, block)
        return
    last = len(units) - 1
    is_sibling = not opens and (units[last].role == "bullet" or block.label is None)
    parent = units[last].parent if is_sibling else last
    if parent is None:
        _add_unnumbered(division, block)
        return
    units[parent].bullets += 1
    number = f"{units[parent].number}-p{units[parent].bullets}"
    key = f"{units[parent].key}-p{units[parent].bullets}"
    draft = DraftUnit([block], number, key, parent, division.section, "bullet")
    _add(division, draft, scoped=True)


def _take_item(division: Division, block: Block, upcoming: Label | None) -> None:
    assert block.label is not None
    units = division.units
    last = units[-1] if units else None
    introduced = bool(
        last and not division.since_heading and (last.opens_list or division.introduces(last.lead))
    )
    if block.label.is_compound:
        _take_compound(division, block)
        return
    place = division.outline.place(block.label, introduced=introduced, upcoming=upcoming)
    if place.how == "back" and place.reading.value == 1:
        place = _restart(division, place, introduced=introduced)
    parent = division.outline.parent(place)
    listed = _is_listed(division, place.reading, parent, introduced=introduced)
    if _stands_alone(division, place.reading, parent):
        parent = parent if listed else None
        division.in_preamble = False
    above = (units[parent].number, units[parent].key) if parent is not None else None
    above = None if listed else above
    number, key = item_path(place.reading, block.label.text, above)
    draft = DraftUnit([block], number, key, parent, division.section)
    if division.in_preamble and parent is None:  # (a) Recalling ..., before the first paragraph
        draft.role = "preambular"
    _add(division, draft, scoped=above is not None)
    division.outline.enter(place, len(division.units) - 1)


def _stands_alone(division: Division, reading: Reading, parent: int | None) -> bool:
    """True for a number that is no item of the unit above it."""
    if reading.style in _BESIDE:
        return True
    return reading.style == "1." and (parent is None or not _is_numbered(division, parent))


def _is_listed(
    division: Division, reading: Reading, parent: int | None, *, introduced: bool
) -> bool:
    """True for ``1.`` below an unnumbered ``URGES member countries to:``, and what counts on."""
    if parent is None or reading.style != "1." or division.units[parent].role != "unnumbered":
        return False
    is_first = introduced and reading.value == 1 and parent == len(division.units) - 1
    if is_first and not _BARE.match(division.units[parent].lead):
        division.introducing.add(parent)
    return parent in division.introducing


def _is_numbered(division: Division, unit: int) -> bool:
    return division.units[unit].role == "numbered"


def _restart(division: Division, place: Place, *, introduced: bool) -> Place:
    """A count begins again: in a new part, or in a list under the paragraph before."""
    if place.reading.style != "1." or not division.outline.levels:
        return place
    if introduced:
        return division.outline.nested(place.reading)
    heading = division.last_heading
    division.keys.enter_part(heading.title if heading and not is_annex(heading) else None)
    division.outline = Outline()
    return Place(0, place.reading, "first")


def _take_compound(division: Division, block: Block) -> None:
    """``140.7`` stands under ``140`` where there is one."""
    assert block.label is not None
    number = block.label.text.rstrip(".)")
    above = number.rsplit(".", 1)[0]
    parent = division.numbers.get(above)
    key = number if parent is None else f"{division.units[parent].key}.{number.rsplit('.', 1)[1]}"
    draft = DraftUnit([block], number, key, parent, division.section)
    _add(division, draft, scoped=parent is not None)
    levels = division.outline.levels
    depth = next((i for i, level in enumerate(levels) if level.style == "1.1"), len(levels))
    if depth == len(levels):
        depth = next((i + 1 for i, level in enumerate(levels) if level.unit == parent), depth)
    division.outline.enter(Place(depth, block.label.readings[0], "next"), len(division.units) - 1)


def _add(division: Division, draft: DraftUnit, *, scoped: bool = False) -> None:
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
