"""Pages that draw the same graph with other libraries, at the same places, without physics.

The libraries are installed with npm into a cache folder, never into the repository.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.figures import SkippedError

__all__ = ["PEERS", "READY", "peer_pages"]

_PACKAGES = ("vis-network@10", "force-graph@1")
_SCRIPTS = {
    "vis-network": "vis-network/standalone/umd/vis-network.min.js",
    "force-graph": "force-graph/dist/force-graph.min.js",
}
PEERS = tuple(_SCRIPTS)
READY = "() => window.ready_"
_DRAW = {
    "vis-network": """
        const nodes = data.nodes.map(n => ({id: n.id, x: n.x, y: n.y, size: n.size, shape: "dot",
            color: n.colour, label: n.kind === "recommendation" ? undefined : n.label}));
        const edges = data.edges.map(e => ({from: e.source, to: e.target}));
        const options = {physics: false, layout: {improvedLayout: false}, edges: {smooth: false}};
        const network = new vis.Network(place, {nodes, edges}, options);
        network.once("afterDrawing", () => { window.ready_ = true; });""",
    "force-graph": """
        for (const n of data.nodes) { n.fx = n.x; n.fy = n.y; }
        const graph = new ForceGraph(place).nodeId("id").nodeColor("colour").nodeVal("size")
            .cooldownTicks(0).graphData({nodes: data.nodes, links: data.edges});
        graph.zoomToFit(0);
        setTimeout(() => { window.ready_ = true; }, 1500);""",
}
_PAGE = """<!doctype html><meta charset="utf-8"><title>{name}</title>
<style>html, body, #place {{ margin: 0; width: 100%; height: 100%; overflow: hidden }}</style>
<div id="place"></div><script src="{name}.js"></script>
<script>fetch("graph.json").then(answer => answer.json()).then(data => {{
const place = document.getElementById("place");{draw}
}});</script>"""
_COLOURS = {
    "theme": "#b5548c",
    "recommendation": "#0072b2",
    "actor": "#d55e00",
    "instrument": "#00795a",
}


@contextmanager
def peer_pages(scene: dict[str, Any], folder: Path) -> Iterator[str]:
    """Serve a page for each peer from ``folder``; gives the address they stand under.

    Raises
    ------
    SkippedError
        npm is missing or gives nothing.
    """
    modules = _installed()
    nodes = [{**node, "colour": _COLOURS[node["kind"]]} for node in scene["nodes"]]
    (folder / "graph.json").write_text(json.dumps({"nodes": nodes, "edges": scene["edges"]}))
    for name, script in _SCRIPTS.items():
        shutil.copy(modules / script, folder / f"{name}.js")
        page = _PAGE.format(name=name, draw=_DRAW[name])
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def _installed() -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise SkippedError("npm is not on the PATH")
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "recgraph-bench"
    modules = cache / "node_modules"
    if not all((modules / script).is_file() for script in _SCRIPTS.values()):
        cache.mkdir(parents=True, exist_ok=True)
        flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(cache)]
        done = subprocess.run([npm, "install", *flags, *_PACKAGES], capture_output=True, text=True)
        if done.returncode:
            raise SkippedError(f"npm could not install {', '.join(_PACKAGES)}")
    return modules
