"""Files that keep what could be made again: whole or not there, and never somebody else's.

A file begins with a head, which tells what it was made from, and a checksum of what follows.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path

__all__ = ["read_kept", "write_kept"]

_CHECK = 4


def read_kept(path: Path, head: bytes) -> bytes | None:
    """Give what was kept under this head; ``None`` where that is nothing, or damaged.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "made" / "one"
    >>> write_kept(file, b"version 1", b"value")
    >>> read_kept(file, b"version 1"), read_kept(file, b"version 2")
    (b'value', None)
    """
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(head) + _CHECK
    body = data[start:]
    whole = data.startswith(head) and data[len(head) : start] == _checksum(body)
    return body if whole else None


def write_kept(path: Path, head: bytes, body: bytes) -> None:
    """Keep something in place of what was kept before; where that cannot be, nothing is kept.

    It is written beside and renamed, so that nobody ever reads half a file.
    """
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(head + _checksum(body) + body)
        made.replace(path)
    except OSError:
        with suppress(OSError):
            made.unlink()


def _checksum(body: bytes) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECK)
