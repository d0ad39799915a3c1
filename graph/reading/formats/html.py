"""HTML: blocks become lines; the labels of ordered lists are computed."""

from __future__ import annotations

import re
from typing import Any

from graph.reading.composed import Composed, Composer, raised
from graph.reading.encodings import decode
from graph.reading.errors import ReadingError
from graph.reading.formats.cells import row_line
from graph.reading.formats.counting import counted

__all__ = ["MAX_DEPTH", "read_html"]

MAX_DEPTH = 4000
"""Elements open at once, at most."""
_NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|main|blockquote|[ou]l|table|font|b|i|u|em|strong|a)\b", re.I
)
_LINES = """
address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table tbody tfoot thead tr ul
"""
_BLOCKS = frozenset(_LINES.split())
_SKIPPED = frozenset({"script", "style", "template", "noscript", "head", "svg", "nav", "-comment"})
_RULE = "_" * 12
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MARGINS = frozenset({"header", "footer"})
_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡]{1,3}|[a-z])[\])]?")
_OWN_MARK = re.compile(r"[\[(]?([\d⁰¹²³⁴-⁹]{1,3}|[*†‡]{1,3}|[a-z](?=\s))[\])]?\.?\s*")
_BACK = re.compile(r"\s*[↩↑⏎^]\ufe0e?\s*$")
_FLAT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def read_html(data: bytes, file_name: str) -> Composed:
    """Read HTML; scripts, styles and navigation are left out."""
    from selectolax.lexbor import LexborHTMLParser

    text, warnings = decode(data, file_name)
    if _depth(text) > MAX_DEPTH:
        raise ReadingError(
            f"{file_name} nests its elements more than {MAX_DEPTH} deep, which no document needs; "
            "check where it comes from."
        )
    writer = _Writer()
    writer.composer.warnings += warnings
    body = LexborHTMLParser(text).body
    if body is not None:
        writer.walk(body)
    return writer.composer.composed()


def _depth(text: str) -> int:
    """Count the elements open at once, at most: the parser takes time by their square."""
    depth = deepest = 0
    for found in _NESTING.finditer(text):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest


