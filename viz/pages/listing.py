"""The list of recommendations: facets, full text, order, pages; the address is the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from viz.environment import render
from viz.marking import Run, runs
from viz.naming import displayed, document_names
from viz.pages.facettree import arranged
from viz.pages.links import EntityLink, UnitLink, entity_links, unit_link
from viz.pages.wording import FACET_TITLES, KIND_NAMES, attribution_words, strength_words

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, Facet, Page, Selection, UnitRecord

__all__ = ["Asked", "listing_page"]

FIRST = 7
FIRST_IN_TREES = 12
MOST = 60
SORTS = {
    "order": "Order in the documents",
    "date": "Newest first",
    "strength": "Strongest first",
    "title": "Title",
    "relevance": "Best match",
}
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: its query without ``cursor``, and the error it led to."""

    query: str = ""
    q: str = ""
    sort: str = "order"
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value; ``depth`` is how far under a broader one it stands."""

    value: str
    label: str
    count: int
    selected: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A facet: the first values, and the rest behind a fold."""

    name: str
    title: str
    first: list[Choice]
    rest: list[Choice]
    chosen: int


@dataclass(frozen=True, slots=True)
class Row:
    """A recommendation in the list."""

    link: UnitLink
    document: str
    runs: tuple[Run, ...]
    strength: str
    addressees: list[EntityLink]
    themes: list[EntityLink]


def listing_page(
    catalogue: Catalogue,
    selection: Selection,
    page: Page,
    asked: Asked,
    spans: Callable[[int], Spans] = lambda _: (),
) -> str:
    """Write the page.

    Parameters
    ----------
    catalogue, selection, page
        What is shown.
    asked
        What the address asks for.
    spans
        Gives the hits of the full-text query in a unit's text.
    """
    names = document_names(catalogue.documents.values())
    return render(
        "recommendations.html",
        title="Recommendations",
        here="/recommendations",
        version=catalogue.version,
        asked=asked,
        sorts={k: v for k, v in SORTS.items() if k != "relevance" or asked.q},
        groups=_groups(catalogue, selection, names),
        chosen=_chosen(selection, names, asked),
        dates=(selection.filters.since or "", selection.filters.until or ""),
        total=selection.total,
        nothing_read=not catalogue.documents,
        rows=[_row(catalogue.units[i], catalogue, names, spans(i)) for i in page.indices],
        next=_next(asked, page.next),
        paged="cursor" in dict(parse_qsl(asked.query)),
        first_query=_query(asked),
        exported=f"{_query(asked)}&" if _query(asked) and not asked.error else "",
    )


def _query(asked: Asked, *more: tuple[str, str]) -> str:
    """The address's query without its page, and with more."""
    return urlencode([*(p for p in parse_qsl(asked.query) if p[0] != "cursor"), *more])


def _next(asked: Asked, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    return _query(asked, ("cursor", cursor))


def _words(facet: str, value: Facet, names: Mapping[str, str]) -> str:
    """What stands for a value; as everywhere, a name begins with a capital."""
    if facet == "document":
        return names.get(value.value, value.label)
    if facet == "strength":
        return strength_words(int(value.value))
    if facet == "attribution":
        known = value.value in ("own", "collective", "unspecified")
        return attribution_words(value.value) if known else value.label
    if facet == "kind":
        return KIND_NAMES.get(value.value, value.label)
    return displayed(value.label)


def _groups(catalogue: Catalogue, selection: Selection, names: Mapping[str, str]) -> list[Group]:
    groups = []
    for facet, title in FACET_TITLES.items():
        values = [
            Choice(v.value, _words(facet, v, names), v.count, v.selected)
            for v in selection.facets[facet]
        ]
        if facet == "strength":
            values.sort(key=lambda choice: choice.value, reverse=True)
        chosen = sum(choice.selected for choice in values)
        if facet == "theme":
            groups.append(_theme_group(catalogue, title, values, chosen))
            continue
        values.sort(key=lambda choice: not choice.selected)
        first = max(FIRST, chosen)
        groups.append(Group(facet, title, values[:first], values[first:MOST], chosen))
    return [group for group in groups if group.first]


def _theme_group(catalogue: Catalogue, title: str, values: Sequence[Choice], chosen: int) -> Group:
    """Themes as a tree; whole trees stand before the fold, those with a ticked one first."""
    by_value = {choice.value: choice for choice in values}
    entities = catalogue.entities
    trees = arranged(
        {choice.value: choice.count for choice in values},
        lambda key: entities[key].broader if key in entities else (),
        frozenset(choice.value for choice in values if choice.selected),
    )
    first: list[Choice] = []
    rest: list[Choice] = []
    for tree in trees:
        told = [replace(by_value[key], depth=depth) for key, depth in tree]
        ticked = any(choice.selected for choice in told)
        (first if ticked or (len(first) < FIRST_IN_TREES and not rest) else rest).extend(told)
    return Group("theme", title, first, rest, chosen)


def _chosen(
    selection: Selection, names: Mapping[str, str], asked: Asked
) -> list[tuple[str, str, str]]:
    """What is ticked: title, words, and the query without it."""
    pairs = [(n, v) for n, v in parse_qsl(asked.query) if n != "cursor"]
    found = []
    for facet, values in selection.facets.items():
        for value in values:
            if value.selected and facet in FACET_TITLES:
                without = [
                    p for p in pairs if not (p[0] == facet and value.value in _same(facet, p[1]))
                ]
                words = _words(facet, value, names)
                found.append((FACET_TITLES[facet], words, urlencode(without)))
    return found


def _same(facet: str, given: str) -> tuple[str, ...]:
    """A strength may be asked for by rank or by name."""
    if facet != "strength":
        return (given,)
    from graph.catalogue import STRENGTHS

    ranks = {name: str(rank) for rank, name in STRENGTHS.items()}
    return (given, ranks.get(given, given))


def _row(unit: UnitRecord, catalogue: Catalogue, names: Mapping[str, str], hits: Spans) -> Row:
    return Row(
        link=unit_link(unit),
        document=names.get(unit.document, unit.document),
        runs=runs(unit.text, (), hits),
        strength=strength_words(unit.strength),
        addressees=entity_links(catalogue, unit.addressees),
        themes=entity_links(catalogue, unit.themes)[:4],
    )
