"""How soon a long answer begins, and what it takes, beside the bare engine's own server."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bench.figures import Figure
from bench.starting import BIN, bare_server, served
from bench.texts import CORPUS

__all__ = ["figures"]

_ROWS = 1_000_000
_QUERY = (
    "PREFIX oa: <http://www.w3.org/ns/oa#> "
    f"SELECT ?a {{ ?a a oa:Annotation . ?b a oa:Annotation . ?c a oa:Annotation }} LIMIT {_ROWS}"
)
_ROUNDS = 3
# What our server may add to the time until the engine's own begins to answer.
_CEILING_MS = 100.0


@dataclass(frozen=True)
class _Answer:
    """When an answer began and ended, in seconds after the request, and its rows."""

    first: float
    last: float
    rows: int


def figures() -> list[Figure]:
    """Ask for a million rows, in turn with the bare server, and take the best of each."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="recgraph-bench-")))
        subprocess.run(
            [BIN / "recgraph", "build", CORPUS, "--data", data], check=True, capture_output=True
        )
        bare = stack.enter_context(bare_server(data))
        ours = stack.enter_context(served(data))
        theirs, answers = [], []
        for _ in range(_ROUNDS):
            theirs.append(_asked(bare, "/query"))
            answers.append(_asked(ours, "/sparql"))
    first, bare_first = min(a.first for a in answers), min(a.first for a in theirs)
    last, bare_last = min(a.last for a in answers), min(a.last for a in theirs)
    if {a.rows for a in (*theirs, *answers)} != {_ROWS}:
        raise RuntimeError(f"not every answer has {_ROWS} rows")
    return [
        Figure("a million rows: bare oxigraph server, first byte", bare_first * 1000, "ms"),
        Figure("a million rows: ours, first byte", first * 1000, "ms"),
        Figure(
            "a million rows: ours, first byte after the bare server's",
            (first - bare_first) * 1000, "ms", ceiling=_CEILING_MS,
        ),
        Figure("a million rows: whole answer, ours / bare", last / bare_last, "x"),
    ]  # fmt: skip


def _asked(port: int, path: str) -> _Answer:
    request = (
        f"GET {path}?query={quote(_QUERY)} HTTP/1.1\r\nHost: localhost\r\n"
        "Accept: text/tab-separated-values\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        start = time.perf_counter()
        connection.sendall(request.encode())
        head = connection.recv(1 << 16)
        while b"\r\n\r\n" not in head or head.endswith(b"\r\n\r\n"):
            head += connection.recv(1 << 16)
        first = time.perf_counter() - start
        rows = head.count(b"\n<")
        end = head[-1:]
        while piece := connection.recv(1 << 20):
            rows += (end + piece).count(b"\n<")
            end = piece[-1:]
        return _Answer(first, time.perf_counter() - start, rows)
