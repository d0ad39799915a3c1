"""Evaluation: scores that can be checked by hand."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.document import Document
from graph.measuring.evaluation import GoldError, Score, evaluate, gold_of
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies
from tests.library import documents

FIRST, SECOND = documents()


def met_by(document: Document) -> dict[str, Any]:
    """A gold that the document meets in every field."""
    return {
        "file": document.source.file,
        "key": document.key,
        "metadata": {"date": document.metadata.date, "sections": [*document.metadata.sections]},
        "furniture": [],
        "paragraphs": [
            {
                "number": unit.number,
                "parent": unit.parent,
                "kind": unit.kind,
                "starts": unit.text[:10],
                "ends": unit.text[-10:],
                "addressees": list(unit.addressees),
                "modality": unit.modality,
                "organizations": list(unit.entities("organization")),
                "instruments": list(unit.entities("instrument")),
                "actors": [k for k in unit.entities("actor", "state") if k != "member-states"],
                "themes": list(unit.entities("theme")),
                "themes_ok": [],
                "positions": [
                    {"target": t.entity, "stance": t.stance}
                    for s in unit.statements
                    for t in s.targets
                ],
            }
            for unit in document.units
        ],
    }


def scores(gold: dict[str, Any]) -> dict[str, Score]:
    return {score.field: score for score in evaluate(gold, [FIRST, SECOND]).scores}


def test_a_gold_that_is_met_scores_one_everywhere() -> None:
    result = evaluate({"documents": [met_by(FIRST), met_by(SECOND)]}, [FIRST, SECOND])
    assert {score.f1 for score in result.scores} == {1.0}
    assert result.differences == ()


def test_what_is_missing_costs_recall_and_what_is_too_much_precision() -> None:
    gold = met_by(FIRST)
    unit = gold["paragraphs"][1]
    unit["organizations"] = ["unodc", "interpol"]
    unit["actors"] = []
    found = scores({"documents": [gold]})
    assert (found["organizations"].precision, found["organizations"].recall) == (1.0, 0.5)
    assert (found["actors"].precision, found["actors"].recall) == (0.0, 1.0)


def test_allowed_themes_are_neither_missed_nor_wrong() -> None:
    gold = met_by(FIRST)
    unit = gold["paragraphs"][1]
    unit["themes"], unit["themes_ok"] = ["training"], ["electronic-evidence", "prevention"]
    themes = scores({"documents": [gold]})["themes"]
    assert (themes.correct, themes.found, themes.recalled, themes.expected) == (2, 2, 1, 1)


@pytest.mark.parametrize(
    ("field", "value"), [("parent", "7"), ("kind", "chapeau"), ("starts", "Nobody"), ("ends", "x")]
)
def test_structure_is_exact(field: str, value: str) -> None:
    gold = met_by(FIRST)
    gold["paragraphs"][1][field] = value
    structure = scores({"documents": [gold]})["structure"]
    assert (structure.correct, structure.expected) == (3, 4)


def test_a_unit_that_is_not_there_is_wrong_in_every_field() -> None:
    gold = met_by(FIRST)
    extra = copy.deepcopy(gold["paragraphs"][1]) | {"number": "9"}
    gold["paragraphs"].append(extra)
    found = scores({"documents": [gold]})
    assert (found["units"].recalled, found["units"].expected) == (4, 5)
    assert (found["structure"].correct, found["structure"].expected) == (4, 5)
    assert found["themes"].recall == 0.5


def test_statements_are_compared_by_their_place() -> None:
    said = {"addressees": ["unodc"], "modality": "should", "attribution": "collective"}
    gold = [{"document": "2018", "unit": "1(a)", "index": 0, **said, "stance": "recommend"}]
    assert scores({"statements": gold})["addressees"].f1 == 1.0
    gold.append({**gold[0], "index": 1})
    found = scores({"statements": gold})
    for field in ("addressees", "modality", "attribution", "stance", "statements"):
        assert (found[field].correct, found[field].expected) == (1, 2)


def test_a_statement_is_right_where_all_four_fields_are() -> None:
    said = {"addressees": ["unodc"], "modality": "must", "attribution": "collective"}
    gold = [{"document": "2018", "unit": "1(a)", "index": 0, **said, "stance": "recommend"}]
    found = scores({"statements": gold})
    assert [found[f].correct for f in ("addressees", "modality", "stance", "statements")] == [
        1,
        0,
        1,
        0,
    ]


def test_passages_are_read_by_themselves() -> None:
    passages = [
        {
            "text": "Recalling its resolutions 54/237 C and 74/247, Economic and Social Council",
            "symbol": "A/RES/75/1",
            "symbols": ["A/RES/54/237", "A/RES/74/247", "A/75/816"],
            "organizations": ["Economic and Social Council"],
        },
        {
            "text": "Norway and UNODC promote the Budapest Convention",
            "organizations": ["interpol"],
            "treaties": ["budapest-convention"],
            "states": ["NOR", "DNK"],
            "allowed": ["unodc"],
        },
    ]
    found = {s.field: s for s in evaluate({"passages": passages}, []).scores}
    counts = {f: (s.correct, s.found, s.recalled, s.expected) for f, s in found.items()}
    assert counts == {
        "references": (2, 2, 2, 3),
        "references with letters": (1, 2, 1, 3),
        "organizations": (2, 2, 1, 2),
        "treaties": (1, 1, 1, 1),
        "States": (1, 1, 1, 2),
    }


def test_rows_of_mark_up_become_passages() -> None:
    rows = [
        {
            "text": "see resolution 74/247",
            "doc_symbol": "A/RES/75/1",
            "gold": [
                {"symbol": "A/RES/74/247", "where": "text"},
                {"symbol": "A/75/816", "where": "note 1"},
            ],
        }
    ]
    gold = gold_of("\n".join(map(json.dumps, rows)).encode())
    assert [s.f1 for s in evaluate(gold, []).scores] == [1.0, 1.0]


def test_who_recommends_is_right_where_the_sets_are_the_same() -> None:
    said = (("NOR", "CHL"), ("NOR",))
    units = tuple(
        replace(unit, number=f"140.{n}", attributed_to=by)
        for n, (unit, by) in enumerate(zip(FIRST.units, said, strict=False), 1)
    )
    read = replace(FIRST, units=units, source=replace(FIRST.source, file="review.pdf"))
    rows = [
        {"doc": "review", "number": "140.1", "states": ["CHL", "NOR"]},
        {"doc": "review", "number": "140.2.", "states": ["CHL", "NOR"]},
        {"doc": "review", "number": "140.9", "states": []},
    ]
    found = evaluate(gold_of("\n".join(map(json.dumps, rows)).encode()), [read]).scores[0]
    assert (found.field, found.correct, found.expected) == ("recommending States", 1, 3)


@pytest.mark.parametrize("data", [b"nonsense", b'{"text": 1}', b"[1]", b"", b'{"a": 1}\n{"b": 2}'])
def test_a_gold_of_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(GoldError):
        evaluate(gold_of(data), [FIRST])


@pytest.mark.parametrize("gold", [{}, {"documents": []}, {"statements": []}])
def test_a_gold_that_says_nothing_is_refused(gold: dict[str, Any]) -> None:
    with pytest.raises(GoldError):
        evaluate(gold, [FIRST])


THRESHOLDS = {
    "structure": 1.0,
    "units": 1.0,
    "furniture": 1.0,
    "metadata": 1.0,
    "offsets": 1.0,
    "accounted": 1.0,
    "organizations": 0.98,
    "instruments": 0.98,
    "addressees": 0.98,
    "modality": 0.98,
    "actors": 0.90,
    "attribution": 0.95,
    "stance": 0.95,
}


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seeds.json", "seed_statements.json"])
def test_the_seeds_are_read_as_the_gold_has_them(shared: Path, seeds: Path, name: str) -> None:
    vocabularies = load_vocabularies()
    read = [
        read_document(path.read_bytes(), path.name, vocabularies)
        for path in sorted(seeds.glob("*.txt"))
    ]
    result = evaluate(json.loads((shared / "gold" / name).read_bytes()), read)
    for score in result.scores:
        assert score.f1 >= THRESHOLDS.get(score.field, 0.0), (score, result.differences)
        if score.field == "themes":
            assert (score.recall >= 0.95, score.precision >= 0.90) == (True, True)


def test_a_gold_may_tell_of_a_few_fields_only() -> None:
    few = {"number": FIRST.units[0].number, "kind": FIRST.units[0].kind}
    gold = {"documents": [{"file": FIRST.source.file, "paragraphs": [few]}]}
    assert set(scores(gold)) == {"units", "structure", "accounted", "offsets"}
    with pytest.raises(GoldError, match="no number"):
        scores({"documents": [{"file": FIRST.source.file, "paragraphs": [{"kind": "preamble"}]}]})


def test_rows_may_stand_in_a_list() -> None:
    row = {"text": "resolution 74/247", "gold": [{"symbol": "A/RES/74/247", "where": "text"}]}
    listed = gold_of(json.dumps([row], indent=1).encode())
    assert listed == gold_of(json.dumps(row).encode())
    with pytest.raises(GoldError, match="neither 'text'"):
        gold_of(json.dumps([{"doc": 2018}], indent=1).encode())
