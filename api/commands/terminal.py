"""What the commands share at the terminal: errors in one line, progress, files, settings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from ontology.errors import RecgraphError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store import Store

__all__ = [
    "EXIT_PROBLEM",
    "EXIT_USE",
    "Data",
    "Output",
    "UseError",
    "complain",
    "note",
    "open_store",
    "opened",
    "progress",
    "settings_with",
    "stages",
    "tell",
    "write",
]

EXIT_PROBLEM = 1
EXIT_USE = 2

# More keys than a person reads at a terminal; a file or a pipe gets them all.
_SHOWN = 20

Progress = Callable[[str, int, int], None]
Stages = Callable[[str, str, int, int], None]
Data = Annotated[
    Path | None,
    typer.Option("--data", help="Data directory.", show_default="RECGRAPH_DATA or data"),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write; standard output if left out.")
]


class UseError(RecgraphError):
    """The command was not used as it can be."""


def complain(message: str, code: int) -> int:
    """Tell an error in one line on standard error, and give the exit code."""
    typer.echo(f"recgraph: {' '.join(message.split())}", err=True)
    return code


def note(message: str) -> None:
    """Tell something on standard error."""
    typer.echo(message, err=True)


def tell(what: str, keys: Sequence[str]) -> None:
    """List what became of documents, a line each; at a terminal, the first of many."""
    shown = keys[:_SHOWN] if sys.stdout.isatty() else keys
    for key in shown:
        typer.echo(f"{what}\t{key}")
    if more := len(keys) - len(shown):
        note(f"and {more:,} more {what}")


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Show how far a long work is, on standard error and only at a terminal."""
    with stages() as advance:
        yield lambda name, done, total: advance(what, name, done, total)


@contextmanager
def stages() -> Iterator[Stages]:
    """Show how far a long work of several stages is; a total of 0 is not known."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def advance(what: str, name: str, done: int, total: int) -> None:
            bar.update(task, description=f"{what} {name}", completed=done, total=total or None)

        yield advance


def write(data: bytes | str, output: Path | None) -> None:
    """Write to a file, or to standard output."""
    with opened(output) as stream:
        stream.write(data.encode() if isinstance(data, str) else data)


@contextmanager
def opened(output: Path | None) -> Iterator[IO[bytes]]:
    """Open a file to write bytes into, or standard output."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as stream:
            yield stream
    except OSError as error:
        raise UseError(f"{output} cannot be written: {error.strerror}") from error


def settings_with(**given: Any) -> Settings:
    """Make the settings from the environment and what was given on the command line."""
    from pydantic import ValidationError

    from api.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise UseError(f"the setting {name}: {first['msg']}") from error
    except ValueError as error:  # the settings file is no TOML
        raise UseError(f"the settings file cannot be read: {error}") from error


@contextmanager
def open_store(settings: Settings, *, writable: bool = False) -> Iterator[Store]:
    """Open the store that the settings name: the data directory, or a server by URL.

    Raises
    ------
    UseError
        There is no store in the data directory.
    """
    from graph.store import EmbeddedStore, RemoteStore

    store: Store
    if settings.store_url is not None:
        store = RemoteStore(
            settings.store_url, limits=settings.limits, union=settings.union_default_graph
        )
    else:
        if not writable and not settings.data.is_dir():
            raise UseError(f"there is no graph in {settings.data}; make one with recgraph build")
        store = EmbeddedStore(
            settings.data,
            limits=settings.limits,
            union=settings.union_default_graph,
            writable=writable,
        )
    try:
        yield store
    finally:
        store.close()
