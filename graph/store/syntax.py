"""The engine's syntax errors in words for people."""

from __future__ import annotations

import re
from typing import Final

from graph.store.errors import QuerySyntaxError

__all__ = ["syntax_error"]

_WHERE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTER_CLASS: Final = re.compile(r"\[[^\]]*\]")
_SHOWN: Final = 12


def syntax_error(message: str) -> QuerySyntaxError:
    """Make the error to raise from the engine's message.

    Examples
    --------
    >>> error = syntax_error("error at 1:17: expected one of WHERE, ['0'..='9']")
    >>> str(error), error.line, error.column
    ('Syntax error at line 1, column 17: expected WHERE', 1, 17)
    """
    match = _WHERE.match(message)
    if match is None:
        return QuerySyntaxError(f"Syntax error: {message}")
    line, column, told = int(match[1]), int(match[2]), match[3]
    return QuerySyntaxError(
        f"Syntax error at line {line}, column {column}: {_shorten(told)}", line, column
    )


def _shorten(told: str) -> str:
    """Leave out the character classes, and all but the first dozen of what was expected."""
    prefix = "expected one of "
    if not told.startswith(prefix):
        return told if told != "expected [_]" else "something else was expected"
    words = [w.strip() for w in _CHARACTER_CLASS.sub("", told[len(prefix) :]).split(",")]
    words = [word for word in words if word and word != '"']
    sentences = [word for word in words if " " in word and not word.startswith('"')]
    if sentences:
        return "; ".join(sentences)
    more = f" or {len(words) - _SHOWN} other things" if len(words) > _SHOWN else ""
    shown = words[:_SHOWN]
    one = "" if len(shown) == 1 else "one of "
    return f"expected {one}{', '.join(shown)}{more}" if shown else "something else was expected"
