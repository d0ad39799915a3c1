"""Akoma Ntoso for the United Nations (AKN4UN): structure, notes and metadata as given."""

from __future__ import annotations

from typing import Any

from graph.reading.composed import Composed, Composer, raised
from graph.reading.formats.archive import parse_xml

__all__ = ["read_akn"]

_FRONT = {"coverPage", "preface", "conclusions", "longTitle"}
_HEADINGS = {"heading", "subheading", "crossHeading"}
_TEXTS = {"p", "num", "heading", "subheading", "crossHeading", "docTitle"}
_SKIPPED = {"meta", "authorialNote", "img", "remark"}


def read_akn(data: bytes, file_name: str) -> Composed:
    """Read an Akoma Ntoso document; references and entities are not resolved."""
    root = parse_xml(data, "the document", file_name)
    writer = _Writer()
    writer.walk(root)
    writer.write_notes()
    return writer.composer.composed()


class _Writer:
    def __init__(self) -> None:
        self.composer = Composer()
        self._notes: list[tuple[str, str]] = []
        self._label = ""

    def walk(self, root: Any) -> None:
        """Write each text-bearing element as a line, a number before the text that it counts."""
        stack: list[tuple[Any, str]] = [(root, "")]
        while stack:
            element, hint = stack.pop()
            name = _name(element)
            if name in _SKIPPED or not name:
                continue
            if name in _FRONT:
                hint = "front" if hint != "annex" else "heading 1"
            elif name == "attachment":
                hint = "annex"
            elif name in {"mainBody", "preamble"} and hint == "annex":
                hint = ""
            if name in _TEXTS:
                self._write(name, self._words(element), hint)
                continue
            stack += [(child, hint) for child in reversed(element)]

    def write_notes(self) -> None:
        """Write the notes after the text."""
        for mark, words in self._notes:
            self.composer.line(f"{mark} {words}", "note")

    def _write(self, name: str, words: str, hint: str) -> None:
        if not words:
            return
        if name == "num":
            self._label = f"{words}\t"
            return
        if name in _HEADINGS:
            hint = "heading 2"
        if hint == "annex":
            hint = "heading 1"
        self.composer.line(f"{self._label}{words}", hint)
        self._label = ""

    def _words(self, element: Any) -> str:
        """Give an element's words; a note's place is marked with its raised mark."""
        words: list[str] = []
        stack: list[Any] = [element]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                words.append(item)
                continue
            name = _name(item)
            if name == "authorialNote":
                mark = item.get("marker") or str(len(self._notes) + 1)
                self._notes.append((mark, " ".join("".join(item.itertext()).split())))
                words.append(raised(mark))
            elif name == "eol":
                words.append(" ")
            elif name and name not in _SKIPPED:
                parts = [item.text or ""]
                for child in item:
                    parts += [child, child.tail or ""]
                stack += reversed(parts)
        return " ".join("".join(words).split())


def _name(element: Any) -> str:
    """Give an element's local name, nothing for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
