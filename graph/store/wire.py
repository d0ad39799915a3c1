"""Frames on a stream socket: one byte of kind, four bytes of length, the content.

The two ends are processes of the same server. What comes from a query worker is treated as bytes
and JSON only: a worker runs what strangers wrote.
"""

from __future__ import annotations

import json
import os
import select
import socket
import struct
import time
from typing import Any, Final

__all__ = [
    "DATA",
    "END",
    "HEAD",
    "REQUEST",
    "ROOM",
    "Closed",
    "Inbox",
    "frame",
    "from_descriptor",
    "receive",
    "receive_json",
    "send",
    "send_json",
]

REQUEST: Final = b"Q"
HEAD: Final = b"H"
DATA: Final = b"D"
END: Final = b"E"

_FRAME: Final = struct.Struct("!cI")
_AT_ONCE: Final = 64 * 1024
ROOM: Final = 64 * 1024
"""Bytes that a reader of requests has room for at once."""


class Closed(Exception):  # noqa: N818 - an event of the wire, not an error that users meet
    """The other end has closed the socket."""


class Inbox:
    """The frames that arrive at one end of a socket.

    It takes from the socket whatever is there, so nothing else may read from it.

    Parameters
    ----------
    sock
        A connected stream socket; it is made non-blocking.
    """

    def __init__(self, sock: socket.socket) -> None:
        sock.setblocking(False)
        self._sock = sock
        self._poll = select.poll()  # select() cannot watch descriptors above 1023
        self._poll.register(sock, select.POLLIN)
        self._got = bytearray()

    def take(self) -> tuple[bytes, bytes] | None:
        """Give the next frame's kind and content if it has arrived; :class:`Closed` at the end."""
        while (found := self._next()) is None:
            try:
                content = self._sock.recv(_AT_ONCE)
            except BlockingIOError:
                return None
            except ConnectionResetError:
                raise Closed from None
            if not content:
                raise Closed
            self._got += content
        return found

    def wait(self, deadline: float | None = None) -> bool:
        """Wait until something arrives; false where nothing does before the deadline.

        ``deadline`` is on the clock of :func:`time.monotonic`.
        """
        left = None if deadline is None else max(deadline - time.monotonic(), 0.0) * 1000
        return bool(self._poll.poll(left))

    def receive(self, deadline: float | None = None) -> tuple[bytes, bytes]:
        """Wait for the next frame; ``TimeoutError`` when the deadline passes."""
        while (found := self.take()) is None:
            if not self.wait(deadline):
                raise TimeoutError
        return found

    def _next(self) -> tuple[bytes, bytes] | None:
        got = self._got
        if len(got) < _FRAME.size:
            return None
        kind, length = _FRAME.unpack_from(got)
        end = _FRAME.size + length
        if len(got) < end:
            return None
        content = bytes(memoryview(got)[_FRAME.size : end])
        del got[:end]
        return kind, content


def frame(kind: bytes, content: bytes) -> bytes:
    """Give a frame as it goes over the wire."""
    return _FRAME.pack(kind, len(content)) + content


def receive(sock: socket.socket, room: bytearray) -> bytes:
    """Wait for a frame on a blocking socket and give its content.

    Nothing may follow the frame yet; ``room`` takes what arrives at once.
    """
    got = bytes(room[: _into(sock, memoryview(room))])
    while len(got) < _FRAME.size:
        got += room[: _into(sock, memoryview(room))]
    rest = _FRAME.size + _FRAME.unpack_from(got)[1] - len(got)
    return got[_FRAME.size :] + _exactly(sock, rest) if rest else got[_FRAME.size :]


def send(sock: socket.socket, content: bytes) -> None:
    """Send frames; :class:`Closed` where the other end is gone."""
    view = memoryview(content)
    try:
        while view:
            try:
                view = view[sock.send(view) :]
            except BlockingIOError:
                _wait_for_room(sock)
    except (BrokenPipeError, ConnectionResetError):
        raise Closed from None


def send_json(sock: socket.socket, kind: bytes, content: dict[str, Any]) -> None:
    """Send one frame whose content is JSON."""
    send(sock, frame(kind, json.dumps(content).encode()))


def receive_json(sock: socket.socket) -> tuple[bytes, Any]:
    """Wait for one frame of JSON and give its kind and what it says; nothing after it is taken."""
    kind, length = _FRAME.unpack(_exactly(sock, _FRAME.size))
    return kind, json.loads(_exactly(sock, length))


def _wait_for_room(sock: socket.socket) -> None:
    poll = select.poll()
    poll.register(sock, select.POLLOUT)
    poll.poll()


def _exactly(sock: socket.socket, length: int) -> bytearray:
    content = bytearray(length)
    view = memoryview(content)
    while view:
        view = view[_into(sock, view) :]
    return content


def _into(sock: socket.socket, room: memoryview) -> int:
    try:
        count = sock.recv_into(room)
    except ConnectionResetError:
        count = 0
    if not count:
        raise Closed
    return count


def from_descriptor(number: int) -> socket.socket:
    """Take over an inherited socket by its descriptor number."""
    os.set_inheritable(number, False)
    return socket.socket(fileno=number)
