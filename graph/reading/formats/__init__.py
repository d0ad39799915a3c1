"""Formats: from a source's bytes to a text with hints, one module each, loaded when needed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from graph.reading.composed import Composed
from graph.reading.sniff import AKN, DOCX, ODT, PDF, XLSX

__all__ = ["compose"]

_READERS = {
    PDF: ("graph.reading.formats.pdf", "read_pdf"),
    DOCX: ("graph.reading.formats.docx", "read_docx"),
    ODT: ("graph.reading.formats.odt", "read_odt"),
    XLSX: ("graph.reading.formats.sheets", "read_workbook"),
    AKN: ("graph.reading.formats.akn", "read_akn"),
    "text/html": ("graph.reading.formats.html", "read_html"),
    "application/jsonl": ("graph.reading.formats.rows", "read_json_lines"),
    "text/csv": ("graph.reading.formats.rows", "read_csv"),
    "text/plain": ("graph.reading.plain", "read_plain"),
    "text/markdown": ("graph.reading.plain", "read_plain"),
}


def compose(data: bytes, file_name: str, media: str) -> Composed:
    """Turn a source of a known media type into a text with hints."""
    module, name = _READERS[media]
    reader: Callable[[bytes, str], Composed] = getattr(import_module(module), name)
    return reader(data, file_name)
