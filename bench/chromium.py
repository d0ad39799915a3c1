"""Measuring pages in Chromium: its own trace, the bytes it received, the CPU time it took."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from bench.figures import SkippedError

__all__ = ["FLAGS", "NAMES", "Chromium", "Load", "Pan", "chromium"]

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""What Chromium is called on the PATH; the first that is there is taken."""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""How it is started: without a screen, and asking nobody for anything."""
_TRACED = ["loading", "blink.user_timing", "devtools.timeline"]
_SCREEN = {"width": 1440, "height": 900}
_STEPS = 60
_NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True)
class Load:
    """One cold load: when the largest text or picture stood, when the map did, what it weighed."""

    paint_ms: float
    drawn_ms: float | None
    bytes: int


@dataclass(frozen=True)
class Pan:
    """A picture dragged about: CPU time of all of the browser's processes per frame, and heap."""

    cpu_ms_per_frame: float
    heap_mb: float


class Chromium:
    """A running browser."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._system = browser.new_browser_cdp_session()

    def load(self, url: str, *, drawn: str | None = None) -> Load:
        """Open a page with an empty cache; ``drawn`` is a function that gives its first frame."""
        context = self._browser.new_context(viewport=_SCREEN)
        page = context.new_page()
        network = context.new_cdp_session(page)
        received: list[int] = []
        network.on("Network.loadingFinished", lambda e: received.append(e["encodedDataLength"]))
        # The process that will show the page must be there to be traced.
        page.goto(urljoin(url, "/health"))
        network.send("Network.enable")
        self._browser.start_tracing(page=page, categories=_TRACED)
        page.goto(url, wait_until="load")
        shown = page.wait_for_function(drawn).json_value() if drawn else None
        page.wait_for_load_state("networkidle")
        trace = json.loads(self._browser.stop_tracing())
        context.close()
        return Load(_largest_paint(trace["traceEvents"]), shown, sum(received))

    def pan(self, url: str, ready: str) -> Pan:
        """Drag the picture of a page to and fro once it is ready."""
        context = self._browser.new_context(viewport=_SCREEN)
        page = context.new_page()
        session = context.new_cdp_session(page)
        page.goto(url)
        page.wait_for_function(ready, timeout=120_000)
        page.mouse.move(720, 450)
        page.mouse.down()
        page.mouse.move(700, 440, steps=3)
        cpu = self._cpu()
        for step in range(_STEPS):
            page.mouse.move(700 + 260 * math.sin(step / 9), 440 + 120 * math.cos(step / 7))
            page.evaluate(_NEXT_FRAME)
        cpu = self._cpu() - cpu
        page.mouse.up()
        page.wait_for_timeout(500)
        for _ in range(3):
            session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"]
        context.close()
        return Pan(1000 * cpu / _STEPS, heap / 1e6)

    def _cpu(self) -> float:
        found = self._system.send("SystemInfo.getProcessInfo")["processInfo"]
        return float(sum(process["cpuTime"] for process in found))


def _largest_paint(events: list[dict[str, Any]]) -> float:
    """Milliseconds from a navigation to its last candidate for the largest paint."""
    painted = [e for e in events if e["name"] == "largestContentfulPaint::Candidate"]
    last = max(painted, key=lambda event: float(event["ts"]))
    navigation = last["args"]["data"]["navigationId"]
    started = next(
        event["ts"]
        for event in events
        if event["name"] == "navigationStart"
        and event["args"].get("data", {}).get("navigationId") == navigation
    )
    return float(last["ts"] - started) / 1000


@contextmanager
def chromium() -> Iterator[Chromium]:
    """Start the machine's Chromium, without its home.

    Raises
    ------
    SkippedError
        There is none, or nothing to drive it with.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise SkippedError(f"no Chromium on the PATH (looked for {', '.join(NAMES)})")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise SkippedError("playwright is not installed") from None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=found, args=FLAGS, env={"HOME": str(Path(folder))}
        )
        yield Chromium(browser)
        browser.close()
