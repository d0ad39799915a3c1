"""Two documents side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viz.environment import render
from viz.naming import document_names
from viz.pages.links import EntityLink, UnitLink, entity_link, unit_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.catalogue import Catalogue
    from graph.relations.comparison import Comparison, Share

__all__ = ["compare_page"]

ASPECTS = {
    "themes": "Themes",
    "addressees": "Asked of",
    "instruments": "Instruments",
    "organizations": "Organizations",
    "actors": "Actors and States",
}
MOST = 30


@dataclass(frozen=True, slots=True)
class Shared:
    """An entity with its count in each of the two documents."""

    link: EntityLink
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Aspect:
    """One kind of thing: what both name, and what only one names."""

    title: str
    shared: list[Shared]
    first: list[Shared]
    second: list[Shared]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units and how the first bears on the second."""

    words: str
    first: UnitLink
    first_text: str
    second: UnitLink
    second_text: str
    reason: str | None


def compare_page(catalogue: Catalogue, comparison: Comparison | None) -> str:
    """Write the page; without a comparison it tells what is missing."""
    names = document_names(catalogue.documents.values())
    return render(
        "compare.html",
        title="Compare",
        here="/compare",
        version=catalogue.version,
        documents=list(names.items()),
        comparison=comparison,
        names=names,
        aspects=_aspects(catalogue, comparison) if comparison else [],
        pairs=_pairs(catalogue, comparison) if comparison else [],
    )


def _aspects(catalogue: Catalogue, comparison: Comparison) -> list[Aspect]:
    def shown(shares: Sequence[Share]) -> list[Shared]:
        return [
            Shared(entity_link(catalogue.entities[s.entity]), s.first, s.second)
            for s in shares[:MOST]
            if s.entity in catalogue.entities
        ]

    found = [
        Aspect(
            title,
            shown(comparison.shared.get(name, ())),
            shown(comparison.only_first.get(name, ())),
            shown(comparison.only_second.get(name, ())),
        )
        for name, title in ASPECTS.items()
    ]
    return [aspect for aspect in found if aspect.shared or aspect.first or aspect.second]


def _pairs(catalogue: Catalogue, comparison: Comparison) -> list[Pair]:
    found = []
    for relations in comparison.relations.values():
        for relation in relations[:MOST]:
            units = catalogue.units[relation.source], catalogue.units[relation.target]
            turned = units[0].document != comparison.first
            first, second = reversed(units) if turned else units
            words = relation.words(first.index)
            links = unit_link(first), unit_link(second)
            found.append(Pair(words, links[0], first.text, links[1], second.text, relation.reason))
    return found
