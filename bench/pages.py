"""How fast the pages are in Chromium, without a GPU: paints, weight, the map's frames.

Every load is cold. The map of 10,000 nodes is dragged as it first appears, in communities, and with
every node drawn, beside the same graph in vis-network and force-graph, which npm installs into a
cache folder and which draw every node too.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from bench.chromium import Chromium, Pan, chromium
from bench.figures import Figure, SkippedError
from bench.manyunits import write_recommendations
from bench.peers import PEERS, READY, peer_pages
from bench.starting import served
from bench.texts import CORPUS

__all__ = ["figures"]

_BIN = Path(sys.executable).parent
_FIRST, _SECOND = (f"expert-group-{year}-draft-report-addendum" for year in (2018, 2020))
_PAGES = {
    "overview": "/",
    "explore": "/explore",
    "recommendations": "/recommendations",
    "a recommendation": f"/recommendations/{_FIRST}/2(q)",
    "a document": f"/documents/{_FIRST}",
    "an entity": "/entities/unodc",
    "compare": f"/compare?first={_FIRST}&second={_SECOND}",
    "SPARQL": "/sparql",
}
_MANY_PAGES = {
    "overview": "/",
    "explore, all nodes": "/explore?limit=10000",
    "recommendations": "/recommendations",
    "full-text search": "/recommendations?q=cooperation",
}
_MANY = 8400
_ROUNDS = 3
_DRAWN = "() => document.getElementById('map')?.firstFrame"
_READY = "() => document.getElementById('map')?.labels?.length > 0"
_PAINT_MS, _MANY_PAINT_MS = 500, 1500
_FRAME_MS = {2000: 1000, 10_000: 4000}
_WEIGHT_KB = 300
_PAN_MS, _HEAP_MB = 80, 10


def figures() -> list[Figure]:
    """Measure the pages of the sample documents, then those of a graph of 10,000 nodes."""
    with chromium() as browser, tempfile.TemporaryDirectory(prefix="recgraph-bench-") as folder:
        place = Path(folder)
        _build(CORPUS, place / "seeds")
        with served(place / "seeds") as port:
            found = _of_the_samples(browser, f"http://127.0.0.1:{port}")
        write_recommendations(place / "many", _MANY)
        _build(place / "many", place / "large")
        with served(place / "large") as port:
            return found + _of_the_large(browser, f"http://127.0.0.1:{port}", place)


def _build(source: Path, data: Path) -> None:
    subprocess.run(
        [_BIN / "recgraph", "build", source, "--data", data], check=True, capture_output=True
    )


def _of_the_samples(browser: Chromium, home: str) -> list[Figure]:
    found, weights = [], {}
    for name, path in _PAGES.items():
        drawn = _DRAWN if path == "/explore" else None
        loads = [browser.load(home + path, drawn=drawn) for _ in range(_ROUNDS)]
        paint = statistics.median(load.paint_ms for load in loads)
        weights[name] = max(load.bytes for load in loads) / 1000
        found.append(Figure(f"{name}: largest paint", paint, "ms", ceiling=_PAINT_MS))
        if drawn:
            frame = statistics.median(load.drawn_ms or 0 for load in loads)
            found.append(Figure(f"{name}: first stable frame", frame, "ms", ceiling=2000))
    heaviest = max(weights, key=lambda name: weights[name])
    weight = weights[heaviest]
    return [*found, Figure(f"heaviest page ({heaviest})", weight, "kB", ceiling=_WEIGHT_KB)]


def _of_the_large(browser: Chromium, home: str, place: Path) -> list[Figure]:
    found = []
    for name, path in _MANY_PAGES.items():
        paint = statistics.median(browser.load(home + path).paint_ms for _ in range(_ROUNDS))
        told = f"10,000 nodes, {name}: largest paint"
        found.append(Figure(told, paint, "ms", ceiling=_MANY_PAINT_MS))
    for nodes, most in _FRAME_MS.items():
        address = f"{home}/explore?limit={nodes}"
        loads = [browser.load(address, drawn=_DRAWN) for _ in range(_ROUNDS)]
        frame = statistics.median(load.drawn_ms or 0 for load in loads)
        found.append(Figure(f"map of {nodes:,}: first stable frame", frame, "ms", ceiling=most))
    communities = browser.pan(f"{home}/explore?limit=10000", _READY)
    found += _told("communities", communities, _PAN_MS, _HEAP_MB)
    ours = browser.pan(f"{home}/explore?limit=10000&groups=off", _READY)
    found += _told("ours, every node", ours, _PAN_MS, _HEAP_MB)
    try:
        found += _beside(browser, home, place, ours)
    except SkippedError as reason:
        print(f"peers skipped: {reason}", flush=True)
    return found


def _beside(browser: Chromium, home: str, place: Path, ours: Pan) -> list[Figure]:
    with urllib.request.urlopen(f"{home}/api/graph?limit=10000") as answer:
        scene = json.load(answer)
    folder = place / "peers"
    folder.mkdir()
    found = []
    with peer_pages(scene, folder) as address:
        for name in PEERS:
            theirs = browser.pan(f"{address}/{name}.html", READY)
            found += _told(name, theirs)
            ratio = theirs.cpu_ms_per_frame / ours.cpu_ms_per_frame
            found.append(Figure(f"pan at 10,000: {name} / ours", ratio, "x"))
    return found


def _told(name: str, pan: Pan, ms: float | None = None, mb: float | None = None) -> list[Figure]:
    return [
        Figure(f"pan at 10,000: {name}, CPU a frame", pan.cpu_ms_per_frame, "ms", ceiling=ms),
        Figure(f"pan at 10,000: {name}, heap", pan.heap_mb, "MB", ceiling=mb),
    ]
