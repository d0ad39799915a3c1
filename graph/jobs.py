"""What is to be read: sources found in files and folders, each with its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.document import Document
from graph.errors import RecgraphError
from graph.sidecar import FILE_NAME, load_sidecar
from graph.sources import Origin

__all__ = ["SUFFIXES", "BuildError", "Job", "jobs_in", "sources_in", "with_keys"]

SUFFIXES = frozenset(
    {".txt", ".text", ".md", ".markdown", ".pdf", ".docx", ".odt", ".html", ".htm", ".xhtml"}
    | {".xml", ".akn", ".jsonl", ".csv", ".gz"}
)
"""File name endings that a folder is searched for; a file named outright may have any."""


class BuildError(RecgraphError):
    """Nothing can be built from what was named."""


@dataclass(frozen=True, slots=True)
class Job:
    """A source to read: where it came from, its bytes, and what fills gaps in its metadata."""

    path: Path
    data: bytes
    supplement: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """The hash of its bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


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


def jobs_in(paths: Iterable[Path]) -> tuple[Job, ...]:
    """Load the sources that files and folders hold, those with the same bytes once.

    Raises
    ------
    BuildError, SidecarError
        A path cannot be read, or a ``documents.toml`` is wrong.
    """
    sources = sources_in(paths)
    sidecars = {folder: load_sidecar(folder) for folder in {path.parent for path in sources}}
    jobs: dict[str, Job] = {}
    for path in sources:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BuildError(f"{path} cannot be read: {error.strerror}") from error
        job = Job(path.resolve(), data, sidecars[path.parent].get(path.name, {}))
        jobs.setdefault(job.sha256, job)
    return tuple(jobs.values())


def _is_source(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.suffix.lower() in SUFFIXES and path.name != FILE_NAME and not hidden


def with_keys(
    read: Sequence[tuple[Job, Document]], origins: Mapping[str, Origin]
) -> list[tuple[Job, Document]]:
    """Give each document a key of its own.

    A path keeps its key, and a symbol names one document wherever it is read. Documents without
    a symbol can describe themselves in the same words: the later path's key then has a number.
    """
    keys = {origin.path: key for key, origin in origins.items()}
    owners = {key: origin.path for key, origin in origins.items()}
    named = []
    for job, document in sorted(read, key=lambda pair: str(pair[0].path)):
        path, key, number = str(job.path), keys.get(str(job.path), ""), 1
        if key.partition("~")[0] != document.key:
            key = document.key
            while document.metadata.symbol is None and owners.get(key, path) != path:
                number += 1
                key = f"{document.key}~{number}"
        owners[key] = path
        named.append((job, replace(document, key=key)))
    return list({document.key: (job, document) for job, document in named}.values())
