"""Names that no vocabulary has: proposed with their evidence, linked to nothing."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from graph.mentions.candidates import Candidate, candidates
from graph.quads import Run, document_quads
from graph.questions import load_questions
from graph.reader import read_document
from graph.store.parameters import bind
from ontology.iris import DEFAULT
from ontology.vocabularies import load_vocabularies

VOCABULARIES = load_vocabularies()


def proposed(text: str) -> tuple[Candidate, ...]:
    document = read_document(f"1. {text}".encode(), "note.txt", VOCABULARIES)
    return candidates(document, [unit.mentions for unit in document.units], VOCABULARIES)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Wetland Commission of Ruritania met in May.", ["Wetland Commission of Ruritania"]),
        ("the Ruritanian Agency for Bogs’s head", ["Ruritanian Agency for Bogs"]),
        ("the Bog Review Conference in May", ["Bog Review Conference"]),
        (
            "the Commission for Bogs, Fens and Marshes of the past",
            ["Commission for Bogs, Fens and Marshes"],
        ),
        (
            "the Bog Agency, Fen Office and Marsh Institute",
            ["Bog Agency", "Fen Office", "Marsh Institute"],
        ),
        ("Ratify the Ruritanian Convention on Bogs17", ["Ruritanian Convention on Bogs"]),
        ("the Advisory Committee, the Trust Fund, an Optional Protocol", []),
        ("the Rules of Procedure and the Programme of Work", []),
        ("UNODC and the Convention against Corruption", []),
        ("Mr. Smith of Upper Lower and Sons", []),
    ],
)
def test_what_is_proposed(text: str, names: list[str]) -> None:
    assert [c.name for c in proposed(text)] == names


def test_the_evidence() -> None:
    text = (
        "The Wetland Commission of Ruritania (WCR) met. The Wetland Commission of Ruritania ended."
        " Accede to the Convention for Nuclear Safety and Health."
    )
    body, treaty = proposed(text)
    assert (body.type, body.head, body.acronym, body.count) == (
        "organization",
        "Commission",
        "WCR",
        2,
    )
    assert "met. The Wetland" in body.context
    assert body.resembles is None
    assert (treaty.type, treaty.resembles) == ("instrument", "nuclear-safety-convention")


def test_they_are_asked_for_by_name_and_no_unit_has_them() -> None:
    text = b"1. The Wetland Commission of Ruritania (WCR) should meet."
    document = read_document(text, "note.txt", VOCABULARIES)
    assert document.units[0].entities("organization") == ()
    store = Store()
    store.extend(document_quads(document, VOCABULARIES, DEFAULT, run=Run("0.1.0", "9f2c")))
    question = load_questions()["candidate-names"]
    (row,) = store.query(
        bind(question.query, question.bindings(DEFAULT, {})), use_default_graph_as_union=True
    )
    found = [row[name].value for name in ("name", "type", "acronym", "times")]
    assert found == ["Wetland Commission of Ruritania", "organization", "WCR", "1"]
    assert row["resembles"] is None
