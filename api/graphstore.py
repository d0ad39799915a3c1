"""The SPARQL 1.1 Graph Store HTTP Protocol at ``/store``."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from email.parser import BytesParser
from email.policy import HTTP
from functools import partial
from typing import Final
from urllib.parse import urlsplit

import anyio.to_thread
from fastapi import APIRouter, Request
from pyoxigraph import NamedNode, Quad, parse
from starlette.responses import Response

from api.access import WriteAccess, note_write
from api.bodies import media_type_of, parameters, read_body
from api.contents import ABSOLUTE_IRI, ANYTHING, body, contents, parameter
from api.description import RDF_TYPES
from api.negotiation import negotiate
from api.problems import Problem
from api.state import State, state_of
from graph.store import GRAPH_FORMATS, QueryAnswer, rdf_format

__all__ = ["graph_answer", "router"]

router = APIRouter(tags=["Graph store"])

_DEFAULT: Final = ""
_KNOWN: Final = "ASK { GRAPH ?graph { } }"
_NAMED: Final = "CONSTRUCT { ?s ?p ?o } { GRAPH ?graph { ?s ?p ?o } }"
_UNNAMED: Final = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
_JSON: Final = "application/sparql-results+json"
_PROBLEMS: Final = (400, 404, 406, 413, 422, 429, 502, 503)
_GIVEN: Final = contents(RDF_TYPES, *_PROBLEMS)
_WRITTEN: Final = {
    201: {"description": "The graph is new."},
    **contents((), 400, 401, 403, 404, 413, 415, 422, 429, 502, 503, status=204),
}
_WHICH: Final = [
    parameter("graph", "query", "IRI of the graph, absolute.", ABSOLUTE_IRI),
    parameter("default", "query", "The default graph; takes no value.", ANYTHING),
]
_NAME: Final = parameter("name", "path", "Rest of the graph's IRI, which is this URL.")
_BODY: Final = body(
    {t: {} if "json" in t else {"type": "string"} for t in RDF_TYPES}, required=False
)


@router.get(
    "/store",
    summary="Give a graph",
    response_class=Response,
    responses=_GIVEN,
    openapi_extra={"parameters": _WHICH},
)
async def get_graph(request: Request) -> Response:
    """Give the graph named by ?graph= or, with ?default, the default graph."""
    state, graph = state_of(request), _graph(request)
    media_type = negotiate(request.headers.get("accept"), RDF_TYPES)
    answer = await graph_answer(state, graph, media_type)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = {"Vary": "Accept", "ETag": f'W/"{answer.version}"', "Cache-Control": "no-cache"}
    return Response(answer.body, headers=headers, media_type=media_type + charset)


@router.put(
    "/store",
    summary="Replace a graph",
    status_code=204,
    responses=_WRITTEN,
    openapi_extra={"parameters": [*_WHICH], **_BODY},
)
async def put_graph(request: Request, _: WriteAccess) -> Response:
    """Put the body in place of a graph; 201 where the graph is new."""
    state, graph = state_of(request), _graph(request)
    return await _write(request, state, graph, extend=False)


@router.post(
    "/store",
    summary="Add to a graph",
    status_code=204,
    responses=_WRITTEN,
    openapi_extra={"parameters": [*_WHICH], **_BODY},
)
async def post_graph(request: Request, _: WriteAccess) -> Response:
    """Add the body to a graph; without ?graph= and ?default, to a new graph, whose IRI is told."""
    state = state_of(request)
    if parameters(request.scope["query_string"]):
        return await _write(request, state, _graph(request), extend=True)
    graph = f"{request.url.replace(query='')}/{secrets.token_hex(8)}"
    response = await _write(request, state, graph, extend=True)
    response.headers["Location"] = graph
    return response


@router.delete(
    "/store",
    summary="Remove a graph",
    status_code=204,
    responses=_WRITTEN,
    openapi_extra={"parameters": [*_WHICH]},
)
async def delete_graph(request: Request, _: WriteAccess) -> Response:
    """Remove a graph; the default graph is emptied."""
    state, graph = state_of(request), _graph(request)
    await _must_exist(state, graph)
    version = await anyio.to_thread.run_sync(
        partial(state.store.replace_graphs, {}, remove=[graph])
    )
    note_write(request, f"delete {graph or 'default graph'}", version)
    return Response(status_code=204)


@router.get(
    "/store/{name:path}",
    summary="Give a graph by its own URL",
    response_class=Response,
    responses=_GIVEN,
    openapi_extra={"parameters": [_NAME]},
)
async def get_direct(request: Request) -> Response:
    """Give the graph whose IRI is the requested URL."""
    return await get_graph(request)


@router.put(
    "/store/{name:path}",
    summary="Replace a graph by its own URL",
    status_code=204,
    responses=_WRITTEN,
    openapi_extra={"parameters": [_NAME], **_BODY},
)
async def put_direct(request: Request, access: WriteAccess) -> Response:
    """Replace the graph whose IRI is the requested URL."""
    return await put_graph(request, access)


@router.post(
    "/store/{name:path}",
    summary="Add to a graph by its own URL",
    status_code=204,
    responses=_WRITTEN,
    openapi_extra={"parameters": [_NAME], **_BODY},
)
async def post_direct(request: Request, _: WriteAccess) -> Response:
    """Add to the graph whose IRI is the requested URL."""
    return await _write(request, state_of(request), _graph(request), extend=True)


@router.delete(
    "/store/{name:path}",
    summary="Remove a graph by its own URL",
    status_code=204,
    responses=_WRITTEN,
    openapi_extra={"parameters": [_NAME]},
)
async def delete_direct(request: Request, access: WriteAccess) -> Response:
    """Remove the graph whose IRI is the requested URL."""
    return await delete_graph(request, access)


async def graph_answer(state: State, graph: str, media_type: str) -> QueryAnswer:
    """Give a graph's triples serialised; a problem 404 where there is no such graph."""
    await _must_exist(state, graph)
    bindings = {"graph": NamedNode(graph)} if graph else {}
    query = partial(
        state.store.query,
        _NAMED if graph else _UNNAMED,
        accept=media_type,
        bindings=bindings,
        union=False,
    )
    return await anyio.to_thread.run_sync(query, limiter=state.query_threads)


