"""What is written into graphs: quads, or N-Quads made before, as one stream of bytes.

The stream ends with a line of its own, so that one that was cut short is never taken for the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import IO, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize

__all__ = ["Content", "Incoming", "graph_of", "quads_of", "stream_of"]

Content = Iterable[Quad] | bytes
"""Quads of one graph, or the same as N-Quads in which that graph is named."""

_END: Final = b"# end\n"
_BLOCK: Final = 100_000


def graph_of(name: str) -> NamedNode | DefaultGraph:
    """Give the graph of this IRI; the empty one names the default graph."""
    return NamedNode(name) if name else DefaultGraph()


def quads_of(content: Content) -> Iterable[Quad]:
    """Give the quads of a graph's content."""
    return parse(content, RdfFormat.N_QUADS) if isinstance(content, bytes) else content


def stream_of(graphs: Mapping[str, Content]) -> Iterator[bytes]:
    """Give all graphs as N-Quads, a piece at a time.

    Examples
    --------
    >>> b"".join(stream_of({"http://example.org/g": b"<a:s> <a:p> <a:o> <http://example.org/g> ."}))
    b'<a:s> <a:p> <a:o> <http://example.org/g> .\\n# end\\n'
    """
    for name, content in graphs.items():
        if isinstance(content, bytes):
            yield content if content.endswith(b"\n") else content + b"\n"
            continue
        graph, quads = graph_of(name), iter(content)
        while block := list(islice(quads, _BLOCK)):
            named = (Quad(q.subject, q.predicate, q.object, graph) for q in block)
            yield serialize(named, format=RdfFormat.N_QUADS) or b""
    yield _END


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
        return self._last.endswith(_END)

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes; none at the end."""
        data = self._stream.read(size)
        self.digest.update(data)
        self._last = (self._last + data[-len(_END) :])[-len(_END) :]
        return data
