"""Verification: every source is read again, and every quote compared with the words at its offsets.

Three things can differ: the file a document was read from (changed or gone), the copy kept of it,
and a quote or a text in the graph that does not stand where the graph says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from graph.building.naming import table_of
from graph.catalogue.loading import local_name, query_text
from graph.errors import RecgraphError
from graph.reading import read_source

if TYPE_CHECKING:
    from graph.building.sources import Origin, SourceArchive
    from graph.document import Document
    from graph.store import Row, Store
    from ontology.vocabularies import Vocabularies

__all__ = ["Difference", "Verification", "verify"]

_CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the graph says: where, and what was expected and found.

    Examples
    --------
    >>> print(Difference("report", "2(a)", "unodc", "the quote at 7..12", "UNODC", "UNODD"))
    report 2(a) unodc: the quote at 7..12: expected 'UNODC', found 'UNODD'
    """

    document: str
    unit: str | None
    entity: str | None
    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        """Tell it in one line."""
        place = " ".join(part for part in (self.document, self.unit, self.entity) if part)
        return f"{place}: {self.what}: expected {self.expected!r}, found {self.found!r}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was compared, and what differs."""

    documents: int
    quotes: int
    differences: tuple[Difference, ...]


def verify(
    store: Store,
    archive: SourceArchive,
    vocabularies: Vocabularies,
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> Verification:
    """Compare every document in the store with its source.

    Parameters
    ----------
    store, archive
        The graph and the copies of its sources.
    vocabularies
        What the sources are read with.
    progress
        Called with a document's key, how many are done, and how many there are.
    """
    rows = sorted(store.select(query_text("sources")), key=lambda row: _text(row, "key"))
    origins = archive.origins()
    differences: list[Difference] = []
    quotes = 0
    for done, row in enumerate(rows, 1):
        key = _text(row, "key")
        quoted = store.select(query_text("quotes"), document=row["document"])
        quotes += len(quoted)
        differences += _compared(row, quoted, origins.get(key), archive, vocabularies)
        if progress:
            progress(key, done, len(rows))
    return Verification(len(rows), quotes, tuple(differences))


def _compared(
    row: Row,
    quoted: Sequence[Row],
    origin: Origin | None,
    archive: SourceArchive,
    vocabularies: Vocabularies,
) -> Iterator[Difference]:
    key, sha256, name = (_text(row, field) for field in ("key", "sha256", "file"))
    kept = _kept(archive, sha256)
    if kept is None:
        yield Difference(key, None, None, "the copy of its source", sha256, "nothing")
    elif (actual := hashlib.sha256(kept).hexdigest()) != sha256:
        yield Difference(key, None, None, "the hash of the copy of its source", sha256, actual)
    current = _current(origin)
    if isinstance(current, str):
        yield Difference(key, None, None, current, sha256, "nothing")
    elif current is not None and hashlib.sha256(current).hexdigest() != sha256:
        actual = hashlib.sha256(current).hexdigest()
        yield Difference(key, None, None, f"the hash of {_path(origin)}", sha256, actual)
    for data, of in ((kept, "the copy of its source"), (current, _path(origin))):
        if isinstance(data, bytes):
            found = list(_misquoted(key, quoted, data, name, vocabularies, of))
            yield from found
            if found:
                return


def _misquoted(
    key: str, quoted: Sequence[Row], data: bytes, name: str, vocabularies: Vocabularies, of: str
) -> Iterator[Difference]:
    """Compare the quotes with the words of a source, read again."""
    try:
        document = read_source(data, name, vocabularies)
    except RecgraphError as error:
        yield Difference(key, None, None, f"reading {of}", "a document", str(error))
        return
    for row in sorted(quoted, key=lambda r: (int(_text(r, "start")), int(_text(r, "end")))):
        difference = _difference(key, row, document, of)
        if difference is not None:
            yield difference


def _difference(key: str, row: Row, document: Document, of: str) -> Difference | None:
    start, end, expected = int(_text(row, "start")), int(_text(row, "end")), _text(row, "quote")
    entity = local_name(_text(row, "entity")) if "entity" in row else None
    unit = next((u for u in document.units if u.key == _text(row, "unit")), None)
    found = document.text[start:end]
    if entity is None and unit is not None:  # a unit's own text, from which furniture is left out
        found = unit.text
    if found == expected:
        return None
    what = f"the {'quote' if entity else 'text'} at {start}..{end} of {of}"
    return Difference(key, _text(row, "unit"), entity, what, *_around(expected, found))


def _around(expected: str, found: str) -> tuple[str, str]:
    """Cut two texts down to where they begin to differ."""
    pairs = zip(expected, found, strict=False)
    place = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(expected), len(found)))
    first = max(place - _CONTEXT, 0)
    return expected[first : place + _CONTEXT], found[first : place + _CONTEXT]


def _kept(archive: SourceArchive, sha256: str) -> bytes | None:
    try:
        return archive.get(sha256)
    except KeyError:
        return None


def _current(origin: Origin | None) -> bytes | str | None:
    """Read the file a document came from; a message where it is gone, None where there was none.

    What was uploaded came from no file: its recorded name is not absolute. The rows of a document
    in a table are no file either; their copy is what is compared.
    """
    if origin is None or not Path(origin.path).is_absolute():
        return None
    table = Path(table_of(origin.path))
    if table != Path(origin.path) and table.is_file():
        return None
    try:
        return Path(origin.path).read_bytes()
    except OSError as error:
        return f"the file {origin.path}, which cannot be read ({error.strerror})"


def _path(origin: Origin | None) -> str:
    return origin.path if origin else "its source"


def _text(row: Row, name: str) -> str:
    term = row[name]
    assert not isinstance(term, Triple)  # none of the queries asks for one
    return str(term.value)
