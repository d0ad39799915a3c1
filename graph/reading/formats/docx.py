"""DOCX: paragraphs with the labels that automatic numbering prints, tables, notes, headers.

Tracked insertions are taken and deletions left out; text boxes follow their paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.reading.composed import Composed, Composer, raised
from graph.reading.errors import ReadingError
from graph.reading.formats.archive import Archive
from graph.reading.formats.cells import row_line
from graph.reading.formats.wordnumbering import Numbering

__all__ = ["read_docx"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{W}delText",
    f"{W}instrText",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}sectPr",
    f"{W}comment",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_TEXT, _RUN, _TEXT_BOX = f"{W}t", f"{W}r", f"{W}txbxContent"
_SPACES = {f"{W}tab", f"{W}br", f"{W}cr"}
_HYPHENS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": ""}
_CITING = {f"{W}footnoteReference", f"{W}endnoteReference"}


def read_docx(data: bytes, file_name: str) -> Composed:
    """Read a Word document."""
    archive = Archive(data, file_name)
    root = archive.xml("word/document.xml")
    if root is None:
        raise ReadingError(f"{file_name} has no word/document.xml; save it as DOCX again.")
    body = root.find(f"{W}body")
    numbering = Numbering(archive.xml("word/numbering.xml"), archive.xml("word/styles.xml"))
    writer = _Writer(numbering)
    if body is not None:
        for kind, part in _margins(archive, root):
            writer.write_margin(part, kind)
        writer.write_all(body)
    writer.write_notes(archive)
    return writer.composer.composed()


def _margins(archive: Archive, root: Any) -> Iterator[tuple[str, Any]]:
    """Give the headers and footers in use, the first page's first; each part once."""
    relations = archive.xml("word/_rels/document.xml.rels")
    if relations is None:
        return
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    references = list(root.iter(f"{W}headerReference", f"{W}footerReference"))
    references.sort(key=lambda reference: reference.tag == f"{W}footerReference")
    references.sort(key=lambda reference: reference.get(f"{W}type") != "first")
    seen = set()
    for reference in references:
        target = targets.get(reference.get(_R_ID), "")
        part = archive.xml(f"word/{target}") if target not in seen else None
        seen.add(target)
        if part is not None:
            is_first = reference.get(f"{W}type") == "first" and "header" in target
            yield ("front" if is_first else "page margin"), part


class _Writer:
    def __init__(self, numbering: Numbering) -> None:
        self.composer = Composer()
        self._numbering = numbering
        self._cited: list[tuple[str, str]] = []

    def write_all(self, container: Any) -> None:
        """Write the paragraphs and tables of a container in order."""
        stack = [container]
        while stack:
            element = stack.pop()
            if element.tag == f"{W}p":
                self._write_paragraph(element)
            elif element.tag == f"{W}tbl":
                self._write_table(element)
            elif element.tag not in _SKIPPED:
                stack += reversed(element)

    def write_margin(self, part: Any, hint: str) -> None:
        """Write a header or footer."""
        for paragraph in part.iter(f"{W}p"):
            words, _ = self._words(paragraph)
            self.composer.line(" ".join(words.split()), hint)

    def write_notes(self, archive: Archive) -> None:
        """Write the footnotes and endnotes that the text cites."""
        notes: dict[tuple[str, str], str] = {}
        for kind in ("footnote", "endnote"):
            part = archive.xml(f"word/{kind}s.xml") if self._cited else None
            for note in part if part is not None else ():
                words = " ".join(self._words(p)[0] for p in note.iter(f"{W}p"))
                notes[kind, note.get(f"{W}id", "")] = " ".join(words.split())
        for nth, cited in enumerate(list(self._cited), start=1):
            if notes.get(cited):
                self.composer.line(f"{nth} {notes[cited].lstrip('0123456789 ')}", "note")

    def _write_paragraph(self, paragraph: Any) -> None:
        words, boxes = self._words(paragraph)
        text = " ".join(words.split())
        label = self._numbering.label(paragraph) if text else ""
        level = self._numbering.heading_level(paragraph) if text else None
        is_heading = level is not None and len(words) < 400
        self.composer.line(f"{label}\t{text}" if label else text, f"heading {level}" * is_heading)
        for box in boxes:
            self.write_all(box)

    def _write_table(self, table: Any) -> None:
        """Write a row a line; a table of one column is layout, and its cells are paragraphs."""
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue  # of a table inside a cell, which that cell's text has already
            cells = [cell for cell in row if cell.tag == f"{W}tc"]
            filled = [any((t.text or "").strip() for t in cell.iter(_TEXT)) for cell in cells]
            if sum(filled) > 1:
                self.composer.line(row_line([self._cell(cell) for cell in cells]))
            else:
                for cell in cells:
                    self.write_all(cell)

    def _cell(self, cell: Any) -> str:
        parts = []
        for paragraph in cell.iter(f"{W}p"):
            words, _ = self._words(paragraph)
            label = self._numbering.label(paragraph) if words.strip() else ""
            parts.append(f"{label} {words}")
        return " ".join(" ".join(parts).split())

    def _words(self, paragraph: Any) -> tuple[str, list[Any]]:
        """Give a paragraph's words and the text boxes anchored in it.

        Its children are gone through one by one: lxml takes longer to begin a search below them.
        """
        words: list[str] = []
        boxes: list[Any] = []
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            tag = element.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == _TEXT_BOX:
                boxes.append(element)
            elif tag == _RUN:
                words.append(self._run(element, stack))
            else:
                stack += reversed(element)
        return "".join(words), boxes

    def _run(self, run: Any, stack: list[Any]) -> str:
        words = []
        for element in run:
            tag = element.tag
            if tag == _TEXT:
                words.append(element.text or "")
            elif tag in _SKIPPED:
                continue
            elif tag in _SPACES:
                words.append(" ")
            elif tag in _HYPHENS:
                words.append(_HYPHENS[tag])
            elif tag in _CITING:
                words.append(self._cite(element))
            elif len(element):
                stack.append(element)
        text = "".join(words)
        return raised(text) if text.isdigit() and _is_raised(run) else text

    def _cite(self, reference: Any) -> str:
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        self._cited.append((kind, reference.get(f"{W}id", "")))
        return raised(str(len(self._cited)))


def _is_raised(run: Any) -> bool:
    position = run.find(f"{W}rPr/{W}vertAlign")
    return position is not None and position.get(f"{W}val") == "superscript"
