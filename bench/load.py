"""A small load generator: a few connections, one request after the other on each.

It runs in a process of its own and does as little as it can, so that it measures the server.
"""

from __future__ import annotations

import json
import select
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["FRESH", "Load", "Outcome", "put"]

_ROOT = Path(__file__).parent.parent
_LONGEST_S = 30
FRESH = "{fresh}"
"""Where a target has this, each request gets a number of its own, so that no answer can be a kept
one."""


@dataclass(frozen=True)
class Load:
    """What is asked: targets in turn, by so many clients, so many times.

    Parameters
    ----------
    port
        Where the server is, on this machine.
    targets
        Paths with their queries, asked one after the other, again and again.
    clients
        Connections, each with one request at a time.
    count
        Requests in all.
    accept
        The media type that is asked for.
    """

    port: int
    targets: tuple[str, ...]
    clients: int
    count: int
    accept: str = "application/sparql-results+json"


@dataclass(frozen=True)
class Outcome:
    """Answers per second, and the time within which 99 of 100 came, in milliseconds."""

    per_second: float
    p99_ms: float


def put(load: Load) -> Outcome:
    """Put the load on a server from another process."""
    command = [sys.executable, "-m", "bench.load"]
    told = subprocess.run(
        command,
        input=json.dumps(asdict(load)),
        capture_output=True,
        text=True,
        cwd=_ROOT,
        timeout=_LONGEST_S,
    )
    if told.returncode:
        raise RuntimeError(told.stderr)
    return Outcome(**json.loads(told.stdout))


def _requests(load: Load) -> list[bytes]:
    made = []
    stamp = time.monotonic_ns()
    for number in range(load.count):
        target = load.targets[number % len(load.targets)]
        lines = (
            f"GET {target.replace(FRESH, f'{stamp}-{number}')} HTTP/1.1",
            "Host: localhost",
            f"Accept: {load.accept}",
            "",
            "",
        )
        made.append("\r\n".join(lines).encode())
    return made


def _is_whole(answer: bytes) -> bool:
    """Tell whether an answer with a length, or in chunks, has come to its end."""
    head, separator, body = answer.partition(b"\r\n\r\n")
    if not separator:
        return False
    head = head.lower()
    if b"\r\ntransfer-encoding: chunked" in head:
        return body.endswith(b"0\r\n\r\n")
    length = head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
    return len(body) >= int(length)


def run(load: Load) -> Outcome:
    """Ask everything; every answer must be a 200."""
    waiting = _requests(load)[::-1]
    poll = select.epoll()
    sockets = {}
    for _ in range(load.clients):
        sock = socket.create_connection(("127.0.0.1", load.port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sockets[sock.fileno()] = sock
        poll.register(sock, select.EPOLLIN)
    got = dict.fromkeys(sockets, b"")
    start = time.perf_counter()
    asked = dict.fromkeys(sockets, start)
    took: list[float] = []
    for sock in sockets.values():
        sock.sendall(waiting.pop())
    while len(took) < load.count:
        for number, _ in poll.poll():
            got[number] += sockets[number].recv(1 << 20)
            if not _is_whole(got[number]):
                continue
            if not got[number].startswith(b"HTTP/1.1 200"):
                raise SystemExit(got[number][:500].decode("utf-8", "replace"))
            took.append(time.perf_counter() - asked[number])
            got[number] = b""
            if waiting:
                asked[number] = time.perf_counter()
                sockets[number].sendall(waiting.pop())
    seconds = time.perf_counter() - start
    return Outcome(load.count / seconds, sorted(took)[int(load.count * 0.99)] * 1000)


if __name__ == "__main__":
    given = json.load(sys.stdin)
    outcome = run(Load(**{**given, "targets": tuple(given["targets"])}))
    print(json.dumps(asdict(outcome)))
