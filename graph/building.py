"""Sources in, a published graph out: read, check, store; unchanged sources are left alone.

The dataset is a pure function of the archived sources and the vocabularies: what the store holds
after a build does not depend on the order in which documents came.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from graph.bearing import Bearing, Bearings
from graph.document import Document
from graph.errors import RecgraphError
from graph.jobs import BuildError, Job, jobs_in, sources_in, with_keys
from graph.quads import Run, document_quads, ontology_quads, vocabulary_quads
from graph.reader import read_document
from graph.relations import facts_of, find_relations, relation_quads
from graph.sidecar import supplemented
from graph.sources import Intent, Origin, SourceArchive
from ontology.vocabularies import Vocabularies, load_vocabularies

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from graph.store import Store
    from ontology.iris import Iris

__all__ = ["BuildError", "BuildReport", "Builder", "Failure", "Job", "jobs_in", "sources_in"]

_JSON = "application/sparql-results+json"
_STORED = """
PREFIX rec: <https://w3id.org/recgraph/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?key ?sha256 ?software ?vocabularies WHERE {
  ?document a rec:Document ; rec:key ?key ; rec:sha256 ?sha256 ; prov:wasGeneratedBy ?run .
  ?run rec:softwareVersion ?software ; rec:vocabularyDigest ?vocabularies .
} ORDER BY ?key
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that gave no document, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: keys of documents by what became of them, and the dataset's version."""

    version: str
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Builder:
    """Puts documents into a store.

    Parameters
    ----------
    store
        Where the graphs go.
    archive
        Where copies of the sources are kept.
    vocabularies, iris
        What can be named, and how it is named.
    workers
        Processes that read at the same time; the result does not depend on their number.
    validate
        Whether a document must conform to the SHACL shapes to be stored.
    progress
        Called with a source's name, how many are read, and how many there are.
    bearings
        Where what a document bears on others is kept between builds.
    """

    store: Store
    archive: SourceArchive
    vocabularies: Vocabularies
    iris: Iris
    workers: int = 1
    validate: bool = True
    progress: Callable[[str, int, int], None] | None = None
    bearings: Bearings = field(default_factory=lambda: Bearings(0))

    def build(self, jobs: Sequence[Job]) -> BuildReport:
        """Read sources and store their graphs, in one write.

        A source that cannot be read, or whose graph does not conform, is told in the report; the
        others are stored. Sources that the store holds already are left alone.
        """
        with self.archive.held():
            return self._build(jobs)

    def _build(self, jobs: Sequence[Job]) -> BuildReport:
        stored = self._stored()
        self._settle(stored)
        run, origins = Run.of(self.vocabularies), self.archive.origins()
        current = {
            (sha256, tuple(sorted(origins[key].supplement.items()))): key
            for key, (sha256, made_by) in stored.items()
            if made_by == run and key in origins
        }
        states = [current.get((job.sha256, tuple(sorted(job.supplement.items())))) for job in jobs]
        fresh = [job for job, state in zip(jobs, states, strict=True) if state is None]
        read, failed = self._read(fresh)
        documents, refused = self._conforming(with_keys(read, origins))
        version = self._publish(documents, stored, origins)
        keys = [document.key for _, document in documents]
        return BuildReport(
            version,
            added=tuple(key for key in keys if key not in stored),
            replaced=tuple(key for key in keys if key in stored),
            unchanged=tuple(key for key in states if key is not None),
            failed=(*failed, *refused),
        )

    def _settle(self, stored: Mapping[str, tuple[str, Run]]) -> None:
        """Find out whether what a build that was killed meant to publish is published."""
        intent = self.archive.intent()
        if intent is not None:
            is_there = all(
                stored.get(key, ("",))[0] == origin.sha256 for key, origin in intent.made.items()
            )
            has_moved = self.store.version != intent.former
            self.archive.settle(published=has_moved and is_there and intent.gone.isdisjoint(stored))

    def _stored(self) -> dict[str, tuple[str, Run]]:
        """Tell of each document in the store its source's hash and what made its graph."""
        answer = self.store.query(_STORED, accept=_JSON)
        rows = json.loads(answer.body)["results"]["bindings"]
        return {
            row["key"]["value"]: (
                row["sha256"]["value"],
                Run(row["software"]["value"], row["vocabularies"]["value"]),
            )
            for row in rows
        }

    def _read(self, jobs: Sequence[Job]) -> tuple[list[tuple[Job, Document]], list[Failure]]:
        """Read every source, in their order; tell those that cannot be read."""
        read, failed = [], []
        for done, (job, outcome) in enumerate(zip(jobs, self._outcomes(jobs), strict=True), 1):
            if isinstance(outcome, Document):
                read.append((job, outcome))
            else:
                failed.append(Failure(str(job.path), outcome))
            if self.progress:
                self.progress(job.path.name, done, len(jobs))
        return read, failed

    def _outcomes(self, jobs: Sequence[Job]) -> Iterator[Document | str]:
        if self.workers == 1 or len(jobs) < 2:
            yield from map(partial(_outcome, self.vocabularies), jobs)
            return
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            yield from pool.map(_outcome_of_job, jobs, chunksize=4)

    def _conforming(
        self, read: Sequence[tuple[Job, Document]]
    ) -> tuple[list[tuple[Job, Document]], list[Failure]]:
        """Keep the documents whose graphs conform to the shapes."""
        kept, refused = [], []
        for job, document in read:
            problem = self._problem(document) if self.validate else None
            if problem is None:
                kept.append((job, document))
            else:
                refused.append(Failure(str(job.path), problem))
        return kept, refused

    def _problem(self, document: Document) -> str | None:
        from ontology.validation import validate  # slow to import, and not needed for reading

        try:
            report = validate(self._quads(document))
        except RecgraphError as error:  # one document never keeps the others out
            return f"no graph can be made of it: {error}; nothing of it was stored"
        if report.conforms:
            return None
        worst = report.results[0]
        return f"its graph does not conform to the shapes: {worst}; nothing of it was stored"

    def _quads(self, document: Document) -> Iterator[Quad]:
        run = Run.of(self.vocabularies)
        return document_quads(document, self.vocabularies, self.iris, run=run)

    def _publish(
        self,
        documents: Sequence[tuple[Job, Document]],
        stored: Mapping[str, tuple[str, Run]],
        origins: Mapping[str, Origin],
    ) -> str:
        """Keep copies of the sources, then write every graph that changes, in one write."""
        run = Run.of(self.vocabularies)
        if not documents and stored and all(made_by == run for _, made_by in stored.values()):
            return self.store.version
        made = {
            document.key: Origin(str(job.path), document.source.sha256, dict(job.supplement))
            for job, document in documents
        }
        gone = {
            key
            for key, origin in origins.items()
            if key not in made and origin.path in {o.path for o in made.values()}
        }
        for job, _ in documents:
            self.archive.put(job.data)
        new = [document for _, document in documents]
        bearings = [self._bearing(document, made[document.key]) for document in new]
        staying = sorted(set(stored) - set(made) - gone)
        bearings += [self._bearing_again(key, origins.get(key)) for key in staying]
        graphs = self._graphs(new, bearings)
        self.archive.intend(Intent(self.store.version, made, frozenset(gone)))
        version = self.store.replace_graphs(
            graphs, remove=[self.iris.graph(key).value for key in sorted(gone)]
        )
        self.archive.settle(published=True)
        return version

    def _bearing(self, document: Document, origin: Origin) -> Bearing:
        """Gather what a document bears on others, and keep it."""
        minted = self._quads_in(self.iris.minted_graph.value, document)
        found = Bearing(tuple(facts_of(document)), tuple(minted))
        self.bearings.put(self._place(document.key, origin), found)
        return found

    def _bearing_again(self, key: str, origin: Origin | None) -> Bearing:
        """Give what a stored document bears on others; what is not kept is read once more."""
        if origin is None:
            raise BuildError(
                f"the store holds {key}, whose source is not in this data directory; build with "
                "the data directory that it was built with, or build that document again too"
            )
        if (kept := self.bearings.get(self._place(key, origin))) is not None:
            return kept
        try:
            data = self.archive.get(origin.sha256)
        except KeyError:
            told = f"the source of {key} ({origin.sha256}) is gone from this data directory"
            raise BuildError(f"{told}; restore a backup, or build that document again") from None
        job = Job(Path(origin.path), data, origin.supplement)
        return self._bearing(replace(_read_job(self.vocabularies, job), key=key), origin)

    def _place(self, key: str, origin: Origin) -> Hashable:
        """Give all that a bearing depends on."""
        supplement = tuple(sorted(origin.supplement.items()))
        return key, origin.sha256, supplement, Run.of(self.vocabularies), self.iris.base

    def _graphs(
        self, documents: Sequence[Document], bearings: Sequence[Bearing]
    ) -> dict[str, Iterable[Quad]]:
        """Give every graph to write, by its IRI; those of the kept documents stay as they are.

        A document's graph is made as it is written, so the quads are never all in memory.
        """
        minted, related = self.iris.minted_graph.value, self.iris.relations_graph.value
        schemes: dict[str, list[Quad]] = {}
        for quad in chain(vocabulary_quads(self.iris), ontology_quads(self.iris)):
            schemes.setdefault(_graph_of(quad), []).append(quad)
        facts = chain.from_iterable(bearing.facts for bearing in bearings)
        own = ((self.iris.graph(document.key).value, document) for document in documents)
        return {
            **schemes,
            **{graph: self._quads_in(graph, document) for graph, document in own},
            minted: sorted({quad for b in bearings for quad in b.minted}, key=str),
            related: list(relation_quads(find_relations(facts), self.iris)),
        }

    def _quads_in(self, graph: str, document: Document) -> Iterator[Quad]:
        return (quad for quad in self._quads(document) if _graph_of(quad) == graph)


def _graph_of(quad: Quad) -> str:
    """Name the graph of one of our own quads, which all stand in a named graph."""
    return str(quad.graph_name)[1:-1]


def _read_job(vocabularies: Vocabularies, job: Job) -> Document:
    return supplemented(read_document(job.data, job.path.name, vocabularies), job.supplement)


def _outcome(vocabularies: Vocabularies, job: Job) -> Document | str:
    """Read a source, or tell why it cannot be read."""
    try:
        return _read_job(vocabularies, job)
    except RecgraphError as error:
        return str(error)


def _outcome_of_job(job: Job) -> Document | str:
    """Read a source in a process of its own, with the product's vocabularies."""
    return _outcome(load_vocabularies(), job)
