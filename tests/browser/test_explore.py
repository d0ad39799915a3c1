"""The explorer in a browser: three views of one selection, by mouse, keys, address and phone."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import quote

import orjson
import pytest

from tests.browser.conftest import Opener
from tests.browser.explorer import EXPLORER, LISTED, panel, shown, with_graph
from tests.browser.places import api
from tests.conftest import Server
from tests.viz_catalogue import generated
from viz.scene import scene

pytestmark = pytest.mark.browser


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
        page.wait_for_function(
            "() => document.documentElement.explorer.state.value.hide.length === 1"
        )
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


def test_undo_goes_back_one_step_and_never_out_of_the_page(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        undo = page.get_by_role("button", name="Undo")
        assert not undo.is_visible()
        page.locator("#rail").get_by_role("button", name="Legislation").click()
        page.locator("#rail").get_by_role("button", name="UNODC").click()
        undo.click()
        page.wait_for_function("() => location.search === '?focus=legislation'")
        undo.click()
        page.wait_for_function("() => location.search === ''")
        assert not undo.is_visible()


def test_company_is_shown_in_parts(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore?focus=cybercrime")
        rows = page.locator("#panel .links li")
        before = rows.count()
        page.get_by_role("button", name="Show more").click()
        assert before < rows.count() <= before + 24


def test_what_no_name_holds_is_searched_in_the_text(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        page.keyboard.press("/")
        page.keyboard.type("withstand the test")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith("/recommendations?q=withstand+the+test")
        assert page.locator(".result").count() >= 1


def test_with_everything_hidden_the_page_says_so(opened: Opener) -> None:
    kinds = "&".join(f"hide={kind}" for kind in ("theme", "recommendation", "actor", "instrument"))
    with opened() as watched:
        page = watched.go(f"/explore?{kinds}")
        assert page.get_by_text("Nothing is left to show").is_visible()
        page.get_by_label("Themes").first.check()
        assert not page.get_by_text("Nothing is left to show").is_visible()


def test_compared_things_show_what_they_share(opened: Opener, server: Server) -> None:
    edges = api(server, "/api/graph")["edges"]
    around = [
        {e["source"] for e in edges if e["target"] == key}
        for key in ("electronic-evidence", "legislation")
    ]
    with opened() as watched:
        page = watched.go("/explore?compare=electronic-evidence&compare=legislation")
        told = page.locator("#panel h3").first.inner_text()
        assert told.casefold() == f"linked to both ({len(around[0] & around[1])})"
        near = set(page.evaluate(f"[...{EXPLORER}.emphasis.near]"))
        assert near == (around[0] & around[1]) | {"electronic-evidence", "legislation"}


def test_the_map_is_one_tap_away_on_a_phone(opened: Opener) -> None:
    with opened(width=390, height=844, touch=True) as watched:
        page = watched.go("/explore")
        page.get_by_role("button", name="Map").tap()
        page.wait_for_function("() => document.getElementById('map').labels?.length > 5")
        assert "view=map" in page.url


def test_by_keyboard_alone_from_the_top_to_a_node_and_its_words(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/explore")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "map":
                break
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => location.search.includes('focus=')")
        assert page.locator("#live").inner_text().endswith("linked")
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('#panel .links') !== null"):
                break
        page.keyboard.press("Enter")
        page.locator("#panel .quote").wait_for()
