"""Sentences of a unit, and the parts of one that a semicolon sets apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.statements.data import table

__all__ = ["Span", "sentence_spans"]

Span = tuple[int, int]

_STOP = re.compile(r"[.!?][\"”’»)\]*_]*(?:\s*\[\d+\]|\d{1,3})?\s+(?=[\"“‘«(*]*[A-Z])")
_LAST_WORD = re.compile(r"(?<![\w.'-])([\w.'-]++)$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(table("clauses")["abbreviations"])


def sentence_spans(text: str) -> Iterator[Span]:
    """Give the half-open spans of a text's sentences, white space at both ends left out.

    A full stop ends no sentence after an abbreviation ("para."), an initial, or before a
    lower-case letter or a figure.

    Examples
    --------
    >>> text = "See para. 3. The SBI agreed. J. S. Mill spoke."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['See para. 3.', 'The SBI agreed.', 'J. S. Mill spoke.']
    """
    start = 0
    for match in _STOP.finditer(text):
        if text[match.start()] == "." and _is_abbreviation(text, start, match.start()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _is_abbreviation(text: str, start: int, stop: int) -> bool:
    word = _LAST_WORD.search(text, max(start, stop - 20), stop)
    if word is None:
        return False
    token = word.group(1)
    initial = len(token) == 1 and token.isupper() and token != "I"
    return initial or token.lower() in _abbreviations()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    said = text[start:end]
    end = start + len(said.rstrip())
    start += len(said) - len(said.lstrip())
    if start < end:
        yield start, end
