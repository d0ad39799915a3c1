"""Hearing from the event loop that something has come from a query worker.

Watching a socket for one answer and no longer takes ten calls of the system. So a socket is watched
on: through a descriptor of its own, which stays ours whatever becomes of the worker.
"""

from __future__ import annotations

import asyncio
import os
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.store import Exchange

__all__ = ["Ears"]


class Ears:
    """The sockets that one event loop watches."""

    def __init__(self) -> None:
        self._descriptors: dict[object, int] = {}
        self._waiters: dict[object, asyncio.Future[None]] = {}

    async def wait(self, exchange: Exchange, seconds: float) -> None:
        """Wait until something can be read, but not longer than this."""
        loop, worker = asyncio.get_running_loop(), exchange.worker
        waiter = self._waiters[worker] = loop.create_future()
        if worker not in self._descriptors:
            self._descriptors[worker] = os.dup(exchange.fileno())
            loop.add_reader(self._descriptors[worker], partial(self._hear, worker))
        timer = loop.call_later(seconds, wake, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
            del self._waiters[worker]

    def close(self) -> None:
        """Watch nothing any more."""
        for worker in list(self._descriptors):
            self._forget(worker)

    def _hear(self, worker: object) -> None:
        if (waiter := self._waiters.get(worker)) is not None:
            wake(waiter)
        else:  # a thread reads from it, or it has died
            self._forget(worker)

    def _forget(self, worker: object) -> None:
        descriptor = self._descriptors.pop(worker)
        asyncio.get_running_loop().remove_reader(descriptor)
        os.close(descriptor)


def wake(waiter: asyncio.Future[None]) -> None:
    """End a wait that may have ended already."""
    if not waiter.done():
        waiter.set_result(None)
