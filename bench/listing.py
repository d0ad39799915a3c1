"""How soon the list of recommendations comes with its facets, over many units."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from bench.figures import Figure
from bench.load import Load, put
from bench.manyunits import write_recommendations
from bench.starting import BIN, served

__all__ = ["listing_figures"]

_UNITS = 4000
_DATA = "RECGRAPH_BENCH_DATA"
"""Names a data directory to measure instead of one made for it."""
_REQUESTS = 400
_ROUNDS = 3
_CEILING_MS = 50.0
_SEED = 7


def listing_figures() -> list[Figure]:
    """Measure lists with facets that nobody has asked for before, at one client and at eight."""
    with _data() as data, served(data) as port:
        units = _asked(port, "/api/stats")["units"]
        asking = _targets(port)
        found = []
        for clients, ceiling in ((1, None), (8, _CEILING_MS)):
            best = min(_p99_ms(port, asking, clients) for _ in range(_ROUNDS))
            name = f"list with facets, {units} units, {clients} client{'s' * (clients > 1)}: p99"
            found.append(Figure(name, best, "ms", ceiling=ceiling))
        return found


def _p99_ms(port: int, asking: Iterator[str], clients: int) -> float:
    targets = tuple(islice(asking, _REQUESTS))
    return put(Load(port, targets, clients, _REQUESTS, "application/json")).p99_ms


@contextmanager
def _data() -> Iterator[Path]:
    if given := os.environ.get(_DATA):
        yield Path(given)
        return
    with tempfile.TemporaryDirectory(prefix="recgraph-bench-") as folder:
        source, data = Path(folder) / "source", Path(folder) / "data"
        write_recommendations(source, _UNITS)
        command = [str(BIN / "recgraph"), "build", str(source), "--data", str(data)]
        subprocess.run(command, check=True, capture_output=True)
        yield data


def _targets(port: int) -> Iterator[str]:
    """Give lists by one to three filters, hardly ever the same one again."""
    random = Random(_SEED)
    themes, actors, instruments = (
        [item["key"] for item in _asked(port, f"/api/{plural}?limit=80")["items"]]
        for plural in ("themes", "actors", "instruments")
    )
    while True:
        theme, actor = random.choice(themes), random.choice(actors)
        filters = random.choice(
            (
                f"theme={theme}&theme={random.choice(themes)}",
                f"theme={theme}&actor={actor}&sort=strength",
                f"addressee={actor}&strength=should",
                f"instrument={random.choice(instruments)}&sort=date",
                "sort=title",
            )
        )
        size = f"limit={random.randrange(20, 60)}&facet_limit={random.randrange(100, 1000)}"
        yield f"/api/recommendations?{filters}&{size}"


def _asked(port: int, path: str) -> dict[str, Any]:
    """Ask until the server has made ready what it answers from."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                found: dict[str, Any] = json.load(answer)
                return found
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError(f"{path} had no answer")
