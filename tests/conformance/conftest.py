"""An empty server to be asked what the standards say."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from api.settings import Settings
from tests.serving import TOKEN, serving


@pytest.fixture(scope="session")
def conformance_server() -> Iterator[httpx.Client]:
    """One server for all conformance tests; its default graph is not the union."""
    settings = Settings(token=TOKEN, union_default_graph=False, rate_per_minute=0)
    with serving(settings, empty=True) as client:
        yield client


@pytest.fixture
def client(conformance_server: httpx.Client) -> httpx.Client:
    """The server, emptied."""
    headers = {"Content-Type": "application/sparql-update"}
    answer = conformance_server.post("/update", content="DROP ALL", headers=headers)
    assert answer.status_code == 204
    return conformance_server
