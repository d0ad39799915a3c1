"""One entity: what it is, what it is asked to do, how it is treated, what it stands beside."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viz.environment import render
from viz.naming import day, displayed, document_names
from viz.pages.links import (
    EntityLink,
    UnitLink,
    entity_link,
    entity_links,
    listing_href,
    unit_link,
)
from viz.pages.structured import entity_data
from viz.pages.wording import attribution_words, strength_words
from viz.scene import KIND_OF, hubs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.catalogue import Catalogue, Profile, UnitRecord

__all__ = ["entity_page"]

LISTED = 40
COMPANY = 12
MOST_DATES = 15
TYPE_NAMES = {
    "theme": "Theme",
    "organization": "Organization",
    "actor": "Actor",
    "state": "State",
    "instrument": "Instrument",
}
STANCE_NAMES = {"supports": "Supported", "opposes": "Opposed", "mixed": "Treated both ways"}


@dataclass(frozen=True, slots=True)
class Level:
    """Units of one strength."""

    words: str
    units: list[UnitLink]
    total: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A unit that takes a position, in whose voice, and its words."""

    link: UnitLink
    said_by: str
    text: str


@dataclass(frozen=True, slots=True)
class Time:
    """Mentions of one day or year."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Satellite:
    """A neighbour in the small picture, in a box of 400 by 300."""

    link: EntityLink
    x: float
    y: float
    anchor: str


def entity_page(catalogue: Catalogue, profile: Profile) -> str:
    """Write the page."""
    entity = profile.entity
    everywhere = hubs(catalogue)
    both = {*profile.mentioned, *profile.addressed}
    company = [
        entity_link(catalogue.entities[key], count)
        for key, count in profile.related
        if key not in everywhere
    ]
    mentioned = [catalogue.units[i] for i in profile.mentioned]
    addressed = [catalogue.units[i] for i in profile.addressed]
    names = document_names(catalogue.documents.values())
    facet = "actor" if entity.type == "state" else entity.type
    return render(
        "entity.html",
        title=displayed(entity.name),
        heading=displayed(entity.label),
        alt=[name for name in entity.alt if name not in (entity.short, entity.label)],
        here="/explore",
        version=catalogue.version,
        structured=entity_data(entity),
        matched="See also" if entity.type == "theme" else "Same as",
        entity=entity,
        type=TYPE_NAMES.get(entity.type, entity.type),
        kind=KIND_OF.get(entity.type, "theme"),
        broader=entity_links(catalogue, entity.broader),
        narrower=entity_links(catalogue, entity.narrower),
        levels=_levels(addressed),
        asked=len(addressed),
        asked_href=listing_href(addressee=entity.key),
        mentioned=[unit_link(unit) for unit in mentioned[:LISTED]],
        mentions=len(mentioned),
        links=len(both),
        by_paragraph=len(both) - len(mentioned),
        mentioned_href=listing_href(**{facet: entity.key}),
        times=_times(mentioned),
        stances=[
            (STANCE_NAMES.get(stance, stance), [_taken(catalogue, i) for i in units])
            for stance, units in profile.positions.items()
        ],
        documents=[(names.get(key, key), key, count) for key, count in profile.documents.items()],
        company=company[:COMPANY],
        satellites=_satellites(company[:8]),
        on_map=entity.key not in everywhere and bool(mentioned or addressed),
    )


def _levels(units: Iterable[UnitRecord]) -> list[Level]:
    groups: dict[int, list[UnitRecord]] = {}
    for unit in units:
        groups.setdefault(unit.strength if unit.strength is not None else -1, []).append(unit)
    return [
        Level(
            strength_words(rank if rank >= 0 else None),
            [unit_link(unit) for unit in found[:LISTED]],
            len(found),
        )
        for rank, found in sorted(groups.items(), reverse=True)
    ]


def _taken(catalogue: Catalogue, index: int) -> Taken:
    """Tell in whose voice a unit speaks: States by their names, others as the text has them."""
    unit = catalogue.units[index]
    voices = [
        catalogue.entities[one].name if one in catalogue.entities else attribution_words(one)
        for one in unit.attributions
    ]
    return Taken(unit_link(unit), ", ".join(voices) or attribution_words(None), unit.text)


def _times(units: Iterable[UnitRecord]) -> list[Time]:
    """Count units by their documents' dates; by year where the dates are many."""
    dates = [unit.date for unit in units]
    counted = Counter(dates)
    if len(counted) > MOST_DATES:
        counted = Counter(date and date[:4] for date in dates)
    ordered = sorted(counted.items(), key=lambda item: (item[0] is None, item[0] or ""))
    return [Time(day(date), count) for date, count in ordered]


def _satellites(company: list[EntityLink]) -> list[Satellite]:
    """Neighbours on an ellipse, the closest at the top."""
    found = []
    for i, link in enumerate(company):
        angle = 2 * math.pi * i / max(len(company), 1) - math.pi / 2
        x, y = 200 + 74 * math.cos(angle), 150 + 108 * math.sin(angle)
        anchor = "middle" if abs(math.cos(angle)) < 0.35 else "start" if x > 200 else "end"
        found.append(Satellite(link, round(x, 1), round(y, 1), anchor))
    return found
