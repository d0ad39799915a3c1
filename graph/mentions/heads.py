"""Words that stand for something named in full elsewhere: "the Convention", "that resolution".

The list is ``graph/mentions/data/shortforms.toml``; an automaton over folded text finds a
determiner with one of its heads behind it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from daachorse import DoubleArrayAhoCorasick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.folding import Collapsed

__all__ = [
    "ShortForm",
    "belonging_heads",
    "find_short_forms",
    "head_types",
    "own_names",
    "shared_names",
    "usual",
]


class ShortForm(NamedTuple):
    """A head word behind a determiner: the head's span, both in lower case."""

    start: int
    end: int
    determiner: str
    head: str
    pointing: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Heads:
    types: Mapping[str, tuple[str, ...]]
    lower: frozenset[str]
    pointing: frozenset[str]
    belonging: frozenset[str]
    own: frozenset[str]
    shared: frozenset[str]
    usage: Mapping[tuple[str, str], str]
    forms: tuple[tuple[str, str], ...]
    automaton: DoubleArrayAhoCorasick


@cache
def _heads() -> _Heads:
    text = resources.files("graph.mentions.data").joinpath("shortforms.toml").read_text("utf-8")
    data = tomllib.loads(text)
    rows = data["short"]
    forms = tuple((d, row["head"].lower()) for d in data["determiners"] for row in rows)
    return _Heads(
        {row["head"].lower(): tuple(row["types"]) for row in rows},
        frozenset(row["head"].lower() for row in rows if row.get("lower")),
        frozenset(data["pointing"]),
        frozenset(head.lower() for head in data["belonging"]),
        frozenset(row["head"].lower() for row in rows if row.get("own")),
        frozenset(data["shared"]),
        {
            (body, head.lower()): key
            for usage in data["usage"]
            for body in usage["bodies"]
            for head, key in usage["heads"].items()
        },
        forms,
        DoubleArrayAhoCorasick([f"{d} {head}".encode() for d, head in forms]),
    )


def head_types() -> Mapping[str, tuple[str, ...]]:
    """Give, for each head in lower case, the types of entity that it can stand for."""
    return _heads().types


def belonging_heads() -> frozenset[str]:
    """Give the heads, in lower case, of what belongs to a treaty: "optional protocol"."""
    return _heads().belonging


def own_names() -> frozenset[str]:
    """Give the heads, in lower case, that are names of one thing: "pension board"."""
    return _heads().own


def shared_names() -> frozenset[str]:
    """Give the names that several instruments bear: "Moscow Declaration"."""
    return _heads().shared


def usual(head: str, body: str | None) -> str | None:
    """Give what a head stands for by the usage of a body, ``None`` where there is no such usage.

    Examples
    --------
    >>> usual("charter", "security-council"), usual("charter", "itu-council")
    ('charter-of-the-united-nations', None)
    """
    return _heads().usage.get((body, head)) if body else None


# What shows that a head begins a name of its own: "the Convention on Cluster Munitions".
_OWN_NAME = re.compile(
    r"(?:['’]s)?\s+(?:on|against|for|of|to|relating\s+to|concerning)\s+(?:the\s+)?[A-Z]|['’]s\s+[A-Z]"
)


def find_short_forms(text: str, collapsed: Collapsed) -> Iterator[ShortForm]:
    """Find each determiner with a head behind it, in text order.

    Examples
    --------
    >>> from graph.folding import collapse, fold
    >>> text = "of the Convention, that\\nresolution and the Convention on Nuclear Safety"
    >>> [s[2:4] for s in find_short_forms(text, collapse(fold(text)))]
    [('the', 'convention'), ('that', 'resolution')]
    """
    known, data = _heads(), collapsed.data.lower()
    for start, end, form in known.automaton.find_overlapping(data):
        if data[end : end + 1].isalnum() or data[start - 1 : start].isalnum():
            continue
        determiner, head = known.forms[form]
        at, to = collapsed.span(end - len(head), end)
        if not (head in known.lower or text[at].isupper()) or _OWN_NAME.match(text, to):
            continue
        yield ShortForm(at, to, determiner, head, determiner in known.pointing)
