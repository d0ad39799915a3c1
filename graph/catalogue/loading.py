"""Fills the catalogue from the store with a handful of SELECTs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.counting import counted_documents, counted_entities
from graph.catalogue.entities import entity_records
from graph.catalogue.following import Standing, in_order, standing
from graph.catalogue.kept import keep_catalogue, kept_catalogue
from graph.catalogue.records import DocumentRecord, Position, RelationRecord, UnitRecord
from graph.catalogue.selection import UNDATED
from graph.catalogue.slices import query_text, rows_of
from ontology.terms import PREFIXES, REC

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["load_catalogue", "local_name", "query_text"]

Row = Mapping[str, Any]

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
_TEXTS = {
    REC.key.value: "key",
    REC.number.value: "number",
    REC.citation.value: "citation",
    REC.kind.value: "kind",
    REC.text.value: "text",
    PREFIXES["dcterms"] + "title": "title",
    REC.section.value: "section",
    REC.modality.value: "modality",
    REC.response.value: "response",
}
_NUMBERS = {
    REC.order.value: "order",
    REC.start.value: "start",
    REC.end.value: "end",
    REC.page.value: "page",
}
_EDGES = {
    REC.organization.value: "organizations",
    REC.instrument.value: "instruments",
    REC.actor.value: "actors",
    REC.theme.value: "themes",
    REC.addressedTo.value: "addressees",
    REC.attributedTo.value: "attributed_to",
}
_NEEDED = {"key", "number", "citation", "kind", "order", "text", "start", "end"}


def load_catalogue(store: Store, former: Catalogue | None = None) -> Catalogue:
    """Read the whole catalogue of the store's current version.

    The order of everything is fixed by dates, keys and places in the text, never by the order in
    which the store answers.

    Parameters
    ----------
    store
        Any store: what it holds is reached by SPARQL only.
    former
        The catalogue of an earlier version. Where the store can tell what builds touched since,
        the rest is taken from it, or from what is kept of it, instead of being read again.

    Returns
    -------
    Catalogue
        Cache it by its ``version``: reading 200,000 units takes minutes the first time, seconds
        after a build of a few documents, and seconds where what was read is kept beside the store.
    """
    version, beside = store.version, store.beside
    if beside is not None and (kept := kept_catalogue(beside / "catalogue", version)) is not None:
        catalogue = kept
    else:
        holds = Standing() if beside is None else standing(store, beside / "catalogue", former)
        catalogue = _asked(store, version, holds)
        if beside is not None and store.version == version:
            keep_catalogue(beside / "catalogue", catalogue)
    catalogue.select()  # the columns are made now, not for the first who asks
    return catalogue


def _asked(store: Store, version: str, holds: Standing) -> Catalogue:
    """Ask the store for all that the catalogue holds and that is not known to hold still."""
    documents = _documents(_rows(store, "documents"))
    by_iri = {record.iri: record for record in documents.values()}
    read = _units(store, {iri: by_iri[iri] for iri in holds.unread(by_iri)})
    units = in_order((*holds.units(by_iri), *read), UNDATED)
    entities = entity_records(_rows(store, "entities"))
    index = {unit.iri: unit.index for unit in units}
    asked = None if holds.relations is None else sorted(holds.relations)
    rows = _rows(store, "relations") if asked is None else rows_of(store, "relations", asked)
    relations = sorted(
        (*holds.staying(index), *_relations(rows, index)),
        key=lambda r: (r.source, r.target, r.type),
    )
    return Catalogue(
        version,
        counted_documents(documents, units),
        units,
        counted_entities(entities, units),
        tuple(relations),
    )


@lru_cache(maxsize=1 << 16)  # the same entities are named again and again: one string for each
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
    alike: dict[str, list[DocumentRecord]] = defaultdict(list)
    for record in records:
        alike[record.label].append(record)
    telling = {label: _telling(those) for label, those in alike.items()}
    for record in records:
        name = telling[record.label]
        yield replace(record, qualifier=getattr(record, name)) if name else record


def _telling(alike: Sequence[DocumentRecord]) -> str | None:
    """Give the field that tells documents of one name apart; none is needed for a single one."""
    if len(alike) == 1:
        return None
    for name in ("symbol", "date", "start"):
        values = {getattr(record, name) for record in alike}
        if None not in values and len(values) == len(alike):
            return name
    return "key"


def _ordered(sections: Iterable[str], places: Mapping[str, int]) -> tuple[str, ...]:
    """Sort sections as their headings stand in the text."""
    return tuple(sorted(sections, key=lambda s: (places.get(s, len(places)), s)))


def _units(store: Store, documents: Mapping[str, DocumentRecord]) -> list[UnitRecord]:
    """Put every unit together from its values, which may come in any order."""
    ranks = {row["strength"].value: int(row["rank"].value) for row in _rows(store, "ranks")}
    fields: dict[str, dict[str, Any]] = defaultdict(dict)
    edges: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    parents: dict[str, str] = {}
    for row in rows_of(store, "units", list(documents)):
        unit, name, value = row["unit"].value, row["property"].value, row["value"].value
        of = fields[unit]
        of["document"] = row["document"].value
        if name in _TEXTS:
            of[_TEXTS[name]] = min(value, of.get(_TEXTS[name], value))
        elif name in _NUMBERS:
            of[_NUMBERS[name]] = int(value)
        elif name == REC.parent.value:
            parents[unit] = value
        elif name == REC.strength.value:
            of["strength"] = ranks.get(value)
        else:
            edges[unit][_EDGES[name]].add(local_name(value))
    for unit, above in parents.items():
        if (parent := fields.get(above)) is not None:
            fields[unit] |= {"parent": parent.get("number"), "parent_key": parent.get("key")}
    said, positions = _said(store, list(documents)), _positions(store, list(documents))
    return [
        _unit(iri, documents[of["document"]], of, edges[iri], said[iri], positions[iri])
        for iri, of in fields.items()
        if of.keys() >= _NEEDED
    ]


def _unit(
    iri: str,
    document: DocumentRecord,
    fields: Mapping[str, Any],
    edges: Mapping[str, set[str]],
    said: _Said,
    positions: set[Position],
) -> UnitRecord:
    told: dict[str, Any] = {name: value for name, value in fields.items() if name != "document"}
    told |= {name: tuple(sorted(keys)) for name, keys in edges.items()}
    return UnitRecord(
        **told,
        index=0,
        iri=iri,
        document=document.key,
        date=document.date or document.start,
        attributions=tuple(sorted(said.attributions)),
        stances=tuple(sorted(said.stances)),
        positions=tuple(sorted(positions, key=lambda p: (p.entity, p.stance))),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Who says what a unit says, and how: of all its statements together."""

    attributions: set[str] = field(default_factory=set)
    stances: set[str] = field(default_factory=set)


