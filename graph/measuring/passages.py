"""Passages of text scored against what a gold says that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.document import Document, Mention, Metadata, Source, Unit
from graph.mentions.finding import find_mentions
from graph.mentions.gazetteer import gazetteer_of
from graph.mentions.references import symbol_of
from ontology.vocabularies import load_vocabularies

if TYPE_CHECKING:
    from graph.measuring.scoring import Tally
    from ontology.vocabularies import Vocabularies

__all__ = ["plain_symbol", "score_passages"]

# The gold's key, the type of entity, and the field's name.
_NAMED = (
    ("organizations", "organization", "organizations"),
    ("treaties", "instrument", "treaties"),
    ("states", "state", "States"),
)
_RANGE = re.compile(r"(.*/\d+)([A-Z])-([A-Z])")
_LETTERED = re.compile(r"(/\d+)[A-Z]$")


def score_passages(
    tally: Tally, passages: Sequence[Mapping[str, Any]], vocabularies: Vocabularies | None = None
) -> None:
    """Read each passage by itself and count what it names.

    Parameters
    ----------
    tally
        Where to count.
    passages
        Each with its ``text``; with ``symbols``, ``organizations``, ``treaties`` or ``states``
        where these are to be compared, and ``allowed`` for what is neither missed nor wrong. The
        last four are keys or names. ``symbol`` and ``body`` tell whose text it is.
    vocabularies
        What can be named; the product's own by default.
    """
    known = vocabularies or load_vocabularies()
    for number, told in enumerate(passages, 1):
        place = f"passage {number}"
        found = _mentions(told, known)
        if "symbols" in told:
            _symbols(tally, place, found, told["symbols"])
        allowed = _keys(told.get("allowed", ()), known)
        for field, kind, name in _NAMED:
            if field in told:
                named = {m.entity for m in found if m.type == kind and known.get(m.entity)}
                tally.sets(name, place, named, _keys(told[field], known), allowed)


def _mentions(told: Mapping[str, Any], vocabularies: Vocabularies) -> tuple[Mention, ...]:
    text = told["text"]
    unit = Unit(
        "1", "1", None, None, "narrative", None, 0, text, 0, len(text), ((0, len(text)),), 0
    )
    metadata = Metadata(symbol=told.get("symbol"), body=told.get("body"))
    document = Document("passage", text, metadata, Source("", "", ""), (unit,))
    return find_mentions(document, vocabularies)[0]


def _symbols(tally: Tally, place: str, found: Sequence[Mention], expected: Iterable[str]) -> None:
    """Compare symbols, once as they are and once without the letters of resolutions.

    The United Nations' own mark-up leaves most letters out.
    """
    ours = {plain for m in found if (s := symbol_of(m.entity)) for plain in plain_symbol(s)}
    wanted = {plain for symbol in expected for plain in plain_symbol(symbol)}
    bare = [{_LETTERED.sub(r"\1", symbol) for symbol in of} for of in (ours, wanted)]
    tally.sets("references", place, *bare)
    tally.sets("references with letters", place, ours, wanted)


def plain_symbol(symbol: str) -> tuple[str, ...]:
    """Normalise a symbol: capitals, no spaces, one for each letter of a range.

    Examples
    --------
    >>> plain_symbol("/A/RES/54/237 a-c"), plain_symbol("S/RES/1373(2001)")
    (('A/RES/54/237A', 'A/RES/54/237B', 'A/RES/54/237C'), ('S/RES/1373(2001)',))
    """
    plain = re.sub(r"\s", "", symbol.upper()).lstrip("/")
    found = _RANGE.fullmatch(plain)
    if found is None:
        return (plain,)
    first, last = ord(found.group(2)), ord(found.group(3))
    return tuple(found.group(1) + chr(letter) for letter in range(first, last + 1))


def _keys(names: Iterable[str], vocabularies: Vocabularies) -> set[str]:
    """Give the keys that names stand for; a name that nothing has stands for itself."""
    return {key for name in names for key in _key(name, vocabularies)}


def _key(name: str, vocabularies: Vocabularies) -> tuple[str, ...]:
    if vocabularies.get(name) is not None:
        return (name,)
    listed = (vocabularies.entities[key] for key in gazetteer_of(vocabularies).named(name))
    return tuple(e.key for e in listed if e.type != "theme")[:1] or (name,)
