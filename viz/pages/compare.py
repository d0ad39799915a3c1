"""Two documents side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.catalogue import documents_like
from viz.environment import render
from viz.naming import document_names
from viz.pages.links import EntityLink, UnitLink, entity_link, unit_link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.catalogue import Catalogue
    from graph.relations.comparison import Comparison, Share

__all__ = ["FEW", "Pick", "compare_page"]

ASPECTS = {
    "themes": "Themes",
    "addressees": "Asked of",
    "instruments": "Instruments",
    "organizations": "Organizations",
    "actors": "Actors and States",
}
MOST = 30
FEW = 100


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
class Field:
    """A field where a document is named, and those that may be meant."""

    name: str
    label: str
    value: str
    offered: list[tuple[str, str]]
    count: int
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two units and how the first bears on the second."""

    words: str
    first: UnitLink
    first_text: str
    second: UnitLink
    second_text: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Pick:
    """One of the two documents as it was asked for: by its key, or by words of its head."""

    name: str
    label: str
    asked: str = ""
    matches: tuple[str, ...] = ()

    @property
    def key(self) -> str | None:
        """The document's key, if only one is meant."""
        return self.matches[0] if len(self.matches) == 1 else None

    @classmethod
    def of(cls, catalogue: Catalogue, name: str, asked: str | None) -> Pick:
        """Look up what was asked for as ``first`` or ``second``."""
        label = name.capitalize()
        if not asked:
            return cls(name, label)
        if asked in catalogue.documents:
            return cls(name, label, asked, (asked,))
        found = documents_like(catalogue, asked)
        wanted = asked.casefold()
        exact = [d for d in found if wanted in (d.label.casefold(), (d.symbol or "").casefold())]
        return cls(name, label, asked, tuple(d.key for d in exact or found))


def compare_page(
    catalogue: Catalogue, comparison: Comparison | None, picks: Sequence[Pick] = ()
) -> str:
    """Write the page; without a comparison it tells what is missing.

    Of few documents each is offered in a list; of many they are looked up by words.
    """
    names = document_names(catalogue.documents.values())
    return render(
        "compare.html",
        title="Compare",
        here="/compare",
        version=catalogue.version,
        documents=list(names.items())[: FEW + 1],
        is_long=len(names) > FEW,
        picks=[_field(pick, comparison, catalogue, names) for pick in picks],
        most_matches=FEW,
        comparison=comparison,
        names=names,
        aspects=_aspects(catalogue, comparison) if comparison else [],
        pairs=_pairs(catalogue, comparison) if comparison else [],
    )


def _field(
    pick: Pick, comparison: Comparison | None, catalogue: Catalogue, names: Mapping[str, str]
) -> Field:
    chosen = getattr(comparison, pick.name) if comparison else pick.key
    return Field(
        pick.name,
        pick.label,
        catalogue.documents[chosen].label if chosen else pick.asked,
        [(key, names[key]) for key in pick.matches[:FEW]] if len(pick.matches) > 1 else [],
        len(pick.matches),
        is_unknown=bool(pick.asked) and not pick.matches,
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
