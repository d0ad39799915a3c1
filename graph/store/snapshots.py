"""The store's directory: immutable snapshots, a pointer to the current one, and the locks.

::

    format               one line: the layout's version
    current              one line: the name of the current snapshot, which is the dataset version
    snapshots/NAME/      a snapshot; written once, never again
    snapshots/NAME.use   locked, shared, by the processes that read it from disk
    snapshots/NAME.touched  what the writes that led to it touched, where they know
    snapshots/NAME.part  a snapshot in the making; what is left of one is removed by the next write
    owner.lock           held for its life by the one process that may write here
    write.lock           held during one write (the processes of one server share a directory)

A reader follows the pointer; publishing is one rename. So nobody sees half a write, and a crash at
any moment leaves the last published snapshot standing.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from graph.store.errors import StoreBusy, StoreError, StoreFormatError

__all__ = ["SnapshotDirectory"]

_HANDOVER_S: Final = 2.0
_FORMAT: Final = "recgraph-store 1"


class SnapshotDirectory:
    """A directory of snapshots.

    Parameters
    ----------
    path
        The data directory; made, with its parents, where it is missing and ``create`` is true.
    create
        Whether a directory without a store becomes one.

    Raises
    ------
    StoreFormatError
        The directory holds a store of another version.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self.snapshots = path / "snapshots"
        self._pointer = path / "current"
        self._pointer_name = str(self._pointer)
        self._check_format(create=create)

    @property
    def current(self) -> str | None:
        """The name of the current snapshot; ``None`` before the first."""
        try:
            return self._pointer.read_text("utf-8").strip()
        except FileNotFoundError:
            return None

    def stamp(self) -> tuple[int, int]:
        """Give something cheap that changes whenever the pointer moves."""
        try:
            status = os.stat(self._pointer_name)  # noqa: PTH116 - for every query, at half the cost
        except FileNotFoundError:
            return (0, 0)
        return (status.st_ino, status.st_mtime_ns)

    def part(self) -> Path:
        """Give the path where the next snapshot is made; remains of an earlier one are removed."""
        for remains in self.snapshots.glob("*.part"):
            shutil.rmtree(remains)
        return self.snapshots / "next.part"

    def publish(self, part: Path, name: str) -> None:
        """Make ``part`` the current snapshot, under ``name``."""
        part.rename(self.snapshots / name)
        _synchronise(self.snapshots)
        _write(self._pointer, name)
        self._prune(keep=name)

    @contextmanager
    def own(self) -> Iterator[None]:
        """Be the one process that may write here; :class:`StoreBusy` where another is.

        The children of an owner that was killed hold its lock for a moment longer.
        """
        with self._locked("owner.lock", _HANDOVER_S, "Another recgraph process is using"):
            yield

    @contextmanager
    def writing(self, timeout_s: float) -> Iterator[None]:
        """Hold the lock of one write; :class:`StoreBusy` after ``timeout_s`` seconds."""
        with self._locked("write.lock", timeout_s, "Another write is going on in"):
            yield

    def use(self, name: str) -> IO[bytes]:
        """Keep a snapshot from being removed while the file given back is open in any process.

        Raises
        ------
        FileNotFoundError
            The snapshot is gone: look at the pointer again.
        """
        mark = (self.snapshots / f"{name}.use").open("ab")
        fcntl.flock(mark, fcntl.LOCK_SH)
        if not (self.snapshots / name).is_dir():
            mark.close()
            raise FileNotFoundError(name)
        return mark

    @contextmanager
    def _locked(self, name: str, timeout_s: float, message: str) -> Iterator[None]:
        from filelock import FileLock, Timeout  # slow to import, and the writing process needs none

        lock = FileLock(self.path / name, timeout=timeout_s, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            raise StoreBusy(
                f"{message} the data directory {self.path}. Stop it first, give another "
                "directory with --data, or add documents through its API"
            ) from None
        try:
            yield
        finally:
            lock.release()

    def _check_format(self, *, create: bool) -> None:
        mark = self.path / "format"
        if mark.is_file():
            found = mark.read_text("utf-8", "replace").strip()
            if found != _FORMAT:
                raise StoreFormatError(
                    f"{self.path} was written in the format {found!r}; this version writes "
                    f"{_FORMAT!r}. Move the directory away and build again from the sources, "
                    "or use the version of recgraph that wrote it"
                )
            return
        if self._pointer.exists() or self.snapshots.exists():
            raise StoreFormatError(
                f"{self.path} holds a store without its file 'format', so its version is "
                "unknown. Restore that file, or move the directory away and build again"
            )
        if not create:
            raise StoreError(f"There is no store in {self.path}: run 'recgraph build' first")
        self.path.mkdir(parents=True, exist_ok=True)
        _write(mark, _FORMAT)
        self.snapshots.mkdir(exist_ok=True)

    def _prune(self, *, keep: str) -> None:
        """Remove the snapshots that nobody reads."""
        for snapshot in self.snapshots.iterdir():
            if snapshot.is_dir() and snapshot.name != keep and not snapshot.suffix:
                self._remove_unused(snapshot)

    def _remove_unused(self, snapshot: Path) -> None:
        path = snapshot.with_name(f"{snapshot.name}.use")
        with path.open("ab") as mark:
            try:
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            shutil.rmtree(snapshot)
            for beside in (path, path.with_suffix(".touched")):
                beside.unlink(missing_ok=True)


def _write(path: Path, line: str) -> None:
    """Put one line into a file, whole or not at all, on disk before it is seen."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("w", encoding="utf-8") as stream:
        stream.write(line + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    _synchronise(path.parent)


def _synchronise(directory: Path) -> None:
    """Have a directory's entries on disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
