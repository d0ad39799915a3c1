"""The sources of a data directory: copies named by their hash, and where each came from.

A copy is written before the graph that names it is published, so a published document always has
its source; a copy that no graph names is harmless. Where documents came from is written twice: as
an intent before the graphs are published, and for good after; what ends in between is settled by
the next build, from what the store then holds.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import BaseFileLock, FileLock

__all__ = ["Intent", "Origin", "SourceArchive"]


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


@dataclass(frozen=True, slots=True)
class Intent:
    """What a build is about to publish.

    Parameters
    ----------
    former
        The dataset version before it.
    made
        The origins of the documents it adds or replaces, by their keys.
    gone
        Keys of the documents it removes.
    """

    former: str
    made: Mapping[str, Origin]
    gone: frozenset[str]


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
        self.directory = directory
        self._copies = directory / "sources"
        self._index = directory / "sources.json"
        self._intent = directory / "sources.next.json"
        self._lock = directory / "sources.lock"

    def held(self) -> BaseFileLock:
        """Give the lock that a build holds, so that no two know only half of the documents."""
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(self._lock)

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

    def intend(self, intent: Intent) -> None:
        """Write down what is about to be published."""
        told = {
            "former": intent.former,
            "made": {key: asdict(origin) for key, origin in sorted(intent.made.items())},
            "gone": sorted(intent.gone),
        }
        _write(self._intent, _json(told))

    def intent(self) -> Intent | None:
        """Give what was about to be published when the last build ended, unless that is settled."""
        try:
            told = json.loads(self._intent.read_text())
        except FileNotFoundError:
            return None
        made = {key: Origin(**row) for key, row in told["made"].items()}
        return Intent(told["former"], made, frozenset(told["gone"]))

    def settle(self, *, published: bool) -> None:
        """Make the intent last, or forget it."""
        intent = self.intent()
        if intent is not None and published:
            self.record(intent.made, remove=intent.gone)
        self._intent.unlink(missing_ok=True)

    def record(self, origins: Mapping[str, Origin], *, remove: Iterable[str] = ()) -> None:
        """Remember these documents' origins beside those already known, ``remove`` left out."""
        gone = set(remove)
        known = {k: o for k, o in self.origins().items() if k not in gone} | dict(origins)
        rows = {key: asdict(origin) for key, origin in sorted(known.items())}
        self._index.parent.mkdir(parents=True, exist_ok=True)
        _write(self._index, _json(rows))


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False).encode()


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
