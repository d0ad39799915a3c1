"""Binding a query's parameters: terms go in as VALUES, never as formatted text.

The engine's own substitution binds projected variables only, and a server at a distance has none.
So each group in which a parameter occurs gets a VALUES block with the term in its canonical form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, Variable

from graph.store.errors import QueryRefused
from graph.store.terms import Term
from graph.store.tokens import Token, tokens

__all__ = ["bind"]


def bind(sparql: str, bindings: Mapping[str, Term]) -> str:
    """Give the query with its parameters bound.

    Parameters
    ----------
    sparql
        A query.
    bindings
        A term for each parameter, by variable name; blank nodes cannot be bound.

    Examples
    --------
    >>> from pyoxigraph import NamedNode
    >>> bind("ASK { ?s ?p ?o }", {"o": NamedNode("http://example.org/a")})
    'ASK { VALUES ?o { <http://example.org/a> } ?s ?p ?o }'
    """
    if not bindings:
        return sparql
    blocks = {name: _block(name, term) for name, term in bindings.items()}
    found = list(tokens(sparql))
    insertions = sorted(_insertions(found, blocks))
    pieces: list[str] = []
    position = 0
    for offset, text in insertions:
        pieces += [sparql[position:offset], text]
        position = offset
    return "".join([*pieces, sparql[position:]])


def _block(name: str, term: Term) -> str:
    if isinstance(term, BlankNode):
        raise QueryRefused(f"A blank node cannot be the value of the parameter {name!r}")
    return f" VALUES {Variable(name)} {{ {term} }}"


def _insertions(found: Sequence[Token], blocks: Mapping[str, str]) -> list[tuple[int, str]]:
    """Say after which brace each block goes: the main group, and each group that names it."""
    wanted: set[tuple[int, str]] = set()
    groups: list[int | None] = []
    main_seen = False
    for place, token in enumerate(found):
        if token.text == "{" and token.kind == "open":
            is_group = _is_group(found, place)
            groups.append(token.end if is_group else None)
            if is_group and not main_seen:
                main_seen = True
                wanted |= {(token.end, name) for name in blocks}
        elif token.text == "}" and token.kind == "close":
            groups = groups[:-1]
        elif token.kind == "variable" and token.text[1:] in blocks:
            wanted |= {(group, token.text[1:]) for group in groups[-1:] if group is not None}
    return [(offset, blocks[name]) for offset, name in sorted(wanted)]


def _is_group(found: Sequence[Token], place: int) -> bool:
    """Tell a group graph pattern from a template, a data block and a group around a sub-SELECT."""
    before = found[place - 1].text.upper() if place else ""
    after = found[place + 1].text.upper() if place + 1 < len(found) else ""
    if after == "SELECT" or before == "CONSTRUCT":
        return False
    if before == ")":
        opening = _matching(found, place - 1)
        return opening == 0 or found[opening - 1].text.upper() != "VALUES"
    return not (
        found[place - 1].kind == "variable"
        and place > 1
        and found[place - 2].text.upper() == "VALUES"
    )


def _matching(found: Sequence[Token], place: int) -> int:
    depth = 0
    for index in range(place, -1, -1):
        depth += {")": 1, "(": -1}.get(found[index].text, 0)
        if depth == 0:
            return index
    return 0
