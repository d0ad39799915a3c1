"""The consolidation worksheet: recommendations grouped by theme, with what bears on each.

A rapporteur puts the suggestions of several sessions into one list: what repeats or opposes one
another stands together, with addressee, strength and relations, and room for a decision.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from graph.catalogue.records import STRENGTHS

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, UnitRecord
    from graph.store import Store

__all__ = [
    "COLUMNS",
    "Group",
    "Line",
    "csv_worksheet",
    "markdown_worksheet",
    "proposed_names",
    "worksheet",
]

COLUMNS = ("Citation", "Asked", "Strength", "Text", "See also", "Decision")
WITHOUT_THEME = "Without a theme"
PROPOSED = "Names that no vocabulary has"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Line:
    """A recommendation on the worksheet; ``related`` names what repeats or opposes it."""

    citation: str
    addressees: tuple[str, ...]
    strength: str
    text: str
    related: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The line's cells, in the order of :data:`COLUMNS`; the decision is left open."""
        asked, related = "; ".join(self.addressees), "; ".join(self.related)
        return self.citation, asked, self.strength, self.text, related, ""


@dataclass(frozen=True, slots=True)
class Group:
    """The recommendations of one theme, each followed by those that it is related to."""

    theme: str
    lines: tuple[Line, ...]


def worksheet(catalogue: Catalogue, indices: Sequence[int] | None = None) -> tuple[Group, ...]:
    """Group recommendations, each once, under the most common of its themes that tells them apart.

    Recommendations that are related, over others too, stand together under one theme, in the order
    of their documents. A theme that more than a third of them have tells nothing apart; it serves
    where there is no other.

    Parameters
    ----------
    catalogue
        The read model.
    indices
        Of the units; all listed ones where left out.

    Returns
    -------
    tuple of groups
        The largest first; those without a theme last.
    """
    chosen = catalogue.select().indices if indices is None else indices
    counted = Counter(key for index in chosen for key in catalogue.units[index].themes)
    grouped: dict[str, list[UnitRecord]] = {}
    for cluster in _clusters(catalogue, chosen):
        units = [catalogue.units[index] for index in cluster]
        grouped.setdefault(_theme(units, counted, len(chosen)), []).extend(units)
    ranked = sorted(grouped.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    return tuple(
        Group(
            catalogue.label("theme", theme) if theme else WITHOUT_THEME,
            tuple(_line(catalogue, unit) for unit in under),
        )
        for theme, under in ranked
    )


def proposed_names(store: Store) -> tuple[Group, ...]:
    """Group the names that no vocabulary has, to be decided on; nothing where there are none."""
    from graph.questions import load_questions

    question = load_questions()["candidate-names"]
    lines = tuple(_proposed(row) for row in store.select(question.query))
    return (Group(PROPOSED, lines),) if lines else ()


def _proposed(row: Mapping[str, Any]) -> Line:
    told = {name: str(term.value) for name, term in row.items() if term is not None}
    short = f" ({told['acronym']})" if "acronym" in told else ""
    times = "" if told["times"] == "1" else f", {told['times']} times"
    return Line(
        citation=told["citation"],
        addressees=(),
        strength="",
        text=f"{told['name']}{short}, {told['type']}{times}: “{told['context']}”",
        related=(f"resembles {told['resembles']}",) if "resembles" in told else (),
    )


def markdown_worksheet(groups: Sequence[Group]) -> str:
    """Write the worksheet as Markdown: a heading and a table for each theme."""
    return "\n".join(["# Consolidation worksheet", "", *_markdown(groups)])


def csv_worksheet(groups: Sequence[Group]) -> str:
    """Write the worksheet as CSV, the theme in the first column."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("Theme", *COLUMNS))
    for group in groups:
        for line in group.lines:
            cells = (group.theme, *line.cells)
            writer.writerow([f"'{c}" if c.startswith(_FORMULA) else c for c in cells])
    return stream.getvalue()


def _clusters(catalogue: Catalogue, chosen: Sequence[int]) -> list[list[int]]:
    """Put related units together: in order within a cluster, clusters by their first unit."""
    order = {index: place for place, index in enumerate(chosen)}
    related: nx.Graph[int] = nx.Graph()
    related.add_nodes_from(chosen)
    related.add_edges_from(
        (relation.source, relation.target)
        for index in chosen
        for relation in catalogue.relations_of(index)
        if relation.source in order and relation.target in order
    )
    clusters = [sorted(found, key=order.__getitem__) for found in nx.connected_components(related)]
    return sorted(clusters, key=lambda cluster: order[cluster[0]])


def _theme(units: Sequence[UnitRecord], counted: Mapping[str, int], total: int) -> str:
    """Choose the theme to put related units under; of equals the first by key."""
    shared = Counter(key for unit in units for key in unit.themes)

    def rank(key: str) -> tuple[bool, int, int, str]:
        return counted[key] * 3 > total, -shared[key], -counted[key], key

    return min(shared, key=rank, default="")


def _line(catalogue: Catalogue, unit: UnitRecord) -> Line:
    related = []
    for relation in catalogue.relations_of(unit.index):
        is_source = relation.source == unit.index
        other = catalogue.units[relation.target if is_source else relation.source]
        related.append(f"{relation.words(unit.index)} {other.citation}")
    return Line(
        citation=unit.citation,
        addressees=tuple(catalogue.label("addressee", key) for key in unit.addressees),
        strength="" if unit.strength is None else STRENGTHS[unit.strength].replace("-", " "),
        text=" ".join(unit.text.split()),
        related=tuple(related),
    )


def _markdown(groups: Sequence[Group]) -> Iterator[str]:
    for group in groups:
        yield from (f"## {_cell(group.theme)}", "")
        yield f"| {' | '.join(COLUMNS)} |"
        yield f"|{' --- |' * len(COLUMNS)}"
        for line in group.lines:
            yield f"| {' | '.join(map(_cell, line.cells))} |"
        yield ""


def _cell(text: str) -> str:
    for mark in ("\\", "|", "<", "`", "*", "_", "["):
        text = text.replace(mark, f"\\{mark}")
    return text
