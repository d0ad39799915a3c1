"""Connections: how long a client is waited for, what is no HTTP, and how a connection ends."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.problems import MEDIA_TYPE

__all__ = ["Connection"]

_BYTES_PER_S: Final = 500
_LAST_REQUEST_S: Final = 0.5
_MOST_FIELD_BYTES: Final = 64 * 1024
_FIELD_COST: Final = 32  # what a field takes beside its text, as HTTP/2 counts it
_MOST_URL_BYTES: Final = 65_535  # the parser reads no longer ones
_LATE: Final = (408, "Request Timeout", "The request did not come within the time allowed")
_LARGE: Final = (431, "Request Header Fields Too Large", "The head of the request is too large")
_LONG: Final = (414, "URI Too Long", "The address is too long; send the query by POST")
_NO_HOST: Final = (400, "Bad Request", "The request must name one Host")
_NO_HTTP: Final = (400, "Bad Request", "The request is no HTTP")


class Connection(HttpToolsProtocol):
    """A connection to one client.

    The server is never kept waiting: a client that takes too long over a request is told so and
    left. A connection that waits for a request when the server ends is given a moment to send it.

    Parameters
    ----------
    timeout_s
        Seconds for the head of a request; its body has as long again, and more by its length.
    args, settings
        What the server gives to its protocols.
    """

    def __init__(self, *args: Any, timeout_s: float, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._timeout_s = timeout_s
        self._deadline = 0.0
        self._waiting: asyncio.TimerHandle | None = None
        self._field_bytes = self._hosts = 0
        self._has_begun = False
        self._is_last = False
        self._refusal = _NO_HTTP

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what the client sends, and wait for the rest of it."""
        super().data_received(data)
        cycle = self.cycle
        if cycle is not None and not cycle.more_body and not cycle.response_complete:
            self._wait_no_more()
        elif self._waiting is None:
            self._wait()
        elif self._is_in_body():
            self._deadline += len(data) / _BYTES_PER_S

    def on_message_begin(self) -> None:
        """Begin to read a request."""
        super().on_message_begin()
        self._has_begun = True
        self._field_bytes = self._hosts = 0

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        super().on_url(url)
        if len(self.url) > _MOST_URL_BYTES:
            self._refuse(_LONG)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._field_bytes += len(name) + len(value) + _FIELD_COST
        if self._field_bytes > _MOST_FIELD_BYTES:
            self._refuse(_LARGE)
        self._hosts += name.lower() == b"host"
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin to answer."""
        if self._hosts > 1 or (not self._hosts and self.parser.get_http_version() == "1.1"):
            self._refuse(_NO_HOST)
        super().on_headers_complete()
        if self._waiting is not None:
            self._deadline = self.loop.time() + self._timeout_s
        if self._is_last and self.cycle is not None:
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        """Have all of a request."""
        self._has_begun = False
        super().on_message_complete()

    def shutdown(self) -> None:
        """Answer what has been asked, or what is asked at this moment, and close."""
        self._is_last = True
        if self.cycle is None or self.cycle.response_complete:
            self.loop.call_later(_LAST_REQUEST_S, self._close_if_idle)
        else:
            self.cycle.keep_alive = False

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - we have our own words
        """Say what is wrong with what came, and close."""
        status, title, detail = self._refusal
        problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        content = orjson.dumps(problem)
        fields = [
            *self.server_state.default_headers,
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(content)).encode()),
            (b"connection", b"close"),
        ]
        head = b"".join(name + b": " + value + b"\r\n" for name, value in fields)
        self.transport.write(STATUS_LINE[status] + head + b"\r\n" + content)
        self.transport.close()

    def _refuse(self, refusal: tuple[int, str, str]) -> None:
        self._refusal = refusal
        raise ValueError(refusal[2])  # which ends the parser

    def _close_if_idle(self) -> None:
        if not self._has_begun and (self.cycle is None or self.cycle.response_complete):
            self.transport.close()

    def _is_in_body(self) -> bool:
        return self.cycle is not None and self.cycle.more_body

    def _wait(self) -> None:
        self._deadline = self.loop.time() + self._timeout_s
        self._waiting = self.loop.call_at(self._deadline, self._look)

    def _wait_no_more(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _look(self) -> None:
        """Leave a client that is late; not one that waits for us to take more."""
        now = self.loop.time()
        if self.flow.read_paused:
            self._deadline = now + self._timeout_s
        if now < self._deadline:
            self._waiting = self.loop.call_at(self._deadline, self._look)
        elif not self._has_begun or (self._is_in_body() and self.cycle.response_started):
            self.transport.close()
        else:
            self._refusal = _LATE
            self.send_400_response("")
