"""``/llms.txt``: what is here and how to ask for it, on one page for programs that read text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api.answers import matches, software
from api.contents import contents
from api.state import state_of
from graph.questions import Question, load_questions
from ontology.terms import PREFIXES
from viz.pages import runnable

if TYPE_CHECKING:
    from graph.catalogue import Catalogue
    from ontology.iris import Iris

__all__ = ["guide", "router"]

router = APIRouter(tags=["Operations"])

_SHOWN: Final = ("asked-of-body", "treatment-of-instrument", "opposed-units", "provenance")
_PAGES: Final = (
    ("/explore", "the graph to look at"),
    ("/recommendations", "the list with its filters"),
    ("/documents", "the documents, each with its text marked up"),
    ("/ontology", "the ontology; RDF by Accept"),
    ("/docs", "the HTTP interface, with every parameter and problem"),
    ("/openapi.json", "the same for programs"),
    ("/.well-known/void", "the dataset in VoID"),
)
_USED: Final = ("rec", "id", "skos", "org", "oa", "prov", "dcterms", "schema", "rdfs", "xsd")


@router.get(
    "/llms.txt",
    summary="Tell programs that read text what is here",
    response_class=Response,
    responses=contents(["text/plain"]) | {304: {"description": "Not Modified"}},
)
async def get_guide(request: Request) -> Response:
    """What is here: addresses, prefixes of the ontology, queries to begin with."""
    state = state_of(request)
    catalogue = await run_in_threadpool(state.catalogue)
    tag = f'W/"{catalogue.version}-{software()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    root = str(request.url.replace(path="", query="", fragment=""))
    text = guide(root, catalogue, request.app.openapi()["paths"], state.iris)
    return Response(text, headers=headers, media_type="text/plain; charset=utf-8")


def guide(root: str, catalogue: Catalogue, paths: dict[str, Any], iris: Iris) -> str:
    """Write the page.

    Parameters
    ----------
    root
        The server's address, without a slash at its end.
    catalogue
        What it holds.
    paths
        The operations, as OpenAPI has them.
    iris
        Makes the names in the queries.
    """
    total = catalogue.select().total
    questions = load_questions()
    return "\n".join(
        (
            "# recgraph",
            "",
            f"> {total} recommendations of {len(catalogue.documents)} intergovernmental documents "
            "as a knowledge graph, in which every link carries the exact words that justify it.",
            "",
            f"Dataset version {catalogue.version}. Read it freely; nothing here needs a key. Cite "
            "a recommendation by its `citation` and its `iri`, and quote its `text`. Attribution "
            "is what the text says, never more.",
            "",
            "## Pages",
            "",
            *(f"- [{root}{path}]({root}{path}): {told}" for path, told in _PAGES),
            "",
            "## JSON",
            "",
            "Filters are repeatable: alternatives within one, all of them together. `next` of one "
            "page is `cursor` of the following one.",
            "",
            *_operations(root, paths),
            "",
            f"For example {_first(root, catalogue)}",
            "",
            "## SPARQL 1.1",
            "",
            f"`{root}/sparql` takes `query=` by GET or POST and gives JSON, XML, CSV, TSV, Turtle, "
            "N-Triples, RDF/XML or JSON-LD by `Accept`. A query that names no graph sees all of "
            "them; each document has a named graph of its own.",
            "",
            "```sparql",
            *(f"PREFIX {p}: <{start}>" for p, start in _prefixes(iris).items()),
            "```",
            "",
            *(line for name in _SHOWN for line in _example(questions[name], iris)),
            f"All {len(questions)} named questions are at {root}/sparql in a browser, and by "
            "`recgraph query`.",
            "",
            "## Names",
            "",
            f"`{iris.base}id/KEY` names a thing, `{root}/id/KEY` leads to it: to its page, or to "
            f"{root}/data/KEY with RDF by `Accept`.",
            "",
            "## Tools",
            "",
            "`recgraph mcp` offers search, recommendation, entity, compare and sparql over the "
            "Model Context Protocol.",
            "",
        )
    )


def _operations(root: str, paths: dict[str, Any]) -> Iterator[str]:
    for path, by_method in paths.items():
        if path.startswith("/api/") and "get" in by_method:
            operation = by_method["get"]
            told = (operation.get("description") or operation["summary"]).split("\n\n")[0]
            names = [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
            takes = f" Takes {', '.join(names)}." if names else ""
            address = f"{root}{quote(path, safe='/{}')}"
            yield f"- `{address}`: {' '.join(told.split())}{takes}"


def _first(root: str, catalogue: Catalogue) -> str:
    """Give the address of a list that is not empty, where there is any."""
    most = max(catalogue.entities.values(), key=lambda e: e.counts.addressed, default=None)
    if most is None or not most.counts.addressed:
        return f"{root}/api/recommendations"
    return f"{root}/api/recommendations?addressee={quote(most.key)} (what {most.name} is asked)"


def _prefixes(iris: Iris) -> dict[str, str]:
    return {**{p: PREFIXES[p] for p in _USED}, "id": f"{iris.base}id/"}


def _example(question: Question, iris: Iris) -> tuple[str, ...]:
    return f"### {question.title}", "", "```sparql", runnable(question, iris).strip(), "```", ""
