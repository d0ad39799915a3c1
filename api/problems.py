"""Errors as ``application/problem+json`` (RFC 9457): one shape for ours and the framework's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

import orjson
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from graph.store import (
    QueryFailed,
    QueryForbidden,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    QueueFull,
    RemoteStoreError,
    ResultTooLarge,
    StoreBusy,
    StoreError,
    WorkerDied,
    WriteFailed,
)

__all__ = ["MEDIA_TYPE", "PROBLEMS", "Problem", "install_problems", "problem_response"]

MEDIA_TYPE: Final = "application/problem+json"

PROBLEMS: Final[Mapping[type[StoreError], tuple[int, str, str]]] = {
    QuerySyntaxError: (400, "query-syntax", "The text is no SPARQL."),
    QueryRefused: (400, "query-refused", "The query asks for what this server does not do."),
    QueryForbidden: (
        403,
        "query-forbidden",
        "The query would have this server open a connection or a file: SERVICE, LOAD.",
    ),
    QueryFailed: (400, "query-failed", "The engine met an error while it evaluated the query."),
    QueryTooLarge: (413, "query-too-large", "The query is too long or nested too deep."),
    ResultTooLarge: (422, "result-too-large", "The answer has more bytes than the limit."),
    QueueFull: (429, "queue-full", "All query workers are busy and the queue is full."),
    QueryTimeout: (503, "query-timeout", "The query was ended at its deadline."),
    WorkerDied: (503, "query-too-demanding", "The query took too much memory, or is too complex."),
    StoreBusy: (503, "store-busy", "Another write is going on."),
    WriteFailed: (503, "write-failed", "The write was undone."),
    RemoteStoreError: (502, "remote-store", "The SPARQL server behind this one failed."),
    StoreError: (503, "store", "The store cannot answer now."),
}
"""For each of the store's errors: status, the name of the problem, and what it means."""

_RETRY_AFTER_S: Final = {429: "1", 503: "5"}


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """An answer that is no success.

    Parameters
    ----------
    status
        HTTP status, 400 to 599.
    detail
        What is wrong, and what to try.
    title
        A short name of the kind of problem; the status's own phrase unless given.
    type_
        A URI reference of the kind of problem.
    headers
        Headers of the answer.
    extensions
        Further members of the problem's JSON object.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        title: str | None = None,
        type_: str = "about:blank",
        headers: Mapping[str, str] | None = None,
        **extensions: Any,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.title = title or _phrase(status)
        self.type = type_
        self.headers = dict(headers or {})
        self.extensions = extensions


def problem_response(problem: Problem) -> Response:
    """Give a problem as a response."""
    content = {
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        **problem.extensions,
    }
    headers = {"Cache-Control": "no-store", **problem.headers}
    if problem.status in _RETRY_AFTER_S:
        headers.setdefault("Retry-After", _RETRY_AFTER_S[problem.status])
    return Response(orjson.dumps(content), problem.status, headers, MEDIA_TYPE)


def install_problems(app: FastAPI) -> None:
    """Have every error of the application answered as a problem."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(StoreError, _on_store_error)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)


def store_problem(error: StoreError) -> Problem:
    """Give the problem that an error of the store is told as."""
    status, name, _ = next(PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)
    extensions: dict[str, Any] = {}
    if isinstance(error, QuerySyntaxError) and error.line is not None:
        extensions = {"line": error.line, "column": error.column}
    title = name.replace("-", " ").capitalize()
    return Problem(status, str(error), title=title, type_=f"/docs#{name}", **extensions)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


async def _on_problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_response(error)


async def _on_store_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, StoreError)
    return problem_response(store_problem(error))


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_FOUND and (moved := _without_slash(request)):
        return Response(status_code=308, headers={"Location": moved})
    detail = error.detail
    if detail == _phrase(error.status_code):
        detail = _explain(error.status_code, request)
    problem = Problem(error.status_code, detail, headers=_headers(error, request))
    from api.negotiation import accepts_html  # these two need this module
    from api.pages import problem_page

    if accepts_html(request.headers.get("accept"), [MEDIA_TYPE, "application/json"]):
        return problem_page(problem)
    return problem_response(problem)


def _without_slash(request: Request) -> str | None:
    """Give the address without the slash it ends in, where something is there."""
    path = request.url.path
    written: bytes = request.scope.get("raw_path", b"")  # "%2F" at the end belongs to a name
    shorter = path.rstrip("/")
    if not written.endswith(b"/") or shorter in ("", path) or path.startswith("//"):
        return None
    asked = {**request.scope, "path": shorter}
    if all(route.matches(asked)[0] is Match.NONE for route in request.app.router.routes):
        return None
    query = f"?{request.url.query}" if request.url.query else ""
    return quote(shorter) + query


def _headers(error: HTTPException, request: Request) -> Mapping[str, str]:
    """Give the error's headers; ``Allow`` with the methods of every route at this path."""
    if error.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
        return error.headers or {}
    methods = {
        method.upper()
        for path, operations in request.app.openapi()["paths"].items()
        if re.fullmatch(re.sub(r"\\{\w+\\}", ".+", re.escape(path)), request.url.path)
        for method in operations
    }
    allowed = {"Allow": ", ".join(sorted(methods))} if methods else {}
    return {**(error.headers or {}), **allowed}


def _explain(status: int, request: Request) -> str:
    match status:
        case 404:
            return f"There is nothing at {request.url.path}"
        case 405:
            return f"{request.method} is not possible at {request.url.path}"
        case _:
            return _phrase(status)


async def _on_invalid_request(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [
        {"location": ".".join(str(p) for p in e["loc"]), "message": e["msg"], "type": e["type"]}
        for e in error.errors()
    ]
    told = "; ".join(f"{e['location']}: {e['message']}" for e in errors)
    return problem_response(
        Problem(422, f"The request is not as it should be: {told}", errors=jsonable_encoder(errors))
    )
