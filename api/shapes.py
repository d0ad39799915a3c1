"""The catalogue's rows as plain values for JSON.

Lists are encoded straight from these by orjson; the models of :mod:`api.models` describe the same
shapes for OpenAPI, and the tests hold the two together, so nothing is validated twice at run time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus

from graph.catalogue import (
    STRENGTHS,
    Catalogue,
    Counts,
    DocumentRecord,
    EntityRecord,
    Profile,
    RelationRecord,
    Selection,
    UnitRecord,
)
from graph.relations.similar import Similar

__all__ = [
    "document_shape",
    "entity_shape",
    "facets_shape",
    "profile_shape",
    "relation_shape",
    "similar_shape",
    "unit_link",
    "unit_shape",
]

Json = dict[str, Any]

LINKS_SHOWN = 20
"""How many units a profile names of each sort; ``total`` and ``href`` tell of the rest."""

FILTER_OF = {
    "organization": "organization",
    "instrument": "instrument",
    "theme": "theme",
    "actor": "actor",
    "state": "actor",
}
PLURAL_OF = {
    "organization": "organizations",
    "instrument": "instruments",
    "theme": "themes",
    "actor": "actors",
    "state": "actors",
}


def unit_link(unit: UnitRecord) -> Json:
    """Name a unit: enough to show and to follow."""
    return {
        "document": unit.document,
        "number": unit.number,
        "key": unit.key,
        "citation": unit.citation,
        "title": unit.title,
        "iri": unit.iri,
        "href": f"/api/recommendations/{_path(unit.document)}/{_path(unit.key)}",
    }


def unit_shape(unit: UnitRecord) -> Json:
    """Give a unit as lists hold it."""
    return {
        **unit_link(unit),
        "parent": unit.parent,
        "kind": unit.kind,
        "section": unit.section,
        "order": unit.order,
        "date": unit.date,
        "text": unit.text,
        "start": unit.start,
        "end": unit.end,
        "page": unit.page,
        "addressees": unit.addressees,
        "modality": unit.modality,
        "strength": unit.strength,
        "attributions": unit.attributions,
        "attributed_to": unit.attributed_to,
        "stances": unit.stances,
        "position": unit.response,
        "positions": [{"entity": p.entity, "stance": p.stance} for p in unit.positions],
        "themes": unit.themes,
        "organizations": unit.organizations,
        "instruments": unit.instruments,
        "actors": unit.actors,
    }


def document_shape(record: DocumentRecord) -> Json:
    """Give a document's description."""
    return {
        "key": record.key,
        "iri": record.iri,
        "label": record.label,
        "title": record.title,
        "symbol": record.symbol,
        "job_number": record.job_number,
        "body": record.body,
        "date": record.date,
        "meeting": {"place": record.place, "start": record.start, "end": record.end},
        "document_type": record.document_type,
        "part": record.part,
        "distribution": record.distribution,
        "language": record.language,
        "source": {
            "file": record.file,
            "sha256": record.sha256,
            "media_type": record.media_type,
        },
        "sections": record.sections,
        "text_of": record.text_of,
        "counts": {"recommendations": record.counts.recommendations, "units": record.counts.units},
        "href": f"/api/documents/{_path(record.key)}",
        "recommendations": f"/api/recommendations?document={_path(record.key)}",
    }


def entity_shape(record: EntityRecord) -> Json:
    """Give an entity's description with its counts."""
    return {
        "key": record.key,
        "iri": record.iri,
        "type": record.type,
        "label": record.label,
        "short": record.short,
        "definition": record.definition,
        "subtype": record.subtype,
        "alt": record.alt,
        "broader": record.broader,
        "narrower": record.narrower,
        "matches": record.matches,
        "hub": record.hub,
        "counts": _counts(record.counts),
        "href": f"/api/{PLURAL_OF[record.type]}/{_path(record.key)}",
        "recommendations": f"/api/recommendations?{FILTER_OF[record.type]}={_path(record.key)}",
    }


def profile_shape(catalogue: Catalogue, found: Profile) -> Json:
    """Give an entity with the units around it."""
    key, name = _path(found.entity.key), FILTER_OF[found.entity.type]
    return {
        **entity_shape(found.entity),
        "mentioned": _units(catalogue, found.mentioned, f"{name}={key}"),
        "addressed": _units(catalogue, found.addressed, f"addressee={key}"),
        "positions": {
            stance: [unit_link(catalogue.units[i]) for i in units]
            for stance, units in found.positions.items()
        },
        "strengths": [
            {"strength": rank, "label": STRENGTHS[rank], "count": count}
            for rank, count in found.strengths.items()
        ],
        "documents": [
            {"key": k, "label": catalogue.documents[k].label, "count": count}
            for k, count in found.documents.items()
        ],
        "related": [
            {
                "key": k,
                "label": catalogue.entities[k].name,
                "type": catalogue.entities[k].type,
                "count": count,
            }
            for k, count in found.related[:LINKS_SHOWN]
        ],
    }


def facets_shape(selection: Selection, limit: int) -> tuple[Json, Json]:
    """Give the facets, and how many values of each were left out over ``limit``."""
    shown: Json = {}
    left: Json = {}
    filters = selection.filters
    asked = filters.query()
    for name, values in selection.facets.items():
        kept = values.told(limit)
        others = filters.without(name).query() if getattr(filters, name) else asked
        start = f"/api/recommendations?{others}{'&' if others else ''}{name}="
        shown[name] = [
            {
                "value": value,
                "label": label,
                "count": count,
                "selected": selected,
                "href": start + _quoted(value),
            }
            for value, label, count, selected in kept
        ]
        if len(kept) < len(values):
            left[name] = len(values) - len(kept)
    return shown, left


def relation_shape(catalogue: Catalogue, record: RelationRecord) -> Json:
    """Give a relation with both units' words."""
    source, target = catalogue.units[record.source], catalogue.units[record.target]
    return {
        "iri": record.iri,
        "type": record.type,
        "from": {**unit_link(source), "quote": source.text},
        "to": {**unit_link(target), "quote": target.text},
        "score": record.score,
        "reason": record.reason,
    }


def similar_shape(catalogue: Catalogue, found: Similar) -> Json:
    """Give a similar unit with the concepts it shares."""
    unit = catalogue.units[found.index]
    return {
        **unit_link(unit),
        "date": unit.date,
        "score": found.score,
        "shared": [
            {
                "key": key,
                "label": catalogue.entities[key].name,
                "type": catalogue.entities[key].type,
            }
            for key in found.shared
            if key in catalogue.entities
        ],
    }


def _counts(counts: Counts) -> Mapping[str, int]:
    return {
        "recommendations": counts.recommendations,
        "units": counts.units,
        "addressed": counts.addressed,
        "documents": counts.documents,
    }


def _units(catalogue: Catalogue, indices: Iterable[int], query: str) -> Json:
    found = list(indices)
    return {
        "total": len(found),
        "items": [unit_link(catalogue.units[i]) for i in found[:LINKS_SHOWN]],
        "href": f"/api/recommendations?{query}",
    }


@lru_cache(maxsize=50_000)
def _path(text: str) -> str:
    return quote(text, safe="()")


_quoted = lru_cache(maxsize=50_000)(quote_plus)
