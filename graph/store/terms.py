"""RDF terms as they are given to a store and taken from its rows."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["Row", "Term"]

Term = NamedNode | BlankNode | Literal | Triple
Row = dict[str, Term]
