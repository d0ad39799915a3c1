"""What one source contributes: its document's graph, checked and written, and what that bears on.

It is a pure function of source, supplement, vocabularies and names, so it is made in any process.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, serialize

from graph.building.sidecar import supplemented
from graph.building.spool import packed
from graph.errors import RecgraphError
from graph.quads import Run, document_sink, minted_quads, named_entities
from graph.reader import read_document
from graph.relations.bearing import Bearing, bearing_of
from ontology.vocabularies import load_vocabularies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.building.jobs import Job
    from graph.document import Document
    from graph.quadsink import QuadSink
    from ontology.iris import Iris
    from ontology.validation import Report
    from ontology.vocabularies import Vocabularies

__all__ = ["Contribution", "Contributor", "contributions"]

_AHEAD = 4
"""Sources for each process that are read before their turn."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """A document as it goes into the dataset.

    Attributes
    ----------
    key
        The document's own, which its graph is named after.
    has_symbol
        Whether it has a symbol, which no two documents share.
    sha256
        Of its source.
    graph
        Its graph, as :func:`graph.building.spool.packed` gives it.
    bearing
        What it bears on others.
    """

    key: str
    has_symbol: bool
    sha256: str
    graph: bytes
    bearing: Bearing


@dataclass(frozen=True, slots=True)
class Contributor:
    """Reads sources and writes their graphs.

    Parameters
    ----------
    vocabularies, iris
        What can be named, and how it is named.
    validate
        Whether a graph must conform to the SHACL shapes.
    """

    vocabularies: Vocabularies
    iris: Iris
    validate: bool = True
    _minted: dict[str, str | None] = field(default_factory=dict)

    def document(self, job: Job) -> Document:
        """Read a source; :class:`~graph.reading.ReadingError` where that cannot be."""
        read = read_document(job.data, job.path.name, self.vocabularies)
        return supplemented(read, job.supplement)

    def contribution(self, job: Job, key: str | None = None) -> Contribution | str:
        """Give what a source contributes, under its own key or another, or why it cannot."""
        try:
            document = self.document(job)
        except RecgraphError as error:
            return str(error)
        if key is not None:
            document = replace(document, key=key)
        try:
            sink = document_sink(
                document, self.vocabularies, self.iris, run=Run.of(self.vocabularies)
            )
            bearing = bearing_of(document, self._unlisted(sink))
            problem = self._problem(sink, bearing) if self.validate else None
        except RecgraphError as error:  # one document never keeps the others out
            problem = f"no graph can be made of it: {error}"
        if problem is not None:
            return f"{problem}; nothing of it was stored"
        graph = packed(serialize(sink.quads(), format=RdfFormat.N_QUADS) or b"")
        has_symbol = document.metadata.symbol is not None
        return Contribution(document.key, has_symbol, document.source.sha256, graph, bearing)

    def _unlisted(self, sink: QuadSink) -> Iterable[str]:
        return (key for key in named_entities(sink) if self.vocabularies.get(key) is None)

    def _problem(self, sink: QuadSink, bearing: Bearing) -> str | None:
        """Tell how a document's graph, or the entities minted for it, do not conform."""
        from ontology.validation import validate, validate_described  # not needed for reading

        problem = _worst(validate_described(sink.described()))
        for key in bearing.minted:
            if key not in self._minted:
                described = minted_quads([key], self.vocabularies, self.iris)
                self._minted[key] = _worst(validate(described))
            problem = problem or self._minted[key]
        return problem


def _worst(report: Report) -> str | None:
    if report.conforms:
        return None
    return f"its graph does not conform to the shapes: {report.results[0]}"


def contributions(
    contributor: Contributor, jobs: Iterable[Job], workers: int
) -> Iterator[tuple[Job, Contribution | str]]:
    """Give each source with what it contributes, in their order.

    Parameters
    ----------
    contributor
        Does the work.
    jobs
        Taken a few ahead of their turn, so any number of them takes no more memory.
    workers
        Processes that do the work; they read with the product's own vocabularies.
    """
    if workers == 1:
        yield from ((job, contributor.contribution(job)) for job in jobs)
        return
    given = contributor.iris, contributor.validate
    waiting: deque[tuple[Job, Future[Contribution | str]]] = deque()
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=given
    ) as pool:
        for job in jobs:
            waiting.append((job, pool.submit(_contribution, job)))
            if len(waiting) > workers * _AHEAD:
                done, outcome = waiting.popleft()
                yield done, outcome.result()
        for done, outcome in waiting:
            yield done, outcome.result()


_of_this_process: list[Contributor] = []


def _start(iris: Iris, validate: bool) -> None:
    _of_this_process.append(Contributor(load_vocabularies(), iris, validate))


def _contribution(job: Job) -> Contribution | str:
    return _of_this_process[0].contribution(job)
