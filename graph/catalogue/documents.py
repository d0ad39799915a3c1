"""Documents found by words of what they say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue
    from graph.catalogue.records import DocumentRecord

__all__ = ["documents_like"]


def documents_like(catalogue: Catalogue, words: str) -> list[DocumentRecord]:
    """Give the documents that have every word somewhere in their head, in the catalogue's order.

    Parameters
    ----------
    catalogue
        The read model.
    words
        Parts of words of a title, symbol, job number, kind, place, date, body or key, in any case.

    Examples
    --------
    >>> from graph.catalogue import Catalogue
    >>> from graph.catalogue.records import DocumentRecord
    >>> report = DocumentRecord("a", "", title="Draft report", symbol="A/75/816", place="Vienna")
    >>> catalogue = Catalogue("1", {"a": report}, (), {})
    >>> [d.key for d in documents_like(catalogue, "vienna REPORT")]
    ['a']
    >>> documents_like(catalogue, "vienna decision")
    []
    """
    wanted = words.casefold().split()
    return [
        document
        for document in catalogue.documents.values()
        if all(word in _head(catalogue, document) for word in wanted)
    ]


def _head(catalogue: Catalogue, document: DocumentRecord) -> str:
    body = catalogue.entities.get(document.body or "")
    told = (
        document.key,
        document.label,
        document.title,
        document.symbol,
        document.job_number,
        document.document_type,
        document.place,
        document.date,
        document.start,
        body.name if body else None,
        body.label if body else None,
    )
    return "\n".join(part for part in told if part).casefold()
