"""The full-text query language: words, "phrases", prefix*, AND, OR, NOT and parentheses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import RecgraphError

__all__ = ["All", "AnyOf", "Expression", "Not", "Phrase", "Prefix", "SearchError", "parse"]

MAX_TERMS = 64
MAX_DEPTH = 16
_TOKEN = re.compile(
    r'\s+|(?P<quote>"(?P<phrase>[^"]*)(?P<closed>"?))|(?P<paren>[()])|(?P<word>[^\s()"]+)'
)
_LETTER = re.compile(r"\w")


class SearchError(RecgraphError):
    """A full-text query that cannot be read; says what, where, and what to try."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand one after the other, or a single word."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word, or words of which the last is a beginning."""

    text: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    part: Expression


@dataclass(frozen=True, slots=True)
class All:
    """Parts that must all be there."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Parts of which one must be there."""

    parts: tuple[Expression, ...]


Expression = Phrase | Prefix | Not | All | AnyOf


def parse(query: str) -> Expression:
    """Read a query.

    Words beside each other must all be there; AND, OR and NOT are written in capitals; OR binds
    weakest, NOT strongest.

    Raises
    ------
    SearchError
        With the place (counted from 1) of what cannot be read.

    Examples
    --------
    >>> parse('evidence OR "mutual legal"')
    AnyOf(parts=(Phrase(text='evidence'), Phrase(text='mutual legal')))
    >>> parse("budap*")
    Prefix(text='budap')
    >>> parse("training NOT judges").parts[1]
    Not(part=Phrase(text='judges'))
    """
    return _Parser(query).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int


class _Parser:
    def __init__(self, query: str) -> None:
        self._tokens = _tokens(query)
        self._next = 0
        self._depth = 0

    def whole(self) -> Expression:
        found = self._any_of()
        token = self._peek()
        if token is not None:
            raise SearchError(f"q: a closing bracket at {token.place} that opens nowhere")
        return found

    def _peek(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _any_of(self) -> Expression:
        parts = [self._all()]
        while (token := self._peek()) is not None and token.kind == "OR":
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self) -> Expression:
        parts = [self._one()]
        while (token := self._peek()) is not None and token.kind not in ("OR", ")"):
            if token.kind == "AND":
                self._take()
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Expression:
        token = self._peek()
        if token is None:
            raise SearchError("q: a word is missing at the end")
        self._take()
        match token.kind:
            case "phrase":
                return Phrase(token.text)
            case "prefix":
                return Prefix(token.text)
            case "NOT":
                return Not(self._nested())
            case "(":
                return self._bracket(token)
            case _:
                raise SearchError(f"q: a word is missing before {token.text!r} at {token.place}")

    def _nested(self) -> Expression:
        self._deeper()
        found = self._one()
        self._depth -= 1
        return found

    def _bracket(self, opening: _Token) -> Expression:
        self._deeper()
        found = self._any_of()
        self._depth -= 1
        if self._peek() is None:
            raise SearchError(f"q: the bracket at {opening.place} is not closed")
        self._take()
        return found

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise SearchError(f"q: more than {MAX_DEPTH} brackets inside each other")


def _tokens(query: str) -> list[_Token]:
    found = [token for match in _TOKEN.finditer(query) if (token := _token(match)) is not None]
    if not any(token.kind in ("phrase", "prefix") for token in found):
        raise SearchError("q: there is no word to look for")
    if len(found) > MAX_TERMS:
        raise SearchError(f"q: more than {MAX_TERMS} words; look for fewer")
    return found


def _token(match: re.Match[str]) -> _Token | None:
    place = match.start() + 1
    if match["quote"] is not None:
        if not match["closed"]:
            raise SearchError(f"q: the quotation mark at {place} is not closed")
        return _Token("phrase", match["phrase"], place) if _LETTER.search(match["phrase"]) else None
    if match["paren"]:
        return _Token(match["paren"], match["paren"], place)
    word = match["word"]
    if word in ("AND", "OR", "NOT"):
        return _Token(word, word, place)
    if word is None or not _LETTER.search(word):
        return None
    if word.endswith("*"):
        return _Token("prefix", word.rstrip("*"), place)
    return _Token("phrase", word, place)
