"""Documents: in lists, with their outline, just uploaded."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.models.parts import Next, Shape, Total, UnitLink, Version

__all__ = [
    "DocumentCounts",
    "DocumentDetail",
    "DocumentList",
    "DocumentShape",
    "MeetingShape",
    "OutlineUnit",
    "SourceShape",
    "UploadResult",
]


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


class UploadResult(Shape):
    """A document that was read and added.

    A table of recommendations adds a document for each that its rows name: ``documents`` has the
    keys of all, ``key`` is the first, and ``failed`` tells what gave none.
    """

    key: str
    status: Literal["added", "replaced"]
    href: str
    iri: str
    version: Version
    documents: list[str]
    failed: list[str]
