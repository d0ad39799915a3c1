"""What the JSON API's routes take in their query strings."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from pydantic import BaseModel, Field

from api.problems import Problem
from graph.catalogue import KINDS, STANCES, STRENGTHS, Filters

__all__ = [
    "CompareParameters",
    "DocumentParameters",
    "EntityParameters",
    "FilterParameters",
    "GraphParameters",
    "ListParameters",
    "PageParameters",
    "PathParameters",
    "RecommendationParameters",
    "RelationParameters",
    "SearchParameters",
    "Sort",
    "refuse_unknown",
]

MAX_QUERY = 1000
Keys = list[Annotated[str, Field(max_length=400)]]
# These are told in OpenAPI and refused by the catalogue, which says in words what there is.
Kinds = list[Annotated[str, Field(max_length=400, json_schema_extra={"enum": [*KINDS]})]]
Stances = list[Annotated[str, Field(max_length=400, json_schema_extra={"enum": [*STANCES]})]]
_RANKS = [*STRENGTHS.values(), *map(str, STRENGTHS)]
Strengths = list[Annotated[str, Field(max_length=400, json_schema_extra={"enum": _RANKS})]]
Day = Annotated[str, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]
FullText = Annotated[str, Field(min_length=1, max_length=MAX_QUERY)]
Sort = Literal["order", "date", "strength", "relevance", "title"]
Cursor = Annotated[str, Field(max_length=4000)]


_taken: dict[str, dict[str, bool]] = {}
"""The parameters of each route, and whether each may be given several times."""


async def refuse_unknown(request: Request) -> None:
    """Refuse a parameter that the route does not have, or one given twice that takes one value."""
    route = request.scope["route"]
    many = _taken.get(route.unique_id)
    if many is None:
        many = _taken[route.unique_id] = {
            field.alias: getattr(field.field_info.annotation, "__origin__", None) is list
            for field in get_flat_params(route.dependant)
            if f"{{{field.alias}" not in route.path
        }
    seen: set[str] = set()
    for name, _ in request.query_params.multi_items():
        if name not in many:
            told = ", ".join(sorted(many)) or "none"
            raise Problem(400, f"There is no parameter {name!r} here; this route takes: {told}")
        if name in seen and not many[name]:
            raise Problem(400, f"The parameter {name!r} takes one value; give it once")
        seen.add(name)


class FilterParameters(BaseModel):
    """The filters: alternatives within one, all of them together."""

    document: Keys = Field([], description="Key of a document; repeat for alternatives.")
    organization: Keys = Field([], description="Key of an organization that is mentioned.")
    instrument: Keys = Field([], description="Key of an instrument that is mentioned.")
    theme: Keys = Field([], description="Key of a theme.")
    actor: Keys = Field([], description="Key of an actor group, or a State's ISO 3166 code.")
    addressee: Keys = Field([], description="Key of somebody who is asked for something.")
    strength: Strengths = Field(
        [], description="Rank 0 to 5, or must, should, should-consider, ..."
    )
    modality: Keys = Field([], description="Normative expression: should, may, should consider.")
    attribution: Keys = Field(
        [], description="Who says so: own, collective, unspecified, a quoted holder, or a State."
    )
    stance: Stances = Field([], description=f"Stance of a statement: {', '.join(STANCES)}.")
    kind: Kinds = Field(
        [], description=f"Kind of unit: {', '.join(KINDS)}; without it the first two."
    )
    since: Day | None = Field(
        None, alias="from", description="First date, inclusive: a year, a month or a day."
    )
    until: Day | None = Field(
        None, alias="to", description="Last date, inclusive: a year, a month or a day."
    )
    q: FullText | None = Field(
        None, description='Full text: words, "phrases", AND, OR, NOT, prefix*.'
    )

    def filters(self) -> Filters:
        """Give the filters; :class:`FilterError` for values that no unit can have."""
        return Filters(
            document=tuple(self.document),
            organization=tuple(self.organization),
            instrument=tuple(self.instrument),
            theme=tuple(self.theme),
            actor=tuple(self.actor),
            addressee=tuple(self.addressee),
            strength=tuple(self.strength),
            modality=tuple(self.modality),
            attribution=tuple(self.attribution),
            stance=tuple(self.stance),
            kind=tuple(self.kind),
            since=self.since,
            until=self.until,
            q=self.q,
        )


class PageParameters(BaseModel):
    """Which part of a list."""

    limit: int = Field(50, ge=1, le=200, description="How many items.")
    cursor: Cursor | None = Field(None, description="The `next` of the page before.")


class ListParameters(FilterParameters):
    """Filters and order."""

    sort: Sort | None = Field(
        None,
        description="order (by document and place), date (newest first), strength (strongest "
        "first), relevance (with q; then the default; without it as order), title.",
    )

    @property
    def order(self) -> Sort:
        """The sort that is meant."""
        if self.q:
            return self.sort or "relevance"
        return "order" if self.sort in (None, "relevance") else self.sort


class RecommendationParameters(ListParameters, PageParameters):
    """Filters, order and part of the list of recommendations."""

    facet_limit: int = Field(100, ge=0, le=1000, description="Values given of each facet.")


class DocumentParameters(PageParameters):
    """Which documents."""

    q: FullText | None = Field(
        None, description="Parts of words of a title, symbol, body, place or date, in any case."
    )


class EntityParameters(BaseModel):
    """Which entities of a scheme."""

    q: FullText | None = Field(None, description="Beginnings of the words of a label.")
    unused: bool = Field(False, description="Also those that no document mentions or addresses.")
    limit: int = Field(200, ge=1, le=1000, description="How many items.")
    cursor: Cursor | None = Field(None, description="The `next` of the page before.")


class SearchParameters(PageParameters):
    """A full-text search."""

    q: FullText = Field(description='Words, "phrases", AND, OR, NOT, prefix*.')


class GraphParameters(FilterParameters):
    """What the picture shows."""

    focus: str | None = Field(None, max_length=400, description="Key of the entity in the middle.")
    depth: int = Field(1, ge=1, le=3, description="Steps from the focus.")
    types: list[Literal["recommendation", "organization", "instrument", "theme", "actor"]] = Field(
        [], description="Types of node; all where left out."
    )
    limit: int = Field(500, ge=1, le=10_000, description="Nodes at most, the best linked first.")


class PathParameters(BaseModel):
    """Two ends of a path."""

    source: str = Field(alias="from", max_length=400, description="Key of an entity.")
    target: str = Field(alias="to", max_length=400, description="Key of another entity.")
    limit: int = Field(3, ge=1, le=20, description="How many paths.")


class RelationParameters(PageParameters):
    """Which relations between units."""

    type: list[
        Literal["repeats", "narrows", "broadens", "contradicts", "alternative-to", "supersedes"]
    ] = Field([], description="Type of relation; repeat for alternatives.")
    document: Keys = Field([], description="Key of a document on either side.")


class CompareParameters(BaseModel):
    """Two documents."""

    first: str = Field(max_length=400, description="Key of a document.")
    second: str = Field(max_length=400, description="Key of another document.")
