"""The store in a directory of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from graph.store.answers import Asked, QueryAnswer, Store
from graph.store.checking import check_update
from graph.store.content import Change, Content
from graph.store.datasets import use_graphs
from graph.store.errors import QueryForbidden, QuerySyntaxError, StoreError, WriteOutdated
from graph.store.exchange import Exchange
from graph.store.lanes import Place, Turn
from graph.store.limits import Limits
from graph.store.pool import Pool
from graph.store.prologues import gather_prefixes
from graph.store.snapshots import SnapshotDirectory
from graph.store.temporary import temporary_directory
from graph.store.touched import Touched, touched_since
from graph.store.worker import Request
from graph.store.writing import write_graphs, write_update

__all__ = ["EmbeddedStore"]

_WRITE_WAIT_S = 300.0
_PROOF_S = 2.0


class EmbeddedStore(Store):
    """A directory of snapshots, its one writer, and the workers that answer queries.

    Parameters
    ----------
    directory
        The data directory; ``None`` for a temporary one, which goes when the store closes.
    limits
        What queries may take.
    union
        Whether a query that names no graphs sees the union of all graphs.
    base_iri
        What relative IRIs in queries are resolved against.
    writable
        Whether this store owns the directory; another owner makes that a
        :class:`~graph.store.StoreBusy`. A store that only reads needs no lock.
    shared
        Whether the owner is the process that started this one (several processes of one server).

    Examples
    --------
    >>> with EmbeddedStore(None) as store:
    ...     _ = store.update('INSERT DATA { <http://example.org/a> <http://example.org/b> "c" }')
    ...     store.select("SELECT ?o { ?s ?p ?o }")
    [{'o': <Literal value=c datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>}]
    """

    def __init__(
        self,
        directory: Path | None,
        *,
        limits: Limits | None = None,
        union: bool = True,
        base_iri: str | None = None,
        writable: bool = True,
        shared: bool = False,
    ) -> None:
        super().__init__(limits, union)
        self._base_iri = base_iri
        self._writable = writable
        self._writing = threading.Lock()
        self._pool: Pool | None = None
        with ExitStack() as stack:
            if directory is None:
                directory = Path(stack.enter_context(temporary_directory()))
            self.directory = SnapshotDirectory(directory, create=writable)
            if writable and not shared:
                stack.enter_context(self.directory.own())
            if writable and self.directory.current is None:
                self._write_first()
            self._held = stack.pop_all()

    @property
    def version(self) -> str:
        """The name of the snapshot that queries are answered from."""
        return self._workers().version

    @property
    def beside(self) -> Path | None:
        """The data directory, where all graphs are seen together."""
        return self.directory.path if self._union else None

    def touched_since(self, version: str) -> Touched | None:
        if self.beside is None:
            return None
        return touched_since(self.directory.snapshots, version, self.version)

    @property
    def settled_version(self) -> str | None:
        """The current snapshot's name if queries are answered from it already."""
        return None if self._pool is None else self._pool.settled_version

    def replace_graphs(
        self,
        graphs: Mapping[str, Content],
        *,
        remove: Iterable[str] = (),
        extend: bool = False,
        changes: Mapping[str, Change] | None = None,
        since: str | None = None,
    ) -> str:
        with self._written():
            if since is not None and self.directory.current != since:
                raise WriteOutdated(f"The store has moved on from {since}; nothing was written")
            version = write_graphs(
                self.directory,
                graphs,
                remove=remove,
                extend=extend,
                changes=changes,
                noted=since is not None,
            )
        self._refresh()
        return version

    def enter(self) -> Place | Turn | None:
        return None if self._pool is None else self._pool.enter()

    def begin(self, asked: Asked, place: Place, start: float) -> Exchange | None:
        return self._workers().ask_at(place, self._request(asked), asked.timeout_s, start)

    def close(self) -> None:
        """End the workers and give back the directory."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        self._held.close()

    def stream(self, asked: Asked) -> Exchange:
        return self._workers().ask(self._request(asked), asked.timeout_s)

    def proofread(self, refused: QueryForbidden, *, is_update: bool = False) -> None:
        if refused.stand_in is None:
            return
        proof = "update" if is_update else "query"
        text = gather_prefixes(refused.stand_in) if is_update else refused.stand_in
        try:
            request = Request(text, "", union=False, base_iri=self._base_iri, proof=proof)
            self._workers().run(request, min(_PROOF_S, self.limits.timeout_s))
        except QuerySyntaxError:
            raise
        except StoreError:
            return  # nobody can tell now, and it is refused in any case

    def _whole(self, asked: Asked) -> QueryAnswer:
        body, version = self._workers().run(self._request(asked), asked.timeout_s)
        return QueryAnswer(body, asked.accept, version)

    def _request(self, asked: Asked) -> Request:
        is_given = bool(asked.default_graphs or asked.named_graphs)
        return Request(
            asked.sparql,
            asked.accept,
            union=asked.union,
            default_graphs=asked.default_graphs if is_given else None,
            named_graphs=asked.named_graphs if is_given else None,
            base_iri=self._base_iri,
            max_bytes=asked.max_bytes,
        )

    def _update(
        self,
        sparql: str,
        default_graphs: Sequence[str],
        named_graphs: Sequence[str],
        *,
        has_dataset: bool,
    ) -> str:
        if default_graphs or named_graphs:
            sparql = use_graphs(sparql, default_graphs, named_graphs, has_dataset=has_dataset)
        gathered = gather_prefixes(sparql)
        # What was put together anew is looked at anew.
        limits = self.limits
        check_update(gathered, max_bytes=limits.query_bytes * 2, max_depth=limits.depth)
        with self._written():
            version = write_update(
                self.directory,
                gathered,
                timeout_s=self.limits.timeout_s,
                memory_mib=self.limits.memory_mib,
                base_iri=self._base_iri,
            )
        self._refresh()
        return version

    def _workers(self) -> Pool:
        """Give the pool; it is started by the first query, so a mere writer has none."""
        with self._writing:
            if self._pool is None:
                self._pool = Pool(self.directory, self.limits)
            return self._pool

    def _write_first(self) -> None:
        # Of several processes that share an empty directory, one writes its first snapshot.
        with self.directory.writing(_WRITE_WAIT_S):
            if self.directory.current is None:
                write_graphs(self.directory, {})

    def _written(self) -> ExitStack:
        if not self._writable:
            raise StoreError(f"The store in {self.directory.path} was opened to read only")
        stack = ExitStack()
        stack.enter_context(self.directory.writing(_WRITE_WAIT_S))
        return stack

    def _refresh(self) -> None:
        if self._pool is not None:
            self._pool.refresh()
