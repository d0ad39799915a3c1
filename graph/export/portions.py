"""Things in portions, so that a long list is written while it is sent and never held whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["PORTION", "portions"]

PORTION = 500

T = TypeVar("T")


def portions(things: Iterable[T], size: int = PORTION) -> Iterator[list[T]]:
    """Give a few things at a time.

    Examples
    --------
    >>> list(portions("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(things)
    while portion := list(islice(rest, size)):
        yield portion
