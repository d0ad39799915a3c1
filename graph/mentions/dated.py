"""Instruments by year and kind where the document names them in full: "the 1970 Convention"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.mentions.matching import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontology.vocabularies import Entity

__all__ = ["dated_hits"]

_RULE = "short-form:dated"
_DATED = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?<=\b[Tt]he\s....)\s+(?P<head>Convention|Covenant|Protocol|Treaty"
    r"|Agreement|Declaration|Charter|Guidelines|Rules|Principles|Programme of Action"
    r"|Plan of Action)\b(?!\s+(?:on|for|of|against|to|relating|concerning)\s+(?:the\s+)?[A-Z])"
)


def dated_hits(text: str, hits: Iterable[Hit], entities: Mapping[str, Entity]) -> Iterator[Hit]:
    """Find "the 1970 Convention" where one convention of that year is named in full.

    Parameters
    ----------
    text
        The units' texts, joined.
    hits
        What they name.
    entities
        The vocabularies' entities; a year stands in an instrument's names or its definition.

    Yields
    ------
    Hit
        One for each; its span begins at the year.

    Examples
    --------
    >>> from ontology.vocabularies import Entity
    >>> known = {"udhr": Entity("udhr", "instrument", "Declaration of 1948")}
    >>> named = [Hit(0, 19, "udhr", "instrument", "label")]
    >>> [hit[:3] for hit in dated_hits("Declaration of 1948: the 1948 Declaration", named, known)]
    [(25, 41, 'udhr')]
    """
    found = list(_DATED.finditer(text))
    if not found:
        return
    named = {hit.entity for hit in hits if hit.type == "instrument" and hit.entity in entities}
    for dated in found:
        fitting = [key for key in named if _fits(entities[key], dated["year"], dated["head"])]
        if len(fitting) == 1:
            yield Hit(dated.start(), dated.end(), fitting[0], "instrument", _RULE)


def _fits(entity: Entity, year: str, head: str) -> bool:
    names = (*entity.labels, entity.definition or "")
    return any(year in name for name in names) and any(head in name for name in entity.labels)
