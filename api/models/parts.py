"""What several answers have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Key",
    "Next",
    "Offset",
    "PositionShape",
    "ProblemDetails",
    "QuotedUnit",
    "RelationShape",
    "Shape",
    "Span",
    "Total",
    "UnitLink",
    "Version",
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
