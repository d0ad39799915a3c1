"""Tables of recommendations on the command line: a document at a time, with a bar of how far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.commands.terminal import UseError, progress
from graph.reading.bulk import holds_rows, row_pieces

__all__ = ["Columns", "column_mapping", "is_table", "table_sources"]

_PEEK = 65536

Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        help="What a table's column is: text=Advice, number=, document=, date=, from=, response=, "
        "addressee=.",
    ),
]


def column_mapping(given: Sequence[str]) -> dict[str, str]:
    """Read ``text=Recommendation`` and the like.

    Examples
    --------
    >>> column_mapping(["text=Recommendation", "number=No."])
    {'text': 'Recommendation', 'number': 'No.'}
    """
    columns = {}
    for pair in given:
        name, equals, column = pair.partition("=")
        if not equals or not column:
            raise UseError(f"--column {pair} is not understood; write text=Recommendation")
        columns[name.strip()] = column
    return columns


def is_table(path: Path) -> bool:
    """Tell by its first bytes whether a file holds rows of recommendations."""
    try:
        with path.open("rb") as stream:
            return holds_rows(stream.read(_PEEK), path.name)
    except OSError:
        return False


def table_sources(path: Path, columns: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of each document of a table, and show how far it is read."""
    size = path.stat().st_size
    with path.open("rb") as stream, progress("Reading") as advance:
        for piece in row_pieces(stream, path.name, columns=columns):
            yield piece.name, piece.data
            advance(piece.name, piece.position, size)