def _said(store: Store, documents: Sequence[str]) -> Mapping[str, _Said]:
    found: dict[str, _Said] = defaultdict(_Said)
    holders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows_of(store, "said", documents):
        unit, name, value = row["unit"].value, row["property"].value, row["value"].value
        held = holders[unit, row["statement"].value]
        if name == REC.stance.value:
            found[unit].stances.add(value)
        else:
            held.add(value if name == REC.attribution.value else local_name(value))
    for (unit, _), held in holders.items():
        found[unit].attributions.update(held or {"own"})
    return found


def _positions(store: Store, documents: Sequence[str]) -> Mapping[str, set[Position]]:
    targets: dict[tuple[str, str], str] = {}
    stances: dict[tuple[str, str], str] = {}
    for row in rows_of(store, "positions", documents):
        place = row["unit"].value, row["position"].value
        if row["property"].value == REC.stance.value:
            stances[place] = row["value"].value
        else:
            targets[place] = local_name(row["value"].value)
    found: dict[str, set[Position]] = defaultdict(set)
    for place in targets.keys() & stances.keys():
        found[place[0]].add(Position(targets[place], stances[place]))
    return found


def _relations(rows: Iterable[Row], index: Mapping[str, int]) -> Iterator[RelationRecord]:
    """Make relations whose both units are known; one to a unit since withdrawn is left out."""
    for row in rows:
        source, target = index.get(row["source"].value), index.get(row["target"].value)
        if source is None or target is None:
            continue
        score = _text(row, "score")
        yield RelationRecord(
            iri=row["relation"].value,
            type=row["type"].value,
            source=source,
            target=target,
            score=None if score is None else float(score),
            reason=_text(row, "reason"),
        )
