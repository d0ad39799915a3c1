"""Query workers for whatever snapshot is current: a bounded queue, a few killable processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from graph.store.errors import StoreError, WorkerDied
from graph.store.exchange import Exchange
from graph.store.generation import Generation, Worker
from graph.store.lanes import Lanes, Place, Turn
from graph.store.limits import Limits
from graph.store.snapshots import SnapshotDirectory
from graph.store.wire import REQUEST, Closed, frame, send
from graph.store.worker import Request

__all__ = ["Pool"]

_POLL_S: Final = 0.5
_AT_ONCE_S: Final = 0.1
_AT_ONCE_BYTES: Final = 32 * 1024
_LOAD_S: Final = 600.0


class Pool:
    """The workers of one directory.

    A thread of its own follows the pointer: when it moves, the next generation of workers is
    loaded beside the present one, takes over, and lets the former finish what it runs.
    """

    def __init__(self, directory: SnapshotDirectory, limits: Limits) -> None:
        self._directory = directory
        self._limits = limits
        self._lanes = Lanes(limits.workers, limits.queue)
        self._changed = threading.Condition()
        self._generation: Generation | None = None
        self._failure: StoreError | None = None
        self._closing = False
        self._keeper = threading.Thread(target=self._keep, name="snapshots", daemon=True)
        self._keeper.start()
        self._wait_for(lambda: self._generation is not None, _LOAD_S)

    @property
    def version(self) -> str:
        """The snapshot that the next query is answered from."""
        return self._follow().version

    @property
    def settled_version(self) -> str | None:
        """The snapshot that is current if the workers serve it already."""
        generation = self._generation
        if generation is None or generation.stamp != self._directory.stamp():
            return None
        return generation.version

    def run(self, request: Request, timeout_s: float) -> tuple[bytes, str]:
        """Answer a request: the serialised result, and the version it was taken from.

        Raises
        ------
        QueueFull, QueryTimeout, QuerySyntaxError, QueryFailed, ResultTooLarge, WorkerDied
        """
        start = time.monotonic()
        exchange = self.ask(request, timeout_s)
        try:
            return exchange.collect(), exchange.version
        except WorkerDied:
            if time.monotonic() - start > _AT_ONCE_S:
                raise
            exchange = self.ask(request, timeout_s)  # it may have died before it was asked
            return exchange.collect(), exchange.version

    def ask(self, request: Request, timeout_s: float) -> Exchange:
        """Ask a worker, once there is one; the answer is still to come.

        Raises
        ------
        QueueFull
            None was free within the time.
        """
        start = time.monotonic()
        place = self._lanes.take(timeout_s)
        try:
            generation, worker = self._worker(frame(REQUEST, request.encode()))
        except BaseException:
            place.leave()
            raise
        return Exchange(generation, worker, place, timeout_s=timeout_s, start=start)

    def enter(self) -> Place | Turn:
        """Give a place, or a turn in the queue."""
        return self._lanes.take_now() or self._lanes.line_up()

    def ask_at(
        self, place: Place, request: Request, timeout_s: float, start: float
    ) -> Exchange | None:
        """Ask a worker without waiting for anything.

        ``None`` where none is idle, or what is asked is long: the place has been left then, and
        :meth:`ask` will do.
        """
        generation, content = self._generation, frame(REQUEST, request.encode())
        is_short = len(content) <= _AT_ONCE_BYTES
        worker = generation.take_idle() if generation is not None and is_short else None
        if generation is not None and worker is not None:
            try:
                send(worker.sock, content)
            except (Closed, OSError):
                generation.discard(worker)
            else:
                return Exchange(generation, worker, place, timeout_s=timeout_s, start=start)
        place.leave()
        return None

    def refresh(self) -> None:
        """Wait until queries are answered from the snapshot that is current now."""
        stamp = self._directory.stamp()
        self._wait_for(lambda: self._generation is not None and self._generation.stamp == stamp)

    def close(self) -> None:
        """End all processes."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._keeper.join()

    def _worker(self, content: bytes) -> tuple[Generation, Worker]:
        """Give a worker that has taken the request; one that died while idle is replaced."""
        while True:
            generation = self._follow()
            try:
                worker = generation.take()
            except (Closed, OSError):
                with self._changed:
                    self._changed.notify_all()
                if generation.alive:
                    raise StoreError("No query worker could be started") from None
                self._wait_for(partial(self._has_moved, generation))
                continue
            try:
                send(worker.sock, content)
            except (Closed, OSError):
                generation.discard(worker)
                continue
            return generation, worker

    def _has_moved(self, former: Generation) -> bool:
        return self._generation is not former

    def _follow(self) -> Generation:
        """Give the generation of the current snapshot, or the former while that one is loading."""
        stamp = self._directory.stamp()
        generation = self._generation
        if generation is None or generation.stamp != stamp:
            with self._changed:
                self._changed.notify_all()
            self._wait_for(
                lambda: self._generation is not None and self._generation.stamp == stamp,
                self._limits.switch_wait_s,
                must=False,
            )
        generation = self._generation
        if generation is None:
            raise StoreError("The store is closed")
        return generation

    def _wait_for(
        self, happened: Callable[[], bool], timeout_s: float = _LOAD_S, *, must: bool = True
    ) -> None:
        with self._changed:
            self._changed.notify_all()
            self._changed.wait_for(
                lambda: happened() or self._failure is not None or self._closing, timeout_s
            )
            if must and not happened():
                raise self._failure or StoreError("The current snapshot was not loaded in time")

    def _keep(self) -> None:
        """Load what is current, again and again, until the pool closes."""
        while not self._closing:
            if self._has_work():
                self._load()
            with self._changed:
                if self._failure is None:
                    self._changed.wait_for(self._has_work, _POLL_S)
                else:
                    self._changed.wait_for(lambda: self._closing, _POLL_S)
        if self._generation is not None:
            self._generation.close()
            self._generation = None

    def _has_work(self) -> bool:
        generation = self._generation
        return (
            self._closing
            or generation is None
            or generation.stamp != self._directory.stamp()
            or not generation.alive
        )

    def _load(self) -> None:
        former = self._generation
        generation: Generation | None = former
        failure: StoreError | None = None
        try:
            generation = Generation(self._directory, self._limits)
        except StoreError as error:
            failure = error
        with self._changed:
            self._generation, self._failure = generation, failure
            self._changed.notify_all()
        if former is not None and former is not generation:
            former.retire()
