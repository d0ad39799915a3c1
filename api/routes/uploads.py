"""Adding a document over HTTP: read, checked and stored in one write."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from api.access import WriteAccess, note_write
from api.answers import encoded
from api.bodies import media_type_of, refuse_encoded
from api.contents import body
from api.models import UploadResult
from api.problems import Problem
from api.routes.responses import PROBLEMS, problem
from api.state import State, state_of
from graph.building.builder import Builder, BuildError, Failure, jobs_of
from graph.reading import ReadingError
from graph.reading.sniff import media_type

__all__ = ["router"]

router = APIRouter(tags=["documents"])

_FORM: Final = "multipart/form-data"
_AROUND_BYTES: Final = 16 * 1024  # what may stand around the file in its form
_FILE: Final = {
    "type": "string",
    "format": "binary",
    "description": "Text, Markdown, PDF, DOCX, ODT, HTML, AKN, or rows as CSV or JSON Lines.",
}
_SENT: Final = body(
    {_FORM: {"type": "object", "properties": {"file": _FILE}, "required": ["file"]}}
)


@router.post(
    "/documents",
    status_code=201,
    response_model=UploadResult,
    openapi_extra=_SENT,
    responses=PROBLEMS
    | {
        401: problem("The token is missing or wrong."),
        403: problem("Writing is off: no token is set."),
        409: problem("The graph holds this very document already."),
        413: problem("The file is larger than the limit."),
        415: problem("The file is of a kind that is not read."),
        422: problem("The file cannot be read, or its graph does not conform."),
    },
)
async def add_document(request: Request, _: WriteAccess) -> Response:
    """Read a document and add it to the graph; one with the same key is replaced."""
    state = state_of(request)
    name, data = await _sent(request, state.settings.max_upload_bytes)
    return await run_in_threadpool(_add, request, state, name, data)


def _add(request: Request, state: State, name: str, data: bytes) -> Response:
    _refuse_unreadable(data, name)
    if state.archive is None:
        raise Problem(
            403, "This server keeps no sources (it uses a store by URL); use recgraph build there"
        )
    builder = Builder(state.store, state.archive, state.vocabularies, state.iris)
    try:
        report = builder.build(list(jobs_of(Path(name), data)))
    except ReadingError as error:
        raise Problem(422, str(error)) from error
    except BuildError as error:
        raise Problem(409, str(error)) from error
    keys = (*report.added, *report.replaced)
    if report.failed and not keys:
        raise Problem(422, report.failed[0].reason)
    if not keys:
        key = report.unchanged[0]
        raise Problem(409, f"The graph holds this very document already, as {key!r}", key=key)
    key = keys[0]
    for added in keys:
        note_write(request, f"document {added}", report.version)
    told: dict[str, Any] = {
        "key": key,
        "status": "added" if report.added else "replaced",
        "href": f"/api/documents/{quote(key)}",
        "iri": state.iris.document(key).value,
        "version": report.version,
        "documents": list(keys),
        "failed": [_told(failure) for failure in report.failed],
    }
    headers = {"Location": told["href"], "X-Dataset-Version": report.version}
    return Response(encoded(told), 201, headers, "application/json")


def _told(failure: Failure) -> str:
    return f"{failure.path}: {failure.reason}"


async def _sent(request: Request, limit: int) -> tuple[str, bytes]:
    """Give the name and the bytes of the one file that a form carries.

    The form is read only here, after the token was seen, and no further than the limit.
    """
    if media_type_of(request) not in (_FORM, ""):
        raise Problem(415, f"Send the file as {_FORM}, in a field named 'file'")
    refuse_encoded(request)
    too_large = Problem(413, f"The file has more than the {limit} bytes that a document may have")
    limited = Request(request.scope, _limited(request.receive, limit + _AROUND_BYTES, too_large))
    try:
        async with limited.form(max_files=1, max_fields=0) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise Problem(422, "There is no file in the form; send one in a field named 'file'")
            data = await file.read(limit + 1)
    except HTTPException as error:
        told = f"The form cannot be read ({error.detail}); send one field, the file, named 'file'"
        raise Problem(400, told) from error
    if len(data) > limit:
        raise too_large
    return _name(file), data


def _limited(receive: Receive, limit: int, too_large: Problem) -> Receive:
    left = limit

    async def take() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise too_large
        return message

    return take


def _name(file: UploadFile) -> str:
    """Give the file's own name, whatever folders the client put before it."""
    name = PureWindowsPath(PurePosixPath(file.filename or "").name).name
    name = "".join(c for c in name if c.isprintable()).strip(". ")
    return name[-200:] or "document"


def _refuse_unreadable(data: bytes, name: str) -> None:
    if not data.strip():
        raise Problem(422, f"{name} is empty; send a file with text in it")
    try:
        media_type(data, name)
    except ReadingError as error:
        raise Problem(415, str(error)) from error
