"""Entities as the store describes them: SKOS concepts of our schemes, and minted ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from graph.catalogue.records import EntityRecord
from ontology.terms import NAMESPACE, PREFIXES, REC, SKOS

__all__ = ["entity_records"]

_SCHEMES = {
    "organizations": "organization",
    "instruments": "instrument",
    "themes": "theme",
    "actors": "actor",
    "states": "state",
}
_TYPES = {
    "Organization": "organization",
    "Instrument": "instrument",
    "Theme": "theme",
    "ActorGroup": "actor",
    "State": "state",
}
_RDF_TYPE = PREFIXES["rdf"] + "type"
_MATCHES = (PREFIXES["skos"] + "exactMatch", PREFIXES["skos"] + "closeMatch")

Said = Mapping[str, list[Any]]


def entity_records(rows: Iterable[Mapping[str, Any]]) -> dict[str, EntityRecord]:
    """Make the entities, ordered by type and label, from (entity, property, value) rows.

    Concepts of other schemes (strengths, for one) are no entities and are left out.
    """
    said: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        said[row["entity"].value][row["property"].value].append(row["value"])
    records = [record for iri, of in said.items() if (record := _record(iri, of)) is not None]
    narrower: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for key in record.broader:
            narrower[key].append(record.key)
    ordered = sorted(records, key=lambda r: (r.type, r.label.casefold(), r.key))
    return {r.key: replace(r, narrower=tuple(sorted(narrower.get(r.key, ())))) for r in ordered}


def _record(iri: str, said: Said) -> EntityRecord | None:
    classes = sorted(
        t.value.removeprefix(NAMESPACE) for t in said[_RDF_TYPE] if t.value.startswith(NAMESPACE)
    )
    type_ = _type(said, classes)
    if type_ is None:
        return None
    subtypes = [name for name in classes if name not in (*_TYPES, "Entity")]
    return EntityRecord(
        key=_key(iri),
        iri=iri,
        type=type_,
        label=_first(said, SKOS.prefLabel.value) or _key(iri),
        short=_first(said, REC.shortName.value),
        definition=_first(said, SKOS.definition.value),
        subtype=subtypes[0] if subtypes else None,
        alt=_all(said, SKOS.altLabel.value),
        broader=tuple(map(_key, _all(said, SKOS.broader.value))),
        matches=tuple(sorted(value for name in _MATCHES for value in _all(said, name))),
        hub=_first(said, REC.hub.value) in ("true", "1"),
    )


def _type(said: Said, classes: Iterable[str]) -> str | None:
    """Tell an entity's type by its scheme, or by its class where it is in none of ours."""
    schemes = (_key(value) for value in _all(said, SKOS.inScheme.value))
    by_scheme = next((_SCHEMES[name] for name in schemes if name in _SCHEMES), None)
    by_class = next((_TYPES[name] for name in classes if name in _TYPES), None)
    return by_scheme or by_class


def _all(said: Said, name: str) -> tuple[str, ...]:
    return tuple(sorted(str(value.value) for value in said.get(name, [])))


def _first(said: Said, name: str) -> str | None:
    """Give the value in English, or without a language, or any."""
    values = said.get(name, [])
    ranked = sorted(values, key=lambda v: (_language_rank(v), str(v.value)))
    return str(ranked[0].value) if ranked else None


def _language_rank(value: Any) -> int:
    language = getattr(value, "language", None)
    return 0 if language == "en" else 1 if language is None else 2


def _key(iri: str) -> str:
    return unquote(iri.rsplit("/", 1)[-1])
