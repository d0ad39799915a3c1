"""Every page: silent, at home, accessible, on a phone, in the dark, on paper."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Opener
from tests.browser.places import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_accessible(opened: Opener, path: str, dark: bool) -> None:
    with opened(dark=dark) as watched:
        page = watched.go(path)
        if path.startswith("/sparql"):
            page.wait_for_selector("#results table")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
        told = [
            (v["id"], [node["html"][:160] for node in v["nodes"]][:3])
            for v in found.response["violations"]
        ]
        assert told == []
        assert found.response["passes"]


@pytest.mark.parametrize("width", [390, 360])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_sideways_scroll_on_a_phone(opened: Opener, path: str, width: int) -> None:
    with opened(width=width, height=844) as watched:
        page = watched.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", [PAGES["recommendation"], PAGES["document"]])
def test_on_paper_stand_the_words_and_no_controls(opened: Opener, path: str) -> None:
    with opened(width=700) as watched:
        page = watched.go(path)
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        controls = page.locator("header, footer, button, input, select, nav")
        assert [one for one in controls.all() if one.is_visible()] == []
        washed = """all => all.filter(
            m => getComputedStyle(m).backgroundColor !== "rgba(0, 0, 0, 0)").length"""
        assert page.locator(".m").evaluate_all(washed) == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 700


def test_a_page_that_is_not_there_is_told_as_a_page(opened: Opener) -> None:
    with opened(silent=False) as watched:
        for path in ("/entities/nothing", "/recommendations/none/1", "/no/such/page"):
            answer = watched.page.goto(watched.home + path)
            assert answer is not None
            assert answer.status == 404
            assert watched.page.locator("main a").first.is_visible()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_without_script_every_page_says_what_it_is(opened: Opener, path: str) -> None:
    with opened(script=False) as watched:
        watched.page.goto(watched.home + path)
        assert watched.page.locator("h1").inner_text()
        assert watched.page.locator("main a").count() > 0


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_focus_is_seen_wherever_it_goes(opened: Opener, path: str) -> None:
    seen = """() => { const at = document.activeElement, style = getComputedStyle(at);
        const around = at.closest('.editor') && getComputedStyle(at.closest('.editor'));
        return [at.outerHTML.slice(0, 90), style.outlineStyle, around?.outlineStyle ?? 'none']; }"""
    with opened() as watched:
        page = watched.go(path)
        page.evaluate("document.activeElement.blur()")
        for _ in range(14):
            page.keyboard.press("Tab")
            element, outline, around = page.evaluate(seen)
            assert {outline, around} != {"none"}, element


def test_nothing_moves_for_those_who_want_it_still(opened: Opener) -> None:
    moving = """() => [...document.querySelectorAll('*')].filter(e => {
        const style = getComputedStyle(e);
        return style.transitionDuration !== '0s' || style.animationName !== 'none';
    }).length"""
    with opened() as watched:
        for path in ("/", "/explore", "/recommendations", "/sparql"):
            assert watched.go(path).evaluate(moving) == 0


def test_the_choice_of_dark_holds_from_page_to_page(opened: Opener) -> None:
    with opened() as watched:
        page = watched.go("/")
        page.get_by_role("button", name="Light or dark").click()
        for path in ("/documents", "/about"):
            background = "getComputedStyle(document.documentElement).backgroundColor"
            assert watched.go(path).evaluate(background) == "rgb(17, 22, 27)"
