"""Answers of servers that write their results in ways of their own.

Virtuoso 7 answers ASK with a row, and quotes IRIs in TSV. What such a server says in JSON can be
read, and is written again as the standard has it.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    parse_query_results,
)

from graph.store.answers import JSON, Stream
from graph.store.errors import RemoteStoreError

__all__ = ["PROBES", "Told", "holds", "translate"]

PROBES: Final = (
    ("ASK {}", JSON, b"boolean"),
    ("SELECT (<tag:recgraph,2026:probe> AS ?x) {}", "text/tab-separated-values", b"<tag:"),
)
"""Queries, media types, and what an answer as the standard has it contains."""

_ASKED: Final = "__ASK_RETVAL"
_BOOLEAN: Final = b'{"head":{},"boolean":%s}'


class Told(Stream):
    """An answer that is there already."""

    def __init__(self, body: bytes, version: str) -> None:
        self.version = version
        self._body: bytes | None = body

    @property
    def is_open(self) -> bool:
        """Whether it has still to be taken."""
        return self._body is not None

    def receive(self) -> bytes:
        """Give the whole answer."""
        body, self._body = self._body, None
        return body or b""

    def prolong(self, seconds: float) -> None:
        """Nothing is waited for."""

    def abandon(self) -> None:
        """Forget it."""
        self._body = None


def translate(body: bytes, target: QueryResultsFormat | RdfFormat) -> bytes:
    """Write an answer to SELECT or ASK that was given in JSON again, in another format.

    Examples
    --------
    >>> row = b'{"x": {"type": "typed-literal", "datatype": "http://a.example/d", "value": "1"}}'
    >>> answer = b'{"head": {"vars": ["x"]}, "results": {"bindings": [%s]}}' % row
    >>> translate(answer, QueryResultsFormat.TSV)
    b'?x\\n"1"^^<http://a.example/d>\\n'
    """
    assert isinstance(target, QueryResultsFormat)
    results = _read(body)
    written: bytes | None = results.serialize(format=target)
    return written or b""


def holds(body: bytes) -> bool:
    """Tell whether an answer to ASK in JSON says yes."""
    results = _read(body)
    return isinstance(results, QueryBoolean) and bool(results)


def _read(body: bytes) -> QueryBoolean | QuerySolutions:
    try:
        results = parse_query_results(body, QueryResultsFormat.JSON)
        if isinstance(results, QuerySolutions) and _ASKED in (v.value for v in results.variables):
            says = any(row[_ASKED] is not None and row[_ASKED].value == "1" for row in results)
            told = _BOOLEAN % (b"true" if says else b"false")
            results = parse_query_results(told, QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise RemoteStoreError(f"The SPARQL server's answer cannot be read: {error}") from None
    assert not isinstance(results, QueryTriples)
    return results
