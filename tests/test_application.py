"""What stands around the routes: settings, problems, headers, limits, linked data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from api.gate import RateLimit
from api.negotiation import negotiate, preferred
from api.problems import PROBLEMS, Problem
from api.settings import Settings
from graph.store import StoreError
from tests.conftest import Server
from tests.serving import TOKEN, serving

BASE = "https://w3id.org/recgraph/"
REC = "https://w3id.org/recgraph/ontology#"
DATA = f"""
PREFIX rec: <{REC}>
INSERT DATA {{ GRAPH <{BASE}graph/report> {{
    <{BASE}id/document/report> a rec:Document .
    <{BASE}id/document/report/2(l)(i)>
        a rec:Unit ; rec:statement <{BASE}id/document/report/2(l)(i)#s0> .
    <{BASE}id/document/report/2(l)(i)#s0> rec:text "Training" .
    <{BASE}id/unodc> rec:shortName "UNODC"
}} }}"""


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A server with a few triples."""
    settings = Settings(token=TOKEN, rate_per_minute=0, max_upload_bytes=10_000)
    with serving(settings, empty=True) as client:
        headers = {"Content-Type": "application/sparql-update"}
        assert client.post("/update", content=DATA, headers=headers).status_code == 204
        yield client


def ask(method: str, url: str, **given: Any) -> httpx.Response:
    """Ask a server that may be loading its catalogue just now."""
    return httpx.request(method, url, timeout=60, trust_env=False, **given)


class TestSettings:
    def test_environment_and_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "mine.toml"
        file.write_text('port = 1234\nquery_timeout_s = 3\ncors_origins = ["https://a.example"]\n')
        monkeypatch.setenv("RECGRAPH_CONFIG", str(file))
        monkeypatch.setenv("RECGRAPH_PORT", "4321")
        settings = Settings()
        assert (settings.port, settings.query_timeout_s) == (4321, 3.0)
        assert settings.cors_origins == ("https://a.example",)
        monkeypatch.setenv("RECGRAPH_CORS_ORIGINS", "https://b.example, https://c.example")
        assert Settings().cors_origins == ("https://b.example", "https://c.example")
        assert Settings(port=1).port == 1

    def test_unknown_key_in_the_file_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "recgraph.toml").write_text("prot = 80\n")
        monkeypatch.chdir(tmp_path)
        with pytest.raises(ValidationError, match="prot"):
            Settings()

    def test_every_setting_is_described(self) -> None:
        names = (
            "host port data store_url token base_iri query_timeout_s max_query_bytes "
            "max_result_bytes max_upload_bytes rate_per_minute memory_limit_mib cors_origins "
            "workers query_workers union_default_graph"
        )
        assert set(names.split()) <= set(Settings.model_fields)
        for name, field in Settings.model_fields.items():
            assert field.description, name
            for unit, word in (("_s", "seconds"), ("_bytes", "bytes"), ("_mib", "MiB")):
                assert not name.endswith(unit) or word in field.description, name

    def test_defaults(self) -> None:
        settings = Settings()
        assert settings.union_default_graph is True
        assert settings.token is None
        assert settings.rate_per_minute == 0
        assert "letmein" not in repr(Settings(token=TOKEN))


class TestNegotiation:
    @pytest.mark.parametrize(
        ("accept", "expected"),
        [
            (None, "text/turtle"),
            ("", "text/turtle"),
            ("*/*", "text/turtle"),
            ("application/*", "application/ld+json"),
            ("text/turtle;q=0.5, application/ld+json;q=0.6", "application/ld+json"),
            ("text/*;q=0, */*;q=0.1", "application/ld+json"),
            ("TEXT/TURTLE", "text/turtle"),
            ("text/turtle;q=0", None),
            ("image/png", None),
            ("nonsense, text/turtle", "text/turtle"),
        ],
    )
    def test_preferred(self, accept: str | None, expected: str | None) -> None:
        assert preferred(accept, ["text/turtle", "application/ld+json"]) == expected

    @given(st.text())
    def test_any_header(self, accept: str) -> None:
        assert preferred(accept, ["text/turtle"]) in ("text/turtle", None)

    def test_406_lists_what_there_is(self) -> None:
        with pytest.raises(Problem) as caught:
            negotiate("image/png", ["text/turtle", "text/csv"])
        assert caught.value.status == 406
        assert caught.value.extensions == {"offered": ["text/turtle", "text/csv"]}


