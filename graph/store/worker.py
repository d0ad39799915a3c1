"""A query worker: takes one query at a time from its socket and gives back serialised bytes."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import orjson
from pyoxigraph import DefaultGraph, NamedNode, QueryTriples, Store

from graph.store.confinement import memory_meter
from graph.store.formats import format_of
from graph.store.wire import DATA, END, ROOM, Closed, frame, receive, send

__all__ = ["Request", "work"]

_CHUNK: Final = 256 * 1024
_SPENT_SHARE: Final = 0.5
_UNKNOWN: Final = re.compile(r"The custom function <([^>]*)> is not supported")
_MOST_UNKNOWN: Final = 32


@dataclass(frozen=True, slots=True)
class Request:
    """What a worker is asked: a checked query, its dataset, and the format of the answer.

    ``default_graphs`` is ``None`` for the store's own default graph; ``""`` names that graph. With
    ``proof`` ("query" or "update") the text is only read: the answer is empty, or a syntax error.
    """

    sparql: str
    media_type: str
    union: bool
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    base_iri: str | None = None
    max_bytes: int = 1 << 40
    proof: str = ""

    def encode(self) -> bytes:
        """Give the request as it goes to the worker."""
        return orjson.dumps([getattr(self, name) for name in self.__slots__])

    @classmethod
    def decode(cls, content: bytes) -> Request:
        """Give the request that was encoded so."""
        return cls(*orjson.loads(content))


class _TooLarge(Exception):  # noqa: N818 - told to the other end, never raised out of here
    pass


@dataclass(slots=True)
class _Output:
    """A file for the engine to write to, which sends what it gets in chunks."""

    sock: socket.socket
    left: int
    pending: bytearray = field(default_factory=bytearray)

    def write(self, content: bytes) -> int:
        self.left -= len(content)
        if self.left < 0:
            raise _TooLarge
        self.pending += content
        if len(self.pending) >= _CHUNK:
            self.flush_pending()
        return len(content)

    def flush(self) -> None:
        """Nothing to do: chunks are sent when full, the last one at the end."""

    def flush_pending(self) -> None:
        send(self.sock, frame(DATA, bytes(self.pending)))
        self.pending.clear()

    def end(self, outcome: dict[str, Any]) -> None:
        """Send what is pending together with how it ended, so the other end wakes once."""
        has_more = self.pending and "error" not in outcome
        last = frame(DATA, bytes(self.pending)) if has_more else b""
        self.pending.clear()
        send(self.sock, last + frame(END, orjson.dumps(outcome) if outcome else b""))


def work(sock: socket.socket, store: Store, memory_mib: int) -> None:
    """Answer queries until the other end closes, or this process has grown too large."""
    measure = memory_meter()
    start = measure()
    allowed = memory_mib * 1024 * 1024 * _SPENT_SHARE
    sock.setblocking(True)
    room = bytearray(ROOM)
    while True:
        try:
            request = Request.decode(receive(sock, room))
            output = _Output(sock, request.max_bytes)
            outcome = _answer(store, request, output)
            if allowed and measure() - start > allowed:
                outcome["spent"] = True
            output.end(outcome)
        except Closed:
            return
        if "spent" in outcome:
            return


def _answer(store: Store, request: Request, output: _Output) -> dict[str, Any]:
    """Run one query and say how it ended; the end of its answer is still to be sent."""
    try:
        if request.proof:
            _proofread(request)
        else:
            _evaluate(store, request, output)
    except SyntaxError as error:
        return {"error": "syntax", "message": str(error)}
    except _TooLarge:
        return {"error": "large", "message": ""}
    except MemoryError:
        os._exit(1)
    except (RuntimeError, ValueError, OSError) as error:
        return {"error": "failed", "message": str(error)}
    return {}


def _proofread(request: Request) -> None:
    """Read a text against no data; what goes wrong once it is read is not asked for."""
    nothing = Store()
    read = nothing.update if request.proof == "update" else nothing.query
    with suppress(RuntimeError, ValueError, OSError):
        read(request.sparql, base_iri=request.base_iri)


def _evaluate(store: Store, request: Request, output: _Output) -> None:
    named = request.named_graphs
    ask = partial(
        store.query,
        request.sparql,
        base_iri=request.base_iri,
        use_default_graph_as_union=request.union,
        default_graph=_graphs(request.default_graphs),
        named_graphs=None if named is None else [NamedNode(g) for g in named],
    )
    results = _without_unknown(ask)
    form = "CONSTRUCT" if isinstance(results, QueryTriples) else "SELECT"
    results.serialize(output, format_of(form, request.media_type))


def _without_unknown(ask: Callable[..., Any]) -> Any:
    """Ask; a function that the engine does not know has no value, and the rest goes on.

    The engine itself refuses the whole query, and names one such function at a time.
    """
    unknown: dict[NamedNode, Callable[..., None]] = {}
    while True:
        try:
            return ask(custom_functions=unknown)
        except RuntimeError as error:
            named = _UNKNOWN.fullmatch(str(error))
            if named is None or len(unknown) >= _MOST_UNKNOWN:
                raise
            unknown[NamedNode(named[1])] = _no_value


def _no_value(*_: object) -> None:
    """Stand for a function that nobody knows."""


def _graphs(names: Sequence[str] | None) -> list[Any] | None:
    if names is None:
        return None
    return [NamedNode(name) if name else DefaultGraph() for name in names]
