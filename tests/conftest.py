"""What the tests share."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of the machine than of the code.
settings.register_profile("recgraph", deadline=None)
settings.load_profile("recgraph")

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "corpus"
COMMAND = Path(sys.executable).with_name("recgraph")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the development corpus and the gold; not part of the product."""
    folder = Path(os.environ.get("RECGRAPH_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "seeds.json").is_file():
        pytest.skip(f"the development corpus is not at {folder}; set RECGRAPH_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the two seed documents, which the product carries."""
    return SEEDS


@dataclass(frozen=True)
class Server:
    """A running server: where it listens, its process and its data directory."""

    url: str
    process: subprocess.Popen[bytes]
    data: Path
    token: str


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_live(url: str, process: subprocess.Popen[bytes], *, seconds: float = 120) -> None:
    """Return when the server answers; fail with its last words when it ends or takes too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended with exit code {process.returncode}")
        try:
            urllib.request.urlopen(f"{url}/health", timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not answer within {seconds} s")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`recgraph serve corpus` on a free port, as a user would start it."""
    data, port = tmp_path_factory.mktemp("served") / "data", free_port()
    environment = {**os.environ, "RECGRAPH_TOKEN": "letmein", "RECGRAPH_RATE_PER_MINUTE": "0"}
    process = subprocess.Popen(
        [COMMAND, "serve", SEEDS, "--data", data, "--port", str(port)], env=environment
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_live(url, process)
        yield Server(url, process, data, "letmein")
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last: they take longest, and Chromium starts only once."""
    items.sort(key=lambda item: "browser" in item.path.parts)
