"""Search results, the graph to look at, paths, relations, comparisons, counts."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from api.models.entities import EntityShape
from api.models.parts import Key, Next, QuotedUnit, RelationShape, Shape, Total, Version
from api.models.recommendations import Recommendation

__all__ = [
    "ComparisonResult",
    "EvidencePath",
    "GraphScene",
    "PathEnd",
    "PathHop",
    "PathList",
    "RelationList",
    "SearchResults",
    "ShareShape",
    "Stats",
]


class SearchResults(Shape):
    """Units that match, best first, and entities of that name."""

    total: Total
    items: list[Recommendation]
    entities: list[EntityShape]
    next: Next
    version: Version


class GraphScene(BaseModel):
    """Nodes and edges to draw."""

    version: Version
    nodes: list[dict[str, Any]] = Field(description="With id, kind, type, label, x and y.")
    edges: list[dict[str, Any]] = Field(description="With source and target.")
    communities: list[dict[str, Any]] = Field(
        default_factory=list,
        description="Of a graph of many nodes: id, label, count and the disc they fill on the map;"
        " a node's community is its place in this list.",
    )
    total: Total


class PathEnd(Shape):
    """An entity on a path."""

    key: Key
    label: str
    type: str


class PathHop(Shape):
    """A step, and the unit that names both entities."""

    from_: PathEnd = Field(alias="from")
    to: PathEnd
    unit: QuotedUnit
    shared: int = Field(description="Recommendations that name both.")


class EvidencePath(Shape):
    """A path from one entity to another."""

    length: int
    hops: list[PathHop]


class PathList(Shape):
    """Shortest paths between two entities; none where they do not hang together."""

    from_: PathEnd = Field(alias="from")
    to: PathEnd
    paths: list[EvidencePath]
    version: Version


class RelationList(Shape):
    """Relations between units."""

    total: Total
    items: list[RelationShape]
    next: Next
    version: Version


class ShareShape(Shape):
    """An entity and how often each of two documents names it."""

    key: Key
    label: str
    first: int
    second: int


class ComparisonResult(Shape):
    """Two documents side by side; by aspect: themes, addressees, instruments and so on."""

    first: str
    second: str
    shared: dict[str, list[ShareShape]]
    only_first: dict[str, list[ShareShape]]
    only_second: dict[str, list[ShareShape]]
    relations: dict[str, list[RelationShape]]
    version: Version


class Stats(Shape):
    """Counts of everything."""

    version: Version
    documents: int
    units: int
    recommendations: int
    kinds: dict[str, int]
    strengths: dict[str, int]
    entities: dict[str, int] = Field(description="Those that are mentioned, by type.")
    relations: dict[str, int]
    first_date: str | None
    last_date: str | None
