"""A copy of a data directory to keep elsewhere, and the way back.

A backup holds the current snapshot, the copies of the sources and their index, what is kept beside
them so that it need not be made again, and a manifest with the SHA-256 of every file. It can be
made while a server writes: a snapshot never changes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from graph.store.errors import StoreError
from graph.store.snapshots import SnapshotDirectory

__all__ = ["back_up", "restore"]

_MANIFEST: Final = "manifest.json"
_ATTEMPTS: Final = 5
_KEPT: Final = ("bearings", "catalogue", "ledger", "map")
"""Folders of what could be made again, in minutes where the graph is large."""


def back_up(data: Path, target: Path) -> str:
    """Copy what a data directory holds now, and give the dataset version that was copied.

    Parameters
    ----------
    data
        The data directory.
    target
        Where the copy goes: a directory that is empty or does not exist.

    Raises
    ------
    StoreError
        ``target`` holds something, or there is no snapshot in ``data``.
    """
    _must_be_empty(target)
    directory = SnapshotDirectory(data, create=False)
    for _ in range(_ATTEMPTS):
        version = directory.current
        if version is None:
            break
        try:
            mark = directory.use(version)
        except FileNotFoundError:
            continue  # a write has just moved the pointer: look again
        with mark:
            shutil.copytree(directory.snapshots / version, target / "snapshots" / version)
        _copy_sources(data, target)
        for name in _KEPT:
            _copy_kept(data / name, target / name)
        shutil.copy2(data / "format", target / "format")
        (target / "current").write_text(f"{version}\n", "utf-8")
        hashes = {str(path.relative_to(target)): _sha256(path) for path in _files(target)}
        manifest = {"version": version, "sha256": hashes}
        (target / _MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
        return version
    raise StoreError(f"There is no snapshot in {data} to back up")


def restore(backup: Path, data: Path) -> str:
    """Make a data directory from a backup, whole or not at all, and give its version.

    Parameters
    ----------
    backup
        What :func:`back_up` made.
    data
        The data directory to make: empty, or not there yet.

    Raises
    ------
    StoreError
        ``data`` holds something, or the backup is not as its manifest says.
    """
    _must_be_empty(data)
    manifest = _manifest(backup)
    part = data.with_name(f"{data.name}.part")
    if part.exists():
        shutil.rmtree(part)
    shutil.copytree(backup, part)
    found = {str(path.relative_to(part)): _sha256(path) for path in _files(part)}
    if found != manifest["sha256"]:
        shutil.rmtree(part)
        wrong = sorted(set(found.items()) ^ set(manifest["sha256"].items()))
        raise StoreError(f"The backup {backup} is damaged: {wrong[0][0]} is not as it was")
    (part / _MANIFEST).unlink()
    if data.exists():
        data.rmdir()
    part.rename(data)
    return str(manifest["version"])


def _copy_sources(data: Path, target: Path) -> None:
    """Copy what is to become of the index, then the index, then the copies that it names.

    A write makes them in the other order, so whatever it has done meanwhile, nothing is missing;
    what it left undone is settled by the first write after the way back.
    """
    for name in ("sources.next.json", "sources.json"):
        with suppress(FileNotFoundError):
            shutil.copy2(data / name, target / name)
    if (data / "sources").is_dir():
        shutil.copytree(data / "sources", target / "sources")


def _copy_kept(folder: Path, target: Path) -> None:
    """Copy the files of a folder that are whole; one that goes meanwhile is made again."""
    for path in sorted(folder.glob("[!.]*")):
        target.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            shutil.copy2(path, target / path.name)


def _manifest(backup: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((backup / _MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{backup} is no backup: its {_MANIFEST} cannot be read") from error
    return manifest


def _must_be_empty(directory: Path) -> None:
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise StoreError(f"{directory} is not empty: name a new directory")


def _files(directory: Path) -> Iterator[Path]:
    return (p for p in directory.rglob("*") if p.is_file() and p != directory / _MANIFEST)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
