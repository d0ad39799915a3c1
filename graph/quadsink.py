"""Collects quads of one named graph, with entity IRIs made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import REC, XSD

if TYPE_CHECKING:
    from ontology.iris import Iris

__all__ = ["Entities", "QuadSink"]

_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


class Entities(dict[str, NamedNode]):
    """Entity IRIs by key, each made when it is first asked for.

    Examples
    --------
    >>> from ontology.iris import DEFAULT
    >>> Entities(DEFAULT)["unodc"].value
    'https://w3id.org/recgraph/id/unodc'
    """

    def __init__(self, iris: Iris) -> None:
        super().__init__()
        self._iris = iris

    def __missing__(self, key: str) -> NamedNode:
        node = self[key] = self._iris.entity(key)
        return node


class QuadSink:
    """Quads of one graph on their way out; ``entities`` keeps those that were named.

    Parameters
    ----------
    graph
        The named graph that every quad goes to.
    iris
        Makes the names.

    Examples
    --------
    >>> from ontology.iris import DEFAULT
    >>> from ontology.terms import RDF, REC
    >>> sink = QuadSink(DEFAULT.graph("report"), DEFAULT)
    >>> sink.add(DEFAULT.document("report"), RDF.type, REC.Document)
    >>> sink.value(DEFAULT.document("report"), REC.part, None)
    >>> len(sink.taken()), len(sink.taken())
    (1, 0)
    """

    def __init__(self, graph: NamedNode, iris: Iris) -> None:
        self.iris = iris
        self.entities = Entities(iris)
        self._graph = graph
        self._quads: list[Quad] = []

    def taken(self) -> list[Quad]:
        """Give the quads collected since the last call."""
        quads, self._quads = self._quads, []
        return quads

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Add a quad."""
        self._quads.append(Quad(subject, predicate, value, self._graph))

    def value(self, subject: NamedNode, predicate: NamedNode, value: str | int | None) -> None:
        """Add a string, an integer or a boolean, where there is one."""
        if value is not None:
            self._quads.append(Quad(subject, predicate, Literal(value), self._graph))

    def span(self, node: NamedNode, text: str, start: int, end: int) -> None:
        """Add a text and where it stands in the document's text."""
        self.value(node, REC.text, text)
        self.value(node, REC.start, start)
        self.value(node, REC.end, end)

    def date(self, subject: NamedNode, predicate: NamedNode, value: str | None) -> None:
        """Add an ISO 8601 date, month or year, where there is one."""
        if value is not None:
            type_ = _DATES.get(len(value), XSD.string)
            self.add(subject, predicate, Literal(value, datatype=type_))
