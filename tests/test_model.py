"""The ontology: documented terms, the same ones that the code uses, and shapes that bite."""

from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from graph.document import Document
from graph.quads import Run, document_quads
from graph.relations.finding import Relation, relation_quads
from graph.schemes import vocabulary_quads
from ontology.errors import RecgraphError
from ontology.iris import DEFAULT
from ontology.shapes import compiled_shapes
from ontology.terms import DCTERMS, NAMESPACE, OA, PREFIXES, RDF, RDFS, REC, SKOS
from ontology.validation import validate
from ontology.vocabularies import load_vocabularies
from tests.made import made_document, without_title

ROOT = Path(__file__).resolve().parent.parent
MODEL = sorted((ROOT / "ontology" / "model").glob("*.ttl"))
SHAPES = sorted((ROOT / "ontology" / "shapes").glob("*.ttl"))
VOCABULARIES = sorted((ROOT / "ontology" / "vocabularies").glob("*.ttl"))
QUERIES = sorted((ROOT / "graph").rglob("*.rq"))
KINDS = ("Class", "ObjectProperty", "DatatypeProperty")
RUN = Run("0.1.0", "9f2c")
END = NamedNode(PREFIXES["schema"] + "endDate")


@pytest.fixture(scope="module")
def model() -> Store:
    store = Store()
    for path in MODEL:
        store.extend(Quad(*triple) for triple in parse(path=path, format=RdfFormat.TURTLE))
    return store


def terms(store: Store) -> set[str]:
    return {
        quad.subject.value.removeprefix(NAMESPACE)
        for quad in store
        if quad.subject.value.startswith(NAMESPACE)
    }


@pytest.mark.parametrize("path", [*MODEL, *SHAPES, *VOCABULARIES], ids=lambda path: path.name)
def test_every_turtle_file_parses_alone(path: Path) -> None:
    assert next(iter(parse(path=path, format=RdfFormat.TURTLE)))


def test_code_and_model_have_the_same_terms(model: Store) -> None:
    in_code = {
        node.value.removeprefix(NAMESPACE)
        for node in vars(REC).values()
        if isinstance(node, NamedNode)
    }
    assert in_code == terms(model)


