"""The sources of a data directory: copies named by their hash, and where each came from.

A copy is written before the graph that names it is published, so a published document always has
its source; a copy that no graph names is harmless.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

__all__ = ["Origin", "SourceArchive"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from.

    Parameters
    ----------
    path
        Where its source was read, absolute.
    sha256
        Of the source's bytes, hexadecimal.
    supplement
        What filled gaps in its metadata.
    """

    path: str
    sha256: str
    supplement: Mapping[str, str] = field(default_factory=dict)


class SourceArchive:
    """Copies of the sources read into one data directory.

    Parameters
    ----------
    directory
        The data directory; ``sources/`` and ``sources.json`` are made in it when first needed.

    Examples
    --------
    >>> import tempfile
    >>> archive = SourceArchive(Path(tempfile.mkdtemp()))
    >>> archive.get(archive.put(b"Draft report"))
    b'Draft report'
    """

    def __init__(self, directory: Path) -> None:
        self._copies = directory / "sources"
        self._index = directory / "sources.json"

    def put(self, data: bytes) -> str:
        """Keep ``data`` and give its SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not (self._copies / sha256).exists():
            self._copies.mkdir(parents=True, exist_ok=True)
            _write(self._copies / sha256, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Give the bytes kept under this hash; ``KeyError`` where there are none."""
        try:
            return (self._copies / sha256).read_bytes()
        except FileNotFoundError:
            raise KeyError(sha256) from None

    def origins(self) -> dict[str, Origin]:
        """Give each document key's origin."""
        if not self._index.is_file():
            return {}
        return {key: Origin(**row) for key, row in json.loads(self._index.read_text()).items()}

    def record(self, origins: Mapping[str, Origin], *, remove: Iterable[str] = ()) -> None:
        """Remember these documents' origins beside those already known, ``remove`` left out."""
        gone = set(remove)
        known = {k: o for k, o in self.origins().items() if k not in gone} | dict(origins)
        rows = {key: asdict(origin) for key, origin in sorted(known.items())}
        self._index.parent.mkdir(parents=True, exist_ok=True)
        _write(self._index, json.dumps(rows, indent=1, ensure_ascii=False).encode())


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
