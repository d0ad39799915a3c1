"""A directory for a store that goes with its process, however that ends."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

__all__ = ["temporary_directory"]

_SUFFIX: Final = "-recgraph"
_YOUNG_S: Final = 60.0


def temporary_directory() -> tempfile.TemporaryDirectory[str]:
    """Make a temporary directory, and remove those of processes that were killed.

    An owner holds the lock in its directory for as long as it lives; the system gives it back.
    """
    for path in Path(tempfile.gettempdir()).glob(f"*{_SUFFIX}"):
        if _is_left_behind(path):
            shutil.rmtree(path, ignore_errors=True)
    return tempfile.TemporaryDirectory(_SUFFIX)


def _is_left_behind(path: Path) -> bool:
    """Tell whether nobody owns a directory, except that one just made may not be locked yet."""
    try:
        if time.time() - path.stat().st_mtime < _YOUNG_S:
            return False
        with (path / "owner.lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
