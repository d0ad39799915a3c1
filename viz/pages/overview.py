"""The overview: what is here, in numbers that lead to lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viz.environment import render
from viz.naming import day, days, document_names
from viz.pages.explore import connected
from viz.pages.links import document_link, entity_link, unit_link
from viz.pages.structured import dataset_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.catalogue import Catalogue, DocumentRecord
    from graph.questions import Question
    from viz.pages.links import EntityLink

__all__ = ["Meeting", "documents_page", "meetings", "overview_page"]

MOST = 8
EXAMPLES = ("asked-of-body", "opposed-units", "two-themes")


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list."""

    name: str
    title: str
    href: str
    symbol: str
    date: str
    count: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting and its documents."""

    name: str
    rows: list[Row]


def meetings(catalogue: Catalogue) -> list[Meeting]:
    """Group the documents by meeting, newest first."""
    names = document_names(catalogue.documents.values())
    groups: dict[tuple[str, str], list[DocumentRecord]] = {}
    for document in catalogue.documents.values():
        begun = document.start or document.date or ""
        groups.setdefault((begun, _meeting_name(catalogue, document)), []).append(document)
    return [
        Meeting(name, [_row(names, one) for one in sorted(found, key=lambda d: d.key)])
        for (_, name), found in sorted(groups.items(), reverse=True)
    ]


def _meeting_name(catalogue: Catalogue, document: DocumentRecord) -> str:
    body = catalogue.entities.get(document.body or "")
    dates = days(document.start, document.end)
    parts = [body.name if body else None, document.place, dates or day(document.date)]
    return ", ".join(part for part in parts if part)


def _row(names: Mapping[str, str], document: DocumentRecord) -> Row:
    link = document_link(document)
    return Row(
        name=names[document.key],
        title=document.label,
        href=link.href,
        symbol=document.symbol or document.job_number or "",
        date=day(document.date),
        count=link.count,
    )


def _addressed(catalogue: Catalogue) -> list[EntityLink]:
    asked = [e for e in catalogue.entities.values() if e.counts.addressed]
    asked.sort(key=lambda e: (-e.counts.addressed, e.name))
    return [entity_link(e, e.counts.addressed) for e in asked[:MOST]]


def overview_page(catalogue: Catalogue, questions: Mapping[str, Question]) -> str:
    """Write the page."""
    selection = catalogue.select(sort="date")
    named = connected(catalogue)
    chosen = [questions[name] for name in EXAMPLES if name in questions]
    return render(
        "overview.html",
        title="Overview",
        here="/",
        version=catalogue.version,
        structured=dataset_data(catalogue),
        total=selection.total,
        documents=len(catalogue.documents),
        entities=len([e for e in catalogue.entities.values() if e.counts.recommendations]),
        relations=len(catalogue.relations),
        meetings=meetings(catalogue)[:MOST],
        addressed=_addressed(catalogue),
        instruments=connected(catalogue, "instrument")[:MOST],
        themes=connected(catalogue, "theme")[:MOST],
        most=named[:MOST],
        fresh=[unit_link(catalogue.units[i]) for i in selection.indices[:5]],
        questions=chosen or list(questions.values())[:3],
    )


def documents_page(catalogue: Catalogue) -> str:
    """Write the list of documents."""
    return render(
        "documents.html",
        title="Documents",
        here="/documents",
        version=catalogue.version,
        meetings=meetings(catalogue),
        total=len(catalogue.documents),
    )
