"""Rows of recommendations read as a stream, and texts in many encodings."""

from __future__ import annotations

import datetime
import gzip
import io
import json

import pytest
import xlsxwriter

from graph.reader import read_document
from graph.reading import ReadingError, read_source
from graph.reading.bulk import MAX_ROWS, holds_rows, row_pieces
from graph.reading.formats import sheets
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


def test_who_is_asked_stands_in_a_column() -> None:
    rows = (
        {"text": "Ratify the Convention.", "addressee": "Viet Nam", "response": "noted"},
        {"text": "That Peru share its experience.", "addressee": "saintlucia", "from": "Chile"},
        {"text": "Submit a report.", "addressee": "UNODC; Nobody At All"},
        {"text": "The Convention entered into force.", "addressee": "Chile"},
    )
    data = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    units = read_document(data, "rows.jsonl", load_vocabularies()).units
    assert [unit.addressees for unit in units[:2]] == [("VNM",), ("PER",)]
    assert [unit.kind for unit in units[:2]] == ["recommendation"] * 2
    assert [(s.addressees, s.inherited) for s in units[2].statements] == [(("unodc",), True)]
    assert units[3].addressees == ()


def workbook(*sheets: list[list[object]]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    dated = isinstance(cell, datetime.date)
                    sheet.write(at, column, cell, *([day] if dated else []))
    return stream.getvalue()


def test_a_workbook_gives_the_rows_of_all_its_sheets() -> None:
    day = datetime.date(2020, 3, 1)
    data = workbook(
        [
            ["Follow-up of advice"],
            [],
            ["No.", "Recommendation", "Document", "Date"],
            [7, "States should act.", "A/1", day],
            [8, "UNODC should report.", "A/1", day],
        ],
        [["Budget"], [2]],
        [["no", "text", "document"], ["3.1", "Donors should pay.", "A/2"]],
    )
    assert holds_rows(data[:65536], "a.bin")
    pieces = list(row_pieces(io.BytesIO(data), "a.xlsx"))
    documents = [read_source(p.data, p.name, load_vocabularies()) for p in pieces]
    found = [(u.number, u.text) for document in documents for u in document.units]
    assert found == [
        ("7", "States should act."),
        ("8", "UNODC should report."),
        ("3.1", "Donors should pay."),
    ]
    assert documents[0].metadata.date == "2020-03-01"
    left_out = "Sheet 'Sheet2' has no column of texts and is left out."
    assert [document.warnings for document in documents] == [(left_out,), ()]
    whole = read_source(data, "a.xlsx", load_vocabularies())
    assert whole.warnings == (left_out,)
    assert [(u.number, u.text) for u in whole.units] == found


def test_a_workbook_without_texts_or_grown_too_large_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ReadingError, match="no sheet with a column of texts"):
        list(row_pieces(io.BytesIO(workbook([["Budget"], [2]])), "a.xlsx"))
    data = workbook([["text"], *([["States should act."]] * 50)])
    (piece,) = row_pieces(io.BytesIO(data), "a.xlsx")
    assert piece.rows == 50
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 2000)
    with pytest.raises(ReadingError, match="unpacks to more than"):
        list(row_pieces(io.BytesIO(data), "a.xlsx"))


def test_levels_say_what_a_row_stands_under() -> None:
    rows = [("1.", 0), ("(a)", 1), ("(i)", 2), ("(b)", 1), ("", 1), ("2.", 0), ("3.1", 0)]
    lines = "".join(
        json.dumps({"number": number, "level": level, "text": "Act on it;"}) + "\n"
        for number, level in rows
    )
    units = read_source(lines.encode(), "a.jsonl", load_vocabularies()).units
    assert [(unit.number, unit.parent) for unit in units] == [
        ("1", None),
        ("1(a)", "1"),
        ("1(a)(i)", "1(a)"),
        ("1(b)", "1"),
        ("1-p1", "1"),
        ("2", None),
        ("3.1", None),
    ]
