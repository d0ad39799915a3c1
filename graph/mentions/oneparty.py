"""The State whose report a committee considers: "the State party" in concluding observations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.mentions.matching import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["with_one_party"]

_GENRE = "concluding observations"
_GROUP = "states-parties"
_SINGULAR = re.compile(r"State\s+party\b", re.IGNORECASE)
# "Another State party", "each State party" are others.
_MEANT = re.compile(r"\b(?:the|that|this|said)\s+$", re.IGNORECASE)
_RULE = "short-form:the-state-party"


def with_one_party(
    hits: Iterable[Hit], text: str, genre: str | None, in_title: Iterable[Hit]
) -> Iterator[Hit]:
    """Let "the State party" stand for the one State that concluding observations are about.

    Parameters
    ----------
    hits
        What the units' texts name.
    text
        The units' texts, joined.
    genre
        The document's type.
    in_title
        What its title names.

    Yields
    ------
    Hit
        The same; where the title names one State, "the State party" is that State.

    Examples
    --------
    >>> said = Hit(4, 15, "states-parties", "actor", "label")
    >>> kenya = Hit(42, 47, "KEN", "state", "label")
    >>> found = with_one_party([said], "The State party", "concluding observations", [kenya])
    >>> [hit[:4] for hit in found]
    [(4, 15, 'KEN', 'state')]
    """
    states = {hit.entity for hit in in_title if hit.type == "state"}
    one = next(iter(states)) if genre == _GENRE and len(states) == 1 else None
    for hit in hits:
        singular = hit.entity == _GROUP and _SINGULAR.match(text, hit.start, hit.end)
        if one and singular and _MEANT.search(text, max(0, hit.start - 8), hit.start):
            yield Hit(hit.start, hit.end, one, "state", _RULE)
        else:
            yield hit
