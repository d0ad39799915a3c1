"""A document as read: its text, its units, and what stands in them.

Everything here is a value: frozen, comparable, made by pure functions of the source's bytes.
Offsets are Unicode code points, half-open, in :attr:`Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.unit import Action, Mention, Passage, Range, Statement, Target, Unit

__all__ = [
    "Action",
    "Document",
    "Furniture",
    "Heading",
    "Meeting",
    "Mention",
    "Metadata",
    "Note",
    "Passage",
    "Source",
    "Statement",
    "Target",
    "Unit",
]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: file name, SHA-256 of its bytes (hex), media type."""

    file: str
    sha256: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting's place and first and last day (ISO 8601 dates); ``None`` where not told."""

    place: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; ``None`` is a value and means that the text does not say.

    ``body`` is the key of an entity in the organizations scheme; ``date`` is ISO 8601; ``label``
    is a short name for lists and filters, given by a folder's ``documents.toml``.
    """

    title: str | None = None
    symbol: str | None = None
    job_number: str | None = None
    body: str | None = None
    date: str | None = None
    meeting: Meeting = field(default_factory=Meeting)
    document_type: str | None = None
    part: str | None = None
    distribution: str | None = None
    language: str | None = None
    label: str | None = None
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """A piece of page furniture: header, footer, page number, job number, rule."""

    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading, ``level`` 1 the highest."""

    text: str
    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote: mark, text, the key of the unit that cites it, what it names."""

    mark: str
    text: str
    start: int
    end: int
    unit: str | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read.

    ``front`` holds the spans of metadata lines, ``pages`` the offset at which each page begins;
    with units (label included), headings, furniture and notes they account for every character
    that is not white space or markup.
    """

    key: str
    text: str
    metadata: Metadata
    source: Source
    units: tuple[Unit, ...] = ()
    headings: tuple[Heading, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[Note, ...] = ()
    front: tuple[Range, ...] = ()
    pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
