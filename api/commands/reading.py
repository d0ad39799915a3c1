"""``recgraph read`` and ``recgraph evaluate``: documents without a store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.tables import Columns, column_mapping, is_table, table_sources
from api.commands.terminal import EXIT_PROBLEM, UseError, complain, progress, write
from ontology.errors import RecgraphError

if TYPE_CHECKING:
    from graph.document import Document
    from graph.measuring.evaluation import Evaluation
    from graph.mentions.candidates import Candidate

__all__ = ["add_to"]

Paths = Annotated[list[str], typer.Argument(help="Files and folders; - is standard input.")]


class ReadFormat(StrEnum):
    """What ``read`` writes."""

    JSON = "json"
    TEXT = "text"
    TTL = "ttl"
    NQUADS = "nquads"


class ScoreFormat(StrEnum):
    """What ``evaluate`` writes."""

    TABLE = "table"
    JSON = "json"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("read")(read)
    app.command("evaluate")(evaluate)


def read(
    paths: Paths,
    format_: Annotated[
        ReadFormat | None,
        typer.Option("--format", "-f", help="json: one object a line.", show_default="json"),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help="The text with marks and the reason of each; in JSON, the rules."
        ),
    ] = False,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="Also the names that no vocabulary has.")
    ] = False,
    column: Columns = None,
) -> None:
    """Read documents and write what they say: units, statements, mentions.

    A table of recommendations (JSON Lines or CSV, also with gzip) is read as a stream and gives a
    document for each that its rows name.
    """
    failed = 0
    for name, data in sources(paths, column or ()):
        try:
            write(_written(data, name, format_, explain=explain, propose=candidates), None)
        except RecgraphError as error:
            failed = complain(str(error), EXIT_PROBLEM)
    if failed:
        raise typer.Exit(failed)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A gold file, JSON or rows of JSON.")],
    paths: Annotated[
        list[str] | None, typer.Argument(help="The documents; none for a gold of passages.")
    ] = None,
    format_: Annotated[ScoreFormat, typer.Option("--format", "-f")] = ScoreFormat.TABLE,
    differences: Annotated[
        bool, typer.Option("--differences", help="Also list what is not as the gold has it.")
    ] = False,
    determinism: Annotated[
        bool,
        typer.Option("--determinism", help="Also read again in another process and compare bytes."),
    ] = False,
) -> None:
    """Measure reading against a gold file: precision, recall and F1 of each field."""
    from graph.measuring.evaluation import GoldError, gold_of
    from graph.measuring.evaluation import evaluate as score
    from graph.reader import read_document
    from ontology.vocabularies import load_vocabularies

    try:
        told = gold_of(gold.read_bytes())
    except (OSError, GoldError) as error:
        raise UseError(f"{gold} is no JSON file that can be read: {error}") from error
    vocabularies = load_vocabularies()
    given = list(sources(paths or ()))
    documents = []
    with progress("Reading") as advance:
        for done, (name, data) in enumerate(given, 1):
            documents.append(read_document(data, name, vocabularies))
            advance(name, done, len(given))
    result = score(told, documents, vocabularies)
    if determinism:
        from api.commands.rereading import with_determinism

        result = with_determinism(result, given, documents)
    if format_ is ScoreFormat.JSON:
        write(_scores_json(result), None)
    else:
        _show_scores(result)
        if differences:
            write("".join(f"{line}\n" for line in result.differences), None)


def sources(paths: Iterable[str], columns: Sequence[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of each source; folders are searched, ``-`` is standard input."""
    mapping = column_mapping(columns)
    for path in paths:
        if path == "-":
            yield "stdin", sys.stdin.buffer.read()
        elif Path(path).is_dir():
            from graph.building.builder import sources_in

            yield from ((found.name, _bytes(found)) for found in sources_in([Path(path)]))
        elif is_table(Path(path)):
            yield from table_sources(Path(path), mapping)
        else:
            yield Path(path).name, _bytes(Path(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UseError(f"{path} does not exist; name a file or a folder of documents") from None
    except OSError as error:
        raise UseError(f"{path} cannot be read: {error.strerror}") from error


def _written(
    data: bytes, name: str, format_: ReadFormat | None, *, explain: bool, propose: bool
) -> bytes:
    from ontology.vocabularies import load_vocabularies

    vocabularies = load_vocabularies()
    if format_ is ReadFormat.TEXT:
        from graph.reading import read_source

        return read_source(data, name, vocabularies).text.encode()
    from graph.reader import read_document

    document = read_document(data, name, vocabularies)
    if format_ in (ReadFormat.TTL, ReadFormat.NQUADS):
        return _rdf(document, format_)
    if explain and format_ is None:
        from graph.explanation import explained

        return explained(document, _candidates(document)).encode() + b"\n"
    import orjson

    from graph.serialization import candidate_json, document_json

    told = document_json(document, explain=explain)
    if propose:
        told["candidates"] = [candidate_json(one) for one in _candidates(document)]
    return orjson.dumps(told) + b"\n"


def _candidates(document: Document) -> tuple[Candidate, ...]:
    from graph.mentions.candidates import candidates
    from ontology.vocabularies import load_vocabularies

    return candidates(document, [unit.mentions for unit in document.units], load_vocabularies())


def _rdf(document: Document, format_: ReadFormat) -> bytes:
    import pyoxigraph as ox

    from api.commands.terminal import settings_with
    from graph.canonical import canonical_nquads
    from graph.quads import Run, document_quads
    from ontology.iris import Iris
    from ontology.terms import PREFIXES
    from ontology.vocabularies import load_vocabularies

    vocabularies = load_vocabularies()
    iris = Iris(settings_with().base_iri)
    quads = document_quads(document, vocabularies, iris, run=Run.of(vocabularies))
    if format_ is ReadFormat.NQUADS:
        return canonical_nquads(quads)
    triples = (quad.triple for quad in quads)
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def _scores_json(result: Evaluation) -> bytes:
    fields: dict[str, Any] = {
        score.field: {
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
            "correct": score.correct,
            "found": score.found,
            "expected": score.expected,
        }
        for score in result.scores
    }
    told = {"fields": fields, "differences": list(result.differences)}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _show_scores(result: Evaluation) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("field", *("precision", "recall", "F1", "correct", "found", "expected"))
    for column in table.columns[1:]:
        column.justify = "right"
    for score in result.scores:
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        counts = (str(count) for count in (score.correct, score.found, score.expected))
        table.add_row(score.field, *shares, *counts)
    Console().print(table)
