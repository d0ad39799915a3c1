"""What one build has done so far: what was new, what is stored already, and what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.building.jobs import Failure, Job
from graph.building.naming import Naming
from graph.building.sources import Origin

if TYPE_CHECKING:
    from graph.building.contribution import Contribution
    from graph.quads import Run
    from graph.relations.bearing import Bearing
    from graph.store.content import Content

__all__ = ["Batch", "BuildReport", "Graphs"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: keys of documents by what became of them, and the dataset's version."""

    version: str
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()


@dataclass(slots=True)
class Batch:
    """The documents of one build.

    Attributes
    ----------
    stored
        Of each document in the store, its source's hash and what made its graph.
    origins
        Where those came from.
    run
        What makes graphs now.
    made
        Where the documents that are added or replaced came from, by key.
    bearings
        What documents bear on others, by key.
    unchanged, failed
        What is stored already, and what gave no document.
    """

    stored: Mapping[str, tuple[str, Run]]
    origins: Mapping[str, Origin]
    run: Run
    made: dict[str, Origin] = field(default_factory=dict)
    bearings: dict[str, Bearing] = field(default_factory=dict)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    _naming: Naming = field(init=False)

    def __post_init__(self) -> None:
        self._naming = Naming(self.origins)

    def fresh(self, jobs: Iterable[Job | Failure]) -> Iterator[Job]:
        """Give the sources that are not stored as they are now; the others are noted."""
        current = {
            _state(sha256, self.origins[key].supplement): key
            for key, (sha256, made_by) in self.stored.items()
            if made_by == self.run and key in self.origins
        }
        for job in jobs:
            if isinstance(job, Failure):
                self.failed.append(job)
            elif (key := current.get(_state(job.sha256, job.supplement))) is not None:
                self.unchanged.append(key)
            else:
                yield job

    def key_of(self, job: Job, given: Contribution) -> str:
        """Give the key that is the document's own here."""
        return self._naming.key_of(str(job.path), given.key, has_symbol=given.has_symbol)

    def add(self, job: Job, given: Contribution) -> Origin:
        """Note a document, in place of one of the same key, and give where it came from."""
        origin = Origin(str(job.path), given.sha256, dict(job.supplement))
        self.made[given.key] = origin
        self.bearings[given.key] = given.bearing
        return origin

    @property
    def gone(self) -> frozenset[str]:
        """The stored documents in whose place others came from the same paths."""
        paths = {origin.path for origin in self.made.values()}
        return frozenset(
            key
            for key, origin in self.origins.items()
            if key not in self.made and origin.path in paths
        )

    @property
    def is_settled(self) -> bool:
        """Whether the store holds all that it should."""
        current = all(made_by == self.run for _, made_by in self.stored.values())
        return not self.made and bool(self.stored) and current

    def report(self, version: str) -> BuildReport:
        """Tell what was done."""
        return BuildReport(
            version,
            added=tuple(key for key in self.made if key not in self.stored),
            replaced=tuple(key for key in self.made if key in self.stored),
            unchanged=tuple(self.unchanged),
            failed=tuple(self.failed),
        )


class Graphs(Mapping[str, "Content"]):
    """Graphs from several mappings, with word of each as it is taken.

    Parameters
    ----------
    parts
        Each with graphs of its own.
    tell
        Called with a graph's name, how many were taken before it, and how many there are.
    """

    def __init__(
        self, parts: Sequence[Mapping[str, Content]], tell: Callable[[str, int, int], None]
    ) -> None:
        self._parts = {name: part for part in parts for name in part}
        self._tell = tell
        self._taken = 0

    def __getitem__(self, name: str) -> Content:
        self._tell(name.rpartition("/")[2], self._taken, len(self))
        self._taken += 1
        return self._parts[name][name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


def _state(sha256: str, supplement: Mapping[str, str]) -> tuple[object, ...]:
    return sha256, tuple(sorted(supplement.items()))
