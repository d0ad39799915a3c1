"""One write, in a process of its own: a copy of the current snapshot, changed, and published.

A snapshot is copied by hard links, so the copy costs milliseconds; what was published is never
touched. The process ends with the write, so a runaway update can be killed and leaves nothing but
a directory that the next write removes.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from graph.store.confinement import cut_off_network, die_with_parent, limit_memory
from graph.store.content import END, Change, Content, Incoming, graph_of, pieces_of
from graph.store.errors import QueryFailed, QueryTimeout, WorkerDied, WriteFailed
from graph.store.snapshots import SnapshotDirectory
from graph.store.syntax import syntax_error
from graph.store.touched import Touched, keep_touched

__all__ = ["ROOT", "child_environment", "write_graphs", "write_update"]

ROOT: Final = Path(__file__).resolve().parents[2]
_ROCKSDB_MIB: Final = 2048


def write_graphs(
    directory: SnapshotDirectory,
    graphs: Mapping[str, Content],
    *,
    remove: Iterable[str] = (),
    extend: bool = False,
    changes: Mapping[str, Change] | None = None,
    noted: bool = False,
) -> str:
    """Replace, extend or change graphs in one write and give the new version.

    What they hold is taken as it is written, so it need not be in memory together. What the write
    touches is kept with the new version if it is to be ``noted``.
    """
    changes, remove = changes or {}, list(remove)
    removed = {name: change.removed for name, change in changes.items()}
    added = {name: change.added for name, change in changes.items()}
    order = {
        "do": "graphs",
        "graphs": list(graphs),
        "clear": [] if extend else list(graphs),
        "remove": remove,
        "touched": Touched.of(graphs, remove, changes).told() if noted else None,
        "retract": b"".join(pieces_of(removed)).decode(),
    }
    return _run(directory, order, chain(pieces_of(graphs), pieces_of(added), [END]))


def write_update(
    directory: SnapshotDirectory,
    sparql: str,
    *,
    timeout_s: float | None,
    memory_mib: int,
    base_iri: str | None = None,
) -> str:
    """Apply an update in one write and give the new version."""
    order = {"do": "update", "memory_mib": memory_mib, "base_iri": base_iri}
    return _run(directory, order, [sparql.encode()], timeout_s=timeout_s)


def child_environment() -> dict[str, str]:
    """Give the environment in which a process of ours finds these packages."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in paths if p)}


def _run(
    directory: SnapshotDirectory,
    order: dict[str, Any],
    content: Iterable[bytes],
    *,
    timeout_s: float | None = None,
) -> str:
    command = [sys.executable, "-P", "-m", "graph.store.writing", str(directory.path)]
    command.append(str(os.getpid()))
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=child_environment(),
    )
    assert process.stdin is not None
    try:
        with suppress(BrokenPipeError):  # it ended early, and says why
            process.stdin.write(json.dumps(order).encode() + b"\n")
            for piece in content:
                process.stdin.write(piece)
        output, errors = process.communicate(timeout=timeout_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise QueryTimeout(
            f"The update was not done within {timeout_s:g} s; it was undone"
        ) from None
    except BaseException:  # the content ended before its end
        process.kill()
        process.communicate()
        raise
    return _outcome(process.returncode, output, errors)


def _outcome(code: int, output: bytes, errors: bytes) -> str:
    if code < 0:
        raise WorkerDied("The update ran out of memory or was too complex; it was undone")
    if code:
        lines = errors.decode("utf-8", "replace").strip().splitlines()
        raise WriteFailed(f"The write failed and was undone: {lines[-1] if lines else code}")
    answer: dict[str, Any] = json.loads(output)
    if message := answer.get("syntax"):
        raise syntax_error(message)
    if message := answer.get("refused"):
        raise QueryFailed(f"The write cannot be done: {message}")
    if message := answer.get("failed"):
        raise WriteFailed(f"The write failed and was undone: {message}")
    return str(answer["version"])


def main(path: str, parent: int) -> None:
    """Do the one write that standard input asks for, and tell the new version."""
    die_with_parent(parent)
    order = json.loads(sys.stdin.buffer.readline())
    content = Incoming(sys.stdin.buffer)
    directory = SnapshotDirectory(Path(path))
    try:
        answer = {"version": _apply(directory, order, content)}
    except SyntaxError as error:
        answer = {"syntax": str(error)}
    except (RuntimeError, ValueError) as error:
        answer = {"refused": str(error)}
    except OSError as error:
        answer = {"failed": str(error)}
    sys.stdout.write(json.dumps(answer))


def _apply(directory: SnapshotDirectory, order: dict[str, Any], content: Incoming) -> str:
    part = directory.part()
    former = directory.current
    touched = order.pop("touched", None)
    if former is not None:
        Store.read_only(str(directory.snapshots / former)).backup(part)
    store = Store(part)
    if order["do"] == "update":
        sparql = content.read().decode()
        cut_off_network()
        if order["memory_mib"]:
            limit_memory(order["memory_mib"] + _ROCKSDB_MIB)
        store.update(sparql, base_iri=order["base_iri"])
    else:
        _put_graphs(store, order, content)
    store.flush()
    del store
    name = _name(former, order, content.digest.digest())
    if former is not None and touched is not None:
        keep_touched(directory.snapshots, former, name, touched)
    directory.publish(part, name)
    return name


def _put_graphs(store: Store, order: dict[str, Any], content: Incoming) -> None:
    for name in order["remove"]:
        store.remove_graph(graph_of(name))
    for name in order["clear"]:
        store.clear_graph(graph_of(name))
    for name in order["graphs"]:
        if name:
            store.add_graph(NamedNode(name))
    for quad in parse(order["retract"], RdfFormat.N_QUADS):
        store.remove(quad)
    store.bulk_load(content, RdfFormat.N_QUADS)  # type: ignore[arg-type] # it only reads
    if not content.is_whole:
        raise OSError("what was to be written ended too soon")


def _name(former: str | None, order: dict[str, Any], content: bytes) -> str:
    """Name a snapshot by its number and by a hash of what was written: same history, same name."""
    number = int(former.partition("-")[0]) + 1 if former else 0
    digest = hashlib.sha256()
    for part in ((former or "").encode(), json.dumps(order, sort_keys=True).encode(), content):
        digest.update(len(part).to_bytes(8, "big") + part)
    return f"{number:08d}-{digest.hexdigest()[:12]}"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
