"""The media types in which an answer can be given, and the engine's format for each."""

from __future__ import annotations

from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.store.errors import QueryRefused

__all__ = ["DATASET_FORMATS", "GRAPH_FORMATS", "RESULT_FORMATS", "format_of", "rdf_format"]

RESULT_FORMATS: Final[dict[str, QueryResultsFormat]] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""For SELECT and ASK, the preferred first."""

GRAPH_FORMATS: Final[dict[str, RdfFormat]] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
}
"""For CONSTRUCT, DESCRIBE and single graphs, the preferred first."""

DATASET_FORMATS: Final[dict[str, RdfFormat]] = {
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
}
"""For whole datasets, the preferred first."""


def rdf_format(media_type: str) -> RdfFormat | None:
    """Give the RDF format of a media type, its parameters left out; ``None`` where it is not RDF.

    >>> rdf_format("text/turtle; charset=utf-8")
    <RdfFormat Turtle>
    >>> rdf_format("text/html") is None
    True
    """
    plain = media_type.partition(";")[0].strip().lower()
    return GRAPH_FORMATS.get(plain) or DATASET_FORMATS.get(plain)


def format_of(form: str, media_type: str) -> QueryResultsFormat | RdfFormat:
    """Give the engine's format of a media type for the answer to a query form.

    >>> format_of("ASK", "text/csv")
    <QueryResultsFormat SPARQL Results in CSV>
    """
    chosen: QueryResultsFormat | RdfFormat | None
    if form in {"SELECT", "ASK"}:
        chosen = RESULT_FORMATS.get(media_type)
    else:
        chosen = GRAPH_FORMATS.get(media_type) or DATASET_FORMATS.get(media_type)
    if chosen is None:
        raise QueryRefused(f"The answer to {form} cannot be given as {media_type}")
    return chosen
