"""The embedded store: limits, and the processes that are ended at them."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from graph.store import (
    EmbeddedStore,
    Limits,
    QueryTimeout,
    QueueFull,
    ResultTooLarge,
    StoreError,
    WorkerDied,
)
from tests.store.made import (
    JSON,
    RUNAWAY,
    G,
    children,
    count,
    numbered,
)


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
