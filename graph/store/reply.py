"""A distant server's reply, taken piece by piece, and its refusals as errors of ours."""

from __future__ import annotations

import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from typing import Final, TypeVar

from graph.store.answers import Stream
from graph.store.errors import (
    QueryFailed,
    QueryTimeout,
    RemoteStoreError,
    ResultTooLarge,
    StoreError,
)
from graph.store.syntax import syntax_error

__all__ = ["Reply"]

_CHUNK: Final = 256 * 1024
_ENGINE_ERROR: Final = re.compile(r"error at \d+:\d+: .*", re.DOTALL)

T = TypeVar("T")


class Reply(Stream):
    """The reply to one request, which the constructor sends.

    Parameters
    ----------
    request
        What is sent.
    version
        The dataset version that the reply is about.
    timeout_s
        Seconds that the reply may take.
    max_bytes
        Bytes that it may have.
    """

    def __init__(
        self,
        request: urllib.request.Request,
        *,
        version: str,
        timeout_s: float,
        max_bytes: int,
    ) -> None:
        self.version = version
        self._url = request.full_url.partition("?")[0]
        self._timeout_s = timeout_s
        self._deadline = time.monotonic() + timeout_s
        self._left = max_bytes
        self._response: HTTPResponse | None = None
        self._response = self._reached(lambda: urllib.request.urlopen(request, timeout=timeout_s))

    @property
    def is_open(self) -> bool:
        """Whether more is to come."""
        return self._response is not None

    def receive(self) -> bytes:
        """Wait for the next piece; empty at the end."""
        response = self._response
        if response is None:
            return b""
        try:
            piece: bytes = self._reached(lambda: response.read1(_CHUNK))
            if not piece and response.length:
                raise RemoteStoreError(f"{self._url} ended its answer before it was complete")
            self._left -= len(piece)
            if self._left < 0:
                raise ResultTooLarge("The answer is larger than allowed; ask for less")
            if time.monotonic() > self._deadline:
                raise QueryTimeout(f"The answer was not complete within {self._timeout_s:g} s")
        except StoreError:
            self.abandon()
            raise
        if not piece:
            self.abandon()
        return piece

    def prolong(self, seconds: float) -> None:
        """Move the deadline."""
        self._deadline += seconds

    def abandon(self) -> None:
        """Close the connection."""
        response, self._response = self._response, None
        if response is not None:
            with suppress(OSError):
                response.close()

    def _reached(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(error.code, error.read(_CHUNK).decode("utf-8", "replace")) from None
        except TimeoutError:
            raise self._late() from None
        except (urllib.error.URLError, HTTPException, OSError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise self._late() from None
            raise RemoteStoreError(f"{self._url} cannot be reached: {error}") from None

    def _late(self) -> QueryTimeout:
        return QueryTimeout(f"{self._url} had no answer within {self._timeout_s:g} s")


def _refusal(status: int, told: str) -> StoreError:
    """Give the error for a server's refusal."""
    if status == 400:
        match = _ENGINE_ERROR.search(told)
        return syntax_error(match[0]) if match else QueryFailed(f"The query failed: {told[:500]}")
    if status in (408, 504):
        return QueryTimeout(f"The SPARQL server ended the query: {told[:200]}")
    return RemoteStoreError(f"The SPARQL server answered {status}: {told[:200]}")
