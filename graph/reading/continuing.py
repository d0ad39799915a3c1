"""Which paragraphs go on with the unit before them."""

from __future__ import annotations

from graph.reading.blocks import Block
from graph.reading.draft import DraftUnit
from graph.reading.endings import ends_sentence

__all__ = ["goes_on", "is_body_of", "resumes"]


def resumes(last: DraftUnit, block: Block) -> bool:
    """True where a sentence goes on after its sub-items: ``and to be submitted, ...``."""
    return last.parent is not None and block.raw[0].islower() and not block.hint


def is_body_of(unit: DraftUnit, block: Block) -> bool:
    """True for the text under ``Recommendation 5: its title``."""
    label = unit.blocks[0].label
    titled = label is not None and label.is_named and len(unit.blocks) == 1
    return titled and not ends_sentence(unit.blocks[0].raw) and ends_sentence(block.raw)


def goes_on(before: Block, block: Block) -> bool:
    """True where a paragraph goes on after a page break."""
    if ends_sentence(before.raw) or block.hint or before.hint:
        return False
    return block.raw[0].islower() and not before.raw.endswith(",")
