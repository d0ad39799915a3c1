"""Entities by the beginnings of the words of their labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.catalogue import EntityRecord

__all__ = ["LabelIndex"]

_WORD = re.compile(r"[^\W_]+")


class LabelIndex:
    """Finds entities as their name is being typed.

    Every word of the query must begin a word of one and the same label: preferred, short or
    alternative. Whole names come first, then names that begin so, then those met most often.
    """

    def __init__(self, entities: Sequence[EntityRecord]) -> None:
        self._entities = entities
        self._labels = [
            tuple(_words(label) for label in (e.label, e.short, *e.alt) if label) for e in entities
        ]

    def find(self, query: str, *, limit: int) -> tuple[EntityRecord, ...]:
        """Give at most ``limit`` entities, the best first."""
        wanted = _words(query)
        if not wanted:
            return ()
        found = []
        for entity, labels in zip(self._entities, self._labels, strict=True):
            ranks = [rank for label in labels if (rank := _rank(wanted, label)) is not None]
            if ranks:
                met = entity.counts.units + entity.counts.addressed
                found.append((min(ranks), -met, entity.label.casefold(), entity.key, entity))
        return tuple(row[-1] for row in sorted(found, key=lambda row: row[:-1])[:limit])


def _rank(wanted: tuple[str, ...], label: tuple[str, ...]) -> int | None:
    """Rank a label: 0 the very words, 1 begins with them, 2 has them; ``None`` where it has not."""
    if wanted == label:
        return 0
    if len(wanted) <= len(label) and " ".join(label).startswith(" ".join(wanted)):
        return 1
    if all(any(word.startswith(part) for word in label) for part in wanted):
        return 2
    return None


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(_WORD.findall(kept.casefold()))
