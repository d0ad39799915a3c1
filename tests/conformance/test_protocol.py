"""SPARQL 1.1 Protocol, section by section: what a client may send, and what must be refused."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from ontology.iris import BASE

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
ASK = "ASK {}"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
G1, G2 = "http://example.org/g1", "http://example.org/g2"
DATA = f"INSERT DATA {{ GRAPH <{G1}> {{ <a:1> a <a:T> }} GRAPH <{G2}> {{ <a:2> a <a:T> }} }}"


def boolean(answer: Any) -> bool:
    """The answer to an ASK."""
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


class TestQuery:
    def test_get(self, client: httpx.Client) -> None:
        assert boolean(client.get("/sparql", params={"query": ASK}))

    def test_post_form(self, client: httpx.Client) -> None:
        assert boolean(client.post("/sparql", data={"query": ASK}))

    def test_post_directly(self, client: httpx.Client) -> None:
        assert boolean(client.post("/sparql", content=ASK, headers=QUERY))

    def test_post_directly_with_charset(self, client: httpx.Client) -> None:
        headers = {"Content-Type": "application/sparql-query; charset=UTF-8"}
        assert boolean(client.post("/sparql", content=ASK, headers=headers))

    @pytest.mark.parametrize("way", ["get", "form", "direct"])
    @pytest.mark.parametrize(
        ("graphs", "query", "expected"),
        [
            ({"default-graph-uri": G1}, "ASK { <a:1> a ?t }", True),
            ({"default-graph-uri": G1}, "ASK { <a:2> a ?t }", False),
            ({"default-graph-uri": [G1, G2]}, "ASK { <a:1> a ?t . <a:2> a ?t }", True),
            ({"named-graph-uri": G1}, "ASK { <a:1> a ?t }", False),
            ({"named-graph-uri": G1}, "ASK { GRAPH ?g { <a:1> a ?t } }", True),
            ({"named-graph-uri": G1}, "ASK { GRAPH ?g { <a:2> a ?t } }", False),
            (
                {"default-graph-uri": G1, "named-graph-uri": G2},
                "ASK { <a:1> a ?t . GRAPH ?g { <a:2> a ?t } }",
                True,
            ),
            # The protocol's dataset takes the place of the query's own.
            ({"default-graph-uri": G1}, f"ASK FROM <{G2}> {{ <a:1> a ?t }}", True),
        ],
    )
    def test_dataset(
        self, client: httpx.Client, way: str, graphs: dict[str, Any], query: str, expected: bool
    ) -> None:
        client.post("/update", content=DATA, headers=UPDATE)
        match way:
            case "get":
                answer = client.get("/sparql", params={"query": query, **graphs})
            case "form":
                answer = client.post("/sparql", data={"query": query, **graphs})
            case _:
                answer = client.post("/sparql", params=graphs, content=query, headers=QUERY)
        assert boolean(answer) is expected

    @pytest.mark.parametrize(
        ("query", "accept", "given"),
        [
            ("SELECT ?x {}", None, "application/sparql-results+json"),
            ("SELECT ?x {}", "application/sparql-results+xml", "application/sparql-results+xml"),
            ("SELECT ?x {}", "text/csv", "text/csv; charset=utf-8"),
            (
                "SELECT ?x {}",
                "text/tab-separated-values",
                "text/tab-separated-values; charset=utf-8",
            ),
            ("SELECT ?x {}", "text/csv;q=0.2, application/json;q=0.3", "application/json"),
            ("SELECT ?x {}", "text/turtle, */*;q=0.1", "application/sparql-results+json"),
            ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", None, "text/turtle; charset=utf-8"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
            ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-quads", "application/n-quads"),
            ("DESCRIBE <a:1>", "application/trig", "application/trig"),
        ],
    )
    def test_media_types(
        self, client: httpx.Client, query: str, accept: str | None, given: str
    ) -> None:
        headers = {"Accept": accept} if accept else {"Accept": "*/*"}
        answer = client.get("/sparql", params={"query": query}, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (200, given)
        assert "Accept" in answer.headers["vary"]

    def test_what_cannot_be_given(self, client: httpx.Client) -> None:
        answer = client.get("/sparql", params={"query": ASK}, headers={"Accept": "image/png"})
        assert answer.status_code == 406
        assert "text/csv" in answer.json()["offered"]


class TestRefused:
    @pytest.mark.parametrize(
        ("status", "request_"),
        [
            (400, {"method": "GET", "params": {"update": "CLEAR ALL"}}),
            (400, {"method": "GET", "params": {"query": [ASK, ASK]}}),
            (400, {"method": "GET", "params": {"query": "ASK {"}}),
            (400, {"method": "GET", "params": {"query": "CLEAR ALL"}}),
            (400, {"method": "POST", "data": {"query": [ASK, ASK]}}),
            (400, {"method": "POST", "data": {"query": "ASK {"}}),
            (400, {"method": "POST", "data": {"query": ASK, "update": "CLEAR ALL"}}),
            (400, {"method": "POST", "data": {"other": ASK}}),
            (400, {"method": "POST", "content": b"ASK { '\xff' }", "headers": QUERY}),
            (400, {"method": "POST", "content": b"query=%ff", "headers": FORM}),
            (415, {"method": "POST", "content": ASK, "headers": {"Content-Type": "text/plain"}}),
            (415, {"method": "POST", "content": ASK}),
            (415, {"method": "POST", "content": "query=ASK+%7B%7D"}),
            (
                415,
                {
                    "method": "POST",
                    "content": ASK.encode("utf-16"),
                    "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"},
                },
            ),
            (405, {"method": "PUT", "content": ASK, "headers": QUERY}),
            (405, {"method": "DELETE"}),
        ],
    )
    def test_query(self, client: httpx.Client, status: int, request_: dict[str, Any]) -> None:
        answer = client.request(url="/sparql", **request_)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status

    @pytest.mark.parametrize(
        ("status", "request_"),
        [
            (405, {"method": "GET", "params": {"update": "CLEAR ALL"}}),
            (400, {"method": "POST", "data": {"update": ["CLEAR ALL", "CLEAR ALL"]}}),
            (400, {"method": "POST", "data": {"update": "CLEAR"}}),
            (400, {"method": "POST", "data": {"query": "CLEAR ALL"}}),
            (400, {"method": "POST", "data": {"update": "CLEAR ALL", "query": ASK}}),
            (400, {"method": "POST", "content": b"CLEAR \xff", "headers": UPDATE}),
            (415, {"method": "POST", "content": "CLEAR ALL"}),
            (415, {"method": "POST", "content": "CLEAR ALL", "headers": QUERY}),
            (415, {"method": "POST", "content": "update=CLEAR+ALL"}),
            (
                415,
                {
                    "method": "POST",
                    "content": "CLEAR ALL".encode("utf-16"),
                    "headers": {"Content-Type": "application/sparql-update; charset=UTF-16"},
                },
            ),
            *[
                (400, {"method": "POST", "params": {name: G1}, **body})
                for name in ("using-graph-uri", "using-named-graph-uri")
                for conflict in (
                    f"INSERT {{ ?s a <a:X> }} USING <{G2}> WHERE {{ ?s a ?t }}",
                    f"INSERT {{ ?s a <a:X> }} USING NAMED <{G2}> WHERE {{ ?s a ?t }}",
                    f"WITH <{G2}> DELETE {{ ?s a ?t }} WHERE {{ ?s a ?t }}",
                )
                for body in (
                    {"content": conflict, "headers": UPDATE},
                    {"data": {"update": conflict}},
                )
            ],
        ],
    )
    def test_update(self, client: httpx.Client, status: int, request_: dict[str, Any]) -> None:
        client.post("/update", content=DATA, headers=UPDATE)
        answer = client.request(url="/update", **request_)
        assert (answer.status_code, answer.json()["status"]) == (status, status)
        kept = client.get("/sparql", params={"query": "ASK { GRAPH ?g { <a:1> a ?t } }"})
        assert boolean(kept)


class TestUpdate:
    @pytest.mark.parametrize("path", ["/update", "/sparql"])
    def test_post_form(self, client: httpx.Client, path: str) -> None:
        answer = client.post(path, data={"update": "INSERT DATA { <a:a> <a:b> 1 }"})
        assert answer.status_code == 204
        assert boolean(client.get("/sparql", params={"query": "ASK { <a:a> <a:b> 1 }"}))

    @pytest.mark.parametrize("path", ["/update", "/sparql"])
    def test_post_directly(self, client: httpx.Client, path: str) -> None:
        answer = client.post(path, content="INSERT DATA { <a:a> <a:b> 1 }", headers=UPDATE)
        assert answer.status_code == 204
        assert boolean(client.get("/sparql", params={"query": "ASK { <a:a> <a:b> 1 }"}))

    @pytest.mark.parametrize("way", ["form", "direct"])
    @pytest.mark.parametrize(
        ("graphs", "where", "matched"),
        [
            ({"using-graph-uri": G1}, "?s a <a:T>", {"a:1"}),
            ({"using-graph-uri": [G1, G2]}, "?s a <a:T>", {"a:1", "a:2"}),
            ({"using-named-graph-uri": G1}, "GRAPH ?g { ?s a <a:T> }", {"a:1"}),
            ({"using-named-graph-uri": G1}, "?s a <a:T>", set()),
            (
                {"using-graph-uri": G1, "using-named-graph-uri": G2},
                "{ ?s a <a:T> } UNION { GRAPH ?g { ?s a <a:T> } }",
                {"a:1", "a:2"},
            ),
        ],
    )
    def test_dataset(
        self, client: httpx.Client, way: str, graphs: dict[str, Any], where: str, matched: set[str]
    ) -> None:
        client.post("/update", content=DATA, headers=UPDATE)
        update = f"INSERT {{ GRAPH <a:new> {{ ?s a <a:X> }} }} WHERE {{ {where} }}"
        if way == "form":
            answer = client.post("/update", data={"update": update, **graphs})
        else:
            answer = client.post("/update", params=graphs, content=update, headers=UPDATE)
        assert answer.status_code == 204
        query = "SELECT ?s { GRAPH <a:new> { ?s ?p ?o } }"
        rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
        assert {row["s"]["value"] for row in rows} == matched

    def test_relative_iris_have_a_base(self, client: httpx.Client) -> None:
        client.post("/update", content="INSERT DATA { <a:a> <a:b> <x> }", headers=UPDATE)
        asked = "SELECT ?o { <a:a> <a:b> ?o FILTER(isIRI(?o) && ?o = <x>) }"
        rows = client.get("/sparql", params={"query": asked}).json()["results"]["bindings"]
        assert [row["o"]["value"] for row in rows] == [f"{BASE}x"]


class TestServiceDescription:
    def test_what_it_says(self, client: httpx.Client) -> None:
        answer = client.get("/sparql", headers={"Accept": "text/turtle"})
        graph = Graph().parse(data=answer.text, format="turtle")
        (service,) = graph.subjects(RDF.type, SD.Service)
        assert graph.value(service, SD.endpoint) == URIRef(f"{client.base_url}/sparql")
        languages = set(graph.objects(service, SD.supportedLanguage))
        assert {SD.SPARQL11Query, SD.SPARQL11Update} <= languages
        formats = {str(f).rpartition("/")[2] for f in graph.objects(service, SD.resultFormat)}
        assert {"SPARQL_Results_JSON", "SPARQL_Results_XML", "Turtle", "N-Triples"} <= formats
        dataset = graph.value(service, SD.defaultDataset)
        assert (dataset, RDF.type, SD.Dataset) in graph
        default = graph.value(dataset, SD.defaultGraph)
        assert (default, RDF.type, SD.Graph) in graph

    def test_it_names_the_graphs(self, client: httpx.Client) -> None:
        client.post("/update", content=DATA, headers=UPDATE)
        answer = client.get("/sparql", headers={"Accept": "text/turtle"})
        graph = Graph().parse(data=answer.text, format="turtle")
        (dataset,) = graph.objects(None, SD.defaultDataset)
        named = list(graph.objects(dataset, SD.namedGraph))
        assert {graph.value(n, SD.name) for n in named} == {URIRef(G1), URIRef(G2)}
        assert all((graph.value(n, SD.graph), RDF.type, SD.Graph) in graph for n in named)

    @pytest.mark.parametrize(
        "accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "*/*"]
    )
    def test_bare_get(self, client: httpx.Client, accept: str) -> None:
        answer = client.get("/sparql", headers={"Accept": accept})
        assert answer.status_code == 200
        assert "sparql-service-description#" in answer.text
        assert f"{client.base_url}/sparql" in answer.text

    def test_head(self, client: httpx.Client) -> None:
        got = client.get("/sparql", params={"query": ASK})
        head = client.head("/sparql", params={"query": ASK})
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == got.headers["content-type"]
        assert head.headers["content-length"] == got.headers["content-length"]
