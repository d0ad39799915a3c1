"""Virtuoso as the store: what differs is mended or told, and the answers are the same."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.catalogue import load_catalogue
from graph.export.rdf import stored_quads
from graph.questions import load_questions
from graph.store import EmbeddedStore, Limits, QueryFailed, RemoteStore
from ontology.iris import DEFAULT
from tests.conftest import Server, free_port

PROGRAM, CONSOLE = shutil.which("virtuoso-t"), shutil.which("isql-vt")
G, S, P = (NamedNode(f"http://example.org/{name}") for name in "gsp")
QUESTIONS = load_questions()
SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = .
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
"""

pytestmark = pytest.mark.skipif(
    not (PROGRAM and CONSOLE), reason="Debian's virtuoso-opensource-7-bin is not installed"
)


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    """An empty Virtuoso on the loopback, in which anybody may write."""
    folder, port, http = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    (folder / "virtuoso.ini").write_text(SETTINGS.format(port=port, http=http))
    command = [str(PROGRAM), "-f", "-c", "virtuoso.ini"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as process:
        try:
            _allow_writes(folder, port, process)
            store = RemoteStore(f"http://127.0.0.1:{http}/sparql", limits=Limits(timeout_s=60))
            yield store
        finally:
            process.kill()


def _allow_writes(folder: Path, port: int, process: subprocess.Popen[bytes]) -> None:
    command = [str(CONSOLE), f"127.0.0.1:{port}", "dba", "dba"]
    command.append('exec=grant SPARQL_UPDATE to "SPARQL"')
    for _ in range(200):
        assert process.poll() is None, "Virtuoso ended"
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode == 0 and "Done." in done.stdout:
            return
        time.sleep(0.1)
    pytest.fail(f"Virtuoso did not start: {done.stdout} {done.stderr}")


@pytest.fixture(scope="module")
def stores(virtuoso: RemoteStore, server: Server) -> Iterator[tuple[EmbeddedStore, RemoteStore]]:
    """The seeds' graph in both stores."""
    with EmbeddedStore(server.data, writable=False) as embedded:
        graphs = defaultdict(list)
        for quad in stored_quads(embedded):
            assert isinstance(quad.graph_name, NamedNode)
            graphs[quad.graph_name.value].append(quad)
        virtuoso.replace_graphs(graphs)
        yield embedded, virtuoso


def test_the_read_model_is_the_same(stores: tuple[EmbeddedStore, RemoteStore]) -> None:
    ours, theirs = (load_catalogue(store) for store in stores)
    assert ours.units == theirs.units
    assert ours.entities == theirs.entities
    assert ours.documents == theirs.documents


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_named_questions(name: str, stores: tuple[EmbeddedStore, RemoteStore]) -> None:
    question = QUESTIONS[name]
    ours, theirs = (
        store.query(question.query, accept="text/csv", bindings=question.bindings(DEFAULT)).body
        for store in stores
    )
    assert ours == theirs


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("ASK { ?s ?p 1 }", "application/sparql-results+json", b'{"head":{},"boolean":true}'),
        ("ASK { ?s ?p 2 }", "text/csv", b"false"),
        ("SELECT ?s ?o { ?s ?p ?o }", "text/csv", b"s,o\r\nhttp://example.org/s,1\r\n"),
        (
            "SELECT ?s ?o { ?s ?p ?o }",
            "text/tab-separated-values",
            b"?s\t?o\n<http://example.org/s>\t1\n",
        ),
    ],
)
def test_results_are_as_the_standard_has_them(
    virtuoso: RemoteStore, query: str, accept: str, expected: bytes
) -> None:
    virtuoso.replace_graphs({G.value: [Quad(S, P, Literal(1))]})
    answer = virtuoso.query(query, accept=accept, default_graphs=[G.value])
    assert answer.body == expected


def test_what_it_does_not_do(virtuoso: RemoteStore) -> None:
    with pytest.raises(QueryFailed, match="default graph"):
        virtuoso.replace_graphs({"": [Quad(S, P, Literal(1))]})
    with pytest.raises(QueryFailed, match="Blank node"):
        virtuoso.update(f"INSERT DATA {{ GRAPH {G} {{ _:b {P} 1 }} }}")
