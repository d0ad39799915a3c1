"""The JSON API: shapes, filters, refusals, versions."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from api import models
from api.metrics import Metrics
from api.settings import Settings
from api.state import State
from graph.catalogue import FACETS, load_catalogue
from graph.store import EmbeddedStore
from ontology.vocabularies import load_vocabularies
from tests.library import Client, client_of, documents, memory_store


@pytest.fixture(scope="module")
def client() -> Client:
    store = memory_store()
    catalogue = load_catalogue(store)
    return client_of(
        SimpleNamespace(
            store=store,
            catalogue=lambda: catalogue,
            settings=Settings(token=None),
            archive=None,
        )
    )


ROUTES = {
    "/api/recommendations": models.RecommendationList,
    "/api/recommendations?q=train*&sort=title": models.RecommendationList,
    "/api/recommendations/report-2018/1(b)": models.RecommendationDetail,
    "/api/documents": models.DocumentList,
    "/api/documents/report-2018": models.DocumentDetail,
    "/api/organizations": models.EntityList,
    "/api/instruments?q=budap": models.EntityList,
    "/api/themes?unused=true&limit=3": models.EntityList,
    "/api/actors": models.EntityList,
    "/api/organizations/unodc": models.EntityProfile,
    "/api/instruments/budapest-convention": models.EntityProfile,
    "/api/themes/training": models.EntityProfile,
    "/api/actors/AUS": models.EntityProfile,
    "/api/entities/judiciary": models.EntityProfile,
    "/api/search?q=budapest": models.SearchResults,
    "/api/graph": models.GraphScene,
    "/api/graph?focus=unodc&depth=2": models.GraphScene,
    "/api/paths?from=unodc&to=AUS": models.PathList,
    "/api/relations?type=contradicts": models.RelationList,
    "/api/compare?first=report-2018&second=report-2020": models.ComparisonResult,
    "/api/stats": models.Stats,
}


@pytest.mark.parametrize("url", ROUTES)
def test_answers_have_the_shape_that_openapi_describes(client: Client, url: str) -> None:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    ROUTES[url].model_validate_json(answer.content)


@pytest.mark.parametrize("url", ROUTES)
def test_an_unchanged_answer_is_not_sent_again(client: Client, url: str) -> None:
    first = client.get(url)
    assert first.headers["x-dataset-version"] == "v1"
    assert first.headers["x-dataset-date"] == "2020-07-29"
    again = client.get(url, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_long_list_is_exported_in_pieces_or_refused(client: Client) -> None:
    catalogue = load_catalogue(memory_store())
    settings = Settings(token=None, max_export_items=1)
    few = client_of(
        SimpleNamespace(store=memory_store(), catalogue=lambda: catalogue, settings=settings)
    )
    for name in ("csv", "json", "ttl"):
        assert few.get(f"/api/export?format={name}").content
    items = client.get("/api/export?format=json").json()
    assert items["total"] == len(items["items"]) > 1
    refused = few.get("/api/export?format=xlsx")
    assert refused.status_code == 422
    assert "or for one of csv, json, ttl" in refused.json()["detail"]


REFUSED = [
    ("/api/recommendations?colour=red", 400, "no parameter 'colour'"),
    ("/api/recommendations?limit=1&limit=2", 400, "takes one value"),
    ("/api/recommendations?limit=0", 422, "limit"),
    ("/api/recommendations?limit=201", 422, "limit"),
    ("/api/recommendations?cursor=abc", 404, "cursor"),
    ("/api/recommendations?cursor=WyJvcmRlciIsMV0", 404, "cursor"),
    ("/api/recommendations?sort=size", 422, "sort"),
    ("/api/recommendations?strength=7", 400, "take one of"),
    ("/api/recommendations?kind=poem", 400, "take one of"),
    ("/api/recommendations?from=2019-13", 422, "from"),
    ("/api/recommendations?q=%22a", 400, "quotation mark"),
    ("/api/recommendations?q=", 422, "q"),
    ("/api/recommendations/report-2018/99", 404, "no unit '99'"),
    ("/api/recommendations/nowhere/1", 404, "document 'nowhere'"),
    ("/api/documents/nowhere", 404, "no document 'nowhere'"),
    ("/api/documents?cursor=abc", 404, "cursor"),
    ("/api/organizations/training", 404, "no organization 'training'"),
    ("/api/entities/nobody", 404, "'nobody'"),
    ("/api/entities/unodc?x=1", 400, "this route takes: none"),
    ("/api/search", 422, "q"),
    ("/api/search?q=(", 400, "no word"),
    ("/api/graph?focus=nobody", 404, "'nobody'"),
    ("/api/graph?depth=9", 422, "depth"),
    ("/api/paths?from=unodc", 422, "to"),
    ("/api/paths?from=unodc&to=nobody", 404, "'nobody'"),
    ("/api/relations?type=likes", 422, "type"),
    ("/api/compare?first=report-2018&second=nowhere", 404, "'nowhere'"),
    ("/api/export?format=doc", 422, "format"),
    ("/api/export?format=csv&kind=poem", 400, "take one of"),
    ("/api/nothing", 404, "/api/nothing"),
]


@pytest.mark.parametrize(("url", "status", "told"), REFUSED)
def test_what_cannot_be_answered_is_told(client: Client, url: str, status: int, told: str) -> None:
    answer = client.get(url)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert told in problem["detail"]


def listed(client: Client, **filters: Any) -> list[str]:
    url = f"/api/recommendations?{urlencode(filters, doseq=True)}"
    return [item["citation"] for item in client.get(url).json()["items"]]


def test_filters(client: Client) -> None:
    assert listed(client) == ["2018, 1(a)", "2018, 1(b)", "A/75/816, 2"]
    assert listed(client, addressee=["unodc", "AUS"]) == ["2018, 1(a)", "A/75/816, 2"]
    assert listed(client, addressee=["unodc", "AUS"], document="report-2018") == ["2018, 1(a)"]
    assert listed(client, strength="should") == listed(client, strength="4") == ["2018, 1(a)"]
    assert listed(client, **{"from": "2019"}) == ["A/75/816, 2"]
    assert listed(client, to="2019") == ["2018, 1(a)", "2018, 1(b)"]
    assert listed(client, kind="narrative") == ["2018, 2", "A/75/816, 1"]
    assert listed(client, q="judges NOT train*") == []


def test_every_facet_leads_to_a_list_of_its_count(client: Client) -> None:
    found = client.get("/api/recommendations?theme=training&theme=electronic-evidence").json()
    assert tuple(found["facets"]) == FACETS
    for values in found["facets"].values():
        for value in values:
            assert client.get(value["href"]).json()["total"] == value["count"]


def test_facets_are_cut_only_with_a_word_about_it(client: Client) -> None:
    found = client.get("/api/recommendations?facet_limit=1&theme=electronic-evidence").json()
    themes = [value["value"] for value in found["facets"]["theme"]]
    assert themes == ["training", "electronic-evidence"]  # the chosen one is never left out
    assert client.get("/api/recommendations?facet_limit=1").json()["facets_left_out"]["kind"] == 2


def test_pages_follow_each_other(client: Client) -> None:
    whole = client.get("/api/recommendations?sort=title").json()
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get(f"/api/recommendations?sort=title&limit=1{cursor}").json()
        assert page["total"] == whole["total"]
        seen += page["items"]
        cursor = page["next"] and f"&cursor={page['next']}"
    assert seen == whole["items"]


def test_other_lists_have_pages_too(client: Client) -> None:
    first = client.get("/api/actors?limit=2").json()
    second = client.get(f"/api/actors?limit=2&cursor={first['next']}").json()
    keys = [item["key"] for page in (first, second) for item in page["items"]]
    assert keys == ["judiciary", "AUS", "member-states"]
    assert second["next"] is None


def test_one_recommendation_tells_everything(client: Client) -> None:
    found = client.get("/api/recommendations/report-2018/1(b)").json()
    (unit,) = (u for d in documents() for u in d.units if (d.key, u.key) == ("report-2018", "1(b)"))
    assert found["text"] == unit.text
    assert [m["quote"] for m in found["mentions"]] == ["Member States", "Budapest Convention"]
    (statement,) = found["statements"]
    assert statement["targets"] == [{"entity": "budapest-convention", "stance": "supports"}]
    (relation,) = found["relations"]
    assert relation["to"]["quote"] == unit.text
    assert relation["from"]["quote"].startswith("Some speakers opposed")
    assert found["labels"]["budapest-convention"] == "Budapest Convention"


def test_similar_recommendations_name_what_is_shared(client: Client) -> None:
    found = client.get("/api/recommendations/report-2018/1(a)").json()
    (similar,) = found["similar"]
    assert similar["citation"] == "A/75/816, 2"
    assert {one["key"] for one in similar["shared"]} == {"training", "judiciary"}
    assert 0 < similar["score"] < 1
    assert client.get(similar["href"]).json()["similar"][0]["citation"] == "2018, 1(a)"


def test_search_marks_what_matched_and_suggests_entities(client: Client) -> None:
    found = client.get("/api/search?q=budapest").json()
    for item in found["items"]:
        assert {item["text"][a:b] for a, b in item["matches"]} == {"Budapest"}
    assert {item["kind"] for item in found["items"]} == {"recommendation", "narrative"}
    suggested = client.get("/api/search?q=budap").json()
    assert suggested["entities"][0]["key"] == "budapest-convention"


def test_a_path_quotes_its_evidence(client: Client) -> None:
    found = client.get("/api/paths?from=unodc&to=AUS&limit=1").json()
    (path,) = found["paths"]
    assert [hop["to"]["key"] for hop in path["hops"]] == ["judiciary", "AUS"]
    for hop in path["hops"]:
        detail = client.get(hop["unit"]["href"]).json()
        assert hop["unit"]["quote"] == detail["text"]
        assert {hop["from"]["key"], hop["to"]["key"]} <= {m["entity"] for m in detail["mentions"]}


def test_documents_are_found_by_words_of_their_head(client: Client) -> None:
    every = client.get("/api/documents").json()
    for item in every["items"]:
        found = client.get("/api/documents", params={"q": item["key"].upper()}).json()
        assert [d["key"] for d in found["items"]] == [item["key"]]
        assert found["total"] == 1
    first = client.get("/api/documents", params={"q": "report", "limit": 1}).json()
    rest = client.get(
        "/api/documents", params={"q": "report", "limit": 200, "cursor": first["next"]}
    ).json()
    assert first["items"] + rest["items"] == every["items"]
    assert client.get("/api/documents?q=nothing-like-it").json()["items"] == []


def test_links_lead_somewhere(client: Client) -> None:
    for url in ("/api/documents", "/api/themes", "/api/instruments", "/api/actors"):
        for item in client.get(url).json()["items"]:
            assert client.get(item["href"]).status_code == 200
            total = client.get(item["recommendations"]).json()["total"]
            assert total == item["counts"]["recommendations"]


EXPORTED = {
    "csv": ("text/csv; charset=utf-8", "csv", b"2018, 1(a)"),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
        b"PK",
    ),
    "jsonld": ("application/ld+json", "jsonld", b"2018, 1(a)"),
    "ttl": ("text/turtle; charset=utf-8", "ttl", b"2018, 1(a)"),
    "graphml": ("application/graphml+xml", "graphml", b"2018, 1(a)"),
    "gexf": ("application/gexf+xml", "gexf", b"2018, 1(a)"),
    "json": ("application/json", "json", b"2018, 1(a)"),
    "bibtex": ("application/x-bibtex; charset=utf-8", "bib", b"@techreport{report-2018"),
    "ris": ("application/x-research-info-systems", "ris", b"TI  - Report of 2018"),
}


@pytest.mark.parametrize("name", EXPORTED)
def test_an_export_holds_what_the_list_shows(client: Client, name: str) -> None:
    media_type, ending, words = EXPORTED[name]
    answer = client.get(f"/api/export?format={name}&addressee=unodc")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == media_type
    told = f'attachment; filename="recommendations.{ending}"'
    assert answer.headers["content-disposition"] == told
    assert answer.headers["x-dataset-version"] == "v1"
    assert words in answer.content
    for left_out in (b"2018, 1(b)", b"A/75/816, 2", b"report-2020,"):
        assert left_out not in answer.content


def test_exported_triples_are_those_of_the_graph(client: Client) -> None:
    quads = {
        name: {q.triple for q in ox.parse(client.get(url).content, format_)}
        for name, url, format_ in (
            ("ttl", "/api/export?format=ttl", ox.RdfFormat.TURTLE),
            ("jsonld", "/api/export?format=jsonld", ox.RdfFormat.JSON_LD),
        )
    }
    assert quads["ttl"] == quads["jsonld"]
    stored = {quad.triple for quad in memory_store().quads()}
    strange = quads["ttl"] - stored
    assert {triple.predicate.value.rpartition("#")[2] for triple in strange} <= {"label"}
    listed = client.get("/api/recommendations").json()["items"]
    about = {t.subject.value for t in quads["ttl"] if "isPartOf" in t.predicate.value}
    assert about == {item["iri"] for item in listed}


def test_an_exported_table_keeps_the_order(client: Client) -> None:
    text = client.get("/api/export?format=csv&sort=title").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    listed = client.get("/api/recommendations?sort=title").json()["items"]
    assert [row["iri"] for row in rows] == [item["iri"] for item in listed]


def test_stats(client: Client) -> None:
    assert client.get("/api/stats").json() == {
        "version": "v1",
        "documents": 2,
        "units": 6,
        "recommendations": 3,
        "kinds": {"chapeau": 1, "narrative": 2, "recommendation": 3},
        "strengths": {"should": 1, "should-consider": 1, "may": 1},
        "entities": {"actor": 2, "instrument": 2, "organization": 1, "state": 1, "theme": 2},
        "relations": {"contradicts": 1},
        "first_date": "2018-04-04",
        "last_date": "2018-04-04",
    }


def test_the_application_has_one_search_index(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with EmbeddedStore(tmp_path) as store:
        state = State(settings, store, load_vocabularies(), Metrics(), has_sources=False)
        assert state.search() is state.catalogue().search
