"""The consolidation worksheet: recommendations grouped by theme, with what bears on each.

A rapporteur puts the suggestions of several sessions into one list: what says the same stands
together, with addressee, strength and relations, and room for a decision.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.catalogue.records import STRENGTHS

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, UnitRecord

__all__ = ["COLUMNS", "Group", "Line", "csv_worksheet", "markdown_worksheet", "worksheet"]

COLUMNS = ("Citation", "Asked", "Strength", "Text", "See also", "Decision")
WITHOUT_THEME = "Without a theme"
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
    """The recommendations of one theme, in the order of their documents."""

    theme: str
    lines: tuple[Line, ...]


def worksheet(catalogue: Catalogue, indices: Sequence[int] | None = None) -> tuple[Group, ...]:
    """Group recommendations, each once, under the most common of its themes.

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
    grouped: dict[str, list[UnitRecord]] = {}
    for index in chosen:
        unit = catalogue.units[index]
        grouped.setdefault(_theme(catalogue, unit), []).append(unit)
    ranked = sorted(grouped.items(), key=lambda item: (not item[0], -len(item[1]), item[0]))
    return tuple(
        Group(
            catalogue.label("theme", theme) if theme else WITHOUT_THEME,
            tuple(_line(catalogue, unit) for unit in units),
        )
        for theme, units in ranked
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


def _theme(catalogue: Catalogue, unit: UnitRecord) -> str:
    """Choose the theme that most recommendations share; of equals the first by key."""

    def met(key: str) -> tuple[int, str]:
        return -catalogue.entities[key].counts.recommendations, key

    known = [key for key in unit.themes if key in catalogue.entities]
    return min(known, key=met) if known else ""


def _line(catalogue: Catalogue, unit: UnitRecord) -> Line:
    related = []
    for relation in catalogue.relations_of(unit.index):
        is_source = relation.source == unit.index
        other = catalogue.units[relation.target if is_source else relation.source]
        verb = relation.type if is_source else f"{relation.type} (of this)"
        related.append(f"{verb} {other.citation}")
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
