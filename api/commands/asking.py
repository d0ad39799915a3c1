"""``recgraph query``, ``recgraph graph`` and ``recgraph export``: what the graph says."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.terminal import (
    Data,
    Output,
    UseError,
    note,
    open_store,
    opened,
    settings_with,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.catalogue import Catalogue

__all__ = ["add_to"]


class QueryFormat(StrEnum):
    """What ``query`` writes."""

    TABLE = "table"
    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"
    TTL = "ttl"
    NT = "nt"
    JSONLD = "jsonld"


class ExportFormat(StrEnum):
    """What ``export`` writes."""

    TTL = "ttl"
    TRIG = "trig"
    NQ = "nq"
    JSONLD = "jsonld"
    CSV = "csv"
    XLSX = "xlsx"
    GRAPHML = "graphml"
    GEXF = "gexf"
    BIBTEX = "bibtex"
    RIS = "ris"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("query")(query)
    app.command("graph")(graph)
    app.command("export")(export)


def query(
    asked: Annotated[
        str | None,
        typer.Argument(
            metavar="(SPARQL|FILE.rq|NAME)",
            help="A query, a file with one, or a named question; without it the names are listed.",
            show_default=False,
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", metavar="NAME=VALUE", help="A question's parameter; repeatable."),
    ] = None,
    format_: Annotated[QueryFormat, typer.Option("--format", "-f")] = QueryFormat.TABLE,
    data: Data = None,
    url: Annotated[
        str | None, typer.Option("--url", help="SPARQL endpoint of a running server.")
    ] = None,
) -> None:
    """Ask the graph: SPARQL, or a named question."""
    from api.commands import queries

    if asked is None:
        queries.show_questions()
        return
    settings = settings_with(data=data)
    values = _pairs(parameters or [])
    sparql, bindings = queries.resolved(asked, values, settings.base_iri)
    with queries.wrong_queries():
        form = queries.form_of(sparql, settings.limits)
        accept = queries.accepted(form, format_.value)
        if url is not None:
            body = queries.ask_server(url, sparql, bindings, accept)
        else:
            with open_store(settings) as store:
                body = store.query(sparql, accept=accept, bindings=bindings).body
    if format_ is QueryFormat.TABLE and form in ("SELECT", "ASK"):
        queries.show_table(body)
    else:
        write(body if body.endswith(b"\n") else body + b"\n", None)
    if (told := queries.cut_note(asked, values, body, format_.value)) is not None:
        note(told)


def graph(
    focus: Annotated[
        str | None, typer.Option("--focus", help="Key of the entity in the middle.")
    ] = None,
    depth: Annotated[int, typer.Option(min=1, max=4, help="Steps from the focus.")] = 1,
    limit: Annotated[int, typer.Option(min=1, max=2000, help="Nodes at most.")] = 2000,
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write.")] = Path(
        "graph.html"
    ),
    data: Data = None,
) -> None:
    """Write one HTML file with the interactive graph, which needs no network."""
    from graph.catalogue import load_catalogue, load_mentions_of
    from viz.scene import scene
    from viz.shelf import Shelf
    from viz.standalone import quotes_of, standalone_page, title_of

    settings = settings_with(data=data)
    with open_store(settings) as store:
        catalogue = load_catalogue(store)
        shelf = Shelf(settings.data / "map")
        drawn = scene(catalogue, focus=focus, depth=depth, limit=limit, shelf=shelf)
        quotes = quotes_of(
            catalogue, drawn, lambda units: load_mentions_of(store, catalogue, units)
        )
    write(standalone_page(drawn, title=title_of(drawn), quotes=quotes), output)
    note(f"{output}: {len(drawn.nodes)} nodes, {len(drawn.edges)} links")


def export(
    format_: Annotated[ExportFormat, typer.Option("--format", "-f")],
    output: Output = None,
    data: Data = None,
) -> None:
    """Write the whole graph, or the table of recommendations, in another format."""
    from graph.catalogue import load_catalogue
    from graph.export import dump

    with open_store(settings_with(data=data)) as store:
        if format_.value in ("ttl", "trig", "nq", "jsonld"):
            with opened(output) as stream:
                dump(store, format_.value, stream)
            return
        content = _exported(load_catalogue(store), format_)
    write(content, output)


def _exported(catalogue: Catalogue, format_: ExportFormat) -> bytes:
    from graph import export

    writers: Mapping[ExportFormat, Any] = {
        ExportFormat.CSV: export.csv_table,
        ExportFormat.XLSX: export.xlsx_table,
        ExportFormat.GRAPHML: export.graphml,
        ExportFormat.GEXF: export.gexf,
        ExportFormat.BIBTEX: export.bibtex,
        ExportFormat.RIS: export.ris,
    }
    written: bytes = writers[format_](catalogue)
    return written


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise UseError(f"-p {one}: write the parameter as name=value")
        pairs[name] = value
    return pairs
