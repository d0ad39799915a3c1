"""Every IRI that is minted leads somewhere: to a page, or to its data."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.resources import files
from typing import Final
from urllib.parse import quote

import anyio.to_thread
from fastapi import APIRouter, Request
from pyoxigraph import NamedNode
from starlette.responses import RedirectResponse, Response

from api.answers import matches, software
from api.contents import contents
from api.description import RDF_TYPES
from api.graphstore import graph_answer
from api.negotiation import negotiate
from api.problems import Problem
from api.state import State, state_of
from graph.export import rewritten
from graph.store import QueryAnswer
from ontology.terms import PREFIXES
from viz.pages.ontology import ontology_page, vocabulary_page

__all__ = ["router"]

router = APIRouter(tags=["Linked data"])

_SEGMENT: Final = "!$&'()*+,;=:@"
_EXISTS: Final = "ASK { ?thing ?p ?o }"
_JSON: Final = "application/sparql-results+json"
_N_TRIPLES: Final = "application/n-triples"
_HTML: Final = "text/html"
_TYPES: Final = (*RDF_TYPES, _HTML)
_LINKED: Final = RDF_TYPES[:4]
_IN_RDF: Final = contents(RDF_TYPES, 404, 406) | {304: {"description": "Not Modified"}}
_IN_BOTH: Final = contents(_TYPES, 404, 406) | {304: {"description": "Not Modified"}}

_Show = Callable[[QueryAnswer], str]


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
    target = _page(key) if chosen == _HTML else f"/data/{path}"
    headers = {"Vary": "Accept", "Link": _links(path, key, "describedby")}
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
    link = f'{_links(path, key, "alternate")}, </id/{path}>; rel="describes"'
    headers = _headers(await state.version(), media_type, link)
    if matches(request.headers.get("if-none-match"), headers["ETag"]):
        await _must_exist(state, path, key)
        return Response(status_code=304, headers=headers)
    await _must_exist(state, path, key)
    answer = await _ask(state, _description(), path, _N_TRIPLES)
    return await _rdf(state, answer, media_type, headers)


@router.get("/ontology", summary="Give the ontology", response_class=Response, responses=_IN_BOTH)
async def get_ontology(request: Request) -> Response:
    """Give the ontology: to read, with a place for each term, or in an RDF format."""
    return await _named_graph(request, "ontology", _show_ontology)


@router.get(
    "/vocabulary/{name}", summary="Give a vocabulary", response_class=Response, responses=_IN_BOTH
)
async def get_vocabulary(request: Request, name: str) -> Response:
    """Give a concept scheme with all its concepts, to read or in an RDF format."""
    return await _named_graph(
        request, f"vocabulary/{_quoted(name)}", partial(_show_vocabulary, state_of(request), name)
    )


@router.get(
    "/graph/{name}", summary="Give a document's graph", response_class=Response, responses=_IN_RDF
)
async def get_named_graph(request: Request, name: str) -> Response:
    """Give all that the graph of a document holds."""
    return await _named_graph(request, f"graph/{_quoted(name)}")


async def _named_graph(request: Request, path: str, show: _Show | None = None) -> Response:
    """Give a graph in an RDF format or, where there is a way to show it, as a page."""
    state, types = state_of(request), _TYPES if show else RDF_TYPES
    media_type = negotiate(request.headers.get("accept"), types)
    answer = await graph_answer(state, f"{state.settings.base_iri}{path}", _N_TRIPLES)
    alternates = (*_LINKED, _HTML) if show else _LINKED
    link = ", ".join(f'</{path}>; rel="alternate"; type="{t}"' for t in alternates)
    headers = _headers(answer.version, media_type, link)
    if matches(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if show is None or media_type != _HTML:
        return await _rdf(state, answer, media_type, headers)
    html = await anyio.to_thread.run_sync(show, answer)
    return Response(html, headers=headers, media_type=f"{_HTML}; charset=utf-8")


def _show_ontology(answer: QueryAnswer) -> str:
    return ontology_page(answer.body, answer.version)


def _show_vocabulary(state: State, name: str, answer: QueryAnswer) -> str:
    return vocabulary_page(name, answer.body, state.catalogue())


async def _must_exist(state: State, path: str, key: str) -> None:
    if b"true" not in (await _ask(state, _EXISTS, path, _JSON)).body:
        raise Problem(404, f"There is nothing called {key!r} here", headers={"Vary": "Accept"})


async def _ask(state: State, sparql: str, path: str, media_type: str) -> QueryAnswer:
    thing = NamedNode(f"{state.settings.base_iri}id/{path}")
    query = partial(state.store.query, sparql, accept=media_type, bindings={"thing": thing})
    return await anyio.to_thread.run_sync(query, limiter=state.query_threads)


def _description() -> str:
    return files("api").joinpath("thing.rq").read_text("utf-8")


def _headers(version: str, media_type: str, link: str) -> dict[str, str]:
    """Give what tells one representation of one dataset version from all others."""
    tag = f'W/"{version}-{software()}-{media_type.replace("/", "-")}"'
    return {"Vary": "Accept", "ETag": tag, "Cache-Control": "no-cache", "Link": link}


async def _rdf(
    state: State, answer: QueryAnswer, media_type: str, headers: dict[str, str]
) -> Response:
    prefixes = {**PREFIXES, "id": f"{state.settings.base_iri}id/"}
    body = await anyio.to_thread.run_sync(rewritten, answer.body, media_type, prefixes)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(body, headers=headers, media_type=media_type + charset)


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
        case ["relation", document, unit, *_]:
            return f"/recommendations/{quote(document)}/{quote(unit, safe=_SEGMENT)}"
        case [concept] if concept.startswith("strength-"):
            return f"/vocabulary/strength#{quote(concept)}"
        case _:
            return f"/entities/{quote(key)}"


def _links(path: str, key: str, data: str) -> str:
    links = [f'</data/{path}>; rel="{data}"; type="{t}"' for t in _LINKED]
    return ", ".join([*links, f'<{_page(key)}>; rel="alternate"; type="{_HTML}"'])
