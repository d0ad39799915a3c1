"""Graphs that wait to be written, packed in a temporary file: memory does not grow with them."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Spool", "packed", "unpacked"]

_IN_MEMORY = 32 * 1024 * 1024


def packed(data: bytes) -> bytes:
    """Pack N-Quads, which repeat much, to about a sixteenth.

    >>> unpacked(packed(b"graph"))
    b'graph'
    """
    return zlib.compress(data, 1)


def unpacked(data: bytes) -> bytes:
    """Give what was packed."""
    return zlib.decompress(data)


class Spool(Mapping[str, bytes]):
    """N-Quads by the graph that they make up, in the order in which they were put.

    Parameters
    ----------
    directory
        Where the file is made if memory will not do; it goes with the process, however that ends.

    Examples
    --------
    >>> import pathlib
    >>> with Spool(pathlib.Path()) as spool:
    ...     spool.put("a", packed(b"former"))
    ...     spool.put("a", packed(b"one"))
    ...     list(spool.items())
    [('a', b'one')]
    """

    def __init__(self, directory: Path) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed in __exit__
            max_size=_IN_MEMORY, dir=str(directory)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, name: str, content: bytes) -> None:
        """Add a graph as :func:`packed` gives it, in place of what was put under its name."""
        self._file.seek(0, 2)
        self._places[name] = (self._file.tell(), len(content))
        self._file.write(content)

    def __getitem__(self, name: str) -> bytes:
        place, length = self._places[name]
        self._file.seek(place)
        return unpacked(self._file.read(length))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
