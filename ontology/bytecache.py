"""Values that are the same whenever the same files are read, kept beside the compiled modules.

As Python keeps bytecode in ``__pycache__`` so that a module is not compiled at every start, so are
kept here the vocabularies as read and the automata made of them. A kept value belongs to a key, a
hash of everything that it was made from, code included: another key, a damaged file or another
Python is as if nothing were kept. Where the directory cannot be written, or Python was told to
write no bytecode, nothing is kept and all works as it does the first time.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Iterable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from ontology.keptfile import read_kept, write_kept

__all__ = ["keep", "key_of", "recall"]


def key_of(files: Iterable[Path], *more: str) -> str | None:
    """Give the key of what is made from these files' bytes and ``more``.

    ``None`` where a file cannot be read, as in a package that stays zipped; nothing is kept then.
    """
    digest = hashlib.sha256(sys.version.encode())
    for word in more:
        digest.update(f"{len(word)}\0{word}".encode())
    try:
        for file in files:
            data = file.read_bytes()
            digest.update(f"{file.name}\0{len(data)}\0".encode() + data)
    except OSError:
        return None
    return digest.hexdigest()


def recall(module: str, key: str | None) -> object | None:
    """Give what was kept for a module's file under a key, ``None`` where there is nothing.

    Parameters
    ----------
    module
        Path of the module that made the value, as in ``__file__``.
    key
        What :func:`key_of` gives.
    """
    path = _path(module)
    if key is None or path is None:
        return None
    body = read_kept(path, key.encode())
    value: object = marshal.loads(body) if body is not None else None
    return value


def keep(module: str, key: str | None, value: Any) -> None:
    """Keep a value of plain tuples, strings, bytes and numbers, in place of what was kept before.

    Examples
    --------
    >>> keep("/dev/null/made.py", "key", (1, b"two"))
    >>> recall("/dev/null/made.py", "key") is None
    True
    """
    path = _path(module)
    if key is None or path is None or sys.dont_write_bytecode:
        return
    write_kept(path, key.encode(), marshal.dumps(value))


def _path(module: str) -> Path | None:
    try:
        return Path(cache_from_source(module)).with_suffix(".kept")
    except NotImplementedError:
        return None
