"""Whether a paragraph in French or Spanish asks for something, by its words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["asks_in", "languages_of_asking"]

_SEARCHED = 1500


def asks_in(language: str, text: str) -> bool:
    """True for a paragraph in this language that asks, supports or opposes.

    >>> asks_in("fr", "Prie le Secrétaire général de lui faire rapport ;")
    True
    >>> asks_in("es", "Toma nota del informe;"), asks_in("es", "El Estado debería legislar.")
    (False, True)
    """
    opens, anywhere, routine = _patterns(language)
    if routine.match(text):
        return False
    return bool(opens.match(text) or anywhere.search(text[:_SEARCHED]))


@cache
def languages_of_asking() -> frozenset[str]:
    """Give the languages in which `asks_in` tells."""
    return frozenset(_data())


@cache
def _data() -> dict[str, dict[str, str]]:
    data = files("graph.reading").joinpath("asking.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(data)
    return tables


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    rows = _data()[language]
    words = ("|".join(rows[name].split()) for name in ("opens", "anywhere", "routine"))
    return tuple(re.compile(rf"\W{{0,2}}\b(?:{pattern})\b", re.IGNORECASE) for pattern in words)
