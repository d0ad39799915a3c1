"""The store as everyone sees it: a small interface, and the answer to a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

if TYPE_CHECKING:
    from graph.store.exchange import Exchange

__all__ = ["GraphName", "QueryAnswer", "Row", "Store", "Term"]

Term = NamedNode | BlankNode | Literal | Triple
GraphName = NamedNode | DefaultGraph
Row = dict[str, Term]


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


class Store(Protocol):
    """An RDF dataset that answers SPARQL and takes whole graphs.

    Two classes do this: :class:`graph.store.EmbeddedStore`, a directory of its own, and
    :class:`graph.store.RemoteStore`, any SPARQL 1.1 server.
    """

    @property
    def version(self) -> str:
        """The dataset version: another one after every write; looking it up may block."""

    @property
    def is_settled(self) -> bool:
        """Whether the version is known without waiting."""

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

    def begin(
        self,
        sparql: str,
        *,
        accept: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Exchange | None:
        """Ask without waiting for anything; ``None`` where only :meth:`query` will do.

        The parameters are those of :meth:`query`, with the store's own limits.
        """

    def select(self, sparql: str, **bindings: Term) -> list[Row]:
        """Answer a SELECT query as rows of terms; an unbound variable is left out of its row."""

    def update(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> str:
        """Apply an update, whole or not at all, and give the new version."""

    def replace_graphs(
        self,
        graphs: Mapping[str, Iterable[Quad]],
        *,
        remove: Iterable[str] = (),
        extend: bool = False,
    ) -> str:
        """Replace these graphs by their IRI and drop others, in one write; give the new version.

        The IRI ``""`` stands for the default graph; a quad's own graph name gives way to the key.
        With ``extend`` the quads are added to what the graphs hold.
        """

    def close(self) -> None:
        """End the store's processes and give back its directory."""
