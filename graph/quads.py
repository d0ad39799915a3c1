"""Documents as quads: the same document, vocabularies and run give the same quads, always.

Every document has a named graph of its own. Entities are described in their vocabulary's graph, and
those that no vocabulary lists in the graph of minted entities, so no triple stands in two graphs.
There are no blank nodes.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from graph.canonical import canonical_nquads
from graph.mentions.candidates import candidates
from graph.mentions.references import key_of_symbol, mint
from graph.quadsink import QuadSink
from graph.schemes import minted_quads, ontology_quads, vocabulary_quads
from graph.unitquads import citation_of, write_mention, write_unit
from ontology.terms import DCTERMS, PROV, RDF, REC, SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Quad

    from graph.document import Document
    from ontology.iris import Iris
    from ontology.vocabularies import Vocabularies

__all__ = [
    "Run",
    "canonical_nquads",
    "citation_of",
    "document_quads",
    "document_sink",
    "minted_quads",
    "named_entities",
    "ontology_quads",
    "vocabulary_quads",
]


@dataclass(frozen=True, slots=True)
class Run:
    """What produced a graph; holds no clock, so that two builds give the same bytes.

    Parameters
    ----------
    software
        The version of this software.
    vocabularies
        SHA-256 (hex) of the vocabularies' files.

    Examples
    --------
    >>> Run("0.1.0", "9f2c").software
    '0.1.0'
    """

    software: str
    vocabularies: str

    @classmethod
    def of(cls, vocabularies: Vocabularies) -> Run:
        """Describe a run of the installed software with these vocabularies."""
        try:
            software = version("recgraph")
        except PackageNotFoundError:
            software = "unreleased"
        return cls(software, vocabularies.digest)


def document_quads(
    document: Document, vocabularies: Vocabularies, iris: Iris, *, run: Run
) -> Iterator[Quad]:
    """Give the quads of one document, in its own graph, and of the entities minted for it.

    Parameters
    ----------
    document
        A document as read.
    vocabularies
        Tells which entities are listed; any other that the document names is described in the
        graph of minted entities.
    iris
        Makes the names.
    run
        What produced the graph.

    Yields
    ------
    Quad
        Without blank nodes and without repetition.

    Examples
    --------
    >>> from graph.document import Document, Metadata, Source
    >>> from ontology.iris import DEFAULT
    >>> from ontology.vocabularies import load_vocabularies
    >>> empty = Document("note", "", Metadata(title="Note"), Source("note.txt", "00", "text/plain"))
    >>> quads = document_quads(empty, load_vocabularies(), DEFAULT, run=Run("0.1.0", "9f2c"))
    >>> next(quads).graph_name.value
    'https://w3id.org/recgraph/graph/note'
    """
    sink = document_sink(document, vocabularies, iris, run=run)
    yield from sink.quads()
    yield from minted_quads(named_entities(sink), vocabularies, iris)


def document_sink(
    document: Document, vocabularies: Vocabularies, iris: Iris, *, run: Run
) -> QuadSink:
    """Give a document's own graph; parameters as of :func:`document_quads`."""
    sink = QuadSink(iris.graph(document.key), iris)
    _head(sink, document)
    _meeting(sink, document)
    _provenance(sink, document, run)
    _layout(sink, document)
    _candidates(sink, document, vocabularies)
    for unit in document.units:
        write_unit(sink, document, unit)
    return sink


def named_entities(sink: QuadSink) -> Iterator[str]:
    """Give the keys of the entities that a document's graph names, listed or not."""
    return (key for key in sink.entities if not key.startswith("strength-"))


def _head(sink: QuadSink, document: Document) -> None:
    node, data = sink.iris.document(document.key), document.metadata
    sink.add(node, RDF.type, REC.Document)
    sink.value(node, REC.key, document.key)
    sink.value(node, DCTERMS.title, data.title)
    sink.value(node, DCTERMS.identifier, data.symbol)
    sink.value(node, SCHEMA.alternateName, data.label)
    sink.value(node, REC.jobNumber, data.job_number)
    sink.value(node, REC.documentType, data.document_type)
    sink.value(node, REC.part, data.part)
    sink.value(node, REC.distribution, data.distribution)
    sink.value(node, DCTERMS.language, data.language)
    sink.date(node, DCTERMS.issued, data.date)
    if data.body is not None:
        sink.add(node, REC.body, sink.entities[data.body])
    if data.symbol is not None and mint(key_of_symbol(data.symbol)) is not None:
        sink.add(node, REC.textOf, sink.entities[key_of_symbol(data.symbol)])
    for section in dict.fromkeys(data.sections):
        sink.value(node, REC.section, section)


