"""DOCX, ODT and HTML: labels in cells, lists styled elsewhere, nesting, many parts."""

from __future__ import annotations

import io
import zipfile

import pytest

from graph.document import Document
from graph.reading import ReadingError, accounted, read_source
from graph.reading.formats.html import MAX_DEPTH
from ontology.vocabularies import load_vocabularies
from tests.test_reading_formats import EXPECTED, W, docx, odt, said, zipped

NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def read(data: bytes, name: str) -> Document:
    document = read_source(data, name, load_vocabularies())
    assert accounted(document) == []
    return document


def word(body: str) -> bytes:
    return zipped(
        word__document_xml=f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        word__numbering_xml=NUMBERING,
    )


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_layout_table_counts_its_numbered_paragraphs_once() -> None:
    rows = [(paragraph(f"States should act, {n}.", NUMBERED),) for n in "abc"]
    assert [number for number, _ in said(read(word(table(*rows)), "a.docx"))] == ["1", "2", "3"]


def test_a_table_in_a_cell_is_written_once() -> None:
    inner = table((paragraph("Inner one"), paragraph("Inner two")))
    text = read(word(table((paragraph("Outer"), inner + paragraph("Last")))), "a.docx").text
    assert text == "| Outer | Inner one Inner two Last |\n"


@pytest.mark.parametrize("label", ["(a)", "1."])
def test_a_label_in_a_cell_of_its_own_is_the_label_of_its_paragraph(label: str) -> None:
    rows = [(label, "Ratify the Convention;"), ("(b)" if label == "(a)" else "2.", "Report.")]
    page = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
    office = word(table(*[(paragraph(a), paragraph(b)) for a, b in rows]))
    expected = [(a.rstrip("."), b) for a, b in rows]
    assert said(read(f"<html><table>{page}</table></html>".encode(), "a.html")) == expected
    assert said(read(office, "a.docx")) == expected


def test_text_in_boxes_moved_text_and_raised_digits_are_still_told_apart() -> None:
    run = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
    moved = "<w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:pict></w:r>"
    body = f"<w:p>{moved}<w:r><w:t>1. See resolution 74/247</w:t></w:r>{run}{box}</w:p>"
    assert read(word(body), "a.docx").text == "1. See resolution 74/247¹\nIn a box\n"


def test_odt_list_styles_may_stand_in_the_styles_part() -> None:
    content = odt_part(odt(), "content.xml")
    begin = content.index("<office:automatic-styles>")
    end = content.index("<office:body>")
    styles = content[:end] + "</office:document-content>"
    document = read(zipped(content_xml=content[:begin] + content[end:], styles_xml=styles), "a.odt")
    assert said(document) == EXPECTED


def odt_part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_nesting_without_end_is_refused_before_it_is_parsed() -> None:
    page = "<html><body>" + "<div>" * (MAX_DEPTH + 1) + "<p>1. States should act.</p>"
    with pytest.raises(ReadingError, match="nests its elements"):
        read_source(page.encode(), "a.html", load_vocabularies())


def test_a_damaged_part_is_named() -> None:
    data = bytearray(docx())
    at = data.index(b"word/document.xml") + len(b"word/document.xml") + 10
    data[at : at + 20] = b"\xff" * 20
    with pytest.raises(ReadingError, match=r"a\.docx"):
        read_source(bytes(data), "a.docx", load_vocabularies())
