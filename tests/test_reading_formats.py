"""Every format gives the same units; damaged and hostile files give an error that helps."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from graph.document import Document
from graph.reading import ReadingError, accounted, read_source
from ontology.vocabularies import load_vocabularies

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EXPECTED = [
    ("1", "Accordingly, the list follows:"),
    ("1(a)", "Member States should act in accordance with resolution 74/247;"),
    ("1(b)", "UNODC should cover the following areas:"),
    ("1(b)(i)", "Training of judges;"),
    ("1(b)(ii)", "Drafting of laws."),
    ("2", "The meeting ended."),
]
LEVELS = [0, 1, 1, 2, 2, 0]


def read(data: bytes, name: str) -> Document:
    document = read_source(data, name, load_vocabularies())
    assert accounted(document) == []
    return document


def said(document: Document) -> list[tuple[str, str]]:
    return [(u.number, " ".join(u.text.split()).replace("¹", "")) for u in document.units]


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def docx() -> bytes:
    kinds = [("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")]
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(kinds)
    )
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        f"<w:del><w:r><w:delText>Old.</w:delText></w:r></w:del><w:ins><w:r><w:t>{text}</w:t></w:r></w:ins>"
        "</w:p>"
        for level, (_, text) in zip(LEVELS, EXPECTED, strict=True)
    )
    paragraphs = paragraphs.replace(
        "74/247;</w:t></w:r>",
        '74/247</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>;</w:t></w:r>',
    )
    note = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>See A/74/130.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    return zipped(
        word__document_xml=f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>',
        word__numbering_xml=(
            f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum>'  # noqa: E501
            '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
        ),
        word__footnotes_xml=note,
    )


def html() -> bytes:
    a = [text for _, text in EXPECTED]
    first = a[1].replace("247;", "247<sup>1</sup>;")
    return (
        f"<!doctype html><html><head><title>x</title><script>1. no</script></head><body><ol><li>{a[0]}"  # noqa: E501
        f'<ol type="a"><li>{first}</li><li>{a[2]}<ol type="i"><li>{a[3]}</li><li>{a[4]}</li></ol></li>'  # noqa: E501
        f"</ol></li><li>{a[5]}</li></ol></body></html>"
    ).encode()


def odt() -> bytes:
    formats = [("1", "", "."), ("a", "(", ")"), ("i", "(", ")")]
    levels = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="{kind}" '
        f'style:num-prefix="{before}" style:num-suffix="{after}"/>'
        for n, (kind, before, after) in enumerate(formats, start=1)
    )
    a = [f"<text:p>{text}</text:p>" for _, text in EXPECTED]
    body = (
        f'<text:list text:style-name="L"><text:list-item>{a[0]}<text:list><text:list-item>{a[1]}'
        f"</text:list-item><text:list-item>{a[2]}<text:list><text:list-item>{a[3]}</text:list-item>"
        f"<text:list-item>{a[4]}</text:list-item></text:list></text:list-item></text:list>"
        f"</text:list-item><text:list-item>{a[5]}</text:list-item></text:list>"
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "style")
    )
    return zipped(
        content_xml=(
            f"<office:document-content {spaces}><office:automatic-styles><text:list-style "
            f'style:name="L">{levels}</text:list-style></office:automatic-styles><office:body>{body}'
            "</office:body></office:document-content>"
        )
    )


def akn() -> bytes:
    a = [text for _, text in EXPECTED]
    labels = ["1.", "(a)", "(b)", "(i)", "(ii)", "2."]
    items = "".join(
        f"<paragraph><num>{label}</num><content><p>{text}</p></content></paragraph>"
        for label, text in zip(labels, a, strict=True)
    )
    return f"<akomaNtoso><statement><mainBody>{items}</mainBody></statement></akomaNtoso>".encode()


def pdf(lines: list[tuple[float, float, float, str]]) -> bytes:
    """Write a PDF of one page by hand: x, y, font size and text of each piece."""
    shown = "".join(
        f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj ET\n"  # noqa: E501
        for x, y, size, text in lines
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",  # noqa: E501
        f"<</Length {len(shown)}>>stream\n{shown}endstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"  # noqa: E501
    return (out + end).encode("latin-1")


def pdf_of_the_list() -> bytes:
    labels = ["1.", "(a)", "(b)", "(i)", "(ii)", "2."]
    pieces: list[tuple[float, float, float, str]] = []
    for row, (label, level, (_, text)) in enumerate(zip(labels, LEVELS, EXPECTED, strict=True)):
        y = 700 - 20 * row
        pieces.append((60 + 20 * level, y, 10, label))
        pieces.append((90 + 20 * level, y, 10, text))
    return pdf(pieces)


@pytest.mark.parametrize(
    "make", [docx, html, odt, akn, pdf_of_the_list], ids=lambda make: make.__name__
)
def test_every_format_gives_the_same_units(make) -> None:  # type: ignore[no-untyped-def]
    assert said(read(make(), "without-ending")) == EXPECTED


def test_a_footnote_mark_is_not_glued_to_a_number() -> None:
    document = read(docx(), "a.docx")
    assert "74/247¹" in document.units[1].text
    assert [(note.mark, note.text, note.unit) for note in document.notes] == [
        ("1", "See A/74/130.", "1(a)")
    ]
    raised = pdf(
        [
            (60, 700, 10, "1. Recalling resolution 74/247"),
            (203, 704, 6, "1"),
            (60, 688, 10, "of 2019."),
        ]
    )
    assert "74/247¹" in read(raised, "a.pdf").units[0].text


def test_rows_keep_their_numbers_and_documents() -> None:
    rows = [
        {"symbol": "E/RES/2021/1", "number": "1.", "text": "Decides to meet:"},
        {"symbol": "E/RES/2021/1", "number": "(a)", "text": "In May;"},
        {"symbol": "E/RES/2021/2", "number": "1.", "text": "Requests a report."},
    ]
    lines = "\n".join(map(json.dumps, rows)).encode()
    document = read(lines, "rows.jsonl")
    assert [unit.key for unit in document.units] == ["1", "1(a)", "e-res-2021-2-1"]
    assert document.metadata.sections == ("E/RES/2021/1", "E/RES/2021/2")
    table = b"number,recommendation\n1.,States should act.\n2.,UNODC should assist.\n"
    assert [unit.number for unit in read(table, "rows.csv").units] == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "empty"),
        (b"\x00\x01\x02\x03" * 100, "a.txt", "binary"),
        (gzip.compress(b"text", mtime=0), "a.gz", "unpack"),
        (b"%PDF-1.7\n%truncated", "a.pdf", "cannot be opened"),
        (pdf([]), "scan.pdf", "OCR"),
        (b"PK\x03\x04broken", "a.docx", "damaged"),
        (zipped(other="x"), "a.docx", "without a document"),
        (zipped(word__document_xml="<w:document"), "a.docx", "well-formed"),
        (b"<?xml version='1.0'?><other/>", "a.xml", "Akoma Ntoso"),
        (b'{"text": "a"}\n[1]\n', "a.jsonl", "line 2"),
        (b"<akomaNtoso><a></akomaNtoso>", "a.xml", "well-formed"),
        (b"{\\rtf1 text}", "a.rtf", "DOCX or PDF"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, name: str, message: str) -> None:
    with pytest.raises(ReadingError, match=message) as caught:
        read_source(data, name, load_vocabularies())
    assert name in str(caught.value)


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.reading.formats.archive.MAX_MEMBER", 100_000)
    bomb = zipped(word__document_xml=" " * 1_000_000)
    with pytest.raises(ReadingError, match="100000 bytes"):
        read_source(bomb, "bomb.docx", load_vocabularies())


def test_entities_are_not_resolved() -> None:
    text = (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<akomaNtoso><p>Recalling &x; and more.</p></akomaNtoso>"
    )
    document = read(text, "a.xml")
    assert document.units[0].text == "Recalling and more."


def test_another_encoding_is_read_with_a_warning() -> None:
    document = read("1. Côte d’Ivoire should act.".encode("cp1252"), "a.txt")
    assert document.units[0].text == "Côte d’Ivoire should act."
    assert "Windows-1252" in document.warnings[0]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("74_173.xml", "74session__74_173.txt"),
        ("74_247.xml", "74session__74_247.txt"),
        ("75_282_E.xml", "75session__75_282_E.txt"),
        ("A_RES_76_181_E.xml", "76session__A_RES_76_181-2119220E.txt"),
    ],
)
def test_marked_up_and_plain_text_give_the_same_units(
    shared: Path, marked: str, plain: str
) -> None:
    found = []
    for path in (shared / "corpus" / "akn" / marked, shared / "corpus" / "resolutions" / plain):
        document = read(path.read_bytes(), path.name)
        found.append([(unit.key, unit.kind, unit.text[:20]) for unit in document.units])
    assert found[0] == found[1]


@pytest.mark.shared
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_an_office_document_counts_its_paragraphs(shared: Path, ending: str) -> None:
    path = shared / "corpus" / "office" / f"A_80_604_Add.1.{ending}"
    document = read(path.read_bytes(), path.name)
    numbers = [unit.number for unit in document.units if unit.number.isdigit()]
    assert numbers == [str(n) for n in range(1, 45)]
    assert document.metadata.symbol == "A/80/604/Add.1"
