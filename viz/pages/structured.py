"""Structured data: what a page is about in schema.org's terms, for search engines and archives.

It stands in the page's head as a data block, which browsers never run, so that the pages' policy
against inline scripts holds. IRIs are those of the graph, addresses are relative to the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from viz.naming import displayed
from viz.pages.links import document_link, entity_link, unit_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.catalogue import Catalogue, DocumentRecord, EntityRecord, UnitRecord

__all__ = ["dataset_data", "document_data", "entity_data", "recommendation_data"]

Data = dict[str, Any]

CONTEXT = "https://schema.org"
KEYWORDS = {"type_": "@type", "id_": "@id"}
TYPE_OF = {
    "theme": "DefinedTerm",
    "actor": "DefinedTerm",
    "organization": "Organization",
    "state": "Country",
    "instrument": "Legislation",
}
SCHEME_OF = {"theme": "themes", "actor": "actors"}
ENACTING = ("resolution", "decision", "convention", "treaty")
"""Words for documents that lay something down; the others report."""
MOST_SUBJECTS = 20


def _given(**values: Any) -> Data:
    """What is known, by its name in JSON-LD: what is not known is left out."""
    return {KEYWORDS.get(name, name): value for name, value in values.items() if value}


def _thing(entity: EntityRecord) -> Data:
    """An entity where something else speaks of it."""
    return _given(
        type_=TYPE_OF[entity.type],
        id_=entity.iri,
        name=displayed(entity.label),
        alternateName=entity.short,
        url=entity_link(entity).href,
    )


def _things(catalogue: Catalogue, keys: Iterable[str]) -> list[Data]:
    return [_thing(catalogue.entities[key]) for key in keys if key in catalogue.entities]


def _kind_of(document: DocumentRecord) -> str:
    words = (document.document_type or "").casefold()
    if any(word in words for word in ENACTING):
        return "Legislation"
    return "Report" if "report" in words else "CreativeWork"


def _document(document: DocumentRecord) -> Data:
    return _given(
        type_=_kind_of(document),
        id_=document.iri,
        name=document.label,
        url=document_link(document).href,
    )


def document_data(catalogue: Catalogue, document: DocumentRecord) -> Data:
    """Describe a document: its name, numbers, body, date, place, subjects and source file.

    Parameters
    ----------
    catalogue
        Where it stands.
    document
        What is described.
    """
    units = [catalogue.units[i] for i in catalogue.having("document", document.key)]
    subjects = dict.fromkeys(key for unit in units for key in unit.themes)
    number = document.symbol or document.job_number
    kind = _kind_of(document)
    body = catalogue.entities.get(document.body or "")
    place = {"@type": "Place", "name": document.place} if document.place else None
    source = _given(
        type_="MediaObject",
        name=document.file,
        encodingFormat=document.media_type,
        sha256=document.sha256,
    )
    return {
        "@context": CONTEXT,
        **_document(document),
        **_given(
            headline=document.title,
            identifier=[one for one in (document.symbol, document.job_number) if one],
            reportNumber=number if kind == "Report" else None,
            legislationIdentifier=number if kind == "Legislation" else None,
            genre=document.document_type,
            inLanguage=document.language,
            datePublished=document.date,
            temporalCoverage="/".join(filter(None, (document.start, document.end))),
            locationCreated=place,
            creator=_thing(body) if body else None,
            about=_things(catalogue, list(subjects)[:MOST_SUBJECTS]),
            encoding=source if len(source) > 1 else None,
        ),
    }


def recommendation_data(catalogue: Catalogue, unit: UnitRecord) -> Data:
    """Describe a recommendation: its words, number, document, subjects and whom it asks."""
    document = catalogue.documents.get(unit.document)
    named = (*unit.organizations, *unit.actors, *unit.instruments)
    asked = [
        {"@type": "Audience", "audienceType": displayed(catalogue.entities[key].label)}
        for key in unit.addressees
        if key in catalogue.entities
    ]
    return {
        "@context": CONTEXT,
        **_given(
            type_="CreativeWork",
            id_=unit.iri,
            name=unit.title or unit.citation,
            url=unit_link(unit).href,
            identifier=unit.citation,
            position=unit.number,
            text=unit.text,
            inLanguage=document.language if document else None,
            datePublished=unit.date,
            isPartOf=_document(document) if document else None,
            about=_things(catalogue, unit.themes),
            mentions=_things(catalogue, named),
            audience=asked,
        ),
    }


def entity_data(entity: EntityRecord) -> Data:
    """Describe an entity: its names, definition and, of a concept, its scheme."""
    scheme = SCHEME_OF.get(entity.type)
    others = [name for name in entity.alt if name not in (entity.label, entity.short)]
    return {
        "@context": CONTEXT,
        **_thing(entity),
        **_given(
            alternateName=[name for name in (entity.short, *others) if name],
            description=entity.definition,
            termCode=entity.key if scheme else None,
            inDefinedTermSet=f"/vocabulary/{scheme}" if scheme else None,
            # A theme's matches include close ones; the others' are exact.
            sameAs=list(entity.matches) if entity.type != "theme" else None,
        ),
    }


def dataset_data(catalogue: Catalogue) -> Data:
    """Describe the whole graph as a data set with its ways to be fetched."""
    dates = sorted(d.date for d in catalogue.documents.values() if d.date)
    formats = (("csv", "text/csv"), ("ttl", "text/turtle"), ("jsonld", "application/ld+json"))
    return {
        "@context": CONTEXT,
        **_given(
            type_="Dataset",
            name="Recommendations of intergovernmental meetings",
            description="Recommendations as a graph in which every link shows its exact words.",
            url="/",
            version=catalogue.version,
            temporalCoverage=f"{dates[0]}/{dates[-1]}" if dates else None,
            distribution=[
                {
                    "@type": "DataDownload",
                    "encodingFormat": media_type,
                    "contentUrl": f"/api/export?format={name}",
                }
                for name, media_type in formats
            ],
        ),
    }
