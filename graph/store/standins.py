"""What stands in for a query that reaches out, to tell whether it is SPARQL without asking it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.store.tokens import Token

__all__ = ["stand_in"]


class _Change(NamedTuple):
    start: int
    end: int
    text: str


def stand_in(sparql: str, found: Sequence[Token]) -> str:
    """Give a text that is SPARQL where this one is, with nothing in it that reaches out.

    GRAPH takes what SERVICE takes, and COPY what LOAD takes once it is told where to. Words that
    are glued to others are left as they are. What was found stays in its line and column, but for
    what follows a LOAD without INTO in the same line.

    Parameters
    ----------
    sparql
        The text.
    found
        Its tokens.

    Examples
    --------
    >>> from graph.store.tokens import tokens
    >>> def shown(sparql): return stand_in(sparql, list(tokens(sparql)))
    >>> shown("ASK { SERVICE SILENT ?x { ?s ?p ?o } }")
    'ASK { GRAPH          ?x { ?s ?p ?o } }'
    >>> shown("LOAD <a:x> INTO GRAPH <a:y> ; LOAD SILENT <a:x>")
    'COPY <a:x> TO   GRAPH <a:y> ; COPY SILENT <a:x> TO DEFAULT'
    """
    pieces, position = [], 0
    for change in _changes(found):
        pieces += [sparql[position : change.start], change.text]
        position = change.end
    return "".join([*pieces, sparql[position:]])


def _changes(found: Sequence[Token]) -> Iterator[_Change]:
    for place, token in enumerate(found):
        if token.kind != "word":
            continue
        rest = found[place + 1 : place + 5]
        is_silent = bool(rest) and rest[0].text.upper() == "SILENT"
        match token.text.upper():
            case "SERVICE":
                yield _Change(token.start, token.end, "GRAPH  ")
                if is_silent:
                    yield _Change(rest[0].start, rest[0].end, " " * len("SILENT"))
            case "LOAD":
                yield _Change(token.start, token.end, "COPY")
                yield from _target(rest[is_silent:])


def _target(rest: Sequence[Token]) -> Iterator[_Change]:
    """Say where to what stands for LOAD copies."""
    words = [token.text.upper() for token in rest[1:3]]
    if words == ["INTO", "GRAPH"]:
        yield _Change(rest[1].start, rest[1].end, "TO  ")
    elif rest and rest[0].kind in ("iri", "name") and words[:1] != ["INTO"]:
        yield _Change(rest[0].end, rest[0].end, " TO DEFAULT")
