"""The store in a directory of its own."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from pyoxigraph import Quad, QueryResultsFormat, QuerySolutions, parse_query_results

from graph.store.answers import QueryAnswer, Row, Term
from graph.store.checking import check_query, check_update
from graph.store.datasets import use_graphs
from graph.store.errors import QueryRefused, StoreError
from graph.store.exchange import Exchange
from graph.store.formats import format_of
from graph.store.limits import Limits
from graph.store.parameters import bind
from graph.store.pool import Pool
from graph.store.snapshots import SnapshotDirectory
from graph.store.worker import Request
from graph.store.writing import write_graphs, write_update

__all__ = ["EmbeddedStore", "rows"]

_JSON = "application/sparql-results+json"
_WRITE_WAIT_S = 300.0


class EmbeddedStore:
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
        self.limits = limits or Limits()
        self._union = union
        self._base_iri = base_iri
        self._writable = writable
        self._writing = threading.Lock()
        self._pool: Pool | None = None
        with ExitStack() as stack:
            if directory is None:
                directory = Path(stack.enter_context(tempfile.TemporaryDirectory("-recgraph")))
            self.directory = SnapshotDirectory(directory, create=writable)
            if writable and not shared:
                stack.enter_context(self.directory.own())
            if writable and self.directory.current is None:
                self._write_first()
            self._held = stack.pop_all()

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def version(self) -> str:
        """The name of the snapshot that queries are answered from."""
        return self._workers().version

    @property
    def is_settled(self) -> bool:
        """Whether queries are answered from the snapshot that is current."""
        return self._pool is not None and self._pool.is_settled

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
        """Answer a query; see :meth:`graph.store.Store.query`."""
        request = self._request(sparql, accept, default_graphs, named_graphs, bindings, union)
        timeout_s = self.limits.timeout_s if timeout_s is None else timeout_s
        body, version = self._workers().run(request, timeout_s)
        return QueryAnswer(body, accept, version)

    def begin(
        self,
        sparql: str,
        *,
        accept: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Exchange | None:
        """Ask without waiting; see :meth:`graph.store.Store.begin`."""
        if self._pool is None:
            return None
        request = self._request(sparql, accept, default_graphs, named_graphs, None, None)
        return self._pool.ask_now(request, self.limits.timeout_s)

    def _request(
        self,
        sparql: str,
        accept: str,
        default_graphs: Sequence[str],
        named_graphs: Sequence[str],
        bindings: Mapping[str, Term] | None,
        union: bool | None,
    ) -> Request:
        checked = check_query(
            sparql, max_bytes=self.limits.query_bytes, max_depth=self.limits.depth
        )
        format_of(checked.form, accept)
        is_given = bool(default_graphs or named_graphs)
        wants_union = self._union if union is None else union
        return Request(
            bind(sparql, bindings or {}),
            accept,
            union=wants_union and not is_given and not checked.has_dataset,
            default_graphs=tuple(default_graphs) if is_given else None,
            named_graphs=tuple(named_graphs) if is_given else None,
            base_iri=self._base_iri,
            max_bytes=self.limits.result_bytes,
        )

    def select(self, sparql: str, **bindings: Term) -> list[Row]:
        """Answer a SELECT query as rows of terms; see :meth:`graph.store.Store.select`."""
        return rows(self.query(sparql, accept=_JSON, bindings=bindings).body)

    def update(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> str:
        """Apply an update; see :meth:`graph.store.Store.update`."""
        has_dataset = check_update(
            sparql, max_bytes=self.limits.query_bytes, max_depth=self.limits.depth
        )
        if default_graphs or named_graphs:
            sparql = use_graphs(sparql, default_graphs, named_graphs, has_dataset=has_dataset)
        with self._written():
            version = write_update(
                self.directory,
                sparql,
                timeout_s=self.limits.timeout_s,
                memory_mib=self.limits.memory_mib,
                base_iri=self._base_iri,
            )
        self._refresh()
        return version

    def replace_graphs(
        self,
        graphs: Mapping[str, Iterable[Quad]],
        *,
        remove: Iterable[str] = (),
        extend: bool = False,
    ) -> str:
        """Replace or extend whole graphs; see :meth:`graph.store.Store.replace_graphs`."""
        with self._written():
            version = write_graphs(self.directory, graphs, remove=remove, extend=extend)
        self._refresh()
        return version

    def close(self) -> None:
        """End the workers and give back the directory."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        self._held.close()

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


def rows(body: bytes) -> list[Row]:
    """Read a SELECT answer in JSON as rows of terms."""
    results = parse_query_results(body, QueryResultsFormat.JSON)
    if not isinstance(results, QuerySolutions):
        raise QueryRefused("The query is no SELECT")
    names = [variable.value for variable in results.variables]
    return [{n: term for n in names if (term := row[n]) is not None} for row in results]
