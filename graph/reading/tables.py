"""Tables of numbered recommendations: each row becomes an item, its other cells stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.reading.labels import Label, Reading, find_label
from graph.reading.lines import Line

__all__ = ["ROW", "ROW_GOES_ON", "cut_rows", "row_label", "table_columns"]

ROW = "row"
"""The hint of a line that holds a row's number and text."""
ROW_GOES_ON = "row goes on"
"""The hint of a line that goes on with the text of the row before it."""
_NUMBER_TITLE = re.compile(
    r"(?:(?:rec(?:ommendation)?|item|action|paragraph|para|serial|ref(?:erence)?)\.?\s*)?"
    r"(?:no|nos|number|nr|#|№|id|ref)\.?$|(?:paragraph|para\.?|rec\.?|item)$",
    re.IGNORECASE,
)
_TEXT_TITLE = re.compile(
    r"(?:.{0,60}\b)?(?:recommendations?|actions?|measures?|proposals?|commitments?|decisions?|"
    r"recommandations?|recomendaci[oó]n(?:es)?)\b.{0,60}$",
    re.IGNORECASE,
)
_CELL = re.compile(r"[^|]+")
_LABEL = re.compile(
    r"\**(?P<label>R?(?P<value>\d{1,3})(?:\.(?P<last>\d{1,3}))?[a-z]?)\.?\**(?:\s*\|\s*| {2,})"
)
_NUMBER = re.compile(r"\s*\**R?\d{1,3}(?:\.\d{1,3})?[a-z]?\.?\**\s*$")
_SHORTEST = 15
_NUMBERS = {"1.", "1.1"}


def cut_rows(lines: Iterable[Line]) -> Iterator[Line]:
    """Cut the rows of tables whose header names a number and a recommendation.

    Examples
    --------
    >>> from graph.reading.lines import split_lines
    >>> text = "| No. | Recommendation | Status |\\n| 1 | States should act. | Open |"
    >>> [line.text for line in cut_rows(split_lines(text))][1:]
    ['1 | States should act.', '| Open |']
    """
    columns: tuple[int | None, int] | None = None
    for line in lines:
        if line.text[0] != "|":
            columns = None
            yield line
            continue
        header = table_columns([cell[0].strip(" *_") for cell in _CELL.finditer(line.text)])
        columns = header or columns
        if columns is None or header:
            yield line
        else:
            yield from _cut(line, *columns)


def row_label(text: str) -> Label | None:
    """Give the number of a row that was cut.

    >>> row_label("12 | States should act.").text
    '12'
    """
    found = _LABEL.match(text)
    if found is None:
        return None
    value = int(found["last"] or found["value"])
    return Label(found["label"], found.end(), (Reading("|", value),))


def table_columns(titles: Sequence[str]) -> tuple[int | None, int] | None:
    """Give the places of the number and of the text in a header; ``None`` where it is none.

    The number's place is ``None`` where it stands before the text, in one cell with it.

    >>> table_columns(["No.", "Recommendation", "Status"])
    (0, 1)
    """
    number = next((i for i, title in enumerate(titles) if _NUMBER_TITLE.match(title)), None)
    texts = [i for i, title in enumerate(titles) if i != number and _TEXT_TITLE.match(title)]
    if not texts or len(titles) < 2:
        return None
    if number is None:
        return None, texts[0]
    return (number, texts[0]) if texts[0] == number + 1 else None


def _cut_labelled(line: Line, cell: re.Match[str]) -> Iterator[Line]:
    """Cut out a cell that begins with the number of a recommendation."""
    label = find_label(cell[0].strip())
    if label is None or label.is_bullet or label.readings[0].style not in _NUMBERS:
        yield line
        return
    if line.text[: cell.start()].strip(" |"):
        yield line.part(0, cell.start())
    yield replace(line.part(cell.start(), cell.end()), cut=True)
    if line.text[cell.end() :].strip(" |"):
        yield line.part(cell.end(), len(line.text))


def _cut(line: Line, number: int | None, text: int) -> Iterator[Line]:
    cells = list(_CELL.finditer(line.text))
    if number is None and len(cells) > text:
        yield from _cut_labelled(line, cells[text])
        return
    if number is None or len(cells) <= text or not _NUMBER.match(cells[number][0]):
        yield line
        return
    words = cells[text][0].strip()
    if len(words) < _SHORTEST:
        yield line
        return
    begin, end = cells[number].start(), cells[text].end()
    if line.text[:begin].strip(" |"):
        yield line.part(0, begin)
    yield replace(line.part(begin, end), cut=True, hint=ROW)
    if line.text[end:].strip(" |"):
        yield line.part(end, len(line.text))
