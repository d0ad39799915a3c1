"""A unit as quads: its direct edges, its statements and its mentions as Web Annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ontology.terms import DCTERMS, OA, RDF, REC

if TYPE_CHECKING:
    from graph.document import Document, Mention, Statement, Unit
    from graph.quadsink import QuadSink
    from ontology.iris import UnitIris

__all__ = ["citation_of", "write_mention", "write_unit"]

CONTEXT = 32
"""Characters kept before and after a quote, at most."""

_KINDS = {
    "recommendation": REC.Recommendation,
    "chapeau": REC.Chapeau,
    "narrative": REC.Narrative,
    "sub-item": REC.SubItem,
    "statement": REC.ParticipationList,
    "preamble": REC.PreambularParagraph,
}
_EDGES = {
    "organization": REC.organization,
    "instrument": REC.instrument,
    "actor": REC.actor,
    "state": REC.actor,
    "theme": REC.theme,
}
_STRENGTHS = {
    5: "strength-must",
    4: "strength-should",
    3: "strength-should-consider",
    2: "strength-may",
    1: "strength-reported-need",
    0: "strength-none",
}


def citation_of(document: Document, number: str) -> str:
    """Give the words by which a unit is cited: symbol or year, and number.

    Examples
    --------
    >>> from graph.document import Document, Metadata, Source
    >>> source = Source("r.txt", "00", "text/plain")
    >>> citation_of(Document("r", "", Metadata(date="2018-04-04"), source), "2(l)(ii)")
    '2018, 2(l)(ii)'
    >>> citation_of(Document("r", "", Metadata(symbol="A/RES/74/247"), source), "5")
    'A/RES/74/247, 5'
    """
    metadata = document.metadata
    date = metadata.meeting.start or metadata.date
    return f"{metadata.symbol or (date and date[:4]) or document.key}, {number}"


def write_unit(sink: QuadSink, document: Document, unit: Unit) -> None:
    """Add a unit with its edges, statements and mentions to the document's graph."""
    names = sink.iris.within(document.key, unit.key)
    node = NamedNode(names.unit)
    sink.add(node, RDF.type, REC.Unit)
    sink.add(node, RDF.type, _KINDS[unit.kind])
    sink.add(node, DCTERMS.isPartOf, sink.iris.document(document.key))
    sink.span(node, unit.text, unit.start, unit.end)
    sink.value(node, REC.kind, unit.kind)
    sink.value(node, REC.key, unit.key)
    sink.value(node, REC.number, unit.number)
    sink.value(node, REC.citation, citation_of(document, unit.number))
    sink.value(node, REC.order, unit.order)
    sink.value(node, DCTERMS.title, unit.title or None)
    sink.value(node, REC.section, unit.section)
    sink.value(node, REC.page, unit.page)
    sink.value(node, REC.response, unit.position)
    if unit.parent_key is not None:
        sink.add(node, REC.parent, sink.iris.unit(document.key, unit.parent_key))
    _edges(sink, node, unit)
    for index, statement in enumerate(unit.statements):
        _statement(sink, node, names, index, statement)
    for index, mention in enumerate(unit.mentions):
        write_mention(sink, document, names, index, mention)


def _edges(sink: QuadSink, node: NamedNode, unit: Unit) -> None:
    """Add the direct edges beside the annotations, so that simple questions stay fast."""
    targets = [target for statement in unit.statements for target in statement.targets]
    edges: dict[tuple[NamedNode, str], None] = {}
    for mention in unit.mentions:
        edges[REC.mentions, mention.entity] = None
        edges[_EDGES[mention.type], mention.entity] = None
    for key in unit.addressees:
        edges[REC.addressedTo, key] = None
    for key in unit.attributed_to:
        edges[REC.attributedTo, key] = None
    for target in targets:
        if target.stance in ("supports", "mixed"):
            edges[REC.supports, target.entity] = None
        if target.stance in ("opposes", "mixed"):
            edges[REC.opposes, target.entity] = None
    for predicate, key in edges:
        sink.add(node, predicate, sink.entities[key])
    sink.value(node, REC.modality, unit.modality)
    if unit.strength is not None:
        sink.add(node, REC.strength, sink.entities[_STRENGTHS[unit.strength]])


def _statement(
    sink: QuadSink, unit: NamedNode, names: UnitIris, index: int, said: Statement
) -> None:
    node = names.statement(index)
    sink.add(unit, REC.statement, node)
    sink.add(node, RDF.type, REC.Statement)
    sink.add(node, DCTERMS.isPartOf, unit)
    sink.span(node, said.text, said.start, said.end)
    sink.value(node, REC.order, index)
    sink.value(node, REC.stance, said.stance)
    sink.value(node, REC.modality, said.modality)
    sink.value(node, REC.modalityStart, said.modality_start)
    sink.value(node, REC.modalityEnd, said.modality_end)
    sink.add(node, REC.strength, sink.entities[_STRENGTHS[said.strength]])
    sink.value(node, REC.negative, said.negative)
    sink.value(node, REC.inherited, said.inherited)
    if said.action is not None:
        sink.value(node, REC.actionVerb, said.action.verb)
        sink.value(node, REC.actionObject, said.action.object)
    sink.value(node, REC.condition, said.condition)
    sink.value(node, REC.attribution, said.attribution)
    sink.value(node, REC.rule, said.rule or None)
    for predicate, keys in (
        (REC.addressee, said.addressees),
        (REC.attributedTo, said.attributed_to),
        (REC.beneficiary, said.beneficiaries),
    ):
        for key in dict.fromkeys(keys):
            sink.add(node, predicate, sink.entities[key])
    for place, target in enumerate(said.targets):
        position = names.position(index, place)
        sink.add(node, REC.position, position)
        sink.add(position, RDF.type, REC.Position)
        sink.add(position, REC.target, sink.entities[target.entity])
        sink.value(position, REC.stance, target.stance)


def write_mention(
    sink: QuadSink, document: Document, names: UnitIris, index: int, found: Mention
) -> None:
    """Add a mention in a unit or a note as a Web Annotation."""
    unit, node, target = NamedNode(names.unit), names.mention(index), names.mention_target(index)
    position, quote = names.mention_position(index), names.mention_quote(index)
    text, start, end = document.text, found.start, found.end
    sink.add(unit, REC.mention, node)
    sink.add(node, RDF.type, REC.Mention)
    sink.add(node, RDF.type, OA.Annotation)
    sink.add(node, DCTERMS.isPartOf, unit)
    sink.add(node, OA.hasBody, sink.entities[found.entity])
    sink.add(node, OA.hasTarget, target)
    sink.value(node, REC.rule, found.rule)
    sink.value(node, REC.provision, found.provision)
    sink.add(target, RDF.type, OA.SpecificResource)
    sink.add(target, OA.hasSource, sink.iris.document(document.key))
    sink.add(target, OA.hasSelector, position)
    sink.add(target, OA.hasSelector, quote)
    sink.add(position, RDF.type, OA.TextPositionSelector)
    sink.value(position, OA.start, start)
    sink.value(position, OA.end, end)
    sink.add(quote, RDF.type, OA.TextQuoteSelector)
    sink.value(quote, OA.exact, found.quote)
    sink.value(quote, OA.prefix, text[max(start - CONTEXT, 0) : start])
    sink.value(quote, OA.suffix, text[end : end + CONTEXT])
