"""Quads as an rdflib dataset: for notebooks and for programs that speak rdflib."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize
from rdflib import Dataset, URIRef
from rdflib.namespace import Namespace

from ontology.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Triple

__all__ = ["rdflib_dataset"]


def rdflib_dataset(quads: Iterable[Quad]) -> Dataset:
    """Load quads into an rdflib dataset whose default graph is the union of all.

    Parameters
    ----------
    quads
        In named graphs, such as :func:`graph.quads.document_quads` gives.

    Returns
    -------
    rdflib.Dataset
        In memory, with the project's prefixes bound.

    Examples
    --------
    >>> from graph.reader import read_document
    >>> from graph.quads import Run, document_quads
    >>> from ontology.iris import DEFAULT
    >>> from ontology.vocabularies import load_vocabularies
    >>> listed = load_vocabularies()
    >>> document = read_document(b"1. UNODC should train judges.", "note.txt", listed)
    >>> dataset = rdflib_dataset(document_quads(document, listed, DEFAULT, run=Run.of(listed)))
    >>> asked = dataset.query("SELECT ?who { ?unit rec:addressedTo ?who }")
    >>> [str(row.who) for row in asked]
    ['https://w3id.org/recgraph/id/unodc']
    """
    dataset = Dataset(default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, Namespace(namespace), replace=True)
    graphs: defaultdict[str, list[Triple]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)[1:-1]].append(quad.triple)
    for name, triples in graphs.items():
        data = serialize(triples, format=RdfFormat.N_TRIPLES)
        dataset.graph(URIRef(name)).parse(data=data, format="nt")
    return dataset
