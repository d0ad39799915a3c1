"""The reference pages say what the code says."""

from __future__ import annotations

import pytest

from docs.reference import PAGES, REFERENCE


@pytest.mark.parametrize("name", PAGES)
def test_reference_page_is_current(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"
