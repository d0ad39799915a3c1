"""Queries from the command line: named questions, servers by URL, tables at the terminal."""

from __future__ import annotations

import csv
import io
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.commands.terminal import UseError
from ontology.errors import RecgraphError

if TYPE_CHECKING:
    from rich.console import Console

    from graph.store import Limits, Term

__all__ = [
    "accepted",
    "ask_server",
    "cut_note",
    "form_of",
    "resolved",
    "show_questions",
    "show_table",
    "wrong_queries",
]

_RESULTS = {
    "table": "application/sparql-results+json",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_GRAPHS = {
    "table": "text/turtle",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "xml": "application/rdf+xml",
}
_PATIENCE_S = 300
_PIPE_WIDTH = 200


class ServerError(RecgraphError):
    """A server does not answer, or answers with an error."""


def resolved(asked: str, values: Mapping[str, str], base_iri: str) -> tuple[str, dict[str, Term]]:
    """Give the query's text and its bindings, for a query, a file or a question's name."""
    from graph.questions import ParameterError, load_questions
    from ontology.iris import Iris

    question = load_questions().get(asked)
    if question is not None:
        try:
            return question.sized(values), dict(question.bindings(Iris(base_iri), values))
        except ParameterError as error:
            raise UseError(str(error)) from error
    text = _text(asked)
    return text, {name: _term(name, value, base_iri) for name, value in values.items()}


def cut_note(asked: str, values: Mapping[str, str], body: bytes, format_: str) -> str | None:
    """Tell that a named question may have more rows than it was asked for."""
    from graph.questions import load_questions

    question = load_questions().get(asked)
    limits = {p.name: p for p in question.parameters if p.type == "rows"} if question else {}
    if "offset" not in limits:
        return None
    limit, offset = (
        limits[name].rows(values.get(name, limits[name].default or "0"))
        for name in ("limit", "offset")
    )
    if limit == 0 or _rows(body, format_) < limit:
        return None
    return f"cut at limit={limit}; what follows: -p limit={limit} -p offset={offset + limit}"


def _rows(body: bytes, format_: str) -> int:
    """Count the rows of an answer to a SELECT query."""
    if format_ in ("table", "json"):
        return len(json.loads(body)["results"]["bindings"])
    if format_ == "xml":
        return body.count(b"<result>")
    if format_ == "csv":
        return sum(1 for _ in csv.reader(io.StringIO(body.decode(), newline=""))) - 1
    return len(body.splitlines()) - 1


def _text(asked: str) -> str:
    if "{" in asked:
        return asked
    path = Path(asked)
    if path.suffix == ".rq" or path.is_file():
        try:
            return path.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UseError(f"{path} cannot be read as a query: {error}") from error
    raise UseError(
        f"{asked!r} is no named question, no file and no query; recgraph query lists the names"
    )


def _term(name: str, value: str, base_iri: str) -> Term:
    """Read a value for a query of the user's own: an IRI, a key as ``id:key``, or a string."""
    from pyoxigraph import Literal, NamedNode

    from ontology.iris import Iris

    try:
        if value.startswith("id:"):
            return Iris(base_iri).entity(value.removeprefix("id:"))
        if value.startswith("<") and value.endswith(">"):
            return NamedNode(value[1:-1])
    except ValueError as error:
        raise UseError(f"-p {name}: {error}") from error
    return Literal(value)


def form_of(sparql: str, limits: Limits) -> str:
    """Tell a query's form: SELECT, ASK, CONSTRUCT or DESCRIBE; refuse what is no query."""
    from graph.store import check_query

    return check_query(sparql, max_bytes=limits.query_bytes, max_depth=limits.depth).form


@contextmanager
def wrong_queries() -> Iterator[None]:
    """Make a query that is wrong a wrong use of the command."""
    from graph.store import QueryRefused, QuerySyntaxError, QueryTooLarge

    try:
        yield
    except (QuerySyntaxError, QueryRefused, QueryTooLarge) as error:
        raise UseError(str(error)) from error


def accepted(form: str, format_: str) -> str:
    """Give the media type for a format; refuse one that the query's form cannot be given in."""
    types = _RESULTS if form in ("SELECT", "ASK") else _GRAPHS
    if format_ not in types:
        raise UseError(f"a {form} query cannot be given as {format_}; take {', '.join(types)}")
    return types[format_]


def ask_server(url: str, sparql: str, bindings: Mapping[str, Term], accept: str) -> bytes:
    """Send a query to a SPARQL endpoint by POST."""
    from graph.store.parameters import bind

    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise UseError(f"--url {url}: name a SPARQL endpoint that begins with http:// or https://")
    request = urllib.request.Request(
        url,
        data=urllib.parse.urlencode({"query": bind(sparql, bindings)}).encode(),
        headers={"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE_S) as answer:
            body: bytes = answer.read()
            return body
    except urllib.error.HTTPError as error:
        raise ServerError(f"{url} answers {error.code}: {_reason(error)}") from error
    except (urllib.error.URLError, TimeoutError) as error:
        raise ServerError(f"{url} does not answer: {getattr(error, 'reason', error)}") from error


def _reason(error: urllib.error.HTTPError) -> str:
    body = error.read(4000).decode("utf-8", "replace")
    try:
        problem = json.loads(body)
    except ValueError:
        return body or str(error.reason)
    return str(problem.get("detail", body)) if isinstance(problem, dict) else body


def _console() -> Console:
    """Give the terminal; what goes into a file or a pipe is not broken at 80 characters."""
    from rich.console import Console

    return Console() if sys.stdout.isatty() else Console(width=_PIPE_WIDTH)


def show_questions() -> None:
    """List the named questions with their parameters."""
    from rich.table import Table

    from graph.questions import load_questions

    table = Table("name", "question", "parameters")
    for name, question in load_questions().items():
        told = ", ".join(
            p.name if p.default is None else f"{p.name}={p.default}" for p in question.parameters
        )
        table.add_row(name, question.text, told)
    _console().print(table)


def show_table(body: bytes) -> None:
    """Show SPARQL JSON results as a table, IRIs shortened by the known prefixes."""
    from rich.table import Table
    from rich.text import Text

    results = json.loads(body)
    if "boolean" in results:
        print("true" if results["boolean"] else "false")
        return
    names = results["head"]["vars"]
    table = Table(*names)
    for row in results["results"]["bindings"]:
        table.add_row(*(Text(_shown(row.get(name))) for name in names))
    _console().print(table)


def _shown(term: Mapping[str, Any] | None) -> str:
    from ontology.terms import PREFIXES

    if term is None:
        return ""
    value = term["value"]
    if term["type"] != "uri":
        return str(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    for prefix, start in PREFIXES.items():
        if value.startswith(start) and value != start:
            return f"{prefix}:{value[len(start) :]}"
    return str(value)
