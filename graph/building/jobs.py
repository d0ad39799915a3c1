"""What is to be read: sources found in files and folders, one after the other, with their bytes.

A file of ready-cut recommendations (JSON Lines, CSV, XLSX) gives a source for each document that
its rows name.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from graph.building.sidecar import FILE_NAME, Supplement, load_sidecar
from graph.errors import RecgraphError
from graph.reading.bulk import holds_rows, row_pieces
from graph.reading.errors import ReadingError

__all__ = [
    "SUFFIXES",
    "BuildError",
    "Failure",
    "Job",
    "Jobs",
    "jobs_in",
    "jobs_of",
    "sources_in",
]

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".pdf", ".docx", ".odt", ".html", ".htm", ".xhtml"}
    | {".xml", ".akn", ".jsonl", ".csv", ".xlsx", ".gz"}
)
"""File name endings that a folder is searched for; a file named outright may have any."""

_PEEK = 65536


class BuildError(RecgraphError):
    """Nothing can be built from what was named."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no document, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Job:
    """A source to read: where it came from, its bytes, and what fills gaps in its metadata.

    ``position`` tells how many bytes of all sources lie before its end.
    """

    path: Path
    data: bytes
    supplement: Supplement = field(default_factory=dict)
    position: int = 0

    @property
    def sha256(self) -> str:
        """The hash of its bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Jobs:
    """The sources in files, read one after the other as they are asked for, each once.

    Attributes
    ----------
    files
        The files in the order in which they are read, with what fills gaps.
    columns
        What columns of tables stand for, as :func:`graph.reading.bulk.row_pieces` takes it.
    size
        Bytes of all files.
    """

    files: Mapping[Path, Supplement]
    columns: Mapping[str, str]
    size: int

    def __iter__(self) -> Iterator[Job | Failure]:
        """Give the sources, and what cannot be read; those with the same bytes come once."""
        seen: set[str] = set()
        before = 0
        for path, supplement in self.files.items():
            try:
                with path.open("rb") as stream:
                    for job in _jobs_in(stream, path, supplement, self.columns, before):
                        if (sha256 := job.sha256) not in seen:
                            seen.add(sha256)
                            yield job
                before += path.stat().st_size
            except OSError as error:
                yield Failure(str(path), f"it cannot be read: {error.strerror}")
            except ReadingError as error:
                yield Failure(str(path), str(error))


def sources_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the sources that these files and folders hold, each once, in order of their names.

    Raises
    ------
    BuildError
        A path does not exist, or a folder holds nothing to read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and _is_source(p, path))
            if not inside:
                raise BuildError(f"{path} holds no documents; name a folder with text, PDF or DOCX")
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        else:
            raise BuildError(f"{path} does not exist; name a file or a folder of documents")
    return tuple(found)


def jobs_in(paths: Iterable[Path], *, columns: Mapping[str, str] | None = None) -> Jobs:
    """Find the sources that files and folders hold.

    Raises
    ------
    BuildError, SidecarError
        A path does not exist, or a ``documents.toml`` is wrong.
    """
    sources = sources_in(paths)
    sidecars = {folder: load_sidecar(folder) for folder in {path.parent for path in sources}}
    found = {path.resolve(): sidecars[path.parent].get(path.name, {}) for path in sources}
    return Jobs(
        dict(sorted(found.items(), key=lambda item: str(item[0]))),
        columns or {},
        sum(path.stat().st_size for path in found),
    )


def jobs_of(path: Path, data: bytes) -> Iterator[Job]:
    """Give the sources in one file's bytes.

    Raises
    ------
    ReadingError
        A row of a table is malformed; those before it were given.

    Examples
    --------
    >>> rows = b'{"doc": "A/1", "text": "Act."}\\n{"doc": "A/2", "text": "Report."}\\n'
    >>> [job.path.name for job in jobs_of(Path("rows.jsonl"), rows)]
    ['rows.jsonl#a-1', 'rows.jsonl#a-2']
    """
    return _jobs_in(io.BytesIO(data), path, {}, {}, 0)


def _jobs_in(
    stream: BinaryIO, path: Path, supplement: Supplement, columns: Mapping[str, str], before: int
) -> Iterator[Job]:
    head = stream.read(_PEEK)
    stream.seek(0)
    if not holds_rows(head, path.name):
        data = stream.read()
        yield Job(path, data, supplement, before + len(data))
        return
    parts: Counter[str] = Counter()
    for piece in row_pieces(stream, path.name, columns=columns):
        parts[piece.name] += 1
        part = parts[piece.name]
        name = piece.name if part == 1 else f"{piece.name}~{part}"
        yield Job(path.with_name(name), piece.data, supplement, before + piece.position)


def _is_source(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in SUFFIXES and path.name != FILE_NAME and not hidden
