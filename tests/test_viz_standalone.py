"""The one-file page: complete, silent towards the network, deaf to what documents say."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from tests.viz_catalogue import generated, small
from viz.scene import scene
from viz.standalone import Quote, StandaloneError, quotes_of, standalone_page, title_of

HOSTILE = "</script><img src=x onerror=alert(1)>\"'&href"


def data_of(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    told: dict[str, object] = json.loads(found[1])
    return told


def test_it_holds_the_library_the_graph_and_no_address() -> None:
    drawn = scene(small())
    html = standalone_page(drawn, title=title_of(drawn))
    assert "https://" not in html
    assert "http://" not in html
    assert "vis.Network" in html
    assert 450_000 < len(html.encode()) < 700_000
    data = data_of(html)
    assert {node["id"] for node in data["nodes"]} == {node.id for node in drawn.nodes}  # type: ignore[attr-defined,index]
    assert data["options"]["physics"] == {"enabled": False}  # type: ignore[index]
    at = {node.id: (node.x, node.y) for node in drawn.nodes}
    assert all(at[node["id"]] == (node["x"], node["y"]) for node in data["nodes"])  # type: ignore[attr-defined,index]


def test_a_policy_forbids_calling_out_and_foreign_scripts() -> None:
    html = standalone_page(scene(small()), title="t")
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_shapes_double_the_colours() -> None:
    nodes = data_of(standalone_page(scene(small()), title="t"))["nodes"]
    looks = {(node["kind"], node["shape"], node["color"]) for node in nodes}  # type: ignore[attr-defined,index]
    assert looks == {
        ("theme", "diamond", "#b5548c"),
        ("recommendation", "dot", "#0072b2"),
        ("actor", "square", "#d55e00"),
        ("instrument", "triangle", "#00795a"),
    }


def test_quotes_join_to_the_text_of_the_unit() -> None:
    catalogue = small()
    drawn = scene(catalogue)
    quotes = quotes_of(catalogue, drawn, lambda _: {})
    assert {key: "".join(p[0] for p in q.pieces) for key, q in quotes.items()} == {
        f"{unit.document}/{unit.key}": unit.text for unit in catalogue.units
    }


def test_hostile_words_stay_words() -> None:
    drawn = scene(small())
    nodes = tuple(
        replace(n, id=n.id + HOSTILE, label=HOSTILE, title=HOSTILE) for n in drawn.nodes[:2]
    )
    hostile = replace(drawn, nodes=nodes, edges=(), documents=(), hubs=())
    html = standalone_page(
        hostile, title=HOSTILE, quotes={nodes[0].id: Quote(((HOSTILE, "theme", HOSTILE),))}
    )
    assert "<img" not in html
    assert html.count("</script>") == 3
    assert data_of(html)["told"][nodes[0].id]["label"] == HOSTILE  # type: ignore[index]


def test_too_many_nodes_are_refused_with_advice() -> None:
    with pytest.raises(StandaloneError, match="focus"):
        standalone_page(scene(generated(300, 2000), limit=5000), title="t")


def test_a_focus_gives_the_heading() -> None:
    assert title_of(scene(small(), focus="unodc")) == "Recommendations around UNODC"
