"""A table's row as a line of text."""

from __future__ import annotations

from collections.abc import Sequence

from graph.reading.endings import ends_sentence
from graph.reading.labels import find_label

__all__ = ["row_line"]

_PARAGRAPH = 80
_LABEL = 12


def row_line(cells: Sequence[str]) -> str:
    """Write a row; a label that stands in a cell beside its paragraph is no table.

    >>> row_line(["No.", "Measure"]), row_line(["(a)", "Ratify the Convention;"])
    ('| No. | Measure |', '(a) Ratify the Convention;')
    """
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        return filled[0]
    if len(filled) == 2 and len(filled[0]) <= _LABEL:
        label = find_label(filled[0])
        alone = label is not None and label.end >= len(filled[0]) and not label.is_upper
        if alone and (ends_sentence(filled[1]) or len(filled[1]) > _PARAGRAPH):
            return " ".join(filled)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
