"""Everything in the store as Turtle, TriG, N-Quads or JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.canonical import canonical_nquads
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["FORMATS", "dump", "json_ld", "stored_quads"]

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
_TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_N_TRIPLES = "application/n-triples"


def stored_quads(store: Store) -> Iterator[ox.Quad]:
    """Give every quad of the named graphs, graph by graph, sorted within each."""
    for row in store.select(_GRAPHS):
        graph = row["graph"]
        assert isinstance(graph, ox.NamedNode)
        answer = store.query(_TRIPLES, accept=_N_TRIPLES, default_graphs=(graph.value,))
        lines = sorted(answer.body.splitlines(keepends=True))
        for triple in ox.parse(b"".join(lines), ox.RdfFormat.N_TRIPLES):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def dump(store: Store, format_: str) -> bytes:
    """Write everything in the named graphs; the same data give the same bytes.

    Parameters
    ----------
    store
        What is written out.
    format_
        One of :data:`FORMATS`: ``ttl`` merges the graphs, the others keep them apart.
    """
    quads = stored_quads(store)
    if format_ == "nq":
        return canonical_nquads(quads)
    if format_ == "jsonld":
        return json_ld(quads)
    if format_ == "ttl":
        triples = (quad.triple for quad in quads)
        return _bytes(ox.serialize(triples, format=FORMATS["ttl"], prefixes=PREFIXES))
    return _bytes(ox.serialize(quads, format=FORMATS["trig"], prefixes=PREFIXES))


def json_ld(quads: Iterator[ox.Quad]) -> bytes:
    """Write quads as JSON-LD with names shortened by a context.

    Examples
    --------
    >>> thing = ox.NamedNode("https://w3id.org/recgraph/id/unodc")
    >>> label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    >>> document = json_ld(iter([ox.Quad(thing, label, ox.Literal("UNODC"))]))
    >>> json.loads(document)["@graph"]
    [{'@id': 'id:unodc', 'skos:prefLabel': [{'@value': 'UNODC'}]}]
    """
    expanded = json.loads(_bytes(ox.serialize(quads, format=FORMATS["jsonld"])))
    document = {"@context": PREFIXES, "@graph": _compacted(expanded)}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _compacted(value: Any) -> Any:
    """Shorten keys, @id and @type by the prefixes, wherever they stand."""
    if isinstance(value, list):
        return [_compacted(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {_short(key): _named(key, inner) for key, inner in value.items()}


def _named(key: str, value: Any) -> Any:
    if key == "@id":
        return _short(value)
    if key == "@type":
        return [_short(one) for one in value] if isinstance(value, list) else _short(value)
    return value if key == "@value" else _compacted(value)


def _short(iri: str) -> str:
    for prefix, start in PREFIXES.items():
        rest = iri.removeprefix(start)
        if rest != iri and rest and not rest.startswith("//"):
            return f"{prefix}:{rest}"
    return iri


def _bytes(data: bytes | None) -> bytes:
    assert data is not None  # without an output, the serialiser gives the bytes
    return data
