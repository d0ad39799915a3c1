"""The short way to the SPARQL endpoint: past the framework, for requests that need nothing of it.

A query by GET that was answered before is answered again from its recorded bytes, found by the
dataset version and the request as it came. Another plain GET goes straight to the endpoint. What
has conditions, credentials, a limit on its rate or another method takes the long way.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import anyio.to_thread
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.accesslog import AccessLog
from api.answercache import ByteCache
from api.bodies import parameters
from api.gate import DATA_HEADERS, failure, request_number
from api.metrics import Metrics
from api.problems import Problem, problem_response, store_problem
from api.sparql import Wish, answer, question_of
from api.streaming import StreamedResponse
from graph.store import StoreError

if TYPE_CHECKING:
    from api.state import State

__all__ = ["Shortcut"]

_PATH: Final = "/sparql"
_LONG_WAY: Final = frozenset({b"origin", b"if-none-match", b"x-request-id"})
_HEADERS: Final = [(n.lower().encode(), v.encode()) for n, v in DATA_HEADERS.items()]
_GZIP_FROM_BYTES: Final = 1024
_GZIP_LEVEL: Final = 5
_THREAD_FROM_BYTES: Final = 128 * 1024
_OVERHEAD_BYTES: Final = 1024

_Recorded = tuple[list[tuple[bytes, bytes]], bytes]
_Wanted = tuple[bytes, bytes | None, bool]
_Key = tuple[str, bytes, bytes | None, bool]


class Shortcut:
    """An ASGI application before the framework's.

    Parameters
    ----------
    app
        The long way.
    state
        Gives the application's state, once it has been started.
    metrics, access
        Where requests are counted, and noted.
    max_bytes
        Bytes of answers that are kept.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        state: Callable[[], State],
        metrics: Metrics,
        access: AccessLog,
        max_bytes: int,
    ) -> None:
        self._app = app
        self._access = access
        self._state = state
        self._recorded: ByteCache[_Key, _Recorded] = ByteCache(max_bytes)
        self._metrics = metrics
        self._answered = metrics.requests.labels("GET", _PATH, "200")
        self._seconds = metrics.seconds.labels(_PATH)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        wanted = _wanted(scope)
        if wanted is None:
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        state = self._state()
        version = state.store.settled_version
        key = (version or "", *wanted)
        request_id = request_number()
        found = self._recorded.get(key) if version else None
        if found is not None:
            self._metrics.hit.inc()
            status, (headers, body) = 200, found
        else:
            response, about = await _response(state, scope, wanted, version, request_id)
            status = response.status_code
            if isinstance(response, StreamedResponse):
                response.raw_headers += [*_HEADERS, (b"x-request-id", request_id.encode())]
                try:
                    await response(scope, receive, send)
                finally:
                    self._note(scope, status, request_id, time.perf_counter() - start)
                return
            headers, body = await _encoded(response, gzipped=wanted[2])
            if version is not None and about == version:
                size = len(body) + len(wanted[0]) + _OVERHEAD_BYTES
                self._recorded.put(key, (headers, body), size=size)
        own = [*headers, (b"x-request-id", request_id.encode())]
        await send({"type": "http.response.start", "status": status, "headers": own})
        await send({"type": "http.response.body", "body": body})
        self._note(scope, status, request_id, time.perf_counter() - start)

    def _note(self, scope: Scope, status: int, request_id: str, seconds: float) -> None:
        if status == 200:
            self._answered.inc()
        else:
            self._metrics.requests.labels("GET", _PATH, str(status)).inc()
        self._seconds.observe(seconds)
        self._access.note(scope, "GET", status, request_id, seconds)


def _wanted(scope: Scope) -> _Wanted | None:
    """Give query string, Accept, and whether gzip is accepted; ``None`` for the long way."""
    if scope["type"] != "http" or scope["path"] != _PATH or scope["method"] != "GET":
        return None
    accept: bytes | None = None
    gzipped = False
    for name, value in scope["headers"]:
        if name in _LONG_WAY:
            return None
        if name == b"accept":
            if accept is not None:
                return None
            accept = value
        elif name == b"accept-encoding":
            gzipped = b"gzip" in value
    asked: bytes = scope["query_string"]
    if b"query=" not in asked or (accept is not None and b"html" in accept.lower()):
        return None
    return asked, accept, gzipped


async def _response(
    state: State, scope: Scope, wanted: _Wanted, version: str | None, request_id: str
) -> tuple[Response, str | None]:
    """Give the answer, and the version it is about where it may be kept."""
    asked, accept, gzipped = wanted
    accepted = None if accept is None else accept.decode("latin-1")
    wish = Wish(accepted, gzip=gzipped, chunks=scope["http_version"] != "1.0")
    try:
        return await answer(state, question_of(parameters(asked)), wish, version)
    except Problem as problem:
        return problem_response(problem), None
    except StoreError as error:
        return problem_response(store_problem(error)), None
    except Exception:  # noqa: BLE001 - as the gate does on the long way
        return failure(request_id), None


async def _encoded(response: Response, *, gzipped: bool) -> _Recorded:
    """Give headers and body as they go out, compressed where the client likes that."""
    headers, body = [*response.raw_headers, *_HEADERS], bytes(response.body)
    if len(body) < _GZIP_FROM_BYTES:
        return headers, body
    headers = [_with_encoding(n, v) for n, v in headers]
    if gzipped:
        if len(body) < _THREAD_FROM_BYTES:
            body = _compress(body)
        else:
            body = await anyio.to_thread.run_sync(_compress, body)
        headers = [(n, v) for n, v in headers if n != b"content-length"]
        length = (b"content-length", str(len(body)).encode())
        headers += [(b"content-encoding", b"gzip"), length]
    return headers, body


def _compress(body: bytes) -> bytes:
    return gzip.compress(body, _GZIP_LEVEL, mtime=0)


def _with_encoding(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    return (name, value + b", Accept-Encoding" if name == b"vary" else value)
