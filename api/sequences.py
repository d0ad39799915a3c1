"""Pages of a sorted sequence, with cursors that name a place rather than a number of items."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.catalogue import CursorError
from graph.catalogue.selection import NOT_OURS, decode_key, encode_key

__all__ = ["cut"]

Row = TypeVar("Row")
Key = tuple[str | int | float, ...]


def cut(
    rows: Sequence[Row], key: Callable[[Row], Key], *, limit: int, cursor: str | None
) -> tuple[Sequence[Row], str | None]:
    """Give ``limit`` rows from after ``cursor`` on, and the cursor of the next page.

    Parameters
    ----------
    rows
        Sorted by ``key``, ascending, no two alike.

    Raises
    ------
    CursorError
        The cursor is not one of this list's.

    Examples
    --------
    >>> first, following = cut([1, 2, 3], lambda n: (n,), limit=2, cursor=None)
    >>> first, cut([1, 2, 2.5, 3], lambda n: (n,), limit=2, cursor=following)
    ([1, 2], ([2.5, 3], None))
    """
    start = bisect_right(rows, _placed(cursor, rows, key), key=key) if cursor and rows else 0
    page = rows[start : start + limit]
    more = start + limit < len(rows)
    return page, encode_key(key(page[-1])) if more else None


def _placed(text: str, rows: Sequence[Row], key: Callable[[Row], Key]) -> Key:
    found = decode_key(text)
    shape = [isinstance(part, str) for part in key(rows[0])]
    if [isinstance(part, str) for part in found] != shape:
        raise CursorError(NOT_OURS)
    return found
