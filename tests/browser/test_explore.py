"""The explorer in a browser: three views of one selection, by mouse, keys, address and phone."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen
from xml.etree import ElementTree

import networkx as nx
import orjson
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opener
from tests.conftest import Server
from tests.viz_catalogue import generated
from viz.scene import scene

pytestmark = pytest.mark.browser

SHOWN = "[...document.documentElement.explorer.selection.ids].sort()"
LABELS = """document.getElementById('map').labels.map(
    ({id, left, top, right, bottom, kind}) => ({id, left, top, right, bottom, kind}))"""
LIT = """document.documentElement.explorer.map.composition.markers
    .filter(marker => !marker.dim).map(({node, x, y, r}) => ({id: node.id, x, y, r}))"""
ENTITIES = """document.documentElement.explorer.selection.nodes
    .filter(node => node.kind !== 'recommendation').length"""
LISTED = "all => all.map(item => item.dataset.node)"


def api(server: Server, path: str) -> Any:
    with urlopen(server.url + path) as answer:
        return json.load(answer)


def shown(page: Page) -> list[str]:
    found: list[str] = page.evaluate(SHOWN)
    return found


def panel(page: Page) -> str:
    return page.locator("#panel h2").inner_text()


def first_unit(server: Server) -> dict[str, Any]:
    items: list[dict[str, Any]] = api(server, "/api/recommendations?limit=5")["items"]
    return items[1]


def test_labels_are_disjoint_and_nearly_all_entities_have_one(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        page.wait_for_function("document.getElementById('map').labels?.length > 0")
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


def test_the_three_views_show_the_same_set(opened: Opener, server: Server) -> None:
    expected = sorted(node["id"] for node in api(server, "/api/graph")["nodes"])
    with opened() as watched:
        page = watched.go("/explore")
        assert shown(page) == expected
        page.get_by_role("button", name="Columns", exact=True).click()
        found = page.eval_on_selector_all("#columns [data-node]", LISTED)
        assert sorted(found) == expected
        page.get_by_role("button", name="Table", exact=True).click()
        found = page.eval_on_selector_all("#rows [data-node]", LISTED)
        assert sorted(found) == expected


def test_filters_narrow_every_view_to_the_same_set(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        before = shown(page)
        page.get_by_label("Actors").first.uncheck()
        page.locator("[data-key^='document-']").first.uncheck()
        after = shown(page)
        assert 0 < len(after) < len(before)
        page.get_by_role("button", name="Columns", exact=True).click()
        listed = page.eval_on_selector_all("#columns [data-node]", LISTED)
        assert sorted(listed) == after
        page.get_by_role("button", name="Table", exact=True).click()
        listed = page.eval_on_selector_all("#rows [data-node]", LISTED)
        assert sorted(listed) == after


def test_a_hub_is_a_filter(opened: Opener, server: Server) -> None:
    hub = api(server, "/api/graph")["hubs"][0]
    with opened() as watched:
        page = watched.go("/explore")
        page.get_by_label(f"Only with {hub['label']}").check()
        said = [one for one in shown(page) if "/" in one]
        assert sorted(said) == sorted(hub["members"])
        assert hub["id"] not in shown(page)


def test_budapest_is_found_by_keyboard_alone(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        page.keyboard.press("/")
        page.keyboard.type("budap")
        page.keyboard.press("Enter")
        assert panel(page) == "Budapest Convention"
        assert "focus=budapest-convention" in page.url
        assert "Budapest Convention" in page.locator("#live").inner_text()


def test_arrow_keys_step_between_linked_nodes(opened: Opener, server: Server) -> None:
    edges = api(server, "/api/graph")["edges"]
    linked = {frozenset((edge["source"], edge["target"])) for edge in edges}
    with opened() as watched:
        page = watched.go("/explore?focus=unodc")
        page.locator("#map").focus()
        page.keyboard.press("ArrowLeft")
        page.wait_for_function("!location.search.includes('focus=unodc')")
        stepped = page.evaluate("document.documentElement.explorer.state.value.focus")
        assert frozenset(("unodc", stepped)) in linked
        page.keyboard.press("Escape")
        assert "focus" not in page.url


def test_a_click_shows_the_exact_words_with_their_marks(opened: Opener, server: Server) -> None:
    unit = first_unit(server)
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


def test_the_address_is_the_state_and_back_undoes(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore?view=table&hide=actor&focus=electronic-evidence")
        assert page.locator("#rows").is_visible()
        assert not page.get_by_label("Actors").first.is_checked()
        assert panel(page) == "Electronic evidence"
        kept = shown(page)
        page.get_by_label("Actors").first.check()
        assert len(shown(page)) > len(kept)
        page.locator("#undo").click()
        page.wait_for_function("document.documentElement.explorer.state.value.hide.length === 1")
        assert shown(page) == kept
        page.reload()
        page.wait_for_selector("[data-ready]")
        assert shown(page) == kept


def test_a_path_s_every_hop_is_in_the_api(opened: Opener, server: Server) -> None:
    edges = api(server, "/api/graph")["edges"]
    linked = {frozenset((edge["source"], edge["target"])) for edge in edges}
    with opened() as watched:
        page = watched.go("/explore?focus=budapest-convention")
        page.get_by_role("button", name="Path to…").click()
        page.locator("[data-search]").fill("sovereignty")
        page.keyboard.press("Enter")
        page.wait_for_selector("#panel ol")
        chain = page.evaluate("document.documentElement.explorer.emphasis.chain")
        assert (chain[0], chain[-1]) == ("budapest-convention", "sovereignty")
        for here, there in pairwise(chain):
            assert frozenset((here, there)) in linked


def test_expand_adds_company_up_to_a_cap(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore?focus=unodc")
        near = page.evaluate("document.documentElement.explorer.emphasis.near.size")
        page.get_by_role("button", name="Expand").click()
        wider = page.evaluate("document.documentElement.explorer.emphasis.near.size")
        assert near < wider <= near + 24
        assert "depth=2" in page.url


def test_shift_click_compares(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore?view=columns&focus=unodc")
        page.locator("[data-node='ccpcj']").click(modifiers=["Shift"])
        assert "2 compared" in page.locator("#panel").inner_text()
        assert page.url.count("compare=") == 2


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


@pytest.mark.parametrize("width", [390, 360])
def test_a_phone_starts_on_columns_without_sideways_scroll(opened: Opener, width: int) -> None:
    with opened(width=width, height=844) as watched:
        page = watched.go("/explore")
        assert page.locator("#columns").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("#columns .open [data-node]").first.click()
        page.locator("#panel .quote").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("button", name="Close").click()
        small = page.evaluate(
            """[...document.querySelectorAll('button, select, summary')].filter(e => e.offsetParent)
            .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
            .filter(([, r]) => r.width < 24 || r.height < 24).map(([text]) => text)"""
        )
        assert small == []


def test_dark_is_dark_and_the_choice_is_kept(opened: Opener) -> None:
    background = "getComputedStyle(document.documentElement).backgroundColor"
    with opened(dark=True) as watched:
        page = watched.go("/explore")
        assert page.evaluate(background) == "rgb(17, 22, 27)"
        page.get_by_role("button", name="Light or dark").click()
        assert page.evaluate(background) == "rgb(255, 255, 255)"
        page.reload()
        assert page.evaluate(background) == "rgb(255, 255, 255)"


def with_graph(page: Page, answer: bytes, status: int = 200) -> None:
    page.route(
        "**/api/graph*",
        lambda route: route.fulfill(status=status, body=answer, content_type="application/json"),
    )


def test_hostile_names_stay_names(opened: Opener) -> None:
    hostile = "<img src=x onerror=alert(1)></script>\"'&"
    drawn = scene(generated(12, 9)).as_json()
    for node in drawn["nodes"]:
        node["label"] = node["title"] = hostile
    drawn = orjson.loads(orjson.dumps(drawn))
    drawn["documents"][0]["label"] = hostile
    drawn["hubs"] = [{"id": hostile, "label": hostile, "count": 1, "members": []}]
    with opened() as watched:
        with_graph(watched.page, orjson.dumps(drawn))
        for view in ("map", "columns", "table"):
            page = watched.go(f"/explore?view={view}&focus={drawn['nodes'][0]['id']}")
            assert panel(page) == hostile
            assert page.locator("main img").count() == 0
            page.locator("[data-search]").fill("img")


def test_ten_thousand_nodes_are_drawn_moved_and_searched(opened: Opener) -> None:
    drawn = scene(generated(1200, 8800), limit=10_000)
    with opened() as watched:
        with_graph(watched.page, orjson.dumps(drawn.as_json()))
        page = watched.go("/explore?limit=10000")
        page.wait_for_function("document.getElementById('map').labels?.length > 20")
        assert page.evaluate("document.documentElement.explorer.selection.nodes.length") == 10_000
        before = page.evaluate("document.documentElement.explorer.map.camera.x")
        page.mouse.move(600, 450)
        page.mouse.down()
        page.mouse.move(700, 520, steps=5)
        page.mouse.up()
        assert page.evaluate("document.documentElement.explorer.map.camera.x") == before + 100
        page.get_by_role("button", name="Columns", exact=True).click()
        assert page.get_by_role("button", name="Show 120 more").first.is_visible()


def test_a_broken_answer_is_told_and_leads_on(opened: Opener) -> None:
    with opened(silent=False) as watched:
        with_graph(watched.page, b'{"title": "Busy", "detail": "The store is busy."}', 503)
        watched.page.goto(watched.home + "/explore")
        notice = watched.page.locator("#waiting h2")
        notice.wait_for()
        assert "could not be read" in notice.inner_text()
        assert "The store is busy." in watched.page.locator("#waiting").inner_text()


def test_an_unknown_focus_is_no_error(opened: Opener) -> None:
    with opened(silent=False) as watched:
        page = watched.go(f"/explore?focus={quote('no such thing')}")
        assert page.locator("#panel h2").inner_text()


def test_sorting_the_table(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore?view=table")
        page.get_by_role("button", name="Name", exact=True).click()
        names = page.eval_on_selector_all(
            "#rows tbody td:first-child", "all => all.map(x => x.textContent)"
        )
        assert (
            names == sorted(names, key=str.casefold) or names[0].casefold() <= names[-1].casefold()
        )
        assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Name")
