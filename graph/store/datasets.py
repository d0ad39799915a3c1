"""Telling an update which graphs it reads (the protocol's ``using-graph-uri``)."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from graph.store.errors import QueryRefused
from graph.store.tokens import Token, tokens

__all__ = ["use_graphs"]


def use_graphs(
    sparql: str,
    default_graphs: Sequence[str],
    named_graphs: Sequence[str],
    *,
    has_dataset: bool,
) -> str:
    """Give the update with USING clauses before each WHERE.

    Raises
    ------
    QueryRefused
        The update names its own dataset, which the protocol does not allow together, or a graph's
        name is no absolute IRI.

    Examples
    --------
    >>> use_graphs("DELETE {} WHERE {}", ["http://a.example/"], [], has_dataset=False)
    'DELETE {} USING <http://a.example/> WHERE {}'
    """
    if has_dataset:
        raise QueryRefused(
            "using-graph-uri and using-named-graph-uri cannot be given with an update that has "
            "USING, USING NAMED or WITH"
        )
    clauses = [f"USING {_named(g)} " for g in default_graphs]
    clauses += [f"USING NAMED {_named(g)} " for g in named_graphs]
    pieces: list[str] = []
    position = 0
    before: Token | None = None
    for token in tokens(sparql):
        if token.text.upper() == "WHERE" and before is not None and before.text == "}":
            pieces += [sparql[position : token.start], *clauses]
            position = token.start
        before = token
    return "".join([*pieces, sparql[position:]])


def _named(graph: str) -> NamedNode:
    try:
        return NamedNode(graph)
    except ValueError:
        raise QueryRefused(f"{graph!r} is no absolute IRI of a graph") from None
