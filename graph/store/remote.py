"""Any SPARQL 1.1 server as the store, by its URL."""

from __future__ import annotations

import hashlib
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from http.client import HTTPException
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from graph.store.answers import QueryAnswer, Row, Term
from graph.store.checking import check_query, check_update
from graph.store.embedded import rows
from graph.store.errors import (
    QueryFailed,
    QueryTimeout,
    RemoteStoreError,
    ResultTooLarge,
    StoreError,
)
from graph.store.formats import format_of
from graph.store.limits import Limits
from graph.store.parameters import bind
from graph.store.syntax import syntax_error

__all__ = ["RemoteStore"]

_JSON: Final = "application/sparql-results+json"
_SETTLED_S: Final = 2.0
_CHUNK: Final = 256 * 1024
_ENGINE_ERROR: Final = re.compile(r"error at \d+:\d+: .*", re.DOTALL)
_FINGERPRINTS: Final = (
    "SELECT ?document ?hash { GRAPH ?g { ?document "
    "<https://w3id.org/recgraph/ontology#sha256> ?hash } } ORDER BY ?document ?hash",
    "SELECT (COUNT(*) AS ?quads) { GRAPH ?g { ?s ?p ?o } }",
)
_GRAPHS: Final = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
_SEES_UNION: Final = "ASK { { SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } ?s ?p ?o }"
_UNION_FLAG: Final = ("union-default-graph", "true")

Pairs = list[tuple[str, str]]


