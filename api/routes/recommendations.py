"""Recommendations: the filtered list with facets, and everything known of one."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Query, Request, Response

from api.answers import answer
from api.models import RecommendationDetail, RecommendationList
from api.parameters import RecommendationParameters
from api.problems import Problem
from api.routes.responses import PROBLEMS
from api.shapes import facets_shape, relation_shape, similar_shape, unit_link, unit_shape
from api.state import StateDependency
from graph.catalogue import Catalogue, Selection, UnitRecord, load_mentions, load_statements
from graph.relations.similar import similar_units
from graph.serialization import mention_json, statement_json
from graph.store import Store

__all__ = ["router"]

router = APIRouter(tags=["recommendations"])


@cache
def _in_turn() -> CapacityLimiter:
    """Lists are made one after the other: several at once only wait longer for the interpreter."""
    return CapacityLimiter(1)


@router.get("/recommendations", response_model=RecommendationList, responses=PROBLEMS)
async def list_recommendations(
    request: Request,
    state: StateDependency,
    asked: Annotated[RecommendationParameters, Query()],
) -> Response:
    """List recommendations by any combination of filters, with facets.

    Values of one filter are alternatives, filters are combined. A facet value's `count` is the
    `total` at its `href`: the same filters, with this filter's own values replaced by that one.
    """

    def listed() -> Response:
        catalogue = state.catalogue()
        return answer(request, catalogue.version, lambda: recommendation_list(catalogue, asked))

    return await to_thread.run_sync(listed, limiter=_in_turn())


@router.get(
    "/recommendations/{document}/{number:path}",
    response_model=RecommendationDetail,
    responses=PROBLEMS,
)
def get_recommendation(
    request: Request, state: StateDependency, document: str, number: str
) -> Response:
    """Give everything known of one unit: mentions, statements, relations, similar ones, parts."""
    catalogue = state.catalogue()
    unit = catalogue.unit(document, number)
    if unit is None:
        raise Problem(
            404,
            f"There is no unit {number!r} in document {document!r}; "
            f"see /api/recommendations?document={document}",
        )
    return answer(request, catalogue.version, lambda: detail(state.store, catalogue, unit))


def recommendation_list(catalogue: Catalogue, asked: RecommendationParameters) -> dict[str, Any]:
    """Select, cut a page, and give it with facets."""
    selection = catalogue.select(asked.filters(), sort=asked.order)
    page = catalogue.page(selection, limit=asked.limit, cursor=asked.cursor)
    facets, left = facets_shape(selection, asked.facet_limit)
    return {
        "total": selection.total,
        "items": [_item(catalogue, selection, index) for index in page.indices],
        "facets": facets,
        "facets_left_out": left,
        "next": page.next,
        "version": catalogue.version,
    }


def detail(store: Store, catalogue: Catalogue, unit: UnitRecord) -> dict[str, Any]:
    """Give a unit with its statements, mentions, relations, similar units and those under it."""
    under = catalogue.children.get((unit.document, unit.key), ())
    return {
        **unit_shape(unit),
        "statements": [statement_json(s, explain=True) for s in load_statements(store, unit)],
        "mentions": [mention_json(m) for m in load_mentions(store, catalogue, unit)],
        "relations": [relation_shape(catalogue, r) for r in catalogue.relations_of(unit.index)],
        "similar": [similar_shape(catalogue, s) for s in similar_units(catalogue, unit.index)],
        "children": [unit_link(catalogue.units[index]) for index in under],
        "labels": {
            key: catalogue.entities[key].name
            for key in (*unit.entities, *(p.entity for p in unit.positions), *unit.attributed_to)
            if key in catalogue.entities
        },
        "version": catalogue.version,
    }


def _item(catalogue: Catalogue, selection: Selection, index: int) -> dict[str, Any]:
    item = unit_shape(catalogue.units[index])
    if selection.filters.q is not None:
        item["score"] = selection.scores[index]
        item["matches"] = catalogue.search.spans(selection.filters.q, index)
    return item
