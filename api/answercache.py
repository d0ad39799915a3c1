"""Repeated answers, kept by what was asked and of which dataset version."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from api.metrics import Metrics
from graph.store import QueryAnswer, StoreError

__all__ = ["AnswerCache", "ByteCache"]

_LARGEST_SHARE = 4
_OVERHEAD = 1024
_Key = tuple[Hashable, str]
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
L = TypeVar("L")


class ByteCache(Generic[K, V]):
    """A mapping bounded by bytes, from which the longest unused goes first.

    Parameters
    ----------
    max_bytes
        Bytes that are kept; what is larger than a quarter of that is not kept at all.

    Examples
    --------
    >>> cache: ByteCache[str, str] = ByteCache(8)
    >>> for name in "abcde":
    ...     cache.put(name, name.upper(), size=2)
    >>> cache.get("a"), cache.get("e")
    (None, 'E')
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def get(self, key: K) -> V | None:
        """Give what is kept under ``key``."""
        if (kept := self._kept.get(key)) is None:
            return None
        self._kept.move_to_end(key)
        return kept[0]

    def put(self, key: K, value: V, *, size: int) -> None:
        """Keep something of so many bytes, in place of others if need be."""
        if size * _LARGEST_SHARE > self._max_bytes:
            return
        if (former := self._kept.pop(key, None)) is not None:
            self._bytes -= former[1]
        self._kept[key] = (value, size)
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._bytes -= dropped


class AnswerCache:
    """A bounded cache of bytes; a question asked twice at the same time is answered once.

    Parameters
    ----------
    max_bytes
        Bytes of answers that are kept, the longest unused going first; an answer larger than a
        quarter of that is not kept.
    metrics
        Where hits and misses are counted.
    """

    def __init__(self, max_bytes: int, metrics: Metrics) -> None:
        self._kept: ByteCache[_Key, QueryAnswer] = ByteCache(max_bytes)
        self._flying: dict[_Key, asyncio.Future[QueryAnswer | None]] = {}
        self._metrics = metrics

    async def get(
        self, question: Hashable, version: str, answer: Callable[[], Awaitable[QueryAnswer | L]]
    ) -> QueryAnswer | L:
        """Give what is kept for a question about a dataset version, or have it answered.

        An answer that turns out to be about a later version is given, but not kept. One that is
        too large to be held is for the one who asked first; the others ask again.
        """
        key = (question, version)
        if (kept := self._kept.get(key)) is not None:
            self._metrics.hit.inc()
            return kept
        self._metrics.miss.inc()
        if (flying := self._flying.get(key)) is None:
            return await self._fly(key, answer)
        found = await asyncio.shield(flying)
        return await answer() if found is None else found

    async def _fly(
        self, key: _Key, answer: Callable[[], Awaitable[QueryAnswer | L]]
    ) -> QueryAnswer | L:
        flying = self._flying[key] = asyncio.get_running_loop().create_future()
        found: QueryAnswer | L | None = None
        try:
            found = await answer()
        except StoreError as error:
            flying.set_exception(error)
            flying.exception()  # taken by those who wait; nobody may be
            raise
        finally:
            del self._flying[key]
            if not flying.done():
                flying.set_result(found if isinstance(found, QueryAnswer) else None)
        if isinstance(found, QueryAnswer) and found.version == key[1]:
            self._kept.put(key, found, size=len(found.body) + _OVERHEAD)
        return found
