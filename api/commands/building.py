"""``recgraph build``, ``recgraph serve`` and ``recgraph mcp``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.tables import Columns, column_mapping
from api.commands.terminal import (
    EXIT_PROBLEM,
    Data,
    UseError,
    complain,
    note,
    open_store,
    settings_with,
    stages,
    tell,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.settings import Settings
    from graph.building.builder import BuildReport

__all__ = ["add_to"]

_MUCH = 2 * 1024 * 1024
"""Bytes of sources from which on more than one process reads them."""

StoreUrl = Annotated[
    str | None, typer.Option("--store", help="A SPARQL 1.1 server instead of the data directory.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("build")(build)
    app.command("serve")(serve)
    app.command("mcp")(mcp)


def build(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of documents.")],
    data: Data = None,
    store: StoreUrl = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, max=256, help="Processes that read.", show_default="all processors for much"
        ),
    ] = None,
    column: Columns = None,
) -> None:
    """Read, check and store documents; unchanged ones are skipped, changed ones replaced.

    A table of recommendations (JSON Lines or CSV, also with gzip) gives a document for each that
    its rows name.
    """
    report = _built(paths, settings_with(data=data, store_url=store), workers, column or ())
    tell("added", report.added)
    tell("replaced", report.replaced)
    tell("unchanged", report.unchanged)
    if report.failed:
        raise typer.Exit(EXIT_PROBLEM)


def serve(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Documents to build first.", show_default=False)
    ] = None,
    data: Data = None,
    store: StoreUrl = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="Start without any data, ontology included.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="Address to listen at.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; 0: a free one.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that serve.")] = None,
    column: Columns = None,
) -> None:
    """Serve the graph over HTTP: pages, JSON, SPARQL."""
    if empty and (paths or store):
        raise UseError("--empty starts without data; leave out the documents and --store")
    settings = settings_with(data=data, store_url=store, host=host, port=port, workers=workers)
    if paths:
        report = _built(paths, settings, None, column or ())
        if report.failed and not (report.added or report.replaced or report.unchanged):
            raise typer.Exit(EXIT_PROBLEM)
    from api.server import serve as run

    run(settings, empty=empty)


def mcp(data: Data = None, store: StoreUrl = None) -> None:
    """Offer the graph as tools over standard input and output (Model Context Protocol)."""
    try:
        import mcp.server  # noqa: F401 - only to tell at once that it is not there
    except ImportError:
        told = "the package mcp is not installed: pip install -e '.[mcp]' in the checkout adds it"
        raise UseError(told) from None
    from api.metrics import Metrics
    from api.state import State
    from api.tools import Tools, tool_server
    from ontology.vocabularies import load_vocabularies

    settings = settings_with(data=data, store_url=store)
    with open_store(settings) as opened:
        state = State(settings, opened, load_vocabularies(), Metrics(), has_sources=False)
        tool_server(Tools(state)).run("stdio")


def _built(
    paths: list[Path], settings: Settings, workers: int | None, columns: Sequence[str]
) -> BuildReport:
    """Build, telling on standard error what cannot be read."""
    from graph.building.builder import Builder, BuildError, jobs_in
    from graph.building.sidecar import SidecarError
    from graph.building.sources import SourceArchive
    from ontology.iris import Iris
    from ontology.vocabularies import load_vocabularies

    try:
        jobs = jobs_in(paths, columns=column_mapping(columns))
    except (BuildError, SidecarError) as error:
        raise UseError(str(error)) from error
    if workers is None:
        workers = (os.cpu_count() or 1) if jobs.size > _MUCH else 1
    with stages() as advance, open_store(settings, writable=True) as store:
        report = Builder(
            store,
            SourceArchive(settings.data),
            load_vocabularies(),
            Iris(settings.base_iri),
            workers=workers,
            progress=advance,
        ).build(jobs)
    for failure in report.failed:
        complain(f"{failure.path}: {failure.reason}", EXIT_PROBLEM)
    counts = ((report.added, "added"), (report.replaced, "replaced"))
    counted = (*counts, (report.unchanged, "unchanged"), (report.failed, "failed"))
    note("Documents: " + ", ".join(f"{len(of)} {what}" for of, what in counted if of))
    return report
