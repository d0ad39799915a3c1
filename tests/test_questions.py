"""Named questions: documented, parsed by two engines, and answered in full on the seed documents.

The expected answers were written down from the documents' text, not from the program.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store
from rdflib.plugins.sparql import prepareQuery

from graph.document import Document, Unit
from graph.quads import Run, document_quads, ontology_quads, vocabulary_quads
from graph.questions import Parameter, ParameterError, load_questions
from graph.reader import read_document
from graph.relations.finding import facts_of, find_relations, relation_quads
from graph.store.parameters import bind
from ontology.iris import DEFAULT, Iris
from ontology.terms import SKOS
from ontology.vocabularies import load_vocabularies

QUESTIONS = load_questions()
NAMES = sorted(QUESTIONS)
FILES = Path(__file__).resolve().parent.parent / "graph" / "questions"
ANSWERS = Path(__file__).resolve().parent / "data" / "answers"
ANSWERED = sorted(file.stem for file in ANSWERS.glob("*.csv"))
EARLY, LATE = "expert-group-2018-draft-report-addendum", "expert-group-2020-draft-report-addendum"


@pytest.fixture(scope="module")
def documents(seeds: Path) -> list[Document]:
    vocabularies = load_vocabularies()
    paths = sorted(seeds.glob("*.txt"))
    return [read_document(path.read_bytes(), path.name, vocabularies) for path in paths]


def stored(documents: list[Document], *, backwards: bool = False) -> Store:
    vocabularies = load_vocabularies()
    relations = find_relations(fact for document in documents for fact in facts_of(document))
    run = Run("0.1.0", "9f2c")
    quads = [
        *chain.from_iterable(
            document_quads(document, vocabularies, DEFAULT, run=run) for document in documents
        ),
        *relation_quads(relations, DEFAULT),
        *vocabulary_quads(DEFAULT),
        *ontology_quads(DEFAULT),
    ]
    store = Store()
    store.extend(reversed(quads) if backwards else quads)
    return store


@pytest.fixture(scope="module")
def store(documents: list[Document]) -> Store:
    return stored(documents)


@pytest.fixture(scope="module")
def backwards(documents: list[Document]) -> Store:
    return stored(documents[::-1], backwards=True)


def written_down(name: str) -> tuple[list[str], list[tuple[str | None, ...]]]:
    """The columns and rows of an expected answer; an empty field is one without a value."""
    with (ANSWERS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    return columns, [tuple(value or None for value in row) for row in rows]


def answer(store: Store, name: str, *columns: str, **values: str) -> list[tuple[str | None, ...]]:
    """The rows of a question, these columns of them, as text."""
    question = QUESTIONS[name]
    query = bind(question.sized(values), question.bindings(DEFAULT, values))
    return [
        tuple(None if row[column] is None else row[column].value for column in columns)
        for row in store.query(query, use_default_graph_as_union=True)
    ]


@pytest.mark.parametrize("name", ANSWERED)
def test_the_seeds_give_the_whole_expected_answer(name: str, store: Store) -> None:
    columns, expected = written_down(name)
    assert sorted(set(answer(store, name, *columns)), key=str) == sorted(set(expected), key=str)
    if name in {"asked-of-body", "needs-without-addressee", "attributions", "two-themes"}:
        assert answer(store, name, *columns) == expected  # and in this order


def units(documents: list[Document]) -> Iterator[tuple[Document, Unit]]:
    for document in documents:
        for unit in document.units:
            yield document, unit


def label(key: str) -> str:
    entity = load_vocabularies().get(key)
    assert entity is not None
    return entity.label


def test_themes_are_counted_by_document(store: Store, documents: list[Document]) -> None:
    expected = Counter(
        (document.key, label(theme))
        for document, unit in units(documents)
        for theme in unit.entities("theme")
    )
    rows = answer(store, "themes-by-document", "key", "theme", "units")
    assert {(key, theme): int(n or 0) for key, theme, n in rows} == expected
    one = answer(store, "themes-by-document", "key", "theme", "units", document=EARLY)
    assert one == [row for row in rows if row[0] == EARLY]


def test_what_changed_is_what_one_document_has_and_the_other_has_not(
    store: Store, documents: list[Document]
) -> None:
    early, late = (
        {label(theme) for unit in document.units for theme in unit.entities("theme")}
        for document in documents
    )
    rows = answer(store, "themes-changed", "earlierKey", "laterKey", "change", "theme")
    assert set(rows) == {
        *((EARLY, LATE, "added", theme) for theme in late - early),
        *((EARLY, LATE, "dropped", theme) for theme in early - late),
    }
    assert len(rows) == len(set(rows))
    assert {"loss of location", "central authorities"} <= {t for *_, c, t in rows if c == "added"}
    given = {"earlier": EARLY, "later": LATE}
    columns = ("earlierKey", "laterKey", "change", "theme")
    assert answer(store, "themes-changed", *columns, **given) == rows
    assert answer(store, "themes-changed", "theme", earlier=LATE, later=EARLY) == []


def test_a_theme_brings_its_narrower_themes(store: Store, documents: list[Document]) -> None:
    broader: dict[str | None, list[str]] = {}
    for quad in vocabulary_quads(DEFAULT):
        if quad.predicate == SKOS.broader:
            broader.setdefault(DEFAULT.key(quad.subject.value), []).append(quad.object.value)

    def under(key: str | None) -> bool:
        above = (DEFAULT.key(iri) for iri in broader.get(key, ()))
        return key == "international-cooperation" or any(map(under, above))

    expected = {
        (f"{document.metadata.date[:4]}, {unit.number}", label(theme))
        for document, unit in units(documents)
        for theme in unit.entities("theme")
        if document.metadata.date and under(theme)
    }
    assert set(answer(store, "theme-with-narrower", "citation", "themeLabel")) == expected
    assert ("2018, 2(c)", "extradition") in expected


def test_those_who_are_named_and_never_asked(store: Store, documents: list[Document]) -> None:
    asked = {key for _, unit in units(documents) for key in unit.addressees}
    expected = Counter(
        label(key)
        for _, unit in units(documents)
        for key in unit.entities("organization", "actor")
        if key not in asked
    )
    rows = answer(store, "named-never-asked", "name", "units")
    assert {name: int(n or 0) for name, n in rows} == expected
    assert "Council of Europe" in expected
    assert "United Nations Office on Drugs and Crime" not in expected


def test_actors_named_with_a_body(store: Store, documents: list[Document]) -> None:
    expected = Counter(
        label(key)
        for _, unit in units(documents)
        if "unodc" in unit.entities("organization")
        for key in unit.entities("actor", "state")
        if not load_vocabularies().entities[key].hub
    )
    rows = answer(store, "actors-with-body", "actor", "units")
    assert {name: int(n or 0) for name, n in rows} == expected
    assert {"judiciary", "civil society", "developing countries"} <= expected.keys()


def test_conditions_are_quoted(store: Store, documents: list[Document]) -> None:
    expected = {
        (statement.condition, statement.text)
        for _, unit in units(documents)
        for statement in unit.statements
        if statement.condition is not None
    }
    assert set(answer(store, "conditions", "condition", "text")) == expected
    assert "if they have not done so" in {condition for condition, _ in expected}


def test_provenance_names_file_hash_and_run(store: Store, documents: list[Document]) -> None:
    columns = ("key", "file", "sha256", "mediaType", "software", "vocabularies")
    expected = [
        (d.key, d.source.file, d.source.sha256, "text/plain", "0.1.0", "9f2c") for d in documents
    ]
    assert answer(store, "provenance", *columns) == expected
    assert answer(store, "provenance", *columns, document=LATE) == expected[1:]


def test_quotes_stand_at_their_offsets(store: Store, documents: list[Document]) -> None:
    columns = ("prefix", "exact", "suffix", "start", "end")
    rows = answer(store, "quotes-for-body", *columns, body="member-states")
    assert len(rows) > 20
    for prefix, exact, suffix, start, end in rows:
        assert any(
            d.text[int(start or 0) : int(end or 0)] == exact
            and f"{prefix}{exact}{suffix}" in d.text
            for d in documents
        )


def test_every_question_has_its_answer_in_a_file_or_in_a_test_here() -> None:
    source = Path(__file__).read_text("utf-8")
    assert [n for n in NAMES if n not in ANSWERED and f'"{n}"' not in source] == []
    assert len(NAMES) >= 18


@pytest.mark.parametrize("name", NAMES)
def test_answers_do_not_depend_on_the_order_of_loading(
    name: str, store: Store, backwards: Store
) -> None:
    columns = [str(variable) for variable in prepareQuery(QUESTIONS[name].query).algebra.PV]
    assert answer(backwards, name, *columns) == answer(store, name, *columns)


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_documented_and_parses_alone(name: str) -> None:
    question = QUESTIONS[name]
    assert question.query == (FILES / f"{name}.rq").read_text("utf-8")
    assert question.title
    assert question.text.endswith("?")
    assert question.answer.endswith(".")
    Store().query(question.query)
    algebra = prepareQuery(question.query).algebra
    declared = set(re.findall(r"^PREFIX (\w+):", question.query, re.MULTILINE))
    body = re.sub(r"^(#|PREFIX).*$", "", question.query, flags=re.MULTILINE)
    assert declared == set(re.findall(r"(?<![\w?])(\w+):\w", body))
    for parameter in question.parameters:
        if parameter.type != "rows":
            assert re.search(rf"\?{parameter.name}\b", body), parameter.name
        elif parameter.name != "offset":
            assert f"LIMIT {parameter.default}\n" in body
        assert parameter.meaning
    assert algebra.PV


def test_a_parameter_has_its_default_and_takes_another_value(store: Store) -> None:
    assert answer(store, "asked-of-body", "citation", body="ccpcj") == [("2020, 1",)]
    assert answer(store, "strongest-obligations", "rank", minimum="5") == [("5",)]
    by_iri = answer(store, "asked-of-body", "citation", body=DEFAULT.entity("ccpcj").value)
    assert by_iri == [("2020, 1",)]
    list_17 = answer(store, "speakers", "citation", unit=f"{LATE}/17")
    assert set(list_17) == {("2020, 17",)}


def test_what_is_no_parameter_or_no_value_is_refused() -> None:
    question = QUESTIONS["strongest-obligations"]
    with pytest.raises(ParameterError, match="it has: minimum"):
        question.bindings(DEFAULT, {"body": "unodc"})
    with pytest.raises(ParameterError, match="'many' is no value"):
        question.bindings(DEFAULT, {"minimum": "many"})
    with pytest.raises(ParameterError, match="is no value"):
        QUESTIONS["asked-of-body"].bindings(DEFAULT, {"body": ""})
    with pytest.raises(ParameterError, match="is no value"):
        QUESTIONS["asked-of-body"].bindings(DEFAULT, {"body": "http://a b"})


def test_a_value_cannot_change_the_query(store: Store) -> None:
    hostile = "unodc> } UNION { ?s ?p ?o } #"
    assert answer(store, "asked-of-body", "citation", body=hostile) == []


def test_terms_follow_the_parameter_s_type() -> None:
    iris = Iris("https://example.org/")
    terms = [
        Parameter("x", type_, None, "anything").term(value, iris)
        for type_, value in [
            ("entity", "unodc"),
            ("document", "report"),
            ("unit", "report/2(a)"),
            ("string", "unodc"),
            ("integer", "5"),
        ]
    ]
    assert terms == [
        NamedNode("https://example.org/id/unodc"),
        NamedNode("https://example.org/id/document/report"),
        NamedNode("https://example.org/id/document/report/2(a)"),
        Literal("unodc"),
        Literal(5),
    ]
