"""Files of ready-cut recommendations read as a stream: a piece for each document that rows name.

Memory does not grow with the file: a piece holds at most `MAX_ROWS` rows, and is itself a source
that `graph.reader.read_document` reads.
"""

from __future__ import annotations

import csv
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from graph.reading.encodings import decode, wide_encoding
from graph.reading.errors import ReadingError
from graph.reading.formats.rows import COLUMNS, WARNING, field_of
from graph.reading.sniff import CSV, JSON_LINES, XLSX, is_workbook, media_type
from graph.reading.symbols import slug

__all__ = ["MAX_ROWS", "RowPiece", "holds_rows", "row_pieces"]

MAX_ROWS = 2000
"""Rows of one piece, at most."""
_PEEK = 65536
_LONGEST = 16 * 1024 * 1024
_LARGEST_WORKBOOK = 64 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_DAMAGED = (OSError, EOFError, zlib.error)
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RowPiece:
    """Rows of one document, as JSON Lines.

    Attributes
    ----------
    name
        A file name for it: the file's own and the document's.
    data
        The rows.
    rows
        How many they are.
    position
        How far the file was read when the piece was complete, in bytes as stored.
    """

    name: str
    data: bytes
    rows: int
    position: int


def holds_rows(head: bytes, file_name: str) -> bool:
    """Tell by its first bytes whether a file holds ready-cut recommendations, packed or not.

    >>> holds_rows(b'{"text": "States should act."}', "a.jsonl")
    True
    >>> holds_rows(b"1. States should act.", "a.txt")
    False
    """
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, _PEEK)
        except zlib.error:
            return False
        file_name = file_name.removesuffix(".gz")
    try:
        return is_workbook(head) or media_type(head, file_name) in {JSON_LINES, CSV}
    except ReadingError:
        return False


def row_pieces(
    stream: BinaryIO, file_name: str, *, columns: Mapping[str, str] | None = None
) -> Iterator[RowPiece]:
    """Read rows and give them a document at a time.

    Rows belong together while they follow each other and name the same document.

    Parameters
    ----------
    stream
        The file, JSON Lines, CSV or an XLSX workbook, packed with gzip or not; it must be seekable.
    file_name
        Its name.
    columns
        Which of the file's columns is the text, the number, the document and the date; where it
        does not say, the columns are known by their usual names.

    Raises
    ------
    ReadingError
        A row is malformed, or a column is not known; says where. The pieces before it stand.

    Examples
    --------
    >>> import io
    >>> rows = b'doc,advice\\nA/1,States should act.\\nA/2,UNODC should report.\\n'
    >>> pieces = row_pieces(io.BytesIO(rows), "a.csv", columns={"text": "advice"})
    >>> [(piece.name, piece.rows) for piece in pieces]
    [('a.csv#a-1', 1), ('a.csv#a-2', 1)]
    """
    unknown = sorted(set(columns or {}) - set(COLUMNS))
    if unknown:
        raise ReadingError(f"{unknown[0]!r} is no column; take one of {', '.join(COLUMNS)}.")
    head = stream.read(2)
    stream.seek(0)
    plain = gzip.GzipFile(fileobj=stream) if head == _GZIP else stream
    try:
        yield from _pieces(_rows(plain, file_name, columns or {}), stream, file_name, columns or {})
    except _DAMAGED as error:
        raise ReadingError(f"{file_name} is damaged ({error}); get it again.") from error


def _pieces(
    rows: Iterable[Row], stream: BinaryIO, file_name: str, columns: Mapping[str, str]
) -> Iterator[RowPiece]:
    lines: list[bytes] = []
    warnings: list[bytes] = []
    last = None
    given, broken = iter(rows), None
    while True:
        try:
            row = next(given)
        except StopIteration:
            break
        except (ReadingError, *_DAMAGED) as error:  # what was read before it is given first
            broken = error
            break
        if WARNING in row:
            warnings.append(_written(row))
            continue
        mapped = _mapped(row, columns)
        document = field_of(mapped, "document")
        if lines and (document != last or len(lines) == MAX_ROWS):
            yield _piece(lines, warnings, last, file_name, stream)
            lines, warnings = [], []
        last = document
        lines.append(_written(mapped))
    if lines:
        yield _piece(lines, warnings, last, file_name, stream)
    if broken is not None:
        raise broken


