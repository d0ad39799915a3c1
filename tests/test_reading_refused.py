"""What is no document: the error says what it is and what to do."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from graph.reader import read_document
from graph.reading import read_source
from graph.reading.errors import ReadingError
from ontology.vocabularies import load_vocabularies


def packed(part: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(part, "<x/>")
    return data.getvalue()


MAIL = b"From: A <a@example.org>\r\nMIME-Version: 1.0\r\n\r\n1. States should act."
REFUSED = {
    "a binary Excel workbook.*CSV": packed("xl/workbook.bin"),
    "cannot be read.*CSV": packed("xl/workbook.xml"),
    "a PowerPoint presentation.*PDF": packed("ppt/presentation.xml"),
    "an e-book.*HTML": packed("META-INF/container.xml"),
    "an e-mail": MAIL,
    "a JSON list.*one object a line": b'[{"text": "States should act."}]',
    "an RTF file.*DOCX": rb"{\rtf1 States should act.}",
    "an old binary Office file.*DOCX": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_is_no_document_is_named(message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_source(REFUSED[message], "a.txt", load_vocabularies())


def test_titles_of_a_table_may_have_capitals() -> None:
    data = b"No.,Recommendation\n7,States should act.\n"
    units = read_source(data, "a.csv", load_vocabularies()).units
    assert [(unit.number, unit.text) for unit in units] == [("7", "States should act.")]


def test_a_table_drawn_in_columns_gives_its_rows() -> None:
    text = (
        "No.    Recommendation              Office\n"
        "1      The Office should           Finance\n"
        "       reconcile accounts.\n"
        "2      The Director should         Logistics\n"
        "       report losses.\n"
    )
    units = read_source(text.encode(), "a.txt", load_vocabularies()).units
    assert [(unit.number, " ".join(unit.text.split())) for unit in units] == [
        ("1", "The Office should reconcile accounts."),
        ("2", "The Director should report losses."),
    ]


def test_the_time_of_a_long_paragraph_grows_with_its_length() -> None:
    def taken(count: int) -> float:
        begin = time.process_time()
        read_document(b"1. " + b"States should act. " * count, "a.txt", load_vocabularies())
        return time.process_time() - begin

    taken(10)
    assert taken(8000) < 16 * max(taken(1000), 0.02)
