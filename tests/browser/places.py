"""Where the pages are, and what the API says of the same things."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

from tests.conftest import Server

__all__ = ["FIRST", "PAGES", "SECOND", "api"]

FIRST = "expert-group-2018-draft-report-addendum"
SECOND = "expert-group-2020-draft-report-addendum"
PAGES = {
    "overview": "/",
    "explore": "/explore",
    "explore-columns": "/explore?view=columns",
    "explore-table": "/explore?view=table",
    "explore-focus": "/explore?focus=unodc",
    "explore-compare": "/explore?compare=unodc&compare=ccpcj",
    "recommendations": "/recommendations?q=evidence",
    "recommendation": f"/recommendations/{FIRST}/2(b)",
    "documents": "/documents",
    "document": f"/documents/{FIRST}",
    "entity": "/entities/unodc",
    "compare": f"/compare?first={FIRST}&second={SECOND}",
    "sparql": "/sparql?question=asked-of-body",
    "about": "/about",
    "ontology": "/ontology",
    "vocabulary": "/vocabulary/themes",
    "interface": "/docs",
}


def api(server: Server, path: str) -> Any:
    """Ask the JSON API."""
    with urlopen(server.url + path) as answer:
        return json.load(answer)
