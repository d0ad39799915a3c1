"""The list of recommendations in other people's formats, exactly as it is filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.answers import answer_file, encoded
from api.contents import contents
from api.parameters import ListParameters
from api.problems import Problem
from api.routes.responses import PROBLEMS
from api.shapes import unit_shape
from api.state import StateDependency
from graph import export
from graph.catalogue import Catalogue

__all__ = ["EXPORTS", "ExportFormat", "router"]

router = APIRouter(tags=["recommendations"])


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: the file name's ending, the media type, and what writes it.

    One that can be written in pieces is sent as it is written; another is made whole, and for so
    many items only as the setting ``max_export_items`` allows.
    """

    ending: str
    media_type: str
    write: Callable[[Catalogue, Sequence[int]], bytes | Iterator[bytes]]
    is_whole: bool = True


def _json(catalogue: Catalogue, chosen: Sequence[int]) -> Iterator[bytes]:
    yield b'{"total":%d,"version":%s,"items":[' % (len(chosen), encoded(catalogue.version))
    comma = b""
    for indices in export.portions(chosen):
        yield comma + encoded([unit_shape(catalogue.units[index]) for index in indices])[1:-1]
        comma = b","
    yield b"]}"


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS = {
    "csv": ExportFormat("csv", "text/csv; charset=utf-8", export.csv_pieces, False),
    "xlsx": ExportFormat("xlsx", _XLSX, export.xlsx_table),
    "json": ExportFormat("json", "application/json", _json, False),
    "jsonld": ExportFormat("jsonld", "application/ld+json", export.listed_json_ld),
    "ttl": ExportFormat("ttl", "text/turtle; charset=utf-8", export.turtle_pieces, False),
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


class ExportParameters(ListParameters):
    """Filters, order and format of an export."""

    format: Literal["csv", "xlsx", "json", "jsonld", "ttl", "graphml", "gexf", "bibtex", "ris"] = (
        Field(description=_FORMATS)
    )


@router.get(
    "/export",
    response_class=Response,
    responses=PROBLEMS | contents(sorted(e.media_type.partition(";")[0] for e in EXPORTS.values())),
)
def export_recommendations(
    request: Request, state: StateDependency, asked: Annotated[ExportParameters, Query()]
) -> Response:
    """Give every recommendation that /api/recommendations lists for the same filters, as a file.

    csv, json and ttl are sent as they are written, however long the list; of a list that is longer
    than the server makes whole in another format, nothing is given (422).
    """
    catalogue, chosen = state.catalogue(), EXPORTS[asked.format]

    def make() -> bytes | Iterator[bytes]:
        indices = catalogue.select(asked.filters(), sort=asked.order).indices
        most = state.settings.max_export_items
        if chosen.is_whole and len(indices) > most:
            free = ", ".join(name for name, known in EXPORTS.items() if not known.is_whole)
            raise Problem(
                422,
                f"The list has {len(indices):,} items; as {asked.format} at most {most:,} are "
                f"given. Ask for fewer, or for one of {free}, which have no limit",
            )
        return chosen.write(catalogue, indices)

    name = f"recommendations.{chosen.ending}"
    return answer_file(request, catalogue.version, make, chosen.media_type, name)
