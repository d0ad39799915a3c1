"""Names of documents, short enough for a rail: what distinguishes each from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.catalogue import DocumentRecord

__all__ = ["day", "days", "displayed", "document_names"]

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LONGEST = 36


def day(date: str | None) -> str:
    """Write an ISO 8601 date, or as much of it as there is, for people.

    Examples
    --------
    >>> day("2018-04-04"), day("2018-04"), day(None)
    ('4 Apr 2018', 'Apr 2018', 'undated')
    """
    parts = (date or "").split("-")
    if not parts[0]:
        return "undated"
    named = [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 and parts[1].isdigit() else []
    number = [str(int(parts[2]))] if len(parts) > 2 and parts[2].isdigit() else []
    return " ".join([*number, *named, parts[0]])


def days(start: str | None, end: str | None) -> str | None:
    """Write the days of a meeting, with what they have in common once.

    Examples
    --------
    >>> days("2018-04-03", "2018-04-05"), days("2018-03-30", "2018-04-05")
    ('3–5 Apr 2018', '30 Mar – 5 Apr 2018')
    >>> days("2018-04-03", None), days(None, None)
    ('3 Apr 2018', None)
    """
    if not start:
        return day(end) if end else None
    if not end or end == start:
        return day(start)
    first, last = day(start).split(), day(end).split()
    if len(first) == len(last) == 3 and first[1:] == last[1:]:
        return f"{first[0]}–{' '.join(last)}"
    if first[-1] == last[-1]:
        first = first[:-1]
    return f"{' '.join(first)} – {' '.join(last)}"


def displayed(name: str) -> str:
    """Begin a name with a capital, as a heading or a label does.

    Examples
    --------
    >>> displayed("electronic evidence"), displayed("UNODC")
    ('Electronic evidence', 'UNODC')
    """
    return name[:1].upper() + name[1:]


def document_names(documents: Iterable[DocumentRecord]) -> Mapping[str, str]:
    """Give each document a short name of its own: kind and month, with more where two are alike.

    Examples
    --------
    >>> from graph.catalogue import DocumentRecord
    >>> report = DocumentRecord("a", "", title="A very long title of a report by an expert group",
    ...                         document_type="draft report", date="2018-04-04")
    >>> dict(document_names([report]))
    {'a': 'Draft report, Apr 2018'}
    """
    listed = list(documents)
    names = {one.key: _name(one) for one in listed}
    shared = Counter(names.values())
    for one in listed:
        if shared[names[one.key]] > 1:
            more = one.symbol or one.job_number or one.key
            names[one.key] = f"{names[one.key]} ({more})"
    return names


def _name(document: DocumentRecord) -> str:
    if document.short:
        return document.short
    month = day("-".join(document.date.split("-")[:2])) if document.date else None
    kind = document.symbol or document.document_type
    if document.title and len(document.title) <= LONGEST and not document.symbol:
        kind = document.title
    if kind is None:
        kind = _cut(document.label)
    name = displayed(kind)
    return f"{name}, {month}" if month else name


def _cut(label: str) -> str:
    if len(label) <= LONGEST:
        return label
    return label[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
