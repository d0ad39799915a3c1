"""Lines of a PDF's page: words at their places, wide gaps as columns, footnote marks raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graph.reading.composed import raised
from graph.reading.formats.pagechars import HYPHEN, Glyph, PageCharacters
from graph.reading.formats.pagerows import Row

__all__ = ["page_rows"]

_SMALL = 0.8
_RISE = 0.1
_COLUMN = 0.5
_WIDE = 1.6
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LINE = re.compile(r"[^\r\n]+")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\S+")
_new = tuple.__new__
_BROKEN = re.compile(r"(?<=[^\W\d_]) -$")
_DIVIDED = re.compile(HYPHEN + r"(?=\S)")
_MARKS = re.compile(r"\d{1,3}(?=[.,;:)\]”’\"]{0,3}$)|(?<=[^\W\d_])\d{1,3}|(?<=[.,;:)”])\d{1,3}")


class _Word(NamedTuple):
    start: int
    end: int
    first: Glyph
    right: float


def page_rows(characters: PageCharacters) -> list[Row]:
    """Give a page's rows in reading order, those on one baseline joined."""
    rows: list[Row] = []
    for start, end in _lines(characters):
        row = _row(characters, start, end)
        if row is None:
            continue
        before = rows[-1] if rows else None
        if before is not None and _beside(before, row):
            _join(before, row)
        else:
            rows.append(row)
    return rows


def _lines(characters: PageCharacters) -> Iterator[tuple[int, int]]:
    """Cut where a line ends; a word divided at a line's end comes without such an end."""
    text = characters.text
    for found in _LINE.finditer(text):
        start = found.start()
        for hyphen in _DIVIDED.finditer(text, start, found.end()):
            before, after = characters.glyph(hyphen.start()), characters.glyph(hyphen.end())
            if before.foot - after.foot > 0.5 * before.height or after.left < before.left:
                yield start, hyphen.end()
                start = hyphen.end()
        yield start, found.end()


def _row(characters: PageCharacters, start: int, end: int) -> Row | None:
    words = [_word(characters, *f.span()) for f in _WORD.finditer(characters.text, start, end)]
    if not words:
        return None
    feet = sorted([word.first.foot for word in words])
    foot = feet[len(feet) // 2]
    typical = next(word for word in words if word.first.foot == foot)
    height = typical.first.height
    size = characters.size(typical.start, height)
    base = characters.baseline(typical.start)
    text = "".join(_pieces(characters, words, _Line(size, height, base)))
    text = _BROKEN.sub("-", text.replace(HYPHEN, "-"))
    return Row(text, words[0].first.left, words[-1].right, base, size)


def _word(characters: PageCharacters, start: int, end: int) -> _Word:
    first = characters.glyph(start)
    right = first.right if end - start == 1 else characters.right(end - 1)
    return _new(_Word, (start, end, first, right))


class _Line(NamedTuple):
    size: float
    height: float
    base: float

    def raises(self, characters: PageCharacters, index: int) -> bool:
        """True for a small character above the baseline."""
        if characters.glyph(index).height >= (_SMALL + 0.01) * self.height:
            return False
        return characters.baseline(index) > self.base + _RISE * self.size


def _pieces(characters: PageCharacters, words: list[_Word], line: _Line) -> Iterator[str]:
    """Give a line's words, footnote marks raised, wide gaps as columns of spaces."""
    before: float | None = None
    text = characters.text
    for start, end, first, right in words:
        word = text[start:end]
        if _DIGIT.search(word) and (marks := _MARKS.search(word)):
            word = _with_raised(characters, start, word, marks.start(), line)
        if before is not None:
            gap = first.left - before
            if gap > _WIDE * line.size:
                yield " " * _columns(gap, line.size)
            elif word[0] not in _RAISED:
                yield " "
        yield word
        before = right


def _with_raised(characters: PageCharacters, start: int, word: str, first: int, line: _Line) -> str:
    """Write the digits of a word that stand above its line as raised digits."""
    pieces = []
    at = 0
    for found in _MARKS.finditer(word, first):
        begin = found.end()
        while begin > found.start() and line.raises(characters, start + begin - 1):
            begin -= 1
        pieces += [word[at:begin], raised(word[begin : found.end()])]
        at = found.end()
    return "".join([*pieces, word[at:]])


def _join(before: Row, row: Row) -> None:
    """Put a row behind the one that it stands beside."""
    mark = row.text.strip()
    is_mark = mark.isdigit() and row.size < _SMALL * before.size
    gap = row.left - before.right
    space = "" if is_mark or gap < 0.15 * before.size else " " * _columns(gap, before.size)
    before.text += space + (raised(mark) if is_mark else row.text)
    before.right = row.right


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
