"""A headless Chromium, and pages that must stay silent and at home."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.chromium import FLAGS, NAMES
from tests.conftest import Server


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium from the PATH; its event loop ends with the last test of this folder."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no Chromium on the PATH (looked for {', '.join(NAMES)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Watched:
    """A page with a record of what it said and asked for."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home = home
        self.page: Page = context.new_page()
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.messages.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def go(self, path: str) -> Page:
        """Open a page of the server; the explorer is waited for."""
        self.page.goto(self.home + path)
        if path.startswith("/explore") and self.page.evaluate("1"):
            self.page.wait_for_selector("[data-ready]")
        return self.page

    def check_silent(self) -> None:
        """Nothing was said and nothing asked of anybody else."""
        assert self.messages == []
        strangers = [
            url
            for url in self.requests
            if not url.startswith((self.home + "/", "data:", "blob:", "file:"))
        ]
        assert strangers == []


Opener = Callable[..., AbstractContextManager[Watched]]


@pytest.fixture
def opened(browser: Browser, server: Server) -> Opener:
    """Open watched pages: ``with opened(width=390) as watched``."""

    @contextmanager
    def open_page(
        *,
        width: int = 1440,
        height: int = 900,
        dark: bool = False,
        script: bool = True,
        silent: bool = True,
        touch: bool = False,
        home: str | None = None,
    ) -> Iterator[Watched]:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            has_touch=touch,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        watched = Watched(context, server.url if home is None else home)
        yield watched
        if silent:
            watched.check_silent()
        context.close()

    return open_page
