"""A response whose body is sent as it comes from the store.

Its status is 200 before its end is known. What goes wrong after that ends the connection without
the last chunk, which no client takes for a complete answer.
"""

from __future__ import annotations

import asyncio
import logging
import time
import zlib
from collections.abc import AsyncIterator, Mapping
from typing import Final

import anyio
import anyio.to_thread
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.asking import LargeAnswer
from api.state import State
from graph.store import StoreError

__all__ = ["StreamedResponse"]

_LOG: Final = logging.getLogger("recgraph.errors")
_GZIP_LEVEL: Final = 5
_GZIP_WINDOW: Final = 31


class StreamedResponse(Response):
    """An answer that is too large to be held.

    Nothing is taken from the store before the client has taken what came before it, and the time
    for which the client is waited for is not the query's. A client that goes away ends the query.

    Parameters
    ----------
    state
        Where its end is counted, and the settings with its limit on time.
    answer
        What has come, and the rest.
    headers
        The headers; the length is not among them.
    media_type
        The Content-Type.
    gzipped
        Whether it is compressed on the way.
    """

    def __init__(
        self,
        state: State,
        answer: LargeAnswer,
        *,
        headers: Mapping[str, str],
        media_type: str,
        gzipped: bool,
    ) -> None:
        own = {**headers, "Vary": f"{headers['Vary']}, Accept-Encoding"}
        super().__init__(headers=own | ({"Content-Encoding": "gzip"} if gzipped else {}))
        del self.headers["content-length"]
        self.headers["content-type"] = media_type
        self._state = state
        self._answer = answer
        self._gzipped = gzipped

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Send the answer; where it fails, end without an end."""
        try:
            async with anyio.create_task_group() as group:
                group.start_soon(_until_gone, receive, group.cancel_scope)
                await self._send(send)
                group.cancel_scope.cancel()
        finally:
            with anyio.CancelScope(shield=True):
                if self._answer.rest.is_open:
                    await anyio.to_thread.run_sync(self._answer.rest.abandon)

    async def _send(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        try:
            async with asyncio.timeout(self._state.settings.stream_timeout_s):
                async for piece in self._pieces():
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        except (StoreError, TimeoutError) as error:
            self._state.metrics.queries.labels(type(error).__name__).inc()
            told = str(error) or "the client took too long"
            _LOG.warning("answer broken off", extra={"reason": told})
            return
        self._state.metrics.answered.inc()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _pieces(self) -> AsyncIterator[bytes]:
        rest, limiter = self._answer.rest, self._state.query_threads
        encoder = zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_WINDOW) if self._gzipped else None
        pieces = self._answer.pieces
        while True:
            for piece in pieces:
                given = time.monotonic()
                if encoder is not None:
                    piece = await anyio.to_thread.run_sync(encoder.compress, piece)
                yield piece
                rest.prolong(time.monotonic() - given)
            if not rest.is_open:
                break
            pieces = [await anyio.to_thread.run_sync(rest.receive, limiter=limiter)]
        if encoder is not None:
            yield encoder.flush()


async def _until_gone(receive: Receive, scope: anyio.CancelScope) -> None:
    """Cancel once the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
