"""Reference pages in Markdown, each made from what the code itself declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["PAGES", "settings_page"]

REFERENCE = Path(__file__).parent / "reference"


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _first_sentence(operation: dict[str, str]) -> str:
    """What a route answers: its description's first line, else its summary."""
    told = operation.get("description") or operation.get("summary", "")
    return told.split("\n\n")[0].replace("\n", " ")


def settings_page() -> str:
    """Every setting: its environment name, default, unit and meaning."""
    from api.settings import Settings

    rows = (
        (f"`RECGRAPH_{name.upper()}`", f"`{field.default}`", field.description or "")
        for name, field in sorted(Settings.model_fields.items())
    )
    return "# Settings\n\n" + _table(("name", "default", "meaning"), rows) + "\n"


def routes_page() -> str:
    """Every route of the HTTP interface."""
    from api.application import create_application
    from api.settings import Settings

    paths = create_application(Settings()).openapi()["paths"]
    rows = (
        (f"`{method.upper()} {path}`", _first_sentence(operation))
        for path, operations in sorted(paths.items())
        for method, operation in operations.items()
    )
    text = "Errors are `application/problem+json`. The full description is at `/openapi.json`."
    return f"# Routes\n\n{text}\n\n" + _table(("route", "answers"), rows) + "\n"


def commands_page() -> str:
    """Every command, as its own help tells it."""
    from typer.main import get_command

    from api.command import app

    root = get_command(app)
    rows = (
        (f"`recgraph {name}`", (command.help or "").split("\n\n")[0].replace("\n", " "))
        for name, command in sorted(root.commands.items())  # type: ignore[attr-defined]
    )
    text = "`recgraph COMMAND --help` tells a command's arguments and options."
    return f"# Commands\n\n{text}\n\n" + _table(("command", "does"), rows) + "\n"


def questions_page() -> str:
    """Every named question with its explanation and parameters."""
    from graph.questions import load_questions

    parts = [
        "# Questions\n\nAsk by name: `recgraph query NAME -p parameter=value`. Long lists come in "
        "pages: `-p limit=50 -p offset=100`; a list that is cut says so on standard error.\n"
    ]
    for name, question in sorted(load_questions().items()):
        parts.append(f"## {question.title}\n\n`{name}`: {question.text}\n")
        parts += [
            f"- `{p.name}` ({p.type}, default `{p.default}`): {p.meaning}"
            for p in question.parameters
        ]
        parts.append(f"\n```sparql\n{question.query.strip()}\n```\n")
    return "\n".join(parts)


def ontology_page() -> str:
    """Every term of the ontology: what it is, its definition and an example."""
    import pyoxigraph as ox

    store = ox.Store()
    for path in sorted((Path(__file__).parent.parent / "ontology" / "model").glob("*.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    query = """
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?term (SAMPLE(?l) AS ?label) (SAMPLE(?d) AS ?definition) (SAMPLE(?e) AS ?example) {
            ?term rdfs:label ?l ; skos:definition ?d ; rdfs:isDefinedBy ?o
            OPTIONAL { ?term skos:example ?e }
        } GROUP BY ?term ORDER BY ?term"""
    rows = (
        (
            f"`rec:{row['term'].value.partition('#')[2]}`",
            *(row[name].value if row[name] else "" for name in ("label", "definition", "example")),
        )
        for row in store.query(query)
        if "#" in row["term"].value
    )
    namespace = "Namespace `https://w3id.org/recgraph/ontology#`, prefix `rec:`."
    head = ("term", "label", "definition", "example")
    return f"# Ontology\n\n{namespace}\n\n" + _table(head, rows) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "routes.md": routes_page,
    "commands.md": commands_page,
    "questions.md": questions_page,
    "ontology.md": ontology_page,
}
