"""The canonical form of quads: sorted N-Quads without repetition, comparable byte for byte."""

from __future__ import annotations

import heapq
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, RdfFormat, serialize

from ontology.errors import RecgraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

    from pyoxigraph import Quad

__all__ = ["canonical_nquads", "write_canonical"]

_RUN = 500_000


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


def write_canonical(quads: Iterable[Quad], output: IO[bytes], *, run: int = _RUN) -> None:
    """Write what :func:`canonical_nquads` gives, with no more than ``run`` quads in memory.

    Sorted runs wait in temporary files and are merged.

    Raises
    ------
    RecgraphError
        A quad has a blank node.

    Examples
    --------
    >>> import io
    >>> from pyoxigraph import NamedNode, Quad
    >>> nodes = [NamedNode(f"https://example.org/{letter}") for letter in "cab"]
    >>> quads, output = [Quad(node, node, node, node) for node in nodes], io.BytesIO()
    >>> write_canonical(quads, output, run=1)
    >>> output.getvalue() == canonical_nquads(quads)
    True
    """
    source = iter(quads)
    with ExitStack() as files:
        runs = []
        while block := list(islice(source, run)):
            runs.append(files.enter_context(TemporaryFile()))
            runs[-1].write(canonical_nquads(block))
            runs[-1].seek(0)
        last = b""
        for line in heapq.merge(*runs):
            if line != last:
                output.write(line)
            last = line


def _named(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise RecgraphError(f"{quad} has a blank node; give it a name before it is written")
        yield quad
