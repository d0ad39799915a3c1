"""Items: where a paragraph with a label, or with a level that its format tells, stands."""

from __future__ import annotations

import re

from graph.reading.blocks import Block
from graph.reading.draft import DraftUnit
from graph.reading.enacting import opens_operative
from graph.reading.keys import item_path
from graph.reading.labels import Label, Reading
from graph.reading.numbering import Outline, Place
from graph.reading.walk import Division, add, enter_part

__all__ = ["take_item", "take_levelled"]

_BESIDE = {"R.", "|"}
"""Styles that count beside the paragraphs: ``Recommendation 5`` and rows of tables."""
_BARE = re.compile(r"(?:\S+\s?){1,2}:$|.{0,60}\b(?:following|follows)\s?:$")
"""What opens a whole text and not a list: ``RESOLVES:``, ``Declare the following:``."""


def take_item(division: Division, block: Block, upcoming: Label | None) -> None:
    """Take a paragraph with a label; ``upcoming`` is the next label in the document."""
    assert block.label is not None
    units = division.units
    last = units[-1] if units else None
    introduced = bool(
        last and not division.since_heading and (last.opens_list or division.introduces(last.lead))
    )
    if block.label.is_compound:
        _take_compound(division, block)
        return
    if block.label.is_recital:
        _take_recital(division, block, block.label.readings[0].value)
        return
    place = division.outline.place(block.label, introduced=introduced, upcoming=upcoming)
    if place.how == "back" and place.reading.value == 1:
        place = _restart(division, place, introduced=introduced)
    parent = division.outline.parent(place)
    listed = _is_listed(division, place.reading, parent, introduced=introduced)
    if _stands_alone(division, place.reading, parent) or _counts_alone(division, block, parent):
        parent = parent if listed else None
        division.in_preamble = False
    above = (units[parent].number, units[parent].key) if parent is not None else None
    above = None if listed else above
    number, key = item_path(place.reading, block.label.text, above)
    draft = DraftUnit([block], number, key, parent, division.section)
    if division.in_preamble and _is_preambular(division, block, parent):
        draft.role = "preambular"
    add(division, draft, scoped=above is not None)
    division.outline.enter(place, len(division.units) - 1)


def _take_recital(division: Division, block: Block, count: int) -> None:
    """``PP2``: a preambular paragraph that says so."""
    number = f"pp{count}"
    add(division, DraftUnit([block], number, number, None, division.section, "preambular"))
    division.outline.levels.clear()


def _is_preambular(division: Division, block: Block, parent: int | None) -> bool:
    """True for ``(a) Recalling ...`` before the first paragraph, not for ``(a) Takes note ...``."""
    if parent is not None:
        return division.units[parent].role == "preambular"
    division.in_preamble = not opens_operative(block.text)
    return division.in_preamble


def _stands_alone(division: Division, reading: Reading, parent: int | None) -> bool:
    """True for a number that is no item of the unit above it."""
    if reading.style in _BESIDE:
        return True
    return reading.style == "1." and (parent is None or not _is_numbered(division, parent))


def _counts_alone(division: Division, block: Block, parent: int | None) -> bool:
    """True for ``(1) The Mission should ...`` below a paragraph that opens no list.

    Audits count their recommendations so, through all their paragraphs.
    """
    if parent is None or not block.text[:1].isupper():
        return False
    assert block.label is not None
    return block.label.readings[0].style == "(1)" and division.units[parent].lead.endswith(".")


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
    enter_part(division)
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
    add(division, draft, scoped=parent is not None)
    levels = division.outline.levels
    depth = next((i for i, level in enumerate(levels) if level.style == "1.1"), len(levels))
    if depth == len(levels):
        depth = next((i + 1 for i, level in enumerate(levels) if level.unit == parent), depth)
    division.outline.enter(Place(depth, block.label.readings[0], "next"), len(division.units) - 1)


def take_levelled(division: Division, block: Block, level: int) -> None:
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
    add(
        division,
        DraftUnit([block], number, key, parent, division.section, role),
        scoped=parent is not None,
    )
    division.levels.enter(level, len(units) - 1)
