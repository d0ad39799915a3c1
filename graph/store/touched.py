"""What recent writes touched, kept beside a snapshot.

What was made of an earlier version is brought up to a later one by it, instead of being made anew.
Only a write that knows all it touches keeps this; any other begins anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.store.content import Change

__all__ = ["Touched", "keep_touched", "touched_since"]

_STEPS: Final = 50
_NAMES: Final = 50_000
"""Names that the steps before the last may have together; earlier steps are forgotten."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What writes touched, by IRI.

    Attributes
    ----------
    written, removed
        Graphs written whole, and graphs removed.
    subjects
        Of the quads that came or went where a graph stayed otherwise.

    Examples
    --------
    >>> one = Touched(frozenset({"g"}), frozenset(), frozenset())
    >>> sorted((one | Touched(frozenset({"h"}), frozenset(), frozenset())).written)
    ['g', 'h']
    """

    written: frozenset[str]
    removed: frozenset[str]
    subjects: frozenset[str]

    @classmethod
    def of(
        cls, written: Iterable[str], removed: Iterable[str], changes: Mapping[str, Change]
    ) -> Touched:
        """Gather what a write touches."""
        quads = (quad for c in changes.values() for quad in (*c.removed, *c.added))
        subjects = frozenset(str(quad.subject).strip("<>") for quad in quads)
        return cls(frozenset(written), frozenset(removed), subjects)

    def __or__(self, other: Touched) -> Touched:
        return Touched(
            self.written | other.written,
            self.removed | other.removed,
            self.subjects | other.subjects,
        )

    def __len__(self) -> int:
        return len(self.written) + len(self.removed) + len(self.subjects)

    def told(self) -> list[list[str]]:
        """Give it as lists."""
        return [sorted(self.written), sorted(self.removed), sorted(self.subjects)]


def keep_touched(snapshots: Path, former: str, name: str, told: list[list[str]]) -> None:
    """Keep what the write from one snapshot to the next touched, before what earlier ones did."""
    steps, left = [[former, told]], _NAMES
    for step in _steps(snapshots, former)[: _STEPS - 1]:
        left -= sum(map(len, step[1]))
        if left < 0:
            break
        steps.append(step)
    _file(snapshots, name).write_text(json.dumps(steps), "utf-8")


def touched_since(snapshots: Path, former: str, name: str) -> Touched | None:
    """Give all that was touched from one snapshot to another; ``None`` where that is not known.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> keep_touched(folder, "1", "2", [["g"], [], []])
    >>> keep_touched(folder, "2", "3", [["h"], [], []])
    >>> sorted(touched_since(folder, "1", "3").written), touched_since(folder, "0", "3")
    (['g', 'h'], None)
    """
    found = Touched(frozenset(), frozenset(), frozenset())
    for version, told in _steps(snapshots, name):
        found |= Touched(*map(frozenset, told))
        if version == former:
            return found
    return None


def _file(snapshots: Path, name: str) -> Path:
    return snapshots / f"{name}.touched"


def _steps(snapshots: Path, name: str) -> list[Any]:
    """Give the steps that led to a snapshot, the last first."""
    try:
        steps: list[Any] = json.loads(_file(snapshots, name).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    return steps
