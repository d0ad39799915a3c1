"""Adding a document over HTTP: read, checked and stored in one write."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Request, Response, UploadFile

from api.access import note_write, require_token
from api.answers import encoded
from api.models import UploadResult
from api.problems import Problem
from api.routes.responses import PROBLEMS, problem
from api.state import State, StateDependency
from graph.building import Builder, Job
from graph.reading import ReadingError
from graph.reading.sniff import media_type

__all__ = ["router"]

router = APIRouter(tags=["documents"])


@router.post(
    "/documents",
    status_code=201,
    response_model=UploadResult,
    dependencies=[Depends(require_token)],
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
def add_document(
    request: Request,
    state: StateDependency,
    file: Annotated[UploadFile, File(description="Text, Markdown, PDF, DOCX, ODT, HTML or AKN.")],
) -> Response:
    """Read a document and add it to the graph; one with the same key is replaced."""
    name = _name(file)
    data = _data(state, file, name)
    _refuse_unreadable(data, name)
    if state.archive is None:
        raise Problem(
            403, "This server keeps no sources (it uses a store by URL); use recgraph build there"
        )
    builder = Builder(state.store, state.archive, state.vocabularies, state.iris)
    report = builder.build([Job(Path(name), data)])
    if report.failed:
        raise Problem(422, report.failed[0].reason)
    if report.unchanged:
        key = report.unchanged[0]
        raise Problem(409, f"The graph holds this very document already, as {key!r}", key=key)
    key = (*report.added, *report.replaced)[0]
    note_write(request, f"document {key}", report.version)
    body: dict[str, Any] = {
        "key": key,
        "status": "added" if report.added else "replaced",
        "href": f"/api/documents/{quote(key)}",
        "iri": state.iris.document(key).value,
        "version": report.version,
    }
    headers = {"Location": body["href"], "X-Dataset-Version": report.version}
    return Response(encoded(body), 201, headers, "application/json")


def _name(file: UploadFile) -> str:
    """Give the file's own name, whatever folders the client put before it."""
    name = PureWindowsPath(PurePosixPath(file.filename or "").name).name
    name = "".join(c for c in name if c.isprintable()).strip(". ")
    return name[-200:] or "document"


def _data(state: State, file: UploadFile, name: str) -> bytes:
    limit = state.settings.max_upload_bytes
    data = file.file.read(limit + 1)
    if len(data) > limit:
        raise Problem(413, f"{name} has more than the {limit} bytes that one document may have")
    return data


def _refuse_unreadable(data: bytes, name: str) -> None:
    if not data.strip():
        raise Problem(422, f"{name} is empty; send a file with text in it")
    try:
        media_type(data, name)
    except ReadingError as error:
        raise Problem(415, str(error)) from error