class RemoteStore:
    """A client of the SPARQL 1.1 Protocol.

    The version is a fingerprint: the hashes of the documents' sources, the number of quads, and
    the writes made through this object. A change by someone else that leaves all of these as they
    were is not noticed.

    Parameters
    ----------
    url
        The query endpoint. Updates go to the same URL, or to ``update`` beside it where the URL
        ends in ``query``; an URL without a path stands for ``/query``.
    limits
        What queries may take; the other server's own limits hold as well.
    union
        Whether a query that names no graphs sees the union of all graphs.
    """

    def __init__(self, url: str, *, limits: Limits | None = None, union: bool = True) -> None:
        self.limits = limits or Limits()
        self._query_url, self._update_url = _endpoints(url)
        self._union = union
        self._lock = threading.Lock()
        self._writes = 0
        self._version: tuple[float, str] | None = None
        self._has_union: bool | None = None

    def __enter__(self) -> RemoteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def version(self) -> str:
        """The fingerprint, looked up again when it is older than two seconds."""
        if self._version is None or not self.is_settled:
            digest = hashlib.sha256(str(self._writes).encode())
            for sparql in _FINGERPRINTS:
                digest.update(self._ask(sparql, _JSON, [], self.limits.timeout_s))
            self._version = (time.monotonic(), f"remote-{digest.hexdigest()[:16]}")
        return self._version[1]

    @property
    def is_settled(self) -> bool:
        """Whether the fingerprint is young enough to be used."""
        found = self._version
        return found is not None and time.monotonic() - found[0] < _SETTLED_S

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
        checked = check_query(
            sparql, max_bytes=self.limits.query_bytes, max_depth=self.limits.depth
        )
        format_of(checked.form, accept)
        dataset = [("default-graph-uri", g) for g in default_graphs]
        dataset += [("named-graph-uri", g) for g in named_graphs]
        wants_union = self._union if union is None else union
        if wants_union and not dataset and not checked.has_dataset:
            dataset = self._union_dataset()
        timeout_s = self.limits.timeout_s if timeout_s is None else timeout_s
        version = self.version
        body = self._ask(bind(sparql, bindings or {}), accept, dataset, timeout_s)
        return QueryAnswer(body, accept, version)

    def begin(
        self,
        sparql: str,  # noqa: ARG002 - a distant server is always waited for
        *,
        accept: str,  # noqa: ARG002
        default_graphs: Sequence[str] = (),  # noqa: ARG002
        named_graphs: Sequence[str] = (),  # noqa: ARG002
    ) -> None:
        """Nothing can be asked of a distant server without waiting."""
        return

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
        """Send an update; see :meth:`graph.store.Store.update`."""
        check_update(sparql, max_bytes=self.limits.query_bytes, max_depth=self.limits.depth)
        return self._change(sparql, default_graphs, named_graphs)

    def replace_graphs(
        self,
        graphs: Mapping[str, Iterable[Quad]],
        *,
        remove: Iterable[str] = (),
        extend: bool = False,
    ) -> str:
        """Replace or extend whole graphs in one request; see :meth:`graph.store.Store`."""
        drops = [*remove, *([] if extend else graphs)]
        steps = [f"DROP SILENT {_target(name)}" for name in dict.fromkeys(drops)]
        blocks = [_block(name, quads) for name, quads in graphs.items()]
        steps += ["INSERT DATA {\n" + "".join(blocks) + "}"] if blocks else []
        return self._change(" ;\n".join(steps), (), ()) if steps else self.version

    def close(self) -> None:
        """Nothing is held open between requests."""

    def _change(
        self, sparql: str, default_graphs: Sequence[str], named_graphs: Sequence[str]
    ) -> str:
        dataset = [("using-graph-uri", g) for g in default_graphs]
        dataset += [("using-named-graph-uri", g) for g in named_graphs]
        url = _with(self._update_url, dataset)
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        with self._lock:
            self._send(url, sparql.encode(), headers, self.limits.timeout_s)
            self._writes += 1
            self._version = None
        return self.version

    def _union_dataset(self) -> Pairs:
        """Say how to ask this server for the union: by its flag, or by naming every graph."""
        if self._has_union is None:
            answer = self._ask(_SEES_UNION, _JSON, [_UNION_FLAG], self.limits.timeout_s)
            graphs = self._graphs()
            if not graphs:
                return [_UNION_FLAG]
            self._has_union = b"true" in answer
        if self._has_union:
            return [_UNION_FLAG]
        graphs = self._graphs()
        return [(kind, g) for kind in ("default-graph-uri", "named-graph-uri") for g in graphs]

    def _graphs(self) -> list[str]:
        found = rows(self._ask(_GRAPHS, _JSON, [], self.limits.timeout_s))
        return [name.value for row in found if isinstance(name := row["g"], NamedNode)]

    def _ask(self, sparql: str, accept: str, dataset: Pairs, timeout_s: float) -> bytes:
        form = urlencode([("query", sparql), *dataset]).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self._send(self._query_url, form, headers, timeout_s)

    def _send(self, url: str, body: bytes, headers: dict[str, str], timeout_s: float) -> bytes:
        deadline = time.monotonic() + timeout_s
        request = urllib.request.Request(url, body, headers)
        try:
            with urllib.request.urlopen(request, timeout=timeout_s) as response:
                return self._read(response.read1, deadline, timeout_s)
        except urllib.error.HTTPError as error:
            with error:
                raise _refusal(error.code, error.read(_CHUNK).decode("utf-8", "replace")) from None
        except TimeoutError:
            raise QueryTimeout(f"{url} had no answer within {timeout_s:g} s") from None
        except (urllib.error.URLError, HTTPException, OSError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                raise QueryTimeout(f"{url} had no answer within {timeout_s:g} s") from None
            raise RemoteStoreError(f"{url} cannot be reached: {error}") from None

    def _read(self, read: Callable[[int], bytes], deadline: float, timeout_s: float) -> bytes:
        body = bytearray()
        while chunk := read(_CHUNK):
            body += chunk
            if len(body) > self.limits.result_bytes:
                raise ResultTooLarge("The answer is larger than allowed; ask for less")
            if time.monotonic() > deadline:
                raise QueryTimeout(f"The answer was not complete within {timeout_s:g} s")
        return bytes(body)


def _endpoints(url: str) -> tuple[str, str]:
    """Give the query and the update endpoint of a server.

    >>> _endpoints("http://127.0.0.1:7878")
    ('http://127.0.0.1:7878/query', 'http://127.0.0.1:7878/update')
    >>> _endpoints("http://127.0.0.1:8890/sparql")
    ('http://127.0.0.1:8890/sparql', 'http://127.0.0.1:8890/sparql')
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise StoreError(f"{url!r} is no HTTP address of a SPARQL server")
    path = "/query" if parts.path in ("", "/") else parts.path
    update = path.removesuffix("query") + "update" if path.endswith("/query") else path
    return urlunsplit(parts._replace(path=path)), urlunsplit(parts._replace(path=update))


def _with(url: str, pairs: Pairs) -> str:
    if not pairs:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(pairs)}"


def _target(name: str) -> str:
    return f"GRAPH {NamedNode(name)}" if name else "DEFAULT"


def _block(name: str, quads: Iterable[Quad]) -> str:
    triples: Iterator[Triple] = (q.triple for q in quads)
    content = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    return f"GRAPH {NamedNode(name)} {{\n{content}}}\n" if name else content


def _refusal(status: int, told: str) -> StoreError:
    """Give the error for a server's refusal."""
    if status == 400:
        match = _ENGINE_ERROR.search(told)
        return syntax_error(match[0]) if match else QueryFailed(f"The query failed: {told[:500]}")
    if status in (408, 504):
        return QueryTimeout(f"The SPARQL server ended the query: {told[:200]}")
    return RemoteStoreError(f"The SPARQL server answered {status}: {told[:200]}")
