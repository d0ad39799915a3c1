"""The embedded store: writes, whole or not at all."""

from __future__ import annotations

import threading
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from graph.store import (
    EmbeddedStore,
    Limits,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    StoreError,
    WorkerDied,
)
from graph.store.content import END, Incoming, pieces_of
from tests.store.made import (
    RUNAWAY_UPDATE,
    G,
    count,
    numbered,
)


class TestWrites:
    def test_replace_extend_remove(self, store: EmbeddedStore) -> None:
        versions = {store.version}
        versions.add(store.replace_graphs({G: numbered(5)}))
        assert count(store) == 5
        versions.add(store.replace_graphs({G: numbered(2)}))
        assert count(store) == 2
        versions.add(store.replace_graphs({G: numbered(2, start=7)}, extend=True))
        assert count(store) == 4
        versions.add(store.replace_graphs({"": numbered(1)}, remove=[G]))
        assert count(store) == 1
        assert len(versions) == 5
        assert store.version == max(versions)

    def test_an_empty_graph_is_a_graph(self, store: EmbeddedStore) -> None:
        store.replace_graphs({G: []})
        assert store.select("SELECT ?g { GRAPH ?g { } }") == [{"g": NamedNode(G)}]

    def test_update_is_whole_or_not_at_all(self, store: EmbeddedStore) -> None:
        version = store.version
        with pytest.raises(QueryFailed):
            store.update("INSERT DATA { <a:a> <a:b> 1 } ; DROP GRAPH <http://example.org/none>")
        with pytest.raises(QuerySyntaxError):
            store.update("INSERT DATA { <a:a> <a:b> }")
        assert (count(store), store.version) == (0, version)

    def test_using_graphs(self, store: EmbeddedStore) -> None:
        store.replace_graphs({G: numbered(2), "http://example.org/h": numbered(3)})
        copy = "INSERT { GRAPH <http://example.org/copy> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
        store.update(copy, default_graphs=[G])
        copied = "SELECT ?s { GRAPH <http://example.org/copy> { ?s ?p ?o } }"
        assert len(store.select(copied)) == 2
        with pytest.raises(QueryRefused, match="USING"):
            store.update(copy.replace("WHERE", f"USING <{G}> WHERE"), default_graphs=[G])

    def test_runaway_update_is_ended_and_undone(self, tmp_path: Path) -> None:
        patient, short = Limits(workers=1), Limits(workers=1, timeout_s=1)
        with EmbeddedStore(tmp_path, limits=patient) as store:
            version = store.replace_graphs({G: numbered(2000)})
        with (
            EmbeddedStore(tmp_path, limits=short) as store,
            pytest.raises((QueryTimeout, WorkerDied)),
        ):
            store.update(RUNAWAY_UPDATE)
        with EmbeddedStore(tmp_path, limits=patient) as store:
            assert (count(store), store.version) == (2000, version)
            store.update("INSERT DATA { <a:a> <a:b> 1 }")
            assert count(store) == 2001

    def test_same_history_same_version(self, tmp_path: Path) -> None:
        versions = []
        for name in ("one", "two"):
            with EmbeddedStore(tmp_path / name) as store:
                versions.append(store.replace_graphs({G: numbered(3)}))
        assert versions[0] == versions[1]

    def test_survives_closing(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path) as store:
            version = store.replace_graphs({G: numbered(3)})
        with EmbeddedStore(tmp_path, writable=False) as store:
            assert (count(store), store.version) == (3, version)
            with pytest.raises(StoreError, match="read only"):
                store.update("INSERT DATA { <a:a> <a:b> 1 }")

    def test_readers_see_old_or_new(self, store: EmbeddedStore) -> None:
        """Ten writes of 100 more each, while readers count."""
        seen: set[int] = set()
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                seen.add(count(store))

        readers = [threading.Thread(target=read) for _ in range(2)]
        for reader in readers:
            reader.start()
        for i in range(10):
            store.replace_graphs({G: numbered(100 * (i + 1))})
        done.set()
        for reader in readers:
            reader.join()
        assert seen <= set(range(0, 1001, 100))
        assert count(store) == 1000


def test_graphs_may_be_written_as_quads_that_were_made_before() -> None:
    made = serialize(
        [Quad(q.subject, q.predicate, q.object, NamedNode(G)) for q in numbered(3)],
        format=RdfFormat.N_QUADS,
    )
    assert made is not None
    with EmbeddedStore(None) as store:
        store.replace_graphs({G: made, "http://example.org/h": numbered(2)})
        assert count(store) == 5
        with pytest.raises(ZeroDivisionError):
            store.replace_graphs({G: made, "http://example.org/h": (1 // 0 for _ in "one")})
        assert count(store) == 5


def test_a_stream_that_was_cut_short_is_not_the_whole() -> None:
    whole = b"".join(pieces_of({G: numbered(3)})) + END
    for end, is_whole in ((len(whole), True), (whole.rindex(b"#"), False)):
        incoming = Incoming(BytesIO(whole[:end]))
        assert incoming.read() == whole[:end]
        assert incoming.is_whole is is_whole
