"""One document: its whole text as read, with margin numbers, marks, contents and a minimap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from graph.catalogue import Outline
from viz.environment import render
from viz.naming import day, days, document_names
from viz.pages.links import EntityLink, UnitLink, data_href, entity_link, unit_link
from viz.pages.structured import document_data
from viz.pages.unit import Shown, shown_runs
from viz.pages.wording import KIND_NAMES
from viz.scene import hubs

if TYPE_CHECKING:
    from graph.catalogue import Catalogue, DocumentRecord, UnitRecord
    from graph.document import Furniture, Heading, Mention
    from viz.marking import MentionsOf

__all__ = ["UNITS_ON_A_PAGE", "document_page"]

UNITS_ON_A_PAGE = 150
LANES = 10
EMPTY = Outline()


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: the element that shows it, how deep it lies, and the way to it."""

    text: str
    tag: str
    depth: int
    anchor: str
    href: str
    unit: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Page furniture and the paragraph it stands in or before."""

    kind: str
    text: str
    start: int
    end: int
    unit: UnitLink | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A unit in the reading view, with the headings that stand before it."""

    link: UnitLink
    anchor: str
    kind: str
    depth: int
    runs: list[Shown]
    headings: list[Title]


@dataclass(frozen=True, slots=True)
class Lane:
    """Where one entity occurs: places from 0 to 1000, the way to the unit there, its number."""

    link: EntityLink
    places: list[tuple[int, str, str]]


def document_page(
    catalogue: Catalogue,
    document: DocumentRecord,
    mentions: MentionsOf,
    outline: Outline = EMPTY,
    *,
    page: int = 1,
) -> str:
    """Write the page.

    Parameters
    ----------
    catalogue, document
        What is shown.
    mentions
        Reads the mentions of units.
    outline
        Its headings and page furniture.
    page
        From 1; each holds :data:`UNITS_ON_A_PAGE` units.
    """
    indices = catalogue.having("document", document.key, listed=False)
    units = [catalogue.units[i] for i in indices]
    pages = max(1, -(-len(units) // UNITS_ON_A_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * UNITS_ON_A_PAGE
    shown = units[first : first + UNITS_ON_A_PAGE]
    titles = _titles(units, outline.headings, page)
    body = catalogue.entities.get(document.body or "")
    return render(
        "document.html",
        title=document_names(catalogue.documents.values())[document.key],
        here="/documents",
        version=catalogue.version,
        structured=document_data(catalogue, document),
        document=document,
        facts=_facts(document),
        body=entity_link(body) if body else None,
        paragraphs=_paragraphs(catalogue, shown, mentions(shown), titles, first),
        contents=titles,
        furniture=_pieces(units, outline.furniture),
        lanes=_lanes(catalogue, units, page),
        data_href=data_href(document.key),
        page=page,
        pages=pages,
        total=len(units),
        others=[key for key in catalogue.documents if key != document.key],
    )


def _facts(document: DocumentRecord) -> list[tuple[str, str]]:
    meeting = (document.place, days(document.start, document.end))
    facts = [
        ("Symbol", document.symbol),
        ("Job number", document.job_number),
        ("Date", day(document.date)),
        ("Meeting", ", ".join(filter(None, meeting))),
        ("Type", document.document_type),
        ("Part", document.part),
        ("Distribution", document.distribution),
        ("Language", document.language),
        ("Source file", document.file),
        ("Media type", document.media_type),
        ("SHA-256", document.sha256),
    ]
    return [(name, value) for name, value in facts if value]


def _titles(units: Sequence[UnitRecord], headings: Sequence[Heading], page: int) -> list[Title]:
    """Place each heading before the unit that follows it; one that nothing follows is left out."""
    starts = [unit.start for unit in units]
    found = []
    top = min((heading.level for heading in headings), default=1)
    for number, heading in enumerate(headings):
        unit = bisect_left(starts, heading.start)
        if unit == len(units):
            continue
        its_page = unit // UNITS_ON_A_PAGE + 1
        depth = min(heading.level - top, 3)
        anchor = f"heading-{number}"
        href = f"#{anchor}" if its_page == page else f"?page={its_page}#{anchor}"
        found.append(Title(heading.text, f"h{2 + depth}", depth, anchor, href, unit))
    return found


def _pieces(units: Sequence[UnitRecord], furniture: Sequence[Furniture]) -> list[Piece]:
    """Tell of each piece of page furniture which paragraph it interrupts or precedes."""
    ends = [unit.end for unit in units]
    found = []
    for piece in furniture:
        at = bisect_left(ends, piece.end)
        link = unit_link(units[at]) if at < len(units) else None
        found.append(Piece(piece.kind, piece.text, piece.start, piece.end, link))
    return found


def _paragraphs(
    catalogue: Catalogue,
    units: Sequence[UnitRecord],
    mentions: Mapping[str, Sequence[Mention]],
    titles: Sequence[Title],
    first: int,
) -> list[Paragraph]:
    depth: dict[str, int] = {}
    before: dict[int, list[Title]] = {}
    for title in titles:
        before.setdefault(title.unit, []).append(title)
    found = []
    for at, unit in enumerate(units, start=first):
        depth[unit.key] = min(depth.get(unit.parent or "", -1) + 1, 3)
        found.append(
            Paragraph(
                link=unit_link(unit),
                anchor=unit.key,
                kind=KIND_NAMES.get(unit.kind, unit.kind),
                depth=depth[unit.key],
                runs=shown_runs(catalogue, unit, mentions.get(unit.iri, ())),
                headings=before.get(at, []),
            )
        )
    return found


def _lanes(catalogue: Catalogue, units: Sequence[UnitRecord], here: int) -> list[Lane]:
    """The entities that occur in most units, and where, by the unit's place in the document."""
    everywhere = hubs(catalogue)
    places: dict[str, list[tuple[int, str, str]]] = {}
    for at, unit in enumerate(units):
        for key in unit.entities:
            if key in catalogue.entities and key not in everywhere:
                page = at // UNITS_ON_A_PAGE + 1
                anchor = f"#{quote(unit.key)}"
                href = anchor if page == here else f"?page={page}{anchor}"
                mark = (round(1000 * at / max(len(units), 1)), href, unit.number)
                places.setdefault(key, []).append(mark)
    ranked = sorted(places, key=lambda key: (-len(places[key]), key))[:LANES]
    return [
        Lane(entity_link(catalogue.entities[key], len(places[key])), places[key]) for key in ranked
    ]
