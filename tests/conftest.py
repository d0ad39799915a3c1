"""What the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "corpus"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the development corpus and the gold; not part of the product."""
    folder = Path(os.environ.get("RECGRAPH_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "seeds.json").is_file():
        pytest.skip(f"the development corpus is not at {folder}; set RECGRAPH_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the two seed documents, which the product carries."""
    return SEEDS
