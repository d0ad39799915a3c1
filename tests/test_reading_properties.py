"""What holds for any input: everything accounted for, order kept, only our own errors."""

from __future__ import annotations

import string
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.document import Document
from graph.reading import MAX_SOURCE_BYTES, ReadingError, accounted, read_source
from ontology.vocabularies import Vocabularies, load_vocabularies

PIECES = [
    "1. ", "2. ", "(a) ", "(i) ", "(ii) ", "- ", "• ", "II. ", "131.1 ", "\n", "\n\n", "\f", " ",
    "**", "## ", "*(continued)*", "Member States should act;", "Annex\n", "2/3 V.18-02042",
    "The General Assembly,\n", "_______________\n", "1 A/74/130.", "Contents\n", "Introduction",
    ".......... 3", "| a | b |\n", "Working Group on the Universal Periodic Review\n", "(France)",
    "(Iran (Islamic Republic of))", "Distr.: Limited 4 April 2018\n", "and:", "word ", "\t", "\r\n",
    "A/RES/74/247\n", "\u2028", "\x1c", "\u200b", "[English only]\n", "recommendations below:\n",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.text(max_size=300),
    st.text(alphabet=string.printable, max_size=300),
)
RELAXED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@cache
def vocabularies() -> Vocabularies:
    return load_vocabularies()


def read(text: str) -> Document | None:
    try:
        return read_source(text.encode("utf-8", "surrogatepass"), "any.txt", vocabularies())
    except ReadingError:
        return None


def outcome(data: bytes, name: str) -> str:
    """Say whether a source was read whole or refused; any other error goes through."""
    try:
        document = read_source(data, name, vocabularies())
    except ReadingError as error:
        return "refused" if name in str(error) or "line" in str(error) else "unexplained"
    return "read" if accounted(document) == [] else "lost text"


@RELAXED
@given(TEXTS)
def test_every_character_belongs_somewhere(text: str) -> None:
    document = read(text)
    if document is not None:
        assert accounted(document) == []


@RELAXED
@given(TEXTS)
def test_ranges_are_in_order_and_give_the_unit_its_text(text: str) -> None:
    document = read(text)
    if document is None:
        return
    reached = 0
    for unit in document.units:
        assert reached <= unit.label_start <= unit.start
        for start, end in unit.ranges:
            assert reached <= start <= end <= len(document.text)
            reached = end
        assert "".join(document.text[start:end] for start, end in unit.ranges) == unit.text
        assert (unit.start, unit.end) == (unit.ranges[0][0], unit.ranges[-1][1])


@RELAXED
@given(TEXTS)
def test_keys_are_unique_and_parents_come_first(text: str) -> None:
    document = read(text)
    if document is None:
        return
    keys = [unit.key for unit in document.units]
    assert len(set(keys)) == len(keys)
    for order, unit in enumerate(document.units):
        assert unit.order == order
        assert unit.parent_key is None or unit.parent_key in keys[:order]


@RELAXED
@given(st.binary(max_size=400), st.sampled_from(["", ".pdf", ".docx", ".csv", ".jsonl", ".html"]))
def test_bytes_raise_nothing_but_our_own_error(data: bytes, ending: str) -> None:
    assert outcome(data, f"any{ending}") in {"read", "refused"}


@settings(parent=RELAXED, max_examples=60)
@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"<akomaNtoso>", b'{"text": ']),
    st.binary(max_size=200),
)
def test_damaged_formats_raise_nothing_but_our_own_error(head: bytes, rest: bytes) -> None:
    assert outcome(head + rest, "any") in {"read", "refused"}


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, ". " * 500_000, "(" * 1_000_000, "*" * 1_000_000, "1. a:\n" * 5_000,
     "_" * 1_000_000, "A/" * 500_000, "**a" * 300_000, "a, " * 300_000, "(a) x:\n1. b:\n" * 3_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_monotonous_text_is_read_whole(text: str) -> None:
    document = read_source(text.encode(), "any.txt", vocabularies())
    assert accounted(document) == []


def test_a_source_too_large_is_refused_with_its_size() -> None:
    data = b"a" * (MAX_SOURCE_BYTES + 1)
    with pytest.raises(ReadingError, match=str(len(data))):
        read_source(data, "large.txt", vocabularies())
