"""The list of documents, by meeting, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from graph.catalogue import documents_like
from viz.environment import render
from viz.naming import day, days, document_names
from viz.pages.links import document_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.catalogue import Catalogue, DocumentRecord

__all__ = ["DOCUMENTS_ON_A_PAGE", "Meeting", "documents_page", "meetings"]

DOCUMENTS_ON_A_PAGE = 100


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


def meetings(catalogue: Catalogue, documents: Iterable[DocumentRecord]) -> list[Meeting]:
    """Group documents by meeting, newest first."""
    names = document_names(catalogue.documents.values())
    groups: dict[tuple[str, str], list[DocumentRecord]] = {}
    for document in documents:
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


def documents_page(catalogue: Catalogue, q: str = "", *, page: int = 1) -> str:
    """Write the list of documents.

    Parameters
    ----------
    catalogue
        The read model.
    q
        Words that a document's head must have; all documents without them.
    page
        Which page of the list, from 1; the last one where there are fewer.
    """
    found = documents_like(catalogue, q)
    pages = max(1, -(-len(found) // DOCUMENTS_ON_A_PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * DOCUMENTS_ON_A_PAGE
    return render(
        "documents.html",
        title="Documents",
        here="/documents",
        version=catalogue.version,
        meetings=_cut(meetings(catalogue, found), first, first + DOCUMENTS_ON_A_PAGE),
        total=len(catalogue.documents),
        found=len(found),
        q=q,
        page=page,
        pages=pages,
        is_long=len(catalogue.documents) > DOCUMENTS_ON_A_PAGE,
        earlier=_address(q, page - 1),
        later=_address(q, page + 1),
        in_text="/recommendations?" + urlencode({"q": q}),
    )


def _cut(listed: Sequence[Meeting], start: int, end: int) -> list[Meeting]:
    """Give the meetings with the documents from ``start`` to ``end``."""
    kept: list[Meeting] = []
    at = 0
    for meeting in listed:
        rows = meeting.rows[max(0, start - at) : max(0, end - at)]
        at += len(meeting.rows)
        if rows:
            kept.append(replace(meeting, rows=rows))
    return kept


def _address(q: str, page: int) -> str:
    given = {"q": q, "page": str(page) if page > 1 else ""}
    return "/documents?" + urlencode({name: value for name, value in given.items() if value})
