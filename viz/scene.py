"""The scene: which nodes and edges are drawn, where, and what is kept as a filter instead.

Recommendations and the entities they name; ubiquitous entities ("Member States") and the documents
link to nearly everything, so they are filters, not nodes. Positions belong to the whole dataset
version, so that the same thing stands in the same place whatever is selected.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from dataclasses import asdict, dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from graph.errors import RecgraphError
from viz.layout import Plan, Spot, plan
from viz.naming import displayed, document_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.catalogue import Catalogue, EntityRecord, Filters, UnitRecord

__all__ = ["KINDS", "Edge", "Group", "Node", "Scene", "SceneError", "hubs", "scene", "unit_id"]

KINDS = ("theme", "recommendation", "actor", "instrument")
"""What a node is drawn as, in the order of the legend."""
KIND_OF = {
    "theme": "theme",
    "organization": "actor",
    "actor": "actor",
    "state": "actor",
    "instrument": "instrument",
}
WEIGHTS = {"theme": 1.0, "instrument": 1.2, "actor": 0.8}
DEFAULT_LIMIT = 2000
LARGEST_LIMIT = 20_000
HUB_SHARE = 0.5
HUB_LEAST = 12
PLANS_KEPT = 4


class SceneError(RecgraphError):
    """What is asked for cannot be drawn."""


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


@dataclass(frozen=True, slots=True)
class Edge:
    """A recommendation names an entity; ``addressed`` where it asks that entity for something."""

    source: str
    target: str
    addressed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A filter: a document or a hub, its count, and the drawn recommendations it holds."""

    id: str
    label: str
    count: int
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Nodes and edges to draw, what became a filter, and counts.

    ``total`` counts the nodes there would be without a limit; ``frame`` is width and height of the
    picture in map units.
    """

    version: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    hubs: tuple[Group, ...] = ()
    documents: tuple[Group, ...] = ()
    facets: Mapping[str, int] = field(default_factory=dict)
    focus: str | None = None
    total: int = 0
    frame: tuple[float, float] = (1000.0, 900.0)

    def as_json(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Whole:
    """All of a dataset version: nodes with positions, and adjacency by place in ``nodes``."""

    nodes: tuple[Node, ...]
    links: tuple[tuple[int, int, bool], ...]
    place: Mapping[str, int]
    around: tuple[tuple[int, ...], ...]
    hubs: tuple[str, ...]
    frame: tuple[float, float]


def unit_id(unit: UnitRecord) -> str:
    """Give a recommendation's id on the map: no entity's key holds a slash."""
    return f"{unit.document}/{unit.key}"


def scene(
    catalogue: Catalogue,
    *,
    focus: str | None = None,
    depth: int = 1,
    types: Collection[str] | None = None,
    limit: int = DEFAULT_LIMIT,
    filters: Filters | None = None,
) -> Scene:
    """Choose what to draw.

    Parameters
    ----------
    catalogue
        The read model of a dataset version.
    focus
        An entity's key or ``document/unit``: only what lies within ``depth`` links of it.
    depth
        1 to 4; counts only with ``focus``.
    types
        Kinds (:data:`KINDS`) or entity types to draw; all where left out.
    limit
        The most nodes, 1 to 20,000: entities first, most linked first.
    filters
        Which recommendations; the listed kinds where left out.

    Raises
    ------
    SceneError
        The focus does not exist, or depth, limit or a type is out of range.

    Examples
    --------
    >>> from graph.catalogue import Catalogue
    >>> scene(Catalogue("v0", {}, [], {})).total
    0
    """
    wanted = _checked(types, depth, limit)
    whole = _whole(catalogue)
    units = {unit_id(catalogue.units[i]) for i in catalogue.select(filters).indices}
    shown = {i for i, node in enumerate(whole.nodes) if node.kind != "recommendation"}
    shown |= {whole.place[u] for u in units if u in whole.place}
    shown = _linked(whole, shown)
    if focus is not None:
        shown &= _near(whole, focus, depth, shown)
    shown = {i for i in shown if {whole.nodes[i].kind, whole.nodes[i].type} & wanted}
    kept = sorted(sorted(shown, key=lambda i: _rank(whole, i, focus))[:limit])
    return _scene(catalogue, whole, kept, focus=focus, total=len(shown))


def _checked(types: Collection[str] | None, depth: int, limit: int) -> set[str]:
    known = {*KINDS, *KIND_OF}
    for name in types or ():
        if name not in known:
            raise SceneError(f"types: there is no {name!r}; take of {', '.join(sorted(known))}")
    if not 1 <= depth <= 4:
        raise SceneError(f"depth: {depth} is not 1 to 4")
    if not 1 <= limit <= LARGEST_LIMIT:
        raise SceneError(f"limit: {limit} is not 1 to {LARGEST_LIMIT}")
    return set(types) if types else known


def _rank(whole: _Whole, index: int, focus: str | None) -> tuple[int, int, int]:
    node = whole.nodes[index]
    first = 0 if node.id == focus else 1 if node.kind != "recommendation" else 2
    return (first, -node.count, index)


def _linked(whole: _Whole, shown: set[int]) -> set[int]:
    """Leave out entities that none of the shown recommendations names."""
    return {
        i
        for i in shown
        if whole.nodes[i].kind == "recommendation" or any(j in shown for j in whole.around[i])
    }


def _near(whole: _Whole, focus: str, depth: int, shown: set[int]) -> set[int]:
    if focus not in whole.place:
        raise SceneError(f"focus: there is no {focus!r} on the map; look it up at /api/search")
    reached = {whole.place[focus]}
    edge = reached
    for _ in range(depth):
        edge = {j for i in edge for j in whole.around[i] if j in shown} - reached
        reached = reached | edge
    return reached


def _scene(
    catalogue: Catalogue, whole: _Whole, kept: Sequence[int], *, focus: str | None, total: int
) -> Scene:
    nodes = tuple(whole.nodes[i] for i in kept)
    inside = set(kept)
    edges = tuple(
        Edge(whole.nodes[a].id, whole.nodes[b].id, addressed)
        for a, b, addressed in whole.links
        if a in inside and b in inside
    )
    drawn = {node.id for node in nodes if node.kind == "recommendation"}
    units = [unit for unit in catalogue.units if unit_id(unit) in drawn]
    return Scene(
        version=catalogue.version,
        nodes=nodes,
        edges=edges,
        hubs=_hub_groups(catalogue, whole.hubs, units),
        documents=_document_groups(catalogue, units),
        facets=dict(Counter(node.kind for node in nodes)),
        focus=focus,
        total=total,
        frame=whole.frame,
    )


def _hub_groups(
    catalogue: Catalogue, keys: Iterable[str], units: Iterable[UnitRecord]
) -> tuple[Group, ...]:
    members: dict[str, list[str]] = {key: [] for key in keys}
    for unit in units:
        for key in unit.entities:
            if key in members:
                members[key].append(unit_id(unit))
    groups = [
        Group(key, displayed(catalogue.entities[key].name), len(found), tuple(found))
        for key, found in members.items()
        if found
    ]
    return tuple(sorted(groups, key=lambda group: (-group.count, group.id)))


def _document_groups(catalogue: Catalogue, units: Iterable[UnitRecord]) -> tuple[Group, ...]:
    counted = Counter(unit.document for unit in units)
    names = document_names(catalogue.documents.values())
    order = {key: place for place, key in enumerate(catalogue.documents)}
    listed = sorted(counted.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))
    return tuple(Group(key, names.get(key, key), count) for key, count in listed)


_plans: OrderedDict[str, _Whole] = OrderedDict()
_lock = Lock()


def _whole(catalogue: Catalogue) -> _Whole:
    """Everything of a dataset version, laid out once and kept by its name."""
    with _lock:
        if catalogue.version not in _plans:
            _plans[catalogue.version] = _made(catalogue)
            while len(_plans) > PLANS_KEPT:
                _plans.popitem(last=False)
        _plans.move_to_end(catalogue.version)
        return _plans[catalogue.version]


def _made(catalogue: Catalogue) -> _Whole:
    units = [catalogue.units[i] for i in catalogue.select().indices]
    counted = Counter(key for u in units for key in u.entities if key in catalogue.entities)
    everywhere = _hubs(catalogue, counted, len(units))
    entities = [catalogue.entities[key] for key in sorted(counted) if key not in everywhere]
    place = {entity.key: i for i, entity in enumerate(entities)}
    place |= {unit_id(unit): len(entities) + i for i, unit in enumerate(units)}
    links = tuple(
        (place[unit_id(unit)], place[key], key in unit.addressees)
        for unit in units
        for key in unit.entities
        if key in place
    )
    around: list[list[int]] = [[] for _ in place]
    for a, b, _ in links:
        around[a].append(b)
        around[b].append(a)
    most = max((counted[entity.key] for entity in entities), default=1)
    spots = [Spot(displayed(e.name), _radius(counted[e.key], most), entity=True) for e in entities]
    spots += [Spot("", 4.0, entity=False) for _ in units]
    weights = [WEIGHTS[KIND_OF[e.type]] for e in entities]
    drawing = plan(spots, [(a, b, weights[b]) for a, b, _ in links])
    nodes = _nodes(entities, units, spots, around, drawing)
    return _Whole(nodes, links, place, tuple(map(tuple, around)), tuple(everywhere), drawing.frame)


def hubs(catalogue: Catalogue) -> frozenset[str]:
    """Give the keys of the entities that are filters rather than nodes."""
    return frozenset(_whole(catalogue).hubs)


def _hubs(catalogue: Catalogue, counted: Mapping[str, int], units: int) -> list[str]:
    """Those marked as such, and those that more than half of the recommendations name."""
    return [
        key
        for key, count in sorted(counted.items())
        if catalogue.entities[key].hub or (units >= HUB_LEAST and count > HUB_SHARE * units)
    ]


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
            document=unit.document,
            number=unit.number,
        )
        for i, unit in enumerate(units, start=len(entities))
    ]
    return (*named, *said)
