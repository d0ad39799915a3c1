"""Statements: the seeds' gold, kinds, inheritance, and the data files behind the rules."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.document import Document, Metadata, Source, Statement, Unit
from graph.mentions.finding import find_mentions
from graph.reading import read_source
from graph.statements import interpret, unit_kinds
from graph.statements.data import table
from graph.statements.inflection import base_form, inflections
from graph.statements.sentences import sentence_spans
from graph.statements.triggers import fold, scan
from ontology.vocabularies import load_vocabularies

FILES = {"2018": "000_6f4b878ded86092d.txt", "2020": "002_f7de6c3a8e0c6968.txt"}


def read_seed(path: Path) -> tuple[Document, tuple[tuple[Statement, ...], ...]]:
    vocabularies = load_vocabularies()
    document = read_source(path.read_bytes(), path.name, vocabularies)
    return document, interpret(document, find_mentions(document, vocabularies), vocabularies)


def fields(statement: Statement) -> tuple[Any, ...]:
    said = statement
    return sorted(said.addressees), said.modality, said.attribution, said.stance


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[tuple[str, str], list[tuple[Any, ...]]]:
    entries = json.loads((shared / "gold" / "seed_statements.json").read_text("utf-8"))
    units = defaultdict(list)
    for e in entries["statements"]:
        expected = (sorted(e["addressees"]), e["modality"], e["attribution"], e["stance"])
        units[e["document"], e["unit"]].append(expected)
    return units


@pytest.mark.shared
@pytest.mark.parametrize("year", FILES)
def test_every_statement_of_the_seeds(
    year: str, seeds: Path, gold: dict[tuple[str, str], list[tuple[Any, ...]]]
) -> None:
    document, statements = read_seed(seeds / FILES[year])
    found = {
        unit.number: [fields(said) for said in statements]
        for unit, statements in zip(document.units, statements, strict=True)
    }
    expected = {unit: said for (document_year, unit), said in gold.items() if document_year == year}
    assert found == expected


@pytest.mark.shared
@pytest.mark.parametrize("year", FILES)
def test_kinds_and_positions_of_the_seeds(year: str, seeds: Path, shared: Path) -> None:
    entries = json.loads((shared / "gold" / "seeds.json").read_text("utf-8"))["documents"]
    units = next(entry for entry in entries if entry["file"] == FILES[year])["paragraphs"]
    document, statements = read_seed(seeds / FILES[year])
    kinds = unit_kinds(document, statements)
    found = [
        (unit.number, kind, {t.entity: t.stance for s in said for t in s.targets})
        for unit, kind, said in zip(document.units, kinds, statements, strict=True)
    ]
    expected = [
        (u["number"], u["kind"], {p["target"]: p["stance"] for p in u["positions"]}) for u in units
    ]
    assert found == expected


@pytest.mark.parametrize("year", FILES)
def test_spans_quote_the_document(year: str, seeds: Path) -> None:
    document, statements = read_seed(seeds / FILES[year])
    for unit, said in zip(document.units, statements, strict=True):
        for statement in said:
            begin, end = map(unit.passage.local, (statement.start, statement.end - 1))
            assert unit.text[begin : end + 1] == statement.text
            if statement.modality_start is not None:
                assert statement.start <= statement.modality_start < (statement.modality_end or 0)


def unit(number: str, text: str, start: int, *, parent: str | None, kind: str) -> Unit:
    end = start + len(text)
    return Unit(
        number, number, parent, parent, kind, None, 0, text, start, end, ((start, end),), start
    )


def document_of(*paragraphs: tuple[str, str | None, str], **metadata: Any) -> Document:
    units, text = [], ""
    for number, parent, words in paragraphs:
        kind = "recommendation" if parent is None else "sub-item"
        units.append(unit(number, words, len(text), parent=parent, kind=kind))
        text += words + "\n"
    source = Source("note.txt", "0" * 64, "text/plain")
    return Document("note", text, Metadata(**metadata), source, tuple(units))


def statements_of(document: Document) -> list[Statement]:
    vocabularies = load_vocabularies()
    mentions = find_mentions(document, vocabularies)
    return [said for unit in interpret(document, mentions, vocabularies) for said in unit]


def test_items_inherit_addressee_modality_and_strength() -> None:
    document = document_of(
        ("1", None, "Calls upon Member States:"),
        ("1(a)", "1", "To adopt laws on cybercrime;"),
        ("1(b)", "1", "To train judges."),
    )
    said = statements_of(document)
    assert [(s.addressees, s.modality, s.strength, s.inherited) for s in said] == [
        (("member-states",), "calls upon", 4, False),
        (("member-states",), "calls upon", 4, True),
        (("member-states",), "calls upon", 4, True),
    ]
    assert [s.action.verb for s in said[1:] if s.action] == ["adopt", "train"]


def test_a_listed_recommendation_goes_to_the_state_under_review() -> None:
    document = document_of(
        ("9", None, "The following recommendations enjoy the support of Slovenia:"),
        ("9.1", "9", "Ratify the Convention against Torture (Maldives) (Portugal);"),
    )
    said = statements_of(document)[-1]
    assert said.addressees == ("SVN",)
    assert said.attributed_to == ("MDV", "PRT")
    assert (said.modality, said.attribution, said.stance) == (
        "recommended",
        "Maldives; Portugal",
        "recommend",
    )


def test_a_treaty_asks_nothing() -> None:
    document = document_of(
        ("1", None, "Member States shall adopt laws."), document_type="convention"
    )
    assert [(s.modality, s.stance) for s in statements_of(document)] == [("shall", "statement")]


def test_condition_action_and_beneficiaries() -> None:
    document = document_of(
        (
            "1",
            None,
            "Member States should, upon request, provide technical assistance to developing "
            "countries, where appropriate.",
        )
    )
    said = statements_of(document)[0]
    assert said.action is not None
    assert said.action.verb == "provide"
    assert said.condition == "upon request"
    assert said.beneficiaries == ("developing-countries",)


def words_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from words_in(item)


@pytest.mark.parametrize("name", ["clauses", "modals", "speakers", "verbs", "titles", "contexts"])
def test_no_list_of_the_data_files_repeats_a_word(name: str) -> None:
    for section in table(name).values():
        for key, words in section.items() if isinstance(section, dict) else ():
            listed = list(words_in(words)) if isinstance(words, list) else []
            repeated = sorted({word for word in listed if listed.count(word) > 1})
            assert not repeated, (name, key, repeated)


def test_verbs_belong_to_one_class() -> None:
    classes = defaultdict(list)
    for group, entry in table("verbs").items():
        for verb in entry.get("verbs", ()):
            classes[verb].append(group)
    assert {verb: groups for verb, groups in classes.items() if len(groups) > 1} == {}


@pytest.mark.parametrize("group", [g for g, e in table("verbs").items() if "verbs" in e])
def test_inflections_lead_back_to_the_base_form(group: str) -> None:
    for verb in table("verbs")[group]["verbs"]:
        base = verb.split(" ")[0]
        assert {base_form(form) for form in inflections(base)} == {base}


def test_a_full_stop_ends_no_sentence_after_an_abbreviation() -> None:
    text = "See para. 3 and art. 5, chap. II. The Committee noted No. 12. It thanked J. Smith."
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "See para. 3 and art. 5, chap. II.",
        "The Committee noted No. 12.",
        "It thanked J. Smith.",
    ]


@given(st.text(max_size=200))
def test_folding_keeps_length_and_scanning_keeps_order(text: str) -> None:
    low = fold(text)
    assert len(low) == len(text)
    marks = scan(low)
    assert all(a.end <= b.start for a, b in pairwise(marks))


WORDS = st.sampled_from(
    [
        "States",
        "should",
        "that",
        "which",
        ",",
        ";",
        "and",
        "UNODC",
        "noted",
        "was",
        "to",
        "not",
        "it",
        "consider",
        "need",
        "laws",
        "there",
        "requested",
        "must",
        "if",
        "by",
        "Requests",
        ".",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_any_words_give_statements_in_order(text: str) -> None:
    document = document_of(("1", None, text))
    said, end = statements_of(document), 0
    for statement in said:
        assert document.text[statement.start : statement.end] == statement.text
        assert statement.start >= end
        end = statement.end
