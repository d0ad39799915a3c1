"""The store as everyone sees it: a small interface, and the answer to a query."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse_query_results,
)

from graph.store.checking import check_query, check_update
from graph.store.content import Change, Content
from graph.store.errors import QueryForbidden, QueryRefused
from graph.store.formats import format_of
from graph.store.limits import Limits
from graph.store.parameters import bind
from graph.store.terms import Row, Term

if TYPE_CHECKING:
    from pathlib import Path

    from graph.store.exchange import Exchange
    from graph.store.lanes import Place, Turn
    from graph.store.touched import Touched

__all__ = ["JSON", "Asked", "QueryAnswer", "Store", "Stream", "rows"]

JSON: Final = "application/sparql-results+json"
_OWN_S: Final = 600.0
_OWN_BYTES: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """An answer as it goes over the wire.

    Parameters
    ----------
    body
        The serialised result.
    media_type
        What ``body`` is written in, without parameters.
    version
        The dataset version that was asked.
    """

    body: bytes
    media_type: str
    version: str


class Stream(ABC):
    """An answer as it arrives, piece by piece, of one dataset version.

    It ends by itself with the last piece or an error; one that is not wanted any more is given up
    with :meth:`abandon`. Nothing is asked for before it is received, so whoever is slow to take
    the pieces holds the query up, not the memory.
    """

    version: str

    @property
    @abstractmethod
    def is_open(self) -> bool:
        """Whether more is to come."""

    @abstractmethod
    def receive(self) -> bytes:
        """Wait for the next piece; empty at the end. A :class:`StoreError` ends the stream."""

    @abstractmethod
    def prolong(self, seconds: float) -> None:
        """Move the deadline by the time for which nobody was there to take a piece."""

    @abstractmethod
    def abandon(self) -> None:
        """End the query."""

    def gather(self, size: int, *pieces: bytes) -> list[bytes]:
        """Wait for pieces until they have ``size`` bytes with these, or the stream has ended."""
        found = list(pieces)
        held = sum(map(len, found))
        while self.is_open and held < size:
            found.append(self.receive())
            held += len(found[-1])
        return found

    def collect(self, *pieces: bytes) -> bytes:
        """Wait for the whole answer, of which these pieces have been taken."""
        found = list(pieces)
        while self.is_open:
            found.append(self.receive())
        return found[0] if len(found) == 2 else b"".join(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that may run, its parameters bound, and all that was said about it."""

    sparql: str
    accept: str
    format: QueryResultsFormat | RdfFormat
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    union: bool
    timeout_s: float
    max_bytes: int


