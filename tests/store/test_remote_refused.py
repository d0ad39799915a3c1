"""What a store at a distance is never sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store import (
    QueryForbidden,
    QueryRefused,
    QuerySyntaxError,
    RemoteStore,
    RemoteStoreError,
)

SPACES = st.sampled_from([" ", "\n", "\t\r\n", " # SERVICE? 'no\n", "#\r", "  \n#{\n\n"])
WORDS = st.sampled_from(["SERVICE", "service", "SeRvIcE", "SERVICE SILENT", "service#\nsilent"])
PLACES = st.sampled_from(
    ["<http://127.0.0.1:1/>", "?where", "a:there", "<#>", "<>", "<\\u0068ttp://127.0.0.1:1/>", ""]
)
BODIES = st.sampled_from(["{ ?s ?p ?o }", "{}", "{ ?s ?p", "{ { } UNION { ?s ?p '}' } }", "{ }}"])
AROUND = st.sampled_from(
    [
        "{}",
        "OPTIONAL {{ {} }}",
        "{{ {} }} UNION {{ ?s ?p ?o }}",
        "{{ SELECT * {{ {} }} }}",
        "GRAPH ?g {{ {} }}",
        "FILTER EXISTS {{ {} }}",
        "?s ?p '{{' . {}",
        '?s ?p """ " \\""" . {}',
        "MINUS {{ ?s ?p 1 }} {}",
        "?s ?p ?o FILTER(?s<?o) {}",
    ]
)
QUERIES = st.sampled_from(
    [
        "SELECT * {{ {} }}",
        "PREFIX a: <http://127.0.0.1:1/> ASK {{ {} }}",
        "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {} }}",
        "DESCRIBE ?s {{ {} }}",
        "SELECT * FROM <a:g> {{ {}",
        "# {{\nSELECT (COUNT(*) AS ?n) {{ {} }} GROUP BY ?s",
    ]
)
UPDATES = st.sampled_from(
    [
        "INSERT {{ ?s ?p ?o }} WHERE {{ {} }}",
        "INSERT DATA {{ <a:a> <a:b> 1 }} ;\nDELETE {{ ?s ?p ?o }} WHERE {{ {} }}",
        "WITH <a:g> DELETE {{ ?s ?p ?o }} USING <a:g> WHERE {{ {}",
    ]
)


@st.composite
def reaching_out(draw: st.DrawFn) -> str:
    """Give a group's content that reaches out, one or two groups deep, well formed or not."""
    told = draw(WORDS) + draw(SPACES) + draw(PLACES) + draw(SPACES) + draw(BODIES)
    for _ in range(draw(st.integers(0, 2))):
        told = draw(AROUND).format(draw(SPACES) + told)
    return told


class Listener(ThreadingHTTPServer):
    """A SPARQL server that answers nothing, and counts what it is asked."""

    heard = 0


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.heard += 1
        self.send_error(503)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def remote(listener: Listener) -> Iterator[RemoteStore]:
    with RemoteStore(f"http://127.0.0.1:{listener.server_address[1]}/query") as store:
        yield store


@given(QUERIES, reaching_out())
def test_queries_that_reach_out(
    remote: RemoteStore, listener: Listener, query: str, told: str
) -> None:
    with pytest.raises(QueryForbidden, match="SERVICE is refused"):
        remote.query(query.format(told), accept="application/sparql-results+json")
    assert listener.heard == 0


@given(UPDATES, reaching_out())
def test_updates_that_reach_out(
    remote: RemoteStore, listener: Listener, update: str, told: str
) -> None:
    with pytest.raises((QueryForbidden, QuerySyntaxError)):
        remote.update(update.format(told))
    assert listener.heard == 0


@given(st.sampled_from(["LOAD", "load silent", "Load\n#\n"]), SPACES, PLACES, SPACES)
def test_loads(
    remote: RemoteStore, listener: Listener, word: str, space: str, place: str, end: str
) -> None:
    with pytest.raises((QueryForbidden, QuerySyntaxError)):
        remote.update(f"CLEAR ALL ;{space}{word}{space}{place}{end}INTO GRAPH <a:g>")
    assert listener.heard == 0


@pytest.mark.parametrize(
    ("update", "refusal"),
    [
        ("LOAD <http://a.example/>", QueryForbidden),
        ("LOAD <relative>", QueryForbidden),
        ("LOAD 'a'", QuerySyntaxError),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <a:b> { ?s ?p ?o } }", QueryForbidden),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <a:b> { ?s ?p } }", QuerySyntaxError),
    ],
)
def test_refused_is_not_malformed(
    remote: RemoteStore, listener: Listener, update: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        remote.update(update)
    assert listener.heard == 0


@given(st.text(max_size=40))
def test_what_is_no_query_is_not_sent(remote: RemoteStore, listener: Listener, text: str) -> None:
    with pytest.raises((QueryRefused, QuerySyntaxError)):
        remote.query(f"nothing {text}", accept="application/sparql-results+json")
    assert listener.heard == 0


def test_others_are_sent(remote: RemoteStore, listener: Listener) -> None:
    for query in ("ASK { ?s ?p 'SERVICE' }", "ASK { ?service ?p ?o } # SERVICE <a:b> {}"):
        with pytest.raises(RemoteStoreError, match="503"):
            remote.query(query, accept="application/sparql-results+json")
    assert listener.heard == 2
    listener.heard = 0
