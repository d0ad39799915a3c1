"""The list of recommendations: search, filters, order, exports, keys, with and without script."""

from __future__ import annotations

import csv
import io
import json
from urllib.request import urlopen

import pytest

from tests.browser.conftest import Opener
from tests.browser.places import FIRST, api
from tests.conftest import Server

pytestmark = pytest.mark.browser


def test_lists_without_script(opened: Opener, server: Server) -> None:
    total = api(server, "/api/recommendations?theme=electronic-evidence")["total"]
    with opened(script=False) as watched:
        page = watched.page
        page.goto(watched.home + "/recommendations")
        ticked = page.locator("input[name=theme][value=electronic-evidence]")
        if not ticked.is_visible():
            page.locator(".facet", has=ticked).locator("details summary").click()
        ticked.check()
        with page.expect_navigation():
            page.get_by_role("button", name="Apply").click()
        assert page.locator("#found strong").inner_text() == str(total)
        page.locator(".result h2 a").first.click()
        assert page.locator("h1").inner_text()
        page.goto(f"{watched.home}/documents/{FIRST}")
        assert page.locator(".para").count() == 25


def test_facets_lead_to_as_many_as_they_say(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/recommendations")
        box = page.locator("input[name=theme]").first
        said = box.locator("xpath=..").locator(".count").inner_text()
        with page.expect_navigation():
            box.check()
        assert page.locator("#found strong").inner_text() == said
        assert page.url.endswith(f"?theme={page.locator('input[name=theme]').first.input_value()}")


def test_search_marks_its_hits_and_can_be_undone(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type('"mutual legal assistance"')
        with page.expect_navigation():
            page.keyboard.press("Enter")
        marks = page.locator(".result mark").all_inner_texts()
        assert marks
        assert all(mark.casefold() == "mutual legal assistance" for mark in marks)
        page.go_back()
        assert page.locator("h1").inner_text().startswith("What was recommended")


def test_what_is_shown_can_be_taken_along(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go(f"/recommendations?theme=training&document={FIRST}&sort=strength")
        total = int(page.locator("#found strong").inner_text())
        links = page.locator("#exports a").evaluate_all("all => all.map(a => [a.text, a.href])")
        files = {}
        for name, address in links:
            with urlopen(address) as answer:
                files[name] = answer.read()
        assert list(files) == ["CSV", "XLSX", "JSON-LD", "Turtle", "BibTeX (documents)", "JSON"]
        assert len(list(csv.reader(io.StringIO(files["CSV"].decode("utf-8-sig"))))) == total + 1
        units = [one for one in json.loads(files["JSON-LD"])["@graph"] if "rec:number" in one]
        assert len(units) == total
        assert files["BibTeX (documents)"].count(b"@techreport") == 1
        assert json.loads(files["JSON"])["total"] == len(json.loads(files["JSON"])["items"])
        assert json.loads(files["JSON"])["total"] == total


def test_an_empty_result_and_a_wrong_query_lead_on(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/recommendations?q=xyzzyq")
        assert page.locator("#found strong").inner_text() == "0"
        assert page.get_by_role("link", name="Show everything").is_visible()
        page = watched.go("/recommendations?strength=mighty")
        assert "mighty" in page.locator(".notice.error").inner_text()


def test_keys_walk_the_results_and_open_one(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/recommendations")
        titles = page.locator(".result h2").all_inner_texts()
        for key in "jjk":
            page.keyboard.press(key)
        assert page.locator(".result.current h2").inner_text() == titles[0]
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator("h1").inner_text() == titles[1]
        page.go_back()
        assert page.locator(".result h2").all_inner_texts() == titles


def test_a_filter_is_taken_away_by_its_tag(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/recommendations?addressee=unodc&theme=training")
        both = int(page.locator("#found strong").inner_text())
        with page.expect_navigation():
            page.get_by_role("link", name="Remove Theme: Training").click()
        assert page.url.endswith("?addressee=unodc")
        assert int(page.locator("#found strong").inner_text()) >= both


def test_a_span_of_dates_narrows_and_is_in_the_address(opened: Opener, server: Server) -> None:
    expected = api(server, "/api/recommendations?from=2019-01-01")["total"]
    with opened() as watched:
        page = watched.go("/recommendations")
        page.get_by_text("Date", exact=True).click()
        with page.expect_navigation():
            page.get_by_label("From").fill("2019-01-01")
            page.get_by_label("From").dispatch_event("change")
        assert page.locator("#found strong").inner_text() == str(expected)
        assert page.url.endswith("?from=2019-01-01")


def test_sorted_by_title(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/recommendations")
        with page.expect_navigation():
            page.get_by_label("Order", exact=True).select_option("title")
        titles = [title.casefold() for title in page.locator(".result h2").all_inner_texts()]
        assert titles == sorted(titles)


def test_pages_of_the_list_follow_each_other(opened: Opener, server: Server) -> None:
    total = api(server, "/api/recommendations?limit=1")["total"]
    with opened(script=False) as watched:
        page = watched.page
        page.goto(f"{watched.home}/recommendations")
        seen = page.locator(".result h2 a").evaluate_all("all => all.map(a => a.href)")
        while page.get_by_role("link", name="Next page").count():
            page.get_by_role("link", name="Next page").click()
            seen += page.locator(".result h2 a").evaluate_all("all => all.map(a => a.href)")
        assert len(seen) == len(set(seen)) == total


def test_a_hostile_query_is_only_words(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/recommendations?q=%3Cimg%20src=x%20onerror=alert(1)%3E")
        assert page.locator("main img").count() == 0
        assert "<img" in page.locator("#found, .notice").all_inner_texts()[0]


def test_filters_are_folded_on_a_phone(opened: Opener) -> None:
    with opened(width=390, height=844) as watched:
        page = watched.go("/recommendations")
        assert page.locator(".result").first.is_visible()
        assert not page.get_by_text("Asked of", exact=True).is_visible()
        page.get_by_text("Filters", exact=True).click()
        assert page.get_by_text("Asked of", exact=True).is_visible()
