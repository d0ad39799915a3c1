"""Asking the store from the event loop: without a thread where the answer comes soon.

An answer up to a certain size is whole before it is sent, so that whatever is wrong with it can
still be told. A larger one is sent as it comes.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import anyio.to_thread

from api.listening import wake
from api.state import State
from graph.store import QueryAnswer, StoreError, Stream, Turn, WorkerDied

if TYPE_CHECKING:
    from graph.store import Asked, Exchange, Place

__all__ = ["Answer", "LargeAnswer", "Question", "ask"]

_AT_ONCE_S: Final = 0.1
_SOON_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Question:
    """A query as the protocol gives it, with its dataset."""

    sparql: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LargeAnswer:
    """An answer that has begun and is not complete: the pieces that are here, and the rest."""

    pieces: list[bytes]
    rest: Stream
    media_type: str

    @property
    def version(self) -> str:
        """The dataset version that was asked."""
        return self.rest.version


Answer = QueryAnswer | LargeAnswer


async def ask(state: State, question: Question, media_type: str, *, whole_bytes: int) -> Answer:
    """Have a question answered, and count how it ended.

    An answer of more than ``whole_bytes`` is given as it comes.
    """
    try:
        asked = state.store.asked(
            question.sparql, media_type, question.default_graphs, question.named_graphs
        )
        answer = await _at_once(state, asked, whole_bytes)
        if answer is None:
            answer = await _in_thread(state, asked, whole_bytes)
    except StoreError as error:
        state.metrics.queries.labels(type(error).__name__).inc()
        raise
    if isinstance(answer, QueryAnswer):
        state.metrics.answered.inc()
    return answer


async def _at_once(state: State, asked: Asked, whole_bytes: int) -> Answer | None:
    """Ask an idle worker; ``None`` where there is none, or where it was dead already."""
    start = time.monotonic()
    place = state.store.enter()
    if isinstance(place, Turn):
        place = await _come(place, asked.timeout_s)
    if place is None:
        return None
    exchange = state.store.begin(asked, place, start)
    if exchange is None:
        return None
    answer: Answer | None = None
    try:
        answer = await _follow(state, exchange, asked.accept, whole_bytes)
    except WorkerDied:
        if exchange.seconds > _AT_ONCE_S:
            raise
    finally:
        if exchange.is_open and answer is None:
            await anyio.to_thread.run_sync(exchange.abandon)
    return answer


async def _come(turn: Turn, seconds: float) -> Place:
    """Wait for a turn; who goes away leaves the queue."""
    loop = asyncio.get_running_loop()
    waiter: asyncio.Future[None] = loop.create_future()

    def come() -> None:
        try:
            is_here = asyncio.get_running_loop() is loop
        except RuntimeError:
            is_here = False
        if is_here:
            wake(waiter)
        else:
            loop.call_soon_threadsafe(wake, waiter)

    turn.when_here(come)
    timer = loop.call_later(seconds, wake, waiter)
    try:
        await waiter
    except asyncio.CancelledError:
        turn.step_out(0.0)
        raise
    finally:
        timer.cancel()
    if (place := turn.place) is None:
        raise turn.step_out(seconds)
    return place


async def _follow(state: State, exchange: Exchange, media_type: str, whole_bytes: int) -> Answer:
    """Take a short answer as it comes, and leave a long or a late one to a thread."""
    await state.ears.wait(exchange, _SOON_S)
    pieces: list[bytes] = []
    size = 0
    while exchange.is_open and size < whole_bytes and (piece := exchange.take()) is not None:
        pieces.append(piece)
        size += len(piece)
    if exchange.is_open:
        gather = partial(exchange.gather, whole_bytes, *pieces)
        pieces = await anyio.to_thread.run_sync(gather, limiter=state.query_threads)
    return _answer(pieces, exchange, media_type)


def _answer(pieces: list[bytes], stream: Stream, media_type: str) -> Answer:
    if stream.is_open:
        return LargeAnswer(pieces, stream, media_type)
    body = pieces[0] if len(pieces) == 2 else b"".join(pieces)
    return QueryAnswer(body, media_type, stream.version)


async def _in_thread(state: State, asked: Asked, whole_bytes: int) -> Answer:
    def gather() -> Answer:
        stream = state.store.stream(asked)
        return _answer(stream.gather(whole_bytes), stream, asked.accept)

    return await anyio.to_thread.run_sync(gather, limiter=state.query_threads)
