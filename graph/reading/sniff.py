"""The type of a source, told by its content; the name helps only where content does not tell."""

from __future__ import annotations

import io
import re
import zipfile

from graph.reading.encodings import wide_encoding
from graph.reading.errors import ReadingError

__all__ = ["MEDIA_TYPES", "is_workbook", "media_type"]

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
AKN = "application/akn+xml"
JSON_LINES = "application/jsonl"
CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".odt": ODT,
    ".html": "text/html",
    ".htm": "text/html",
    ".xml": AKN,
    ".jsonl": JSON_LINES,
    ".csv": CSV,
    ".xlsx": XLSX,
    ".md": "text/markdown",
    ".txt": "text/plain",
}
"""Media types of the sources that can be read, by file name ending."""

_TEXT_TYPES = {"text/markdown", CSV, JSON_LINES}
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old binary Office file", "save it as DOCX or PDF"),
    (b"{\\rtf", "an RTF file", "save it as DOCX or PDF"),
    (b"\x89PNG", "a PNG image", "recognise its text first and give the text"),
    (b"\xff\xd8\xff", "a JPEG image", "recognise its text first and give the text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a", "a RAR archive", "unpack it first"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
)
_PACKED = (
    ("xl/workbook.bin", "a binary Excel workbook", "save it as XLSX or CSV"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "save it as PDF"),
    ("META-INF/container.xml", "an e-book", "give its HTML files"),
)
_MEMBER = re.compile(rb"PK\x03\x04.{26}(?P<folder>xl|word)/", re.DOTALL)
_MAIL = re.compile(rb"(?:Return-Path|Received|From|Delivered-To|MIME-Version|Message-ID): ", re.I)
_MAIL_FIELD = re.compile(rb"^(?:MIME-Version|Content-Type|Message-ID): ", re.I | re.M)
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<body[\s>])", re.I | re.S
)
_AKN = re.compile(rb"<(?:\w{1,20}:)?akomaNtoso[\s>]")
_JSON_ROW = re.compile(rb"\s*\{\s*\"")


def media_type(data: bytes, file_name: str) -> str:
    """Tell a source's media type.

    Raises
    ------
    ReadingError
        It is empty, or of a kind that cannot be read.

    Examples
    --------
    >>> media_type(b"%PDF-1.7 ...", "report.txt"), media_type(b"Draft report", "report.txt")
    ('application/pdf', 'text/plain')
    """
    if not data[:65536].strip(b"\x00 \t\r\n\x0c") and not data.strip(b"\x00 \t\r\n\x0c"):
        raise ReadingError(f"{file_name} is empty; give a file with text in it.")
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, what, remedy in _OTHERS:
        if data.startswith(magic):
            raise ReadingError(f"{file_name} is {what}, which is not read; {remedy}.")
    if b"%PDF-" in data[:1024]:
        return PDF
    if _MAIL.match(head) and _MAIL_FIELD.search(head):
        raise ReadingError(f"{file_name} is an e-mail, which is not read; save what it carries.")
    if head.startswith(b"[") and _JSON_ROW.match(head[1:]):
        raise ReadingError(
            f"{file_name} is a JSON list; write one object a line (JSON Lines), without brackets."
        )
    if data.startswith(b"PK\x03\x04"):
        return _zip_type(data, file_name)
    if _HTML.match(head):
        return "text/html"
    if _AKN.search(data[:4096]):
        return AKN
    if head.startswith(b"<?xml"):
        if b"<html" in data[:4096]:
            return "text/html"
        raise ReadingError(
            f"{file_name} is XML but not Akoma Ntoso, which is the only XML read; give PDF or DOCX."
        )
    return _text_type(data, head, file_name)


def is_workbook(head: bytes) -> bool:
    """Tell by its first bytes whether a file is an XLSX workbook.

    >>> is_workbook(b"PK\\x03\\x04" + bytes(26) + b"xl/workbook.xml")
    True
    """
    found = _MEMBER.search(head) if head.startswith(b"PK\x03\x04") else None
    return found is not None and found["folder"] == b"xl"


def _text_type(data: bytes, head: bytes, file_name: str) -> str:
    named = MEDIA_TYPES.get(_ending(file_name), "")
    if _JSON_ROW.match(head) and (named == JSON_LINES or b'"text"' in data[:65536]):
        return JSON_LINES
    if named == CSV or (named in _TEXT_TYPES and named != JSON_LINES):
        return named
    if b"\x00" in data[:65536] and wide_encoding(data) is None:
        raise ReadingError(
            f"{file_name} holds binary data at byte {data.index(0)} and is no format that is read; "
            "give PDF, DOCX, ODT, HTML, Akoma Ntoso XML or text."
        )
    return "text/plain"


def _ending(file_name: str) -> str:
    dot = file_name.rfind(".")
    return file_name[dot:].lower() if dot >= 0 else ""


def _zip_type(data: bytes, file_name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise ReadingError(
            f"{file_name} begins like a DOCX or ODT file but is damaged ({error}); get it again."
        ) from error
    if "word/document.xml" in names:
        return DOCX
    if "content.xml" in names:
        return ODT
    if "xl/workbook.xml" in names:
        return XLSX
    for part, what, remedy in _PACKED:
        if part in names:
            raise ReadingError(f"{file_name} is {what}, which is not read; {remedy}.")
    raise ReadingError(f"{file_name} is a ZIP archive without a document in it; unpack it first.")
