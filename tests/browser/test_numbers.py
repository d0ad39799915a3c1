"""Numbers mean the same on every page, or say in words what else they count."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Opener
from tests.browser.places import api
from tests.conftest import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("key", ["unodc", "electronic-evidence", "ccpcj"])
def test_an_entity_has_the_same_numbers_on_its_page_on_the_map_and_in_lists(
    opened: Opener, server: Server, key: str
) -> None:
    named = {i["iri"] for i in api(server, f"/api/entities/{key}")["mentioned"]["items"]}
    asked = {i["iri"] for i in api(server, f"/api/entities/{key}")["addressed"]["items"]}
    links = [e for e in api(server, "/api/graph")["edges"] if e["target"] == key]
    assert len(links) == len(named | asked)
    assert sum(edge["named"] for edge in links) == len(named)
    assert sum(edge["addressed"] for edge in links) == len(asked)
    with opened() as watched:
        page = watched.go(f"/entities/{key}")
        told = page.locator("main").inner_text()
        assert f"Named in {len(named)} recommendation" in told
        assert (f"Asked by {len(asked)}" in told) == bool(asked)
        more = len(named | asked) - len(named)
        assert (f"{len(named)} name it, {more} more ask it" in told) == bool(more)
        with page.expect_navigation():
            page.get_by_role("link", name=re.compile("^Named in")).click()
        assert page.locator(".result").count() == len(named)
        page = watched.go(f"/explore?focus={key}")
        heads = page.locator("#panel h3").first.inner_text()
        assert heads.casefold() == f"recommendations ({len(links)})"
        above = page.get_by_text("of a paragraph that does")
        assert above.count() == (1 if more else 0)


def test_the_most_connected_are_counted_alike_with_and_without_script(opened: Opener) -> None:
    with opened() as watched:
        rows = watched.go("/explore").locator("#rail .jump .count").all_inner_texts()
    with opened(script=False) as watched:
        watched.page.goto(watched.home + "/explore")
        plain = watched.page.locator(".no-js-only .cite").all_inner_texts()
    assert rows == plain[: len(rows)]
