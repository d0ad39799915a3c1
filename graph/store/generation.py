"""The processes that serve one snapshot: its nursery, and the workers forked from it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, Any

from graph.store.errors import StoreError
from graph.store.limits import Limits
from graph.store.snapshots import SnapshotDirectory
from graph.store.wire import HEAD, Closed, Inbox, receive_json, send_json
from graph.store.writing import child_environment

__all__ = ["Generation", "Worker"]


@dataclass(frozen=True, slots=True, eq=False)
class Worker:
    """A query worker: its process, our end of its socket, and what arrives there."""

    pid: int
    sock: socket.socket
    inbox: Inbox


class Generation:
    """A nursery and its workers.

    The constructor blocks until the snapshot is loaded. Call it in a thread that lives as long as
    the generation is to live: the nursery is killed when that thread ends.
    """

    def __init__(self, directory: SnapshotDirectory, limits: Limits) -> None:
        self.stamp = directory.stamp()
        self.version, self._mark = _current(directory)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy = 0
        self._retired = False
        self._control, theirs = socket.socketpair()
        order = {
            "parent": os.getpid(),
            "snapshot": str(directory.snapshots / self.version),
            "in_memory_quads": limits.in_memory_quads,
            "memory_mib": limits.memory_mib,
        }
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "graph.store.nursery", json.dumps(order)],
                stdin=theirs.fileno(),
                env=child_environment(),
            )
        self._await_load()

    @property
    def alive(self) -> bool:
        """Whether the nursery is there."""
        return self._process.poll() is None

    def take(self) -> Worker:
        """Give a worker that nobody else uses, a new one where none is idle."""
        with self._lock:
            self._busy += 1
            if self._idle:
                return self._idle.pop()
            try:
                return self._spawn()
            except (Closed, OSError, StoreError):
                self._busy -= 1
                raise

    def take_idle(self) -> Worker | None:
        """Give a worker that nobody else uses, if there is one and nobody is at this just now."""
        if not self._lock.acquire(blocking=False):
            return None
        try:
            if self._retired or not self._idle:
                return None
            self._busy += 1
            return self._idle.pop()
        finally:
            self._lock.release()

    def give_back(self, worker: Worker) -> None:
        """Take back a worker that has answered."""
        with self._lock:
            self._busy -= 1
            self._idle.append(worker)
        self._close_if_done()

    def discard(self, worker: Worker) -> None:
        """Kill a worker, whatever it does."""
        with self._lock:
            self._busy -= 1
            worker.sock.close()
            try:
                send_json(self._control, HEAD, {"kill": worker.pid})
                receive_json(self._control)
            except (Closed, OSError):
                pass  # the nursery is gone, and its workers with it
        self._close_if_done()

    def retire(self) -> None:
        """Serve no new query; end when the running ones have been answered."""
        self._retired = True
        self._close_if_done()

    def close(self) -> None:
        """End all its processes at once."""
        with self._lock:
            for worker in self._idle:
                worker.sock.close()
            self._idle.clear()
            self._control.close()
            self._process.wait()
            self._mark.close()

    def _await_load(self) -> None:
        try:
            receive_json(self._control)
        except Closed:
            self.close()
            raise StoreError(
                f"The snapshot {self.version} cannot be loaded: the process that reads it ended "
                f"with code {self._process.returncode}"
            ) from None

    def _spawn(self) -> Worker:
        send_json(self._control, HEAD, {"fork": True})
        content, descriptors, _, _ = socket.recv_fds(self._control, 8, 1)
        if len(content) != 8 or not descriptors:
            raise StoreError("No query worker could be started")
        sock = socket.socket(fileno=descriptors[0])
        return Worker(int.from_bytes(content, "big"), sock, Inbox(sock))

    def _close_if_done(self) -> None:
        if self._retired and not self._busy:
            self.close()


def _current(directory: SnapshotDirectory) -> tuple[str, IO[Any]]:
    """Give the current snapshot's name, and a hold on it."""
    while True:
        name = directory.current
        if name is None:
            raise StoreError(
                f"There is nothing in {directory.path} yet: run 'recgraph build' first"
            )
        try:
            return name, directory.use(name)
        except FileNotFoundError:
            if directory.current == name:
                raise StoreError(
                    f"The snapshot {name} is missing in {directory.path}; build again"
                ) from None
