"""Full-text search: the query language, what matches, where, and in which order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue, Counts, EntityRecord, Filters, UnitRecord
from graph.search import SearchError, SearchIndex

TEXTS = (
    "Trainings for judges and police.",
    "The Budapest Convention on cross-border évidence.",
    "Élèves and a judge; resolution 74/247.",
    "budapest, the capital",
)
ENTITIES = {
    "budapest-convention": EntityRecord(
        key="budapest-convention",
        iri="https://example.org/bc",
        type="instrument",
        label="Convention on Cybercrime",
        short="Budapest Convention",
        alt=("Council of Europe Convention on Cybercrime",),
        counts=Counts(units=3),
    ),
    "uncac": EntityRecord(
        key="uncac",
        iri="https://example.org/uncac",
        type="instrument",
        label="United Nations Convention against Corruption",
        short="UNCAC",
        counts=Counts(units=9),
    ),
}


def catalogue_of(*texts: str) -> Catalogue:
    units = [
        UnitRecord(
            index=index,
            document="report",
            key=str(index),
            number=str(index),
            citation=f"report, {index}",
            iri=f"https://example.org/{index}",
            kind="recommendation",
            order=index,
            text=text,
            title="About water" if index == 3 else "",
        )
        for index, text in enumerate(texts)
    ]
    return Catalogue("v", {}, units, ENTITIES)


@pytest.fixture(scope="module")
def search() -> SearchIndex:
    return catalogue_of(*TEXTS).search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("judge", {0, 2}),
        ("JUDGES", {0, 2}),
        ("train", {0}),
        ("budap*", {1, 3}),
        ("cross-border", {1}),
        ("cross-bord*", {1}),
        ("74/247", {2}),
        ('"judges and police"', {0}),
        ('"police and judges"', set()),
        ("judges police", {0}),
        ("judges AND police", {0}),
        ("evidence OR police", {0, 1}),
        ("NOT judge", {1, 3}),
        ("budapest NOT convention", {3}),
        ("(judges OR budapest) NOT capital", {0, 1, 2}),
        ("NOT (judges OR budapest)", set()),
        ("NOT NOT judge", {0, 2}),
        ("eleves", {2}),
        ("water", {3}),
        ("and", {0, 2}),
        ("nothing-of-the-kind", set()),
    ],
)
def test_what_matches(search: SearchIndex, query: str, found: set[int]) -> None:
    assert set(search.hits(query)) == found


@pytest.mark.parametrize(
    ("query", "unit", "words"),
    [
        ("judge", 0, ["judges"]),
        ('"judges and police"', 0, ["judges and police"]),
        ("cross-bord*", 1, ["cross-border"]),
        ("évidence OR budapest", 1, ["Budapest", "évidence"]),
        ("judge NOT police", 2, ["judge"]),
        ("water", 3, []),
    ],
)
def test_where_it_matches(search: SearchIndex, query: str, unit: int, words: list[str]) -> None:
    assert [TEXTS[unit][a:b] for a, b in search.spans(query, unit)] == words


def test_the_best_match_comes_first(search: SearchIndex) -> None:
    assert list(search.hits("budapest")) == [3, 1]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ('"judges', "quotation mark at 1 is not closed"),
        ("(judges", "bracket at 1 is not closed"),
        ("judges)", "closing bracket at 7"),
        ("", "no word to look for"),
        ("AND", "no word to look for"),
        ("OR judges", "a word is missing before 'OR' at 1"),
        ("judges OR", "a word is missing at the end"),
        ("()", "no word to look for"),
        ("*", "no word to look for"),
        ("(" * 30 + "a", "more than 16 brackets"),
        ("a " * 65, "more than 64 words"),
    ],
)
def test_what_cannot_be_read_is_told(search: SearchIndex, query: str, told: str) -> None:
    with pytest.raises(SearchError, match=told.replace("(", "\\(")):
        search.hits(query)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("budap", ["budapest-convention"]),
        ("conv cyber", ["budapest-convention"]),
        ("convention", ["budapest-convention", "uncac"]),
        ("uncac", ["uncac"]),
        ("water", []),
        ("!?", []),
    ],
)
def test_entities_are_found_as_they_are_typed(
    search: SearchIndex, typed: str, found: list[str]
) -> None:
    assert [entity.key for entity in search.entities(typed)] == found


def test_a_query_narrows_a_selection() -> None:
    catalogue = catalogue_of(*TEXTS)
    selection = catalogue.select(Filters(q="budapest"), sort="relevance")
    assert selection.indices == (3, 1)
    assert set(selection.scores) == {1, 3}


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_query_breaks_it(query: str) -> None:
    search = SHARED
    try:
        found = search.hits(query)
    except SearchError:
        return
    for unit in found:
        for start, end in search.spans(query, unit):
            assert 0 <= start < end <= len(TEXTS[unit])


SHARED = catalogue_of(*TEXTS).search
