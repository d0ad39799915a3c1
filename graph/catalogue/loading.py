"""Fills the catalogue from the store with a handful of SELECTs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.counting import counted_documents, counted_entities
from graph.catalogue.entities import entity_records
from graph.catalogue.records import DocumentRecord, Position, RelationRecord, UnitRecord
from graph.catalogue.selection import UNDATED
from graph.catalogue.slices import query_text, rows_of
from ontology.terms import PREFIXES, REC

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["load_catalogue", "local_name", "query_text"]

Row = Mapping[str, Any]
Edges = Mapping[str, Mapping[str, tuple[str, ...]]]

_DOCUMENT_FIELDS = {
    REC.key.value: "key",
    PREFIXES["dcterms"] + "title": "title",
    PREFIXES["dcterms"] + "identifier": "symbol",
    REC.jobNumber.value: "job_number",
    REC.body.value: "body",
    PREFIXES["dcterms"] + "issued": "date",
    REC.place.value: "place",
    PREFIXES["schema"] + "startDate": "start",
    PREFIXES["schema"] + "endDate": "end",
    REC.documentType.value: "document_type",
    REC.part.value: "part",
    REC.distribution.value: "distribution",
    PREFIXES["dcterms"] + "language": "language",
    REC.sourceFile.value: "file",
    REC.sha256.value: "sha256",
    PREFIXES["dcterms"] + "format": "media_type",
    REC.textOf.value: "text_of",
    PREFIXES["schema"] + "alternateName": "short",
}
_EDGE_FIELDS = {
    REC.organization.value: "organizations",
    REC.instrument.value: "instruments",
    REC.actor.value: "actors",
    REC.theme.value: "themes",
    REC.addressedTo.value: "addressees",
    REC.attributedTo.value: "attributed_to",
}


def load_catalogue(store: Store) -> Catalogue:
    """Read the whole catalogue of the store's current version.

    The order of everything is fixed by dates, keys and places in the text, never by the order in
    which the store answers.

    Parameters
    ----------
    store
        Any store: what it holds is reached by SPARQL only.

    Returns
    -------
    Catalogue
        Cache it by its ``version``: reading 200,000 units takes seconds.
    """
    version = store.version
    documents = _documents(_rows(store, "documents"))
    by_iri = {record.iri: record for record in documents.values()}
    units = _units(rows_of(store, "units", list(by_iri)), by_iri, _edges(store, list(by_iri)))
    entities = entity_records(_rows(store, "entities"))
    relations = _relations(_rows(store, "relations"), {u.iri: u.index for u in units})
    catalogue = Catalogue(
        version,
        counted_documents(documents, units),
        units,
        counted_entities(entities, units),
        relations,
    )
    catalogue.select()  # the columns are made now, not for the first who asks
    return catalogue


def local_name(iri: str) -> str:
    """Give the last segment of an IRI, decoded: the key of an entity.

    Examples
    --------
    >>> local_name("https://w3id.org/recgraph/id/budapest-convention")
    'budapest-convention'
    """
    return unquote(iri.rsplit("/", 1)[-1])


def _rows(store: Store, name: str) -> Sequence[Row]:
    return store.select(query_text(name))


def _text(row: Row, name: str) -> str | None:
    term = row.get(name)
    return None if term is None else str(term.value)


def _number(row: Row, name: str) -> int | None:
    text = _text(row, name)
    return None if text is None else int(text)


def _documents(rows: Iterable[Row]) -> dict[str, DocumentRecord]:
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    sections: dict[str, list[str]] = defaultdict(list)
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        iri, name, value = row["document"].value, row["property"].value, row["value"].value
        field = _DOCUMENT_FIELDS.get(name)
        if name == REC.section.value:
            sections[iri].append(value)
        elif name == REC.text.value:
            place = int(row["order"].value)
            places[iri][value] = min(place, places[iri].get(value, place))
        elif field in ("body", "text_of"):
            found[iri][field] = local_name(value)
        elif field is not None:
            found[iri][field] = value
    records = [
        DocumentRecord(
            **{"key": local_name(iri), **said},
            iri=iri,
            sections=_ordered(sections[iri], places[iri]),
        )
        for iri, said in found.items()
    ]
    ordered = sorted(records, key=lambda record: (record.date or UNDATED, record.key))
    return {record.key: record for record in _told_apart(ordered)}


def _told_apart(records: Sequence[DocumentRecord]) -> Iterator[DocumentRecord]:
    """Qualify documents of one name by the first of symbol, date and key that differs."""
    names = Counter(record.label for record in records)
    for record in records:
        if names[record.label] == 1:
            yield record
            continue
        alike = [other for other in records if other.label == record.label]
        for field in ("symbol", "date", "start", "key"):
            values = [getattr(other, field) for other in alike]
            if None not in values and len(set(values)) == len(values):
                yield replace(record, qualifier=getattr(record, field))
                break


def _ordered(sections: Iterable[str], places: Mapping[str, int]) -> tuple[str, ...]:
    """Sort sections as their headings stand in the text."""
    return tuple(sorted(sections, key=lambda s: (places.get(s, len(places)), s)))


@dataclass(frozen=True, slots=True)
class _Edges:
    entities: Edges
    attributions: Mapping[str, tuple[str, ...]]
    stances: Mapping[str, tuple[str, ...]]
    positions: Mapping[str, tuple[Position, ...]]


def _edges(store: Store, documents: Sequence[str]) -> _Edges:
    entities: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows_of(store, "edges", documents):
        field = _EDGE_FIELDS[row["property"].value]
        entities[row["unit"].value][field].add(local_name(row["entity"].value))
    attributions: dict[str, set[str]] = defaultdict(set)
    stances: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(store, "said", documents):
        unit = row["unit"].value
        stances[unit].add(row["stance"].value)
        state, holder = _text(row, "state"), _text(row, "attribution")
        told = {local_name(state)} if state else set()
        attributions[unit] |= (told | {holder}) if holder else (told or {"own"})
    positions: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows_of(store, "positions", documents):
        place = local_name(row["entity"].value), row["stance"].value
        positions[row["unit"].value].add(place)
    return _Edges(
        {unit: {f: tuple(sorted(keys)) for f, keys in of.items()} for unit, of in entities.items()},
        {unit: tuple(sorted(values)) for unit, values in attributions.items()},
        {unit: tuple(sorted(values)) for unit, values in stances.items()},
        {unit: tuple(Position(*p) for p in sorted(found)) for unit, found in positions.items()},
    )


def _units(
    rows: Iterable[Row], documents: Mapping[str, DocumentRecord], edges: _Edges
) -> tuple[UnitRecord, ...]:
    records = [_unit(row, documents, edges) for row in rows]
    records.sort(key=lambda u: (u.date or UNDATED, u.document, u.order, u.key))
    return tuple(replace(record, index=index) for index, record in enumerate(records))


def _unit(row: Row, documents: Mapping[str, DocumentRecord], edges: _Edges) -> UnitRecord:
    iri = row["unit"].value
    document = documents[row["document"].value]
    return UnitRecord(
        index=0,
        document=document.key,
        key=row["key"].value,
        number=row["number"].value,
        citation=row["citation"].value,
        iri=iri,
        kind=row["kind"].value,
        order=int(row["order"].value),
        text=row["text"].value,
        title=_text(row, "title") or "",
        parent=_text(row, "parent"),
        parent_key=_text(row, "parent_key"),
        section=_text(row, "section"),
        date=document.date or document.start,
        start=int(row["start"].value),
        end=int(row["end"].value),
        page=_number(row, "page"),
        modality=_text(row, "modality"),
        strength=_number(row, "rank"),
        attributions=edges.attributions.get(iri, ()),
        stances=edges.stances.get(iri, ()),
        positions=edges.positions.get(iri, ()),
        response=_text(row, "response"),
        **edges.entities.get(iri, {}),
    )


def _relations(rows: Iterable[Row], index: Mapping[str, int]) -> tuple[RelationRecord, ...]:
    """Make relations whose both units are known; one to a unit since withdrawn is left out."""
    records = []
    for row in rows:
        source, target = index.get(row["source"].value), index.get(row["target"].value)
        if source is None or target is None:
            continue
        score = _text(row, "score")
        records.append(
            RelationRecord(
                iri=row["relation"].value,
                type=row["type"].value,
                source=source,
                target=target,
                score=None if score is None else float(score),
                reason=_text(row, "reason"),
            )
        )
    return tuple(sorted(records, key=lambda r: (r.source, r.target, r.type)))
