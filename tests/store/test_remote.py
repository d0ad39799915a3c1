"""The same store interface over the SPARQL protocol, against the engine's own server."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from graph.store import (
    EmbeddedStore,
    Limits,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    RemoteStore,
    RemoteStoreError,
    Store,
    StoreError,
)
from tests.conftest import free_port
from tests.store.made import COUNT, JSON, RUNAWAY, G, numbered

H = "http://example.org/h"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server on the loopback."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    bind = f"127.0.0.1:{free_port()}"
    with subprocess.Popen(
        [program, "serve", "--location", tmp_path_factory.mktemp("oxigraph"), "--bind", bind],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        while not re.search("listening", line := process.stderr.readline(), re.IGNORECASE):
            assert line, "the server ended"
        yield f"http://{bind}/query"
        process.kill()


@pytest.fixture
def remote(url: str) -> Iterator[RemoteStore]:
    """A client of the server, which is emptied first."""
    with RemoteStore(url, limits=Limits(timeout_s=20)) as store:
        store.update("DROP ALL")
        yield store


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An embedded store to compare with."""
    with EmbeddedStore(tmp_path, limits=Limits(workers=1)) as store:
        yield store


def test_both_stores_answer_alike(remote: RemoteStore, embedded: EmbeddedStore) -> None:
    for store in (remote, embedded):
        answers = list(_conversation(store))
        assert answers == [
            [{"n": Literal(5)}],
            b"s\r\nhttp://example.org/1\r\n",
            [{"n": Literal(2)}],
            [{"n": Literal(3)}],
            b'{"head":{},"boolean":true}',
            [{"n": Literal(4)}],
            b"<http://example.org/10> <http://example.org/p> 10 .\n",
            [{"g": NamedNode(H)}],
        ]


def _conversation(store: Store) -> Iterator[object]:
    store.replace_graphs({G: numbered(2), H: numbered(3, start=10)})
    yield store.select(COUNT)
    yield store.query(
        "SELECT ?s { ?s ?p ?value }", accept="text/csv", bindings={"value": Literal(1)}
    ).body
    yield store.select(COUNT.replace("{", f"FROM <{G}> {{", 1))
    yield (
        [{"n": Literal(3)}]
        if b'"3"' in store.query(COUNT, accept=JSON, default_graphs=[H]).body
        else None
    )
    yield store.query("ASK { <http://example.org/11> ?p ?o }", accept=JSON).body
    store.replace_graphs({H: numbered(1, start=10)}, remove=[])
    store.replace_graphs({H: numbered(1, start=20)}, extend=True)
    yield store.select(COUNT)
    yield store.query("DESCRIBE <http://example.org/10>", accept="text/turtle").body
    store.replace_graphs({}, remove=[G])
    yield store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")


def test_version_moves_with_writes(remote: RemoteStore) -> None:
    versions = [remote.version]
    versions.append(remote.replace_graphs({G: numbered(1)}))
    versions.append(remote.update("DELETE DATA { GRAPH <a:none> { <a:a> <a:b> 1 } }"))
    assert len(set(versions)) == 3
    assert remote.version == versions[-1]


def test_using_graphs(remote: RemoteStore) -> None:
    remote.replace_graphs({G: numbered(2), H: numbered(3)})
    copy = "INSERT { GRAPH <a:copy> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    remote.update(copy, default_graphs=[G])
    assert len(remote.select("SELECT ?s { GRAPH <a:copy> { ?s ?p ?o } }")) == 2


def test_errors(remote: RemoteStore) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        remote.select("SELECT *\n{ ?s ?p }")
    assert caught.value.line == 2
    with pytest.raises(QueryRefused, match="SERVICE"):
        remote.select("SELECT * { SERVICE <http://127.0.0.1:1/> {} }")
    with pytest.raises(QueryRefused, match="LOAD"):
        remote.update("LOAD <http://127.0.0.1:1/>")
    with pytest.raises((QueryFailed, RemoteStoreError)):
        remote.update("DROP GRAPH <http://example.org/none>")


def test_deadline(remote: RemoteStore) -> None:
    remote.replace_graphs({G: numbered(300)})
    with pytest.raises(QueryTimeout):
        remote.query(RUNAWAY, accept=JSON, timeout_s=1)


def test_nobody_there() -> None:
    store = RemoteStore(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(RemoteStoreError, match="cannot be reached"):
        store.select(COUNT)
    with pytest.raises(StoreError, match="no HTTP address"):
        RemoteStore("file:///etc/passwd")
