"""The graph to look at, paths through it, relations and comparisons."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer
from api.models import ComparisonResult, GraphScene, PathList, RelationList
from api.parameters import (
    CompareParameters,
    GraphParameters,
    PathParameters,
    RelationParameters,
)
from api.routes.responses import PROBLEMS
from api.sequences import cut
from api.shapes import relation_shape, unit_link
from api.state import State, StateDependency
from graph.catalogue import Catalogue, RelationRecord
from graph.relations.comparison import Share, compare
from graph.relations.paths import Hop, evidence_paths
from viz.scene import scene
from viz.shelf import Shelf

__all__ = ["router", "shelf_of"]

router = APIRouter(tags=["graph"])


def shelf_of(state: State) -> Shelf | None:
    """Give where the map's arrangement is kept: beside the data, where there is a directory."""
    return Shelf(state.settings.data / "map") if state.archive else None


@router.get("/graph", response_model=GraphScene, responses=PROBLEMS)
def get_graph(
    request: Request, state: StateDependency, asked: Annotated[GraphParameters, Query()]
) -> Response:
    """Give nodes and edges to draw, with positions, around a focus or as a whole."""
    catalogue = state.catalogue()

    def make() -> dict[str, Any]:
        drawn = scene(
            catalogue,
            focus=asked.focus,
            depth=asked.depth,
            types=asked.types or None,
            limit=asked.limit,
            filters=asked.filters(),
            shelf=shelf_of(state),
        )
        return drawn.as_json()

    return answer(request, catalogue.version, make)


@router.get("/paths", response_model=PathList, responses=PROBLEMS)
def get_paths(
    request: Request, state: StateDependency, asked: Annotated[PathParameters, Query()]
) -> Response:
    """Find the shortest paths between two entities, each hop with the words that justify it.

    Entities that stand nearly everywhere, such as Member States, are never on the way.
    """
    catalogue = state.catalogue()

    def make() -> dict[str, Any]:
        paths = evidence_paths(catalogue, asked.source, asked.target, limit=asked.limit)
        return {
            "from": _end(catalogue, asked.source),
            "to": _end(catalogue, asked.target),
            "paths": [
                {"length": len(path), "hops": [_hop(catalogue, hop) for hop in path]}
                for path in paths
            ],
            "version": catalogue.version,
        }

    return answer(request, catalogue.version, make)


@router.get("/relations", response_model=RelationList, responses=PROBLEMS)
def list_relations(
    request: Request, state: StateDependency, asked: Annotated[RelationParameters, Query()]
) -> Response:
    """List relations between units, with both quotes, the reason and the score."""
    catalogue = state.catalogue()

    def make() -> dict[str, Any]:
        chosen = [r for r in catalogue.relations if _is_asked(catalogue, r, asked)]
        page, following = cut(chosen, _place(catalogue), limit=asked.limit, cursor=asked.cursor)
        return {
            "total": len(chosen),
            "items": [relation_shape(catalogue, relation) for relation in page],
            "next": following,
            "version": catalogue.version,
        }

    return answer(request, catalogue.version, make)


@router.get("/compare", response_model=ComparisonResult, responses=PROBLEMS)
def compare_documents(
    request: Request, state: StateDependency, asked: Annotated[CompareParameters, Query()]
) -> Response:
    """Compare two documents: what both name, what only one names, which units bear on which."""
    catalogue = state.catalogue()
    return answer(
        request, catalogue.version, lambda: comparison(catalogue, asked.first, asked.second)
    )


def comparison(catalogue: Catalogue, first: str, second: str) -> dict[str, Any]:
    """Give what two documents share, what only one has, and the relations between them."""
    found = compare(catalogue, first, second)
    return {
        "first": first,
        "second": second,
        **{
            side: {a: [_share(catalogue, s) for s in of] for a, of in shares.items()}
            for side, shares in (
                ("shared", found.shared),
                ("only_first", found.only_first),
                ("only_second", found.only_second),
            )
        },
        "relations": {
            type_: [relation_shape(catalogue, relation) for relation in of]
            for type_, of in found.relations.items()
        },
        "version": catalogue.version,
    }


def _end(catalogue: Catalogue, key: str) -> dict[str, Any]:
    entity = catalogue.entities[key]
    return {"key": key, "label": entity.name, "type": entity.type}


def _hop(catalogue: Catalogue, hop: Hop) -> dict[str, Any]:
    return {
        "from": _end(catalogue, hop.source),
        "to": _end(catalogue, hop.target),
        "unit": {**unit_link(hop.unit), "quote": hop.unit.text},
        "shared": hop.shared,
    }


def _share(catalogue: Catalogue, share: Share) -> dict[str, Any]:
    entity = catalogue.entities.get(share.entity)
    label = entity.name if entity else share.entity
    return {"key": share.entity, "label": label, "first": share.first, "second": share.second}


def _is_asked(catalogue: Catalogue, relation: RelationRecord, asked: RelationParameters) -> bool:
    ends = {catalogue.units[i].document for i in (relation.source, relation.target)}
    is_type = not asked.type or relation.type in asked.type
    return is_type and (not asked.document or not ends.isdisjoint(asked.document))


def _place(catalogue: Catalogue) -> Any:
    def key(relation: RelationRecord) -> tuple[str | int, ...]:
        units = (catalogue.units[relation.source], catalogue.units[relation.target])
        ends = ((u.date or "~", u.document, u.order) for u in units)
        return (*next(ends), *next(ends), relation.type)

    return key
