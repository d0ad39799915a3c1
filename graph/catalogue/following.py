"""What of an earlier version's catalogue still holds, so that only what a build touched is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.catalogue.kept import kept_catalogue, kept_versions
from graph.catalogue.records import RelationRecord, UnitRecord
from graph.catalogue.slices import rows_of

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue
    from graph.store import Store
    from graph.store.touched import Touched

__all__ = ["Standing", "in_order", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What still holds; without a catalogue, nothing.

    Attributes
    ----------
    former
        The earlier version's catalogue.
    documents
        IRIs of the documents that were touched since.
    relations
        IRIs of the relations that were; ``None`` where any may have been.
    """

    former: Catalogue | None = None
    documents: frozenset[str] = frozenset()
    relations: frozenset[str] | None = None

    def unread(self, documents: Iterable[str]) -> list[str]:
        """Give those of these documents, by IRI, whose units must be read."""
        known = set(self._stayed(documents))
        return [iri for iri in documents if iri not in known]

    def units(self, documents: Iterable[str]) -> Iterator[UnitRecord]:
        """Give the units that stay of these documents."""
        if self.former is not None:
            stayed = set(self._stayed(documents).values())
            yield from (unit for unit in self.former.units if unit.document in stayed)

    def staying(self, index: Mapping[str, int]) -> Iterator[RelationRecord]:
        """Give the relations that stay, between units at new places."""
        if self.former is None or self.relations is None:
            return
        places = [index.get(unit.iri) for unit in self.former.units]
        for relation in self.former.relations:
            source, target = places[relation.source], places[relation.target]
            if source is None or target is None or relation.iri in self.relations:
                continue
            moved = (source, target) != (relation.source, relation.target)
            yield replace(relation, source=source, target=target) if moved else relation

    def _stayed(self, documents: Iterable[str]) -> dict[str, str]:
        """Give the keys of the documents that were there and were not touched, by IRI."""
        if self.former is None:
            return {}
        known = {record.iri: key for key, record in self.former.documents.items()}
        return {iri: known[iri] for iri in documents if iri in known and iri not in self.documents}


def standing(store: Store, directory: Path, former: Catalogue | None) -> Standing:
    """Tell what still holds of a catalogue that is kept.

    Parameters
    ----------
    store
        Which tells what was touched since.
    directory
        Where catalogues are kept.
    former
        One that is in memory, to be taken if it is the one that is kept.
    """
    for version in kept_versions(directory):
        touched = store.touched_since(version)
        if touched is None:
            continue
        in_memory = former is not None and former.version == version
        known = former if in_memory else kept_catalogue(directory, version)
        if known is not None:
            return _since(store, known, touched)
    return Standing()


def in_order(units: Iterable[UnitRecord], undated: str) -> tuple[UnitRecord, ...]:
    """Put units in the order of lists and number them."""
    ordered = sorted(units, key=lambda u: (u.date or undated, u.document, u.order, u.key))
    return tuple(
        unit if unit.index == place else replace(unit, index=place)
        for place, unit in enumerate(ordered)
    )


def _since(store: Store, known: Catalogue, touched: Touched) -> Standing:
    """Put what was touched in the catalogue's words; of removed documents nothing is left."""
    rows = list(rows_of(store, "documents_in", sorted(touched.written)))
    others = touched.written - {row["graph"].value for row in rows}
    documents = frozenset(row["document"].value for row in rows)
    return Standing(known, documents, None if others else touched.subjects)
