"""Two documents side by side: what they share, what only one has, which units bear on which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import RecgraphError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.catalogue import Catalogue, RelationRecord, UnitRecord

__all__ = ["Comparison", "ComparisonError", "Share", "compare", "most_related"]

ASPECTS = ("themes", "addressees", "instruments", "organizations", "actors")


class ComparisonError(RecgraphError):
    """A document that is to be compared does not exist."""


@dataclass(frozen=True, slots=True)
class Share:
    """An entity and how many listed units of each document name or address it."""

    entity: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two documents have in common and what only one has.

    Attributes
    ----------
    first, second
        Keys of the two documents.
    shared, only_first, only_second
        For each aspect (themes, addressees, instruments, organizations, actors) the entities, those
        named most often first.
    relations
        Relations between a unit of the one and a unit of the other, by type.
    """

    first: str
    second: str
    shared: dict[str, tuple[Share, ...]]
    only_first: dict[str, tuple[Share, ...]]
    only_second: dict[str, tuple[Share, ...]]
    relations: dict[str, tuple[RelationRecord, ...]]


def most_related(
    catalogue: Catalogue, first: str | None = None, second: str | None = None
) -> tuple[str, str] | None:
    """Choose two documents to compare: those with the most relations between them.

    Parameters
    ----------
    catalogue
        The read model.
    first, second
        Keys of documents that are chosen already.

    Returns
    -------
    tuple of str, optional
        The earlier one of the list first, where none is chosen; the first ones of the list where
        nothing is related; ``None`` where there is only one.
    """
    if first and second:
        return first, second
    place = {key: at for at, key in enumerate(catalogue.documents)}
    counted: Counter[tuple[str, str]] = Counter()
    for relation in catalogue.relations:
        pair = {catalogue.units[i].document for i in (relation.source, relation.target)}
        if len(pair) == 2:
            one, other = sorted(pair, key=place.__getitem__)
            counted[one, other] += 1
    ranked = sorted(counted, key=lambda pair: (-counted[pair], place[pair[0]], place[pair[1]]))
    anchor = first or second or next(iter(place), None)
    spare = [(anchor, key) for key in place if anchor and key != anchor][:1]
    for one, other in [*ranked, *spare]:
        if {first, second} - {None} <= {one, other}:
            return (other, one) if first == other or second == one else (one, other)
    return None


def compare(catalogue: Catalogue, first: str, second: str) -> Comparison:
    """Compare two documents by their listed units.

    Raises
    ------
    ComparisonError
        One of them does not exist.
    """
    for key in (first, second):
        if key not in catalogue.documents:
            raise ComparisonError(f"there is no document {key!r}; see /api/documents")
    here, there = (_units(catalogue, key) for key in (first, second))
    shares = {aspect: _shares(here, there, aspect) for aspect in ASPECTS}
    return Comparison(
        first=first,
        second=second,
        shared={a: tuple(s for s in of if s.first and s.second) for a, of in shares.items()},
        only_first={a: tuple(s for s in of if not s.second) for a, of in shares.items()},
        only_second={a: tuple(s for s in of if not s.first) for a, of in shares.items()},
        relations=_relations(catalogue, {first, second}),
    )


def _units(catalogue: Catalogue, key: str) -> list[UnitRecord]:
    return [catalogue.units[index] for index in catalogue.having("document", key)]


def _shares(here: Iterable[UnitRecord], there: Iterable[UnitRecord], aspect: str) -> list[Share]:
    first = Counter(key for unit in here for key in getattr(unit, aspect))
    second = Counter(key for unit in there for key in getattr(unit, aspect))
    found = [Share(key, first[key], second[key]) for key in first.keys() | second.keys()]
    return sorted(found, key=lambda s: (-s.first - s.second, s.entity))


def _relations(catalogue: Catalogue, pair: set[str]) -> dict[str, tuple[RelationRecord, ...]]:
    found: dict[str, list[RelationRecord]] = {}
    for relation in catalogue.relations:
        ends = {catalogue.units[i].document for i in (relation.source, relation.target)}
        if ends == pair:
            found.setdefault(relation.type, []).append(relation)
    ranked = {t: sorted(of, key=lambda r: (-(r.score or 0), r.iri)) for t, of in found.items()}
    return {t: tuple(of) for t, of in sorted(ranked.items())}
