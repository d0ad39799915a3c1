"""The map: labels, highlights, pointer and keys, exports, many nodes."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import orjson
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.browser.explorer import EXPLORER, panel, shown, with_graph
from tests.browser.places import api
from tests.conftest import Server
from tests.viz_catalogue import generated
from viz.scene import scene

pytestmark = pytest.mark.browser

LABELS = """document.getElementById('map').labels.map(
    ({id, left, top, right, bottom, kind}) => ({id, left, top, right, bottom, kind}))"""
LIT = """document.documentElement.explorer.map.composition.markers
    .filter(marker => !marker.dim).map(({node, x, y, r}) => ({id: node.id, x, y, r}))"""
ENTITIES = """document.documentElement.explorer.selection.nodes
    .filter(node => node.kind !== 'recommendation').length"""


def test_labels_are_disjoint_and_nearly_all_entities_have_one(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        page.wait_for_function("() => document.getElementById('map').labels?.length > 0")
        labels = page.evaluate(LABELS)
        for i, a in enumerate(labels):
            for b in labels[i + 1 :]:
                apart = (
                    a["right"] <= b["left"]
                    or b["right"] <= a["left"]
                    or a["bottom"] <= b["top"]
                    or b["bottom"] <= a["top"]
                )
                assert apart, (a["id"], b["id"])
        entities = page.evaluate(ENTITIES)
        placed = [label for label in labels if label["kind"] != "recommendation"]
        assert len(placed) >= 0.95 * entities


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("focus", ["mutual-legal-assistance", "unodc", "cybercrime"])
def test_no_label_covers_a_highlighted_marker(opened: Opener, focus: str, dark: bool) -> None:
    with opened(dark=dark) as watched:
        page = watched.go(f"/explore?focus={focus}")
        page.wait_for_function(
            "focus => document.getElementById('map').labels?.some(label => label.id === focus)",
            arg=focus,
        )
        lit = page.evaluate(LIT)
        assert sorted(one["id"] for one in lit) == sorted(
            page.evaluate("[...document.documentElement.explorer.emphasis.near]")
        )
        for label in page.evaluate(LABELS):
            for one in lit:
                apart = (
                    label["right"] <= one["x"] - one["r"]
                    or label["left"] >= one["x"] + one["r"]
                    or label["bottom"] <= one["y"] - one["r"]
                    or label["top"] >= one["y"] + one["r"]
                )
                assert apart or label["id"] == one["id"], (label["id"], one["id"])


def test_arrow_keys_step_between_linked_nodes(opened: Opener, server: Server) -> None:
    edges = api(server, "/api/graph")["edges"]
    linked = {frozenset((edge["source"], edge["target"])) for edge in edges}
    with opened() as watched:
        page = watched.go("/explore?focus=unodc")
        page.locator("#map").focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_function("() => !location.search.includes('focus=unodc')")
        stepped = page.evaluate("document.documentElement.explorer.state.value.focus")
        assert frozenset(("unodc", stepped)) in linked
        page.keyboard.press("Escape")
        assert "focus" not in page.url


def test_a_click_shows_the_exact_words_with_their_marks(opened: Opener, server: Server) -> None:
    unit = api(server, "/api/recommendations?limit=5")["items"][1]
    detail = api(server, unit["href"])
    with opened() as watched:
        page = watched.go("/explore")
        page.evaluate(
            """id => { const {map, graph} = document.documentElement.explorer;
            const [x, y] = map.camera.screen(graph.node(id)); window.spot = [x, y]; }""",
            f"{unit['document']}/{unit['key']}",
        )
        x, y = page.evaluate("window.spot")
        page.locator("#map").click(position={"x": x, "y": y})
        words = page.locator("#panel .quote")
        words.wait_for()
        assert panel(page) == detail["title"]
        assert words.inner_text().split() == detail["text"].split()
        marked = page.eval_on_selector_all(
            "#panel .quote .m", "all => all.map(x => x.dataset.entity)"
        )
        assert set(marked) <= {mention["entity"] for mention in detail["mentions"]}
        assert marked
        assert page.locator("#panel .said").count() >= len(detail["statements"])


@pytest.mark.parametrize("ending", ["graphml", "gexf", "svg", "png"])
def test_exports_are_files_that_others_read(opened: Opener, ending: str, tmp_path: Path) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        nodes = shown(page)
        page.locator("#exports > summary").click()
        with page.expect_download() as waiting:
            page.locator(f"[data-export={ending}]").click()
        file = tmp_path / f"graph.{ending}"
        waiting.value.save_as(file)
    if ending == "graphml":
        assert sorted(nx.read_graphml(file).nodes) == nodes
    elif ending == "gexf":
        assert sorted(nx.read_gexf(file, version="1.3").nodes) == nodes
    elif ending == "svg":
        root = ElementTree.parse(file).getroot()
        shapes = [
            e for e in root.iter() if e.tag.rpartition("}")[2] in ("circle", "polygon", "rect")
        ]
        assert len(shapes) == len(nodes) + 1
    else:
        assert file.read_bytes().startswith(b"\x89PNG")


def test_ten_thousand_nodes_are_drawn_moved_and_searched(opened: Opener) -> None:
    drawn = scene(generated(1200, 8800), limit=10_000)
    with opened() as watched:
        with_graph(watched.page, orjson.dumps(drawn.as_json()))
        page = watched.go("/explore?limit=10000")
        page.wait_for_function("() => document.getElementById('map').labels?.length > 20")
        assert page.evaluate("document.documentElement.explorer.selection.nodes.length") == 10_000
        before = page.evaluate("document.documentElement.explorer.map.camera.x")
        page.mouse.move(600, 450)
        page.mouse.down()
        page.mouse.move(700, 520, steps=5)
        page.mouse.up()
        assert page.evaluate("document.documentElement.explorer.map.camera.x") == before + 100
        page.get_by_role("button", name="Columns", exact=True).click()
        assert page.get_by_role("button", name="Show 120 more").first.is_visible()


def drag(page: Page, *points: tuple[int, int]) -> None:
    """Press at the first point, move over the others, let go."""
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point, steps=3)
    page.mouse.up()


def loop_around_half(page: Page) -> tuple[tuple[int, int], ...]:
    """A loop around the left half of the map, on the page."""
    box = page.locator("#map").bounding_box()
    assert box
    left, top = int(box["x"]) + 5, int(box["y"]) + 70
    right, bottom = int(box["x"] + box["width"] / 2), int(box["y"] + box["height"]) - 60
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def test_a_loop_drawn_with_shift_compares_what_it_holds(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        page.keyboard.down("Shift")
        drag(page, *loop_around_half(page))
        page.keyboard.up("Shift")
        assert page.locator("#panel .kind").first.inner_text() == "8 compared"
        assert page.url.count("compare=") == 8
        page.reload()
        page.wait_for_selector("[data-ready]")
        assert page.locator("#panel .kind").first.inner_text() == "8 compared"
        page.get_by_role("button", name="Clear").click()
        assert "compare" not in page.url


def test_the_lasso_button_draws_once_then_the_map_moves_again(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        lasso = page.get_by_role("button", name="Lasso")
        lasso.click()
        assert lasso.get_attribute("aria-pressed") == "true"
        before = page.evaluate(f"{EXPLORER}.map.camera.x")
        drag(page, *loop_around_half(page))
        assert lasso.get_attribute("aria-pressed") == "false"
        assert page.evaluate(f"{EXPLORER}.map.camera.x") == before
        drag(page, (700, 500), (760, 500))
        assert page.evaluate(f"{EXPLORER}.map.camera.x") == before + 60


def test_zoom_by_button_wheel_and_key_and_back_to_all(opened: Opener) -> None:
    scale = f"{EXPLORER}.map.camera.scale"
    with opened() as watched:
        page = watched.go("/explore")
        whole = page.evaluate(scale)
        page.get_by_role("button", name="Zoom in").click()
        nearer = page.evaluate(scale)
        page.mouse.move(600, 400)
        page.mouse.wheel(0, -200)
        page.wait_for_function(f"before => {scale} > before", arg=nearer)
        page.locator("#map").focus()
        page.keyboard.press("-")
        page.keyboard.press("0")
        assert page.evaluate(scale) == whole
        assert whole < nearer


def test_the_pointer_over_a_node_tells_its_name(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        box = page.locator("#map").bounding_box()
        assert box
        x, y = page.evaluate(f"{EXPLORER}.map.camera.screen({EXPLORER}.graph.node('unodc'))")
        page.mouse.move(box["x"] + x, box["y"] + y)
        assert page.locator("#tip").inner_text().startswith("UNODC")
        page.mouse.move(box["x"] + 4, box["y"] + box["height"] - 90)
        assert not page.locator("#tip").is_visible()


def test_a_thing_stands_where_it_stood_whatever_is_selected(opened: Opener) -> None:
    places = f"Object.fromEntries({EXPLORER}.selection.nodes.map(n => [n.id, [n.x, n.y]]))"
    with opened() as watched:
        all_ = watched.go("/explore").evaluate(places)
        some = watched.go("/explore?hide=actor&focus=unodc").evaluate(places)
        assert len(some) < len(all_)
        assert {key: all_[key] for key in some} == some


def test_a_very_long_name_is_cut_on_the_map_and_whole_in_the_panel(opened: Opener) -> None:
    drawn = orjson.loads(orjson.dumps(scene(generated(12, 9)).as_json()))
    long = "Comprehensive intergovernmental convention " * 9
    drawn["nodes"][0]["label"] = drawn["nodes"][0]["title"] = long.strip()
    with opened(width=390, height=844) as watched:
        with_graph(watched.page, orjson.dumps(drawn))
        page = watched.go(f"/explore?view=map&focus={drawn['nodes'][1]['id']}")
        lines = "document.getElementById('map').labels.map(label => label.lines.length)"
        page.wait_for_function("() => document.getElementById('map').labels?.length > 0")
        assert max(page.evaluate(lines)) <= 4
        page = watched.go(f"/explore?view=map&focus={drawn['nodes'][0]['id']}")
        assert panel(page) == long.strip()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
