"""PDF by the places of its characters: rows in reading order, raised footnote marks kept apart.

The text is composed as a page layout: indentation in columns, a blank line where lines stand
apart, a form feed after each page; furniture and notes are then found as in any such text.
"""

from __future__ import annotations

from typing import Any

from graph.reading.composed import Composed, Composer
from graph.reading.errors import ReadingError
from graph.reading.formats.pagechars import PageCharacters
from graph.reading.formats.pagelines import page_rows
from graph.reading.formats.pagerows import Row, write_pages

__all__ = ["MAX_PAGES", "read_pdf"]

MAX_PAGES = 3000
"""Pages of a PDF, at most."""


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
    page = document[number]
    text_page = page.get_textpage()
    rows = page_rows(PageCharacters(text_page))
    text_page.close()
    page.close()
    return rows
