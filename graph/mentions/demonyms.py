"""States named by what belongs to them: "the Kenyan delegation", "Dutch and Danish courts".

The list is ``graph/mentions/data/demonyms.toml``. A demonym alone is no State: a language, a people
or a sea may be meant; before an organ of a State it is one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from daachorse import DoubleArrayAhoCorasick

from graph.mentions.matching import Hit

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from graph.folding import Collapsed

__all__ = ["DEMONYM", "demonym_hits"]

DEMONYM = "demonym"
# What may stand between a demonym and the organ: other demonyms, "and", and words of the data file.
_FAR = 90


@cache
def _demonyms() -> tuple[tuple[str, ...], tuple[int, ...], DoubleArrayAhoCorasick]:
    data = _data()
    rows = sorted(
        (word, key)
        for states in (data["states"], data["shared"])
        for key, words in states.items()
        for word in words
    )
    patterns = [word.encode("latin-1") for word, _ in rows]
    return (
        tuple(key for _, key in rows),
        tuple(len(pattern) for pattern in patterns),
        DoubleArrayAhoCorasick(patterns),
    )


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = resources.files("graph.mentions.data").joinpath("demonyms.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _behind() -> re.Pattern[bytes]:
    data = _data()
    heads = "|".join(sorted(data["heads"], key=len, reverse=True))
    between = "|".join(sorted(data["between"], key=len, reverse=True))
    return re.compile(
        rf"(?:,? (?:and )?[A-Z][a-z-]+(?: [A-Z][a-z]+)?(?=,? )){{0,6}}?"
        rf"(?: (?:{between})){{0,3}} (?:{heads})(?![\w-])".encode("latin-1")
    )


def demonym_hits(collapsed: Collapsed, named: Container[str] = ()) -> Iterator[Hit]:
    """Find the demonyms that stand before an organ of a State, in text order.

    One that several States share ("Congolese") is that of the only one of them that is ``named``.

    Examples
    --------
    >>> from graph.folding import collapse, fold
    >>> text = "The Dutch and Danish courts; the text in French; the Indian Ocean"
    >>> [hit[2] for hit in demonym_hits(collapse(fold(text)))]
    ['NLD', 'DNK']
    >>> [hit[2] for hit in demonym_hits(collapse(fold("the Congolese authorities")), {"COD"})]
    ['COD']
    """
    keys, _, automaton = _demonyms()
    shared = _data()["shared"]
    data = collapsed.data
    for start, end, form in automaton.find_overlapping(data):
        if data[end : end + 1] not in (b" ", b","):
            continue
        if start and (data[start - 1 : start].isalnum() or data[start - 1 : start] == b"-"):
            continue
        key = keys[form]
        if key in shared:
            meant = [state for state in key.split("-") if state in named]
            if len(meant) != 1:
                continue
            key = meant[0]
        if _behind().match(data, end, end + _FAR):
            at, to = collapsed.span(start, end)
            yield Hit(at, to, key, "state", DEMONYM)
