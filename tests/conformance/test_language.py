"""The SPARQL 1.1 query and update language over HTTP, in every format of results."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from tests.conformance.results import (
    CSV,
    JSON,
    TSV,
    XML,
    Rows,
    as_csv,
    read,
    read_graph,
    same,
    same_graph,
)

STATED: dict[str, Any] = tomllib.loads(Path(__file__).with_name("language.toml").read_text("utf-8"))
PREFIXES = STATED["prefixes"]
GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


def cases(kind: str) -> Any:
    """Parametrise over the stated cases of one kind."""
    stated = STATED[kind]
    return pytest.mark.parametrize("case", stated, ids=[case["group"] for case in stated])


@pytest.fixture(scope="module")
def harbour(conformance_server: httpx.Client) -> httpx.Client:
    """The server with the harbour's data, which tests read only."""
    return fill(conformance_server)


@pytest.fixture
def changed(harbour: httpx.Client) -> Iterator[httpx.Client]:
    """The server with the harbour's data, which is put back after the test."""
    yield harbour
    fill(harbour)


def fill(client: httpx.Client) -> httpx.Client:
    """Put the harbour's data in place of what is there."""
    update = f"DROP ALL ; {PREFIXES} INSERT DATA {{ {STATED['data']} }}"
    assert client.post("/update", data={"update": update}).status_code == 204
    return client


def ask(client: httpx.Client, text: str, accept: str) -> bytes:
    """Ask a query that has an answer."""
    query = {"query": f"{PREFIXES}{text}"}
    answer = client.post("/sparql", data=query, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer.content


@cases("query")
@pytest.mark.parametrize("accept", [JSON, XML, CSV, TSV])
def test_select(case: dict[str, Any], accept: str, harbour: httpx.Client) -> None:
    found = read(ask(harbour, case["text"], accept), accept)
    stated = read(case["answer"].encode(), CSV)
    assert isinstance(found, Rows)
    assert isinstance(stated, Rows)
    assert found.variables == stated.variables
    ordered = "ORDER BY" in case["text"]
    expected = Rows(stated.variables, as_csv(_named(stated)).rows, ordered)
    assert same(as_csv(found), expected), (found, expected)


def _named(rows: Rows) -> Rows:
    """Write the harbour's names out."""
    base = "http://example.org/"
    named = (
        {n: type(t)(base + t.value[1:]) if t.value[:1] == ":" else t for n, t in row.items()}  # type: ignore[call-arg, union-attr]
        for row in rows.rows
    )
    return Rows(rows.variables, tuple(named), rows.ordered)


@cases("ask")
@pytest.mark.parametrize("accept", [JSON, XML, CSV, TSV])
def test_ask(case: dict[str, Any], accept: str, harbour: httpx.Client) -> None:
    assert read(ask(harbour, case["text"], accept), accept) is case["answer"]


@cases("construct")
@pytest.mark.parametrize("accept", GRAPHS)
def test_construct(case: dict[str, Any], accept: str, harbour: httpx.Client) -> None:
    expected = list(parse(f"{PREFIXES}{case['answer']}".encode(), RdfFormat.TURTLE))
    assert same_graph(read_graph(ask(harbour, case["text"], accept), accept), expected)


@cases("bad")
def test_no_sparql(case: dict[str, Any], harbour: httpx.Client) -> None:
    answer = harbour.post("/sparql", data={"query": f"{PREFIXES}{case['text']}"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/docs#query-syntax")


@cases("update")
def test_update(case: dict[str, Any], changed: httpx.Client) -> None:
    answer = changed.post("/update", data={"update": f"{PREFIXES}{case['text']}"})
    assert answer.status_code == 204, answer.text
    assert read(ask(changed, case["check"], JSON), JSON) is True


@cases("undone")
def test_update_that_fails(case: dict[str, Any], harbour: httpx.Client) -> None:
    everything = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    before = read(ask(harbour, everything, JSON), JSON)
    answer = harbour.post("/update", data={"update": f"{PREFIXES}{case['text']}"})
    assert answer.status_code == 400
    after = read(ask(harbour, everything, JSON), JSON)
    assert isinstance(before, Rows)
    assert isinstance(after, Rows)
    assert same(before, after)
