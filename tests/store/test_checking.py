"""Queries looked at before they run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from graph.store import QueryRefused, QuerySyntaxError, QueryTooLarge, check_query, check_update
from graph.store.checking import _at_a_glance, _first_word, _scan
from graph.store.parameters import bind
from graph.store.tokens import tokens

MAX = {"max_bytes": 10_000, "max_depth": 50}

REACHING_OUT = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "select*{service ?x{}}",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> {} }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:1/>{?s ?p ?o} }",
    "SELECT * { SERVICE # comment\n <http://127.0.0.1:1/> {} }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:1/>{?s ?p ?o} }",
    "SELECT * { ?s ?p 1eSERVICE<http://127.0.0.1:1/>{?s ?p ?o} }",
    'SELECT * { ?s ?p "x"@enSERVICE . SERVICE<http://127.0.0.1:1/>{} }',
    'SELECT * { ?s ?p "x"@en--ltrSERVICE<http://127.0.0.1:1/>{?s ?p ?o} }',
    "PREFIX a: <http://127.0.0.1:1/> SELECT * { SERVICEa:b {?s ?p ?o} }",
    "PREFIX a: <http://127.0.0.1:1/> SELECT * { ?s ?p trueSERVICEa:b {?s ?p ?o} }",
    "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE#>\n<http://127.0.0.1:1/>{?s ?p ?o} }",
    "SELECT * { GRAPH ?g { OPTIONAL { SERVICE ?x { ?s ?p ?o } } } }",
    "SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE ?x { ?s ?p ?o } } }",
]

STAYING_IN = [
    "SELECT * { ?s ?p 'SERVICE <http://a/> {}' }",
    'SELECT * { ?s ?p """ " SERVICE <http://a/> {} "" """ }',
    r"SELECT * { ?s ?p 'it\'s a SERVICE <x> {}' }",
    "SELECT * { ?service ?load $SERVICE }",
    "SELECT * { ?s <http://example.org/SERVICE> <http://example.org/service#LOAD> }",
    "PREFIX service: <http://example.org/> SELECT * { ?s service:x service:LOAD }",
    "PREFIX ex: <http://example.org/> SELECT * { ?s ex:service ?o . ?s ex:load ?p }",
    "ASK { ?s ?p ?o } # SERVICE <http://a/> {}",
    "ASK { ?s ?p 'x'@service }",
    "ASK { FILTER(?a < 1 && ?service > 2) }",
]


@pytest.mark.parametrize("query", REACHING_OUT)
def test_reaching_out_is_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is refused"):
        check_query(query, **MAX)


@pytest.mark.parametrize("query", STAYING_IN)
def test_words_that_only_look_like_it_are_not(query: str) -> None:
    assert check_query(query, **MAX).form in {"SELECT", "ASK"}


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <http://127.0.0.1:1/>",
        "load silent <file:///etc/passwd> into graph <a:g>",
        "INSERT DATA { <a:a> <a:b> 1 } ; LOAD <http://127.0.0.1:1/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_updates_that_reach_out_are_refused(update: str) -> None:
    with pytest.raises(QueryRefused, match="opens no connection and no file"):
        check_update(update, **MAX)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA {}",
        "PREFIX a: <a:> DELETE WHERE {}",
        "DROP ALL",
        "WITH <a:g> DELETE {} WHERE {}",
    ],
)
def test_update_as_a_query_is_refused(update: str) -> None:
    with pytest.raises(QueryRefused, match="is an update"):
        check_query(update, **MAX)


def test_forms() -> None:
    prologue = "BASE <http://example.org/> # SELECT\nPREFIX select: <ask> "
    for form in ("SELECT * {}", "ask {}", "Construct {} WHERE {}", "DESCRIBE <x>"):
        assert check_query(prologue + form, **MAX).form == form.split()[0].upper()


TEXT = (
    "SELECT ASK prefix a: <http://a/> * { } ( ) ?x service SERVICE Load FROM now() # 'a' "
    "CONSTRUCT WHERE \\u0053ERVICE ſervice [] download:x"
)
PIECES = st.lists(st.sampled_from([*TEXT.split(), "\n"]))


@given(PIECES.map(" ".join), st.sampled_from([2, 50]))
def test_a_glance_sees_what_a_closer_look_sees(query: str, depth: int) -> None:
    limits = {"max_bytes": 10_000, "max_depth": depth}
    plain = _at_a_glance(query, **limits)
    if plain is not None:
        found = _scan(query, **limits)
        first = _first_word(found)
        assert first is not None
        words = {token.text.upper() for token in found if token.kind == "word"}
        assert (plain.form, False, False) == (
            first.text.upper(),
            "FROM" in words,
            bool(words & {"NOW", "RAND", "UUID", "STRUUID"}),
        )


def test_dataset_and_volatility() -> None:
    checked = check_query("SELECT (NOW() AS ?n) FROM <a:g> {}", **MAX)
    assert (checked.has_dataset, checked.is_volatile) == (True, True)
    checked = check_query("SELECT * { ?now ?rand 'FROM' }", **MAX)
    assert (checked.has_dataset, checked.is_volatile) == (False, False)


def test_no_form_has_a_place() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        check_query("PREFIX a: <a:>\n  FOO {}", **MAX)
    assert (caught.value.line, caught.value.column) == (2, 3)


def test_size_and_depth() -> None:
    with pytest.raises(QueryTooLarge, match="10,001 bytes"):
        check_query("x" * 10_001, **MAX)
    with pytest.raises(QueryTooLarge, match="deeper than 50"):
        check_query("SELECT * " + "{" * 51 + "}" * 51, **MAX)
    assert check_query("SELECT * " + "{" * 50 + "}" * 50 + "# {{{{", **MAX).form == "SELECT"


@given(st.text())
def test_any_text_is_cut_into_tokens(text: str) -> None:
    found = list(tokens(text))
    assert all(text[t.start : t.end] == t.text for t in found)
    assert [t.start for t in found] == sorted(t.start for t in found)


TERMS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])).map(Literal),
    st.integers(-(2**40), 2**40).map(Literal),
    st.sampled_from(["a", "service#x", "%20"]).map(lambda s: NamedNode(f"http://example.org/{s}")),
)


@given(TERMS)
def test_a_parameter_arrives_as_it_is(term: Literal | NamedNode) -> None:
    query = "SELECT ?value ?again { { SELECT ?again { BIND (?value AS ?again) } } }"
    rows = list(Store().query(bind(query, {"value": term})))
    assert [(row["value"], row["again"]) for row in rows] == [(term, term)]


def test_parameters_in_other_places() -> None:
    bound = {"x": Literal(1)}
    assert bind("ASK { VALUES ?x { 1 2 } }", bound).count("VALUES") == 2
    assert bind("ASK { VALUES (?x ?y) { (1 2) } }", bound).count("VALUES") == 2
    assert bind("CONSTRUCT { ?s ?p ?x } WHERE { ?s ?p ?x }", bound).index("VALUES") > 30
    with pytest.raises(QueryRefused, match="blank node"):
        bind("ASK { ?x ?y ?z }", {"x": BlankNode()})
