"""Every GET route asked with what its own OpenAPI allows, and with what it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from api.application import create_application
from api.contents import ABSOLUTE_IRI
from api.settings import Settings
from tests.library import documents, quads
from tests.serving import serving

OPENAPI = create_application(Settings()).openapi()
ROUTES = sorted(path for path, operations in OPENAPI["paths"].items() if "get" in operations)
KNOWN = (
    "unodc",
    "training",
    "AUS",
    "budapest-convention",
    "report-2018",
    "report-2020",
    "1(a)",
    "2",
    "document/report-2018",
    "themes",
    "should",
    "train* NOT judges",
    "csv",
    "ASK {}",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20) | st.sampled_from(
    KNOWN
)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    graphs: dict[str, list[Any]] = {}
    for quad in quads(*documents()):
        graphs.setdefault(str(quad.graph_name).strip("<>"), []).append(quad)
    with serving(Settings(token="letmein"), empty=True) as client:
        for name, found in graphs.items():
            body = "".join(f"{quad.triple} .\n" for quad in found).encode()
            answer = client.put(
                "/store",
                params={"graph": name},
                content=body,
                headers={"Content-Type": "application/n-triples"},
            )
            assert answer.status_code in {201, 204}, answer.text
        yield client


def values(schema: dict[str, Any]) -> st.SearchStrategy[list[str]]:
    """Give values that the schema allows, and now and then others."""
    if "anyOf" in schema:
        return st.one_of(*(values(one) for one in schema["anyOf"] if one.get("type") != "null"))
    if schema.get("type") == "array":
        return st.lists(values(schema["items"]).map(lambda v: v[0]), max_size=3)
    if "enum" in schema:
        return st.sampled_from([[value] for value in schema["enum"]]) | one(TEXT)
    match schema.get("type"):
        case "integer":
            low, high = schema.get("minimum", 0), schema.get("maximum", 1000)
            return one(st.integers(low, high) | st.integers()) | one(TEXT)
        case "boolean":
            return one(st.booleans())
    pattern = schema.get("pattern")
    return one(st.from_regex(pattern, fullmatch=True) | TEXT) if pattern else one(TEXT)


def one(found: st.SearchStrategy[Any]) -> st.SearchStrategy[list[str]]:
    return found.map(lambda value: [str(value)])


def address(data: st.DataObject, path: str) -> str:
    asked: list[tuple[str, str]] = []
    for parameter in OPENAPI["paths"][path]["get"].get("parameters", ()):
        name = parameter["name"]
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", quote(data.draw(TEXT), safe=""))
        elif parameter["in"] == "query" and data.draw(
            st.just(True) if parameter["required"] else st.booleans()
        ):
            asked += [(name, value) for value in data.draw(values(parameter["schema"]))]
    return f"{path}?{urlencode(asked)}"


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_is_one_that_openapi_describes(client: httpx.Client, path: str) -> None:
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        url = address(data, path)
        answer = client.get(url)
        expected = OPENAPI["paths"][path]["get"]["responses"]
        assert answer.status_code < 500, (url, answer.text)
        assert str(answer.status_code) in expected, (url, answer.text)
        media_type = answer.headers.get("content-type", "").partition(";")[0]
        if answer.status_code >= 400:
            assert media_type == "application/problem+json", url
            assert answer.json()["status"] == answer.status_code
        elif answer.content:
            assert media_type in expected[str(answer.status_code)]["content"], url

    ask()


@pytest.mark.parametrize("path", sorted(p for p in OPENAPI["paths"] if "{" not in p))
def test_a_refused_method_is_told_which_there_are(client: httpx.Client, path: str) -> None:
    answer = client.request("PATCH", path)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    told = {method.upper() for method in OPENAPI["paths"][path]}
    assert set(answer.headers["allow"].split(", ")) == told


def test_a_graph_is_named_by_its_url_as_it_was_sent(client: httpx.Client) -> None:
    answer = client.get("/store/%1f")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "/store/%1f" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("iri", "fits"),
    [
        ("https://w3id.org/recgraph/graph/a_b-1.2", True),
        ("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", True),
        ("http://127.0.0.1:8000/é?a=1&b=%20#end", True),
        ("0", False),
        ("/graph", False),
        ("http://a b", False),
        ("a:%zz", False),
    ],
)
def test_the_schema_of_an_iri_takes_what_the_store_takes(iri: str, fits: bool) -> None:
    assert bool(re.search(ABSOLUTE_IRI["pattern"], iri)) == fits
    if fits:
        NamedNode(iri)
