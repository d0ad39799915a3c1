"""Organizations, instruments, themes, actors: lists with counts, and profiles."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer
from api.models import EntityList, EntityProfile
from api.parameters import EntityParameters
from api.problems import Problem
from api.routes.responses import PROBLEMS
from api.sequences import cut
from api.shapes import entity_shape, profile_shape
from api.state import State, StateDependency
from graph.catalogue import EntityRecord

__all__ = ["router"]

router = APIRouter(tags=["entities"])

SCHEMES = {
    "organizations": ("organization",),
    "instruments": ("instrument",),
    "themes": ("theme",),
    "actors": ("actor", "state"),
}


def entity_list(state: State, types: tuple[str, ...], asked: EntityParameters) -> dict[str, Any]:
    """Give the entities of some types, those met most often first."""
    catalogue = state.catalogue()
    records = list(catalogue.entities.values())
    if asked.q is not None:
        records = list(catalogue.search.entities(asked.q, limit=len(records)))
    chosen = [r for r in records if r.type in types and (asked.unused or _is_met(r))]
    chosen.sort(key=_place)
    page, following = cut(chosen, _place, limit=asked.limit, cursor=asked.cursor)
    return {
        "total": len(chosen),
        "items": [entity_shape(record) for record in page],
        "next": following,
        "version": catalogue.version,
    }


def _is_met(record: EntityRecord) -> bool:
    return record.counts.units > 0 or record.counts.addressed > 0


def _place(record: EntityRecord) -> tuple[int, str, str]:
    return -record.counts.recommendations, record.label.casefold(), record.key


def entity_profile(state: State, key: str, types: tuple[str, ...], request: Request) -> Response:
    """Answer with an entity's profile, or 404 where there is none of these types."""
    catalogue = state.catalogue()
    record = catalogue.entities.get(key)
    if record is None or record.type not in types:
        told = " or ".join(types)
        raise Problem(404, f"There is no {told} {key!r}; look it up at /api/search?q=")

    def make() -> dict[str, Any]:
        found = catalogue.profile(key)
        assert found is not None
        return {**profile_shape(catalogue, found), "version": catalogue.version}

    return answer(request, catalogue.version, make)


def _add(plural: str, types: tuple[str, ...]) -> None:
    def list_entities(
        request: Request, state: StateDependency, asked: Annotated[EntityParameters, Query()]
    ) -> Response:
        version = state.catalogue().version
        return answer(request, version, lambda: entity_list(state, types, asked))

    def get_entity(request: Request, state: StateDependency, key: str) -> Response:
        return entity_profile(state, key, types, request)

    router.get(
        f"/{plural}",
        name=f"list_{plural}",
        summary=f"List {plural}, those met most often first",
        response_model=EntityList,
        responses=PROBLEMS,
    )(list_entities)
    router.get(
        f"/{plural}/{{key}}",
        name=f"get_{plural}",
        summary=f"One of the {plural}, with the recommendations around it",
        response_model=EntityProfile,
        responses=PROBLEMS,
    )(get_entity)


for _plural, _types in SCHEMES.items():
    _add(_plural, _types)


@router.get("/entities/{key}", response_model=EntityProfile, responses=PROBLEMS)
def get_any_entity(request: Request, state: StateDependency, key: str) -> Response:
    """Give the profile of an entity of any type."""
    every = tuple(dict.fromkeys(t for types in SCHEMES.values() for t in types))
    return entity_profile(state, key, every, request)