class TestProblems:
    def test_every_error_of_the_store_has_one(self) -> None:
        kinds = {StoreError, *StoreError.__subclasses__()}
        untold = {kind.__name__ for kind in kinds if kind not in PROBLEMS}
        assert untold == {"StoreFormatError"}  # met before there is a server

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/nothing", 404),
            ("GET", "/id/nothing", 404),
            ("PATCH", "/sparql", 405),
            ("GET", "/store/../../etc/passwd", 404),
            ("GET", "/data/%2e%2e%2f%2e%2e%2fetc%2fpasswd", 404),
            ("GET", "/graph/none", 404),
            ("POST", "/sparql", 415),
            ("POST", "/update?update=x", 415),
        ],
    )
    def test_shape(self, client: httpx.Client, method: str, path: str, status: int) -> None:
        answer = client.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json().keys() >= {"type", "title", "status", "detail"}
        assert answer.json()["status"] == status

    @pytest.mark.parametrize("name", ["using-graph-uri", "using-named-graph-uri"])
    def test_a_graph_named_by_no_iri(self, client: httpx.Client, name: str) -> None:
        update = "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"
        answer = client.post("/update", data={"update": update, name: "AAA"})
        assert (answer.status_code, answer.headers["content-type"]) == (
            400,
            "application/problem+json",
        )

    def test_upload_limit(self, client: httpx.Client) -> None:
        headers = {"Content-Type": "text/turtle"}
        answer = client.put("/store?default", content="#" * 10_001, headers=headers)
        assert answer.status_code == 413


class TestHeaders:
    def test_security(self, client: httpx.Client) -> None:
        for path in ("/health", "/docs", "/nothing"):
            headers = client.get(path).headers
            assert "default-src 'self'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"]

    def test_request_id(self, client: httpx.Client) -> None:
        given = client.get("/health", headers={"X-Request-ID": "mine-1"})
        assert given.headers["x-request-id"] == "mine-1"
        made = client.get("/health", headers={"X-Request-ID": "not / mine"})
        assert len(made.headers["x-request-id"]) == 16

    def test_cors(self, client: httpx.Client) -> None:
        origin = {"Origin": "https://a.example"}
        assert client.get("/health", headers=origin).headers["access-control-allow-origin"] == "*"
        assert client.get("/nothing", headers=origin).headers["access-control-allow-origin"] == "*"
        asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x"}
        preflight = client.options("/sparql", headers=origin | asked)
        assert preflight.status_code == 200
        assert "POST" in preflight.headers["access-control-allow-methods"]

    def test_head_everywhere(self, client: httpx.Client) -> None:
        for path in ("/health", "/openapi.json", "/docs", "/nothing", "/.well-known/void"):
            got, head = client.get(path), client.head(path)
            assert (head.status_code, head.content) == (got.status_code, b""), path


class TestRate:
    def test_each_client_has_its_own(self) -> None:
        limit = RateLimit(60)
        assert all(limit.wait_s("a", now=0.0) == 0 for _ in range(60))
        assert limit.wait_s("a", now=0.0) == 1.0
        assert limit.wait_s("b", now=0.0) == 0.0
        assert limit.wait_s("a", now=1.0) == 0.0

    def test_too_many(self) -> None:
        with serving(Settings(rate_per_minute=3), empty=True) as client:
            statuses = [client.get("/sparql", params={"query": "ASK {}"}) for _ in range(5)]
            assert [a.status_code for a in statuses] == [200, 200, 200, 429, 429]
            assert int(statuses[-1].headers["retry-after"]) >= 1
            assert client.get("/health").status_code == 200


class TestOperations:
    def test_health(self, client: httpx.Client) -> None:
        told = client.get("/health").json()
        assert (told["live"], told["ready"]) == (True, True)
        assert told["version"].startswith("00000001-")

    def test_metrics(self, client: httpx.Client) -> None:
        client.get("/sparql", params={"query": "ASK {}"})
        text = client.get("/metrics").text
        assert 'recgraph_requests_total{method="GET",route="/sparql",status="200"}' in text
        assert 'recgraph_queries_total{outcome="answered"}' in text

    def test_docs_name_every_operation_and_problem(self, client: httpx.Client) -> None:
        page = client.get("/docs").text
        for path in client.get("/openapi.json").json()["paths"]:
            assert path in page
        for _, name, _ in PROBLEMS.values():
            assert f'id="{name}"' in page
        assert "<script>" not in page
        assert "http://" not in page
        assert "https://" not in page


