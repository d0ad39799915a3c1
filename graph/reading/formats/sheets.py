"""Ready-cut recommendations in the sheets of a workbook (XLSX), a row each."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from graph.reading.composed import Composed
from graph.reading.errors import ReadingError
from graph.reading.formats.archive import Archive
from graph.reading.formats.rows import COLUMNS, WARNING, compose_rows

__all__ = ["MAX_UNPACKED", "read_workbook", "workbook_rows"]

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of all parts of a workbook when unpacked, at most."""
_TITLES_WITHIN = 30
_CLOSED = "unlock it, or save it again as XLSX or CSV"
Row = Mapping[str, object]
Cell = object


def read_workbook(data: bytes, file_name: str) -> Composed:
    """Read the rows of all sheets that have a column of texts."""
    return compose_rows(workbook_rows(data, file_name), file_name)


def workbook_rows(
    data: bytes, file_name: str, *, columns: Mapping[str, str] | None = None
) -> Iterator[Row]:
    """Give the rows of a workbook's sheets under their titles, one sheet after the other.

    The titles are the first row, within thirty, that names a column of texts; what stands above
    it (a name, a date) is left out; so is a sheet without such a row, which a row with nothing but
    a warning says.

    Parameters
    ----------
    data
        The workbook's bytes.
    file_name
        Its name, for errors.
    columns
        Which column is the text, where it is not known by a usual name.

    Raises
    ------
    ReadingError
        It is damaged or locked, unpacks past the limits, or no sheet has a column of texts.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _check_size(data, file_name)
    found = False
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            rows = iter(workbook.get_sheet_by_name(name).iter_rows())
            titles = _titles(rows, (columns or {}).get("text", ""))
            if titles:
                found = True
                yield from _under(titles, rows)
            elif titles is not None:
                yield {WARNING: f"Sheet {name!r} has no column of texts and is left out."}
    except (CalamineError, OSError, ValueError) as error:
        raise ReadingError(f"{file_name} cannot be read ({error}); {_CLOSED}.") from error
    if not found:
        raise ReadingError(
            f"{file_name} has no sheet with a column of texts; name it one of "
            f"{', '.join(COLUMNS['text'])}."
        )


def _check_size(data: bytes, file_name: str) -> None:
    """Unpack each part within limits, so that none grows past them when the cells are read."""
    archive = Archive(data, file_name)
    unpacked = 0
    for name in archive.names():
        if not name.endswith((".xml", ".rels")):
            continue
        unpacked += len(archive.member(name) or b"")
        if unpacked > MAX_UNPACKED:
            raise ReadingError(
                f"{file_name} unpacks to more than {MAX_UNPACKED} bytes; split it, or save its "
                "sheet as CSV, which may be as large as you like."
            )


def _titles(rows: Iterator[Sequence[Cell]], text_column: str) -> tuple[str, ...] | None:
    """Give the titles of a sheet's columns, none where no text is among them.

    A sheet whose first rows are empty has not even that: ``None``.
    """
    is_empty = True
    known = {text_column} if text_column else set(COLUMNS["text"])
    for row in islice(rows, _TITLES_WITHIN):
        titles = tuple(_written(cell) for cell in row)
        is_empty = is_empty and not any(titles)
        names = titles if text_column else [title.strip(" .").casefold() for title in titles]
        if known.intersection(names):
            return titles
    return None if is_empty else ()


def _under(titles: Sequence[str], rows: Iterator[Sequence[Cell]]) -> Iterator[Row]:
    for row in rows:
        written = [_written(cell) for cell in row]
        if any(written):
            yield {title: cell for title, cell in zip(titles, written, strict=False) if title}


def _written(cell: Cell) -> str:
    """Write a cell as a person would: whole numbers without a point, days without an hour."""
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
