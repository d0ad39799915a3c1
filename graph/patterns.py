"""Regular expressions made of word lists, kept as compiled from one start to the next.

Python keeps no compiled pattern: those with hundreds of words took a fourth of a start. What is
kept is the code that Python's own compiler made of the same pattern, and its engine checks that
code again; where this Python's parts are not as expected, the pattern is compiled as ever.
"""

from __future__ import annotations

import re
from array import array
from pathlib import Path
from typing import Any

from ontology.bytecache import keep, key_of, recall

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:
    _sre = None

__all__ = ["kept_pattern"]

_HERE = Path(__file__)


def kept_pattern(name: str, pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern, or take what an earlier process made of the same one.

    Parameters
    ----------
    name
        What it is kept under; no two patterns share a name.
    pattern, flags
        As for :func:`re.compile`.

    Examples
    --------
    >>> kept_pattern("example", "(?P<word>may|must) not").search("It must not.")["word"]
    'must'
    """
    place, key = str(_HERE.with_name(f"pattern-{name}.py")), key_of((), pattern, str(flags))
    made = _recalled(pattern, recall(place, key))
    if made is None:
        made = re.compile(pattern, flags)
        code = _code(pattern, flags)
        if code:
            names = tuple(made.groupindex.items())
            keep(place, key, (made.flags, made.groups, names, code))
    return made


def _code(pattern: str, flags: int) -> bytes:
    """Give the engine's code of a pattern; empty where this Python makes it in another way."""
    if _sre is None:
        return b""
    try:
        return array("I", _compiler._code(_parser.parse(pattern, flags), flags)).tobytes()
    except (AttributeError, TypeError, ValueError, OverflowError):
        return b""


def _recalled(pattern: str, kept: Any) -> re.Pattern[str] | None:
    if not kept or _sre is None:
        return None
    flags, groups, names, code = kept
    by_number: list[str | None] = [None] * (groups + 1)
    for word, number in names:
        by_number[number] = word
    words = array("I", code).tolist()
    try:
        made: re.Pattern[str] = _sre.compile(
            pattern, flags, words, groups, dict(names), tuple(by_number)
        )
    except (AttributeError, RuntimeError, TypeError, ValueError):
        return None
    return made