def _piece(
    lines: list[bytes],
    warnings: list[bytes],
    document: str | None,
    file_name: str,
    stream: BinaryIO,
) -> RowPiece:
    name = f"{file_name}#{slug(document)[:80]}" if document else file_name
    return RowPiece(name, b"".join([*lines, *warnings]), len(lines), stream.tell())


def _written(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _mapped(row: Row, columns: Mapping[str, str]) -> Row:
    """Give a row under our own names; what another column was to stand for is left out."""
    if columns:
        own = {COLUMNS[name][0]: row.get(column) for name, column in columns.items()}
        hidden = {known for name in columns for known in COLUMNS[name]}
        row = {**{key: value for key, value in row.items() if key not in hidden}, **own}
    if "text" in row:
        return row
    named = {str(column).strip(" .").casefold(): value for column, value in row.items()}
    return {**named, "text": field_of(named, "text")}


def _rows(
    stream: BinaryIO | gzip.GzipFile, file_name: str, columns: Mapping[str, str]
) -> Iterator[Row]:
    head = stream.read(_PEEK)
    stream.seek(0)
    if is_workbook(head):
        return _workbook_rows(stream, file_name, columns)
    if wide_encoding(head):
        raise ReadingError(f"{file_name} holds rows in UTF-16; save it as UTF-8.")
    kind = media_type(head, file_name.removesuffix(".gz"))
    if kind == JSON_LINES:
        return _json_rows(stream, file_name)
    if kind == CSV:
        return _csv_rows(stream, head, file_name)
    raise ReadingError(f"{file_name} holds no rows; give JSON Lines, or CSV with a header.")


def _workbook_rows(
    stream: BinaryIO | gzip.GzipFile, file_name: str, columns: Mapping[str, str]
) -> Iterator[Row]:
    from graph.reading.formats.sheets import workbook_rows

    data = stream.read(_LARGEST_WORKBOOK + 1)
    if len(data) > _LARGEST_WORKBOOK:
        raise ReadingError(
            f"{file_name} has more than {_LARGEST_WORKBOOK} bytes; save its sheet as CSV, which "
            "may be as large as you like."
        )
    if media_type(data, file_name) != XLSX:
        raise ReadingError(f"{file_name} is no workbook of rows; give XLSX, CSV or JSON Lines.")
    return workbook_rows(data, file_name, columns=columns)


def _json_rows(stream: BinaryIO | gzip.GzipFile, file_name: str) -> Iterator[Row]:
    nth = 0
    while line := stream.readline(_LONGEST):
        nth += 1
        if not line.strip():
            continue
        try:
            row = json.loads(decode(line, file_name)[0])
        except (ValueError, RecursionError) as error:
            raise ReadingError(
                f"{file_name}, line {nth}: no JSON object ({error}); write one object a line."
            ) from error
        if not isinstance(row, dict):
            raise ReadingError(f"{file_name}, line {nth}: no JSON object; write one object a line.")
        yield row


def _csv_rows(stream: BinaryIO | gzip.GzipFile, head: bytes, file_name: str) -> Iterator[Row]:
    sample, _ = decode(head[: head.rfind(b"\n") + 1] or head, file_name)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(sample[:8192], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(_LONGEST)
    lines = (decode(line, file_name)[0] for line in iter(lambda: stream.readline(_LONGEST), b""))
    try:
        yield from csv.DictReader(lines, dialect=dialect)
    except csv.Error as error:
        raise ReadingError(
            f"{file_name} is no well-formed CSV ({error}); export it again."
        ) from error