def _graph(request: Request) -> str:
    """Give the IRI of the graph that a request is about; empty for the default graph."""
    given = parameters(request.scope["query_string"])
    if request.url.path != "/store":
        own = request.scope["raw_path"].decode("ascii", "replace")
        return _absolute(f"{request.base_url}{own.lstrip('/')}")
    names, default = given.get("graph", []), "default" in given
    if default and not names:
        return _DEFAULT
    if default or len(names) != 1:
        raise Problem(400, "Name one graph: ?graph=IRI or ?default")
    return _absolute(names[0])


def _absolute(iri: str) -> str:
    try:
        NamedNode(iri)
        has_scheme = bool(urlsplit(iri).scheme)
    except ValueError:
        has_scheme = False
    if not has_scheme:
        raise Problem(400, f"{iri[:200]!r} is no absolute IRI")
    return iri


async def _exists(state: State, graph: str) -> bool:
    if not graph:
        return True
    query = partial(
        state.store.query, _KNOWN, accept=_JSON, bindings={"graph": NamedNode(graph)}, union=False
    )
    answer = await anyio.to_thread.run_sync(query, limiter=state.query_threads)
    return b"true" in answer.body


async def _must_exist(state: State, graph: str) -> None:
    if not await _exists(state, graph):
        raise Problem(404, f"There is no graph {graph}")


async def _write(request: Request, state: State, graph: str, *, extend: bool) -> Response:
    is_new = not await _exists(state, graph)
    limit = state.settings.max_upload_bytes
    if media_type_of(request) == "multipart/form-data":
        parts = await _parts(request, limit)
    else:
        parts = [(request.headers.get("content-type", ""), await read_body(request, limit))]
    quads = [quad for media_type, content in parts for quad in _parse(content, media_type, graph)]
    write = partial(state.store.replace_graphs, {graph: quads}, extend=extend)
    version = await anyio.to_thread.run_sync(write)
    note_write(request, f"{request.method} {graph or 'default graph'}", version)
    return Response(status_code=201 if is_new else 204)


async def _parts(request: Request, limit: int) -> list[tuple[str, bytes]]:
    """Give the files of a form, also those that one of its fields holds several of."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode("latin-1")
    body = await read_body(request, limit)
    form = await anyio.to_thread.run_sync(BytesParser(policy=HTTP).parsebytes, head + body)
    if not form.is_multipart() or form.defects:
        raise Problem(400, "The body is no multipart form with the boundary that its type names")
    files = (part for part in form.walk() if not part.is_multipart())
    found = ((part.get_content_type(), part.get_payload(decode=True)) for part in files)
    return [(kind, content) for kind, content in found if isinstance(content, bytes)]


def _parse(content: bytes, media_type: str, graph: str) -> Iterable[Quad]:
    """Read triples; each reading has blank nodes of its own."""
    rdf = rdf_format(media_type or "text/turtle")
    if rdf is None or (rdf.supports_datasets and media_type.partition(";")[0] not in GRAPH_FORMATS):
        raise Problem(
            415,
            f"{media_type[:100]!r} is not read here; send {', '.join(RDF_TYPES[:4])}",
            headers={"Accept": ", ".join(RDF_TYPES[:4])},
        )
    try:
        base = graph or None
        return list(
            parse(content, rdf, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        )
    except (SyntaxError, ValueError) as error:
        raise Problem(400, f"The body cannot be read as {media_type}: {error}") from None
