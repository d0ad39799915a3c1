"""The read model of one dataset version: what the JSON API, the pages and the picture read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.catalogue.columns import Chosen, Column, ColumnGroup, Indices, Mask, column
from graph.catalogue.filters import FACETS, CursorError, FilterError, Filters, values_of
from graph.catalogue.profile import Profile, profile
from graph.catalogue.records import (
    LISTED_KINDS,
    STRENGTHS,
    DocumentRecord,
    EntityRecord,
    RelationRecord,
    UnitRecord,
)
from graph.catalogue.selection import SORTS, UNDATED, Cursor, FacetValues, Page, Selection

if TYPE_CHECKING:
    from graph.search import SearchIndex

__all__ = ["Catalogue"]

SELECTIONS_KEPT = 64

Key = tuple[str | float, ...]


class Catalogue:
    """Documents, units, entities and relations of one dataset version, held in memory.

    Parameters
    ----------
    version
        The dataset version it was read from.
    documents, entities
        By key, in the order in which lists show them.
    units
        Ordered by date, document key and place in the document; ``units[i].index == i``.
    relations
        Between units.

    Notes
    -----
    Every unit's values stand in integer columns, so a filter is a union of slices, and a facet is
    counted over the units chosen or over the others, whichever are fewer. Selections are kept for
    repetition.
    """

    def __init__(
        self,
        version: str,
        documents: Mapping[str, DocumentRecord],
        units: Sequence[UnitRecord],
        entities: Mapping[str, EntityRecord],
        relations: Sequence[RelationRecord] = (),
    ) -> None:
        self.version = version
        self.documents = documents
        self.units = units
        self.entities = entities
        self.relations = relations
        self._by_key = {(u.document, u.key): u.index for u in units}
        self._by_number: dict[tuple[str, str], int] = {}
        for unit in units:
            self._by_number.setdefault((unit.document, unit.number), unit.index)
        self._places: dict[str, Indices] = {}
        self._labels: dict[str, Sequence[str]] = {}
        self._indexing = Lock()
        self._index: SearchIndex | None = None
        self._select = lru_cache(maxsize=SELECTIONS_KEPT)(self._select_uncached)
        self._choose = lru_cache(maxsize=SELECTIONS_KEPT)(self._choose_uncached)

    def unit(self, document: str, number: str) -> UnitRecord | None:
        """Find a unit by its key or, failing that, the first with this number."""
        index = self._by_key.get((document, number), self._by_number.get((document, number)))
        return None if index is None else self.units[index]

    def label(self, facet: str, value: str) -> str:
        """Give the words to show for a facet's value."""
        if facet == "document" and value in self.documents:
            return self.documents[value].label
        if facet == "strength":
            return STRENGTHS[int(value)].replace("-", " ")
        entity = self.entities.get(value)
        return entity.name if entity else value

    def select(self, filters: Filters | None = None, *, sort: str = "order") -> Selection:
        """Find the units that satisfy the filters, with facets.

        Parameters
        ----------
        filters
            What is asked for; everything of the listed kinds where left out.
        sort
            One of :data:`~graph.catalogue.selection.SORTS`.

        Raises
        ------
        FilterError
            The sort is unknown, or is relevance without a query.
        SearchError
            The full-text query cannot be read.
        """
        filters = filters or Filters()
        if sort not in SORTS:
            raise FilterError(f"sort: there is no {sort!r}; take one of {', '.join(SORTS)}")
        if sort == "relevance" and filters.q is None:
            raise FilterError("sort: relevance needs a full-text query; add q=")
        return self._select(filters, sort)

    @property
    def search(self) -> SearchIndex:
        """The full-text index over these units and entities; building it takes a while."""
        with self._indexing:
            if self._index is None:
                from graph.search import SearchIndex  # only who searches loads the engine

                self._index = SearchIndex(self)
            return self._index

    def prepare(self) -> None:
        """Make ahead what who searches or sorts first would wait for."""
        for sort in _FIRST:
            self._ranks(sort)
        _ = self.search, self._relations_by_unit, self._targets

    def page(self, selection: Selection, *, limit: int = 50, cursor: str | None = None) -> Page:
        """Cut ``limit`` units out of a selection, from after ``cursor`` on.

        Raises
        ------
        CursorError
            The cursor is not one of ours, or belongs to another sort.
        """
        start = 0
        sorter = self._sorter(selection.sort, selection.scores)
        if cursor is not None:
            place = Cursor.decode(cursor)
            if place.sort != selection.sort:
                raise CursorError(f"cursor: it belongs to sort={place.sort}; start without it")
            start = bisect_right(selection.ranked, place.key, key=sorter)
        cut = tuple(selection.ranked[start : start + limit].tolist())
        more = start + limit < selection.total
        return Page(cut, Cursor(selection.sort, sorter(cut[-1])).encode() if more else None)

    def profile(self, key: str) -> Profile | None:
        """Gather what is known of an entity; ``None`` where there is none of this key."""
        entity = self.entities.get(key)
        return None if entity is None else profile(self, entity)

    def relations_of(self, index: int) -> tuple[RelationRecord, ...]:
        """Give the relations in which a unit stands, on either side."""
        return tuple(self._relations_by_unit.get(index, ()))

    def having(self, facet: str, value: str, *, listed: bool = True) -> tuple[int, ...]:
        """Give the units that have a value, those of the listed kinds only unless told."""
        found = self._columns[facet].having(value)
        return tuple((found[self._listed[found]] if listed else found).tolist())

    def targeting(self, key: str) -> tuple[int, ...]:
        """Give the units of any kind that take a position towards an entity."""
        return tuple(self._targets.having(key).tolist())

    @cached_property
    def newest(self) -> str | None:
        """The date of the newest document; the day its meeting ended where it bears no date."""
        return max((day for d in self.documents.values() if (day := d.date or d.end)), default=None)

    @cached_property
    def naming(self) -> Mapping[str, tuple[int, ...]]:
        """The listed units that mention or address each entity, by its key."""
        found: dict[str, list[int]] = {}
        for index in self.select().indices:
            for key in self.units[index].entities:
                found.setdefault(key, []).append(index)
        return {key: tuple(indices) for key, indices in found.items()}

    @cached_property
    def _targets(self) -> Column:
        return column([[p.entity for p in unit.positions] for unit in self.units])

    @cached_property
    def children(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """The units under each unit, by the parent's document and key."""
        found: dict[tuple[str, str], tuple[int, ...]] = {}
        for unit in self.units:
            if unit.parent_key is not None:
                place = (unit.document, unit.parent_key)
                found[place] = (*found.get(place, ()), unit.index)
        return found

    @cached_property
    def _relations_by_unit(self) -> dict[int, list[RelationRecord]]:
        found: dict[int, list[RelationRecord]] = {}
        for relation in self.relations:
            found.setdefault(relation.source, []).append(relation)
            found.setdefault(relation.target, []).append(relation)
        return found

    @cached_property
    def _columns(self) -> dict[str, Column]:
        rows = [values_of(unit) for unit in self.units]
        return {facet: column([row[facet] for row in rows]) for facet in FACETS}

    @cached_property
    def _column_group(self) -> ColumnGroup:
        return ColumnGroup(self._columns)

    @cached_property
    def _listed(self) -> Mask:
        return self._columns["kind"].mask(LISTED_KINDS)

    def _select_uncached(self, filters: Filters, sort: str) -> Selection:
        chosen, facets, scores = self._choose(filters)
        return Selection(filters, sort, self._sorted(chosen, sort, scores), facets, scores)

    def _choose_uncached(
        self, filters: Filters
    ) -> tuple[Mask, dict[str, FacetValues], Mapping[int, float]]:
        """Give the units that satisfy the filters, with facets and scores; in no order."""
        hits = None if filters.q is None else self.search.hits(filters.q)
        masks = {facet: self._mask(filters, facet) for facet in FACETS}
        always = self._always(filters, hits)
        chosen = Chosen(_all_of(always, masks.values()))
        counts = self._column_group.counts(chosen)
        facets: dict[str, FacetValues] = {}
        for facet, own in masks.items():
            if own is not None:
                others = [mask for name, mask in masks.items() if name != facet]
                counts[facet] = self._columns[facet].counts(Chosen(_all_of(always, others)))
            facets[facet] = self._facet(filters, facet, counts[facet])
        scores = {} if hits is None else {i: s for i, s in hits.items() if chosen.mask[i]}
        return chosen.mask, facets, scores

    def _mask(self, filters: Filters, facet: str) -> Mask | None:
        wanted: tuple[str, ...] = getattr(filters, facet)
        if facet == "kind" and not wanted:
            return self._listed
        return self._columns[facet].mask(wanted) if wanted else None

    def _always(self, filters: Filters, hits: Mapping[int, float] | None) -> Mask:
        mask = np.ones(len(self.units), dtype=np.bool_)
        if filters.since is not None or filters.until is not None:
            for key, document in self.documents.items():
                if not filters.dated(document.date or document.start):
                    mask[self._columns["document"].having(key)] = False
        if hits is not None:
            found = np.zeros(len(self.units), dtype=np.bool_)
            found[list(hits)] = True
            mask &= found
        return mask

    def _facet(self, filters: Filters, facet: str, counts: NDArray[np.int64]) -> FacetValues:
        values = self._columns[facet]
        wanted: tuple[str, ...] = getattr(filters, facet)
        found = np.flatnonzero(counts)
        ranked = found[np.argsort(-counts[found], kind="stable")]  # equal ones stay in order
        labels = self._labels_of(facet)
        label = partial(self.label, facet)
        return FacetValues(ranked, values.values, labels, counts, wanted, label)

    def _labels_of(self, facet: str) -> Sequence[str]:
        """Give the words for each value of a facet, in the order of its column."""
        if facet not in self._labels:
            self._labels[facet] = tuple(self.label(facet, v) for v in self._columns[facet].values)
        return self._labels[facet]

    def _sorted(self, chosen: Mask, sort: str, scores: Mapping[int, float]) -> Indices:
        if sort == "relevance":
            ranked = sorted(scores, key=lambda i: (-scores[i], i))
            return np.fromiter(ranked, np.int32, len(ranked))
        if sort == "order":
            return np.flatnonzero(chosen).astype(np.int32)
        found = np.flatnonzero(chosen)
        return found[np.argsort(self._ranks(sort)[found])].astype(np.int32)

    def _ranks(self, sort: str) -> Indices:
        """Give the place of each unit in an order of all."""
        if sort not in self._places:
            first = list(map(_FIRST[sort], self.units))
            order = sorted(range(len(first)), key=first.__getitem__)  # equal ones stay in order
            places = np.empty(len(order), np.int32)
            places[order] = np.arange(len(order), dtype=np.int32)
            self._places[sort] = places
        return self._places[sort]

    def _sorter(self, sort: str, scores: Mapping[int, float] | None = None) -> Callable[[int], Key]:
        def key(index: int) -> Key:
            unit = self.units[index]
            place = (unit.date or UNDATED, unit.document, unit.order)
            if sort == "relevance":
                return (-(scores or {})[index], *place)
            return (_FIRST[sort](unit), *place) if sort in _FIRST else place

        return key


def _all_of(first: Mask, others: Iterable[Mask | None]) -> Mask:
    found = first.copy()
    for mask in others:
        if mask is not None:
            found &= mask
    return found


def _day(date: str) -> int:
    """Write a date, month or year as a number that sorts."""
    return int(date.replace("-", "").ljust(8, "0"))


_FIRST: Mapping[str, Callable[[UnitRecord], str | int]] = {
    "title": lambda unit: unit.title.casefold(),
    "date": lambda unit: -_day(unit.date) if unit.date else 0,
    "strength": lambda unit: 1 if unit.strength is None else -unit.strength,
}
"""What the sorts look at first; units that are equal in it stand in the order of all units."""
