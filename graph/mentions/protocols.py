"""Protocols named together by their treaty: "its two Optional Protocols", "Protocols to the CRC".

A treaty's own protocols are told by the vocabularies; those that have one name together
("Protocols to the Organized Crime Convention") are that one thing.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from graph.mentions.matching import Hit
from graph.mentions.surface import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ontology.vocabularies import Entity

__all__ = ["protocol_hits"]

RULE = "short-form:protocols:range"
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4}
_TOGETHER = re.compile(
    r"\b(?:(?P<own>its|their|the|all|both)\s+(?:of\s+)?(?:the\s+)?)?"
    r"(?:(?P<count>two|three|four)\s+)?(?:(?:relevant|respective|supplementary)\s+)?"
    r"(?P<head>(?:(?P<kind>optional|additional)\s+)?protocols)"
    r"(?:(?P<thereto>\s+thereto)|(?P<to>\s+(?:to|of)\s+(?:the\s+)?))?",
    re.IGNORECASE,
)
_REACH = 48
# What may stand between a treaty and "its protocols".
_NEAR = re.compile(r"[^.;\0]{0,80}")


def protocol_hits(
    text: str, hits: Sequence[Hit], starts: Sequence[int], entities: Mapping[str, Entity]
) -> Iterator[Hit]:
    """Find the protocols that belong to the treaty named last in the same unit.

    Parameters
    ----------
    text
        The units' texts, joined.
    hits
        What they name, in text order.
    starts
        Where each unit begins.
    entities
        What can be named; a protocol's broader entity is its treaty.

    Yields
    ------
    Hit
        One for each protocol, all with the span of the words; none where their number differs.

    Examples
    --------
    >>> from graph.mentions.matching import Hit
    >>> from ontology.vocabularies import load_vocabularies
    >>> text = "the ICCPR and its two Optional Protocols"
    >>> known = load_vocabularies().entities
    >>> found = protocol_hits(text, [Hit(4, 9, "iccpr", "instrument", "label")], [0], known)
    >>> [hit.entity for hit in found]
    ['iccpr-op1', 'iccpr-op2']
    """
    at = text.find("rotocols")
    if at < 0:
        return
    treaties = [h for h in hits if h.type == "instrument" and h.entity in entities]
    while at >= 0 and treaties:
        near = _TOGETHER.finditer(text, max(0, at - _REACH), at + _REACH)
        found = next((m for m in near if m.start("head") <= at < m.end("head")), None)
        if found and _belongs(found):
            treaty = _treaty(text, found, treaties, starts)
            for key in _protocols(treaty.entity, found, entities) if treaty else ():
                yield Hit(found.start("head"), found.end(), key, "instrument", RULE)
        at = text.find("rotocols", at + 1)


def _belongs(found: re.Match[str]) -> bool:
    owned = found.group("own") or ""
    return owned.lower() in {"its", "their"} or bool(found.group("thereto") or found.group("to"))


def _treaty(
    text: str, found: re.Match[str], treaties: Sequence[Hit], starts: Sequence[int]
) -> Hit | None:
    """Give the treaty right behind "protocols to the", else the one named last before."""
    if found.group("to"):
        return next((h for h in treaties if h.start == found.end()), None)
    unit = starts[bisect_right(starts, found.start()) - 1]
    last = next((h for h in reversed(treaties) if unit <= h.start < found.start()), None)
    return last if last and _NEAR.fullmatch(text, last.end, found.start()) else None


def _protocols(
    treaty: str, found: re.Match[str], entities: Mapping[str, Entity]
) -> tuple[str, ...]:
    """Give the treaty's protocols of a kind, if they are as many as the words say."""
    own = [e for e in entities.values() if treaty in e.broader and e.subtype == "Treaty"]
    together = tuple(e.key for e in own if head_of(e.label).endswith("Protocols"))
    if together:
        return together
    kind = f"{found.group('kind') or ''} protocol".strip().lower()
    each = tuple(e.key for e in own if any(head_of(n).lower().endswith(kind) for n in e.labels))
    said = _COUNTS.get((found.group("count") or found.group("own") or "").lower(), len(each))
    first = _first_protocols().get(treaty, ())
    if set(first) <= set(each) and len(first) == said > 1:
        return first
    return each if len(each) == said > 1 else ()


@cache
def _first_protocols() -> Mapping[str, tuple[str, ...]]:
    text = resources.files("graph.mentions.data").joinpath("shortforms.toml").read_text("utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)["first_protocols"]
    return {treaty: tuple(keys) for treaty, keys in rows.items()}
