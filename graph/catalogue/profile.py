"""What is known of one entity: who asks it what, how it is treated, what it stands beside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.catalogue.records import EntityRecord, UnitRecord

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue

__all__ = ["Profile", "profile"]

FACET_OF = {
    "organization": "organization",
    "instrument": "instrument",
    "actor": "actor",
    "state": "actor",
    "theme": "theme",
}
"""The filter that finds the units which mention an entity of this type."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity and the units around it, as indices into :attr:`Catalogue.units`.

    Attributes
    ----------
    mentioned
        Listed units that mention it.
    addressed
        Listed units that ask it for something.
    positions
        Units of any kind that take a position towards it, by stance: supports, opposes, mixed.
    strengths, documents
        How many of the listed units mentioning or addressing it have each strength or document.
    related
        Entities that stand in the same listed units, with the number of such units, most first;
        hubs left out.
    """

    entity: EntityRecord
    mentioned: tuple[int, ...]
    addressed: tuple[int, ...]
    positions: dict[str, tuple[int, ...]]
    strengths: dict[int, int]
    documents: dict[str, int]
    related: tuple[tuple[str, int], ...]


def profile(catalogue: Catalogue, entity: EntityRecord) -> Profile:
    """Gather an entity's profile from the catalogue."""
    mentioned = catalogue.having(FACET_OF[entity.type], entity.key)
    addressed = catalogue.having("addressee", entity.key)
    around = [catalogue.units[i] for i in sorted({*mentioned, *addressed})]
    strengths = Counter(u.strength for u in around if u.strength is not None)
    return Profile(
        entity=entity,
        mentioned=mentioned,
        addressed=addressed,
        positions=_positions(catalogue, entity),
        strengths=dict(sorted(strengths.items(), reverse=True)),
        documents=dict(sorted(Counter(u.document for u in around).items())),
        related=_related(catalogue, entity, around),
    )


def _positions(catalogue: Catalogue, entity: EntityRecord) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for index in catalogue.targeting(entity.key):
        for position in catalogue.units[index].positions:
            if position.entity == entity.key:
                found.setdefault(position.stance, []).append(index)
    return {stance: tuple(dict.fromkeys(units)) for stance, units in sorted(found.items())}


def _related(
    catalogue: Catalogue, entity: EntityRecord, around: list[UnitRecord]
) -> tuple[tuple[str, int], ...]:
    counted = Counter(key for unit in around for key in unit.entities if key != entity.key)
    known = {k: n for k, n in counted.items() if k in catalogue.entities}
    kept = {k: n for k, n in known.items() if not catalogue.entities[k].hub}
    return tuple(sorted(kept.items(), key=lambda item: (-item[1], item[0])))
