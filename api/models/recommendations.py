"""Recommendations: in lists, and with everything known of one."""

from __future__ import annotations

from pydantic import Field

from api.models.parts import (
    Key,
    Next,
    Offset,
    PositionShape,
    RelationShape,
    Shape,
    Span,
    Total,
    UnitLink,
    Version,
)

__all__ = [
    "ActionShape",
    "FacetValue",
    "MentionShape",
    "Recommendation",
    "RecommendationDetail",
    "RecommendationList",
    "SharedConcept",
    "SimilarUnit",
    "StatementShape",
]


class Recommendation(UnitLink):
    """A unit as lists hold it."""

    parent: str | None = Field(description="Number of the unit above.")
    kind: str = Field(examples=["recommendation"])
    section: str | None
    order: int = Field(description="Place in the document, from 0.")
    date: str | None = Field(description="Of its document.", examples=["2018-04-04"])
    text: str = Field(description="Verbatim, page furniture left out.")
    start: Offset
    end: Offset
    page: int | None
    addressees: list[Key]
    modality: str | None = Field(examples=["should"])
    strength: int | None = Field(description="5 must to 0 no force.", examples=[4])
    attributions: list[str] = Field(description="Who is said to say so.", examples=[["collective"]])
    attributed_to: list[str] = Field(description="States named as saying so.")
    stances: list[str] = Field(examples=[["recommend"]])
    position: str | None = Field(description="What the State under review answered.")
    positions: list[PositionShape]
    themes: list[Key]
    organizations: list[Key]
    instruments: list[Key]
    actors: list[Key]
    score: float | None = Field(None, description="Relevance; only with a full-text query.")
    matches: list[Span] | None = Field(
        None, description="Places in `text` that match; only with a full-text query."
    )


class FacetValue(Shape):
    """A value of a filter."""

    value: str
    label: str
    count: int = Field(description="The `total` at `href`.")
    selected: bool
    href: str = Field(description="The same filters, this one's values replaced by this value.")


class RecommendationList(Shape):
    """A page of recommendations and what they can be narrowed by."""

    total: Total
    items: list[Recommendation]
    facets: dict[str, list[FacetValue]]
    facets_left_out: dict[str, int] = Field(description="Values left out over `facet_limit`.")
    next: Next
    version: Version


class ActionShape(Shape):
    """What is to be done."""

    verb: str
    object: str | None


class StatementShape(Shape):
    """The smallest thing said inside a unit."""

    text: str
    start: Offset
    end: Offset
    addressees: list[Key]
    inherited: bool = Field(description="Whether the addressees come from elsewhere.")
    modality: str
    strength: int
    negative: bool
    action: ActionShape | None
    condition: str | None
    attribution: str | None
    attributed_to: list[str]
    stance: str
    targets: list[PositionShape]
    beneficiaries: list[Key]
    rule: str
    modality_start: int | None
    modality_end: int | None


class MentionShape(Shape):
    """An entity named in the text."""

    entity: Key
    type: str = Field(examples=["instrument"])
    quote: str = Field(description="The very words between `start` and `end`.")
    start: Offset
    end: Offset
    rule: str
    provision: str | None = Field(
        default=None,
        description="What of an instrument is cited with its name.",
        examples=["article 35, paragraph 2"],
    )


class SharedConcept(Shape):
    """An entity that two units have in common."""

    key: Key
    label: str
    type: str


class SimilarUnit(UnitLink):
    """A recommendation that bears on the same things."""

    date: str | None = Field(description="Of its document.")
    score: float = Field(ge=0, le=1, description="Cosine of the weighted concepts.")
    shared: list[SharedConcept] = Field(description="What both name, the rarest first.")


class RecommendationDetail(Recommendation):
    """Everything known of a unit."""

    statements: list[StatementShape]
    mentions: list[MentionShape]
    relations: list[RelationShape]
    similar: list[SimilarUnit] = Field(description="At most ten, the most similar first.")
    children: list[UnitLink]
    labels: dict[str, str] = Field(description="Names to show for the keys in it.")
    version: Version
