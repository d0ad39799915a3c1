"""What every request passes through: number, rate, headers, log, and the last resort for errors."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.accesslog import AccessLog
from api.metrics import Metrics
from api.problems import Problem, problem_response

__all__ = ["DATA_HEADERS", "SECURITY_HEADERS", "Gate", "RateLimit", "failure", "request_number"]

_ERRORS: Final = logging.getLogger("recgraph.errors")
_REQUEST_ID: Final = re.compile(r"^[A-Za-z0-9._-]{1,64}$")
_UNLIMITED: Final = ("/health", "/static/")
_CLIENTS_KEPT: Final = 100_000
_PROCESS: Final = secrets.token_hex(4)
_NUMBERS: Final = count(1)

SECURITY_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}

DATA_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""For answers that are no pages: stricter, and shorter."""


class RateLimit:
    """A bucket of requests for each client, refilled evenly over the minute.

    Parameters
    ----------
    per_minute
        Requests in a minute, and at once; 0 for no limit.

    Examples
    --------
    >>> limit = RateLimit(2)
    >>> [limit.wait_s("192.0.2.1", now=0.0) for _ in range(3)]
    [0.0, 0.0, 30.0]
    """

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, client: str, *, now: float) -> float:
        """Take a request out of the client's bucket; give the seconds to wait if it is empty."""
        if not self._per_minute:
            return 0.0
        left, then = self._buckets.pop(client, (float(self._per_minute), now))
        left = min(left + (now - then) * self._per_minute / 60, float(self._per_minute))
        wait = 0.0 if left >= 1 else (1 - left) * 60 / self._per_minute
        self._buckets[client] = (left if wait else left - 1, now)
        if len(self._buckets) > _CLIENTS_KEPT:
            self._buckets.popitem(last=False)
        return wait


@dataclass(slots=True)
class _Exchange:
    """One request and what is known of its answer."""

    scope: Scope
    send: Send
    request_id: str
    is_head: bool
    start: float = field(default_factory=time.perf_counter)
    status: int = 0

    async def reply(self, message: Message) -> None:
        """Send on, with our headers; a HEAD request gets no body, and none is waited for."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self.request_id
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
        await self.send(message)
        if self.is_head and message["type"] == "http.response.start":
            await self.send({"type": "http.response.body", "body": b""})
            raise _HeadAnswered


class _HeadAnswered(Exception):  # noqa: N818 - the end of an answer, raised in whoever gives more
    pass


class Gate:
    """An ASGI middleware around the whole application.

    A HEAD request goes on as GET and is answered without the body, so every route has HEAD.
    """

    def __init__(
        self, app: ASGIApp, *, metrics: Metrics, access: AccessLog, rate_per_minute: int
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._access = access
        self._rate = RateLimit(rate_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.match(given) else request_number()
        is_head = scope["method"] == "HEAD"
        if is_head:
            scope = {**scope, "method": "GET"}  # the server keeps the other, to know its answer
        exchange = _Exchange(scope, send, request_id, is_head)
        try:
            await self._pass(exchange, receive)
        except _HeadAnswered:
            pass
        finally:
            self._note(exchange)

    async def _pass(self, exchange: _Exchange, receive: Receive) -> None:
        wait = self._wait_s(exchange.scope)
        if wait:
            told = f"More requests than allowed; try again in {wait:.0f} s"
            problem = Problem(429, told, headers={"Retry-After": str(int(wait) + 1)})
            await problem_response(problem)(exchange.scope, receive, exchange.reply)
            return
        try:
            await self._app(exchange.scope, receive, exchange.reply)
        except Exception:
            if exchange.is_head and exchange.status:
                return
            response = failure(exchange.request_id)
            if exchange.status:
                raise  # the answer has begun: closing the connection is all that can be told
            await response(exchange.scope, receive, exchange.reply)

    def _wait_s(self, scope: Scope) -> float:
        if scope["path"].startswith(_UNLIMITED):
            return 0.0
        client = scope["client"][0] if scope.get("client") else ""
        return self._rate.wait_s(client, now=time.monotonic())

    def _note(self, exchange: _Exchange) -> None:
        seconds = time.perf_counter() - exchange.start
        scope = exchange.scope
        route = getattr(scope.get("route"), "path", "none")
        method = "HEAD" if exchange.is_head else scope["method"]
        method = method if method in _METHODS else "other"
        self._metrics.requests.labels(method, route, str(exchange.status)).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        self._access.note(scope, method, exchange.status, exchange.request_id, seconds)


def request_number() -> str:
    """Give a number to a request, unlike that of any other."""
    return f"{_PROCESS}{next(_NUMBERS):08x}"


_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})


def failure(request_id: str) -> Response:
    """Log the exception being handled, and give the answer to the client that met it."""
    _ERRORS.exception("request failed", extra={"request_id": request_id})
    return problem_response(
        Problem(
            500,
            "The server met an error of its own; it is in its log under this request's number",
            request_id=request_id,
        )
    )
