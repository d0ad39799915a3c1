"""Asking the store from the event loop: without a thread where the answer comes soon."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import anyio.to_thread

from api.state import State
from graph.store import QueryAnswer, StoreError, WorkerDied

if TYPE_CHECKING:
    from graph.store import Exchange

__all__ = ["Question", "ask"]


@dataclass(frozen=True, slots=True)
class Question:
    """A query as the protocol gives it, with its dataset."""

    sparql: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


async def ask(state: State, question: Question, media_type: str) -> QueryAnswer:
    """Have a question answered, and count how it ended."""
    try:
        answer = await _at_once(state, question, media_type)
        if answer is None:
            answer = await _in_thread(state, question, media_type)
    except StoreError as error:
        state.metrics.queries.labels(type(error).__name__).inc()
        raise
    state.metrics.answered.inc()
    return answer


async def _at_once(state: State, question: Question, media_type: str) -> QueryAnswer | None:
    """Ask a worker that is free; ``None`` where none is, or where it was dead already."""
    exchange = state.store.begin(
        question.sparql,
        accept=media_type,
        default_graphs=question.default_graphs,
        named_graphs=question.named_graphs,
    )
    if exchange is None:
        return None
    try:
        return await _follow(state, exchange, media_type)
    except WorkerDied:
        if exchange.seconds > _AT_ONCE_S:
            raise
        return None
    finally:
        if exchange.is_open:
            await anyio.to_thread.run_sync(exchange.abandon)


_AT_ONCE_S = 0.1
_SOON_S = 0.05


async def _follow(state: State, exchange: Exchange, media_type: str) -> QueryAnswer:
    """Take a short answer as it comes, and leave a long or a late one to a thread."""
    await _readable(exchange.fileno(), _SOON_S)
    pieces = []
    while exchange.is_open and (piece := exchange.take()) is not None:
        pieces.append(piece)
    if not exchange.is_open:
        body = pieces[0] if len(pieces) == 2 else b"".join(pieces)
    else:
        collect = partial(exchange.collect, *pieces)
        body = await anyio.to_thread.run_sync(collect, limiter=state.query_threads)
    return QueryAnswer(body, media_type, exchange.version)


async def _readable(descriptor: int, seconds: float) -> None:
    """Wait until something can be read, but not longer than this."""
    loop = asyncio.get_running_loop()
    waiter: asyncio.Future[None] = loop.create_future()

    def wake() -> None:
        if not waiter.done():
            waiter.set_result(None)

    loop.add_reader(descriptor, wake)
    timer = loop.call_later(seconds, wake)
    try:
        await waiter
    finally:
        timer.cancel()
        loop.remove_reader(descriptor)


async def _in_thread(state: State, question: Question, media_type: str) -> QueryAnswer:
    query = partial(
        state.store.query,
        question.sparql,
        accept=media_type,
        default_graphs=question.default_graphs,
        named_graphs=question.named_graphs,
    )
    return await anyio.to_thread.run_sync(query, limiter=state.query_threads)
