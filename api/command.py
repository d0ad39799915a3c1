"""The command line: ``recgraph``.

Data go to standard output, everything else to standard error. Exit codes: 0 done, 1 problems found,
2 wrong use. What a command needs is imported when it runs, so that reading starts at once.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from api.commands import asking, building, checking, keeping, reading
from api.commands.terminal import EXIT_PROBLEM, EXIT_USE, UseError, complain
from ontology.errors import RecgraphError

__all__ = ["app", "main"]

app = typer.Typer(
    name="recgraph",
    help="Reports of intergovernmental meetings in, a graph of their recommendations out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _part in (reading, building, asking, checking, keeping):
    _part.add_to(app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"recgraph {version('recgraph')}")
        raise typer.Exit


@app.callback()
def _recgraph(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    pass


# Typer keeps the class that all its complaints about arguments share to itself.
_USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]


def main() -> None:
    """Run the command line; every error is one line on standard error, never a traceback."""
    sys.exit(_run())


def _run() -> int:
    try:
        code = app(standalone_mode=False)
    except _USAGE_ERROR as error:
        return _misused(error)
    except UseError as error:
        return complain(str(error), EXIT_USE)
    except RecgraphError as error:
        return complain(str(error), EXIT_PROBLEM)
    except (KeyboardInterrupt, typer.Abort):
        return complain("stopped", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return complain(f"{error.filename or 'the system'}: {error.strerror}", EXIT_PROBLEM)
    except Exception as error:  # noqa: BLE001 - the last resort: one line, no traceback
        return complain(f"unexpected {type(error).__name__}: {error}; please report it", 1)
    return int(code or 0)


def _misused(error: Any) -> int:
    """Tell what is wrong with the arguments; without any, show the help instead."""
    context = error.ctx
    if context is not None and not sys.argv[1:]:
        typer.echo(context.get_help(), err=True)
        return EXIT_USE
    where = f" (see {context.command_path} --help)" if context is not None else ""
    return complain(f"{error.format_message()}{where}", EXIT_USE)
