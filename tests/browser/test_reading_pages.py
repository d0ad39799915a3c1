"""The reading pages: a recommendation, a document, an entity, two documents side by side."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.browser.conftest import Opener
from tests.browser.places import FIRST, PAGES, SECOND, api
from tests.conftest import Server

pytestmark = pytest.mark.browser


def test_the_exact_words_are_the_api_s(opened: Opener, server: Server) -> None:
    with opened() as watched:
        for item in api(server, "/api/recommendations?limit=12")["items"]:
            number = quote(item["key"], safe="")
            page = watched.go(f"/recommendations/{item['document']}/{number}")
            assert page.locator(".reading").evaluate("e => e.textContent") == item["text"]


def test_contents_lead_to_headings_and_furniture_is_shown_on_demand(opened: Opener) -> None:
    with opened(script=False) as watched:
        page = watched.page
        page.goto(f"{watched.home}/documents/{SECOND}")
        contents = page.get_by_role("navigation", name="Contents")
        assert contents.get_by_role("link").all_inner_texts() == [
            "II. List of preliminary recommendations and conclusions (continued)",
            "A. International cooperation",
            "IV. Organization of the meeting (continued)",
            "C. Statements",
        ]
        contents.get_by_role("link").last.click()
        assert page.locator(":target").inner_text() == "C. Statements"
        page.goto(f"{watched.home}/documents/{FIRST}")
        words = page.get_by_role("cell", name="2/3 V.18-02042")
        assert not words.is_visible()
        page.get_by_text("Page furniture").click()
        assert words.is_visible()


@pytest.mark.parametrize("query", ["", f"?first={FIRST}", f"?second={SECOND}"])
def test_what_is_not_chosen_to_compare_is_chosen(opened: Opener, query: str) -> None:
    with opened() as watched:
        page = watched.go(f"/compare{query}")
        assert page.locator("#first").input_value() == FIRST
        assert page.locator("#second").input_value() == SECOND
        assert page.locator(".pair").count() > 0


def test_marks_are_switched_by_type(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go(f"/documents/{FIRST}")
        colour = "e => getComputedStyle(e).borderBottomColor"
        mark = page.locator(".m.theme").first
        assert mark.evaluate(colour) != "rgba(0, 0, 0, 0)"
        page.get_by_label("Themes").uncheck()
        assert mark.evaluate(colour) == "rgba(0, 0, 0, 0)"


def test_a_mark_tells_what_it_is_and_why_on_hover_and_on_focus(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go(f"/recommendations/{FIRST}/2(b)")
        card = page.get_by_role("tooltip")
        mark = page.locator(".reading .m").first
        mark.hover()
        assert "found as" in card.inner_text()
        assert "vocabulary" in card.inner_text()
        page.locator("h1").hover()
        assert not card.is_visible()
        mark.focus()
        assert card.is_visible()
        page.keyboard.press("Escape")
        assert not card.is_visible()


def test_a_tap_on_a_mark_tells_first_and_leads_on_by_its_link(opened: Opener) -> None:
    with opened(width=390, height=844, touch=True) as watched:
        page = watched.go(f"/recommendations/{FIRST}/2(b)")
        address = page.url
        page.locator(".reading .m").first.tap()
        assert page.get_by_role("tooltip").is_visible()
        assert page.url == address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        with page.expect_navigation():
            page.get_by_role("tooltip").get_by_role("link").tap()
        assert "/entities/" in page.url


def test_what_is_marked_is_what_the_api_says_is_mentioned(opened: Opener, server: Server) -> None:
    detail = api(server, f"/api/recommendations/{FIRST}/2(r)")
    with opened() as watched:
        page = watched.go(f"/recommendations/{FIRST}/2(r)")
        marked = "".join(page.locator(".reading .m").evaluate_all("m => m.map(x => x.textContent)"))
        covered = set()
        for mention in detail["mentions"]:
            at = detail["text"].find(mention["quote"], max(mention["start"] - detail["start"], 0))
            covered |= set(range(at, at + len(mention["quote"])))
        assert marked == "".join(detail["text"][at] for at in sorted(covered))


def test_a_click_on_the_minimap_leads_to_the_place(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go(f"/documents/{SECOND}")
        lane = page.locator(".lane").first
        lane.scroll_into_view_if_needed()
        box = lane.bounding_box()
        assert box
        lane.click(position={"x": box["width"] - 2, "y": 4})
        page.wait_for_function("() => location.hash")
        last = lane.locator("[data-href]").last.get_attribute("data-href")
        assert page.url.endswith(str(last))
        assert page.locator(":target.para").count() == 1


def test_from_one_recommendation_to_the_next_and_back(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go(f"/recommendations/{FIRST}/2(b)")
        title = page.locator("h1").inner_text()
        with page.expect_navigation():
            page.locator("a[rel=next]").click()
        page.locator("a[rel=prev]").click()
        page.wait_for_url(f"**/{FIRST}/2(b)")
        assert page.locator("h1").inner_text() == title


def test_an_entity_tells_what_it_is_asked_and_leads_to_the_list(
    opened: Opener, server: Server
) -> None:
    total = api(server, "/api/recommendations?addressee=unodc")["total"]
    with opened() as watched:
        page = watched.go("/entities/unodc")
        asked = page.get_by_role("link", name=f"Asked by {total}")
        assert page.locator(".neighbourhood text").count() > 3
        with page.expect_navigation():
            asked.click()
        assert page.locator("#found strong").inner_text() == str(total)


def test_a_citation_is_copied(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go(f"/recommendations/{FIRST}/2(b)")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button = page.locator("[data-copy]")
        button.click()
        page.wait_for_function(
            "() => document.querySelector('[data-copy]').textContent === 'Copied'"
        )
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("#citation").inner_text()


def test_the_source_s_hash_is_the_api_s(opened: Opener, server: Server) -> None:
    document = api(server, f"/api/documents/{FIRST}")
    with opened() as watched:
        page = watched.go(f"/documents/{FIRST}")
        assert page.locator("dd.mono").inner_text() in str(document)


@pytest.mark.parametrize("name", ["overview", "document", "recommendation", "entity"])
def test_what_a_page_is_about_stands_in_its_head_and_browsers_say_nothing(
    opened: Opener, name: str
) -> None:
    with opened() as watched:
        page = watched.go(PAGES[name])
        block = page.locator("head script[type='application/ld+json']")
        told = json.loads(block.text_content() or "")
        assert told["@context"] == "https://schema.org"
        assert told["@type"]
        assert watched.page.goto(watched.home + told["url"])


def test_on_a_phone_a_document_s_text_has_the_whole_width(opened: Opener) -> None:
    with opened(width=360, height=800) as watched:
        page = watched.go(PAGES["document"])
        text = page.locator(".para p").first.bounding_box()
        assert text
        assert text["width"] >= 300
