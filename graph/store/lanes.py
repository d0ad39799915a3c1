"""Who may run: a few places for queries that end soon, some more for those that do not."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import Final

from graph.store.errors import QueueFull

__all__ = ["Lanes", "Place"]

_SLOW_FOR_EACH: Final = 2
_NICENESS: Final = 10


class Place:
    """A running query's place."""

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self.is_slow = False

    def make_way(self, pid: int) -> None:
        """Move a query that takes long out of the way of short ones, if there is room for it.

        Its process then also yields the processor to others.
        """
        if self._lanes.slow.acquire(blocking=False):
            self.is_slow = True
            self._lanes.fast.release()
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)

    def leave(self) -> None:
        """Give the place to another."""
        (self._lanes.slow if self.is_slow else self._lanes.fast).release()


class Lanes:
    """A bounded queue before a bounded number of places.

    Parameters
    ----------
    places
        Queries that run at a time; twice as many more may be those that have made way.
    queue
        Queries that may wait.
    """

    def __init__(self, places: int, queue: int) -> None:
        self.fast = threading.BoundedSemaphore(places)
        self.slow = threading.BoundedSemaphore(places * _SLOW_FOR_EACH)
        self._places = places
        self._queue = queue
        self._waiting = 0
        self._lock = threading.Lock()

    def take(self, timeout_s: float) -> Place:
        """Give a place; :class:`QueueFull` where none is free within ``timeout_s`` seconds."""
        if not self.fast.acquire(blocking=False):
            self._wait(timeout_s)
        return Place(self)

    def take_now(self) -> Place | None:
        """Give a place if one is free and nobody waits for it."""
        if self._waiting or not self.fast.acquire(blocking=False):
            return None
        return Place(self)

    def _wait(self, timeout_s: float) -> None:
        with self._lock:
            if self._waiting >= self._queue:
                raise QueueFull(
                    f"All {self._places} query workers are busy and {self._queue} queries are "
                    "waiting; try again later"
                )
            self._waiting += 1
        try:
            if not self.fast.acquire(timeout=timeout_s):
                raise QueueFull(f"No query worker was free within {timeout_s:g} s; try again later")
        finally:
            with self._lock:
                self._waiting -= 1
