"""Page furniture: running headers and footers, page numbers, job numbers, rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graph.reading.labels import find_label
from graph.reading.lines import Line

__all__ = ["JOB_NUMBER", "find_furniture"]

JOB_NUMBER = re.compile(r"\b[A-Z]{1,3}\.\d{2}-\d{4,6}\b|\b\d{2}-\d{5}\b(?=\s*\([A-Z]\))")
"""A job number such as ``V.18-02042`` or ``21-10314 (E)``."""

_BARE_JOB = r"\d{2}-\d{5}"
_JOB = r"[A-Z]{1,3}\.\d{2}-\d{4,6}(?:\s*\([A-Z]\))?|\d{2}-\d{5}\s*\([A-Z]\)"
_PAGES = r"\d{1,4}\s*/\s*\d{1,4}"
_IMAGE = r"!\[[^\]]*\]\([^)]*\)|<!--.{0,80}-->"
_ALONE = (
    (
        "page footer",
        re.compile(rf"(?:{_PAGES}\s+(?:{_JOB}|{_BARE_JOB})|(?:{_JOB}|{_BARE_JOB})\s+{_PAGES})$"),
    ),
    ("job number", re.compile(rf"(?:{_JOB})$")),
    (
        "page number",
        re.compile(rf"(?:{_PAGES}|[Pp]age \d{{1,4}}(?: of \d{{1,4}})?|[-–] ?\d{{1,4}} ?[-–])$"),
    ),
    ("rule", re.compile(r"[_\-=—–─━*.·• \t]{5,400}$")),
    ("barcode", re.compile(r"\*[0-9A-Z]{5,12}\*$")),
    (
        "image",
        re.compile(r"(?:!\[[^\]]*\]\([^)]*\)|<!--.{0,80}-->|<span id=\"[^\"]*\"></span>|\s)+$"),
    ),
    ("rule", re.compile(r">+$")),
    ("imprint", re.compile(r"Please recycle\b.{0,40}$")),
)
_SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[A-Za-z0-9.()_-]{1,20}){1,6}(?: \(\d{4}\))?$")
_NUMBER = re.compile(r"\d{1,4}$")
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")
_LONGEST = 160
_NEVER = 1 << 30
_OFTEN = 4
_PROSE = 4


def find_furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Find the lines that are page furniture.

    Returns
    -------
    dict of int to str
        The kind of furniture by the line's index.

    Examples
    --------
    >>> from graph.reading.lines import split_lines
    >>> find_furniture(split_lines("tools, or\\n\\n2/3 V.18-02042\\n\\nan electronic platform"))
    {1: 'page footer'}
    """
    found = {}
    for index, line in enumerate(lines):
        kind = line.hint if line.hint.startswith("page") else _kind(line.text)
        if kind:
            found[index] = kind
    found.update(_running(lines, found))
    return dict(sorted(found.items()))


def _kind(text: str) -> str | None:
    if len(text) > _LONGEST or (text[0].islower() and text[0] != "p"):
        return None
    if text[0] == "*" and "/" in text:  # *2/2* 22-00123
        text = text.replace("*", "")
    for kind, pattern in _ALONE:
        if pattern.match(text):
            return kind if kind != "page number" or _is_page_number(text) else None
    return None


def _is_page_number(text: str) -> bool:
    """True unless it is a span of years such as ``2024/25``."""
    first, slash, last = text.partition("/")
    return not slash or int(first) <= int(last) < 1000


def _running(lines: Sequence[Line], known: dict[int, str]) -> dict[int, str]:
    """Find page numbers and repeated lines at the edges of pages."""
    if not lines or lines[-1].page == 0:
        return _repeated_symbols(lines)
    edges = _edges(lines, known)
    counts = Counter(_pattern(lines[index].text) for index in edges)
    found = {}
    for index in edges:
        if index == 0:  # the first line of all is the document's own, whatever repeats it
            continue
        text = lines[index].text
        if _heads_page(lines, index) and _SYMBOL.match(text):
            found[index] = "document symbol"
        elif _NUMBER.match(text):
            found[index] = "page number"
        elif len(text) <= _LONGEST and counts[_pattern(text)] >= _often(text, lines[-1].page):
            found[index] = "running header" if not _SYMBOL.match(text) else "document symbol"
    return found


def _repeated_symbols(lines: Sequence[Line]) -> dict[int, str]:
    """Find symbols that stand alone again and again, and the numbers beside them.

    That is what is left of running headers where a converter wrote no form feeds.
    """
    alone = [i for i, line in enumerate(lines) if len(line.text) < 60 and _SYMBOL.match(line.text)]
    counts = Counter(lines[i].text for i in alone)
    found: dict[int, str] = {}
    for index in alone[1:]:
        if counts[lines[index].text] >= _OFTEN:
            found[index] = "document symbol"
            beside = (index - 1, index + 1)
            found.update(
                (i, "page number")
                for i in beside
                if 0 <= i < len(lines) and _NUMBER.match(lines[i].text)
            )
    return found


def _often(text: str, pages: int) -> int:
    """Say how often a line at the edge of a page must come to be a running header.

    What reads like a piece of a sentence comes by chance more than once.
    """
    if _is_list_item(text) or (text[0].islower() and text.count(" ") >= _PROSE):
        return _NEVER
    return max(3, pages // 4) if text[0].islower() or text[-1] in ".:?!" else 2


def _edges(lines: Sequence[Line], known: dict[int, str]) -> list[int]:
    """Give the indices of the first and the last two lines of each page."""
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if index not in known and not line.hint.startswith("note"):
            pages.setdefault(line.page, []).append(index)
    edges = {i for page in pages.values() for i in (*page[:2], *page[-2:])}
    return sorted(i for i in edges if not _is_note(lines, i))


def _heads_page(lines: Sequence[Line], index: int) -> bool:
    """True for the first line of a page after the first."""
    return index > 0 and lines[index].page > lines[index - 1].page


def _is_note(lines: Sequence[Line], index: int) -> bool:
    """True for a footnote mark alone on its line and for the deeper line of its text."""
    return _note_begins(lines, index) or _note_begins(lines, index - 1)


def _note_begins(lines: Sequence[Line], index: int) -> bool:
    if not 0 <= index < len(lines) - 1 or not _NUMBER.match(lines[index].text):
        return False
    mark, text = lines[index], lines[index + 1]
    is_below = text.page == mark.page and text.blanks == 0 and text.indent > mark.indent
    return is_below and not _SYMBOL.match(text.text) and len(mark.text) < 3


def _is_list_item(text: str) -> bool:
    return (
        find_label(text) is not None
        or text.startswith(("(", "-", "•"))
        or text.endswith((";", ","))
    )


def _pattern(text: str) -> str:
    return _SPACES.sub(" ", _DIGITS.sub("0", text))
