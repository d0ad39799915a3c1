"""One query at one worker: the answer as it arrives, and what becomes of the worker after it."""

from __future__ import annotations

import json
import time
from typing import Any, Final

from graph.store.answers import Stream
from graph.store.errors import QueryFailed, QueryTimeout, ResultTooLarge, StoreError, WorkerDied
from graph.store.generation import Generation, Worker
from graph.store.lanes import Place
from graph.store.syntax import syntax_error
from graph.store.wire import DATA, Closed

__all__ = ["SHORT_S", "Exchange"]

SHORT_S: Final = 0.5
"""A query that has no answer after so many seconds makes way for others."""


class Exchange(Stream):
    """A query that a worker has been asked.

    Parameters
    ----------
    generation, worker, place
        Who answers, and the place it takes; given back at the end.
    timeout_s
        Seconds that the answer may take from ``start``.
    start
        When the query came, on the clock of :func:`time.monotonic`.
    """

    def __init__(
        self,
        generation: Generation,
        worker: Worker,
        place: Place,
        *,
        timeout_s: float,
        start: float,
    ) -> None:
        self.version = generation.version
        self._generation = generation
        self.worker = worker
        self._place = place
        self._timeout_s = timeout_s
        self._asked = time.monotonic()
        self._deadline = start + timeout_s
        self._open = True

    def fileno(self) -> int:
        """Give the descriptor that becomes readable when something arrives."""
        return self.worker.sock.fileno()

    @property
    def is_open(self) -> bool:
        """Whether more is to come."""
        return self._open

    @property
    def seconds(self) -> float:
        """How long ago the worker was asked."""
        return time.monotonic() - self._asked

    def take(self) -> bytes | None:
        """Give the next piece of the answer if it has arrived; empty at the end.

        Raises
        ------
        QuerySyntaxError, QueryFailed, ResultTooLarge
            As the worker tells.
        WorkerDied
            The worker has ended.
        """
        try:
            found = self.worker.inbox.take()
        except Closed:
            self.abandon()
            raise WorkerDied(
                "The query ended its worker: it took more memory than allowed, or is too complex"
            ) from None
        return None if found is None else self._read(*found)

    def receive(self) -> bytes:
        """Wait for the next piece; empty at the end. Raises as :meth:`take` and at the deadline.

        Raises
        ------
        QueryTimeout
            The deadline has passed; the worker was killed.
        """
        while (piece := self.take()) is None:
            inbox = self.worker.inbox
            soon = min(self._asked + SHORT_S, self._deadline)
            if not self._place.is_slow and not inbox.wait(soon) and soon < self._deadline:
                self._place.make_way(self.worker.pid)
            if not inbox.wait(self._deadline):
                self.abandon()
                raise QueryTimeout(f"The query had no answer within {self._timeout_s:g} s")
        return piece

    def prolong(self, seconds: float) -> None:
        """Move the deadline, and make way for queries that nobody holds up."""
        self._deadline += seconds
        if not self._place.is_slow:
            self._place.make_way(self.worker.pid)

    def abandon(self) -> None:
        """End the query with its worker."""
        self._end(keep=False)

    def _read(self, kind: bytes, content: bytes) -> bytes:
        if kind == DATA:
            return content
        outcome = json.loads(content) if content else {}
        self._end(keep=not ("spent" in outcome or self._place.is_slow))
        if "error" in outcome:
            raise _error(outcome)
        return b""

    def _end(self, *, keep: bool) -> None:
        if self._open:
            self._open = False
            (self._generation.give_back if keep else self._generation.discard)(self.worker)
            self._place.leave()


def _error(outcome: dict[str, Any]) -> StoreError:
    match outcome["error"]:
        case "syntax":
            return syntax_error(outcome["message"])
        case "large":
            return ResultTooLarge("The answer is larger than allowed; ask for less, or add a LIMIT")
        case _:
            return QueryFailed(f"The query could not be evaluated: {outcome['message']}")
