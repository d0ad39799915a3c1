"""Ready-cut recommendations, one a row: JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from graph.reading.composed import Composed, Composer, Told
from graph.reading.encodings import decode
from graph.reading.errors import ReadingError
from graph.reading.levels import item_hint
from graph.reading.symbols import document_symbol

__all__ = ["COLUMNS", "WARNING", "compose_rows", "field_of", "read_csv", "read_json_lines"]

# Tables write the first day of all for a date they do not know.
_EARLIEST = "1800"

COLUMNS = {
    "text": ("text", "recommendation", "paragraph", "content"),
    "number": ("number", "no", "label", "paragraph_number"),
    "document": ("symbol", "document", "doc", "source_document"),
    "date": ("date", "year"),
    "from": ("from", "recommending_state", "recommending_states"),
    "response": ("response", "position"),
    "level": ("level", "depth"),
    "addressee": ("addressee", "addressees", "addressed_to"),
}
"""Names under which a column is known, the first found taken."""
WARNING = "recgraph:warning"
"""The only column of a row that says what of its file is left out."""


def read_json_lines(data: bytes, file_name: str) -> Composed:
    """Read JSON objects, one a line, with at least a text."""
    text, warnings = decode(data, file_name)
    return compose_rows(_objects(text, file_name), file_name, warnings)


def read_csv(data: bytes, file_name: str) -> Composed:
    """Read CSV with a header line that names at least a text column."""
    text, warnings = decode(data, file_name)
    csv.field_size_limit(16 * 1024 * 1024)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect))
    except csv.Error as error:
        raise ReadingError(
            f"{file_name} is no well-formed CSV ({error}); export it again."
        ) from error
    return compose_rows(rows, file_name, warnings)


def _objects(text: str, file_name: str) -> Iterator[Mapping[str, object]]:
    for nth, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReadingError(
                f"{file_name}, line {nth}: no JSON object ({error}); write one object a line."
            ) from error
        if not isinstance(row, dict):
            raise ReadingError(f"{file_name}, line {nth}: no JSON object; write one object a line.")
        yield row


def compose_rows(
    rows: Iterable[Mapping[str, object]], file_name: str, warnings: tuple[str, ...] = ()
) -> Composed:
    """Turn rows into a text with a line for each, and what their columns say beside it."""
    composer = Composer()
    composer.warnings += warnings
    document = ""
    symbols: set[str] = set()
    without = 0
    for row in rows:
        if WARNING in row:
            composer.warnings.append(str(row[WARNING]))
            continue
        words = field_of(row, "text")
        if not words:
            without += 1
            continue
        named = field_of(row, "document")
        if named and named != document:
            composer.line(named, "part")
            document = named
        symbols.add(named)
        number = field_of(row, "number")
        composer.tell(Told(*(field_of(row, name) for name in ("from", "response", "addressee"))))
        label = "" if number and words.startswith(number) else _label(number)
        composer.line(f"{label}{words}", item_hint(field_of(row, "level")))
        if not composer.metadata and (date := field_of(row, "date")):
            composer.metadata["date"] = date if len(date) == 10 and date > _EARLIEST else ""
    if len(symbols) == 1 and document_symbol([document]) == document:
        composer.metadata["symbol"] = document
    elif len(symbols) == 1 and document:
        composer.metadata["title"] = document
    if without:
        composer.warnings.append(f"{without} rows have no text in a column of {COLUMNS['text']}.")
    composed = composer.composed()
    if not composed.text:
        raise ReadingError(
            f"{file_name} has no row with a text; name its column one of "
            f"{', '.join(COLUMNS['text'])}."
        )
    return composed


def field_of(row: Mapping[str, object], name: str) -> str:
    """Give what a row has in one of `COLUMNS`, ``""`` where that is nothing.

    >>> field_of({"recommendation": "States should act."}, "text")
    'States should act.'
    >>> field_of({"from": ["Peru", "Chile"]}, "from")
    'Peru; Chile'
    """
    if not any(column in row for column in COLUMNS["text"]):  # "Recommendation", "No."
        row = {str(column).strip(" .").casefold(): value for column, value in row.items()}
    for column in COLUMNS[name]:
        value = row.get(column)
        if isinstance(value, list):
            value = "; ".join(filter(None, map(str, value)))
        if isinstance(value, str | int | float) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def _label(number: str) -> str:
    if not number:
        return ""
    return f"{number}. " if number.isdigit() else f"{number} "