class TestLinkedData:
    @pytest.mark.parametrize(
        ("key", "accept", "target"),
        [
            ("unodc", "text/html", "/entities/unodc"),
            ("unodc", "text/turtle", "/data/unodc"),
            ("document/report", "text/html,*/*;q=0.1", "/documents/report"),
            ("document/report/2(l)(i)", "text/html", "/documents/report#2(l)(i)"),
            ("document/report/2(l)(i)", "*/*", "/data/document/report/2(l)(i)"),
            ("document/report/2%28l%29%28i%29", "*/*", "/data/document/report/2(l)(i)"),
        ],
    )
    def test_see_other(self, client: httpx.Client, key: str, accept: str, target: str) -> None:
        answer = client.get(f"/id/{key}", headers={"Accept": accept})
        assert (answer.status_code, answer.headers["location"]) == (303, target)
        assert "Accept" in answer.headers["vary"]
        assert 'rel="describedby"' in answer.headers["link"]

    def test_data_has_what_stands_in_it(self, client: httpx.Client) -> None:
        headers = {"Accept": "application/n-triples"}
        answer = client.get("/data/document/report/2(l)(i)", headers=headers)
        unit = f"{BASE}id/document/report/2(l)(i)"
        assert set(answer.text.splitlines()) == {
            f"<{unit}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{REC}Unit> .",
            f"<{unit}> <{REC}statement> <{unit}#s0> .",
            f'<{unit}#s0> <{REC}text> "Training" .',
        }
        tag = {"If-None-Match": answer.headers["etag"]}
        again = client.get("/data/document/report/2(l)(i)", headers=headers | tag)
        assert (again.status_code, again.content) == (304, b"")
        other = client.get("/data/document/report/2(l)(i)", headers=tag)
        assert other.status_code == 200  # in Turtle it is another representation

    def test_json_ld(self, client: httpx.Client) -> None:
        answer = client.get("/data/unodc", headers={"Accept": "application/ld+json"})
        assert answer.headers["content-type"] == "application/ld+json"
        told = answer.json()
        assert told["@context"]["rec"] == REC
        assert told["@graph"] == [{"@id": "id:unodc", "rec:shortName": [{"@value": "UNODC"}]}]

    @pytest.mark.parametrize("path", ["/ontology", "/vocabulary/strength"])
    @pytest.mark.parametrize(
        "accept", ["text/html", "text/turtle", "application/ld+json", "application/rdf+xml", "*/*"]
    )
    def test_negotiation_is_told(self, server: Server, path: str, accept: str) -> None:
        headers = {"Accept": accept}
        answer = ask("GET", server.url + path, headers=headers)
        assert answer.status_code == 200
        given = answer.headers["content-type"].partition(";")[0]
        assert given == ("text/turtle" if accept == "*/*" else accept)
        assert "Accept" in answer.headers["vary"]
        assert f'<{path}>; rel="alternate"; type="text/html"' in answer.headers["link"]
        tag = {"If-None-Match": answer.headers["etag"]}
        assert ask("GET", server.url + path, headers=headers | tag).status_code == 304
        head = ask("HEAD", server.url + path, headers=headers)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["etag"] == answer.headers["etag"]

    def test_the_ontology_to_read_has_every_term_at_its_name(self, server: Server) -> None:
        page = ask("GET", f"{server.url}/ontology", headers={"Accept": "text/html"}).text
        terms = {
            triple.subject.value.removeprefix(REC)
            for triple in ox.parse(
                ask("GET", f"{server.url}/ontology").content, ox.RdfFormat.TURTLE
            )
            if triple.subject.value.startswith(REC)
        }
        assert set(re.findall(r'<section id="(\w+)">', page)) == terms
        linked = set(re.findall(r'href="#(\w+)"', page))
        assert linked - {"main"} == terms
        assert "A degree of obligation in an ordered scheme" in page

    def test_every_kind_of_thing_leads_to_its_page_and_its_data(self, server: Server) -> None:
        asked = "SELECT (SAMPLE(?s) AS ?one) { ?s a ?kind } GROUP BY ?kind"
        rows = ask(
            "GET", f"{server.url}/sparql", params={"query": asked}, headers={"Accept": "text/csv"}
        )
        mine = [iri for iri in rows.text.split()[1:] if iri.startswith(f"{BASE}id/")]
        assert len(mine) > 10
        for iri in mine:
            address = server.url + "/" + iri.removeprefix(BASE)
            for accept in ("text/html", "text/turtle"):
                found = ask("GET", address, headers={"Accept": accept}, follow_redirects=True)
                assert (found.status_code, found.history[0].status_code) == (200, 303), iri
            assert any(
                t.subject.value == iri for t in ox.parse(found.content, ox.RdfFormat.TURTLE)
            ), iri

    def test_graphs(self, client: httpx.Client) -> None:
        assert "UNODC" in client.get("/graph/report").text

    def test_what_cannot_be_given(self, client: httpx.Client) -> None:
        assert client.get("/id/unodc", headers={"Accept": "image/png"}).status_code == 406

    def test_void(self, client: httpx.Client) -> None:
        answer = client.get("/.well-known/void")
        assert "void:triples 5" in answer.text
        assert f"{BASE}graph/report" in answer.text
        assert f'void:uriSpace "{BASE}id/"' in answer.text
        tag = {"If-None-Match": answer.headers["etag"]}
        assert client.get("/.well-known/void", headers=tag).status_code == 304


def test_an_address_with_a_slash_too_many_is_led_to_the_one_without(client: httpx.Client) -> None:
    moved = client.get("/sparql/?query=ASK%7B%7D", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/sparql?query=ASK%7B%7D")
    assert client.get("/api/documents/", follow_redirects=True).json()["total"] == 0
    for path in ("/nowhere/", "//example.org/", "//example.org//", "/api/actors/%2F"):
        address = str(client.base_url).rstrip("/") + path
        assert client.get(address, follow_redirects=False).status_code == 404, path
