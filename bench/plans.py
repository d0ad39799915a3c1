"""Plans: each question that was written for the engine, beside the plain way to write it.

The plain queries stand in ``bench/naive``. Each runs in a process of its own, in processor time;
one that reaches the limit counts as taking it. ``RECGRAPH_BENCH_DATA`` names a data directory to
measure as well as the sample documents.
"""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from pyoxigraph import QuerySolutions, Store

from bench.figures import Figure
from bench.starting import BIN
from graph.questions import load_questions
from graph.store.parameters import bind
from ontology.iris import DEFAULT

__all__ = ["NAIVE", "figures"]

NAIVE = Path(__file__).with_name("naive")
_CORPUS = Path(__file__).resolve().parent.parent / "corpus"
_DATA = "RECGRAPH_BENCH_DATA"
_LIMIT_S = 60
_SMALL_ROUNDS = 200
_CEILING_S = 5.0


def figures() -> list[Figure]:
    """Measure on the sample documents, and on the data directory that is named."""
    with tempfile.TemporaryDirectory(prefix="recgraph-bench-") as folder:
        command = [str(BIN / "recgraph"), "build", str(_CORPUS), "--data", folder]
        subprocess.run(command, check=True, capture_output=True)
        found = _measured(Path(folder), "samples", _SMALL_ROUNDS, None)
    if given := os.environ.get(_DATA):
        found += _measured(Path(given), "data", 1, _CEILING_S)
    return found


def _measured(data: Path, where: str, rounds: int, ceiling: float | None) -> list[Figure]:
    """Time each question both ways; a ratio over one says how much the plan saves."""
    snapshot = data / "snapshots" / (data / "current").read_text("utf-8").strip()
    found: list[Figure] = []
    for path in sorted(NAIVE.glob("*.rq")):
        question = load_questions()[path.stem]
        bound = question.bindings(DEFAULT)
        plain = _seconds(snapshot, bind(path.read_text("utf-8"), bound), rounds)
        ours = _seconds(snapshot, bind(question.query, bound), rounds)
        at_least = "at least " if plain == _LIMIT_S else ""
        print(f"{where}: {path.stem}: plain {at_least}{plain:.3g} s, ours {ours:.3g} s", flush=True)
        name = f"{where}: {path.stem}"
        found.append(Figure(name, ours, "s", ceiling=ceiling))
        found.append(
            Figure(f"{name}: {at_least}times faster than plain", plain / max(ours, 1e-6), "")
        )
    return found


def _seconds(snapshot: Path, query: str, rounds: int) -> float:
    """Give the mean processor time of a round, or the limit where it is reached."""
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(snapshot, query, rounds, sender.send))
    child.start()
    sender.close()
    try:
        found: float = receiver.recv()
    except EOFError:
        found = float(_LIMIT_S)
    child.join()
    return found


def _run(snapshot: Path, query: str, rounds: int, tell: Callable[[float], None]) -> None:
    """Answer in full, row by row; the system ends this process at the limit."""
    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT_S, _LIMIT_S))
    store = Store.read_only(str(snapshot))
    start = time.process_time()
    for _ in range(rounds):
        answer = store.query(query, use_default_graph_as_union=True)
        assert isinstance(answer, QuerySolutions)
        for _row in answer:
            pass
    tell((time.process_time() - start) / rounds)
