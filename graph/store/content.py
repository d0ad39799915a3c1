"""What is written into graphs: quads, or N-Quads made before, as one stream of bytes.

The stream ends with a line of its own, so that one that was cut short is never taken for the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import IO, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize

__all__ = ["END", "Change", "Content", "Incoming", "graph_of", "pieces_of", "quads_of"]

Content = Iterable[Quad] | bytes
"""Quads of one graph, or the same as N-Quads in which that graph is named."""

END: Final = b"# end\n"
_BLOCK: Final = 100_000


@dataclass(frozen=True, slots=True)
class Change:
    """What goes out of a graph and what comes into it; the rest stays."""

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]


def graph_of(name: str) -> NamedNode | DefaultGraph:
    """Give the graph of this IRI; the empty one names the default graph."""
    return NamedNode(name) if name else DefaultGraph()


def quads_of(content: Content) -> Iterable[Quad]:
    """Give the quads of a graph's content."""
    return parse(content, RdfFormat.N_QUADS) if isinstance(content, bytes) else content


def pieces_of(graphs: Mapping[str, Content]) -> Iterator[bytes]:
    """Give all graphs as N-Quads, a piece at a time; :data:`END` is to follow the last.

    Examples
    --------
    >>> b"".join(pieces_of({"http://example.org/g": b"<a:s> <a:p> <a:o> <http://example.org/g> ."}))
    b'<a:s> <a:p> <a:o> <http://example.org/g> .\\n'
    """
    for name, content in graphs.items():
        if isinstance(content, bytes):
            yield content if content.endswith(b"\n") else content + b"\n"
            continue
        graph, quads = graph_of(name), iter(content)
        while block := list(islice(quads, _BLOCK)):
            named = (Quad(q.subject, q.predicate, q.object, graph) for q in block)
            yield serialize(named, format=RdfFormat.N_QUADS) or b""


class Incoming:
    """A stream as it arrives: a file to read from, which knows the hash of what it gave.

    Examples
    --------
    >>> import io
    >>> incoming = Incoming(io.BytesIO(b"# end\\n"))
    >>> incoming.read(4), incoming.is_whole, incoming.read(4), incoming.is_whole
    (b'# en', False, b'd\\n', True)
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._last = b""
        self.digest = hashlib.sha256()

    @property
    def is_whole(self) -> bool:
        """Whether the end of the stream has come."""
        return self._last.endswith(END)

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes; none at the end."""
        data = self._stream.read(size)
        self.digest.update(data)
        self._last = (self._last + data[-len(END) :])[-len(END) :]
        return data
