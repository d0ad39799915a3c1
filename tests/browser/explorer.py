"""What the tests of the explorer ask of its page."""

from __future__ import annotations

from playwright.sync_api import Page

__all__ = ["EXPLORER", "LISTED", "panel", "shown", "with_graph"]

EXPLORER = "document.documentElement.explorer"
LISTED = "all => all.map(item => item.dataset.node)"


def shown(page: Page) -> list[str]:
    found: list[str] = page.evaluate(f"[...{EXPLORER}.selection.ids].sort()")
    return found


def panel(page: Page) -> str:
    return page.locator("#panel h2").inner_text()


def with_graph(page: Page, answer: bytes, status: int = 200) -> None:
    page.route(
        "**/api/graph*",
        lambda route: route.fulfill(status=status, body=answer, content_type="application/json"),
    )
