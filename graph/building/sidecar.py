"""What a folder's documents do not say themselves: ``documents.toml`` beside them.

A table per file name; its values fill gaps in the metadata and never override the text. ``label``
is a short name of the document for lists and filters.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from graph.document import Document, Meeting, Metadata
from graph.errors import RecgraphError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILE_NAME", "SidecarError", "Supplement", "load_sidecar", "supplemented"]

FILE_NAME = "documents.toml"
Supplement = Mapping[str, str]

_METADATA = {f.name for f in fields(Metadata)} - {"meeting", "sections"}
_MEETING = {f"meeting_{f.name}" for f in fields(Meeting)}


class SidecarError(RecgraphError):
    """A ``documents.toml`` is not what it should be."""


def load_sidecar(folder: Path) -> dict[str, Supplement]:
    """Read a folder's ``documents.toml``: a supplement for each file name, none where it is absent.

    Raises
    ------
    SidecarError
        It is not TOML, or it names a field that documents do not have.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SidecarError(f"{path}: {error}; correct the file or remove it") from error
    for name, table in tables.items():
        _check(path, name, table)
    return tables


def _check(path: Path, name: str, table: object) -> None:
    known = sorted(_METADATA | _MEETING)
    if not isinstance(table, dict):
        raise SidecarError(f'{path}: write ["{name}"] as a table of fields for that file')
    for field, value in table.items():
        if field not in known or not isinstance(value, str):
            told = f"{path}: [{name}] {field} = {value!r}"
            raise SidecarError(f"{told}; use strings for {', '.join(known)}")


def supplemented(document: Document, supplement: Supplement) -> Document:
    """Fill the gaps of a document's metadata.

    Examples
    --------
    >>> from graph.document import Source
    >>> document = Document("r", "", Metadata(language="en"), Source("r.txt", "00", "text/plain"))
    >>> supplemented(document, {"language": "fr", "symbol": "A/75/1"}).metadata.symbol
    'A/75/1'
    >>> supplemented(document, {"language": "fr"}).metadata.language
    'en'
    """
    metadata = document.metadata
    missing: dict[str, Any] = {
        field: value
        for field, value in supplement.items()
        if field in _METADATA and getattr(metadata, field) is None
    }
    held = {
        field.removeprefix("meeting_"): value
        for field, value in supplement.items()
        if field in _MEETING and getattr(metadata.meeting, field.removeprefix("meeting_")) is None
    }
    meeting = replace(metadata.meeting, **held)
    return replace(document, metadata=replace(metadata, meeting=meeting, **missing))
