"""Protocols named together by the treaty they belong to: "its two Optional Protocols".

A treaty's own protocols are told by the vocabularies; those that have one name together
("Protocols to the Organized Crime Convention") are that one thing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from graph.matching import Hit
from graph.surface import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ontology.vocabularies import Entity

__all__ = ["protocol_hits"]

RULE = "short-form:protocols:range"
_COUNTS = {"both": 2, "two": 2, "three": 3, "four": 4}
_TOGETHER = re.compile(
    r"\b(?P<own>its|their|the|all|both)\s+(?:of\s+)?(?:the\s+)?"
    r"(?:(?P<count>two|three|four)\s+)?(?:(?:relevant|respective|supplementary)\s+)?"
    r"(?P<head>(?:(?P<kind>optional|additional)\s+)?protocols)(?P<thereto>\s+thereto)?",
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
    >>> from graph.matching import Hit
    >>> from ontology.vocabularies import load_vocabularies
    >>> text = "the ICCPR and its two Optional Protocols"
    >>> known = load_vocabularies().entities
    >>> found = protocol_hits(text, [Hit(4, 9, "iccpr", "instrument", "label")], [0], known)
    >>> [hit.entity for hit in found]
    ['iccpr-op1', 'iccpr-op2']
    """
    treaties = [h for h in hits if h.type == "instrument" and h.entity in entities]
    at = text.find("rotocols")
    while at >= 0 and treaties:
        found = next(_TOGETHER.finditer(text, max(0, at - _REACH), at + _REACH), None)
        if found and found.start("head") <= at < found.end("head") and _belongs(found):
            unit = starts[bisect_right(starts, at) - 1]
            last = next((h for h in reversed(treaties) if unit <= h.start < found.start()), None)
            near = last is not None and _NEAR.fullmatch(text, last.end, found.start())
            for key in _protocols(last.entity, found, entities) if last and near else ():
                yield Hit(found.start("head"), found.end(), key, "instrument", RULE)
        at = text.find("rotocols", at + 1)


def _belongs(found: re.Match[str]) -> bool:
    return found.group("own").lower() in {"its", "their"} or found.group("thereto") is not None


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
    said = _COUNTS.get((found.group("count") or found.group("own")).lower(), len(each))
    return each if len(each) == said > 1 else ()
