"""The embedded store: writes, snapshots, locks, limits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.store import (
    EmbeddedStore,
    Limits,
    QueryFailed,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    QueueFull,
    ResultTooLarge,
    SnapshotDirectory,
    StoreBusy,
    StoreError,
    StoreFormatError,
    WorkerDied,
)

JSON = "application/sparql-results+json"
RUNAWAY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
RUNAWAY_UPDATE = (
    "INSERT { ?a ?b ?i } "
    "WHERE { GRAPH ?x { ?a ?b ?c } GRAPH ?y { ?d ?e ?f } GRAPH ?z { ?g ?h ?i } }"
)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
G = "http://example.org/g"
SMALL = Limits(workers=2, timeout_s=20, memory_mib=400)


def numbered(count: int, *, start: int = 0) -> list[Quad]:
    """Quads whose object is their number."""
    p = NamedNode("http://example.org/p")
    return [
        Quad(NamedNode(f"http://example.org/{i}"), p, Literal(i))
        for i in range(start, start + count)
    ]


def count(store: EmbeddedStore) -> int:
    """How many triples the union has."""
    term = store.select(COUNT)[0]["n"]
    assert isinstance(term, Literal)
    return int(term.value)


def children(parent: int) -> set[int]:
    """All processes below one, from /proc."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found |= {int(stat.parent.name)} | children(int(stat.parent.name))
    return found


