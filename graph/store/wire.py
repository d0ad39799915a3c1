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
    "Closed",
    "from_descriptor",
    "receive",
    "receive_json",
    "send",
    "send_json",
    "wait_for",
]

REQUEST: Final = b"Q"
HEAD: Final = b"H"
DATA: Final = b"D"
END: Final = b"E"

_FRAME = struct.Struct("!cI")


class Closed(Exception):  # noqa: N818 - an event of the wire, not an error that users meet
    """The other end has closed the socket."""


def send(sock: socket.socket, kind: bytes, content: bytes) -> None:
    """Send one frame; :class:`Closed` where the other end is gone."""
    try:
        sock.sendall(_FRAME.pack(kind, len(content)) + content)
    except (BrokenPipeError, ConnectionResetError):
        raise Closed from None


def send_json(sock: socket.socket, kind: bytes, content: dict[str, Any]) -> None:
    """Send one frame whose content is JSON."""
    send(sock, kind, json.dumps(content).encode())


def receive(sock: socket.socket, deadline: float | None = None) -> tuple[bytes, bytes]:
    """Wait for one frame and give its kind and content.

    ``deadline`` is on the clock of :func:`time.monotonic`; ``TimeoutError`` when it passes.
    """
    kind, length = _FRAME.unpack(_exactly(sock, _FRAME.size, deadline))
    return kind, bytes(_exactly(sock, length, deadline))


def receive_json(sock: socket.socket, deadline: float | None = None) -> tuple[bytes, Any]:
    """Wait for one frame of JSON and give its kind and what it says."""
    kind, content = receive(sock, deadline)
    return kind, json.loads(content)


def wait_for(sock: socket.socket, deadline: float) -> bool:
    """Tell whether something arrives before the deadline."""
    poll = select.poll()  # select() cannot watch descriptors above 1023
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(max(deadline - time.monotonic(), 0.0) * 1000))


def _exactly(sock: socket.socket, length: int, deadline: float | None) -> bytearray:
    content = bytearray(length)
    view = memoryview(content)
    while view:
        sock.settimeout(None if deadline is None else max(deadline - time.monotonic(), 1e-4))
        try:
            count = sock.recv_into(view)
        except ConnectionResetError:
            count = 0
        if not count:
            raise Closed
        view = view[count:]
    return content


def from_descriptor(number: int) -> socket.socket:
    """Take over an inherited socket by its descriptor number."""
    os.set_inheritable(number, False)
    return socket.socket(fileno=number)
