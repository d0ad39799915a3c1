"""Counts of units around documents and entities, equal to the lists they lead to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.catalogue.records import (
    LISTED_KINDS,
    Counts,
    DocumentRecord,
    EntityRecord,
    UnitRecord,
)

__all__ = ["counted_documents", "counted_entities"]


def counted_documents(
    documents: Mapping[str, DocumentRecord], units: Sequence[UnitRecord]
) -> dict[str, DocumentRecord]:
    """Add to each document how many units it has."""
    every = Counter(unit.document for unit in units)
    listed = Counter(unit.document for unit in units if unit.kind in LISTED_KINDS)
    return {
        key: replace(record, counts=Counts(recommendations=listed[key], units=every[key]))
        for key, record in documents.items()
    }


def counted_entities(
    entities: Mapping[str, EntityRecord], units: Sequence[UnitRecord]
) -> dict[str, EntityRecord]:
    """Add to each entity how many units mention it or are addressed to it."""
    every: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    addressed: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        mentioned = {*unit.organizations, *unit.instruments, *unit.actors, *unit.themes}
        every.update(mentioned)
        for key in mentioned | {*unit.addressees}:
            documents[key].add(unit.document)
        if unit.kind in LISTED_KINDS:
            listed.update(mentioned)
            addressed.update(unit.addressees)
    return {
        key: replace(
            record,
            counts=Counts(listed[key], every[key], addressed[key], len(documents[key])),
        )
        for key, record in entities.items()
    }
