"""The application behind a real socket, in a thread of the test process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import httpx
import uvicorn

from api.application import create_application
from api.connections import Connection
from api.settings import Settings

__all__ = ["TOKEN", "serving"]

TOKEN = "letmein"


@contextmanager
def serving(settings: Settings, *, empty: bool = False) -> Iterator[httpx.Client]:
    """Serve, and give a client that carries the token if the settings have one."""
    app = create_application(settings, empty=empty)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            http=partial(Connection, timeout_s=settings.client_timeout_s),  # type: ignore[arg-type]
            ws="none",
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        headers = {"Authorization": f"Bearer {TOKEN}"} if settings.token else {}
        try:
            with httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()
