"""The scene: which nodes and edges are drawn, where, and what is kept as a filter instead.

Recommendations and the entities they name; ubiquitous entities ("Member States") and the documents
link to nearly everything, so they are filters, not nodes. Positions belong to the whole dataset
version, so that the same thing stands in the same place whatever is selected.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from graph.errors import RecgraphError
from viz.linked import hubs
from viz.naming import displayed, document_names
from viz.whole import KIND_OF, Community, Node, Whole, unit_id, whole_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from graph.catalogue import Catalogue, Filters, UnitRecord
    from viz.shelf import Shelf

__all__ = [
    "KINDS",
    "KIND_OF",
    "Edge",
    "Group",
    "Node",
    "Scene",
    "SceneError",
    "hubs",
    "scene",
    "unit_id",
]

KINDS = ("theme", "recommendation", "actor", "instrument")
"""What a node is drawn as, in the order of the legend."""
DEFAULT_LIMIT = 2000
LARGEST_LIMIT = 20_000


class SceneError(RecgraphError):
    """What is asked for cannot be drawn."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A recommendation is linked to an entity: its text names it, or it asks it for something.

    ``addressed`` where it asks that entity; ``named`` is false where only the paragraph that it is
    an item of names whom it asks.
    """

    source: str
    target: str
    addressed: bool = False
    named: bool = True


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
    picture in map units. ``communities`` are those of the whole graph, whatever is drawn of it, so
    that a node's number means the same one in every scene of a version.
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
    communities: tuple[Community, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give plain values for JSON."""
        plain = {name: getattr(self, name) for name in _NAMES[Scene]}
        for name in ("nodes", "edges", "hubs", "documents", "communities"):
            plain[name] = [_plain(one) for one in plain[name]]
        return plain


_KINDS = (Scene, Node, Edge, Group, Community)
_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(one.name for one in fields(kind)) for kind in _KINDS
}


def _plain(value: Node | Edge | Group | Community) -> dict[str, Any]:
    """What ``asdict`` gives of these flat values, in a tenth of the time."""
    return {name: getattr(value, name) for name in _NAMES[type(value)]}


def scene(
    catalogue: Catalogue,
    *,
    focus: str | None = None,
    depth: int = 1,
    types: Collection[str] | None = None,
    limit: int = DEFAULT_LIMIT,
    filters: Filters | None = None,
    shelf: Shelf | None = None,
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
        The most nodes, 1 to 20,000: the most linked entities, and at least a third for the
        recommendations that link most of them.
    filters
        Which recommendations; the listed kinds where left out.
    shelf
        Where the map's arrangement is kept, so that it stays from one start to the next.

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
    whole = whole_of(catalogue, shelf)
    units = {unit_id(catalogue.units[i]) for i in catalogue.select(filters).indices}
    shown = {i for i, node in enumerate(whole.nodes) if node.kind != "recommendation"}
    shown |= {whole.place[u] for u in units if u in whole.place}
    shown = _linked(whole, shown)
    if focus is not None:
        shown &= _near(whole, focus, depth, shown)
    shown = {i for i in shown if {whole.nodes[i].kind, whole.nodes[i].type} & wanted}
    kept = sorted(_within(limit, whole, shown, focus))
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


def _within(limit: int, whole: Whole, shown: set[int], focus: str | None) -> list[int]:
    """Choose the most linked entities, and of the recommendations those that link most of them.

    A third of the picture is left to recommendations, for without them nothing is linked.
    """
    if len(shown) <= limit:
        return list(shown)
    units = [i for i in shown if whole.nodes[i].kind == "recommendation"]
    entities = sorted(shown.difference(units), key=lambda i: _rank(whole, i, focus))
    entities = entities[: max(limit - len(units), limit * 2 // 3)]
    inside = set(entities)

    def links(index: int) -> tuple[bool, int, int]:
        linked = sum(j in inside for j in whole.around[index])
        return whole.nodes[index].id != focus, -linked, index

    return entities + sorted(units, key=links)[: limit - len(entities)]


def _rank(whole: Whole, index: int, focus: str | None) -> tuple[bool, int, int]:
    node = whole.nodes[index]
    return node.id != focus, -node.count, index


def _linked(whole: Whole, shown: set[int]) -> set[int]:
    """Leave out entities that none of the shown recommendations names."""
    return {
        i
        for i in shown
        if whole.nodes[i].kind == "recommendation" or any(j in shown for j in whole.around[i])
    }


def _near(whole: Whole, focus: str, depth: int, shown: set[int]) -> set[int]:
    if focus not in whole.place:
        raise SceneError(f"focus: there is no {focus!r} on the map; look it up at /api/search")
    reached = {whole.place[focus]}
    edge = reached
    for _ in range(depth):
        edge = {j for i in edge for j in whole.around[i] if j in shown} - reached
        reached = reached | edge
    return reached


def _scene(
    catalogue: Catalogue, whole: Whole, kept: Sequence[int], *, focus: str | None, total: int
) -> Scene:
    nodes = tuple(whole.nodes[i] for i in kept)
    inside = set(kept)
    edges = tuple(
        Edge(whole.nodes[a].id, whole.nodes[b].id, addressed, named)
        for a, b, addressed, named in whole.links
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
        communities=whole.communities,
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
