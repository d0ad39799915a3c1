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
    following = _numbers_behind(rows)
    for line, number in zip(rows, following, strict=True):
        cuts = sorted({0, *_glued(line.text), *_numbered(line.text, number), len(line.text)})
        if len(cuts) == 2:
            yield line
            continue
        for start, end in pairwise(cuts):
            yield line.part(start, end)


def _glued(text: str) -> Iterator[int]:
    """Give where items begin that stand against what is before them."""
    if "(" not in text:
        return
    own = find_label(text)
    above = [own] if own else []
    for found in (_LOOSE if len(text) > _WHOLE else _GLUED).finditer(text):
        item = find_label(text[found.end() :])
        if item is None:
            continue
        nth = next((n for n, label in enumerate(above) if follows(item, label)), None)
        if nth is None and item.text not in _FIRST:
            continue
        yield found.start()
        above = [*(above if nth is None else above[:nth]), item]


def _numbered(text: str, behind: int | None) -> list[int]:
    """Give where paragraphs begin that count on from the number of their line."""
    number = _number(find_label(text)) if text[:_NEAR].strip(_MARKS)[:1].isdigit() else None
    whole = number is None and len(text) > _WHOLE
    if number is None and not whole:
        return []
    number = number or 0
    cuts = []
    for found in (_ANYWHERE if whole else _NUMBERED).finditer(text):
        if int(found[1]) == number + 1 and not _SHORTENED.search(text, 0, found.start()):
            cuts.append(found.end())
            number += 1
    if whole and len(cuts) < _SEVERAL:
        return []
    counts_on = behind is None or behind > number
    return cuts if behind == number + 1 or (counts_on and len(text) >= _LONG) else []


def _numbers_behind(lines: Sequence[Line]) -> list[int | None]:
    """Give for each line the number of the next numbered one."""
    found: list[int | None] = []
    number: int | None = None
    for line in reversed(lines):
        found.append(number)
        digit = line.text[:_NEAR].strip(_MARKS)[:1].isdigit()
        own = _number(find_label(line.text)) if digit else None
        number = number if own is None else own
    return found[::-1]


def _number(label: Label | None) -> int | None:
    readings = label.readings if label else ()
    return readings[0].value if readings and readings[0].style == "1." else None
