"""Documents: the list, and one with what it says of itself and its units."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.answers import answer
from api.models import DocumentDetail, DocumentList
from api.parameters import DocumentParameters
from api.problems import Problem
from api.routes.responses import PROBLEMS
from api.sequences import cut
from api.shapes import document_shape, unit_link
from api.state import StateDependency
from graph.catalogue import documents_like

__all__ = ["router"]

router = APIRouter(tags=["documents"])


@router.get("/documents", response_model=DocumentList, responses=PROBLEMS)
def list_documents(
    request: Request, state: StateDependency, asked: Annotated[DocumentParameters, Query()]
) -> Response:
    """List the documents by date, with counts of their recommendations and units."""
    catalogue = state.catalogue()

    def make() -> dict[str, Any]:
        records = documents_like(catalogue, asked.q or "")
        page, following = cut(
            records, lambda d: (d.date or "~", d.key), limit=asked.limit, cursor=asked.cursor
        )
        return {
            "total": len(records),
            "items": [document_shape(record) for record in page],
            "next": following,
            "version": catalogue.version,
        }

    return answer(request, catalogue.version, make)


@router.get("/documents/{key}", response_model=DocumentDetail, responses=PROBLEMS)
def get_document(request: Request, state: StateDependency, key: str) -> Response:
    """Give a document with the outline of its units."""
    catalogue = state.catalogue()
    record = catalogue.documents.get(key)
    if record is None:
        raise Problem(404, f"There is no document {key!r}; see /api/documents")

    def make() -> dict[str, Any]:
        units = (catalogue.units[i] for i in catalogue.having("document", key, listed=False))
        outline = [
            {**unit_link(u), "kind": u.kind, "parent": u.parent, "section": u.section}
            for u in units
        ]
        return {**document_shape(record), "units": outline, "version": catalogue.version}

    return answer(request, catalogue.version, make)
