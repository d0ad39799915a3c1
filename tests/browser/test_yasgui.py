"""YASGUI, the query editor that many sites mount, against our endpoint from another origin."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from tests.conftest import Server

BUILD = os.environ.get("RECGRAPH_YASGUI")
PAGE = """<!doctype html><title>YASGUI</title><link rel="stylesheet" href="yasgui.min.css">
<div id="editor"></div><script src="yasgui.min.js"></script>
<script>
const asked = new URLSearchParams(location.search);
new Yasgui(document.getElementById("editor"), {
  requestConfig: { endpoint: asked.get("endpoint") },
  yasqe: { value: asked.get("query"), persistenceId: null },
  persistenceId: null,
});
</script>"""
QUERY = """PREFIX rec: <https://w3id.org/recgraph/ontology#>
SELECT ?citation { ?unit a rec:Recommendation ; rec:citation ?citation }
ORDER BY ?citation LIMIT 3"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the folder and the page, and logs nothing."""

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        if not self.path.startswith("/?"):
            return super().do_GET()
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@pytest.fixture
def editor() -> Iterator[str]:
    """Where YASGUI is served, by a server that is not ours."""
    if not BUILD or not Path(BUILD, "yasgui.min.js").is_file():
        pytest.skip("set RECGRAPH_YASGUI to the folder build/ of the npm package @triply/yasgui")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=BUILD)) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/"
        served.shutdown()


def test_yasgui_shows_our_rows(browser: Browser, editor: str, server: Server) -> None:
    page = browser.new_page()
    try:
        asked = {"endpoint": f"{server.url}/sparql", "query": QUERY}
        page.goto(editor + "?" + urlencode(asked))
        page.get_by_role("button", name="Run query").first.click()
        cells = page.locator(".yasr_results td div")
        cells.nth(2).wait_for()
        assert page.locator(".yasr_results tbody tr").count() == 3
        assert "2018" in page.locator(".yasr_results tbody").inner_text()
    finally:
        page.close()
