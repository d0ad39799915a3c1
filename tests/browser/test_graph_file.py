"""The graph as one file: opens from disk, runs nothing that a document says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser.conftest import Opener
from tests.viz_catalogue import small
from viz.scene import scene
from viz.standalone import Quote, quotes_of, standalone_page

pytestmark = pytest.mark.browser


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    catalogue = small()
    drawn = scene(catalogue)
    file = tmp_path / "graph.html"
    quotes = quotes_of(catalogue, drawn, lambda _: {})
    file.write_text(standalone_page(drawn, title="Graph", quotes=quotes), encoding="utf-8")
    return file


def test_the_one_file_page_opens_from_disk(opened: Opener, graph_file: Path) -> None:
    with opened(home="file://") as watched:
        page = watched.page
        page.context.set_offline(True)
        page.goto(graph_file.as_uri())
        page.wait_for_selector("[data-ready]")
        page.keyboard.press("/")
        page.keyboard.type("budap")
        page.keyboard.press("Enter")
        assert page.locator("#panel h2").inner_text() == "Budapest Convention"
        page.locator("#panel li button").first.click()
        words = page.locator("#panel .words").inner_text()
        assert words.startswith("Member States should strengthen")
        page.get_by_label("Themes").uncheck()
        hidden = "document.body.network.body.data.nodes.get().filter(n => n.hidden).length"
        assert page.evaluate(hidden) == 5
        page.locator("#stage").focus()
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
        assert page.locator("#panel h2").inner_text() != "Graph"


def test_the_one_file_page_runs_nothing_that_a_document_says(
    opened: Opener, tmp_path: Path
) -> None:
    hostile = "</script><img src=x onerror=alert(1)><a href=javascript:alert(1)>\"'"
    drawn = scene(small())
    renamed = {node.id: node.id + hostile for node in drawn.nodes}
    nodes = tuple(
        replace(n, id=renamed[n.id], label=hostile, title=hostile, document=hostile)
        for n in drawn.nodes
    )
    edges = tuple(
        replace(e, source=renamed[e.source], target=renamed[e.target]) for e in drawn.edges
    )
    documents = tuple(replace(d, id=hostile, label=hostile) for d in drawn.documents[:1])
    bad = replace(drawn, nodes=nodes, edges=edges, documents=documents, hubs=())
    words = {node.id: Quote(((hostile, "theme", hostile),)) for node in nodes}
    file = tmp_path / "graph.html"
    file.write_text(standalone_page(bad, title=hostile, quotes=words), encoding="utf-8")
    with opened(home="file://") as watched:
        page = watched.page
        page.goto(file.as_uri())
        page.wait_for_selector("[data-ready]")
        page.locator("#stage").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#panel h2").inner_text() == hostile
        assert page.locator("img, a").count() == 0
