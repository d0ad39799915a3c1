"""A tokenizer for SPARQL: enough of the grammar to tell words from what only looks like them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["Token", "tokens"]

_PATTERN: Final = re.compile(
    r'''
    (?P<space>[\s]+|\#[^\r\n]*)
    | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*(?:\\[uU][0-9A-Fa-f]{4,8}[^<>"{}|^`\\\x00-\x20]*)*>)
    | (?P<variable>[?$][\w\u00B7\u0300-\u036F\u203F-\u2040]+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--(?:ltr|rtl)?)?)
    | (?P<blank>_:[\w](?:[\w.\-\u00B7]*[\w\-\u00B7])?)
    | (?P<name>(?:[^\W\d_](?:[\w.\-\u00B7]*[\w\-\u00B7])?)?:
        (?:[\w:\-\u00B7]|%[0-9A-Fa-f]{2}|\\[^\s]|\.(?=[\w:\-.%\\]))*)
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[^\W\d][\w]*)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    | (?P<sign>.)
    ''',
    re.VERBOSE | re.DOTALL,
)

# An engine that reads "a<b" as a comparison can find a keyword inside what reads as an IRI here,
# when a closing bracket comes first and a comment after: FILTER(?a<?b)SERVICE#>
_NO_IRI: Final = re.compile(r"\).*#", re.DOTALL)


class Token(NamedTuple):
    """A piece of a query: what it is, its text, and where it begins and ends."""

    kind: str
    text: str
    start: int
    end: int


def tokens(sparql: str) -> Iterator[Token]:
    """Give the tokens of a query, white space and comments left out.

    Kinds: string, iri, variable, language, blank, name (prefixed), number, word, open, close, sign.

    Examples
    --------
    >>> [t.text for t in tokens("ASK { ?s :p 'SERVICE' } # LOAD")]
    ['ASK', '{', '?s', ':p', "'SERVICE'", '}']
    >>> [t.kind for t in tokens("?a < ?b")]
    ['variable', 'sign', 'variable']
    """
    position = 0
    while match := _PATTERN.match(sparql, position):
        kind, text = match.lastgroup or "", match.group()
        if kind == "iri" and _NO_IRI.search(text):
            kind, text = "sign", "<"
        start, position = position, position + len(text)
        if kind != "space":
            yield Token(kind, text, start, position)
