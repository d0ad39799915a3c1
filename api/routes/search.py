"""Full-text search, with the places that matched and entities of that name."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer
from api.models import SearchResults
from api.parameters import SearchParameters
from api.routes.responses import PROBLEMS
from api.shapes import entity_shape, unit_shape
from api.state import StateDependency
from graph.catalogue import KINDS, Filters

__all__ = ["router"]

router = APIRouter(tags=["search"])

SUGGESTIONS = 10


@router.get("/search", response_model=SearchResults, responses=PROBLEMS)
def search_units(
    request: Request, state: StateDependency, asked: Annotated[SearchParameters, Query()]
) -> Response:
    """Search the units of every kind, best match first, and suggest entities.

    Words beside each other must all occur; `"a phrase"`, `AND`, `OR`, `NOT`, brackets and
    `beginning*` are understood; words are compared by their stem. `matches` are offsets in `text`.
    `entities` are those with a label in which every word of the query begins a word.
    """
    catalogue = state.catalogue()

    def make() -> dict[str, Any]:
        search = catalogue.search
        filters = Filters(kind=KINDS, q=asked.q)
        selection = catalogue.select(filters, sort="relevance")
        page = catalogue.page(selection, limit=asked.limit, cursor=asked.cursor)
        return {
            "total": selection.total,
            "items": [
                {
                    **unit_shape(catalogue.units[index]),
                    "score": selection.scores[index],
                    "matches": search.spans(asked.q, index),
                }
                for index in page.indices
            ],
            "entities": [
                entity_shape(found) for found in search.entities(asked.q, limit=SUGGESTIONS)
            ],
            "next": page.next,
            "version": catalogue.version,
        }

    return answer(request, catalogue.version, make)
