"""Sources in, a published graph out: read, check, store; unchanged sources are left alone.

The dataset is a pure function of the archived sources and the vocabularies: what the store holds
after a build does not depend on the order in which documents came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.building.batch import Batch, BuildReport, Graphs
from graph.building.contribution import Contribution, Contributor, contributions
from graph.building.derived import Derived, Writer
from graph.building.jobs import BuildError, Failure, Job, Jobs, jobs_in, jobs_of, sources_in
from graph.building.sources import Intent, Origin, SourceArchive
from graph.building.spool import Spool
from graph.quads import Run
from graph.reader import collector_at_rest
from graph.relations.bearing import Bearing, Bearings
from graph.relations.ledger import Entry, Ledger
from graph.store.errors import WriteOutdated

if TYPE_CHECKING:
    from graph.store import Store
    from graph.store.content import Content
    from ontology.iris import Iris
    from ontology.vocabularies import Vocabularies

__all__ = [
    "BuildError",
    "BuildReport",
    "Builder",
    "Failure",
    "Job",
    "Progress",
    "jobs_in",
    "jobs_of",
    "sources_in",
]

Progress = Callable[[str, str, int, int], None]
_STORED = """
PREFIX rec: <https://w3id.org/recgraph/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?key ?sha256 ?software ?vocabularies WHERE {
  ?document a rec:Document ; rec:key ?key ; rec:sha256 ?sha256 ; prov:wasGeneratedBy ?run .
  ?run rec:softwareVersion ?software ; rec:vocabularyDigest ?vocabularies .
} ORDER BY ?key
"""


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
        Called with what is done, with which source or graph, how much is done, and how much there
        is to do; 0 where that is not known.
    """

    store: Store
    archive: SourceArchive
    vocabularies: Vocabularies
    iris: Iris
    workers: int = 1
    validate: bool = True
    progress: Progress | None = None

    def build(self, jobs: Iterable[Job | Failure]) -> BuildReport:
        """Read sources and store their graphs, in one write.

        A source that cannot be read, or whose graph does not conform, is told in the report; the
        others are stored. Sources that the store holds already are left alone.
        """
        with self.archive.held(), Spool(self.archive.directory) as spool:
            return self._build(jobs, spool)

    def _build(self, jobs: Iterable[Job | Failure], spool: Spool) -> BuildReport:
        stored = self._stored()
        self._settle(stored)
        batch = Batch(stored, self.archive.origins(), Run.of(self.vocabularies))
        contributor = Contributor(self.vocabularies, self.iris, self.validate)
        size = jobs.size if isinstance(jobs, Jobs) else 0
        fresh = batch.fresh(jobs)
        for job, given in contributions(contributor, fresh, self.workers):
            self._take(batch, spool, contributor, job, given)
            self._tell("Reading", job.path.name, job.position, size)
        return batch.report(self._publish(batch, spool))

    def _take(
        self,
        batch: Batch,
        spool: Spool,
        contributor: Contributor,
        job: Job,
        given: Contribution | str,
    ) -> None:
        """Keep what a source contributes, under the key that is the document's own here."""
        if isinstance(given, Contribution):
            key = batch.key_of(job, given)
            if key != given.key:
                given = contributor.contribution(job, key)
        if isinstance(given, str):
            batch.failed.append(Failure(str(job.path), given))
            return
        self.archive.put(job.data)
        spool.put(self.iris.graph(given.key).value, given.graph)
        origin = batch.add(job, given)
        self._bearings.put(self._place(given.key, origin, batch.run), given.bearing)

    @property
    def _bearings(self) -> Bearings:
        return Bearings(self.archive.directory / "bearings")

    def _tell(self, what: str, name: str, done: int, total: int) -> None:
        if self.progress:
            self.progress(what, name, done, total)

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
        rows: Iterable[Mapping[str, Any]] = self.store.select(_STORED)
        return {
            row["key"].value: (
                row["sha256"].value,
                Run(row["software"].value, row["vocabularies"].value),
            )
            for row in rows
        }

    def _publish(self, batch: Batch, spool: Spool) -> str:
        """Write every graph that changes, in one write."""
        if batch.is_settled:
            return self.store.version
        former = self.store.version
        writer = Writer(self._ledgers, self.vocabularies, self.iris)
        with collector_at_rest():
            derived = self._derived(batch)
            # a store at a distance cannot tell for sure that nobody else has written
            held = None if self.store.beside is None else writer.kept(former)
        self.archive.intend(Intent(former, batch.made, batch.gone))
        gone = [self.iris.graph(key).value for key in sorted(batch.gone)]
        try:
            version = self._write(writer, held, derived, spool, gone, former)
        except WriteOutdated:  # an update came between: whole graphs fit any version
            version = self._write(writer, None, derived, spool, gone, None)
        self.archive.settle(published=True)
        origins = self.archive.origins()
        self._bearings.keep_only(self._place(key, origins[key], batch.run) for key in origins)
        writer.keep(version, derived)
        return version

    @property
    def _ledgers(self) -> Path:
        return self.archive.directory / "ledger"

    def _derived(self, batch: Batch) -> Derived:
        """Find what is made of all documents together."""
        known = Ledger.kept(self._ledgers)
        entries = self._entries(batch, known.entries)
        self._tell("Relating", "", 0, 0)
        ledger = known.changed(entries)
        if ledger is not known:
            ledger.keep(self._ledgers)
        minted = sorted({key for entry in entries.values() for key in entry.minted})
        return Derived(tuple(minted), ledger.relations())

    def _entries(self, batch: Batch, known: Mapping[str, Entry]) -> dict[str, Entry]:
        """Give what every document bears on others; what is known of those that stay is taken."""
        entries: dict[str, Entry] = {}
        staying = sorted(set(batch.stored) - set(batch.made) - batch.gone)
        for done, key in enumerate(staying, 1):
            origin = batch.origins.get(key)
            if origin is None:
                raise BuildError(
                    f"the store holds {key}, whose source is not in this data directory; build "
                    "with the data directory that it was built with, or build that document again "
                    "too"
                )
            place = self._place(key, origin, batch.run)
            name = Bearings.name(place)
            entry = known.get(key)
            if entry is None or entry.name != name:
                entry = Entry.of(name, self._bearing_again(key, origin, place))
            entries[key] = entry
            self._tell("Recalling", key, done, len(staying))
        for key, bearing in batch.bearings.items():
            name = Bearings.name(self._place(key, batch.made[key], batch.run))
            entries[key] = Entry.of(name, bearing)
        return dict(sorted(entries.items()))

    def _bearing_again(self, key: str, origin: Origin, place: tuple[object, ...]) -> Bearing:
        """Give what a stored document bears on others; what is not kept is read once more."""
        if (kept := self._bearings.get(place)) is not None:
            return kept
        try:
            data = self.archive.get(origin.sha256)
        except KeyError:
            told = f"the source of {key} ({origin.sha256}) is gone from this data directory"
            raise BuildError(f"{told}; restore a backup, or build that document again") from None
        contributor = Contributor(self.vocabularies, self.iris, validate=False)
        given = contributor.contribution(Job(Path(origin.path), data, origin.supplement), key)
        if isinstance(given, str):
            raise BuildError(f"{key} cannot be read again: {given}")
        self._bearings.put(place, given.bearing)
        return given.bearing

    def _place(self, key: str, origin: Origin, run: Run) -> tuple[object, ...]:
        """Give all that a bearing depends on."""
        supplement = tuple(sorted(origin.supplement.items()))
        return key, origin.sha256, supplement, run.software, run.vocabularies

    def _write(
        self,
        writer: Writer,
        held: Derived | None,
        derived: Derived,
        spool: Spool,
        gone: Sequence[str],
        since: str | None,
    ) -> str:
        """Write the documents, and of what is derived only the change where it is known."""
        changes = None if held is None else writer.changes(held, derived)
        parts: list[Mapping[str, Content]] = [spool]
        if held is None:
            parts.insert(0, writer.schemes())
        if changes is None:
            parts.append(writer.whole(derived))
        return self.store.replace_graphs(
            Graphs(parts, partial(self._tell, "Storing")),
            remove=gone,
            changes=changes,
            since=None if held is None else since,
        )
