"""The whole: everything of a dataset version that can be drawn, laid out once and kept.

Positions belong to the version, so that the same thing stands in the same place whatever is
selected from it.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from viz.growth import arranged
from viz.layout import Spot
from viz.linked import linked, names
from viz.naming import displayed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.catalogue import Catalogue, EntityRecord, UnitRecord
    from viz.layout import Plan
    from viz.shelf import Shelf

__all__ = ["KIND_OF", "Community", "Node", "Whole", "unit_id", "whole_of"]

KIND_OF = {
    "theme": "theme",
    "organization": "actor",
    "actor": "actor",
    "state": "actor",
    "instrument": "instrument",
}
"""What an entity of each type is drawn as."""
WEIGHTS = {"theme": 1.0, "instrument": 1.2, "actor": 0.8}
THEME_SHARE = 1.3
"""How much more a theme counts than a body when a community is named."""
LONG_NAME = 40


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the map.

    ``kind`` is what it is drawn as (:data:`KINDS`), ``type`` what it is; ``size`` the marker's
    radius in pixels; ``count`` its links in the whole graph. For a recommendation ``label`` is its
    title and ``title`` its citation; for an entity ``title`` is its full name.
    """

    id: str
    kind: str
    type: str
    label: str
    title: str
    x: float
    y: float
    size: float
    count: int
    document: str | None = None
    number: str | None = None
    community: int | None = None


@dataclass(frozen=True, slots=True)
class Community:
    """Things that keep company on a map of many: a disc, called by what is named most in it.

    ``id`` is the key of its most central entity; ``count`` its nodes in the whole graph.
    """

    id: str
    label: str
    x: float
    y: float
    radius: float
    count: int


class Link(NamedTuple):
    """A recommendation and an entity, by place; whether it asks the entity, and names it itself."""

    unit: int
    entity: int
    addressed: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a dataset version: nodes with positions, and adjacency by place in ``nodes``.

    A node's ``community`` is its place in ``communities``, of which a small graph has none.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    place: Mapping[str, int]
    around: tuple[tuple[int, ...], ...]
    hubs: tuple[str, ...]
    frame: tuple[float, float]
    communities: tuple[Community, ...] = ()


def unit_id(unit: UnitRecord) -> str:
    """Give a recommendation's id on the map: no entity's key holds a slash."""
    return f"{unit.document}/{unit.key}"


_kept: WeakKeyDictionary[Catalogue, Whole] = WeakKeyDictionary()
_lock = Lock()


def whole_of(catalogue: Catalogue, shelf: Shelf | None = None) -> Whole:
    """Everything of a catalogue, laid out once and kept as long as the catalogue is.

    Parameters
    ----------
    catalogue
        What is laid out.
    shelf
        Where the arrangement is kept from one start to the next.
    """
    with _lock:
        whole = _kept.get(catalogue)
        if whole is None:
            whole = _kept[catalogue] = _made(catalogue, shelf)
        return whole


def _made(catalogue: Catalogue, shelf: Shelf | None) -> Whole:
    found = linked(catalogue)
    units, counted, everywhere = found.units, found.counts, set(found.hubs)
    entities = [catalogue.entities[key] for key in sorted(counted) if key not in everywhere]
    place = {entity.key: i for i, entity in enumerate(entities)}
    place |= {unit_id(unit): len(entities) + i for i, unit in enumerate(units)}
    links = tuple(
        Link(place[unit_id(unit)], place[key], key in unit.addressees, names(unit, key))
        for unit in units
        for key in unit.entities
        if key in place
    )
    around: list[list[int]] = [[] for _ in place]
    for link in links:
        around[link.unit].append(link.entity)
        around[link.entity].append(link.unit)
    most = max((counted[entity.key] for entity in entities), default=1)
    spots = [Spot(displayed(e.name), _radius(counted[e.key], most), entity=True) for e in entities]
    spots += [Spot("", 4.0, entity=False) for _ in units]
    weights = [WEIGHTS[KIND_OF[e.type]] for e in entities]
    drawing = arranged(
        list(place),
        spots,
        [(link.unit, link.entity, weights[link.entity]) for link in links],
        shelf,
    )
    nodes = _nodes(entities, units, spots, around, drawing)
    return Whole(
        nodes,
        links,
        place,
        tuple(map(tuple, around)),
        found.hubs,
        drawing.frame,
        _communities(nodes, links, drawing),
    )


def _radius(count: int, most: int) -> float:
    """A marker's area tells the count, as a share of the largest."""
    return round(4.5 + 7.5 * math.sqrt(count / max(most, 8)), 1)


def _nodes(
    entities: Sequence[EntityRecord],
    units: Sequence[UnitRecord],
    spots: Sequence[Spot],
    around: Sequence[Sequence[int]],
    drawing: Plan,
) -> tuple[Node, ...]:
    at = drawing.positions.tolist()
    of = [None] * len(at) if drawing.communities is None else drawing.communities.tolist()
    named = [
        Node(
            id=entity.key,
            kind=KIND_OF[entity.type],
            type=entity.type,
            label=spots[i].label,
            title=entity.label,
            x=at[i][0],
            y=at[i][1],
            size=spots[i].radius,
            count=len(around[i]),
            community=of[i],
        )
        for i, entity in enumerate(entities)
    ]
    said = [
        Node(
            id=unit_id(unit),
            kind="recommendation",
            type=unit.kind,
            label=unit.title or unit.number,
            title=unit.citation,
            x=at[i][0],
            y=at[i][1],
            size=spots[i].radius,
            count=len(around[i]),
            community=of[i],
            document=unit.document,
            number=unit.number,
        )
        for i, unit in enumerate(units, start=len(entities))
    ]
    return (*named, *said)


def _communities(
    nodes: Sequence[Node], links: Sequence[Link], drawing: Plan
) -> tuple[Community, ...]:
    """Name each community by the two entities that most of its own recommendations name."""
    if drawing.discs is None:
        return ()
    held = Counter(node.community for node in nodes)
    said: dict[int | None, Counter[int]] = {number: Counter() for number in held}
    for link in links:
        if nodes[link.unit].community == nodes[link.entity].community:
            said[nodes[link.entity].community][link.entity] += 1
    middles, radii = drawing.discs.middles.tolist(), drawing.discs.radii.tolist()
    found = []
    for number, ((x, y), radius) in enumerate(zip(middles, radii, strict=True)):
        central = sorted(said[number], key=lambda i: (-_weight(nodes[i], said[number][i]), i))
        name = " · ".join(nodes[i].label for i in central[:2])
        found.append(Community(nodes[central[0]].id, name, x, y, radius, held[number]))
    return tuple(found)


def _weight(node: Node, count: int) -> float:
    """Themes and short names tell best what a community is about."""
    return (
        count
        * (THEME_SHARE if node.kind == "theme" else 1.0)
        * (0.5 if len(node.label) > LONG_NAME else 1.0)
    )
