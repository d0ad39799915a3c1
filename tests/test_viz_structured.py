"""Structured data: schema.org descriptions that other parsers read, inert whatever a text holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest

from graph.catalogue import Catalogue
from tests.viz_catalogue import small
from viz import pages

SCHEMA = "https://schema.org/"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><img src=x onerror=alert(1)><!--\u2028"


def block(html: str) -> dict[str, Any]:
    """The only data block of a page."""
    (found,) = BLOCK.findall(html)
    assert "<" not in found
    told: dict[str, Any] = json.loads(found)
    return told


def triples(told: dict[str, Any]) -> set[tuple[str, str]]:
    """Predicate and object of every triple, by another parser, with schema.org's vocabulary."""
    local = told | {"@context": {"@vocab": SCHEMA, "@base": "http://here/"}}
    parsed = ox.parse(json.dumps(local), format=ox.RdfFormat.JSON_LD)
    return {(t.predicate.value, getattr(t.object, "value", "")) for t in parsed}


def unit_page(catalogue: Catalogue, index: int = 3) -> str:
    return pages.recommendation_page(catalogue, catalogue.units[index], (), ())


def test_a_recommendation_says_its_words_its_document_and_what_it_is_about() -> None:
    catalogue = small()
    unit = catalogue.units[3]
    told = block(unit_page(catalogue))
    assert told["@type"] == "CreativeWork"
    assert told["@id"] == unit.iri
    assert told["text"] == unit.text
    assert told["url"] == "/recommendations/report-2018/2(r)"
    assert told["isPartOf"]["@id"] == catalogue.documents["report-2018"].iri
    assert [one["@type"] for one in told["mentions"]] == ["Legislation"]
    assert told["audience"] == [{"@type": "Audience", "audienceType": "Member States"}]
    assert (f"{SCHEMA}position", "2(r)") in triples(told)


def test_a_document_is_a_report_or_lays_something_down() -> None:
    catalogue = small()
    document = replace(
        catalogue.documents["report-2018"],
        document_type="draft report",
        symbol="E/CN.15/2018/1",
        media_type="text/plain",
        sha256="ab" * 32,
        place="Vienna",
    )
    told = block(pages.document_page(catalogue, document, lambda _: {}))
    assert (told["@type"], told["reportNumber"]) == ("Report", "E/CN.15/2018/1")
    assert told["locationCreated"] == {"@type": "Place", "name": "Vienna"}
    assert told["encoding"]["sha256"] == "ab" * 32
    assert {one["name"] for one in told["about"]} >= {"Electronic evidence"}
    assert (f"{SCHEMA}reportNumber", "E/CN.15/2018/1") in triples(told)
    resolution = replace(document, document_type="resolution")
    told = block(pages.document_page(catalogue, resolution, lambda _: {}))
    assert (told["@type"], told["legislationIdentifier"]) == ("Legislation", "E/CN.15/2018/1")


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("unodc", "Organization"),
        ("budapest-convention", "Legislation"),
        ("electronic-evidence", "DefinedTerm"),
        ("judiciary", "DefinedTerm"),
    ],
)
def test_an_entity_is_what_it_is(key: str, kind: str) -> None:
    catalogue = small()
    profile = catalogue.profile(key)
    assert profile is not None
    told = block(pages.entity_page(catalogue, profile))
    assert (told["@type"], told["@id"]) == (kind, profile.entity.iri)
    assert told["name"]
    assert ("inDefinedTermSet" in told) == (kind == "DefinedTerm")


def test_what_is_unknown_is_left_out() -> None:
    told = block(unit_page(small()))
    assert "inLanguage" not in told
    assert None not in told.values()


def test_the_overview_is_a_data_set_that_can_be_fetched() -> None:
    told = block(pages.overview_page(small(), {}))
    assert told["@type"] == "Dataset"
    assert all(one["contentUrl"].startswith("/api/export") for one in told["distribution"])


def test_hostile_text_stays_text() -> None:
    catalogue = small()
    units = [replace(u, text=HOSTILE, title=HOSTILE, citation=HOSTILE) for u in catalogue.units]
    entities = {k: replace(e, label=HOSTILE) for k, e in catalogue.entities.items()}
    hostile = Catalogue("v2", catalogue.documents, units, entities)
    html = unit_page(hostile)
    told = block(html)
    assert told["text"] == HOSTILE
    assert "<img" not in html
