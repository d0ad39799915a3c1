"""The list of recommendations in other people's formats, exactly as it is filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.answers import answer_file, encoded
from api.contents import contents
from api.parameters import FilterParameters, Sort
from api.routes.responses import PROBLEMS
from api.shapes import unit_shape
from api.state import StateDependency
from graph import export
from graph.catalogue import Catalogue

__all__ = ["EXPORTS", "ExportFormat", "router"]

router = APIRouter(tags=["recommendations"])


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: the file name's ending, the media type, and what writes it."""

    ending: str
    media_type: str
    write: Callable[[Catalogue, Sequence[int]], bytes]


def _json(catalogue: Catalogue, chosen: Sequence[int]) -> bytes:
    return encoded(
        {
            "total": len(chosen),
            "items": [unit_shape(catalogue.units[index]) for index in chosen],
            "version": catalogue.version,
        }
    )


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS = {
    "csv": ExportFormat("csv", "text/csv; charset=utf-8", export.csv_table),
    "xlsx": ExportFormat("xlsx", _XLSX, export.xlsx_table),
    "json": ExportFormat("json", "application/json", _json),
    "jsonld": ExportFormat("jsonld", "application/ld+json", export.listed_json_ld),
    "ttl": ExportFormat("ttl", "text/turtle; charset=utf-8", export.listed_turtle),
    "graphml": ExportFormat("graphml", "application/graphml+xml", export.graphml),
    "gexf": ExportFormat("gexf", "application/gexf+xml", export.gexf),
    "bibtex": ExportFormat("bib", "application/x-bibtex; charset=utf-8", export.bibtex),
    "ris": ExportFormat("ris", "application/x-research-info-systems", export.ris),
}
"""Each format by its name in ``?format=``."""
_FORMATS = (
    "csv and xlsx: a row each, with IRIs; json: the items of /api/recommendations, all in one; "
    "jsonld, ttl: their triples; graphml, gexf: the network of them and what they name; "
    "bibtex, ris: their documents."
)


class ExportParameters(FilterParameters):
    """Filters, order and format of an export."""

    format: Literal["csv", "xlsx", "json", "jsonld", "ttl", "graphml", "gexf", "bibtex", "ris"] = (
        Field(description=_FORMATS)
    )
    sort: Sort | None = Field(None, description="As in /api/recommendations.")


@router.get(
    "/export",
    response_class=Response,
    responses=PROBLEMS | contents(sorted(e.media_type.partition(";")[0] for e in EXPORTS.values())),
)
def export_recommendations(
    request: Request, state: StateDependency, asked: Annotated[ExportParameters, Query()]
) -> Response:
    """Give every recommendation that /api/recommendations lists for the same filters, as a file."""
    catalogue, chosen = state.catalogue(), EXPORTS[asked.format]

    def make() -> bytes:
        sort = asked.sort or ("relevance" if asked.q else "order")
        return chosen.write(catalogue, catalogue.select(asked.filters(), sort=sort).indices)

    name = f"recommendations.{chosen.ending}"
    return answer_file(request, catalogue.version, make, chosen.media_type, name)
