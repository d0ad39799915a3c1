"""The graphs made of all documents together, and what of them a build changes.

What they hold is kept beside the store for one dataset version. Where that is the version a build
starts from, it writes the difference only; otherwise it writes these graphs whole.
"""

from __future__ import annotations

import marshal
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import ontology
from graph import schemes
from graph.quads import minted_quads, ontology_quads, vocabulary_quads
from graph.relations.finding import Relation, relation_quads
from graph.store.content import Change
from ontology.bytecache import key_of
from ontology.keptfile import read_kept, write_kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from graph.store.content import Content
    from ontology.iris import Iris
    from ontology.vocabularies import Vocabularies

__all__ = ["Derived", "Writer"]

_FOLDER = Path(ontology.__file__).parent
_MADE_BY = key_of((Path(__file__), Path(schemes.__file__)))
_FEW = 4
"""Where more than one relation in so many changes, all are written: that is quicker."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What is made of all documents together: minted entities, by key, and relations."""

    minted: tuple[str, ...]
    relations: tuple[Relation, ...]

    def differs(self, former: Derived) -> tuple[tuple[Relation, ...], tuple[Relation, ...]]:
        """Give the relations that went and those that came."""
        ours, theirs = set(self.relations), set(former.relations)
        gone = tuple(r for r in former.relations if r not in ours)
        return gone, tuple(r for r in self.relations if r not in theirs)


@dataclass(frozen=True, slots=True)
class Writer:
    """Gives the graphs that hold what is derived, whole or as changes.

    Parameters
    ----------
    directory
        Where what they hold is kept.
    vocabularies, iris
        What can be named, and how it is named.
    """

    directory: Path
    vocabularies: Vocabularies
    iris: Iris

    def kept(self, version: str) -> Derived | None:
        """Give what the graphs of this version hold; ``None`` where that is not known."""
        body = read_kept(self.directory / "derived", self._head(version))
        if body is None:
            return None
        minted, relations = marshal.loads(body)
        return Derived(minted, tuple(Relation(*row) for row in relations))

    def keep(self, version: str, derived: Derived) -> None:
        """Keep what the graphs of this version hold."""
        names = [field.name for field in fields(Relation)]
        rows = [tuple(getattr(r, name) for name in names) for r in derived.relations]
        body = marshal.dumps((derived.minted, rows))
        write_kept(self.directory / "derived", self._head(version), body)

    def schemes(self) -> dict[str, list[Quad]]:
        """Give the graphs of the vocabularies and the ontology."""
        found: dict[str, list[Quad]] = {}
        for quad in chain(vocabulary_quads(self.iris), ontology_quads(self.iris)):
            found.setdefault(str(quad.graph_name)[1:-1], []).append(quad)
        return found

    def whole(self, derived: Derived) -> dict[str, Content]:
        """Give the graphs of minted entities and relations."""
        return {
            self.iris.minted_graph.value: self._minted(derived.minted),
            self.iris.relations_graph.value: relation_quads(derived.relations, self.iris),
        }

    def changes(self, former: Derived, now: Derived) -> dict[str, Change] | None:
        """Give what changes in these graphs; ``None`` where writing them whole is quicker."""
        gone, come = now.differs(former)
        if len(gone) * _FEW > len(former.relations):
            return None
        before, after = set(former.minted), set(now.minted)
        minted = Change(
            tuple(self._minted(tuple(before - after))), tuple(self._minted(tuple(after - before)))
        )
        related = Change(
            tuple(relation_quads(gone, self.iris)), tuple(relation_quads(come, self.iris))
        )
        named = {
            self.iris.minted_graph.value: minted,
            self.iris.relations_graph.value: related,
        }
        return {name: change for name, change in named.items() if change.removed or change.added}

    def _minted(self, keys: tuple[str, ...]) -> Iterator[Quad]:
        return minted_quads(keys, self.vocabularies, self.iris)

    def _head(self, version: str) -> bytes:
        """Tell all that the graphs are written from, beside what is derived."""
        files = sorted(chain(_FOLDER.glob("vocabularies/*.ttl"), _FOLDER.glob("model/*.ttl")))
        return f"{_MADE_BY} {key_of(files)} {self.iris.base} {version}\n".encode()
