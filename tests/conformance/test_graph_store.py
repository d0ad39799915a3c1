"""SPARQL 1.1 Graph Store HTTP Protocol, method by method."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

TURTLE = {"Content-Type": "text/turtle"}
G = {"graph": "http://example.org/g"}
ONE, TWO = "<a:s> <a:p> 1 .", "<a:s> <a:p> 2 ."


def triples(client: httpx.Client, **params: str) -> set[str]:
    """A graph's triples as N-Triples lines."""
    answer = client.get("/store", params=params, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200, answer.text
    return set(answer.text.splitlines())


INTEGER = "^^<http://www.w3.org/2001/XMLSchema#integer> ."


def test_put_creates_then_replaces(client: httpx.Client) -> None:
    assert client.put("/store", params=G, content=ONE, headers=TURTLE).status_code == 201
    assert client.put("/store", params=G, content=TWO, headers=TURTLE).status_code == 204
    assert triples(client, **G) == {f'<a:s> <a:p> "2"{INTEGER}'}


def test_post_merges(client: httpx.Client) -> None:
    assert client.post("/store", params=G, content=ONE, headers=TURTLE).status_code == 201
    assert client.post("/store", params=G, content=TWO, headers=TURTLE).status_code == 204
    assert triples(client, **G) == {f'<a:s> <a:p> "{n}"{INTEGER}' for n in (1, 2)}


def test_merged_blank_nodes_stay_apart(client: httpx.Client) -> None:
    for _ in range(2):
        client.post("/store", params=G, content="_:x <a:p> 1 .", headers=TURTLE)
    assert len(triples(client, **G)) == 2


def test_default_graph(client: httpx.Client) -> None:
    assert client.put("/store?default", content=ONE, headers=TURTLE).status_code == 204
    assert triples(client, default="") == {f'<a:s> <a:p> "1"{INTEGER}'}
    assert client.delete("/store?default").status_code == 204
    assert triples(client, default="") == set()


def test_delete(client: httpx.Client) -> None:
    client.put("/store", params=G, content=ONE, headers=TURTLE)
    assert client.delete("/store", params=G).status_code == 204
    assert client.get("/store", params=G).status_code == 404
    assert client.delete("/store", params=G).status_code == 404


def test_empty_graph_exists(client: httpx.Client) -> None:
    assert client.put("/store", params=G, content="", headers=TURTLE).status_code == 201
    assert triples(client, **G) == set()


def test_head(client: httpx.Client) -> None:
    client.put("/store", params=G, content=ONE, headers=TURTLE)
    got, head = client.get("/store", params=G), client.head("/store", params=G)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]
    assert client.head("/store", params={"graph": "a:none"}).status_code == 404


def test_post_to_the_store_makes_a_graph(client: httpx.Client) -> None:
    answer = client.post("/store", content=ONE, headers=TURTLE)
    assert answer.status_code == 201
    location = answer.headers["location"]
    assert client.get(location).status_code == 200
    assert triples(client, graph=location) == {f'<a:s> <a:p> "1"{INTEGER}'}


def test_direct_reference(client: httpx.Client) -> None:
    url = str(client.base_url.join("/store/people/1"))
    assert client.put("/store/people/1", content="<> <a:p> 1 .", headers=TURTLE).status_code == 201
    assert triples(client, graph=url) == {f'<{url}> <a:p> "1"{INTEGER}'}
    assert client.post("/store/people/1", content=TWO, headers=TURTLE).status_code == 204
    assert client.delete("/store/people/1").status_code == 204
    assert client.get("/store/people/1").status_code == 404


def test_multipart(client: httpx.Client) -> None:
    files = [
        ("one", ("one.ttl", ONE, "text/turtle")),
        ("two", ("two.nt", "<a:s> <a:p> <a:o> .\n", "application/n-triples")),
    ]
    assert client.post("/store", params=G, files=files).status_code == 201
    assert triples(client, **G) == {f'<a:s> <a:p> "1"{INTEGER}', "<a:s> <a:p> <a:o> ."}


def test_multipart_of_a_field_with_several_files(client: httpx.Client) -> None:
    files = "".join(
        f"--in\r\nContent-Disposition: attachment; filename={number}.ttl\r\n"
        f"Content-Type: text/turtle\r\n\r\n<a:s> <a:p> {number} .\r\n"
        for number in (1, 2)
    )
    body = (
        '--out\r\nContent-Disposition: form-data; name="graphs"\r\n'
        f"Content-Type: multipart/mixed; boundary=in\r\n\r\n{files}--in--\r\n--out--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=out"}
    assert client.post("/store/people/1", content=body, headers=headers).status_code == 201
    url = str(client.base_url.join("/store/people/1"))
    assert triples(client, graph=url) == {f'<a:s> <a:p> "{n}"{INTEGER}' for n in (1, 2)}


def test_posting_nothing_changes_nothing(client: httpx.Client) -> None:
    location = client.post("/store", content=ONE, headers=TURTLE).headers["location"]
    assert client.post(location, content="", headers=TURTLE).status_code == 204
    assert triples(client, graph=location) == {f'<a:s> <a:p> "1"{INTEGER}'}


RDF_XML = {"Content-Type": "application/rdf+xml"}
NO_FORM = {"Content-Type": "multipart/form-data; boundary=other"}


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"method": "PUT", "params": G, "content": ONE, "headers": RDF_XML}),
        (400, {"method": "POST", "params": G, "content": "--x\r\n\r\n", "headers": NO_FORM}),
        (400, {"method": "PUT", "params": G, "content": "<a:s> <a:p>", "headers": TURTLE}),
        (
            400,
            {"method": "PUT", "params": {"graph": "relative"}, "content": ONE, "headers": TURTLE},
        ),
        (400, {"method": "PUT", "params": {**G, "default": ""}, "content": ONE, "headers": TURTLE}),
        (400, {"method": "GET"}),
        (400, {"method": "GET", "params": {"graph": "http://[bad"}}),
        (
            415,
            {
                "method": "PUT",
                "params": G,
                "content": ONE,
                "headers": {"Content-Type": "image/png"},
            },
        ),
        (406, {"method": "GET", "params": {"default": ""}, "headers": {"Accept": "image/png"}}),
        (405, {"method": "PATCH", "params": G}),
    ],
)
def test_refused(client: httpx.Client, status: int, request_: dict[str, Any]) -> None:
    answer = client.request(url="/store", **request_)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json"])
def test_formats(client: httpx.Client, accept: str) -> None:
    client.put("/store", params=G, content=ONE, headers=TURTLE)
    answer = client.get("/store", params=G, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert (
        client.put(
            "/store",
            params={"graph": "a:copy"},
            content=answer.content,
            headers={"Content-Type": accept},
        ).status_code
        == 201
    )
    assert triples(client, graph="a:copy") == triples(client, **G)
