"""Every IRI that is minted leads somewhere: to a page, or to its data."""

from __future__ import annotations

from functools import partial
from importlib.resources import files
from typing import Final
from urllib.parse import quote

import anyio.to_thread
from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.responses import RedirectResponse, Response

from api.contents import contents
from api.description import RDF_TYPES
from api.graphstore import graph_answer
from api.negotiation import negotiate
from api.problems import Problem
from api.state import State, state_of
from graph.store import QueryAnswer

__all__ = ["router"]

router = APIRouter(tags=["Linked data"])

_SEGMENT: Final = "!$&'()*+,;=:@"
_EXISTS: Final = "ASK { ?thing ?p ?o }"
_JSON: Final = "application/sparql-results+json"
_TYPES: Final = (*RDF_TYPES, "text/html")
_IN_RDF: Final = contents(RDF_TYPES, 404, 406) | {304: {"description": "Not Modified"}}


@router.get(
    "/id/{key:path}",
    summary="Lead to the page or the data of a thing",
    status_code=303,
    response_class=Response,
    responses=contents((), 404, 406, status=303),
)
async def get_thing(request: Request, key: str) -> Response:
    """See other: the page for those who prefer HTML, the data for those who prefer RDF."""
    state = state_of(request)
    chosen = negotiate(request.headers.get("accept"), _TYPES)
    path = _quoted(key)
    await _must_exist(state, path, key)
    target = _page(key) if chosen == "text/html" else f"/data/{path}"
    headers = {"Vary": "Accept", "Link": _links(path, key)}
    return RedirectResponse(target, 303, headers)


@router.get(
    "/data/{key:path}",
    summary="Give the data of a thing",
    response_class=Response,
    responses=_IN_RDF,
)
async def get_data(request: Request, key: str) -> Response:
    """Give what the graph says of an entity, a document or a unit."""
    state = state_of(request)
    media_type = negotiate(request.headers.get("accept"), RDF_TYPES)
    path = _quoted(key)
    etag = f'W/"{await state.version()}"'
    headers = {
        "Vary": "Accept",
        "ETag": etag,
        "Cache-Control": "no-cache",
        "Link": _links(path, key),
    }
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    await _must_exist(state, path, key)
    answer = await _ask(state, _description(), path, media_type)
    return _rdf(answer, headers)


@router.get("/ontology", summary="Give the ontology", response_class=Response, responses=_IN_RDF)
async def get_ontology(request: Request) -> Response:
    """Give the ontology's graph in an RDF format."""
    return await _named_graph(request, "ontology")


@router.get(
    "/vocabulary/{name}", summary="Give a vocabulary", response_class=Response, responses=_IN_RDF
)
async def get_vocabulary(request: Request, name: str) -> Response:
    """Give a concept scheme with all its concepts."""
    return await _named_graph(request, f"vocabulary/{_quoted(name)}")


@router.get(
    "/graph/{name}", summary="Give a document's graph", response_class=Response, responses=_IN_RDF
)
async def get_named_graph(request: Request, name: str) -> Response:
    """Give all that the graph of a document holds."""
    return await _named_graph(request, f"graph/{_quoted(name)}")


async def _named_graph(request: Request, path: str) -> Response:
    state = state_of(request)
    media_type = negotiate(request.headers.get("accept"), RDF_TYPES)
    answer = await graph_answer(state, f"{state.settings.base_iri}{path}", media_type)
    etag = f'W/"{answer.version}"'
    headers = {"Vary": "Accept", "ETag": etag, "Cache-Control": "no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return _rdf(answer, headers)


async def _must_exist(state: State, path: str, key: str) -> None:
    if b"true" not in (await _ask(state, _EXISTS, path, _JSON)).body:
        raise Problem(404, f"There is nothing called {key!r} here")


async def _ask(state: State, sparql: str, path: str, media_type: str) -> QueryAnswer:
    thing = NamedNode(f"{state.settings.base_iri}id/{path}")
    query = partial(state.store.query, sparql, accept=media_type, bindings={"thing": thing})
    return await anyio.to_thread.run_sync(query, limiter=state.query_threads)


def _description() -> str:
    return files("api").joinpath("thing.rq").read_text("utf-8")


def _rdf(answer: QueryAnswer, headers: dict[str, str]) -> Response:
    charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
    return Response(answer.body, headers=headers, media_type=answer.media_type + charset)


def _quoted(key: str) -> str:
    """Give a decoded path as it stands in our IRIs."""
    return "/".join(quote(part, safe=_SEGMENT) for part in key.split("/"))


def _page(key: str) -> str:
    """Give the path of the page about a thing: a unit's page is a place in its document's."""
    match key.split("/"):
        case ["document", document]:
            return f"/documents/{quote(document)}"
        case ["document", document, unit]:
            return f"/documents/{quote(document)}#{quote(unit, safe=_SEGMENT)}"
        case _:
            return f"/entities/{quote(key)}"


def _links(path: str, key: str) -> str:
    data = [f'</data/{path}>; rel="describedby"; type="{t}"' for t in RDF_TYPES[:4]]
    return ", ".join([*data, f'<{_page(key)}>; rel="alternate"; type="text/html"'])