class Store(ABC):
    """An RDF dataset that answers SPARQL and takes whole graphs.

    Two classes do this: :class:`graph.store.EmbeddedStore`, a directory of its own, and
    :class:`graph.store.RemoteStore`, any SPARQL 1.1 server.

    Parameters
    ----------
    limits
        What queries may take.
    union
        Whether a query that names no graphs sees the union of all graphs.
    """

    def __init__(self, limits: Limits | None, union: bool) -> None:
        self.limits = limits or Limits()
        self._union = union

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    @abstractmethod
    def version(self) -> str:
        """The dataset version: another one after every write; looking it up may block."""

    @property
    def beside(self) -> Path | None:
        """A directory for what is made of a version and can be made again, if there is one."""
        return None

    def touched_since(self, version: str) -> Touched | None:  # noqa: ARG002
        """Tell all that builds touched since a version; ``None`` where that is not known."""
        return None

    @property
    @abstractmethod
    def settled_version(self) -> str | None:
        """The version if it is known without waiting."""

    def query(
        self,
        sparql: str,
        *,
        accept: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        bindings: Mapping[str, Term] | None = None,
        timeout_s: float | None = None,
        union: bool | None = None,
    ) -> QueryAnswer:
        """Answer a query in the media type ``accept``.

        Parameters
        ----------
        sparql
            A SELECT, ASK, CONSTRUCT or DESCRIBE query.
        accept
            One media type out of :mod:`graph.store.formats` that fits the query's form.
        default_graphs, named_graphs
            IRIs of the dataset's graphs; they take the place of the query's own FROM.
        bindings
            Values of the query's parameters, by variable name without the question mark.
        timeout_s
            Seconds until the query is ended; ``None`` for the store's own limit.
        union
            Whether a query that names no graphs sees the union of all; ``None`` for the
            store's own setting.
        """
        asked = self.asked(sparql, accept, default_graphs, named_graphs, bindings, timeout_s, union)
        return self._whole(asked)

    def asked(
        self,
        sparql: str,
        accept: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        bindings: Mapping[str, Term] | None = None,
        timeout_s: float | None = None,
        union: bool | None = None,
    ) -> Asked:
        """Look at a query, so that nothing more need be asked about it; see :meth:`query`."""
        limits = self.limits
        checked = check_query(sparql, max_bytes=limits.query_bytes, max_depth=limits.depth)
        wants_union = self._union if union is None else union
        return Asked(
            bind(sparql, bindings or {}),
            accept,
            format_of(checked.form, accept),
            tuple(default_graphs),
            tuple(named_graphs),
            wants_union and not (default_graphs or named_graphs or checked.has_dataset),
            limits.timeout_s if timeout_s is None else timeout_s,
            limits.result_bytes,
        )

    @abstractmethod
    def stream(self, asked: Asked) -> Stream:
        """Ask a query, and give its answer as it arrives."""

    def enter(self) -> Place | Turn | None:
        """Give a place for a query, or a turn in the queue; ``None`` where :meth:`stream` must do.

        Like :meth:`begin`, this waits for nothing.
        """
        return None

    def begin(self, asked: Asked, place: Place, start: float) -> Exchange | None:  # noqa: ARG002
        """Ask a query that has a place; ``None``, without the place, where stream must do.

        ``start`` is when the query came, on the clock of :func:`time.monotonic`.
        """
        place.leave()
        return None

    def select(self, sparql: str, **bindings: Term) -> list[Row]:
        """Answer a SELECT query of our own as rows of terms, unbound variables left out.

        The limits on time and bytes are for what clients ask, not for this.
        """
        asked = self.asked(sparql, JSON, bindings=bindings)
        return rows(self._whole(replace(asked, timeout_s=_OWN_S, max_bytes=_OWN_BYTES)).body)

    def update(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> str:
        """Apply an update, whole or not at all, and give the new version."""
        limits = self.limits
        try:
            has_dataset = check_update(sparql, max_bytes=limits.query_bytes, max_depth=limits.depth)
        except QueryForbidden as refused:
            self.proofread(refused, is_update=True)
            raise
        return self._update(sparql, default_graphs, named_graphs, has_dataset=has_dataset)

    @abstractmethod
    def proofread(self, refused: QueryForbidden, *, is_update: bool = False) -> None:
        """Raise :class:`QuerySyntaxError` where what was refused is no SPARQL either.

        Nothing of it is asked.
        """

    @abstractmethod
    def replace_graphs(
        self,
        graphs: Mapping[str, Content],
        *,
        remove: Iterable[str] = (),
        extend: bool = False,
        changes: Mapping[str, Change] | None = None,
        since: str | None = None,
    ) -> str:
        """Replace these graphs by their IRI and drop others, in one write; give the new version.

        The IRI ``""`` stands for the default graph; a quad's own graph name gives way to the key.
        Contents are taken one after the other, so a mapping may make them when asked for them.
        With ``extend`` the quads are added to what the graphs hold. Of graphs with ``changes``
        only what these tell goes and comes. Where ``since`` is given and is not the current
        version any more, nothing is written: :class:`~graph.store.WriteOutdated`.
        """

    @abstractmethod
    def close(self) -> None:
        """End the store's processes and give back its directory."""

    @abstractmethod
    def _update(
        self,
        sparql: str,
        default_graphs: Sequence[str],
        named_graphs: Sequence[str],
        *,
        has_dataset: bool,
    ) -> str: ...

    def _whole(self, asked: Asked) -> QueryAnswer:
        stream = self.stream(asked)
        return QueryAnswer(stream.collect(), asked.accept, stream.version)


def rows(body: bytes) -> list[Row]:
    """Read a SELECT answer in JSON as rows of terms."""
    results = parse_query_results(body, QueryResultsFormat.JSON)
    if not isinstance(results, QuerySolutions):
        raise QueryRefused("The query is no SELECT")
    names = [variable.value for variable in results.variables]
    return [{n: term for n in names if (term := row[n]) is not None} for row in results]
