"""The JSON API's shapes, described and exemplified for OpenAPI.

Answers are encoded from plain values (:mod:`api.shapes`) without going through these models again;
the tests hold the two together.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "ComparisonResult",
    "DocumentDetail",
    "DocumentList",
    "EntityList",
    "EntityProfile",
    "GraphScene",
    "PathList",
    "ProblemDetails",
    "RecommendationDetail",
    "RecommendationList",
    "RelationList",
    "SearchResults",
    "Stats",
    "UploadResult",
]

Key = Annotated[str, Field(description="Local name of an entity's IRI.", examples=["unodc"])]
Offset = Annotated[int, Field(ge=0, description="Code points in the document's text.")]
Span = Annotated[
    tuple[int, int], Field(description="Code points in `text`, half-open.", examples=[[4, 12]])
]
Version = Annotated[str, Field(description="Version of the dataset that the answer is made from.")]
Next = Annotated[str | None, Field(description="Cursor of the next page; null at the end.")]
Total = Annotated[int, Field(ge=0, description="How many there are in all.")]


class Shape(BaseModel):
    """An object with these members and no others."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ProblemDetails(BaseModel):
    """Why a request is not answered as asked (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(description="What is wrong, where, and what to try.")


class UnitLink(Shape):
    """A unit by name."""

    document: str = Field(description="Key of its document.")
    number: str = Field(description="Number as printed, with its parents'.", examples=["2(l)(i)"])
    key: str = Field(description="Unique in its document; the number unless numbering restarts.")
    citation: str = Field(examples=["2018, 2(l)(i)"])
    title: str = Field(examples=["Training for judges and investigators"])
    iri: str
    href: str = Field(description="Where everything known of it is.")


class PositionShape(Shape):
    """A position taken towards an entity."""

    entity: Key
    stance: Literal["supports", "opposes", "mixed"]


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


class QuotedUnit(UnitLink):
    """A unit with its words."""

    quote: str


class RelationShape(Shape):
    """A relation between two units."""

    iri: str
    type: str = Field(examples=["contradicts"])
    from_: QuotedUnit = Field(alias="from")
    to: QuotedUnit
    score: float | None
    reason: str | None


class RecommendationDetail(Recommendation):
    """Everything known of a unit."""

    statements: list[StatementShape]
    mentions: list[MentionShape]
    relations: list[RelationShape]
    children: list[UnitLink]
    labels: dict[str, str] = Field(description="Names to show for the keys in it.")
    version: Version


class MeetingShape(Shape):
    """A meeting's place and days."""

    place: str | None = Field(examples=["Vienna"])
    start: str | None
    end: str | None


class SourceShape(Shape):
    """The file a document was read from."""

    file: str | None
    sha256: str | None
    media_type: str | None


class DocumentCounts(Shape):
    """How many units a document has."""

    recommendations: int
    units: int


class DocumentShape(Shape):
    """What a document says of itself; null where it does not."""

    key: str
    iri: str
    label: str
    title: str | None
    symbol: str | None = Field(examples=["A/RES/74/247"])
    job_number: str | None
    body: str | None
    date: str | None
    meeting: MeetingShape
    document_type: str | None
    part: str | None
    distribution: str | None
    language: str | None
    source: SourceShape
    sections: list[str]
    text_of: str | None = Field(description="Key of the instrument of which it is the text.")
    counts: DocumentCounts
    href: str
    recommendations: str = Field(description="Where the list of its recommendations is.")


class DocumentList(Shape):
    """Documents by date."""

    total: Total
    items: list[DocumentShape]
    next: Next
    version: Version


class OutlineUnit(UnitLink):
    """A unit in a document's outline."""

    kind: str
    parent: str | None
    section: str | None


class DocumentDetail(DocumentShape):
    """A document with its outline."""

    units: list[OutlineUnit]
    version: Version


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


class UploadResult(Shape):
    """A document that was read and added."""

    key: str
    status: Literal["added", "replaced"]
    href: str
    iri: str
    version: Version
