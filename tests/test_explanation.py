"""The explanation: every mark and its reason, in text that holds all the words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.explanation import explained
from graph.mentions.candidates import candidates
from graph.reader import read_document
from ontology.vocabularies import load_vocabularies

VOCABULARIES = load_vocabularies()


def told(text: str) -> str:
    document = read_document(text.encode(), "note.txt", VOCABULARIES)
    found = candidates(document, [unit.mentions for unit in document.units], VOCABULARIES)
    return explained(document, found)


def test_a_mark_a_provision_a_statement_and_a_candidate() -> None:
    text = "1. States should apply article 35 of the Budapest Convention with the Bog Agency (BA)."
    lines = [line.strip() for line in told(text).splitlines()]
    assert any("[Budapest Convention]2" in line for line in lines)
    assert (
        "2  instrument budapest-convention, article 35: a name of the vocabulary (label)" in lines
    )
    assert any(line.startswith("should (strength 4, recommend); asked: states") for line in lines)
    assert "Bog Agency (BA), in 1: organization for its word “Agency”" in lines


WORDS = ["UNODC", "should", "law enforcement agencies", "train", "judges", "and", "the", "Bogs"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_no_word_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    plain = re.sub(r"\[|\]\d+", "", told(f"1. {text}."))
    assert text in " ".join(plain.split())
