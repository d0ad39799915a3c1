"""Paragraphs without a label: preambular, unnumbered, or items of a list without numbers."""

from __future__ import annotations

import re

from graph.reading.blocks import Block
from graph.reading.continuing import goes_on, is_body_of, resumes
from graph.reading.draft import DraftUnit
from graph.reading.enacting import declares_list, opens_operative, opens_preambular
from graph.reading.front import is_declaring
from graph.reading.walk import Division, add, add_unnumbered

__all__ = ["recitals_before", "take_bullet", "take_paragraph"]

_MORE = (";", "; and", "; or")
_COMMA = re.compile(r",[\"”*_]{0,3}(?:\d{1,2}|[¹²³⁰⁴-⁹]{1,2})?$")


def take_paragraph(division: Division, block: Block) -> None:
    """Take a paragraph without a label."""
    last = division.units[-1] if division.units else None
    if (
        last
        and not division.since_heading
        and (goes_on(last.blocks[-1], block) or is_body_of(last, block))
    ):
        last.blocks.append(block)
        return
    if last and not division.since_heading and resumes(last, block):
        take_bullet(division, block)
        return
    if last and not division.since_heading and _is_unlabelled_item(division, last, block):
        take_bullet(division, block, opens=last.role != "bullet")
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
        _add_preambular(division, block)
        return
    add_unnumbered(division, block)


def recitals_before(division: Division) -> list[DraftUnit]:
    """Give the paragraphs right before this place that begin as recitals do."""
    found: list[DraftUnit] = []
    for unit in reversed(division.units):
        if unit.role != "unnumbered" or unit.children or not opens_preambular(unit.lead):
            break
        found.append(unit)
    return found[::-1]


def _add_preambular(division: Division, block: Block) -> None:
    """Add a preambular paragraph, under which a list may open: ``Noting that: (a) ...``."""
    division.preambular += 1
    number = f"pp{division.preambular}"
    draft = DraftUnit([block], number, number, None, division.section, "preambular")
    add(division, draft)
    division.outline.levels.clear()
    if draft.opens_list:
        division.outline.enter_unnumbered(len(division.units) - 1)


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
    return opens_preambular(block.raw) or not block.raw.rstrip().endswith(":")


def take_bullet(division: Division, block: Block, *, opens: bool = False) -> None:
    """A list item without a number stands under the unit that introduces the list."""
    units = division.units
    if not units or division.since_heading:
        add_unnumbered(division, block)
        return
    last = len(units) - 1
    is_sibling = not opens and (units[last].role == "bullet" or block.label is None)
    parent = units[last].parent if is_sibling else last
    if parent is None:
        add_unnumbered(division, block)
        return
    units[parent].bullets += 1
    number = f"{units[parent].number}-p{units[parent].bullets}"
    key = f"{units[parent].key}-p{units[parent].bullets}"
    draft = DraftUnit([block], number, key, parent, division.section, "bullet")
    add(division, draft, scoped=True)
