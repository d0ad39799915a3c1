"""The keys of documents: a path keeps its key, a symbol names one document wherever it is read.

Documents without a symbol can describe themselves in the same words, and so can parts of one table
of recommendations: the later path's key then has a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.building.sources import Origin

__all__ = ["Naming", "table_of"]


class Naming:
    """Gives each document a key of its own, one after the other.

    Parameters
    ----------
    origins
        Where the documents that are stored came from, by their keys.

    Examples
    --------
    >>> naming = Naming({})
    >>> [naming.key_of(path, "report", has_symbol=False) for path in ("a.txt", "b.txt", "a.txt")]
    ['report', 'report~2', 'report']
    """

    def __init__(self, origins: Mapping[str, Origin]) -> None:
        self._keys = {origin.path: key for key, origin in origins.items()}
        self._owners = {key: origin.path for key, origin in origins.items()}

    def key_of(self, path: str, key: str, *, has_symbol: bool) -> str:
        """Give the key of the document at ``path``, which calls itself ``key``."""
        given = self._keys.get(path, "")
        if given.partition("~")[0] != key:
            given, number = key, 1
            while self._is_taken(given, path, has_symbol=has_symbol):
                number += 1
                given = f"{key}~{number}"
        self._owners[given] = path
        self._keys[path] = given
        return given

    def _is_taken(self, key: str, path: str, *, has_symbol: bool) -> bool:
        owner = self._owners.get(key, path)
        return owner != path and (not has_symbol or table_of(owner) == table_of(path))


def table_of(path: str) -> str:
    """Give the table that a path names a part of, or the path itself.

    >>> table_of("/corpus/rows.jsonl#a-res-74-1"), table_of("/corpus/note.txt")
    ('/corpus/rows.jsonl', '/corpus/note.txt')
    """
    return path.rpartition("#")[0] or path
