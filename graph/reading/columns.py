"""Tables drawn in columns of spaces, as PDF and layout text have them: each row becomes an item.

A header that names a number and a recommendation tells the columns; a row begins where the next
number stands under it, and its words go on where lines begin under its first words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from graph.reading.lines import Line
from graph.reading.tables import ROW, ROW_GOES_ON, table_columns

__all__ = ["cut_columns"]

_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_NUMBER = re.compile(r"R?(?P<value>\d{1,3})(?:\.(?P<last>\d{1,3}))?\.?(?= {2,}\S|$)")
_PIECE = re.compile(r"(?<=  )\S")
_SPACES = re.compile(r"(?<=\S) +(?=\S)")
# A name and two figures or more, or nothing but figures and years, in columns.
_FIGURE = r"(?:[-–—(]?\$?\d[\d,.]*(?:[/–-]\d{2,4})?%?\)?|[-–—]|n/a)"
_FIGURES = re.compile(rf"(?:\S.{{0,80}}? {{2,}}{_FIGURE}|{_FIGURE})(?: {{2,}}{_FIGURE})+")
_LEFT = 3
_RIGHT = 6
_STRANGE = 6
_AHEAD = 3


@dataclass
class _Table:
    """A table that is open: where its words stand, and the row that is being read."""

    words: int
    beyond: int
    value: int = 0
    left: int = 0
    strange: int = 0
    row: list[Line] = field(default_factory=list)
    beside: list[Line] = field(default_factory=list)

    def flush(self) -> Iterator[Line]:
        """Give the row's words, then the cells beside them."""
        yield from self.row
        yield from self.beside
        self.row, self.beside = [], []


def cut_columns(lines: Iterable[Line]) -> Iterator[Line]:
    """Cut the rows of tables that are drawn in columns.

    Examples
    --------
    >>> from graph.reading.lines import split_lines
    >>> text = "No.   Recommendation    Status\\n1     The Office should   Open\\n      act."
    >>> [(line.text, line.hint) for line in cut_columns(split_lines(text))][1:]
    [('1     The Office should', 'row'), ('act.', 'row goes on'), ('Open', 'table')]
    """
    table: _Table | None = None
    for line in lines:
        header = _header(line)
        if header is not None:
            if table is not None:
                yield from table.flush()
                header.value = table.value
            table = header
            yield line
        elif table is None:
            yield replace(line, hint="table") if _of_figures(line) else line
        elif _begins(table, line):
            yield from table.flush()
            _begin(table, line)
        elif not _goes_on(table, line):
            yield from table.flush()
            table.strange += 1
            if table.strange >= _STRANGE:
                table = None
            yield line
    if table is not None:
        yield from table.flush()


def _header(line: Line) -> _Table | None:
    """Give the table that a line of titles opens."""
    if "   " not in line.text or len(line.text) > 300:
        return None
    cells = list(_CELL.finditer(line.text))
    columns = table_columns([cell[0] for cell in cells])
    if columns is None or columns[0] is None:
        return None
    words = line.indent + cells[columns[1]].start()
    behind = cells[columns[1] + 1 :]
    return _Table(words, line.indent + behind[0].start() - _RIGHT if behind else 1 << 30)


def _of_figures(line: Line) -> bool:
    """Tell a row of figures: "Military observers    7,624.1    7,702.9    78.8"."""
    return not line.hint and "  " in line.text and _FIGURES.fullmatch(line.text.strip()) is not None


def _begins(table: _Table, line: Line) -> bool:
    """True where the next number stands before words in their column."""
    number = _NUMBER.match(line.text)
    if number is None or line.indent >= table.words:
        return False
    words = line.indent + _words(line, number)
    ahead = _value(number) - table.value
    return number.end() < len(line.text) and words < table.beyond and 0 < ahead <= _AHEAD


def _begin(table: _Table, line: Line) -> None:
    number = _NUMBER.match(line.text)
    assert number is not None
    begin = _words(line, number)
    table.value, table.left, table.strange = _value(number), line.indent + begin, 0
    _add(table, line, begin, ROW)


def _goes_on(table: _Table, line: Line) -> bool:
    """Take a line into the row that is open; false where it is no part of it."""
    if not table.row or line.text[0] == "|" or line.hint.startswith("page"):
        return False
    if line.indent >= table.beyond:
        table.beside.append(replace(line, hint="table"))
        return True
    if abs(line.indent - table.left) > _LEFT or line.blanks > 1:
        return False
    _add(table, line, 0, ROW_GOES_ON)
    return True


def _words(line: Line, number: re.Match[str]) -> int:
    """Give the place in the line at which the words behind the number begin."""
    rest = line.text[number.end() :]
    return number.end() + len(rest) - len(rest.lstrip())


def _value(number: re.Match[str]) -> int:
    return int(number["last"] or number["value"])


def _add(table: _Table, line: Line, begin: int, hint: str) -> None:
    """Add a line's words to the row, and what stands beyond them beside it."""
    starts = [] if _is_justified(line.text[begin:]) else _PIECE.finditer(line.text, begin + 1)
    beyond = (piece.start() for piece in starts if line.indent + piece.start() >= table.beyond)
    end = next(beyond, len(line.text))
    table.row.append(replace(line.part(0, end), hint=hint, cut=hint == ROW))
    if end < len(line.text):
        table.beside.append(replace(line.part(end, len(line.text)), hint="table"))


def _is_justified(text: str) -> bool:
    """True where all words of a line stand equally far apart: it is one cell, set to width."""
    widths = [len(spaces[0]) for spaces in _SPACES.finditer(text)]
    return len(widths) > 1 and min(widths) > 1 and max(widths) - min(widths) <= 1
