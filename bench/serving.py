"""How fast the endpoint answers, beside the bare engine's own server on the same data."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from bench.figures import Figure
from bench.listing import listing_figures
from bench.load import FRESH, Load, put
from bench.starting import BIN, bare_server, free_port, running, served
from bench.texts import CORPUS
from graph.questions import load_questions
from graph.store import EmbeddedStore
from ontology.iris import DEFAULT

__all__ = ["figures"]

_REC = "PREFIX rec: <https://w3id.org/recgraph/ontology#> "
_UNITS = _REC + "SELECT ?unit { ?unit a rec:Unit } ORDER BY ?unit LIMIT 50"
_PAIRS = (
    _REC
    + "SELECT ?a ?b (COUNT(*) AS ?n) { ?unit rec:mentions ?a, ?b } "
    + "GROUP BY ?a ?b ORDER BY DESC(?n) ?a ?b LIMIT 20"
)
_QUOTES = (
    "PREFIX oa: <http://www.w3.org/ns/oa#> "
    "SELECT ?body (COUNT(?exact) AS ?n) "
    "{ ?m oa:hasBody ?body ; oa:hasTarget/oa:hasSelector/oa:exact ?exact } "
    "GROUP BY ?body ORDER BY DESC(?n) ?body LIMIT 20"
)
_HEADER = re.compile(r"(?m)^#.*\n")
_FLOORS: dict[str, tuple[float | None, float | None]] = {
    "look-up": (0.5, 1.3),
    "analytical": (0.9, 30.0),
    "named questions": (None, None),
}
_RDFLIB_FLOOR = 20.0
_ROUNDS = 3
_CLIENTS = (1, 8, 32)


@dataclass(frozen=True)
class _Kind:
    """One kind of question, how often it is asked uncached and cached."""

    name: str
    queries: tuple[str, ...]
    uncached: int
    cached: int


def figures() -> list[Figure]:
    """Measure the endpoint and its peers in one run, at few and many clients; then the lists."""
    found: list[Figure] = []
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="recgraph-bench-")))
        subprocess.run(
            [BIN / "recgraph", "build", CORPUS, "--data", data], check=True, capture_output=True
        )
        kinds = _kinds(data)
        bare = stack.enter_context(bare_server(data))
        ours = stack.enter_context(served(data))
        peer = stack.enter_context(_rdflib(data)) if find_spec("rdflib_endpoint") else None
        for kind in kinds:
            for clients in _CLIENTS:
                found += _compare(kind, clients, bare, ours)
            if peer is not None:
                found.append(_against_rdflib(kind, peer, ours))
    return [*found, *listing_figures()]


def _kinds(data: Path) -> tuple[_Kind, ...]:
    with EmbeddedStore(data, writable=False) as store:
        units = [row["unit"] for row in store.select(_UNITS)]
    looked_up = tuple(f"SELECT ?p ?o {{ {unit} ?p ?o }}" for unit in units)
    return (
        _Kind("look-up", looked_up, 4000, 8000),
        _Kind("analytical", (_PAIRS, _QUOTES), 16, 2000),
        _Kind("named questions", _named(), 128, 2000),
    )


def _named() -> tuple[str, ...]:
    """Give the named questions that need no value, without their headers."""
    free = (q for q in load_questions().values() if not q.bindings(DEFAULT))
    return tuple(_HEADER.sub("", question.query) for question in free)


def _compare(kind: _Kind, clients: int, bare: int, ours: int) -> list[Figure]:
    """Measure the peers in turn, twice, and take the best of each."""
    peer = uncached = cached = 0.0
    path = "/sparql"
    _rate(ours, path, kind, clients, len(kind.queries) * clients, fresh=False)
    for _ in range(_ROUNDS):
        peer = max(peer, _rate(bare, "/query", kind, clients, kind.uncached, fresh=True))
        uncached = max(uncached, _rate(ours, path, kind, clients, kind.uncached, fresh=True))
        cached = max(cached, _rate(ours, path, kind, clients, kind.cached, fresh=False))
    who = f"{kind.name}, {clients} client{'s' if clients > 1 else ''}"
    floor, floor_cached = _FLOORS[kind.name]
    return [
        Figure(f"{who}: bare oxigraph server", peer, "1/s"),
        Figure(f"{who}: ours, never asked before", uncached, "1/s"),
        Figure(f"{who}: ours, asked before", cached, "1/s"),
        Figure(f"{who}: ours, never asked before / bare", uncached / peer, "x", floor),
        Figure(f"{who}: ours, asked before / bare", cached / peer, "x", floor_cached),
    ]


def _against_rdflib(kind: _Kind, peer: int, ours: int) -> Figure:
    theirs = _rate(peer, "/", kind, 8, 20, fresh=True)
    rate = _rate(ours, "/sparql", kind, 8, kind.uncached, fresh=True)
    return Figure(
        f"{kind.name}, 8 clients: ours / rdflib-endpoint", rate / theirs, "x", _RDFLIB_FLOOR
    )


def _rate(port: int, path: str, kind: _Kind, clients: int, count: int, *, fresh: bool) -> float:
    end = f"%0A%23%20{FRESH}" if fresh else ""  # a comment of its own
    targets = tuple(f"{path}?query={quote(query)}{end}" for query in kind.queries)
    return put(Load(port, targets, clients, max(count, 2 * clients))).per_second


@contextmanager
def _rdflib(data: Path) -> Iterator[int]:
    port, dump = free_port(), data / "all.nq"
    subprocess.run(
        [BIN / "recgraph", "export", "--data", data, "--output", dump, "--format", "nq"],
        check=True,
    )
    command = [BIN / "rdflib-endpoint", "serve", dump, "--port", str(port)]
    with running(command, port):
        yield port