class _Writer:
    """Walks the tree with a stack of its own, so depth does not matter."""

    def __init__(self) -> None:
        self.composer = Composer()
        self._words: list[str] = []
        self._hint = ""
        self._label = ""
        self._as_typed = 0
        self._counts: list[tuple[str, int]] = []
        self._cited: dict[str, str] = {}
        self._aside: list[tuple[str, str]] = []

    def walk(self, root: Any) -> None:
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self._leave(node)
                continue
            if node.tag in {"-text", "_text"}:
                self._words.append(node.text(deep=False) or "")
                continue
            if node.tag in _SKIPPED:
                continue
            self._enter(node)
            stack.append((node, True))
            children = []
            child = node.child
            while child is not None:
                children.append(child)
                child = child.next
            stack += [(child, False) for child in reversed(children)]
        self._flush()

    def _enter(self, node: Any) -> None:
        tag, attributes = node.tag, node.attributes
        if tag in _BLOCKS:
            self._flush()
        if tag == "pre":
            self._as_typed += 1
        if tag == "hr":
            self.composer.line(_RULE)
        self._enter_aside(node)
        if tag in {"ol", "ul"}:
            kind = (
                _FORMATS.get(attributes.get("type") or "", "decimal") if tag == "ol" else "bullet"
            )
            self._counts.append((kind, _number(attributes.get("start"), 1) - 1))
        elif tag == "li" and self._counts:
            kind, count = self._counts[-1]
            count = _number(attributes.get("value"), count + 1)
            self._counts[-1] = (kind, count)
            self._label = _label(kind, count)
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._hint = f"heading {tag[1]}"
        elif tag in {"td", "th"}:
            self._words.append(" | ")
        elif tag == "sup":
            self._words.append("\x00")

    def _enter_aside(self, node: Any) -> None:
        """Note what a block stands in: a page's header or footer, or the text of a note.

        A note is what an earlier link has pointed to whose words are a mark such as ``1``.
        """
        tag, attributes = node.tag, node.attributes
        name = attributes.get("id") or attributes.get("name") or ""
        mark = self._cited.get(name, "")
        if tag in _BLOCKS:
            title = (attributes.get("title") or "").lower()
            is_margin = bool(_MARGINS & ({tag} if tag != "div" else {title}))
            above = self._aside[-1] if self._aside else ("", "")
            kind = ("page margin", "") if is_margin else ("note", mark) if mark else above
            self._aside.append(kind)
        elif mark and self._aside and not "".join(self._words).strip("\x00 "):
            self._aside[-1] = ("note", mark)
        target = attributes.get("href") or ""
        if tag == "a" and len(target) > 1 and target[0] == "#":
            found = _MARK.fullmatch((node.text() or "").strip()[:8])
            if found:
                self._cited.setdefault(target[1:], found[1])

    def _leave(self, node: Any) -> None:
        tag = node.tag
        if tag == "sup":
            self._raise()
        if tag == "tr":
            self._end_row()
        if tag in _BLOCKS:
            self._flush()
            del self._aside[-1:]
        if tag == "pre":
            self._as_typed -= 1
        if tag in {"ol", "ul"} and self._counts:
            self._counts.pop()

    def _end_row(self) -> None:
        """Turn the cells that were gathered into a row's line."""
        cells = [" ".join(cell.split()) for cell in "".join(self._words).split(" | ")]
        if len(cells) > 1 and any(cells[1:]):
            self._words = [row_line(cells[1:] if not cells[0] else cells)]

    def _raise(self) -> None:
        """Write digits in superscript as raised digits."""
        at = len(self._words) - 1 - self._words[::-1].index("\x00")
        inside = "".join(self._words[at + 1 :]).strip()
        self._words[at:] = [raised(inside) if inside.isdigit() else inside]

    def _flush_lines(self) -> None:
        """Write what stands in ``pre`` line by line, as it was typed."""
        blank = False
        for line in "".join(self._words).replace("\x00", "").expandtabs().splitlines():
            stripped = line.strip()
            if stripped:
                self.composer.line(stripped, indent=len(line) - len(line.lstrip()), blank=blank)
            blank = not stripped
        self._words = []

    def _flush(self) -> None:
        if self._as_typed:
            self._flush_lines()
            return
        words = " ".join("".join(self._words).replace("\x00", "").split())
        self._words = []
        if not words:
            return
        hint = "" if self._hint.startswith("heading") and len(words) > 400 else self._hint
        kind, mark = self._aside[-1] if self._aside else ("", "")
        note = _note_text(words, mark, is_item=bool(self._label)) if kind == "note" else None
        if note is not None:
            self.composer.line(note, "note" if note.startswith(f"{mark} ") else "note goes on")
            self._aside = [
                ("note", "") if aside == (kind, mark) else aside for aside in self._aside
            ]
        else:
            self.composer.line(f"{self._label}{words}", kind if kind != "note" else hint)
        self._hint = self._label = ""


def _note_text(words: str, mark: str, *, is_item: bool) -> str | None:
    """Give a note's line, its mark before it; ``None`` where what a mark points to is no note."""
    found = _OWN_MARK.match(words)
    if not mark:
        return _BACK.sub("", words)
    if found and found[1].translate(_FLAT) == mark:
        return f"{mark} {_BACK.sub('', words[found.end() :])}"
    return f"{mark} {_BACK.sub('', words)}" if is_item or _BACK.search(words) else None


def _number(value: str | None, default: int) -> int:
    text = (value or "").strip()
    return int(text) if text.lstrip("-").isdigit() and len(text) < 7 else default


def _label(kind: str, count: int) -> str:
    if kind == "bullet":
        return "• "
    if kind == "decimal":
        return f"{count}. "
    return f"({counted(kind, count)}) " if kind.startswith("lower") else f"{counted(kind, count)}. "
