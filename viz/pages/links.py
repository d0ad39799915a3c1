"""Links: how pages point at units, entities and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from viz.naming import displayed
from viz.scene import KIND_OF

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, DocumentRecord, EntityRecord, UnitRecord

__all__ = [
    "DocumentLink",
    "EntityLink",
    "UnitLink",
    "data_href",
    "document_link",
    "entity_link",
    "entity_links",
    "listing_href",
    "unit_link",
]

SAFE = "!$'()*,:@"


@dataclass(frozen=True, slots=True)
class EntityLink:
    """An entity to point at; ``kind`` is the mark it is shown with, ``count`` what is counted."""

    key: str
    name: str
    kind: str
    type: str
    href: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class UnitLink:
    """A unit to point at; ``id`` is its id on the map."""

    id: str
    title: str
    citation: str
    number: str
    document: str
    href: str


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A document to point at."""

    key: str
    name: str
    date: str | None
    href: str
    count: int = 0


def _segment(value: str) -> str:
    return quote(value, safe=SAFE)


def entity_link(entity: EntityRecord, count: int = 0) -> EntityLink:
    """Point at an entity."""
    kind = KIND_OF.get(entity.type, "theme")
    href = f"/entities/{_segment(entity.key)}"
    return EntityLink(entity.key, displayed(entity.name), kind, entity.type, href, count)


def entity_links(catalogue: Catalogue, keys: tuple[str, ...]) -> list[EntityLink]:
    """Point at those of the keys that are known."""
    return [entity_link(catalogue.entities[key]) for key in keys if key in catalogue.entities]


def unit_link(unit: UnitRecord) -> UnitLink:
    """Point at a unit."""
    href = f"/recommendations/{_segment(unit.document)}/{_segment(unit.key)}"
    identifier = f"{unit.document}/{unit.key}"
    title = unit.title or unit.citation
    return UnitLink(identifier, title, unit.citation, unit.number, unit.document, href)


def document_link(document: DocumentRecord, count: int | None = None) -> DocumentLink:
    """Point at a document; counted are its recommendations unless told."""
    counted = document.counts.recommendations if count is None else count
    href = f"/documents/{_segment(document.key)}"
    return DocumentLink(document.key, document.label, document.date, href, counted)


def data_href(document: str, unit: str | None = None) -> str:
    """Address of the RDF data of a document or of a unit of it.

    Examples
    --------
    >>> data_href("report", "2(a)")
    '/data/document/report/2(a)'
    """
    parts = [document] if unit is None else [document, unit]
    return "/data/document/" + "/".join(_segment(part) for part in parts)


def listing_href(**filters: str) -> str:
    """Address of the list of recommendations with these filters.

    Examples
    --------
    >>> listing_href(theme="training")
    '/recommendations?theme=training'
    """
    return f"/recommendations?{urlencode(filters)}"
