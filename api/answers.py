"""JSON answers: encoded once by orjson, named by the dataset version, sent only when changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import orjson
from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.answercache import ByteCache
from api.problems import Problem
from api.state import state_of
from graph.catalogue import Catalogue, CursorError, FilterError
from graph.errors import RecgraphError
from graph.relations.comparison import ComparisonError
from graph.relations.paths import PathError
from graph.search import SearchError
from viz.scene import SceneError

__all__ = ["answer", "answer_file", "encoded", "matches", "software"]

MEDIA_TYPE = "application/json"
_OVERHEAD_BYTES = 256
_Asked = tuple[str, bytes]
STATUSES: dict[type[RecgraphError], int] = {
    FilterError: 400,
    CursorError: 404,
    SearchError: 400,
    PathError: 404,
    ComparisonError: 404,
    SceneError: 404,
}
"""The status with which each refusal of the layers below is answered."""


def answer(request: Request, dataset: str, make: Callable[[], Any], status: int = 200) -> Response:
    """Answer with JSON, or with 304 where the client has this version already.

    Parameters
    ----------
    request
        Whose ``If-None-Match`` is compared.
    dataset
        The dataset version the answer is made from: with the software version it is the ETag, since
        for one address nothing else changes an answer.
    make
        Gives the plain value; called only where an answer has to be sent.
    status
        Of an answer with a body.
    """
    return _answer(
        request,
        dataset,
        lambda: _KEPT.get(request, dataset, lambda: encoded(make())),
        MEDIA_TYPE,
        status,
        {},
    )


def answer_file(
    request: Request,
    dataset: str,
    make: Callable[[], bytes | Iterator[bytes]],
    media_type: str,
    name: str,
) -> Response:
    """Answer with a file to keep under ``name``, or with 304; see :func:`answer`.

    One that comes in pieces is sent piece by piece.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return _answer(request, dataset, make, media_type, 200, headers)


def _answer(
    request: Request,
    dataset: str,
    make: Callable[[], bytes | Iterator[bytes]],
    media_type: str,
    status: int,
    more: Mapping[str, str],
) -> Response:
    tag = f'W/"{dataset}-{software()}"'
    headers = {
        "ETag": tag,
        "X-Dataset-Version": dataset,
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
    }
    newest = state_of(request).catalogue().newest
    if newest is not None:
        headers["X-Dataset-Date"] = newest
    if matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    try:
        body = make()
    except tuple(STATUSES) as error:
        raise Problem(STATUSES[type(error)], str(error)) from error
    headers |= more
    if isinstance(body, bytes):
        return Response(body, status, headers, media_type)
    return StreamingResponse(body, status, headers, media_type)


class _Kept:
    """The JSON answers that were given of each catalogue, the longest unused going first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: WeakKeyDictionary[Catalogue, ByteCache[_Asked, bytes]] = WeakKeyDictionary()

    def get(self, request: Request, dataset: str, make: Callable[[], bytes]) -> bytes:
        """Give the answer to a request about a dataset version, made only if it is not kept."""
        state, scope = state_of(request), request.scope
        asked: _Asked = (scope["path"], scope["query_string"])
        catalogue = state.catalogue()
        if catalogue.version != dataset:
            return make()  # a write came in between
        with self._lock:
            if catalogue not in self._of:
                self._of[catalogue] = ByteCache(state.settings.cache_bytes // 4)
            kept = self._of[catalogue]
            found = kept.get(asked)
        if found is None:
            found = make()
            with self._lock:
                kept.put(asked, found, size=len(found) + len(asked[1]) + _OVERHEAD_BYTES)
        return found


_KEPT = _Kept()


def encoded(value: Any) -> bytes:
    """Write a plain value as JSON, tuples as arrays.

    Examples
    --------
    >>> encoded({"themes": ("training",)})
    b'{"themes":["training"]}'
    """
    return orjson.dumps(value)


def matches(header: str | None, tag: str) -> bool:
    """Tell whether If-None-Match names a tag, compared weakly (RFC 9110, 13.1.2).

    >>> matches('"1", W/"2"', 'W/"2"'), matches("*", 'W/"2"'), matches(None, 'W/"2"')
    (True, True, False)
    """
    if header is None:
        return False
    given = [part.strip().removeprefix("W/") for part in header.split(",")]
    return "*" in given or tag.removeprefix("W/") in given


@cache
def software() -> str:
    """Give the version of this software."""
    return version("recgraph")
