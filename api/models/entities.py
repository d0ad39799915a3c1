"""Entities: in lists, and with the recommendations around them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.models.parts import Key, Next, Shape, Total, UnitLink, Version

__all__ = [
    "EntityCounts",
    "EntityList",
    "EntityProfile",
    "EntityShape",
    "LabelledCount",
    "RelatedEntity",
    "StrengthCount",
    "UnitSample",
]


class EntityCounts(Shape):
    """How often an entity is met."""

    recommendations: int = Field(description="Recommendations and sub-items that mention it.")
    units: int = Field(description="Units of every kind that mention it.")
    addressed: int = Field(description="Recommendations and sub-items addressed to it.")
    documents: int = Field(description="Documents that mention or address it.")


class EntityShape(Shape):
    """An organization, instrument, theme, actor group or State."""

    key: Key
    iri: str
    type: Literal["organization", "instrument", "theme", "actor", "state"]
    label: str
    short: str | None
    definition: str | None
    subtype: str | None
    alt: list[str]
    broader: list[Key]
    narrower: list[Key]
    matches: list[str] = Field(description="IRIs of the same thing elsewhere.")
    hub: bool = Field(description="Whether it stands nearly everywhere.")
    counts: EntityCounts
    href: str
    recommendations: str = Field(description="Where the list of those mentioning it is.")


class EntityList(Shape):
    """Entities, those met most often first."""

    total: Total
    items: list[EntityShape]
    next: Next
    version: Version


class UnitSample(Shape):
    """The first of some units, and where all of them are."""

    total: Total
    items: list[UnitLink]
    href: str


class StrengthCount(Shape):
    """How many recommendations are of a strength."""

    strength: int
    label: str
    count: int


class LabelledCount(Shape):
    """A document and a number of recommendations."""

    key: str
    label: str
    count: int


class RelatedEntity(LabelledCount):
    """An entity and the number of recommendations that name it too."""

    type: str


class EntityProfile(EntityShape):
    """An entity with the recommendations around it."""

    mentioned: UnitSample
    addressed: UnitSample
    positions: dict[str, list[UnitLink]] = Field(
        description="Units that take a position towards it: supports, opposes, mixed."
    )
    strengths: list[StrengthCount]
    documents: list[LabelledCount]
    related: list[RelatedEntity]
    version: Version
