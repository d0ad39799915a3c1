"""Any SPARQL 1.1 server as the store, by its URL."""

from __future__ import annotations

import hashlib
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, serialize

from graph.store.answers import JSON, Asked, Store, Stream, rows
from graph.store.content import Change, Content, quads_of
from graph.store.embedded import EmbeddedStore
from graph.store.errors import QueryForbidden, StoreError, WriteOutdated
from graph.store.limits import Limits
from graph.store.reply import Reply
from graph.store.translation import PROBES, Told, holds, translate

__all__ = ["RemoteStore"]

_SETTLED_S: Final = 2.0
_PORTION: Final = 1000
_FINGERPRINTS: Final = (
    "SELECT ?document ?hash { GRAPH ?g { ?document "
    "<https://w3id.org/recgraph/ontology#sha256> ?hash } } ORDER BY ?document ?hash",
    "SELECT (COUNT(*) AS ?quads) { GRAPH ?g { ?s ?p ?o } }",
)
_GRAPHS: Final = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
_SEES_UNION: Final = "ASK { { SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } ?s ?p ?o }"
# What relative IRIs are read against where only their form is looked at.
_ANY_BASE: Final = "http://base.invalid/"
_UNION_FLAG: Final = ("union-default-graph", "true")

Pairs = list[tuple[str, str]]


class RemoteStore(Store):
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
        super().__init__(limits, union)
        self._query_url, self._update_url = _endpoints(url)
        self._lock = threading.Lock()
        self._writes = 0
        self._version: tuple[float, str] | None = None
        self._has_union: bool | None = None
        self._is_exact: bool | None = None
        self._empty: EmbeddedStore | None = None

    @property
    def version(self) -> str:
        """The fingerprint, looked up again when it is older than two seconds."""
        if self.settled_version is None or self._version is None:
            digest = hashlib.sha256(str(self._writes).encode())
            for sparql in _FINGERPRINTS:
                digest.update(self._ask(sparql, []))
            self._version = (time.monotonic(), f"remote-{digest.hexdigest()[:16]}")
        return self._version[1]

    @property
    def settled_version(self) -> str | None:
        """The fingerprint if it is young enough to be used."""
        found = self._version
        return found[1] if found and time.monotonic() - found[0] < _SETTLED_S else None

    def replace_graphs(
        self,
        graphs: Mapping[str, Content],
        *,
        remove: Iterable[str] = (),
        extend: bool = False,
        changes: Mapping[str, Change] | None = None,
        since: str | None = None,
    ) -> str:
        if since is not None and self.version != since:
            raise WriteOutdated(f"The store has moved on from {since}; nothing was written")
        drops = [*remove, *([] if extend else graphs)]
        steps = [f"DROP SILENT {_target(name)}" for name in dict.fromkeys(drops)]
        for name, quads in graphs.items():
            blocks = list(_blocks(name, list(quads_of(quads))))
            steps += [f"INSERT DATA {{\n{block}}}" for block in blocks]
            if name and not blocks:
                steps.append(f"CREATE SILENT {_target(name)}")
        for name, change in (changes or {}).items():
            steps += [f"DELETE DATA {{\n{block}}}" for block in _blocks(name, change.removed)]
            steps += [f"INSERT DATA {{\n{block}}}" for block in _blocks(name, change.added)]
        if not steps:
            return self.version
        return self._update(" ;\n".join(steps), (), (), has_dataset=False)

    def close(self) -> None:
        """End what read a refused query; between requests nothing else is held open."""
        with self._lock:
            if self._empty is not None:
                self._empty.close()
                self._empty = None

    def proofread(self, refused: QueryForbidden, *, is_update: bool = False) -> None:
        """Raise :class:`QuerySyntaxError` where what was refused is no SPARQL either.

        An empty store of our own reads it, started for the first such text; the other server is
        asked nothing.
        """
        with self._lock:
            if self._empty is None:
                limits = replace(self.limits, workers=1)
                self._empty = EmbeddedStore(None, limits=limits, base_iri=_ANY_BASE)
        self._empty.proofread(refused, is_update=is_update)

    def stream(self, asked: Asked) -> Stream:
        dataset = [("default-graph-uri", g) for g in asked.default_graphs]
        dataset += [("named-graph-uri", g) for g in asked.named_graphs]
        if asked.union:
            dataset = self._union_dataset()
        version = self.version
        if isinstance(asked.format, RdfFormat) or self._writes_exactly():
            accept = asked.format.media_type.partition(";")[0]
            return self._asking(asked.sparql, accept, dataset, asked, version)
        reply = self._asking(asked.sparql, JSON, dataset, asked, version)
        return Told(translate(reply.collect(), asked.format), version)

    def _writes_exactly(self) -> bool:
        """Tell whether the server writes results as the standard has it."""
        if self._is_exact is None:
            self._is_exact = all(
                sign in self._asking(query, media_type, []).collect()
                for query, media_type, sign in PROBES
            )
        return self._is_exact

    def _update(
        self,
        sparql: str,
        default_graphs: Sequence[str],
        named_graphs: Sequence[str],
        *,
        has_dataset: bool,  # noqa: ARG002 - the other server refuses two datasets itself
    ) -> str:
        dataset = [("using-graph-uri", g) for g in default_graphs]
        dataset += [("using-named-graph-uri", g) for g in named_graphs]
        url = _with(self._update_url, dataset)
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        with self._lock:
            self._send(url, sparql.encode(), headers).collect()
            self._writes += 1
            self._version = None
        return self.version

    def _union_dataset(self) -> Pairs:
        """Say how to ask this server for the union: by its flag, or by naming every graph."""
        if self._has_union is None:
            answer = self._ask(_SEES_UNION, [_UNION_FLAG])
            graphs = self._graphs()
            if not graphs:
                return [_UNION_FLAG]
            self._has_union = holds(answer)
        if self._has_union:
            return [_UNION_FLAG]
        graphs = self._graphs()
        return [(kind, g) for kind in ("default-graph-uri", "named-graph-uri") for g in graphs]

    def _graphs(self) -> list[str]:
        found = rows(self._ask(_GRAPHS, []))
        return [name.value for row in found if isinstance(name := row["g"], NamedNode)]

    def _ask(self, sparql: str, dataset: Pairs) -> bytes:
        return self._asking(sparql, JSON, dataset).collect()

    def _asking(
        self,
        sparql: str,
        accept: str,
        dataset: Pairs,
        asked: Asked | None = None,
        version: str = "",
    ) -> Reply:
        form = urlencode([("query", sparql), *dataset]).encode()
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self._send(self._query_url, form, headers, asked, version)

    def _send(
        self,
        url: str,
        body: bytes,
        headers: dict[str, str],
        asked: Asked | None = None,
        version: str = "",
    ) -> Reply:
        return Reply(
            urllib.request.Request(url, body, headers),
            version=version,
            timeout_s=asked.timeout_s if asked else self.limits.timeout_s,
            max_bytes=asked.max_bytes if asked else self.limits.result_bytes,
        )


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


def _blocks(name: str, quads: Sequence[Quad]) -> Iterator[str]:
    """Give what to insert in portions, for servers whose parsers bear no long text.

    A blank node must not be named in two of them, so a graph that has any goes in one piece.
    """
    is_one = any(isinstance(t, BlankNode) for q in quads for t in (q.subject, q.object))
    size = len(quads) if is_one else _PORTION
    for start in range(0, len(quads), size):
        triples = (q.triple for q in quads[start : start + size])
        content = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
        yield f"GRAPH {NamedNode(name)} {{\n{content}}}\n" if name else content
