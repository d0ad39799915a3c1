"""What makes the kept read model is part of its key: what else changes leaves it as it is."""

from __future__ import annotations

import re
from pathlib import Path

import graph.catalogue
from graph.catalogue.kept import MAKERS

_HERE = Path(graph.catalogue.__file__).parent
_SHOWN = {"catalogue", "selection"}
"""Used by what reads the store, but only to hold what was read."""


def test_all_that_makes_the_kept_rows_is_in_their_key() -> None:
    used = {
        name
        for maker in MAKERS
        for name in re.findall(
            r"^ *from graph\.catalogue\.(\w+) import", (_HERE / f"{maker}.py").read_text(), re.M
        )
    }
    assert used - _SHOWN <= set(MAKERS)