def _meeting(sink: QuadSink, document: Document) -> None:
    meeting = document.metadata.meeting
    if (meeting.place, meeting.start, meeting.end) == (None, None, None):
        return
    node = sink.iris.meeting(document.key)
    sink.add(sink.iris.document(document.key), REC.meeting, node)
    sink.add(node, RDF.type, REC.Meeting)
    sink.value(node, REC.place, meeting.place)
    sink.date(node, SCHEMA.startDate, meeting.start)
    sink.date(node, SCHEMA.endDate, meeting.end)


def _provenance(sink: QuadSink, document: Document, run: Run) -> None:
    key, source = document.key, document.source
    node, activity, file = sink.iris.document(key), sink.iris.run(key), sink.iris.source(key)
    for described in (node, file):
        sink.value(described, REC.sha256, source.sha256)
        sink.value(described, REC.sourceFile, source.file)
        sink.value(described, DCTERMS.format, source.media_type)
    sink.add(node, PROV.wasGeneratedBy, activity)
    sink.add(node, PROV.wasDerivedFrom, file)
    sink.add(file, RDF.type, REC.Source)
    sink.add(activity, RDF.type, REC.Run)
    sink.add(activity, PROV.used, file)
    sink.add(activity, PROV.wasAssociatedWith, REC.software)
    sink.value(activity, REC.softwareVersion, run.software)
    sink.value(activity, REC.vocabularyDigest, run.vocabularies)


def _layout(sink: QuadSink, document: Document) -> None:
    """Add what stands between the units: headings, page furniture and notes."""
    key, iris = document.key, sink.iris
    for index, heading in enumerate(document.headings):
        node = iris.heading(key, index)
        _part(sink, document, REC.heading, node, REC.Heading)
        sink.span(node, heading.text, heading.start, heading.end)
        sink.value(node, REC.order, index)
        sink.value(node, REC.level, heading.level)
    for index, piece in enumerate(document.furniture):
        node = iris.furniture(key, index)
        _part(sink, document, REC.furniture, node, REC.Furniture)
        sink.span(node, piece.text, piece.start, piece.end)
        sink.value(node, REC.furnitureKind, piece.kind)
    for index, note in enumerate(document.notes):
        node = iris.note(key, index)
        _part(sink, document, REC.note, node, REC.Note)
        sink.span(node, note.text, note.start, note.end)
        sink.value(node, REC.mark, note.mark)
        if note.unit is not None:
            sink.add(node, DCTERMS.isPartOf, iris.unit(key, note.unit))
        for entity in dict.fromkeys(mention.entity for mention in note.mentions):
            sink.add(node, REC.mentions, sink.entities[entity])
        for place, mention in enumerate(note.mentions):
            write_mention(sink, document, iris.within_note(key, index), place, mention)


def _part(
    sink: QuadSink, document: Document, edge: NamedNode, node: NamedNode, type_: NamedNode
) -> None:
    sink.add(sink.iris.document(document.key), edge, node)
    sink.add(node, RDF.type, type_)


def _candidates(sink: QuadSink, document: Document, vocabularies: Vocabularies) -> None:
    """Add the names that no vocabulary has; they are linked to nothing."""
    found = candidates(document, [unit.mentions for unit in document.units], vocabularies)
    for index, one in enumerate(found):
        node = sink.iris.candidate(document.key, index)
        _part(sink, document, REC.candidate, node, REC.Candidate)
        sink.value(node, SCHEMA.name, one.name)
        sink.span(node, document.text[one.start : one.end], one.start, one.end)
        sink.value(node, REC.suggestedType, one.type)
        sink.value(node, REC.acronym, one.acronym)
        sink.value(node, REC.occurrences, one.count)
        sink.value(node, REC.context, one.context)
        sink.add(node, DCTERMS.isPartOf, sink.iris.unit(document.key, one.unit))
        if one.resembles is not None:
            sink.add(node, REC.resembles, sink.iris.entity(one.resembles))
