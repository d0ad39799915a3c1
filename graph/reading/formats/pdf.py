"""PDF at the level of characters: lines with their place, raised footnote marks kept apart.

The text is composed as a page layout: indentation in columns, a blank line where lines stand
apart, a form feed after each page; furniture and notes are then found as in any such text.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from statistics import median
from typing import Any

from graph.reading.composed import Composed, Composer, raised
from graph.reading.errors import ReadingError
from graph.reading.formats.pagerows import Row, write_pages

__all__ = ["MAX_PAGES", "read_pdf"]

MAX_PAGES = 3000
"""Pages of a PDF, at most."""
_SMALL = 0.8
_COLUMN = 0.5
_WIDE = 1.6
_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"(?<=[^\W\d_]) -$")


def read_pdf(data: bytes, file_name: str) -> Composed:
    """Read a PDF's text; pages without any are named in the warnings."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise ReadingError(
            f"{file_name} cannot be opened as PDF ({error}); if it is locked, unlock it, "
            "else get it again."
        ) from error
    if count > MAX_PAGES:
        raise ReadingError(f"{file_name} has {count} pages, more than {MAX_PAGES}; split it.")
    composer = Composer()
    pages: list[list[Row]] = []
    try:
        for number in range(count):
            pages.append(_rows(document, number))
    except pypdfium2.PdfiumError as error:
        raise ReadingError(f"{file_name}: page {number + 1} is damaged ({error}).") from error
    finally:
        document.close()
    empty = [number for number, rows in enumerate(pages, start=1) if not rows]
    if len(empty) == count:
        raise ReadingError(
            f"{file_name} has {count} pages without any text: a scan; "
            "recognise its text (OCR) first."
        )
    write_pages(composer, pages)
    if empty:
        composer.warnings.append(
            f"Pages without text, perhaps scans: {', '.join(map(str, empty[:50]))}."
        )
    return composer.composed()


def _rows(document: Any, number: int) -> list[Row]:
    """Read one page's lines in reading order, those on one baseline joined."""
    import pypdfium2.raw as pdfium

    page = document[number]
    text_page = page.get_textpage()
    characters = _characters(pdfium, text_page)
    text_page.close()
    page.close()
    return _joined(_lines(characters))


Character = tuple[str, float, float, float, float]


def _characters(pdfium: Any, text_page: Any) -> list[Character]:
    """Give each character with left, right, baseline and font size."""
    left, right = ctypes.c_double(), ctypes.c_double()
    bottom, top = ctypes.c_double(), ctypes.c_double()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text_page, index)
        found.append((_character(code), left.value, right.value, y.value, size))
    return found


def _character(code: int) -> str:
    if code in {0x2, 0xFFFE, 0xAD}:
        return _HYPHEN
    if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or (code < 0x20 and code not in {9, 10, 13}):
        return " "
    return chr(code)


def _lines(characters: list[Character]) -> list[list[Character]]:
    """Cut where a line ends; a word broken at a line's end comes without such an end."""
    lines: list[list[Character]] = [[]]
    for character in characters:
        before = lines[-1][-1] if lines[-1] else None
        if character[0] in "\r\n":
            if lines[-1]:
                lines.append([])
            continue
        if before is not None and before[0] == _HYPHEN and not character[0].isspace():
            lines[-1][-1] = ("-", *before[1:])
            if before[3] - character[3] > 0.5 * before[4] or character[1] < before[1]:
                lines.append([])
        lines[-1].append(character)
    return [line for line in lines if any(not c[0].isspace() for c in line)]


def _joined(lines: list[list[Character]]) -> list[Row]:
    """Turn lines into rows; a line on the baseline of the one before, or raised above it, joins."""
    rows: list[Row] = []
    for line in lines:
        row = _row(line)
        before = rows[-1] if rows else None
        if before is not None and _beside(before, row):
            mark = row.text.strip()
            is_mark = mark.isdigit() and row.size < _SMALL * before.size
            gap = row.left - before.right
            space = "" if is_mark or gap < 0.15 * before.size else " " * _columns(gap, before.size)
            before.text += space + (raised(mark) if is_mark else row.text)
            before.right = row.right
        else:
            rows.append(row)
    return rows


def _columns(gap: float, size: float) -> int:
    return max(1, min(40, round(gap / (_COLUMN * max(size, 1.0)))))


def _beside(before: Row, row: Row) -> bool:
    height = max(before.size, row.size, 1.0)
    if row.left < before.right - 0.5 * height:
        return False
    rise = row.base - before.base
    if row.size < _SMALL * before.size and row.text.strip().isdigit():
        return -0.1 * height <= rise < 0.7 * height
    return abs(rise) < 0.25 * height


def _row(line: list[Character]) -> Row:
    visible = [c for c in line if not c[0].isspace()]
    size = median(c[4] for c in visible)
    base = median(c[3] for c in visible)
    words = "".join(_pieces(line, size, base)).replace("\u00a0", " ").replace("\t", " ").strip()
    text = _BROKEN.sub("-", words.replace(_HYPHEN, "-"))
    return Row(text, visible[0][1], visible[-1][2], base, size)


def _pieces(line: list[Character], size: float, base: float) -> Iterator[str]:
    """Give a line's characters, footnote marks raised, wide gaps as columns of spaces."""
    mark: list[str] = []
    space = ""
    before: Character | None = None
    for c in line:
        if c[0].isspace():
            space = " "
            continue
        gap = c[1] - before[2] if before is not None else 0.0
        if gap > _WIDE * size:
            space = " " * _columns(gap, size)
        if c[0].isdigit() and c[4] < _SMALL * size + 0.01 and c[3] > base + 0.1 * size:
            mark.append(c[0])
        else:
            if mark:
                yield raised("".join(mark))
                mark = []
                space = space or (" " if before is not None and line[0][0].isspace() else "")
            yield space + c[0]
        space, before = ("" if not mark else space), c
    if mark:
        yield raised("".join(mark))
