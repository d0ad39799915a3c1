"""Clients that others wrote work unmodified against a served corpus."""

from __future__ import annotations

import csv
import io
import json
import urllib.request

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper

from graph.questions import load_questions
from graph.store.parameters import bind
from ontology.iris import DEFAULT
from tests.conftest import Server

QUESTIONS = load_questions()
NOTHING = {"candidate-names", "repetitions"}
"""The two reports repeat nothing, and name nobody whom no vocabulary has."""
UNODC = "https://w3id.org/recgraph/id/unodc"


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_sparqlwrapper_asks_every_named_question(name: str, server: Server) -> None:
    question = QUESTIONS[name]
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=JSON)
    client.setQuery(bind(question.query, question.bindings(DEFAULT)))
    by_get = client.query().convert()["results"]["bindings"]
    client.setMethod("POST")
    by_post = client.query().convert()["results"]["bindings"]
    assert by_post == by_get
    assert by_get or name in NOTHING


def test_sparqlwrapper_takes_other_formats(server: Server) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=CSV)
    client.setQuery(
        "PREFIX rec: <https://w3id.org/recgraph/ontology#> SELECT ?n { ?u rec:number ?n }"
    )
    rows = list(csv.reader(io.StringIO(client.query().convert().decode())))
    assert len(rows) == 1 + 42
    client.setReturnFormat(TURTLE)
    client.setQuery(f"DESCRIBE <{UNODC}>")
    described = Graph().parse(data=client.query().convert(), format="turtle")
    assert URIRef(UNODC) in set(described.subjects())


def test_rdflib_reads_through_its_sparql_store(server: Server) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql", returnFormat="xml"))
    asked = graph.query(
        "PREFIX rec: <https://w3id.org/recgraph/ontology#>"
        f" SELECT ?number {{ ?unit rec:addressedTo <{UNODC}> ; rec:number ?number }}"
    )
    numbers = {str(row[0]) for row in asked}
    assert numbers == {"2(l)", "2(l)(i)", "2(l)(ii)", "2(l)(iii)", "2(m)"}


def test_curl_like_calls_of_the_json_routes(server: Server) -> None:
    with urllib.request.urlopen(f"{server.url}/api/recommendations?addressee=unodc") as answer:
        found = json.load(answer)
    assert found["total"] == 5
    assert [item["number"] for item in found["items"]] == [
        "2(l)",
        "2(l)(i)",
        "2(l)(ii)",
        "2(l)(iii)",
        "2(m)",
    ]
