"""Document symbols: find them, make their keys, write them again.

``E/CN.15/2018/12``, ``FCCC/SBI/2023/10/Add.1``, ``ST/SGB/2019/8``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["find_further", "find_symbols", "symbol_from_key", "symbol_key"]

_SYMBOL = re.compile(
    # A capital first and then what may not stand before it, so that the search is fast.
    r"[A-Z](?<![\w/.-].)[A-Z]{0,8}"
    # A hyphen before capitals and a slash begins another symbol: "WT/MIN(15)/48-WT/L/982".
    r"(?:/[A-Z0-9](?:(?:[\w.]|-(?![A-Z]+/))*\w)?"
    r"(?:\s?\((?:(?:S-)?[A-Z0-9]+|(?:Sect|[Vv]ol|Part|Supp|Prog)\.?\s?\w+)\))?"
    r"(?:\s[A-Z](?=[,;.)]|\s+of\s+\d|$))?)+"
)


@dataclass(frozen=True, slots=True)
class _Conventions:
    """How symbols are written; see the comments of ``graph/mentions/data/references.toml``."""

    prefixes: frozenset[str]
    pointed: frozenset[str]
    plain: frozenset[str]
    lettered: frozenset[str]
    bracketed: frozenset[str]
    worded: dict[str, str]
    mixed: dict[str, str]
    second: dict[str, frozenset[str]]


@cache
def _conventions() -> _Conventions:
    text = resources.files("graph.mentions.data").joinpath("references.toml").read_text("utf-8")
    rows = tomllib.loads(text)["symbols"]
    return _Conventions(
        frozenset(rows["prefixes"]),
        frozenset(rows["pointed"]),
        frozenset(rows["plain"]),
        frozenset(rows["lettered"]),
        frozenset(rows["bracketed"]),
        rows["worded"],
        {word.lower(): word for word in rows["mixed"]},
        {first: frozenset(parts) for first, parts in rows["second"].items()},
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
    prefixes = _conventions().prefixes
    for found in _SYMBOL.finditer(text):
        symbol = found.group()
        parts = symbol.split("/")
        second = _conventions().second.get(parts[0])
        if second is not None and parts[1] not in second:
            continue
        if parts[0] in prefixes and any(c.isdigit() for c in symbol):
            yield symbol, found.start(), found.end()


_FURTHER = re.compile(
    r"(?:,\s+(?:and\s+)?|\s+(?:and|&)\s+)(?P<kind>Add|Corr|Rev|Amend)\.\s?(?P<number>\d{1,2})"
    r"(?P<more>(?:(?:\s?[-–]\s?|\s+to\s+|,\s+(?:and\s+)?|\s+and\s+)\d{1,2}(?![\w/.]\w))*)(?![/\d])"
)
_MORE = re.compile(r"(?P<joint>\s?[-–]\s?|\s+to\s+|,\s+(?:and\s+)?|\s+and\s+)(?P<number>\d{1,2})")


def find_further(text: str, symbol: str, end: int) -> Iterator[tuple[str, int, int]]:
    """Find the parts of the same document that are named behind its symbol, with their spans.

    Parameters
    ----------
    text
        Where the symbol stands.
    symbol
        The symbol; what follows belongs to it, or to its document where both are of one kind.
    end
        Where it ends.

    Examples
    --------
    >>> text = "A/74/130 and Add.1-3"
    >>> [(s, text[start:end]) for s, start, end in find_further(text, "A/74/130", 8)][:2]
    [('A/74/130/Add.1', 'Add.1'), ('A/74/130/Add.2', '-3')]
    """
    while found := _FURTHER.match(text, end):
        kind = found["kind"]
        stem = re.sub(rf"/{kind}\.\d+$", "", symbol)
        number = int(found["number"])
        yield f"{stem}/{kind}.{number}", found.start("kind"), found.end("number")
        for more in _MORE.finditer(text, found.end("number"), found.end()):
            last = int(more["number"])
            ranged = not {"-", "–", "to"}.isdisjoint(more["joint"].split() or more["joint"])
            first = number + 1 if ranged and number < last else last
            start = more.start() if ranged else more.start("number")
            for each in range(first, last + 1):
                yield f"{stem}/{kind}.{each}", start, more.end()
            number = last
        end = found.end()


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
    >>> symbol_from_key("iccd-cop-9-18"), symbol_from_key("a-74-6-sect-16")
    ('ICCD/COP(9)/18', 'A/74/6 (Sect. 16)')
    """
    known = _conventions()
    parts = key.split("-")
    if parts[0].upper() not in known.prefixes or not any(
        part.isdigit() or _DISPUTE.fullmatch(part) for part in parts[1:]
    ):
        return None
    symbol = parts[0].upper()
    for place, (before, part) in enumerate(pairwise(parts)):
        if before in known.worded and part.isalnum() and place > 1:
            symbol += f" {part.upper()})"
        elif part in known.worded and place > 1 and place + 2 < len(parts):
            symbol += f" ({known.worded[part]}"
        elif place == 1 and f"{parts[0]}-{before}" in known.bracketed:
            symbol += f"({part})"
        else:
            joint = _joint(parts, place, known)
            symbol += joint + known.mixed.get(part, part.upper())
    return symbol


_DISPUTE = re.compile(r"ds\d{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"[ivx]+")


def _joint(parts: Sequence[str], place: int, known: _Conventions) -> str:
    """Give what stands between a part of a symbol and the next: "C.3", "COP/2020", "ES-10"."""
    before, part = parts[place], parts[place + 1]
    if place == 1 and parts[0] == "a" and before in {"s", "es"}:
        return "-"
    if place > 1 and parts[place - 1] == "co" and before.isdigit() and part.isdigit():
        return "-"
    if place and before in known.lettered and part.isalpha():
        return "."
    if place == 0 or before not in known.pointed:
        return "/"
    if not known.plain.isdisjoint({f"{parts[0]}-{before}", f"{parts[place - 1]}-{before}"}):
        return "/"
    if _ROMAN.fullmatch(part):
        return "." if before in {"c", "conf", "pc"} else "/"
    if not part.isdigit() or (_YEAR.fullmatch(part) and before not in {"conf", "inf"}):
        return "/"
    return "."
