"""Recommendations as a table: CSV and XLSX, one row each, with IRIs.

A cell that a spreadsheet would take for a formula is written as text: in XLSX by its type, in CSV
by an apostrophe before it (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from graph.catalogue.records import STRENGTHS
from graph.export.portions import portions

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, UnitRecord

__all__ = ["COLUMNS", "csv_pieces", "csv_table", "table", "xlsx_table"]

COLUMNS = (
    "iri",
    "document",
    "date",
    "number",
    "citation",
    "kind",
    "section",
    "title",
    "text",
    "addressees",
    "addressee_iris",
    "modality",
    "strength",
    "attribution",
    "stances",
    "organizations",
    "instruments",
    "actors",
    "themes",
    "entity_iris",
)
SEPARATOR = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIMIT = 32_767
_WIDTHS = {"text": 80, "title": 40, "iri": 30}


def table(catalogue: Catalogue, indices: Sequence[int] | None = None) -> Iterator[tuple[str, ...]]:
    """Give the table's rows, without the heading, in the order of ``indices``.

    Parameters
    ----------
    catalogue
        The read model.
    indices
        Of the units; all listed ones where left out.
    """
    for index in catalogue.select().indices if indices is None else indices:
        yield _row(catalogue, catalogue.units[index])


def csv_table(catalogue: Catalogue, indices: Sequence[int] | None = None) -> bytes:
    """Write the table as CSV (RFC 4180), UTF-8 with a byte order mark for spreadsheets."""
    return b"".join(csv_pieces(catalogue, indices))


def csv_pieces(catalogue: Catalogue, indices: Sequence[int] | None = None) -> Iterator[bytes]:
    """Give what :func:`csv_table` writes, some hundred rows at a time."""
    yield BOM_UTF8
    for rows in portions(chain([COLUMNS], table(catalogue, indices))):
        stream = io.StringIO()
        csv.writer(stream).writerows(map(_harmless, row) for row in rows)
        yield stream.getvalue().encode()


def xlsx_table(catalogue: Catalogue, indices: Sequence[int] | None = None) -> bytes:
    """Write the table as XLSX; a text over 32,767 characters is cut, and says so."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": "Recommendations", "comments": catalogue.version})
        sheet = book.add_worksheet("Recommendations")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
        for place, name in enumerate(COLUMNS):
            sheet.set_column(place, place, _WIDTHS.get(name, 18), wrapped)
            sheet.write_string(0, place, name, bold)
        last = 0
        for last, row in enumerate(table(catalogue, indices), 1):
            for place, text in enumerate(row):
                sheet.write_string(last, place, _fitting(text))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(COLUMNS) - 1)
    return stream.getvalue()


def _row(catalogue: Catalogue, unit: UnitRecord) -> tuple[str, ...]:
    return (
        unit.iri,
        unit.document,
        unit.date or "",
        unit.number,
        unit.citation,
        unit.kind,
        unit.section or "",
        unit.title,
        unit.text,
        _names(catalogue, unit.addressees),
        _iris(catalogue, unit.addressees),
        unit.modality or "",
        "" if unit.strength is None else STRENGTHS[unit.strength],
        SEPARATOR.join(unit.attributions),
        SEPARATOR.join(unit.stances),
        _names(catalogue, unit.organizations),
        _names(catalogue, unit.instruments),
        _names(catalogue, unit.actors),
        _names(catalogue, unit.themes),
        _iris(catalogue, unit.entities),
    )


def _names(catalogue: Catalogue, keys: Sequence[str]) -> str:
    known = catalogue.entities
    return SEPARATOR.join(known[key].name if key in known else key for key in keys)


def _iris(catalogue: Catalogue, keys: Sequence[str]) -> str:
    known = catalogue.entities
    return SEPARATOR.join(known[key].iri for key in keys if key in known)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _fitting(text: str) -> str:
    if len(text) <= _CELL_LIMIT:
        return text
    mark = " … [cut; see the IRI]"
    return text[: _CELL_LIMIT - len(mark)] + mark
