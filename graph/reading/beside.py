"""What a source says of a unit beside its text: who recommends, who is asked, what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.mentions.gazetteer import gazetteer_of
from graph.reading.layouts.review import recommending_states
from graph.reading.names import state_code, state_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.reading.composed import Told
    from graph.reading.draft import DraftUnit
    from ontology.vocabularies import Vocabularies

__all__ = ["position_told", "tell_units"]

_RESPONSES = {
    "not accept": "rejected",
    "not support": "rejected",
    "reject": "rejected",
    "accept": "supported",
    "support": "supported",
    "noted": "noted",
    "consider": "examined",
    "examine": "examined",
    "pending": "examined",
    "implement": "implemented",
}


def tell_units(
    units: list[DraftUnit], told: Mapping[int, Told], vocabularies: Vocabularies
) -> None:
    """Give units what stands beside their text: who recommends, who is asked, the position."""
    states = state_names(vocabularies.entities) if told else {}
    asked: dict[str, tuple[str, ...]] = {}
    for unit in units:
        beside = told.get(unit.blocks[0].start)
        if beside is None:
            continue
        if beside.to not in asked:
            asked[beside.to] = _asked(beside.to, states, vocabularies)
        unit.attributed_to = recommending_states(f"({beside.by})", states) or unit.attributed_to
        unit.asked = asked[beside.to]
        unit.position = position_told(beside.response) or unit.position


def position_told(response: str) -> str | None:
    """Give the State's position from one word, as tables of recommendations have it.

    >>> position_told("Accepted"), position_told("to be considered"), position_told("?")
    ('supported', 'examined', None)
    """
    low = response.casefold()
    return next((name for stem, name in _RESPONSES.items() if stem in low), None)


def _asked(names: str, states: dict[str, str], vocabularies: Vocabularies) -> tuple[str, ...]:
    """Give the keys of those whom a list separated by semicolons names, as far as they are known.

    A name that stands for several things stands for none.
    """
    found: dict[str, None] = {}
    for name in filter(None, map(str.strip, names.split(";"))):
        if code := state_code(name, states):
            found[code] = None
            continue
        keys = [
            key
            for key in gazetteer_of(vocabularies).named(name)
            if vocabularies.entities[key].type in ("organization", "actor")
        ]
        if len(keys) == 1:
            found[keys[0]] = None
    return tuple(found)
