"""``recgraph backup`` and ``recgraph restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.terminal import Data, note, settings_with

__all__ = ["add_to"]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    directory: Annotated[Path, typer.Argument(help="Where the copy goes; new or empty.")],
    data: Data = None,
) -> None:
    """Copy the data directory, with a manifest of hashes; a server may go on writing."""
    from graph.store.backup import back_up

    note(f"backed up version {back_up(settings_with(data=data).data, directory)}")


def restore(
    directory: Annotated[Path, typer.Argument(help="What 'recgraph backup' made.")],
    data: Data = None,
) -> None:
    """Make a new data directory from a backup; one that holds anything is refused."""
    from graph.store.backup import restore as make_again

    note(f"restored version {make_again(directory, settings_with(data=data).data)}")
