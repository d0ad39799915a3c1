"""The recommendations of a list as RDF: what the list shows of each, in the ontology's terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.export.portions import portions
from graph.export.rdf import json_ld
from ontology.terms import DCTERMS, PREFIXES, RDF, RDFS, REC, XSD

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, UnitRecord

__all__ = ["listed_json_ld", "listed_triples", "turtle_pieces"]

_TRIPLES = 5000
_PREFIX = re.compile(rb"@prefix ")

_EDGES = (
    (REC.addressedTo, "addressees"),
    (REC.organization, "organizations"),
    (REC.instrument, "instruments"),
    (REC.actor, "actors"),
    (REC.theme, "themes"),
)


def listed_triples(catalogue: Catalogue, indices: Sequence[int]) -> Iterator[ox.Triple]:
    """Give each unit's words, number and direct edges, and the labels of what they lead to."""
    named: dict[str, str] = {}
    for index in indices:
        unit = catalogue.units[index]
        node = ox.NamedNode(unit.iri)
        yield ox.Triple(node, RDF.type, REC.Unit)
        document = catalogue.documents[unit.document]
        named[document.iri] = document.label
        yield ox.Triple(node, DCTERMS.isPartOf, ox.NamedNode(document.iri))
        for term, value in _words(unit):
            yield ox.Triple(node, term, ox.Literal(value))
        yield ox.Triple(node, REC.order, ox.Literal(str(unit.order), datatype=XSD.integer))
        for term, field in _EDGES:
            for key in getattr(unit, field):
                entity = catalogue.entities.get(key)
                if entity is not None:
                    named[entity.iri] = entity.label
                    yield ox.Triple(node, term, ox.NamedNode(entity.iri))
    for iri, label in named.items():
        yield ox.Triple(ox.NamedNode(iri), RDFS.label, ox.Literal(label))


def turtle_pieces(catalogue: Catalogue, indices: Sequence[int]) -> Iterator[bytes]:
    """Write the units as Turtle, some at a time; the prefixes stand before the first."""
    head = b""
    for triples in portions(listed_triples(catalogue, indices), _TRIPLES):
        body = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        assert body is not None  # without an output, the serialiser gives the bytes
        yield body.removeprefix(head)
        lines = body.splitlines(keepends=True)
        head = b"".join(takewhile(_PREFIX.match, lines))


def listed_json_ld(catalogue: Catalogue, indices: Sequence[int]) -> bytes:
    """Write the units as JSON-LD with names shortened by a context."""
    triples = listed_triples(catalogue, indices)
    return json_ld(ox.Quad(t.subject, t.predicate, t.object) for t in triples)


def _words(unit: UnitRecord) -> Iterator[tuple[ox.NamedNode, str]]:
    told = (
        (REC.kind, unit.kind),
        (REC.number, unit.number),
        (REC.key, unit.key),
        (REC.citation, unit.citation),
        (DCTERMS.title, unit.title),
        (REC.text, unit.text),
        (REC.section, unit.section),
        (REC.modality, unit.modality),
    )
    yield from ((term, value) for term, value in told if value)
