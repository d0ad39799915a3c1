"""Prologues between the operations of an update, which the standard has and the engine has not."""

from __future__ import annotations

from collections.abc import Iterator

from graph.store.tokens import Token, tokens

__all__ = ["gather_prefixes"]


def gather_prefixes(sparql: str) -> str:
    """Give the update with the prefixes that later operations declare at its beginning.

    One that declares a prefix anew for something else is given as it is, and so is one with a
    BASE between operations: the engine refuses it.

    Examples
    --------
    >>> gather_prefixes("CLEAR ALL ; PREFIX a: <http://a.example/> CREATE GRAPH a:b")
    'PREFIX a: <http://a.example/> CLEAR ALL ;   CREATE GRAPH a:b'
    """
    found: dict[str, str] = {}
    later: list[tuple[Token, Token, Token]] = []
    for is_later, keyword, name, iri in _declared(sparql):
        if found.setdefault(name.text, iri.text) != iri.text:
            return sparql
        if is_later:
            later.append((keyword, name, iri))
    if not later:
        return sparql
    pieces, position = [], 0
    for keyword, _, iri in later:
        pieces.append(sparql[position : keyword.start])
        position = iri.end
    moved = {name.text: iri.text for _, name, iri in later}
    front = "".join(f"PREFIX {name} {iri} " for name, iri in moved.items())
    return front + " ".join([*pieces, sparql[position:]])


def _declared(sparql: str) -> Iterator[tuple[bool, Token, Token, Token]]:
    """Give each declaration of a prefix: whether it is a later one, its keyword, name and IRI."""
    depth, is_later, last = 0, False, [Token("sign", "", 0, 0)] * 2
    for token in tokens(sparql):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        keyword, name = last
        is_later = is_later or (not depth and token.text == ";")
        if token.kind == "iri" and name.kind == "name" and keyword.text.upper() == "PREFIX":
            yield is_later, keyword, name, token
        last = [name, token]
