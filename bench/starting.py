"""Starting servers to measure, as a user would."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["BIN", "bare_server", "free_port", "running", "served"]

BIN = Path(sys.executable).parent


@contextmanager
def served(data: Path) -> Iterator[int]:
    """Serve a data directory as a user would; gives the port."""
    port = free_port()
    command = [BIN / "recgraph", "serve", "--data", data, "--port", str(port)]
    with running(command, port):
        yield port


@contextmanager
def bare_server(data: Path) -> Iterator[int]:
    """Serve a copy of the current snapshot with the engine's own server."""
    name = (data / "current").read_text().strip()
    copy = data / "bare"
    shutil.copytree(data / "snapshots" / name, copy)
    port = free_port()
    command = [BIN / "oxigraph", "serve-read-only", "--location", copy]
    with running([*command, "--bind", f"127.0.0.1:{port}", "--union-default-graph"], port):
        yield port


@contextmanager
def running(command: list[object], port: int) -> Iterator[None]:
    """Run a server until the block ends; what it logs is not kept."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RECGRAPH_")}
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not start")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
