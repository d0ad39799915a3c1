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
from urllib.parse import quote

__all__ = ["Load", "requests_per_second"]

_ROOT = Path(__file__).parent.parent
_LONGEST_S = 30
_ACCEPT = "application/sparql-results+json"


@dataclass(frozen=True)
class Load:
    """What is asked: queries in turn, by so many clients, so many times.

    Parameters
    ----------
    port, path
        Where the endpoint is, on this machine.
    queries
        Asked one after the other, again and again.
    clients
        Connections, each with one request at a time.
    count
        Requests in all.
    fresh
        Whether each request gets a comment of its own, so that no answer can be a kept one.
    """

    port: int
    path: str
    queries: tuple[str, ...]
    clients: int
    count: int
    fresh: bool


def requests_per_second(load: Load) -> float:
    """Put the load on a server from another process, and give the answers per second."""
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
    return float(told.stdout)


def _requests(load: Load) -> list[bytes]:
    made = []
    stamp = time.monotonic_ns()
    for number in range(load.count):
        sparql = load.queries[number % len(load.queries)]
        text = f"{sparql}\n# {stamp} {number}" if load.fresh else sparql
        lines = (
            f"GET {load.path}?query={quote(text)} HTTP/1.1",
            "Host: localhost",
            f"Accept: {_ACCEPT}",
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


def run(load: Load) -> float:
    """Ask everything and give the answers per second; every answer must be a 200."""
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
    for sock in sockets.values():
        sock.sendall(waiting.pop())
    done = 0
    while done < load.count:
        for number, _ in poll.poll():
            got[number] += sockets[number].recv(1 << 20)
            if not _is_whole(got[number]):
                continue
            if not got[number].startswith(b"HTTP/1.1 200"):
                raise SystemExit(got[number][:500].decode("utf-8", "replace"))
            done += 1
            got[number] = b""
            if waiting:
                sockets[number].sendall(waiting.pop())
    return load.count / (time.perf_counter() - start)


if __name__ == "__main__":
    given = json.load(sys.stdin)
    print(run(Load(**{**given, "queries": tuple(given["queries"])})))
