"""Trigger words of the interpreter as data: one TOML file per subject, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["table"]


@cache
def table(name: str) -> dict[str, Any]:
    """Give the data file ``name`` (without its ending), parsed."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
