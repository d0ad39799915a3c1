"""What opposes what in reports: sentences of our own, read as a report's paragraphs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.reader import read_document
from graph.relations.finding import facts_of, find_relations
from ontology.vocabularies import load_vocabularies

OPPOSING = {"contradicts", "alternative-to"}
OPPOSITIONS = json.loads((Path(__file__).parent / "data" / "oppositions.json").read_text())


@pytest.mark.parametrize("said", OPPOSITIONS, ids=lambda said: said["from"][:40])
def test_what_opposes_what_in_a_report(said: dict[str, str]) -> None:
    paragraphs = ["The meeting was held in Vienna.", said["from"], said["to"], said["neither"]]
    numbered = "\n\n".join(f"{n}. {text}" for n, text in enumerate(paragraphs, 1))
    report = f"Expert Group on Everything\nDraft report\n\n{numbered}\n".encode()
    document = read_document(report, "report.txt", load_vocabularies())
    relations = find_relations(facts_of(document))
    opposed = {(r.type, r.source[1], r.target[1]) for r in relations if r.type in OPPOSING}
    assert opposed == {(said["relation"], "2", "3")}
