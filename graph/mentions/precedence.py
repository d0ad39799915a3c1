"""Which of overlapping hits stay: one pure policy for the hits of all finders."""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from graph.mentions.gazetteer import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ontology.vocabularies import Vocabularies

__all__ = ["choose"]

Span = tuple[int, int]

# What wins where two names have the same span.
_RANK = {"organization": 0, "instrument": 1, "state": 2, "actor": 3}


def choose(hits: Iterable[Hit], vocabularies: Vocabularies) -> list[Hit]:
    """Decide which of overlapping hits stay.

    Among organizations, instruments, States and actors the longest stays, then the leftmost; but a
    reference by number is never a part of a longer name. A theme stays unless it lies within a
    longer theme or a name that stays. The name of a proposed instrument says what it is about and
    hides no theme; an actor's hides what is less than half of it ("law" in "law enforcement").

    Examples
    --------
    >>> from ontology.vocabularies import Vocabularies
    >>> hits = [Hit(0, 14, "united-nations", "organization", "label"),
    ...         Hit(0, 40, "untoc", "instrument", "label"),
    ...         Hit(30, 40, "crime", "theme", "label")]
    >>> [h.entity for h in choose(hits, Vocabularies({}, {}, ""))]
    ['untoc']
    """
    names: list[Hit] = []
    themes: list[Hit] = []
    for hit in dict.fromkeys(hits):
        (themes if hit[3] == "theme" else names).append(hit)
    hidden = bytearray(max((h[1] for h in names), default=0))
    kept = _longest(names)
    actors: list[Span] = []
    proposed: dict[str, bool] = {}
    for start, end, entity, kind, _ in kept:
        if kind == "actor":
            actors.append((start, end))
            continue
        if entity not in proposed:
            proposed[entity] = _proposed(entity, vocabularies)
        if not proposed[entity]:
            hidden[start:end] = b"\1" * (end - start)
    kept += _maximal(themes, hidden, actors)
    kept.sort()
    return kept


def _longest(names: list[Hit]) -> list[Hit]:
    """Give the names that stay, by start: of those that overlap each other the first in rank."""
    names.sort()
    kept: list[Hit] = []
    group: list[Hit] = []
    reach = 0
    for hit in names:
        start, end = hit[0], hit[1]
        if start >= reach and group:
            kept += _first_in_rank(group)
            group = []
        group.append(hit)
        if end > reach:
            reach = end
    return kept + _first_in_rank(group)


def _first_in_rank(group: list[Hit]) -> list[Hit]:
    if len(group) == 1:
        return group
    kept: list[Hit] = []
    for hit in sorted(group, key=_precedence):
        start, end = hit[:2]
        if all(end <= o[0] or o[1] <= start or _one_range(hit, o) for o in kept):
            kept.append(hit)
    kept.sort()
    return kept


def _one_range(hit: Hit, other: Hit) -> bool:
    """Say whether two hits are members of one range of references and share its words."""
    return hit[:2] == other[:2] and ":range" in hit.rule + other.rule


def _precedence(hit: Hit) -> tuple[bool, int, int, int, str, str]:
    start, end, entity, kind, rule = hit
    return not rule.startswith("reference:"), start - end, start, _RANK[kind], entity, rule


def _proposed(key: str, vocabularies: Vocabularies) -> bool:
    entity = vocabularies.get(key)
    return entity is not None and entity.subtype == "ProposedInstrument"


def _maximal(themes: list[Hit], hidden: bytearray, actors: list[Span]) -> Iterator[Hit]:
    """Leave out the themes within a longer theme, a hidden stretch, or an actor's longer name."""
    themes.sort(key=lambda h: (h[0], -h[1], h[2], h[4]))
    reach, last, seen = 0, (0, 0), set[str]()
    for hit in themes:
        start, end, entity, _, rule = hit
        if (start, end) != last:
            if end <= reach:
                continue
            last, seen, reach = (start, end), set(), end
        if entity in seen or (end <= len(hidden) and hidden.find(0, start, end) < 0):
            continue
        if rule == "label:coordinated" or not _minor(start, end, actors):
            seen.add(entity)
            yield hit


def _minor(start: int, end: int, actors: list[Span]) -> bool:
    """Say whether a span is less than half of an actor's name that holds it."""
    at = bisect_right(actors, (start, sys.maxsize)) - 1
    if at < 0:
        return False
    since, until = actors[at]
    return end <= until and 2 * (end - start) < until - since
