"""``recgraph verify``, ``recgraph validate`` and ``recgraph worksheet``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.terminal import (
    EXIT_PROBLEM,
    Data,
    Output,
    UseError,
    note,
    open_store,
    progress,
    settings_with,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

__all__ = ["add_to"]

SHOWN = 20
"""Differences told of one document."""


class WorksheetFormat(StrEnum):
    """What ``worksheet`` writes."""

    MD = "md"
    CSV = "csv"
    DOCX = "docx"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("verify")(verify)
    app.command("validate")(validate)
    app.command("worksheet")(worksheet)


def verify(data: Data = None) -> None:
    """Read every source again; compare its hash, and each quote with the words at its offsets."""
    from graph.building.sources import SourceArchive
    from graph.verification import verify as compare
    from ontology.vocabularies import load_vocabularies

    settings = settings_with(data=data)
    with progress("Verifying") as advance, open_store(settings) as store:
        found = compare(store, SourceArchive(settings.data), load_vocabularies(), progress=advance)
    told: dict[str, int] = {}
    for difference in found.differences:
        told[difference.document] = told.get(difference.document, 0) + 1
        if told[difference.document] <= SHOWN:
            typer.echo(str(difference))
    for key, count in told.items():
        if count > SHOWN:
            typer.echo(f"{key}: and {count - SHOWN} more differences")
    note(
        f"{found.documents} documents, {found.quotes} quotes compared: "
        f"{len(found.differences) or 'no'} differences"
    )
    if found.differences:
        raise typer.Exit(EXIT_PROBLEM)


def validate(
    file: Annotated[
        Path | None,
        typer.Argument(help="An RDF file; the graph in the data directory if left out."),
    ] = None,
    data: Data = None,
) -> None:
    """Check a file, or the whole graph, against the SHACL shapes."""
    from ontology.validation import validate as check

    if file is not None:
        report = check(_parsed(file))
    else:
        from graph.export.rdf import stored_quads

        with open_store(settings_with(data=data)) as store:
            report = check(stored_quads(store))
    for result in report.results:
        typer.echo(str(result))
    note("conforms" if report.conforms else "does not conform")
    if not report.conforms:
        raise typer.Exit(EXIT_PROBLEM)


def worksheet(
    format_: Annotated[WorksheetFormat, typer.Option("--format", "-f")] = WorksheetFormat.MD,
    output: Output = None,
    data: Data = None,
) -> None:
    """Write the consolidation worksheet: recommendations by theme, and names to decide on."""
    from graph.catalogue import load_catalogue
    from graph.consolidation.worddocument import docx_worksheet
    from graph.consolidation.worksheet import csv_worksheet, markdown_worksheet, proposed_names
    from graph.consolidation.worksheet import worksheet as grouped

    with open_store(settings_with(data=data)) as store:
        groups = (*grouped(load_catalogue(store)), *proposed_names(store))
    match format_:
        case WorksheetFormat.MD:
            write(markdown_worksheet(groups), output)
        case WorksheetFormat.CSV:
            write(csv_worksheet(groups), output)
        case WorksheetFormat.DOCX:
            write(docx_worksheet(groups), output)


def _parsed(file: Path) -> Iterable[Quad]:
    from pyoxigraph import RdfFormat, parse

    format_ = RdfFormat.from_extension(file.suffix.removeprefix("."))
    if format_ is None:
        raise UseError(f"{file}: name a file that ends in .ttl, .trig, .nt, .nq, .jsonld or .rdf")
    try:
        return list(parse(path=file, format=format_))
    except OSError as error:
        raise UseError(f"{file} cannot be read: {error.strerror}") from error
    except SyntaxError as error:
        raise UseError(f"{file} is not well formed: {error}") from error
