"""Rows of recommendations read as a stream, and texts in many encodings."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from graph.reader import read_document
from graph.reading import ReadingError, read_source
from graph.reading.bulk import MAX_ROWS, holds_rows, row_pieces
from ontology.vocabularies import load_vocabularies

ROWS = [
    {"doc": "A/RES/74/1", "number": "1.", "text": "Urges States to act;"},
    {"doc": "A/RES/74/1", "number": "2.", "text": "Requests UNODC to report."},
    {"doc": "A/RES/74/2", "number": "1.", "text": "Invites States to reply."},
]
LINES = b"".join(json.dumps(row).encode() + b"\n" for row in ROWS)
TEXT = "1. Côte d’Ivoire’s naïve view – “quoted” – of the États.\n2. États should act.\n" * 9


@pytest.mark.parametrize("data", [LINES, gzip.compress(LINES, mtime=0)])
def test_rows_give_a_document_for_each_that_they_name(data: bytes) -> None:
    name = "rows.jsonl.gz" if data[:1] == b"\x1f" else "rows.jsonl"
    assert holds_rows(data, name)
    pieces = list(row_pieces(io.BytesIO(data), name))
    documents = [read_document(p.data, p.name, load_vocabularies()) for p in pieces]
    assert [p.rows for p in pieces] == [2, 1]
    assert pieces[-1].position == len(data)
    assert [(d.key, d.metadata.body) for d in documents] == [
        ("a-res-74-1", "general-assembly"),
        ("a-res-74-2", "general-assembly"),
    ]
    assert [unit.number for unit in documents[0].units] == ["1", "2"]


def test_columns_of_a_csv_are_mapped() -> None:
    table = b'No.;Advice;text\n7;States should act;x\n8;"UNODC; too;\nshould act";y\n'
    columns = {"text": "Advice", "number": "No."}
    (piece,) = row_pieces(io.BytesIO(table), "a.csv", columns=columns)
    units = read_source(piece.data, piece.name, load_vocabularies()).units
    assert [(unit.number, unit.text) for unit in units] == [
        ("7", "States should act"),
        ("8", "UNODC; too; should act"),
    ]
    with pytest.raises(ReadingError, match="'advice' is no column"):
        next(row_pieces(io.BytesIO(table), "a.csv", columns={"advice": "Advice"}))


def test_a_piece_never_grows_past_its_limit() -> None:
    lines = b'{"text": "States should act."}\n' * (MAX_ROWS + 5)
    assert [p.rows for p in row_pieces(io.BytesIO(lines), "a.jsonl")] == [MAX_ROWS, 5]


@pytest.mark.parametrize("broken", [b'{"text":\n', b"[1]\n"])
def test_what_stands_before_a_broken_row_is_given_and_the_row_is_named(broken: bytes) -> None:
    pieces = row_pieces(io.BytesIO(LINES + broken + LINES), "a.jsonl")
    assert [next(pieces).rows, next(pieces).rows] == [2, 1]
    with pytest.raises(ReadingError, match="line 4"):
        next(pieces)


def test_a_truncated_archive_of_rows_is_told() -> None:
    packed = gzip.compress(LINES * 2000)
    with pytest.raises(ReadingError, match="damaged"):
        list(row_pieces(io.BytesIO(packed[: len(packed) // 2]), "a.jsonl.gz"))


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman"],
)
def test_a_text_reads_the_same_in_any_encoding(encoding: str) -> None:
    document = read_source(TEXT.encode(encoding), "a.txt", load_vocabularies())
    assert document.text == TEXT
    assert bool(document.warnings) is (encoding in {"cp1252", "mac-roman"})


def test_russian_without_unicode_is_read_and_its_language_told() -> None:
    text = "1. Государства должны принимать меры.\n2. Генеральный секретарь представит доклад.\n"
    document = read_source((text * 5).encode("cp1251"), "a.txt", load_vocabularies())
    assert (document.text, document.metadata.language) == (text * 5, "ru")


def test_a_few_spoilt_letters_do_not_spoil_the_others() -> None:
    data = TEXT.encode() + b"3. \xff\xfe act.\n"
    document = read_source(data, "a.txt", load_vocabularies())
    assert document.text == TEXT + "3. �� act.\n"
    assert document.warnings == (
        f"2 places are not UTF-8, the first at byte {len(TEXT.encode()) + 3}: "
        "their letters are lost and stand as �.",
    )


def test_who_recommends_and_what_was_answered_stand_in_columns() -> None:
    rows = (
        {"doc": "Review of Fiji", "text": "Ratify the Convention.", "from": "Peru; Chile"},
        {
            "doc": "Review of Fiji",
            "text": "Report on it.",
            "from": ["Nowhere"],
            "response": "noted",
        },
        {
            "doc": "Review of Fiji",
            "number": "1.2",
            "text": "1.2 Abolish it.",
            "response": "Accepted",
        },
    )
    data = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    document = read_document(data, "rows.jsonl#review-of-fiji", load_vocabularies())
    assert document.key == "review-of-fiji"
    told = [(u.number, u.text, u.attributed_to, u.position) for u in document.units]
    assert told[0][2:] == (("PER", "CHL"), None)
    assert told[1][2:] == ((), "noted")
    assert told[2] == ("1.2", "Abolish it.", (), "supported")
