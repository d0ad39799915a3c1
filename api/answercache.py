"""Repeated answers, kept by what was asked and of which dataset version."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable

from graph.store import QueryAnswer

__all__ = ["AnswerCache"]

_LARGEST_SHARE = 4
_Key = tuple[Hashable, str]


class AnswerCache:
    """A bounded cache of bytes; a question asked twice at the same time is answered once.

    Parameters
    ----------
    max_bytes
        Bytes of answers that are kept, the longest unused going first; an answer larger than a
        quarter of that is not kept.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._kept: OrderedDict[_Key, QueryAnswer] = OrderedDict()
        self._flying: dict[_Key, asyncio.Task[QueryAnswer]] = {}
        self.hits = 0
        self.misses = 0

    async def get(
        self, question: Hashable, version: str, answer: Callable[[], Awaitable[QueryAnswer]]
    ) -> QueryAnswer:
        """Give what is kept for a question about a dataset version, or have it answered.

        A client that goes away does not end the answer that others wait for. An answer that turns
        out to be about a later version is given, but not kept.
        """
        key = (question, version)
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            self.hits += 1
            return kept
        self.misses += 1
        task = self._flying.get(key)
        if task is None:
            task = asyncio.ensure_future(self._fly(key, answer))
            self._flying[key] = task
            task.add_done_callback(lambda done: self._land(key, done))
        return await asyncio.shield(task)

    async def _fly(self, key: _Key, answer: Callable[[], Awaitable[QueryAnswer]]) -> QueryAnswer:
        found = await answer()
        if found.version == key[1]:
            self._keep(key, found)
        return found

    def _land(self, key: _Key, task: asyncio.Task[QueryAnswer]) -> None:
        self._flying.pop(key, None)
        if not task.cancelled():
            task.exception()  # taken by those who wait; nobody may be left to

    def _keep(self, key: _Key, answer: QueryAnswer) -> None:
        size = len(answer.body)
        if size * _LARGEST_SHARE > self._max_bytes:
            return
        if (former := self._kept.pop(key, None)) is not None:
            self._bytes -= len(former.body)
        self._kept[key] = answer
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, dropped = self._kept.popitem(last=False)
            self._bytes -= len(dropped.body)
