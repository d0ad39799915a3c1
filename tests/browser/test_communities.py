"""A map of many: communities first, members on coming nearer; the same in lists and by keys."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import orjson
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Opener, Watched
from tests.browser.explorer import EXPLORER, panel, shown, with_graph
from tests.viz_catalogue import generated
from viz.scene import Scene, scene

pytestmark = pytest.mark.browser

DISCS = f"""{EXPLORER}.map.composition.discs.map(
    d => ({{id: d.community.id, open: d.open, x: d.x, y: d.y, r: d.r}}))"""
NAMED = """document.getElementById('map').labels.filter(label => label.kind === 'community')"""
DRAWN = f"{EXPLORER}.map.composition.markers.map(marker => marker.node.id)"


@cache
def many() -> Scene:
    return scene(generated(300, 900))


@cache
def answer() -> bytes:
    return orjson.dumps(many().as_json())


def explored(watched: Watched, path: str = "/explore") -> Page:
    with_graph(watched.page, answer())
    page = watched.go(path)
    if "view=" not in path:
        page.wait_for_function("() => document.getElementById('map').labels?.length > 0")
    return page


def test_a_map_of_many_begins_with_its_communities(opened: Opener) -> None:
    with opened() as watched:
        page = explored(watched)
        discs = page.evaluate(DISCS)
        assert {one["id"] for one in discs} == {one.id for one in many().communities}
        assert not any(one["open"] for one in discs)
        assert page.evaluate(DRAWN) == []
        for one, other in combinations(discs, 2):
            apart = (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2
            assert apart >= (one["r"] + other["r"]) ** 2
        labels = page.evaluate(NAMED)
        assert len(labels) >= 0.9 * len(discs)
        held = Counter(node.community for node in many().nodes)
        counts = {f"community {c.id}": held[i] for i, c in enumerate(many().communities)}
        assert all(int(one["lines"][-1]) == counts[one["id"]] for one in labels)


def test_a_few_things_are_drawn_one_by_one(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        assert page.evaluate(DISCS) == []
        assert not page.get_by_role("button", name="Communities", exact=True).is_visible()


def test_a_click_on_a_community_opens_it_and_back_leaves_it(opened: Opener) -> None:
    with opened() as watched:
        page = explored(watched)
        first = page.evaluate(DISCS)[0]
        page.locator("#map").click(position={"x": first["x"], "y": first["y"]})
        one = next(c for c in many().communities if c.id == first["id"])
        place = many().communities.index(one)
        assert panel(page) == one.label
        assert f"community={one.id}" in page.url
        page.wait_for_function(f"() => {DRAWN}.length > 0")
        members = {n.id for n in many().nodes if n.community == place}
        assert set(page.evaluate(DRAWN)) == members
        assert "community of" in page.locator("#live").inner_text()
        page.reload()
        page.wait_for_function(f"() => {EXPLORER}?.map.composition?.markers.length > 0")
        assert set(page.evaluate(DRAWN)) == members
        page.get_by_role("button", name="All communities").click()
        page.wait_for_function(f"() => {DRAWN}.length === 0")
        assert "community" not in page.url


def test_coming_nearer_opens_what_grows_large(opened: Opener) -> None:
    with opened() as watched:
        page = explored(watched)
        page.locator("#map").focus()
        for _ in range(12):
            page.keyboard.press("+")
        page.wait_for_function(f"() => {DRAWN}.length > 0")
        page.keyboard.press("0")
        page.wait_for_function(f"() => {DRAWN}.length === 0")


def test_by_keyboard_from_community_to_community_and_into_one(opened: Opener) -> None:
    with opened() as watched:
        page = explored(watched)
        page.locator("#map").focus()
        page.keyboard.press("ArrowRight")
        largest = page.locator("#live").inner_text()
        assert largest.endswith("Enter opens it.")
        for key in ("ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"):
            page.keyboard.press(key)
        told = page.locator("#live").inner_text()
        page.keyboard.press("Enter")
        page.wait_for_function("() => location.search.includes('community=')")
        assert told.startswith(panel(page))
        page.keyboard.press("ArrowDown")
        page.wait_for_function("() => location.search.includes('focus=')")
        assert "community=" in page.url
        page.keyboard.press("Escape")
        page.wait_for_function("() => !location.search.includes('focus=')")
        assert "community=" in page.url
        page.keyboard.press("Escape")
        page.wait_for_function("() => !location.search.includes('community=')")


def test_the_rail_lists_all_communities_and_opens_them(opened: Opener) -> None:
    with opened() as watched:
        page = explored(watched)
        rows = page.locator("#rail [data-key^='community-']")
        if page.locator(".unfold").count():
            page.locator(".unfold").first.click()
        assert rows.count() == len(many().communities)
        rows.nth(1).click()
        assert rows.nth(1).get_attribute("aria-current") == "true"
        assert panel(page) == rows.nth(1).locator("span").first.inner_text()


def test_table_and_columns_tell_the_communities(opened: Opener) -> None:
    one = many().communities[0]
    with opened() as watched:
        page = explored(watched, f"/explore?view=table&community={one.id}")
        near = page.locator("#rows tbody tr.near")
        assert near.count() > 0
        assert set(near.locator("td:nth-child(5)").all_inner_texts()) == {one.label}
        page.get_by_role("button", name="Community", exact=True).click()
        assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Community")
        page.get_by_role("button", name="Columns", exact=True).click()
        first = page.locator("#columns .theme [data-node]").first
        assert "near" in (first.get_attribute("class") or "")


def test_filters_narrow_the_communities_too(opened: Opener) -> None:
    with opened() as watched:
        page = explored(watched)
        counted = f"{EXPLORER}.selection.groups.list.reduce((sum, one) => sum + one.shown, 0)"
        before = page.evaluate(counted)
        page.locator("[data-key^='document-']").first.uncheck()
        after = page.evaluate(counted)
        assert 800 < after < before
        assert after == len(shown(page))


def test_communities_can_be_turned_off(opened: Opener) -> None:
    with opened() as watched:
        page = explored(watched)
        page.get_by_role("button", name="Communities", exact=True).click()
        page.wait_for_function(f"() => {DRAWN}.length > 800")
        assert "groups=off" in page.url
        assert page.evaluate(DISCS) == []
        page.locator("#undo").click()
        page.wait_for_function(f"() => {DRAWN}.length === 0")


def test_a_search_lights_up_what_is_found_among_the_closed_communities(opened: Opener) -> None:
    entity = max((n for n in many().nodes if n.kind == "theme"), key=lambda n: n.count)
    with opened() as watched:
        page = explored(watched)
        page.keyboard.press("/")
        page.keyboard.type(entity.label)
        page.keyboard.press("Enter")
        page.wait_for_function(f"() => {DRAWN}.length > 0")
        near = set(page.evaluate(f"[...{EXPLORER}.emphasis.near]"))
        assert near <= set(page.evaluate(DRAWN))
        assert panel(page) == entity.label


def test_a_map_of_a_part_says_so_and_leads_to_the_whole(opened: Opener) -> None:
    with opened() as watched:
        some = scene(generated(300, 900), limit=900)
        with_graph(watched.page, orjson.dumps(some.as_json()))
        page = watched.go("/explore?view=table")
        told = page.locator("#part").inner_text()
        assert told.startswith(f"The 900 most linked of {some.total:,} things")
        with_graph(watched.page, answer())
        page.get_by_role("link", name="Draw all").click()
        page.wait_for_selector("[data-ready]")
        assert f"limit={some.total}" in page.url
        assert "view=table" in page.url
        assert not page.locator("#part").is_visible()
        partly = max(some.nodes, key=lambda n: n.count)
        with_graph(watched.page, orjson.dumps(some.as_json()))
        page = watched.go(f"/explore?view=table&focus={partly.id}")
        shown_ = sum(edge.target == partly.id for edge in some.edges)
        assert page.get_by_text(f"Of {partly.count} in all").count() == int(shown_ < partly.count)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("opens", [False, True], ids=["closed", "open"])
def test_a_map_of_many_is_accessible(opened: Opener, dark: bool, opens: bool) -> None:
    with opened(dark=dark) as watched:
        path = f"/explore?community={many().communities[0].id}" if opens else "/explore"
        page = explored(watched, path)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
        assert "communities" in (page.locator("#map").get_attribute("aria-label") or "")


def test_a_drawing_holds_the_communities(opened: Opener, tmp_path: Path) -> None:
    with opened() as watched:
        page = explored(watched)
        page.locator("#exports > summary").click()
        with page.expect_download() as waiting:
            page.locator("[data-export=svg]").click()
        file = tmp_path / "graph.svg"
        waiting.value.save_as(file)
    titles = [e.text for e in ElementTree.parse(file).getroot().iterfind(".//{*}title")]
    assert {one.label for one in many().communities} <= set(titles)


def test_an_export_names_each_thing_s_community(opened: Opener, tmp_path: Path) -> None:
    with opened() as watched:
        page = explored(watched)
        page.locator("#exports > summary").click()
        with page.expect_download() as waiting:
            page.locator("[data-export=graphml]").click()
        file = tmp_path / "graph.graphml"
        waiting.value.save_as(file)
    told = nx.read_graphml(file).nodes
    for node in many().nodes:
        assert node.community is not None
        assert told[node.id]["community"] == many().communities[node.community].label


@pytest.mark.parametrize("width", [390, 360])
def test_a_phone_begins_with_the_list_of_communities(opened: Opener, width: int) -> None:
    with opened(width=width, height=800, touch=True) as watched:
        page = explored(watched, "/explore?view=columns")
        rows = page.locator("#columns .column.community .item")
        assert rows.first.is_visible()
        assert rows.count() == len(many().communities)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        rows.first.tap()
        assert "community=" in page.url
        assert page.locator("#panel h2").is_visible()
        page.get_by_role("button", name="Map").tap()
        page.wait_for_function(f"() => {DRAWN}.length > 0")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # The open disc stands above the sheet, not under it.
        disc = next(one for one in page.evaluate(DISCS) if one["open"])
        box, sheet = page.locator("#map").bounding_box(), page.locator("#panel").bounding_box()
        assert box
        assert sheet
        assert box["y"] + disc["y"] < sheet["y"]
