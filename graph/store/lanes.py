"""Who may run: a few places for queries that end soon, some more for those that do not."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from graph.store.errors import QueueFull

__all__ = ["Lanes", "Place", "Turn"]

_SLOW_FOR_EACH: Final = 1
_NICENESS: Final = 10
_SOON_S: Final = 1.0  # for one who is about to say so


class Place:
    """A running query's place."""

    __slots__ = ("_lanes", "is_slow")

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self.is_slow = False

    def make_way(self, pid: int) -> None:
        """Move a query that takes long out of the way of short ones, if there is room for it.

        Its process then also yields the processor to others.
        """
        if self._lanes.slow.acquire(blocking=False):
            self.is_slow = True
            self._lanes.free()
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)

    def leave(self) -> None:
        """Give the place to another."""
        if self.is_slow:
            self._lanes.slow.release()
        else:
            self._lanes.free()


class Turn:
    """A wait in the queue, which ends with a place."""

    __slots__ = ("_lanes", "_place", "_tell")

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._place: Place | None = None
        self._tell: Callable[[], None] | None = None

    @property
    def place(self) -> Place | None:
        """The place, once it is there."""
        return self._place

    def when_here(self, tell: Callable[[], None]) -> None:
        """Have it told when the place is there: by whoever leaves it, or at once."""
        with self._lanes.lock:
            if self._place is None:
                self._tell = tell
                return
        tell()

    def give(self, place: Place) -> None:
        """End the wait."""
        with self._lanes.lock:
            self._place, tell = place, self._tell
        if tell is not None:
            tell()

    def wait(self, timeout_s: float) -> Place:
        """Wait for the place; ``TimeoutError`` where it does not come within so many seconds."""
        if self._place is None:
            here = threading.Event()
            self.when_here(here.set)
            here.wait(timeout_s)
        if self._place is None:
            raise TimeoutError
        return self._place

    def step_out(self, waited_s: float) -> QueueFull:
        """Leave the queue, and give the error of one who has waited for so long."""
        self._lanes.step_out(self)
        return QueueFull(f"No query worker was free within {waited_s:g} s; try again later")


class Lanes:
    """A bounded queue before a bounded number of places.

    Parameters
    ----------
    places
        Queries that run at a time; as many more may be those that have made way.
    queue
        Queries that may wait.

    Examples
    --------
    >>> lanes = Lanes(1, queue=1)
    >>> first, second = lanes.take_now(), lanes.line_up()
    >>> lanes.take_now(), second.place
    (None, None)
    >>> first.leave()
    >>> second.place is None
    False
    """

    def __init__(self, places: int, queue: int) -> None:
        self.slow = threading.BoundedSemaphore(places * _SLOW_FOR_EACH)
        self._places = places
        self._free = places
        self._queue = queue
        self._waiting: deque[Turn] = deque()
        self.lock = threading.Lock()

    def take(self, timeout_s: float) -> Place:
        """Give a place; :class:`QueueFull` where none is free within ``timeout_s`` seconds."""
        if (place := self.take_now()) is not None:
            return place
        turn = self.line_up()
        try:
            return turn.wait(timeout_s)
        except TimeoutError:
            raise turn.step_out(timeout_s) from None

    def take_now(self) -> Place | None:
        """Give a place if one is free; nobody waits then."""
        with self.lock:
            if not self._free:
                return None
            self._free -= 1
        return Place(self)

    def line_up(self) -> Turn:
        """Wait in the queue; :class:`QueueFull` where it has no room."""
        turn = Turn(self)
        with self.lock:
            at_once = self._free > 0
            if at_once:
                self._free -= 1
            elif len(self._waiting) >= self._queue:
                raise QueueFull(
                    f"All {self._places} query workers are busy and {self._queue} queries are "
                    "waiting; try again later"
                )
            else:
                self._waiting.append(turn)
        if at_once:
            turn.give(Place(self))
        return turn

    def step_out(self, turn: Turn) -> None:
        """Leave the queue; a place that was given just now goes to the next."""
        with self.lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        turn.wait(_SOON_S).leave()

    def free(self) -> None:
        """Take back a place: it goes to the one who has waited longest."""
        with self.lock:
            if not self._waiting:
                self._free += 1
                return
            turn = self._waiting.popleft()
        turn.give(Place(self))
