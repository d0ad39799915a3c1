"""Markdown marks: where bold glues headings together, and what a line says without its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from graph.reading.lines import Line

__all__ = ["clean", "heading_marks", "split_glued"]

_ANCHOR = re.compile(r"(?:<span id=\"[^\"]{0,60}\"></span>)+")
_EDGE = re.compile(r"\*{2,6}")
_HEADING = re.compile(r"#{1,6}(?=\s|\*|$)")
_EMPHASIS = re.compile(r"\*{1,6}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)")
_OPENS = re.compile(r"[A-Z(“\"]|\d{1,3}\. ?[A-Z]")


def heading_marks(text: str) -> int:
    """Count the ``#`` that make a line a heading.

    >>> heading_marks("## Draft report"), heading_marks("#1 of 3")
    (2, 0)
    """
    found = _HEADING.match(text) if text.startswith("#") else None
    return len(found[0]) if found else 0


def clean(text: str) -> str:
    """Give a heading's words without Markdown marks, white space folded.

    >>> clean("## **IV. Organization** of the meeting (*continued*)")
    'IV. Organization of the meeting (continued)'
    """
    bare = text[heading_marks(text) :]
    if "*" in bare or "_" in bare:
        bare = _EMPHASIS.sub("", bare)
    return " ".join(bare.split()).strip(" |∗†")


def split_glued(lines: Iterable[Line]) -> Iterator[Line]:
    """Cut lines at bold edges that stand against a word on both sides.

    >>> from graph.reading.lines import split_lines
    >>> [line.text for line in split_glued(split_lines("Draft report**Addendum****A. Scope**"))]
    ['Draft report', '**Addendum**', '**A. Scope**']
    """
    for line in lines:
        anchor = _ANCHOR.match(line.text)
        if anchor and anchor.end() < len(line.text):
            yield line.part(0, anchor.end())
            line = replace(line.part(anchor.end(), len(line.text)), cut=line.cut)
        if "**" not in line.text:
            yield line
            continue
        cuts = [0, *_cuts(line.text), len(line.text)]
        for start, end in pairwise(cuts):
            if line.text[start:end].strip():
                yield line.part(start, end)


def _cuts(text: str) -> Iterator[int]:
    is_open = False
    for edge in _EDGE.finditer(text):
        start, end = edge.span()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        glued = before and after and not before.isspace() and not after.isspace()
        opens = glued and _OPENS.match(text, end) is not None
        if len(edge[0]) >= 4:  # one bold run closes, the next opens
            if glued and is_open:
                yield start + 2
            continue
        if opens and not is_open and (before.isalnum() or before in "*).:"):
            yield end - 2
        elif opens and is_open and before.isalnum():
            yield end
        is_open = not is_open
