"""ODT: headings, paragraphs and lists with their computed labels, notes after the text."""

from __future__ import annotations

from typing import Any

from graph.reading.composed import Composed, Composer, raised
from graph.reading.errors import ReadingError
from graph.reading.formats.archive import Archive
from graph.reading.formats.cells import row_line
from graph.reading.formats.counting import counted

__all__ = ["read_odt"]

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_KINDS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_MARGINS = [
    f"{_S}{part}{page}" for part in ("header", "footer") for page in ("-first", "", "-left")
]
_SKIPPED = {f"{_T}tracked-changes", f"{_T}sequence-decls", f"{_T}table-of-content"}


def read_odt(data: bytes, file_name: str) -> Composed:
    """Read an OpenDocument text."""
    archive = Archive(data, file_name)
    root = archive.xml("content.xml")
    if root is None:
        raise ReadingError(f"{file_name} has no content.xml; save it as ODT again.")
    styles = archive.xml("styles.xml")
    lists = _list_styles(styles) if styles is not None else {}
    writer = _Writer(lists | _list_styles(root))
    if styles is not None:
        writer.write_margins(styles)
    writer.write(root)
    return writer.finished()


def _list_styles(root: Any) -> dict[tuple[str, int], Any]:
    return {
        (style.get(f"{_S}name", ""), _whole(level.get(f"{_T}level"), 1)): level
        for style in root.iter(f"{_T}list-style")
        for level in style
        if isinstance(level.tag, str)
    }


class _Writer:
    def __init__(self, styles: dict[tuple[str, int], Any]) -> None:
        self._composer = Composer()
        self._styles = styles
        self._counts: dict[tuple[str, int], int] = {}
        self._label = ""
        self._notes: list[tuple[str, str]] = []

    def write(self, root: Any) -> None:
        """Write paragraphs, headings and table rows in order."""
        stack: list[tuple[Any, tuple[str, ...]]] = [(root, ())]
        while stack:
            element, lists = stack.pop()
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag in {f"{_T}p", f"{_T}h"}:
                self._write_paragraph(element)
                continue
            if tag == f"{_T}list":
                name = element.get(f"{_T}style-name") or (lists[-1] if lists else "")
                lists = (*lists, name)
                if not _continues(element):
                    self._counts.pop((name, len(lists)), None)
            elif tag == f"{_T}list-item" and lists:
                self._label = self._next_label(lists, element)
            elif tag == f"{_TABLE}table-row":
                self._write_row(element)
                continue
            stack += [(child, lists) for child in reversed(element)]

    def write_margins(self, styles: Any) -> None:
        """Write the pages' headers and footers."""
        for part in styles.iter(*_MARGINS):
            for paragraph in part.iter(f"{_T}p"):
                self._composer.line(self._words(paragraph), "page margin")

    def finished(self) -> Composed:
        """Write the notes and give the text."""
        for mark, words in self._notes:
            self._composer.line(f"{mark} {words}", "note")
        return self._composer.composed()

    def _write_paragraph(self, element: Any) -> None:
        words = self._words(element)
        if not words:
            return
        level = element.get(f"{_T}outline-level") or "1"
        hint = f"heading {level}" if element.tag == f"{_T}h" and len(words) < 400 else ""
        self._composer.line(f"{self._label}{words}", hint)
        self._label = ""

    def _write_row(self, row: Any) -> None:
        cells = [self._words(cell) for cell in row if cell.tag == f"{_TABLE}table-cell"]
        if any(cells):
            self._composer.line(row_line(cells))

    def _next_label(self, lists: tuple[str, ...], item: Any) -> str:
        name, depth = lists[-1], len(lists)
        level = self._styles.get((name, depth))
        place = (name, depth)
        start = _whole(level.get(f"{_T}start-value"), 1) if level is not None else 1
        value = _whole(item.get(f"{_T}start-value"), self._counts.get(place, start - 1) + 1)
        self._counts[place] = value
        if level is None or level.tag != f"{_T}list-level-style-number":
            return "• "
        kind = _KINDS.get(level.get(f"{_S}num-format") or "", "none")
        prefix, suffix = level.get(f"{_S}num-prefix") or "", level.get(f"{_S}num-suffix") or ""
        return f"{prefix}{counted(kind, value)}{suffix}\t".lstrip()

    def _words(self, element: Any) -> str:
        words: list[str] = []
        stack: list[Any] = [element]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                words.append(item)
            elif item.tag == f"{_T}note":
                words.append(self._note(item))
            elif item.tag in {f"{_T}s", f"{_T}tab", f"{_T}line-break"}:
                words.append(" ")
            elif isinstance(item.tag, str):
                parts: list[Any] = [item.text or ""]
                for child in item:
                    parts += [child, child.tail or ""]
                stack += reversed(parts)
                if item.tag == f"{_T}p":
                    words.append(" ")
        return " ".join("".join(words).split())

    def _note(self, note: Any) -> str:
        citation, body = note.find(f"{_T}note-citation"), note.find(f"{_T}note-body")
        mark = "".join(citation.itertext()).strip() if citation is not None else ""
        mark = mark or str(len(self._notes) + 1)
        words = " ".join("".join(body.itertext()).split()) if body is not None else ""
        self._notes.append((mark, words))
        return raised(mark)


def _continues(element: Any) -> bool:
    """True where a list counts on from one before it."""
    on = element.get(f"{_T}continue-numbering") == "true"
    return on or element.get(f"{_T}continue-list") is not None


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else default
