"""Serving: the processes that take requests, and what they log."""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import socket
import sys
import tempfile
import time
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson
import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess, multiprocess

from api.accesslog import AccessLog
from api.application import create_application
from api.connections import Connection
from api.metrics import SHARED
from api.settings import Settings
from graph.store import SnapshotDirectory, die_with_parent

__all__ = ["log_to_standard_error", "serve"]

_GRACE_S: Final = 5
_BACKLOG: Final = 2048
_SWITCH_S: Final = 0.001
# A worker that is still importing does not answer its supervisor, who would replace it; while the
# supervisor waits for an answer it does not see a signal.
_START_S: Final = 15
_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def serve(settings: Settings, *, empty: bool = False) -> None:
    """Serve until the process is told to end.

    Parameters
    ----------
    settings
        All settings; with ``workers`` more than 1, so many processes share one socket.
    empty
        Serve a new empty store, which goes at the end, instead of the data directory.

    Raises
    ------
    StoreBusy
        Another process owns the data directory.
    OSError
        The address cannot be listened at.
    """
    with ExitStack() as stack:
        if empty:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="recgraph-"))
            settings = settings.model_copy(update={"data": Path(folder)})
        if settings.store_url is None:
            stack.enter_context(SnapshotDirectory(settings.data).own())
        listening = stack.enter_context(_listen(settings))
        config = uvicorn.Config(
            partial(_application, settings, os.getpid(), has_sources=not empty),
            factory=True,
            workers=settings.workers,
            log_config=None,
            access_log=False,
            server_header=False,
            http=partial(Connection, timeout_s=settings.client_timeout_s),  # type: ignore[arg-type]
            ws="none",
            timeout_graceful_shutdown=_GRACE_S,
            timeout_worker_healthcheck=_START_S,
        )
        log_to_standard_error()
        if settings.workers == 1:
            _Server(config, _address(listening, settings)).run([listening])
        else:
            counts = stack.enter_context(tempfile.TemporaryDirectory(prefix="recgraph-counts-"))
            os.environ[SHARED] = counts  # the processes started from here find it there
            print(f"recgraph serves at {_address(listening, settings)}", flush=True)
            # There is no other way to tell the supervisor what its processes run.
            multiprocess.Process = _Worker  # type: ignore[misc]
            _Workers(config, [listening]).run()


class _Server(uvicorn.Server):
    """A server that tells its address when it listens, and lets in who waits when it ends."""

    def __init__(self, config: uvicorn.Config, address: str | None = None) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self._address:
            print(f"recgraph serves at {self._address}", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listening in sockets or []:
            listening.setblocking(False)
            with suppress(OSError):  # nobody waits any more
                for _ in range(_BACKLOG):
                    await self._let_in(listening.accept()[0])
        await super().shutdown(sockets)

    async def _let_in(self, accepted: socket.socket) -> None:
        make = partial(
            self.config.http_protocol_class,  # type: ignore[call-arg]
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        await asyncio.get_running_loop().connect_accepted_socket(make, accepted)


class _Worker(multiprocess.Process):
    """One of several processes, with a server of our kind."""

    @property
    def server(self) -> uvicorn.Server:
        if self._server is None:
            self._server = _Server(self.config)
        return self._server


class _Workers(Multiprocess):
    """Several processes; where they end, nobody is let in any more."""

    def terminate_all(self) -> None:
        for listening in self.sockets:
            listening.close()
        super().terminate_all()


def _application(settings: Settings, parent: int, *, has_sources: bool) -> FastAPI:
    """Make the application, in this process or in one started by it."""
    if os.getpid() != parent:
        die_with_parent(parent)
        log_to_standard_error()
    # Threads that compute a list yield five times sooner to the loop that answers everybody else.
    sys.setswitchinterval(_SWITCH_S)
    access = AccessLog(settings.access_log)
    atexit.register(access.flush)
    return create_application(settings, shared=True, has_sources=has_sources, access=access)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.create_server(
        (settings.host, settings.port), family=family, backlog=_BACKLOG
    )
    # The event loop leaves this out for a socket that it did not make: 40 ms on every answer.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # a client that never reads its answer is left
        longest = int(settings.stream_timeout_s * 1000)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, longest)
    listening.set_inheritable(True)
    return listening


def _address(listening: socket.socket, settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}/"


class _JsonFormatter(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= {k: v for k, v in vars(record).items() if k not in _STANDARD}
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return orjson.dumps(told, default=str).decode("utf-8", "replace")


def log_to_standard_error() -> None:
    """Log errors and writes as JSON to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonFormatter())
    for name, level in (("recgraph", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(level)
        logger.propagate = False
