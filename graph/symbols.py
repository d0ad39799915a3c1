"""Document symbols: find them, make their keys, write them again.

``E/CN.15/2018/12``, ``FCCC/SBI/2023/10/Add.1``, ``ST/SGB/2019/8``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_symbols", "symbol_from_key", "symbol_key"]

_SYMBOL = re.compile(
    r"(?<![\w/.-])[A-Z]{1,9}"
    r"(?:/[A-Z0-9](?:[\w.-]*\w)?(?:\s?\((?:S-)?[A-Z0-9]+\))?(?:\s[A-Z](?=[,;.)]|\s+of\s+\d|$))?)+"
)


@cache
def _conventions() -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    data = tomllib.loads(
        resources.files("graph.data").joinpath("references.toml").read_text("utf-8")
    )
    rows = data["symbols"]
    return (
        frozenset(rows["prefixes"]),
        frozenset(rows["pointed"]),
        {word.lower(): word for word in rows["mixed"]},
    )


def find_symbols(text: str) -> Iterator[tuple[str, int, int]]:
    """Find document symbols with their spans.

    Examples
    --------
    >>> [s for s, _, _ in find_symbols("see A/65/201, A/CONF.234/16 and/or E/CN.15/2018/12.")]
    ['A/65/201', 'A/CONF.234/16', 'E/CN.15/2018/12']
    """
    if "/" not in text:
        return
    prefixes = _conventions()[0]
    for found in _SYMBOL.finditer(text):
        symbol = found.group()
        parts = symbol.split("/")
        if parts[0] in prefixes and any(c.isdigit() for c in symbol):
            yield symbol, found.start(), found.end()


def symbol_key(symbol: str) -> str:
    """Give the key of a document symbol.

    Examples
    --------
    >>> symbol_key("FCCC/SBI/2023/10/Add.1")
    'fccc-sbi-2023-10-add-1'
    """
    return re.sub(r"[^a-z0-9]+", "-", symbol.lower()).strip("-")


def symbol_from_key(key: str) -> str | None:
    """Give the symbol a key was made from, ``None`` where it was not made from one.

    Examples
    --------
    >>> symbol_from_key("fccc-sbi-2023-10-add-1"), symbol_from_key("e-cn-15-2018-12")
    ('FCCC/SBI/2023/10/Add.1', 'E/CN.15/2018/12')
    """
    prefixes, pointed, mixed = _conventions()
    parts = key.split("-")
    if parts[0].upper() not in prefixes or not any(part.isdigit() for part in parts[1:]):
        return None
    symbol = parts[0].upper()
    for before, part in pairwise(parts):
        joint = "." if part.isdigit() and before in pointed and before != parts[0] else "/"
        symbol += joint + mixed.get(part, part.upper())
    return symbol
