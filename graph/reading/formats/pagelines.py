"""Lines of a PDF's page: words at their places, wide gaps as columns, footnote marks raised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import sub
from typing import NamedTuple

from graph.reading.composed import raised
from graph.reading.formats.pagechars import HYPHEN, Boxes, PageCharacters
from graph.reading.formats.pagerows import Row

__all__ = ["page_rows"]

_SMALL = 0.8
_RISE = 0.1
_COLUMN = 0.5
_WIDE = 1.6
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LINE = re.compile(r"[^\r\n]+")
_DIGIT = re.compile(r"\d")
_NUMERAL = re.compile(rf"[\d{_RAISED}]")
_WORD = re.compile(r"\S+")
_BROKEN = re.compile(r"(?<=[^\W\d_]) -$")
_DIVIDED = re.compile(HYPHEN + r"(?=\S)")
_MARKS = re.compile(r"\d{1,3}(?=[.,;:)\]”’\"]{0,3}$)|(?<=[^\W\d_])\d{1,3}|(?<=[.,;:)”])\d{1,3}")


class _Words(NamedTuple):
    """A page's words: where each begins and ends, and the boxes of its first and last letters."""

    spans: list[tuple[int, int]]
    first: Boxes
    last: Boxes

    @classmethod
    def of(cls, characters: PageCharacters, spans: list[tuple[int, int]]) -> _Words:
        """Ask for the places of all words at once."""
        first = characters.boxes([start for start, _ in spans])
        return cls(spans, first, characters.boxes([end - 1 for _, end in spans]))


def page_rows(characters: PageCharacters) -> list[Row]:
    """Give a page's rows in reading order, those on one baseline joined."""
    text, spans, until = characters.text, list[tuple[int, int]](), [0]
    for start, end in _lines(characters):
        spans += [found.span() for found in _WORD.finditer(text, start, end)]
        until.append(len(spans))
    words = _Words.of(characters, spans)
    rows: list[Row] = []
    for begin, stop in pairwise(until):
        if begin == stop:
            continue
        row = _row(characters, words, range(begin, stop))
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


def _row(characters: PageCharacters, words: _Words, line: range) -> Row:
    """Read the line that some of a page's words make."""
    begin, stop = line.start, line.stop
    foot = sorted(words.first.foot[begin:stop])[len(line) // 2]
    typical = words.first.foot.index(foot, begin)
    height = words.first.height(typical)
    at = words.spans[typical][0]
    size, base = characters.size(at, height), characters.baseline(at)
    text = _text(characters, words, line, _Line(size, height, base)).replace(HYPHEN, "-")
    if text.endswith("-"):
        text = _BROKEN.sub("-", text)
    return Row(text, words.first.left[begin], words.last.right[stop - 1], base, size)


class _Line(NamedTuple):
    size: float
    height: float
    base: float

    def is_small(self, height: float) -> bool:
        """True for the height of a character that is lower than a line's others."""
        return height < (_SMALL + 0.01) * self.height

    def raises(self, characters: PageCharacters, index: int) -> bool:
        """True for a small character above the baseline."""
        if not self.is_small(characters.glyph(index).height):
            return False
        return characters.baseline(index) > self.base + _RISE * self.size


def _text(characters: PageCharacters, words: _Words, line: range, shape: _Line) -> str:
    """Give a line's words, footnote marks raised, wide gaps as columns of spaces."""
    begin, stop = line.start, line.stop
    start, end = words.spans[begin][0], words.spans[stop - 1][1]
    found = characters.text[start:end].split()
    if _NUMERAL.search(characters.text, start, end):
        for nth, word in enumerate(found):
            if _DIGIT.search(word) and (marks := _MARKS.search(word)):
                at, height = words.spans[begin + nth][0], words.last.height(begin + nth)
                if marks.end() == len(word) and not shape.is_small(height):
                    continue
                found[nth] = _with_raised(characters, at, word, marks.start(), shape)
    elif not _has_gap(words, line, shape.size):
        return " ".join(found)
    pieces = found[:1]
    for nth, word in enumerate(found[1:], start=begin + 1):
        gap = words.first.left[nth] - words.last.right[nth - 1]
        if gap > _WIDE * shape.size:
            pieces.append(" " * _columns(gap, shape.size))
        elif word[0] not in _RAISED:
            pieces.append(" ")
        pieces.append(word)
    return "".join(pieces)


def _has_gap(words: _Words, line: range, size: float) -> bool:
    """Tell whether two words of a line stand wide apart."""
    lefts = words.first.left[line.start + 1 : line.stop]
    return max(map(sub, lefts, words.last.right[line.start : line.stop]), default=0) > _WIDE * size


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
