"""Pictures of every page in light, dark and on a phone: `make screenshots`.

They go to ``build/screenshots``; the README's picture is renewed. The explorer is shown with many
things as well.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

from bench.chromium import FLAGS, NAMES
from bench.manyunits import write_recommendations

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "build" / "screenshots"
PORT = 8976
FIRST, SECOND = "expert-group-2018-draft-report-addendum", "expert-group-2020-draft-report-addendum"
CONSTRUCTED = """PREFIX rec: <https://w3id.org/recgraph/ontology#>
CONSTRUCT { ?unit rec:theme ?theme ; rec:instrument ?instrument }
WHERE { ?unit rec:theme ?theme ; rec:instrument ?instrument }"""
PAGES = {
    "overview": "/",
    "explore": "/explore",
    "explore-columns": "/explore?view=columns",
    "explore-table": "/explore?view=table",
    "explore-focus": "/explore?focus=mutual-legal-assistance",
    "explore-compare": "/explore?compare=electronic-evidence&compare=legislation&compare=unodc",
    "recommendations": "/recommendations",
    "search": "/recommendations?q=evidence&addressee=member-states",
    "recommendation": f"/recommendations/{FIRST}/2(q)",
    "documents": "/documents",
    "document": f"/documents/{SECOND}",
    "entity": "/entities/unodc",
    "compare": f"/compare?first={FIRST}&second={SECOND}",
    "sparql": "/sparql",
    "sparql-rows": "/sparql?question=asked-of-body",
    "sparql-graph": f"/sparql?{urlencode({'query': CONSTRUCTED})}",
    "about": "/about",
    "ontology": "/ontology",
    "interface": "/docs",
    "not-found": "/entities/nothing",
}
MANY = 1400
MANY_PAGES = {
    "many": "/explore?limit=10000&view=map",
    "many-community": "/explore?limit=10000&view=map&community=cybercrime",
    "many-focus": "/explore?limit=10000&view=map&focus=cybercrime",
    "many-lists": "/explore?limit=10000&view=columns",
    "many-table": "/explore?limit=10000&view=table",
}
SCREENS = {
    "light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}


@contextmanager
def served(sources: Path, data: str) -> Iterator[str]:
    """Serve documents until the pictures are taken."""
    command = [Path(sys.executable).with_name("recgraph"), "serve", sources]
    process = subprocess.Popen(
        [*command, "--data", data, "--port", str(PORT)], stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{PORT}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{url}/health").close()
                break
            except urllib.error.URLError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def take(browser: Browser, url: str, pages: Mapping[str, str]) -> None:
    """Take pages on every screen."""
    for screen, options in SCREENS.items():
        page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
        for name, path in pages.items():
            page.goto(url + path, wait_until="networkidle")
            page.wait_for_timeout(500)
            page.screenshot(path=TARGET / f"{name}-{screen}.png")
            print(TARGET / f"{name}-{screen}.png")
        page.context.close()


def main() -> None:
    """Take all pictures and renew the README's."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        sys.exit("No Chromium found; install the package 'chromium'.")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        many = Path(folder) / "many"
        write_recommendations(many, MANY)
        browser = play.chromium.launch(executable_path=found, args=FLAGS)
        with served(ROOT / "corpus", f"{folder}/data") as url:
            take(browser, url, PAGES)
        with served(many, f"{folder}/data-of-many") as url:
            take(browser, url, MANY_PAGES)
        browser.close()
    shutil.copy(TARGET / "explore-light.png", ROOT / "docs" / "images" / "explore.png")


if __name__ == "__main__":
    main()