@pytest.fixture(scope="module")
def filled() -> Iterator[EmbeddedStore]:
    """A store with 3,000 triples that tests read only."""
    with EmbeddedStore(None, limits=SMALL) as store:
        store.replace_graphs({G: numbered(3000)})
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An empty store."""
    with EmbeddedStore(tmp_path / "data", limits=SMALL) as empty:
        yield empty


class TestAnswers:
    def test_formats(self, filled: EmbeddedStore) -> None:
        one = "{ <http://example.org/7> ?p ?o }"
        csv = filled.query(f"SELECT ?o ?p {one}", accept="text/csv")
        assert csv.body == b"o,p\r\n7,http://example.org/p\r\n"
        assert (csv.media_type, csv.version) == ("text/csv", filled.version)
        assert filled.query(f"ASK {one}", accept=JSON).body == b'{"head":{},"boolean":true}'
        turtle = filled.query("DESCRIBE <http://example.org/7>", accept="text/turtle").body
        assert turtle == b"<http://example.org/7> <http://example.org/p> 7 .\n"

    def test_variables_keep_their_order(self, filled: EmbeddedStore) -> None:
        body = filled.query("SELECT ?o ?zebra ?s { ?s ?p ?o } LIMIT 0", accept="text/csv").body
        assert body == b"o,zebra,s\r\n"

    def test_parameters(self, filled: EmbeddedStore) -> None:
        query = "SELECT ?s { { SELECT ?s { ?s ?p ?value } } }"
        assert filled.select(query, value=Literal(12)) == [
            {"s": NamedNode("http://example.org/12")}
        ]

    def test_a_parameter_is_no_text(self, filled: EmbeddedStore) -> None:
        assert filled.select("SELECT ?s { ?s ?p ?value }", value=Literal('" } #')) == []

    def test_unbound_variables_are_left_out(self, filled: EmbeddedStore) -> None:
        assert filled.select("SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }") == [{"x": Literal(1)}]

    def test_datasets(self, store: EmbeddedStore) -> None:
        store.replace_graphs({G: numbered(2), "http://example.org/h": numbered(3, start=10)})
        query = COUNT
        in_g = {"default_graphs": [G]}
        assert b'"2"' in store.query(query, accept=JSON, **in_g).body
        assert b'"5"' in store.query(query, accept=JSON).body
        assert b'"0"' in store.query(query, accept=JSON, union=False).body
        from_h = query.replace("{", "FROM <http://example.org/h> {", 1)
        assert b'"3"' in store.query(from_h, accept=JSON).body
        assert b'"2"' in store.query(from_h, accept=JSON, **in_g).body

    def test_from_never_fetches(self, store: EmbeddedStore, tmp_path: Path) -> None:
        file = tmp_path / "file.ttl"
        file.write_text("<a:a> <a:b> <a:c> .")
        assert store.select(f"SELECT * FROM <file://{file}> {{ ?s ?p ?o }}") == []

    def test_syntax_error_tells_the_place(self, filled: EmbeddedStore) -> None:
        with pytest.raises(QuerySyntaxError) as caught:
            filled.select("SELECT *\n{ ?s ?p }")
        assert (caught.value.line, caught.value.column) == (2, 10)

    def test_format_must_fit_the_form(self, filled: EmbeddedStore) -> None:
        with pytest.raises(QueryRefused, match="SELECT cannot be given as text/turtle"):
            filled.query(COUNT, accept="text/turtle")


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
        limits = Limits(workers=1, timeout_s=3)
        with EmbeddedStore(tmp_path, limits=limits) as store:
            version = store.replace_graphs({G: numbered(2000)})
            with pytest.raises((QueryTimeout, WorkerDied)):
                store.update(RUNAWAY_UPDATE)
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


class TestDirectory:
    def test_second_owner_is_refused(self, store: EmbeddedStore) -> None:
        with pytest.raises(StoreBusy, match="Another recgraph process is using"):
            EmbeddedStore(store.directory.path)

    def test_other_process_moves_on(self, store: EmbeddedStore) -> None:
        """A reader with workers of its own sees what the owner publishes."""
        with EmbeddedStore(store.directory.path, writable=False) as reader:
            assert count(reader) == 0
            store.replace_graphs({G: numbered(4)})
            assert count(reader) == 4

    def test_other_format_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "format").write_text("recgraph-store 99\n")
        with pytest.raises(StoreFormatError, match="recgraph-store 99"):
            EmbeddedStore(tmp_path)

    def test_missing_format_is_refused(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path):
            pass
        (tmp_path / "format").unlink()
        with pytest.raises(StoreFormatError, match="its version is unknown"):
            EmbeddedStore(tmp_path)

    def test_nothing_to_read(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="recgraph build"):
            EmbeddedStore(tmp_path / "none", writable=False)
        assert not (tmp_path / "none").exists()

    def test_old_snapshots_go(self, store: EmbeddedStore) -> None:
        for i in range(4):
            store.replace_graphs({G: numbered(i)})
            assert count(store) == i
        store.update("INSERT DATA { <a:a> <a:b> 1 }")
        kept = [p.name for p in store.directory.snapshots.iterdir() if p.is_dir()]
        assert store.version in kept
        assert len(kept) <= 2

    def test_remains_of_a_crash(self, store: EmbeddedStore) -> None:
        store.replace_graphs({G: numbered(3)})
        remains = store.directory.snapshots / "next.part"
        remains.mkdir()
        (remains / "000001.sst").write_text("half")
        assert count(store) == 3
        store.replace_graphs({G: numbered(4)})
        assert count(store) == 4
        assert not remains.exists()

    def test_killed_in_the_middle_of_a_write(self, tmp_path: Path) -> None:
        """However early the writer is killed, there is the old version or the new."""
        code = (
            "import sys, pathlib; from graph.store import EmbeddedStore; "
            "s = EmbeddedStore(pathlib.Path(sys.argv[1])); print('open', flush=True)\n"
            "while True: s.update('INSERT DATA { GRAPH <a:g> { <a:a> <a:b> ' "
            "+ str(id(object())) + ' } }'); print(s.version, flush=True)"
        )
        acknowledged = ""
        for lines in (1, 2, 3):
            writer = subprocess.Popen(
                [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
            )
            assert writer.stdout is not None
            for _ in range(lines):
                acknowledged = writer.stdout.readline().strip()
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            writer.stdout.close()
            with EmbeddedStore(tmp_path) as store:
                assert count(store) >= 0
                assert acknowledged == "open" or store.version >= acknowledged
                store.update("INSERT DATA { <a:a> <a:b> 1 }")

    def test_from_disk(self, tmp_path: Path) -> None:
        limits = Limits(workers=1, in_memory_quads=10)
        with EmbeddedStore(tmp_path, limits=limits) as store:
            store.replace_graphs({G: numbered(50)})
            assert count(store) == 50
            store.replace_graphs({G: numbered(60)})
            assert count(store) == 60

    def test_pointer_to_nothing(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path):
            pass
        (tmp_path / "current").write_text("00000009-missing\n")
        with (
            EmbeddedStore(tmp_path, writable=False) as store,
            pytest.raises(StoreError, match="is missing"),
        ):
            count(store)

    def test_publishing_waits_for_the_lock(self, tmp_path: Path) -> None:
        directory = SnapshotDirectory(tmp_path)
        with (
            directory.writing(0.1),
            pytest.raises(StoreBusy, match="Another write"),
            SnapshotDirectory(tmp_path).writing(0.1),
        ):
            pass


class TestLimits:
    def test_runaway_is_ended_and_others_are_answered(self, filled: EmbeddedStore) -> None:
        failed: list[Exception] = []

        def run() -> None:
            try:
                filled.query(RUNAWAY, accept=JSON, timeout_s=2)
            except (QueryTimeout, WorkerDied) as error:
                failed.append(error)

        runaways = [threading.Thread(target=run) for _ in range(3)]
        for runaway in runaways:
            runaway.start()
        for _ in range(3):
            assert count(filled) == 3000
        for runaway in runaways:
            runaway.join()
        assert len(failed) == 3
        assert count(filled) == 3000

    def test_memory_bomb(self, filled: EmbeddedStore) -> None:
        with pytest.raises(WorkerDied, match="memory"):
            filled.query(RUNAWAY, accept=JSON, timeout_s=60)
        assert count(filled) == 3000

    @pytest.mark.parametrize(
        "query",
        [
            f"SELECT * {{ FILTER({'!' * 200_000}?x) }}",
            f"SELECT * {{ FILTER({'1+' * 100_000}1) }}",
        ],
        ids=["nots", "sums"],
    )
    def test_too_deep_for_the_engine(self, filled: EmbeddedStore, query: str) -> None:
        with pytest.raises(WorkerDied):
            filled.query(query, accept=JSON)
        assert count(filled) == 3000

    def test_result_bytes(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path, limits=Limits(workers=1, result_bytes=1000)) as store:
            store.replace_graphs({G: numbered(100)})
            with pytest.raises(ResultTooLarge):
                store.query("SELECT * { ?s ?p ?o }", accept=JSON)
            assert count(store) == 100

    def test_queue(self, tmp_path: Path) -> None:
        limits = Limits(workers=1, queue=0, timeout_s=5)
        with EmbeddedStore(tmp_path, limits=limits) as store:
            store.replace_graphs({G: numbered(2000)})
            outcomes: list[str] = []

            def run() -> None:
                try:
                    store.query(RUNAWAY, accept=JSON, timeout_s=3)
                except StoreError as error:
                    outcomes.append(type(error).__name__)

            runs = [threading.Thread(target=run) for _ in range(6)]
            for each in runs:
                each.start()
            for each in runs:
                each.join()
            assert QueueFull.__name__ in outcomes
            assert len(outcomes) == 6

    def test_dead_idle_worker_is_replaced(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path, limits=Limits(workers=1)) as store:
            assert count(store) == 0
            nursery = next(iter(children(os.getpid()) - children_of_others(store)))
            for worker in children(nursery):
                os.kill(worker, signal.SIGKILL)
            assert count(store) == 0

    def test_dead_nursery_is_replaced(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path, limits=Limits(workers=1)) as store:
            assert count(store) == 0
            nursery = next(iter(children(os.getpid()) - children_of_others(store)))
            os.kill(nursery, signal.SIGKILL)
            assert count(store) == 0


def children_of_others(store: EmbeddedStore) -> set[int]:
    """Processes below this one that serve other stores, or are not nurseries."""
    path = os.fsencode(store.directory.path)
    return {
        pid
        for pid in children(os.getpid())
        if path not in Path(f"/proc/{pid}/cmdline").read_bytes() or _parent(pid) != os.getpid()
    }


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_no_process_stays(tmp_path: Path) -> None:
    store = EmbeddedStore(tmp_path, limits=Limits(workers=2))
    count(store)
    before = children(os.getpid()) - children_of_others(store)
    assert before
    store.close()
    assert not before & children(os.getpid())
