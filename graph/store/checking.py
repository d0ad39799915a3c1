"""Looking at a query before the engine does.

The engine reaches out over the network for SERVICE and LOAD, with no switch to forbid it, and its
stack overflows on deep nesting. Both are refused here, on tokens: the words in strings, IRIs,
variables and comments do not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.store.errors import QueryForbidden, QueryRefused, QuerySyntaxError, QueryTooLarge
from graph.store.standins import stand_in
from graph.store.tokens import Token, tokens

__all__ = ["QUERY_FORMS", "CheckedQuery", "check_query", "check_update"]

QUERY_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset(
    "INSERT DELETE LOAD CLEAR CREATE DROP COPY MOVE ADD WITH".split()  # noqa: SIM905
)
_VOLATILE: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID"})
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
# A plain query is known from a glance: nowhere in it, not in a name nor in a comment, is there a
# word that matters below its form, nor an escape that could hide one.
_HEAD: Final = re.compile(
    r"\s*(?:PREFIX\s+[\w.-]*:\s*<[^<>\s]*>\s*)*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE
)
_MATTERS: Final = ("SERVICE", "LOAD", "FROM", "NOW", "RAND", "UUID", "\\")


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """What is known of a query that may run.

    Parameters
    ----------
    form
        SELECT, ASK, CONSTRUCT or DESCRIBE.
    has_dataset
        Whether it names its dataset (FROM).
    is_volatile
        Whether the same data may give another answer next time (NOW, RAND, UUID).
    """

    form: str
    has_dataset: bool
    is_volatile: bool


@lru_cache(maxsize=256)
def check_query(sparql: str, *, max_bytes: int, max_depth: int) -> CheckedQuery:
    """Look at a query and say what it is.

    Parameters
    ----------
    sparql
        The query's text.
    max_bytes
        Longest query, in bytes of UTF-8.
    max_depth
        Deepest nesting of brackets.

    Raises
    ------
    QueryTooLarge
        Longer or deeper than allowed.
    QueryForbidden
        SERVICE.
    QueryRefused
        An update where a query is expected.
    QuerySyntaxError
        No query form is found.

    Examples
    --------
    >>> check_query("ASK { ?s ?p 'LOAD, SERVICE' }", max_bytes=1000, max_depth=10).form
    'ASK'
    >>> check_query("ASK { SERVICE <http://x/> {} }", max_bytes=1000, max_depth=10)
    Traceback (most recent call last):
    graph.store.errors.QueryForbidden: SERVICE is refused: ...
    """
    if (plain := _at_a_glance(sparql, max_bytes, max_depth)) is not None:
        return plain
    found = _scan(sparql, max_bytes, max_depth)
    form = _first_word(found)
    if form is None:
        raise _no_form(sparql, found)
    word = form.text.upper()
    if word in _UPDATES:
        raise QueryRefused(f"{word} is an update: send it to /update, or as update= by POST")
    if word not in QUERY_FORMS:
        raise QuerySyntaxError(
            f"Expected SELECT, ASK, CONSTRUCT or DESCRIBE, found {form.text[:40]!r}",
            *_place(sparql, form.start),
        )
    _refuse_outreach(sparql, found)
    words = {t.text.upper() for t in found if t.kind == "word"}
    return CheckedQuery(word, "FROM" in words, not words.isdisjoint(_VOLATILE))


def check_update(sparql: str, *, max_bytes: int, max_depth: int) -> bool:
    """Look at an update; true where it names its own dataset (USING, WITH).

    Raises as :func:`check_query` does, and :class:`QueryForbidden` for LOAD, too.

    Examples
    --------
    >>> check_update("INSERT DATA { <a:a> <a:b> 'LOAD' }", max_bytes=1000, max_depth=10)
    False
    """
    found = _scan(sparql, max_bytes, max_depth)
    _refuse_outreach(sparql, found)
    return any(t.kind == "word" and t.text.upper() in {"USING", "WITH"} for t in found)


def _at_a_glance(sparql: str, max_bytes: int, max_depth: int) -> CheckedQuery | None:
    """Tell what a plain query is; ``None`` where it takes a closer look."""
    if not sparql.isascii() or len(sparql) > max_bytes:
        return None
    upper = sparql.upper()
    if any(word in upper for word in _MATTERS):
        return None
    if sparql.count("{") + sparql.count("(") + sparql.count("[") > max_depth:
        return None
    head = _HEAD.match(sparql)
    return CheckedQuery(head[1].upper(), has_dataset=False, is_volatile=False) if head else None


def _scan(sparql: str, max_bytes: int, max_depth: int) -> list[Token]:
    try:
        size = len(sparql.encode())
    except UnicodeEncodeError as error:
        told = f"U+{ord(sparql[error.start]):04X} is half a character"
        raise QuerySyntaxError(told, *_place(sparql, error.start)) from None
    if size > max_bytes:
        raise QueryTooLarge(f"The query has {size:,} bytes; {max_bytes:,} are allowed")
    found: list[Token] = []
    depth = 0
    for token in tokens(sparql):
        found.append(token)
        if token.kind == "open":
            depth += 1
            if depth > max_depth:
                raise QueryTooLarge(f"The query nests deeper than {max_depth} brackets")
        elif token.kind == "close":
            depth -= 1
    return found


def _refuse_outreach(sparql: str, found: Sequence[Token]) -> None:
    """Refuse SERVICE and LOAD."""
    if (keyword := _outreach(found)) is None:
        return
    other: str | None = stand_in(sparql, found)
    if _outreach(list(tokens(other or ""))):
        other = None
    raise QueryForbidden(
        f"{keyword} is refused: this server opens no connection and no file on behalf of a query",
        other,
    )


def _outreach(found: Sequence[Token]) -> str | None:
    """Find SERVICE or LOAD, also glued to what follows or precedes, as the engine reads them."""
    for place, token in enumerate(found):
        if token.kind == "word":
            word = token.text.upper()
        elif token.kind == "name" and found[place + 1 : place + 2] and _opens(found[place + 1]):
            word = token.text.partition(":")[0].upper()
        else:
            continue
        for keyword in ("SERVICE", "LOAD"):
            if keyword in word and not _declares(found, place):
                return keyword
    return None


def _opens(token: Token) -> bool:
    return token.text == "{"


def _declares(found: Sequence[Token], place: int) -> bool:
    return place > 0 and found[place - 1].text.upper() == "PREFIX"


def _first_word(found: Sequence[Token]) -> Token | None:
    """Find the first word after the prologue."""
    return next(
        (t for t in found if t.kind == "word" and t.text.upper() not in _PROLOGUE),
        None,
    )


def _no_form(sparql: str, found: Sequence[Token]) -> QuerySyntaxError:
    place = found[0].start if found else len(sparql)
    message = "Expected SELECT, ASK, CONSTRUCT or DESCRIBE"
    return QuerySyntaxError(message, *_place(sparql, place))


def _place(sparql: str, offset: int) -> tuple[int, int]:
    """Give line and column, counted from 1, of an offset."""
    before = sparql[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
