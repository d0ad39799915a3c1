"""Collects what one named graph says, with entity IRIs made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from ontology.terms import REC, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ontology.iris import Iris
    from ontology.shapes import Described, Term

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
    """One graph in the making, by subject and predicate; ``entities`` keeps those that were named.

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
    >>> for _ in "twice":
    ...     sink.add(DEFAULT.document("report"), RDF.type, REC.Document)
    >>> sink.value(DEFAULT.document("report"), REC.part, None)
    >>> len(list(sink.quads()))
    1
    """

    def __init__(self, graph: NamedNode, iris: Iris) -> None:
        self.iris = iris
        self.entities = Entities(iris)
        self._graph = graph
        self._described: dict[NamedNode, dict[NamedNode, list[Term]]] = {}

    def described(self) -> Mapping[NamedNode, Described]:
        """Give the values of each subject's properties, each value once."""
        for about in self._described.values():
            for predicate, values in about.items():
                if len(values) > 1:
                    about[predicate] = list(dict.fromkeys(values))
        return self._described

    def quads(self) -> Iterator[Quad]:
        """Give the graph's quads, each once, subjects in the order in which they came."""
        graph = self._graph
        for subject, about in self.described().items():
            for predicate, values in about.items():
                for value in values:
                    yield Quad(subject, predicate, value, graph)

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Add a quad."""
        about = self._described.get(subject)
        if about is None:
            about = self._described[subject] = {}
        values = about.get(predicate)
        if values is None:
            about[predicate] = [value]
        else:
            values.append(value)

    def value(self, subject: NamedNode, predicate: NamedNode, value: str | int | None) -> None:
        """Add a string, an integer or a boolean, where there is one."""
        if value is not None:
            self.add(subject, predicate, Literal(value))

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
