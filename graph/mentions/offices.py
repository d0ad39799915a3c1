"""Offices that several hold: "the High Commissioner" is the one whom the document names."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.mentions.gazetteer import Hit

__all__ = ["with_holders"]

Holders = dict[str, list[str]]


def with_holders(hits: Iterable[Hit], text: str, body: str | None) -> Iterator[Hit]:
    """Give each bare title of an office to the holder whom the document names.

    A holder is named in full, or by what the office belongs to, or by the document's body. Where
    the first that is listed is named, or nobody is, the title is the first's.

    Examples
    --------
    >>> from graph.mentions.gazetteer import Hit
    >>> text = "UNHCR: the High Commissioner"
    >>> hits = [Hit(0, 5, "unhcr", "organization", "acronym-label"),
    ...         Hit(11, 28, "high-commissioner-for-human-rights", "actor", "label")]
    >>> [hit.entity for hit in with_holders(hits, text, None)]
    ['unhcr', 'high-commissioner-for-refugees']
    """
    hits = list(hits)
    offices = _offices()
    firsts = {next(iter(holders)) for holders in offices.values()}
    if not any(hit.entity in firsts for hit in hits):
        yield from hits
        return
    titles = {i: " ".join(text[h.start : h.end].split()) for i, h in enumerate(hits)}
    named = {h.entity for i, h in enumerate(hits) if titles[i] not in offices} | {body}
    for i, hit in enumerate(hits):
        holders = offices.get(titles[i], {})
        seen = [who for who, where in holders.items() if not named.isdisjoint([who, *where])]
        first = next(iter(holders), None)
        meant = hit.entity != first or not seen or first in seen
        yield hit if meant else hit._replace(entity=seen[0], rule="office-holder")


@cache
def _offices() -> Mapping[str, Holders]:
    text = resources.files("graph.mentions.data").joinpath("shortforms.toml").read_text("utf-8")
    rows: dict[str, Holders] = tomllib.loads(text)["offices"]
    return rows
