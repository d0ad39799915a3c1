"""One document: its whole text as read, with margin numbers, marks, contents and a minimap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from viz.environment import render
from viz.naming import day, document_names
from viz.pages.links import EntityLink, UnitLink, data_href, entity_link, unit_link
from viz.pages.unit import Shown, shown_runs
from viz.pages.wording import KIND_NAMES
from viz.scene import hubs

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, DocumentRecord, UnitRecord
    from graph.document import Mention

__all__ = ["UNITS_ON_A_PAGE", "document_page"]

UNITS_ON_A_PAGE = 150
LANES = 10


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A unit in the reading view; ``section`` where a new one begins with it."""

    link: UnitLink
    anchor: str
    kind: str
    depth: int
    runs: list[Shown]
    section: str | None


@dataclass(frozen=True, slots=True)
class Lane:
    """Where one entity occurs: places from 0 to 1000 and the unit there."""

    link: EntityLink
    places: list[tuple[int, str, str]]


def document_page(
    catalogue: Catalogue,
    document: DocumentRecord,
    mentions: Callable[[UnitRecord], Sequence[Mention]],
    *,
    page: int = 1,
) -> str:
    """Write the page.

    Parameters
    ----------
    catalogue, document
        What is shown.
    mentions
        Reads the mentions of a unit.
    page
        From 1; each holds :data:`UNITS_ON_A_PAGE` units.
    """
    indices = catalogue.having("document", document.key, listed=False)
    units = [catalogue.units[i] for i in indices]
    pages = max(1, -(-len(units) // UNITS_ON_A_PAGE))
    page = min(max(page, 1), pages)
    shown = units[(page - 1) * UNITS_ON_A_PAGE : page * UNITS_ON_A_PAGE]
    body = catalogue.entities.get(document.body or "")
    return render(
        "document.html",
        title=document_names(catalogue.documents.values())[document.key],
        here="/documents",
        version=catalogue.version,
        document=document,
        facts=_facts(document),
        body=entity_link(body) if body else None,
        paragraphs=_paragraphs(catalogue, shown, mentions),
        lanes=_lanes(catalogue, units),
        data_href=data_href(document.key),
        page=page,
        pages=pages,
        total=len(units),
        others=[key for key in catalogue.documents if key != document.key],
    )


def _facts(document: DocumentRecord) -> list[tuple[str, str]]:
    dates = [day(one) for one in (document.start, document.end) if one]
    facts = [
        ("Symbol", document.symbol),
        ("Job number", document.job_number),
        ("Date", day(document.date)),
        ("Meeting", ", ".join(filter(None, (document.place, " – ".join(dict.fromkeys(dates)))))),
        ("Type", document.document_type),
        ("Part", document.part),
        ("Distribution", document.distribution),
        ("Language", document.language),
        ("Source file", document.file),
        ("Media type", document.media_type),
        ("SHA-256", document.sha256),
    ]
    return [(name, value) for name, value in facts if value]


def _paragraphs(
    catalogue: Catalogue,
    units: Sequence[UnitRecord],
    mentions: Callable[[UnitRecord], Sequence[Mention]],
) -> list[Paragraph]:
    depth: dict[str, int] = {}
    section = None
    found = []
    for unit in units:
        depth[unit.key] = min(depth.get(unit.parent or "", -1) + 1, 3)
        found.append(
            Paragraph(
                link=unit_link(unit),
                anchor=unit.key,
                kind=KIND_NAMES.get(unit.kind, unit.kind),
                depth=depth[unit.key],
                runs=shown_runs(catalogue, unit, mentions(unit)),
                section=unit.section if unit.section != section else None,
            )
        )
        section = unit.section
    return found


def _lanes(catalogue: Catalogue, units: Sequence[UnitRecord]) -> list[Lane]:
    """The entities that occur in most units, and where, by the unit's place in the document."""
    everywhere = hubs(catalogue)
    places: dict[str, list[tuple[int, str, str]]] = {}
    for at, unit in enumerate(units):
        for key in unit.entities:
            if key in catalogue.entities and key not in everywhere:
                mark = (round(1000 * at / max(len(units), 1)), unit.key, unit.number)
                places.setdefault(key, []).append(mark)
    ranked = sorted(places, key=lambda key: (-len(places[key]), key))[:LANES]
    return [
        Lane(entity_link(catalogue.entities[key], len(places[key])), places[key]) for key in ranked
    ]
