"""Stores to be tested."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import (
    EmbeddedStore,
)
from tests.store.made import (
    SMALL,
    G,
    numbered,
)


@pytest.fixture(scope="module")
def filled() -> Iterator[EmbeddedStore]:
    """A store with 3,000 triples that tests read only."""
    with EmbeddedStore(None, limits=SMALL) as store:
        store.replace_graphs({G: numbered(3000)})
        yield store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """An empty store."""
    with EmbeddedStore(tmp_path / "data", limits=SMALL) as empty:
        yield empty
