"""Texts whose line breaks were lost: items and paragraphs cut where their labels count on."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.reader import read_document
from graph.reading.lines import split_lines
from graph.reading.runon import split_run_on
from ontology.vocabularies import load_vocabularies

SEED = Path(__file__).parent.parent / "corpus" / "000_6f4b878ded86092d.txt"


def parts(text: str) -> list[str]:
    return [line.text for line in split_run_on(split_lines(text))]


def numbers(text: str) -> list[str]:
    document = read_document(text.encode(), "note.txt", load_vocabularies())
    return [unit.number for unit in document.units]


def test_items_that_stand_against_the_mark_before_them_are_cut_off() -> None:
    text = "1. It adopted the following:(a) States should act;(b) UNODC should assist them.\n"
    assert numbers(text) == ["1", "1(a)", "1(b)"]


def test_items_under_items_are_cut_off_and_the_outer_ones_go_on() -> None:
    text = "(l) It should cover:(i) Training;(ii) Drafting;(m) UNODC should assist.\n"
    labels = [part.split(" ")[0] for part in parts(text)]
    assert labels == ["(l)", "(i)", "(ii)", "(m)"]


@pytest.mark.parametrize(
    "text",
    [
        "1. It was proposed that: (a) States act; (b) UNODC assist.",  # a list within a sentence
        "1. See sections 4(a) and (b) The law.",
        "1. Under resolution No. 2. The group met.\n2. It closed.",
        "1. It met in Vienna. 2. It closed.\n2. Speakers took the floor.",
    ],
)
def test_what_does_not_count_on_is_left_alone(text: str) -> None:
    assert parts(text) == text.split("\n")


def test_paragraphs_in_one_line_are_cut_where_the_next_line_goes_on() -> None:
    text = "2. Many spoke of the Protocol. 3. One asked for a review.\n\n4. The session closed.\n"
    assert numbers(text) == ["2", "3", "4"]


def test_a_number_behind_a_bold_heading_opens_a_paragraph() -> None:
    text = "1. It met.\n\n**III. Summary of deliberations**2. Many speakers took the floor.\n"
    assert numbers(text) == ["1", "2"]


def test_a_document_in_one_line_has_the_same_units() -> None:
    text = SEED.read_text(encoding="utf-8")
    bare = text.replace("#", "").replace("*", "").replace("\n- ", "\n")
    assert numbers(" ".join(bare.split())) == numbers(text)
