"""The vocabularies, the ontology and minted entities as quads.

The files are written with the default base; a configured base renames the things in them and leaves
the ontology's own terms as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

import ontology
from graph.mentions.references import mint
from ontology.errors import RecgraphError
from ontology.terms import NAMESPACE, RDF, REC, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontology.iris import Iris
    from ontology.vocabularies import Vocabularies

__all__ = ["minted_quads", "ontology_quads", "vocabulary_quads"]

_Term = TypeVar("_Term")
_FOLDER = Path(ontology.__file__).parent


def vocabulary_quads(iris: Iris, folder: Path | None = None) -> Iterator[Quad]:
    """Give the quads of every vocabulary, each in the graph named after its scheme.

    Parameters
    ----------
    iris
        Makes the names; its base replaces the one in the files.
    folder
        Holds one ``<scheme>.ttl`` per scheme; the product's own where it is not given.

    Yields
    ------
    Quad
        Of every file, files in the order of their names.

    Raises
    ------
    RecgraphError
        A file has a blank node, or cannot be parsed.

    Examples
    --------
    >>> from ontology.iris import DEFAULT
    >>> {quad.graph_name.value.rpartition("/")[2] for quad in vocabulary_quads(DEFAULT)} >= {
    ...     "organizations", "instruments", "themes", "actors", "strength"}
    True
    """
    for path in sorted((folder or _FOLDER / "vocabularies").glob("*.ttl")):
        yield from _file_quads(path, iris.scheme(path.stem), iris)


def ontology_quads(iris: Iris) -> Iterator[Quad]:
    """Give the quads of the ontology's model, all in its one graph.

    Examples
    --------
    >>> from ontology.iris import DEFAULT
    >>> next(ontology_quads(DEFAULT)).graph_name.value
    'https://w3id.org/recgraph/ontology'
    """
    for path in sorted((_FOLDER / "model").glob("*.ttl")):
        yield from _file_quads(path, iris.ontology_graph, iris)


def minted_quads(keys: Iterable[str], vocabularies: Vocabularies, iris: Iris) -> Iterator[Quad]:
    """Describe the entities that no vocabulary lists, in the graph of minted entities.

    Parameters
    ----------
    keys
        Of any entities, such as ``general-assembly-resolution-74-173``; listed ones are left out.
    vocabularies
        Tell which are listed.
    iris
        Makes the names.
    """
    graph, scheme = iris.minted_graph, iris.scheme("instruments")
    for key in sorted(set(keys)):
        if vocabularies.get(key) is not None:
            continue
        entity, node = mint(key), iris.entity(key)
        if entity is None:
            raise RecgraphError(f"{key!r} is in no vocabulary and is no number of a document")
        yield Quad(node, RDF.type, SKOS.Concept, graph)
        yield Quad(node, RDF.type, REC.Instrument, graph)
        if entity.subtype is not None:
            yield Quad(node, RDF.type, _class_of(entity.subtype), graph)
        yield Quad(node, SKOS.inScheme, scheme, graph)
        yield Quad(node, SKOS.prefLabel, Literal(entity.label, language="en"), graph)
        for label in entity.alt:
            yield Quad(node, SKOS.altLabel, Literal(label, language="en"), graph)
        if entity.short is not None:
            yield Quad(node, REC.shortName, Literal(entity.short), graph)


def _class_of(subtype: str) -> NamedNode:
    """Give the class of a minted entity; a text that is cited is not one that was read."""
    return REC.OfficialDocument if subtype == "Document" else NamedNode(NAMESPACE + subtype)


def _file_quads(path: Path, graph: NamedNode, iris: Iris) -> Iterator[Quad]:
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
                raise RecgraphError(f"{path.name} has a blank node; give that thing a name")
            yield Quad(_rebased(subject, iris), quad.predicate, _rebased(value, iris), graph)
    except SyntaxError as error:
        raise RecgraphError(f"{path.name} is not Turtle: {error}") from None


def _rebased(term: _Term, iris: Iris) -> _Term | NamedNode:
    return NamedNode(iris.rebased(term.value)) if isinstance(term, NamedNode) else term
