"""The canonical form of quads: sorted N-Quads without repetition, comparable byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, RdfFormat, serialize

from ontology.errors import RecgraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

__all__ = ["canonical_nquads"]


def canonical_nquads(quads: Iterable[Quad]) -> bytes:
    """Serialise quads as sorted N-Quads, each line once.

    Without blank nodes this is RDF Dataset Canonicalization (W3C, 2024): canonical N-Quads in code
    point order.

    Raises
    ------
    RecgraphError
        A quad has a blank node, whose name would be arbitrary.

    Examples
    --------
    >>> from pyoxigraph import Literal, NamedNode, Quad
    >>> a = NamedNode("https://example.org/a")
    >>> canonical_nquads([Quad(a, a, Literal("b"), a), Quad(a, a, a, a), Quad(a, a, a, a)]).count(
    ...     b"\\n")
    2
    """
    lines = serialize(_named(quads), format=RdfFormat.N_QUADS)
    assert lines is not None  # serialised to bytes, not to a file
    return b"".join(line + b"\n" for line in sorted(set(lines.split(b"\n"))) if line)


def _named(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise RecgraphError(f"{quad} has a blank node; give it a name before it is written")
        yield quad
