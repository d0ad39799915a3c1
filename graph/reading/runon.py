"""Items and paragraphs that stand in one line because line breaks were lost: "laws;(b) States"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from graph.reading.labels import Label, find_label, follows
from graph.reading.lines import Line

__all__ = ["split_run_on"]

# A label that stands against the mark before it: "recommendations:(a) States", "laws;(b) States".
_GLUED = re.compile(
    r"(?<=[:;.,])(?:(?:and|or) )?(?=\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\) ?[A-Z“\"])"
)
_LOOSE = re.compile(
    r"(?<=[:;.,]) *(?:[-–•] )?(?:(?:and|or) )?"
    r"(?=\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\) ?[A-Z“\"])"
)
_FIRST = frozenset(("(a)", "(i)", "(1)"))
# A number behind the end of a sentence: "the Protocol. 3. One speaker".
_NUMBERED = re.compile(r"(?:(?<=[a-z)”\"’][.;:]) *|(?<=\d[.;:]) +)(?=(\d{1,3})\. +[A-Z“\"])")
# What ends in a full stop and is followed by a number: "resolution No. 3. The".
_ANYWHERE = re.compile(r"(?<=\S) +(?=(\d{1,3})\. +[A-Z“\"])")
_SHORTENED = re.compile(
    r"\b(?:[Nn]os?|[Pp]aras?|[Aa]rts?|pp?|[Vv]ols?|[Ss]ects?|[Cc]haps?|[Ff]igs?)\.$"
)
_LONG = 200
# Of this length a line is a document, or a part of one, without its line breaks.
_WHOLE = 2000
_SEVERAL = 2
# What may stand before a number at the beginning of a line, and how far.
_MARKS, _NEAR = "*_#>- ", 6


def split_run_on(lines: Iterable[Line]) -> Iterator[Line]:
    """Cut lines before labels that count on from what stands before them.

    A letter in brackets is cut off where no space stands before it; a number behind the end of a
    sentence where it follows that of its line and the next line goes on from it.

    Examples
    --------
    >>> from graph.reading.lines import split_lines
    >>> text = "1. It recommended:(a) That laws be adopted;(b) That police be trained."
    >>> [line.text for line in split_run_on(split_lines(text))]
    ['1. It recommended:', '(a) That laws be adopted;', '(b) That police be trained.']
    """
    rows = list(lines)
    numbers = [_own_number(line.text) for line in rows]
    following = _numbers_behind(numbers)
    for line, number, behind in zip(rows, numbers, following, strict=True):
        cuts = {*_glued(line.text), *_numbered(line.text, number, behind)}
        if not cuts:
            yield line
            continue
        for start, end in pairwise(sorted({0, *cuts, len(line.text)})):
            yield line.part(start, end)


def _glued(text: str) -> list[int]:
    """Give where items begin that stand against what is before them."""
    pattern = _LOOSE if len(text) > _WHOLE else _GLUED
    found = list(pattern.finditer(text)) if ")" in text else []
    own = find_label(text) if found else None
    above = [own] if own else []
    cuts = []
    for match in found:
        item = find_label(text[match.end() :])
        if item is None:
            continue
        nth = next((n for n, label in enumerate(above) if follows(item, label)), None)
        if nth is None and item.text not in _FIRST:
            continue
        cuts.append(match.start())
        above = [*(above if nth is None else above[:nth]), item]
    return cuts


def _numbered(text: str, number: int | None, behind: int | None) -> list[int]:
    """Give where paragraphs begin that count on from the number of their line."""
    whole = number is None and len(text) > _WHOLE
    if number is None and not whole:
        return []
    number = number or 0
    if f"{number + 1}. " not in text:
        return []
    cuts = []
    for found in (_ANYWHERE if whole else _NUMBERED).finditer(text):
        if int(found[1]) == number + 1 and not _SHORTENED.search(text, 0, found.start()):
            cuts.append(found.end())
            number += 1
    if whole and len(cuts) < _SEVERAL:
        return []
    counts_on = behind is None or behind > number
    return cuts if behind == number + 1 or (counts_on and len(text) >= _LONG) else []


def _numbers_behind(numbers: Sequence[int | None]) -> list[int | None]:
    """Give for each line the number of the next numbered one."""
    found: list[int | None] = []
    number: int | None = None
    for own in reversed(numbers):
        found.append(number)
        number = number if own is None else own
    return found[::-1]


def _own_number(text: str) -> int | None:
    """Give the number that a line begins with."""
    return _number(find_label(text)) if text[:_NEAR].strip(_MARKS)[:1].isdigit() else None


def _number(label: Label | None) -> int | None:
    readings = label.readings if label else ()
    return readings[0].value if readings and readings[0].style == "1." else None
