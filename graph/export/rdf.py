"""Everything in the store as Turtle, TriG, N-Quads or JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.canonical import write_canonical
from graph.store.formats import GRAPH_FORMATS
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["FORMATS", "dump", "json_ld", "rewritten", "stored_quads"]

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


def dump(store: Store, format_: str, output: IO[bytes]) -> None:
    """Write everything in the named graphs; the same data give the same bytes.

    Only JSON-LD is one value and held in memory; of the others one graph is, at a time.

    Parameters
    ----------
    store
        What is written out.
    format_
        One of :data:`FORMATS`: ``ttl`` merges the graphs, the others keep them apart.
    output
        Where to, opened for bytes.
    """
    quads = stored_quads(store)
    if format_ == "nq":
        write_canonical(quads, output)
    elif format_ == "jsonld":
        output.write(json_ld(quads))
    elif format_ == "ttl":
        triples = (quad.triple for quad in quads)
        ox.serialize(triples, output, format=FORMATS["ttl"], prefixes=PREFIXES)
    else:
        ox.serialize(quads, output, format=FORMATS["trig"], prefixes=PREFIXES)


def rewritten(n_triples: bytes, media_type: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Write N-Triples in another RDF format, sorted and with names shortened.

    Parameters
    ----------
    n_triples
        What an answer of the store holds.
    media_type
        One of :data:`graph.store.GRAPH_FORMATS`.
    prefixes
        Beginnings of names and what stands for them.

    Examples
    --------
    >>> line = b'<https://w3id.org/recgraph/id/unodc> <http://purl.org/dc/terms/title> "UNODC" .'
    >>> print(rewritten(line, "text/turtle", {"id": "https://w3id.org/recgraph/id/"}).decode())
    @prefix id: <https://w3id.org/recgraph/id/> .
    id:unodc <http://purl.org/dc/terms/title> "UNODC" .
    <BLANKLINE>
    """
    lines = sorted(n_triples.splitlines(keepends=True))
    format_ = GRAPH_FORMATS[media_type]
    if format_ == ox.RdfFormat.N_TRIPLES:
        return b"".join(lines)
    triples = (quad.triple for quad in ox.parse(b"".join(lines), ox.RdfFormat.N_TRIPLES))
    if format_ == ox.RdfFormat.JSON_LD:
        return json_ld(triples, prefixes)
    return _bytes(ox.serialize(triples, format=format_, prefixes=dict(prefixes)))


def json_ld(
    quads: Iterator[ox.Quad] | Iterator[ox.Triple], prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """Write quads or triples as JSON-LD with names shortened by a context.

    Examples
    --------
    >>> thing = ox.NamedNode("https://w3id.org/recgraph/id/unodc")
    >>> label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    >>> document = json_ld(iter([ox.Quad(thing, label, ox.Literal("UNODC"))]))
    >>> json.loads(document)["@graph"]
    [{'@id': 'id:unodc', 'skos:prefLabel': [{'@value': 'UNODC'}]}]
    """
    expanded = json.loads(_bytes(ox.serialize(quads, format=FORMATS["jsonld"])))
    document = {"@context": dict(prefixes), "@graph": _compacted(expanded, prefixes)}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _compacted(value: Any, prefixes: Mapping[str, str]) -> Any:
    """Shorten keys, @id and @type by the prefixes, wherever they stand."""
    if isinstance(value, list):
        return [_compacted(one, prefixes) for one in value]
    if not isinstance(value, dict):
        return value
    return {_short(key, prefixes): _named(key, inner, prefixes) for key, inner in value.items()}


def _named(key: str, value: Any, prefixes: Mapping[str, str]) -> Any:
    if key == "@id":
        return _short(value, prefixes)
    if key == "@type":
        names = value if isinstance(value, list) else [value]
        return [_short(one, prefixes) for one in names]
    return value if key == "@value" else _compacted(value, prefixes)


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    for prefix, start in prefixes.items():
        rest = iri.removeprefix(start)
        if rest != iri and rest and not rest.startswith("//"):
            return f"{prefix}:{rest}"
    return iri


def _bytes(data: bytes | None) -> bytes:
    assert data is not None  # without an output, the serialiser gives the bytes
    return data
