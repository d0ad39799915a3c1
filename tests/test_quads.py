"""Quads: what a document's graph says, where each triple stands, and that it is always the same."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from graph.document import Document, Mention, Metadata, Source, Unit
from graph.quads import (
    Run,
    canonical_nquads,
    document_quads,
    minted_quads,
    ontology_quads,
    vocabulary_quads,
)
from graph.relations.finding import Relation, relation_quads
from ontology.errors import RecgraphError
from ontology.iris import BASE, DEFAULT, Iris
from ontology.terms import DCTERMS, OA, PREFIXES, PROV, RDF, REC, SCHEMA, XSD
from ontology.vocabularies import load_vocabularies
from tests.made import CITED, TEXT, made_document

RUN = Run("0.1.0", "9f2c")
ROOT = Path(__file__).resolve().parent.parent


def quads_of(document: Document, iris: Iris = DEFAULT) -> list[Quad]:
    return list(document_quads(document, load_vocabularies(), iris, run=RUN))


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.extend(quads_of(made_document()))
    return store


def said_of(store: Store, subject: NamedNode) -> set[tuple[str, str]]:
    """What a graph says of a subject, as short predicate and value."""
    names = {iri: prefix for prefix, iri in PREFIXES.items()}
    found = set()
    for quad in store.quads_for_pattern(subject, None, None):
        start = next(iri for iri in names if quad.predicate.value.startswith(iri) and iri)
        predicate = f"{names[start]}:{quad.predicate.value.removeprefix(start)}"
        found.add((predicate, quad.object.value.removeprefix(BASE)))
    return found


def test_the_document_says_what_its_metadata_says(store: Store) -> None:
    assert said_of(store, DEFAULT.document("made")) == {
        ("rdf:type", "ontology#Document"),
        ("rec:key", "made"),
        ("dcterms:title", "Draft report"),
        ("dcterms:identifier", "A/RES/74/247"),
        ("dcterms:issued", "2018-04-04"),
        ("dcterms:language", "en"),
        ("dcterms:format", "text/plain"),
        ("rec:jobNumber", "V.18"),
        ("rec:documentType", "draft report"),
        ("rec:part", "Addendum"),
        ("rec:distribution", "Limited"),
        ("rec:body", "id/general-assembly"),
        ("rec:textOf", "id/general-assembly-resolution-74-247"),
        ("rec:section", "II. Recommendations"),
        ("rec:meeting", "id/document/made#meeting"),
        ("rec:heading", "id/document/made#heading0"),
        ("rec:furniture", "id/document/made#furniture0"),
        ("rec:note", "id/document/made#note0"),
        ("rec:sha256", "0a" * 32),
        ("rec:sourceFile", "made.txt"),
        ("prov:wasGeneratedBy", "id/document/made#run"),
        ("prov:wasDerivedFrom", "id/document/made#source"),
    }


def test_the_unit_has_direct_edges_beside_its_annotations(store: Store) -> None:
    node = "id/document/made/1"
    assert said_of(store, DEFAULT.unit("made", "1")) == {
        ("rdf:type", "ontology#Unit"),
        ("rdf:type", "ontology#Recommendation"),
        ("rec:kind", "recommendation"),
        ("rec:key", "1"),
        ("rec:number", "1"),
        ("rec:citation", "A/RES/74/247, 1"),
        ("rec:order", "0"),
        ("rec:page", "1"),
        ("rec:section", "II. Recommendations"),
        ("rec:response", "noted"),
        ("dcterms:title", "Use the Budapest Convention"),
        ("dcterms:isPartOf", "id/document/made"),
        ("rec:text", "UNODC should use the Budapest Convention, see resolution 74/173."),
        ("rec:start", str(TEXT.index("UNODC"))),
        ("rec:end", str(TEXT.index("[1]"))),
        ("rec:modality", "should"),
        ("rec:strength", "id/strength-should"),
        ("rec:addressedTo", "id/unodc"),
        ("rec:attributedTo", "id/FRA"),
        ("rec:supports", "id/budapest-convention"),
        ("rec:organization", "id/unodc"),
        ("rec:instrument", "id/budapest-convention"),
        ("rec:instrument", f"id/{CITED}"),
        ("rec:mentions", "id/unodc"),
        ("rec:mentions", "id/budapest-convention"),
        ("rec:mentions", f"id/{CITED}"),
        ("rec:statement", f"{node}#s0"),
        ("rec:mention", f"{node}#m0"),
        ("rec:mention", f"{node}#m1"),
        ("rec:mention", f"{node}#m2"),
    }


def test_the_statement_says_who_what_and_how_strongly(store: Store) -> None:
    statement = DEFAULT.within("made", "1").statement(0)
    start = TEXT.index("should")
    assert said_of(store, statement) == {
        ("rdf:type", "ontology#Statement"),
        ("dcterms:isPartOf", "id/document/made/1"),
        ("rec:text", "UNODC should use the Budapest Convention, see resolution 74/173."),
        ("rec:start", str(TEXT.index("UNODC"))),
        ("rec:end", str(TEXT.index("[1]"))),
        ("rec:order", "0"),
        ("rec:stance", "recommend"),
        ("rec:modality", "should"),
        ("rec:modalityStart", str(start)),
        ("rec:modalityEnd", str(start + 6)),
        ("rec:strength", "id/strength-should"),
        ("rec:negative", "false"),
        ("rec:inherited", "false"),
        ("rec:actionVerb", "use"),
        ("rec:actionObject", "the Budapest Convention"),
        ("rec:attribution", "some speakers"),
        ("rec:attributedTo", "id/FRA"),
        ("rec:addressee", "id/unodc"),
        ("rec:beneficiary", "id/states"),
        ("rec:rule", "modal"),
        ("rec:position", "id/document/made/1#s0t0"),
    }
    assert said_of(store, DEFAULT.within("made", "1").position(0, 0)) == {
        ("rdf:type", "ontology#Position"),
        ("rec:target", "id/budapest-convention"),
        ("rec:stance", "supports"),
    }


def test_a_mention_is_a_web_annotation_with_both_selectors(store: Store) -> None:
    names = DEFAULT.within("made", "1")
    start, quote = TEXT.index("Budapest"), "Budapest\n2/3 V.18\n Convention"
    assert said_of(store, names.mention(1)) == {
        ("rdf:type", "http://www.w3.org/ns/oa#Annotation"),
        ("rdf:type", "ontology#Mention"),
        ("dcterms:isPartOf", "id/document/made/1"),
        ("oa:hasBody", "id/budapest-convention"),
        ("oa:hasTarget", "id/document/made/1#m1-target"),
        ("rec:rule", "label"),
    }
    assert said_of(store, names.mention_target(1)) == {
        ("rdf:type", "http://www.w3.org/ns/oa#SpecificResource"),
        ("oa:hasSource", "id/document/made"),
        ("oa:hasSelector", "id/document/made/1#m1-position"),
        ("oa:hasSelector", "id/document/made/1#m1-quote"),
    }
    assert said_of(store, names.mention_position(1)) == {
        ("rdf:type", "http://www.w3.org/ns/oa#TextPositionSelector"),
        ("oa:start", str(start)),
        ("oa:end", str(start + len(quote))),
    }
    assert said_of(store, names.mention_quote(1)) == {
        ("rdf:type", "http://www.w3.org/ns/oa#TextQuoteSelector"),
        ("oa:exact", quote),
        ("oa:prefix", TEXT[start - 32 : start]),
        ("oa:suffix", TEXT[start + len(quote) : start + len(quote) + 32]),
    }


def test_literals_have_the_types_that_queries_count_on(store: Store) -> None:
    def type_of(subject: NamedNode, predicate: NamedNode) -> NamedNode:
        (quad,) = store.quads_for_pattern(subject, predicate, None)
        assert isinstance(quad.object, Literal)
        return quad.object.datatype

    document, unit = DEFAULT.document("made"), DEFAULT.unit("made", "1")
    statement = DEFAULT.within("made", "1").statement(0)
    assert type_of(document, DCTERMS.issued) == XSD.date
    assert type_of(DEFAULT.meeting("made"), SCHEMA.startDate) == XSD.date
    assert type_of(unit, REC.order) == XSD.integer
    assert type_of(unit, REC.text) == XSD.string
    assert type_of(statement, REC.negative) == XSD.boolean


@pytest.mark.parametrize(
    ("date", "datatype"),
    [("2018", XSD.gYear), ("2018-04", XSD.gYearMonth), ("2018-04-04", XSD.date)],
)
def test_a_date_is_as_exact_as_the_text(date: str, datatype: NamedNode) -> None:
    issued = [q.object for q in quads_of(made_document(date=date)) if q.predicate == DCTERMS.issued]
    assert issued == [Literal(date, datatype=datatype)]


def test_what_the_text_does_not_say_is_not_said() -> None:
    bare = Document("bare", "", Metadata(), Source("bare.txt", "0a" * 32, "text/plain"))
    about = {q.predicate for q in quads_of(bare) if q.subject == DEFAULT.document("bare")}
    assert about == {
        RDF.type,
        REC.key,
        REC.sha256,
        REC.sourceFile,
        DCTERMS.format,
        PROV.wasGeneratedBy,
        PROV.wasDerivedFrom,
    }


def test_a_cited_resolution_is_described_in_the_graph_of_minted_entities(store: Store) -> None:
    node = DEFAULT.entity(CITED)
    assert said_of(store, node) == {
        ("rdf:type", "ontology#Instrument"),
        ("rdf:type", "ontology#Resolution"),
        ("rdf:type", "http://www.w3.org/2004/02/skos/core#Concept"),
        ("skos:inScheme", "vocabulary/instruments"),
        ("skos:prefLabel", "General Assembly resolution 74/173"),
        ("skos:altLabel", "A/RES/74/173"),
        ("rec:shortName", "GA resolution 74/173"),
    }
    graphs = {quad.graph_name for quad in store.quads_for_pattern(node, None, None)}
    assert graphs == {DEFAULT.minted_graph}


def test_a_cited_text_is_not_a_document_that_was_read() -> None:
    types = {q.object for q in minted_quads(["a-75-816"], load_vocabularies(), DEFAULT)}
    assert REC.OfficialDocument in types
    assert REC.Document not in types


def test_an_entity_that_nobody_can_describe_is_refused() -> None:
    with pytest.raises(RecgraphError, match="'nobody-knows'"):
        list(minted_quads(["nobody-knows"], load_vocabularies(), DEFAULT))


def whole_dataset() -> list[Quad]:
    relation = Relation("repeats", ("two", "1"), ("one", "1"), 0.9, "the same words")
    return [
        *quads_of(made_document("one")),
        *quads_of(made_document("two")),
        *vocabulary_quads(DEFAULT),
        *ontology_quads(DEFAULT),
        *relation_quads([relation], DEFAULT),
    ]


def test_no_triple_stands_in_two_graphs() -> None:
    graphs = Counter(quad.triple for quad in set(whole_dataset()))
    assert [str(triple) for triple, count in graphs.items() if count > 1] == []


def test_there_are_no_blank_nodes() -> None:
    terms = {type(term) for quad in whole_dataset() for term in (quad.subject, quad.object)}
    assert terms == {NamedNode, Literal}


def test_everything_that_is_named_is_described_somewhere() -> None:
    quads = whole_dataset()
    described = {quad.subject for quad in quads}
    ours = {q.object for q in quads if isinstance(q.object, NamedNode)}
    named = {node for node in ours if node.value.startswith((f"{BASE}id/", f"{BASE}ontology#"))}
    assert sorted(node.value for node in named - described) == []


def test_a_configured_base_reaches_every_name_but_the_ontology() -> None:
    iris = Iris("https://example.org/")
    quads = [*quads_of(made_document(), iris), *vocabulary_quads(iris), *ontology_quads(iris)]
    values = {term.value for quad in quads for term in (quad.subject, quad.object, quad.graph_name)}
    left = {value for value in values if value.startswith(BASE)}
    assert {value for value in left if not value.startswith(f"{BASE}ontology")} == set()
    assert {quad.graph_name.value for quad in ontology_quads(iris)} == {
        "https://example.org/ontology"
    }


def test_the_canonical_form_does_not_depend_on_order_or_repetition() -> None:
    quads = whole_dataset()
    assert canonical_nquads(quads) == canonical_nquads([*reversed(quads), *quads[:50]])
    lines = canonical_nquads(quads).split(b"\n")
    assert lines[-1] == b""
    assert lines[:-1] == sorted(set(lines[:-1]))


def test_the_canonical_form_is_the_same_in_another_process() -> None:
    program = (
        "import hashlib, sys\n"
        "from tests.test_quads import whole_dataset\n"
        "from graph.quads import canonical_nquads\n"
        "sys.stdout.write(hashlib.sha256(canonical_nquads(whole_dataset())).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(digests) == 1


def test_a_blank_node_has_no_canonical_form() -> None:
    node = DEFAULT.entity("unodc")
    with pytest.raises(RecgraphError, match="blank node"):
        canonical_nquads([Quad(node, RDF.type, BlankNode(), DEFAULT.minted_graph)])


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120), st.data())
def test_any_words_come_back_as_they_were(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = Mention("unodc", "organization", text[start:end], start, end, "label")
    whole = (0, len(text))
    unit = Unit(
        "1", "1", None, None, "narrative", None, 0, text, *whole, (whole,), 0, mentions=(mention,)
    )
    source = Source("x.txt", "0a" * 32, "text/plain")
    lines = canonical_nquads(quads_of(Document("x", text, Metadata(), source, (unit,))))
    store = Store()
    store.load(lines, RdfFormat.N_QUADS)
    quote = DEFAULT.within("x", "1").mention_quote(0)
    parts = {q.predicate: q.object.value for q in store.quads_for_pattern(quote, None, None)}
    around = parts[OA.prefix] + parts[OA.exact] + parts[OA.suffix]
    assert around in text
    assert parts[OA.exact] == text[start:end]
    assert (len(parts[OA.prefix]), len(parts[OA.suffix])) == (
        min(start, 32),
        min(len(text) - end, 32),
    )
