"""Questions written for the engine: the same answers as the plain ones, in pages and as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import QuerySolution, QuerySolutions, Store
from rdflib.plugins.sparql import prepareQuery

from graph.document import Document
from graph.quads import Run, document_quads, vocabulary_quads
from graph.questions import ParameterError, load_questions
from graph.reader import read_document
from graph.relations.finding import Relation, relation_quads
from graph.store.parameters import bind
from ontology.iris import DEFAULT
from ontology.vocabularies import load_vocabularies

QUESTIONS = load_questions()
PLAIN = {
    path.stem: path.read_text("utf-8")
    for path in sorted((Path(__file__).resolve().parent.parent / "bench" / "naive").glob("*.rq"))
}
PAGED = [name for name in PLAIN if any(p.name == "offset" for p in QUESTIONS[name].parameters)]
MANY = {"strongest-obligations": {"minimum": "2"}}


def made_relations(documents: list[Document]) -> Iterator[Relation]:
    """Relations of all types between units at random; many have the same score."""
    random = Random(3)
    units = [(document.key, unit.key) for document in documents for unit in document.units]
    types = ("repeats", "narrows", "broadens", "supersedes", "contradicts", "alternative-to")
    for _ in range(300):
        one, other = random.sample(units, 2)
        score = random.choice((1.0, 0.9, 0.75))
        yield Relation(random.choice(types), one, other, score, f"{score:.0%} alike")


@pytest.fixture(scope="module")
def store(seeds: Path) -> Store:
    vocabularies = load_vocabularies()
    paths = sorted(seeds.glob("*.txt"))
    documents = [read_document(path.read_bytes(), path.name, vocabularies) for path in paths]
    run = Run("0.1.0", "9f2c")
    found = Store()
    for document in documents:
        found.extend(document_quads(document, vocabularies, DEFAULT, run=run))
    found.extend(vocabulary_quads(DEFAULT))
    relations = {(r.type, r.source, r.target): r for r in made_relations(documents)}
    found.extend(relation_quads(relations.values(), DEFAULT))
    return found


def rows(store: Store, query: str) -> list[tuple[str | None, ...]]:
    columns = [str(variable) for variable in prepareQuery(query).algebra.PV]
    return [
        tuple(None if row[column] is None else row[column].value for column in columns)
        for row in solutions(store, query)
    ]


def solutions(store: Store, query: str) -> list[QuerySolution]:
    """Ask apart from the parser, whose errors keep the frames that call it until some thread's
    collector comes; solutions may only be let go by the thread that asked."""
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, QuerySolutions)
    return list(answer)


def asked(store: Store, name: str, **values: str) -> list[tuple[str | None, ...]]:
    question = QUESTIONS[name]
    given = {**MANY.get(name, {}), **values}
    return rows(store, bind(question.sized(given), question.bindings(DEFAULT, given)))


@pytest.mark.parametrize("name", PLAIN)
def test_the_answer_is_that_of_the_plain_query(name: str, store: Store) -> None:
    bindings = QUESTIONS[name].bindings(DEFAULT, MANY.get(name))
    plain, ours = bind(PLAIN[name], bindings), QUESTIONS[name].query
    assert prepareQuery(plain).algebra.PV == prepareQuery(ours).algebra.PV
    expected = rows(store, plain)
    assert len(expected) > 1
    assert sorted(asked(store, name), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("name", PAGED)
def test_pages_put_together_are_the_whole_answer(name: str, store: Store) -> None:
    whole = asked(store, name)
    size = len(whole) // 3 + 1
    pages = [asked(store, name, limit=str(size), offset=str(size * page)) for page in range(4)]
    assert len(pages[0]) == size
    assert list(chain.from_iterable(pages)) == whole


def test_the_documents_compared_are_as_many_as_asked_for(store: Store) -> None:
    assert asked(store, "themes-changed", documents="1") == []
    both = asked(store, "themes-changed", documents="2")
    assert both
    assert both == asked(store, "themes-changed")


def test_numbers_of_rows_are_numbers() -> None:
    question = QUESTIONS["conditions"]
    assert question.sized() == question.sized({"limit": "1000", "offset": "0"}) == question.query
    assert "limit" not in question.bindings(DEFAULT, {"limit": "5"})
    for wrong in ("-1", "ten", "", "1 OFFSET 5", "\N{ARABIC-INDIC DIGIT FIVE}"):
        with pytest.raises(ParameterError, match="is no value for the parameter limit"):
            question.sized({"limit": wrong})
    with pytest.raises(ParameterError, match="it has: limit, offset"):
        question.sized({"rows": "5"})
