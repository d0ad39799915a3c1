"""The access log: a line for each request, written by a thread of its own, at most a second late.

The logging module would take as long over a line as a short query takes; here a request costs one
append, and the lines are made and written together.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from typing import Final, Literal
from urllib.parse import quote

import orjson
from starlette.types import Scope

__all__ = ["AccessLog"]

_LATE_S: Final = 1.0
_MOST_LINES: Final = 100_000
_AT_ONCE: Final = 4000  # characters; what several processes write to one pipe stays whole lines

_Entry = tuple[float, str | None, str, str, int, float, str]


class AccessLog:
    """What requests were answered, on standard error.

    Parameters
    ----------
    form
        json, text or off, as in the setting ``access_log``.
    """

    def __init__(self, form: Literal["json", "text", "off"] = "off") -> None:
        self.is_on = form != "off"
        self._line = _text if form == "text" else _json
        self._entries: deque[_Entry] = deque(maxlen=_MOST_LINES)
        self._writing = threading.Lock()
        if self.is_on:
            threading.Thread(target=self._write_on, name="access-log", daemon=True).start()

    def note(self, scope: Scope, method: str, status: int, request_id: str, seconds: float) -> None:
        """Note a request that has been answered."""
        if not self.is_on:
            return
        client = scope.get("client")
        self._entries.append(
            (
                time.time(),
                client[0] if client else None,
                method,
                scope["path"],
                status,
                seconds,
                request_id,
            )
        )

    def flush(self) -> None:
        """Write what has been noted."""
        with self._writing:
            lines, size = list[str](), 0
            while self._entries:
                line = self._line(self._entries.popleft())
                if size + len(line) > _AT_ONCE:
                    _write(lines)
                    lines, size = [], 0
                lines.append(line)
                size += len(line) + 1
            _write(lines)

    def _write_on(self) -> None:
        while True:
            time.sleep(_LATE_S)
            self.flush()


def _write(lines: list[str]) -> None:
    if lines:
        sys.stderr.write("\n".join([*lines, ""]))
        sys.stderr.flush()


def _json(entry: _Entry) -> str:
    moment, client, method, path, status, seconds, request_id = entry
    told = {
        "time": f"{_moment(moment, 'T')}.{int(moment * 1000) % 1000:03d}Z",
        "level": "info",
        "logger": "recgraph.access",
        "message": "request",
        "request_id": request_id,
        "client": client,
        "method": method,
        "path": path.encode("utf-8", "replace").decode(),
        "status": status,
        "milliseconds": round(seconds * 1000, 2),
    }
    return orjson.dumps(told).decode()


def _text(entry: _Entry) -> str:
    """Write a line for people."""
    moment, client, method, path, status, seconds, request_id = entry
    written = quote(path, safe="/~!$&'()*+,;=:@", errors="replace")
    return (
        f"{_moment(moment, ' ')} {client} {method} {written} {status} "
        f"{round(seconds * 1000, 2)} ms {request_id}"
    )


def _moment(seconds: float, between: str) -> str:
    return time.strftime(f"%Y-%m-%d{between}%H:%M:%S", time.gmtime(seconds))
