"""Labels that many things share: "Expert Group", "Ad Hoc Committee", "new convention".

Such a label names what the vocabulary lists only where the document leaves no doubt; a group that
bears no listed name never becomes the listed one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from graph.mentions.heads import head_types

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from graph.mentions.gazetteer import Hit
    from ontology.vocabularies import Vocabularies

__all__ = ["foreign_heads", "grounded"]

# The label begins a name of its own: "the expert group on widgets", "the Committee of the Fen".
_GOES_ON = re.compile(
    r"['’]?\s+(?:(?:on|for|against|concerning|regarding|relating\s+to)\s+"
    r"(?!its\b|their\b|this\b|that\b|these\b|those\b|which\b|whom\b|\d)\w"
    r"|(?:of|to)\s+(?:the\s+)?[A-Z])"
)
# The label ends a name of its own: "the Technical Expert Group", "an informal expert group".
_COMES_BEFORE = re.compile(
    r"(?:(?<=[a-z,] )(?!The|This|That|Its|Such|Said|Each|Every|Any|Our)[A-Z][\w’'-]+"
    r"|\b(?:technical|informal|independent|national|joint|regional|other|another|scientific"
    r"|multidisciplinary|international))\s+$"
)
_REACH = 30


def grounded(
    generic: Iterable[Hit],
    hits: Iterable[Hit],
    text: str,
    vocabularies: Vocabularies,
    body: str | None,
    foreign: Container[str],
    themes: Callable[[str], Container[str]],
) -> Iterator[Hit]:
    """Give those generic hits whose entity the document is about.

    A body is meant where it is the document's own, or where the document names it in full and names
    no other with the same words. What is only proposed is meant where it is named in full, too, or
    where the document names a theme of its definition.

    Parameters
    ----------
    generic
        Hits of labels that many things share.
    hits
        All other hits.
    text
        What the hits were found in.
    vocabularies
        The entities.
    body
        The document's body.
    foreign
        What :func:`foreign_heads` gives.
    themes
        Gives the keys of the themes that a definition names.

    Yields
    ------
    Hit
        Each that is no part of a longer name.
    """
    hits = list(hits)
    seen = {hit.entity for hit in hits} | {body}
    alone, rivalled = [], set[str]()
    for hit in _uncovered(generic, hits):
        label = " ".join(text[hit.start : hit.end].lower().split())
        if hit.type == "organization" and (label in foreign or _has_own_name(hit, text)):
            rivalled.add(hit.entity)
        else:
            alone.append(hit)
    about: dict[str, bool] = {}
    for hit in alone:
        key = hit.entity
        if key not in about:
            about[key] = key == body or (key in seen and key not in rivalled)
            if hit.type == "instrument" and not about[key]:
                known = themes(vocabularies.entities[key].definition or "")
                about[key] = any(name in known for name in seen)
        if about[key]:
            yield hit


def _uncovered(generic: Iterable[Hit], hits: Iterable[Hit]) -> Iterator[Hit]:
    """Leave out the hits within longer names of the same entity."""
    generic = list(generic)
    keys = {hit.entity for hit in generic}
    longer = [hit for hit in hits if hit.entity in keys]
    for hit in generic:
        if not any(
            o.entity == hit.entity and o.start <= hit.start and hit.end <= o.end for o in longer
        ):
            yield hit


def _has_own_name(hit: Hit, text: str) -> bool:
    before = text[max(0, hit.start - _REACH) : hit.start]
    return bool(_GOES_ON.match(text, hit.end) or _COMES_BEFORE.search(before))


@cache
def _heads() -> re.Pattern[str]:
    heads = [head for head, types in head_types().items() if "organization" in types]
    listed = "|".join(re.escape(head) for head in sorted(heads, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


_NAMED_BEFORE = re.compile(r"\b(?:of|by|from|for)\s+the\s+(?:\S+\s+){1,4}$", re.IGNORECASE)
_NAMED_BEHIND = re.compile(
    r"\s+(?:on|for|against|to|of|concerning)\s+(?!its\b|their\b|his\b)\w", re.IGNORECASE
)


def foreign_heads(title: str, listed: Sequence[Hit]) -> frozenset[str]:
    """Give the heads, in lower case, of bodies that a title names and no vocabulary lists.

    In such a document they stand for that body: "the Committee" is no other's.

    Parameters
    ----------
    title
        The document's title.
    listed
        The listed names in it.

    Examples
    --------
    >>> sorted(foreign_heads("Report of the Ad Hoc Committee on Widgets", []))
    ['ad hoc committee', 'committee']
    >>> sorted(foreign_heads("Report of the Committee on its first session", []))
    []
    """
    heads: set[str] = set()
    for found in _heads().finditer(title):
        if any(hit.start <= found.start() and found.end() <= hit.end for hit in listed):
            continue
        before = title[: found.start()]
        if _NAMED_BEHIND.match(title, found.end()) or _NAMED_BEFORE.search(before):
            words = found.group().lower().split()
            heads.update(" ".join(words[at:]) for at in range(len(words)))
    return frozenset(heads) & frozenset(head_types())
