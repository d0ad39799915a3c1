"""The small single-threaded process from which query workers are forked.

It loads one snapshot into memory, once, and its workers share it. A snapshot with too many quads
is left on disk, where each worker opens it read-only. The nursery does what its socket says (fork
a worker, kill one) and ends with everything it started when the socket closes.

Opening a snapshot starts threads, after which a fork is not safe; so a short-lived child opens it
and pours it into a pipe.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import IO, Any, Final, NoReturn

from pyoxigraph import NamedNode, RdfFormat, Store

from graph.store.confinement import cut_off_network, die_with_parent, limit_memory
from graph.store.wire import END, HEAD, Closed, from_descriptor, receive_json, send_json
from graph.store.worker import work

__all__ = ["main"]

_REAP_EVERY_S: Final = 1.0
_BYTES_A_QUAD: Final = 1_000  # on disk; 200 to 500 are usual. What has more is not even counted.


def main(order: dict[str, Any]) -> None:
    """Load the snapshot that ``order`` names, then fork and kill workers as told."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    control = from_descriptor(os.dup(0))
    die_with_parent(order["parent"])
    snapshot = Path(order["snapshot"])
    store = _load(snapshot, order["in_memory_quads"])
    gc.collect()
    gc.freeze()
    send_json(control, HEAD, {"in_memory": store is not None})
    _serve(control, snapshot, store, order["memory_mib"])


def _load(snapshot: Path, in_memory_quads: int) -> Store | None:
    """Give the snapshot as a store in memory; ``None`` where it is too large for that."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            _pour(snapshot, pipe, in_memory_quads)
        os._exit(0)
    os.close(writer)
    store: Store | None = None
    with os.fdopen(reader, "rb") as pipe:
        head = json.loads(pipe.readline() or b"{}")
        if head.get("fits"):
            store = Store()
            store.bulk_load(pipe, RdfFormat.N_QUADS)
            for name in head["graphs"]:
                store.add_graph(NamedNode(name))
    if os.waitpid(child, 0)[1] or not head:
        sys.exit(f"The snapshot {snapshot} cannot be read")
    return store


def _pour(snapshot: Path, pipe: IO[bytes], in_memory_quads: int) -> None:
    store = Store.read_only(str(snapshot))
    fits = _size(snapshot) <= in_memory_quads * _BYTES_A_QUAD and len(store) <= in_memory_quads
    names = [n.value for n in store.named_graphs() if isinstance(n, NamedNode)] if fits else []
    pipe.write(json.dumps({"fits": fits, "graphs": names}).encode() + b"\n")
    if fits:
        pipe.flush()
        store.dump(pipe, RdfFormat.N_QUADS)


def _size(snapshot: Path) -> int:
    return sum(file.stat().st_size for file in snapshot.glob("*.sst"))


def _serve(control: socket.socket, snapshot: Path, store: Store | None, memory_mib: int) -> None:
    workers: set[int] = set()
    while True:
        readable, _, _ = select.select([control], [], [], _REAP_EVERY_S)
        workers -= {pid for pid in workers if os.waitpid(pid, os.WNOHANG)[0]}
        if not readable:
            continue
        try:
            _, order = receive_json(control)
        except Closed:
            _end(workers)
        if "kill" in order:
            _kill(workers & {order["kill"]})
            workers.discard(order["kill"])
            send_json(control, END, {})
        else:
            workers.add(_fork(control, snapshot, store, memory_mib))


def _fork(control: socket.socket, snapshot: Path, store: Store | None, memory_mib: int) -> int:
    """Fork a worker and hand its socket over; give its process number."""
    ours, theirs = socket.socketpair()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        control.close()
        ours.close()
        _become_worker(theirs, snapshot, store, memory_mib, parent)
    theirs.close()
    socket.send_fds(control, [pid.to_bytes(8, "big")], [ours.fileno()])
    ours.close()
    return pid


def _become_worker(
    sock: socket.socket, snapshot: Path, store: Store | None, memory_mib: int, parent: int
) -> NoReturn:
    code = 1
    try:
        _silence()
        if store is None:
            store = Store.read_only(str(snapshot))
        cut_off_network()
        die_with_parent(parent)
        limit_memory(memory_mib)
        work(sock, store, memory_mib)
        code = 0
    finally:
        os._exit(code)


def _silence() -> None:
    """The engine writes to standard error when it dies, which the other end tells better."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)


def _kill(workers: set[int]) -> None:
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    for pid in workers:
        os.waitpid(pid, 0)


def _end(workers: set[int]) -> NoReturn:
    _kill(workers)
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