@pytest.mark.parametrize(
    "path", [*SHAPES, *VOCABULARIES, *QUERIES], ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_files_use_only_terms_of_the_model(path: Path, model: Store) -> None:
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    used = set(re.findall(r"(?<![\w-])rec:(\w+)", "\n".join(lines)))
    assert used <= terms(model)


def test_every_term_is_documented_once(model: Store) -> None:
    wanted = (RDFS.label, SKOS.definition, NamedNode(PREFIXES["skos"] + "example"))
    defined_by = NamedNode(PREFIXES["rdfs"] + "isDefinedBy")
    lacking = []
    for name in sorted(terms(model)):
        node = NamedNode(NAMESPACE + name)
        for predicate in (*wanted, defined_by):
            values = [quad.object for quad in model.quads_for_pattern(node, predicate, None)]
            if len(values) != 1 or not all(_english_or_iri(value) for value in values):
                lacking.append((name, predicate.value))
    assert lacking == []


def _english_or_iri(value: object) -> bool:
    return isinstance(value, NamedNode) or (isinstance(value, Literal) and value.language == "en")


def test_definitions_are_one_sentence_and_do_not_repeat_the_term(model: Store) -> None:
    circular = []
    for quad in model.quads_for_pattern(None, SKOS.definition, None):
        text = quad.object.value
        assert text.endswith(".")
        assert ". " not in text
        label = next(iter(model.quads_for_pattern(quad.subject, RDFS.label, None))).object.value
        if re.match(rf"(an?|the) {re.escape(label)}\b", text.lower()):
            circular.append(label)
    assert circular == []


def test_every_class_stands_under_a_term_of_another_ontology_or_is_our_own_root(
    model: Store,
) -> None:
    sub_class = NamedNode(PREFIXES["rdfs"] + "subClassOf")
    owl_class = NamedNode(PREFIXES["owl"] + "Class")
    roots = {
        quad.subject.value.removeprefix(NAMESPACE)
        for quad in model.quads_for_pattern(None, RDF.type, owl_class)
        if not list(model.quads_for_pattern(quad.subject, sub_class, None))
    }
    assert roots == {"Position"}


def test_shapes_cover_every_class_that_has_instances(model: Store) -> None:
    targets = {
        triple.object.value
        for path in SHAPES
        for triple in parse(path=path, format=RdfFormat.TURTLE)
        if triple.predicate.value == PREFIXES["sh"] + "targetClass"
    }
    written = {
        quad.object.value for quad in document_graph(made_document()) if quad.predicate == RDF.type
    }
    assert written - {OA.Annotation.value} <= targets


def document_graph(document: Document) -> list[Quad]:
    quads = document_quads(document, load_vocabularies(), DEFAULT, run=RUN)
    return [quad for quad in quads if quad.graph_name == DEFAULT.graph(document.key)]


def test_a_well_made_document_conforms() -> None:
    assert validate(document_graph(made_document())).results == ()


def test_the_vocabularies_conform() -> None:
    assert [str(result) for result in validate(vocabulary_quads(DEFAULT)).results] == []


def test_relations_conform_and_an_unknown_type_does_not() -> None:
    good = Relation("repeats", ("b", "2"), ("a", "1"), 0.9, "90% of the words are the same")
    bad = Relation("refutes", ("b", "2"), ("a", "1"), 0.9, "90% of the words are the same")
    assert validate(relation_quads([good], DEFAULT)).conforms
    (result,) = validate(relation_quads([bad], DEFAULT)).results
    assert (result.severity, result.value) == ("Violation", "refutes")


def test_a_missing_title_is_a_warning_and_does_not_stop_a_build() -> None:
    report = validate(document_graph(without_title(made_document())))
    assert report.conforms
    assert [(r.severity, r.message) for r in report.results] == [("Warning", "has a short title")]


@pytest.mark.parametrize(
    ("predicate", "message"),
    [
        (OA.hasBody, "names one entity"),
        (OA.exact, "quotes at least one character"),
        (OA.end, "has one end"),
        (REC.citation, "has one citation"),
        (REC.sha256, "has the SHA-256 of its source: 64 hexadecimal digits"),
        (REC.negative, "says whether something is to be left undone"),
        (REC.softwareVersion, "has the version of the software"),
        (DCTERMS.format, "has a media type"),
    ],
    ids=lambda value: value.value.rpartition("#")[2] if isinstance(value, NamedNode) else "",
)
def test_what_is_left_out_is_a_violation(predicate: NamedNode, message: str) -> None:
    kept = [quad for quad in document_graph(made_document()) if quad.predicate != predicate]
    report = validate(kept)
    assert not report.conforms
    assert message in {result.message for result in report.results}
    assert {result.path for result in report.results if result.message == message} == {
        predicate.value
    }


def test_each_graph_is_checked_by_itself() -> None:
    one, other = document_graph(made_document()), document_graph(made_document("other"))
    broken = [quad for quad in other if quad.predicate != REC.citation]
    focuses = {result.focus for result in validate([*one, *broken]).results}
    assert focuses == {DEFAULT.unit("other", "1").value, DEFAULT.unit("other", "1(a)").value}


def results_of_pyshacl(quads: list[Quad]) -> set[tuple[str, ...]]:
    """What the reference implementation finds, as (severity, focus, path, message).

    Values are left out: for what cannot be compared it tells none, where the standard asks for it.
    """
    shapes = Graph()
    for path in SHAPES:
        shapes.parse(path)
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    _, report, _ = pyshacl.validate(Graph().parse(data=triples, format="nt"), shacl_graph=shapes)
    parts = (SH.resultSeverity, SH.focusNode, SH.resultPath, SH.resultMessage)
    return {
        tuple(str(report.value(node, part) or "") for part in parts)
        for node in report.subjects(URIRef(RDF.type.value), SH.ValidationResult)
    }


def results_of_ours(quads: list[Quad]) -> set[tuple[str, ...]]:
    return {(f"{SH}{r.severity}", r.focus, r.path, r.message) for r in validate(quads).results}


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_results_are_those_of_the_reference_implementation(data: st.DataObject) -> None:
    quads = [*document_graph(made_document()), *entity_graph()]
    dropped = data.draw(st.sets(st.sampled_from(range(len(quads))), max_size=12))
    swapped = data.draw(st.sets(st.sampled_from(range(len(quads))), max_size=12))
    graph = DEFAULT.graph("made")
    others = [
        Literal(""),
        Literal(-3),
        Literal("3"),
        Literal("x" * 40),
        Literal("fr", language="fr"),
        Literal(value=True),
        DEFAULT.entity("unodc"),
    ]
    damaged = [q for place, q in enumerate(quads) if place not in dropped]
    for place in sorted(swapped):
        subject, predicate = quads[place].subject, quads[place].predicate
        # the reference puts a day and a number in order, by the names of their datatypes
        fitting = [o for o in others if predicate != END or o != Literal(-3)]
        if predicate != RDF.type:
            damaged.append(Quad(subject, predicate, data.draw(st.sampled_from(fitting)), graph))
    damaged = [Quad(q.subject, q.predicate, q.object, graph) for q in damaged]
    assert results_of_ours(damaged) == results_of_pyshacl(damaged)


def test_a_first_day_that_cannot_be_compared_with_the_last_is_a_violation() -> None:
    quads = document_graph(made_document())
    (last,) = [quad for quad in quads if quad.predicate == END]
    others = [quad for quad in quads if quad.predicate != END]
    number = Quad(last.subject, END, Literal(-3), last.graph_name)
    (result,) = validate([*others, number]).results
    assert (result.focus, result.message) == (last.subject.value, "has at most one first day")


def test_a_triple_told_twice_is_one_triple() -> None:
    quads = document_graph(made_document())
    assert validate([*quads, *quads]) == validate(quads)


def entity_graph() -> list[Quad]:
    keys = {DEFAULT.entity(key) for key in ("unodc", "budapest-convention", "training", "FRA")}
    strengths = DEFAULT.scheme("strength")
    return [q for q in vocabulary_quads(DEFAULT) if q.subject in keys or q.graph_name == strengths]


def test_a_constraint_that_is_not_known_is_refused(tmp_path: Path) -> None:
    (tmp_path / "closed.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<http://example.org/s> a sh:NodeShape ; sh:targetClass <http://example.org/C> ;\n"
        "  sh:property [ sh:path <http://example.org/p> ; sh:equals <http://example.org/q> ;\n"
        '    sh:severity sh:Violation ; sh:message "is equal"@en ] .\n'
    )
    with pytest.raises(RecgraphError, match="sh:equals is not known"):
        compiled_shapes(tmp_path)
