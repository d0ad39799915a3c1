"""The SPARQL 1.1 Protocol: queries at ``/sparql``, updates there and at ``/update``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from typing import Final

import anyio.to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access import note_write, require_token
from api.answers import matches
from api.asking import Question, ask
from api.bodies import media_type_of, parameters, read_text
from api.contents import ANYTHING, SPARQL, body, contents, form, parameter
from api.description import service_description
from api.negotiation import accepts_html, negotiate
from api.problems import Problem
from api.state import State, state_of
from api.streaming import StreamedResponse
from graph.store import (
    DATASET_FORMATS,
    GRAPH_FORMATS,
    RESULT_FORMATS,
    CheckedQuery,
    QueryAnswer,
    QueryForbidden,
    check_query,
)

__all__ = ["Wish", "answer", "question_of", "router"]

router = APIRouter(tags=["SPARQL"])

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_RDF: Final = (*GRAPH_FORMATS, *DATASET_FORMATS)
_RESULTS: Final = tuple(RESULT_FORMATS)
_LONG: Final = 20_000
_PROBLEMS: Final = (400, 403, 406, 413, 422, 429, 502, 503)
_ANSWERS: Final = contents((*RESULT_FORMATS, *GRAPH_FORMATS, "text/html"), *_PROBLEMS)
_WRITES: Final = (400, 401, 403, 413, 415, 429, 502, 503)
_ASKED: Final = [
    parameter("query", "query", "The query; without one the service is described.", SPARQL),
    parameter(
        "default-graph-uri", "query", "IRI of a graph of the default graph.", ANYTHING, many=True
    ),
    parameter("named-graph-uri", "query", "IRI of a named graph.", ANYTHING, many=True),
]
_QUERIES: Final = form("query", "default-graph-uri", "named-graph-uri", required="query")
_UPDATES: Final = form("update", "using-graph-uri", "using-named-graph-uri", required="update")


@router.get(
    "/sparql",
    summary="Answer a SPARQL query given in the URL",
    response_class=Response,
    responses=_ANSWERS,
    openapi_extra={"parameters": _ASKED},
)
async def get_sparql(request: Request) -> Response:
    """SPARQL 1.1 Protocol, query by GET; a browser gets the page, no query the description."""
    given = parameters(request.scope["query_string"])
    shows_page = accepts_html(request.headers.get("accept"), [*_RDF, *RESULT_FORMATS])
    if "query" in given and not shows_page:
        return await _answer(request, question_of(given))
    if "update" in given:
        raise Problem(400, "An update cannot be sent by GET; send it by POST")
    if shows_page:
        from api.pages import sparql_page

        response: Response = await sparql_page(request)
        return response
    return await service_description(request)


@router.post(
    "/sparql",
    summary="Answer a SPARQL query, or apply an update, given in the body",
    response_class=Response,
    responses={204: {"description": "Updated."}, **contents((), *_WRITES), **_ANSWERS},
    openapi_extra=body({_FORM: {"anyOf": [_QUERIES, _UPDATES]}, _QUERY: SPARQL, _UPDATE: ANYTHING}),
)
async def post_sparql(request: Request) -> Response:
    """SPARQL 1.1 Protocol by POST: a form with query= or update=, or the text itself."""
    limit = state_of(request).settings.max_query_bytes
    given = parameters(request.scope["query_string"])
    match media_type_of(request):
        case "application/x-www-form-urlencoded":
            form = parameters(await read_text(request, 3 * limit + 65536))
            if "update" in form and "query" not in form:
                return await _update(request, _single(form, "update"), form | _graphs_only(given))
            return await _answer(request, question_of(form | _graphs_only(given)))
        case "application/sparql-query":
            return await _answer(request, question_of(given, await read_text(request, limit)))
        case "application/sparql-update":
            return await _update(request, await read_text(request, limit), given)
        case other:
            raise _unsupported(other, (_FORM, _QUERY, _UPDATE))


@router.post(
    "/update",
    summary="Apply a SPARQL update",
    status_code=204,
    responses=contents((), *_WRITES, status=204),
    openapi_extra=body({_FORM: _UPDATES, _UPDATE: ANYTHING}),
)
async def post_update(request: Request) -> Response:
    """SPARQL 1.1 Protocol, update by POST: a form with update=, or the text itself."""
    limit = state_of(request).settings.max_query_bytes
    given = parameters(request.scope["query_string"])
    match media_type_of(request):
        case "application/x-www-form-urlencoded":
            form = parameters(await read_text(request, 3 * limit + 65536))
            return await _update(request, _single(form, "update"), form | _graphs_only(given))
        case "application/sparql-update":
            return await _update(request, await read_text(request, limit), given)
        case other:
            raise _unsupported(other, (_FORM, _UPDATE))


def _unsupported(media_type: str, possible: tuple[str, ...]) -> Problem:
    told = f"{media_type!r} is not read here" if media_type else "The Content-Type is missing"
    return Problem(
        415, f"{told}; send {' or '.join(possible)}", headers={"Accept-Post": ", ".join(possible)}
    )


def _graphs_only(given: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: values for name, values in given.items() if name.endswith("-graph-uri")}


def _single(given: dict[str, list[str]], name: str) -> str:
    values = given.get(name, [])
    if len(values) != 1:
        told = "is missing" if not values else "is given more than once"
        raise Problem(400, f"The parameter {name!r} {told}")
    return values[0]


def question_of(given: dict[str, list[str]], body: str = "") -> Question:
    """Give the question that the parameters of a request, or its body, ask."""
    if body and "query" in given:
        raise Problem(400, "A query is given in the URL and in the body; give one")
    if "update" in given:
        raise Problem(400, "A query and an update are given together; give one")
    return Question(
        body or _single(given, "query"),
        tuple(given.get("default-graph-uri", ())),
        tuple(given.get("named-graph-uri", ())),
    )


async def _answer(request: Request, question: Question) -> Response:
    headers = request.headers
    wish = Wish(
        accept=headers.get("accept"),
        if_none_match=headers.get("if-none-match", ""),
        gzip="gzip" in headers.get("accept-encoding", ""),
        chunks=request.scope["http_version"] != "1.0",
    )
    response, _ = await answer(state_of(request), question, wish)
    return response


@dataclass(frozen=True, slots=True)
class Wish:
    """How a client would have its answer.

    Parameters
    ----------
    accept, if_none_match
        The headers of these names.
    gzip
        Whether it reads gzip.
    chunks
        Whether it tells a broken answer from a complete one (HTTP/1.1 and later).
    """

    accept: str | None
    if_none_match: str = ""
    gzip: bool = False
    chunks: bool = True


async def answer(
    state: State, question: Question, wish: Wish, version: str | None = None
) -> tuple[Response, str | None]:
    """Answer a query about the current dataset, whose ``version`` may be known.

    Beside the response stands the version it is about, where it may be kept and given again.
    """
    checked = await _check(state, question.sparql)
    offered = _RESULTS if checked.form in ("SELECT", "ASK") else _RDF
    media_type = negotiate(wish.accept, offered)
    version = version or await state.version()
    headers = {"Vary": "Accept", "Cache-Control": "no-store"}
    if not checked.is_volatile:
        etag = _etag(question, media_type, version)
        headers = {"Vary": "Accept", "Cache-Control": "no-cache", "ETag": etag}
        if matches(wish.if_none_match, etag):
            return Response(status_code=304, headers=headers), None
    settings = state.settings
    whole_bytes = settings.stream_from_bytes if wish.chunks else settings.max_result_bytes + 1
    run = partial(ask, state, question, media_type, whole_bytes=whole_bytes)
    found = await (
        run() if checked.is_volatile else state.answers.get((question, media_type), version, run)
    )
    if "ETag" in headers and found.version != version:
        headers["ETag"] = _etag(question, media_type, found.version)
    written = _with_charset(media_type)
    if isinstance(found, QueryAnswer):
        kept = None if checked.is_volatile else found.version
        return Response(found.body, headers=headers, media_type=written), kept
    streamed = StreamedResponse(
        state, found, headers=headers, media_type=written, gzipped=wish.gzip
    )
    return streamed, None


async def _check(state: State, sparql: str) -> CheckedQuery:
    limits = state.store.limits
    check = partial(check_query, sparql, max_bytes=limits.query_bytes, max_depth=limits.depth)
    try:
        return check() if len(sparql) < _LONG else await anyio.to_thread.run_sync(check)
    except QueryForbidden as refused:
        proofread = partial(state.store.proofread, refused)
        await anyio.to_thread.run_sync(proofread, limiter=state.query_threads)
        raise


async def _update(request: Request, sparql: str, given: dict[str, list[str]]) -> Response:
    require_token(request)
    if "query" in given:
        raise Problem(400, "A query and an update are given together; give one")
    state = state_of(request)
    update = partial(
        state.store.update,
        sparql,
        default_graphs=tuple(given.get("using-graph-uri", ())),
        named_graphs=tuple(given.get("using-named-graph-uri", ())),
    )
    version = await anyio.to_thread.run_sync(update)
    note_write(request, "update", version)
    return Response(status_code=204)


def _etag(question: Question, media_type: str, version: str) -> str:
    asked = (question.sparql, question.default_graphs, question.named_graphs)
    told = repr((version, media_type, *asked))  # quotes and escapes keep the parts apart
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
