"""The catalogue of one dataset version, kept beside the store so that it need not be asked again.

A dataset version never changes, so what was read of it once holds for good. Reading 200,000 units
from the store takes minutes, from this file seconds. It may be deleted at any time.
"""

from __future__ import annotations

import gc
import marshal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from graph.catalogue.catalogue import Catalogue
from graph.catalogue.records import (
    Counts,
    DocumentRecord,
    EntityRecord,
    Position,
    RelationRecord,
    UnitRecord,
)
from ontology.bytecache import key_of
from ontology.keptfile import read_kept, write_kept

__all__ = ["MAKERS", "keep_catalogue", "kept_catalogue", "kept_versions"]

_HERE = Path(__file__).parent
# What makes the rows that are kept; how they are chosen, counted and shown is not in them.
MAKERS = ("counting", "entities", "following", "kept", "loading", "records", "slices")
_MADE_BY = key_of(
    (*(_HERE / f"{name}.py" for name in MAKERS), *sorted((_HERE / "queries").glob("*.rq")))
)
R = TypeVar("R")


def kept_catalogue(directory: Path, version: str) -> Catalogue | None:
    """Give the catalogue that is kept of a dataset version; ``None`` where there is none.

    Examples
    --------
    >>> import tempfile
    >>> directory = Path(tempfile.mkdtemp())
    >>> keep_catalogue(directory, Catalogue("1", {}, (), {"x": EntityRecord("x", "i", "t", "X")}))
    >>> kept_catalogue(directory, "1").entities["x"].label, kept_catalogue(directory, "2")
    ('X', None)
    """
    if _MADE_BY is None or (body := read_kept(directory / version, _head(version))) is None:
        return None
    with _no_collecting():
        return _read(version, body)


def kept_versions(directory: Path) -> list[str]:
    """Give the dataset versions of which there is something, the latest first."""
    return sorted((path.name for path in directory.glob("[!.]*")), reverse=True)


def _read(version: str, body: bytes) -> Catalogue:
    documents, units, entities, relations = marshal.loads(body)
    return Catalogue(
        version,
        {record.key: record for record in map(_counted(DocumentRecord), documents)},
        tuple(_positioned(row) for row in units),
        {record.key: record for record in map(_counted(EntityRecord), entities)},
        tuple(RelationRecord(*row) for row in relations),
    )


def keep_catalogue(directory: Path, catalogue: Catalogue) -> None:
    """Keep a catalogue in place of those of other versions; where that cannot be, none is kept."""
    if _MADE_BY is None:
        return
    rows = (
        _told(catalogue.documents, DocumentRecord),
        tuple(map(_unit_told, catalogue.units)),
        _told(catalogue.entities, EntityRecord),
        tuple(map(_getter(RelationRecord), catalogue.relations)),
    )
    write_kept(directory / catalogue.version, _head(catalogue.version), marshal.dumps(rows))
    with suppress(OSError):
        for path in directory.iterdir():
            if path.name != catalogue.version and not path.name.startswith("."):
                path.unlink()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Make millions of objects that all stay; the collector would go through them in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _head(version: str) -> bytes:
    return f"{_MADE_BY} {version}\n".encode()


def _getter(record: type) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(record)))


_UNIT, _POSITION, _COUNTS = map(_getter, (UnitRecord, Position, Counts))
_POSITIONS = [field.name for field in fields(UnitRecord)].index("positions")


def _unit_told(unit: UnitRecord) -> tuple[Any, ...]:
    row = _UNIT(unit)
    if not unit.positions:
        return row
    told = tuple(map(_POSITION, unit.positions))
    return (*row[:_POSITIONS], told, *row[_POSITIONS + 1 :])


def _positioned(row: tuple[Any, ...]) -> UnitRecord:
    if not row[_POSITIONS]:
        return UnitRecord(*row)
    positions = tuple(Position(*told) for told in row[_POSITIONS])
    told = (*row[:_POSITIONS], positions, *row[_POSITIONS + 1 :])
    return UnitRecord(*told)


def _told(records: Mapping[str, Any], kind: type) -> tuple[Any, ...]:
    """Give records as plain tuples, their counts apart."""
    values = attrgetter(*(field.name for field in fields(kind) if field.name != "counts"))
    return tuple((_COUNTS(record.counts), values(record)) for record in records.values())


def _counted(kind: Callable[..., R]) -> Callable[[tuple[Iterable[int], Iterable[Any]]], R]:
    return lambda told: kind(*told[1], counts=Counts(*told[0]))
