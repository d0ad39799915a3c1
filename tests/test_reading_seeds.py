"""The two seed documents, read exactly: structure, metadata, furniture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.document import Document
from graph.reading import accounted, read_source
from ontology.vocabularies import load_vocabularies

SEEDS = ("000_6f4b878ded86092d.txt", "002_f7de6c3a8e0c6968.txt")


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest, seeds: Path) -> Document:
    path = seeds / request.param
    return read_source(path.read_bytes(), path.name, load_vocabularies())


@pytest.fixture
def gold(seed: Document, shared: Path) -> dict[str, Any]:
    documents = json.loads((shared / "gold" / "seeds.json").read_text())["documents"]
    return next(row for row in documents if row["file"] == seed.source.file)


@pytest.mark.shared
def test_every_unit_has_its_number_parent_and_kind(seed: Document, gold: dict[str, Any]) -> None:
    found = [(unit.number, unit.parent, unit.kind) for unit in seed.units]
    assert found == [(row["number"], row["parent"], row["kind"]) for row in gold["paragraphs"]]


@pytest.mark.shared
def test_every_unit_begins_and_ends_where_it_should(seed: Document, gold: dict[str, Any]) -> None:
    for unit, row in zip(seed.units, gold["paragraphs"], strict=True):
        assert unit.text.startswith(row["starts"]), unit.number
        assert unit.text.endswith(row["ends"]), unit.number


@pytest.mark.shared
def test_metadata_is_exact(seed: Document, gold: dict[str, Any]) -> None:
    meeting = seed.metadata.meeting
    found = {
        name: getattr(seed.metadata, name)
        for name in gold["metadata"]
        if name not in {"meeting", "sections"}
    }
    found["meeting"] = {"place": meeting.place, "start": meeting.start, "end": meeting.end}
    found["sections"] = list(seed.metadata.sections)
    assert found == gold["metadata"]
    assert seed.key == gold["key"]


@pytest.mark.shared
def test_furniture_is_exact(seed: Document, gold: dict[str, Any]) -> None:
    assert [piece.text for piece in seed.furniture] == gold["furniture"]


@pytest.mark.shared
def test_hard_cases_stand_at_their_offsets(seed: Document, shared: Path) -> None:
    cases = json.loads((shared / "gold" / "seed_hard_cases.json").read_text())
    year = int(seed.metadata.date[:4]) if seed.metadata.date else 0
    units = {unit.number: unit for unit in seed.units}
    for case in (case for case in cases if case["doc"] == year):
        assert seed.text[case["start"] : case["end"]] == case["quote"]
        if case["unit"] in units and not case["quote"].startswith(("(", "2/3")):
            unit = units[case["unit"]]
            assert unit.start <= case["start"] < case["end"] <= unit.end


def test_offsets_lead_back_to_the_text(seed: Document) -> None:
    for unit in seed.units:
        assert "".join(seed.text[start:end] for start, end in unit.ranges) == unit.text
        assert (unit.start, unit.end) == (unit.ranges[0][0], unit.ranges[-1][1])


def test_every_character_is_accounted_for(seed: Document) -> None:
    assert accounted(seed) == []


def test_a_footer_in_mid_sentence_makes_two_ranges(seeds: Path) -> None:
    path = seeds / SEEDS[0]
    document = read_source(path.read_bytes(), path.name, load_vocabularies())
    unit = next(unit for unit in document.units if unit.number == "2(j)")
    assert len(unit.ranges) == 2
    assert "tools, or\nan electronic" in unit.text
    assert unit.page == 2
