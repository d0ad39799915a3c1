"""Uploads: what is taken, what is refused, and that neither leaves anything half-done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from api import models
from api.settings import Settings
from graph.building.sources import SourceArchive
from graph.catalogue import load_catalogue
from graph.store import EmbeddedStore
from ontology.iris import Iris
from ontology.vocabularies import load_vocabularies
from tests.library import Client, client_of, memory_store


@pytest.fixture(scope="module")
def client() -> Client:
    store = memory_store()
    catalogue = load_catalogue(store)
    return client_of(
        SimpleNamespace(store=store, catalogue=lambda: catalogue, settings=Settings(token=None))
    )


TEXT = b"1. UNODC should support the training of judges.\n\n2. Member States may share evidence.\n"
BEARER = {"Authorization": "Bearer secret"}


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Client]:
    settings = Settings(token="secret", data=tmp_path, max_upload_bytes=10_000)
    with EmbeddedStore(tmp_path) as store:
        yield client_of(
            SimpleNamespace(
                store=store,
                catalogue=lambda: load_catalogue(store),
                settings=settings,
                archive=SourceArchive(tmp_path),
                vocabularies=load_vocabularies(),
                iris=Iris(),
            )
        )


def sent(client: Client, name: str, data: bytes, **headers: str) -> Any:
    return client.post("/api/documents", files={"file": (name, data)}, headers=headers or BEARER)


def test_an_uploaded_document_can_be_asked_for(writable: Client) -> None:
    answer = sent(writable, "C:\\notes\\note.txt", TEXT)
    assert answer.status_code == 201, answer.text
    body = answer.json()
    models.UploadResult.model_validate_json(answer.content)
    assert answer.headers["location"] == body["href"]
    detail = writable.get(body["href"]).json()
    assert detail["source"]["file"] == "note.txt"
    assert [unit["number"] for unit in detail["units"]] == ["1", "2"]
    assert writable.get("/api/recommendations?addressee=unodc").json()["total"] > 0


def test_the_same_document_again_is_a_conflict(writable: Client) -> None:
    key = sent(writable, "note.txt", TEXT).json()["key"]
    again = sent(writable, "note.txt", TEXT)
    assert (again.status_code, again.json()["key"]) == (409, key)


def test_a_form_that_is_not_one_file_is_refused(writable: Client) -> None:
    def status(**given: Any) -> int:
        answer = writable.post("/api/documents", headers=BEARER, **given)
        assert answer.headers["content-type"] == "application/problem+json"
        return answer.status_code

    file = ("note.txt", TEXT)
    assert status(files=[("file", file), ("file", file)]) == 400
    assert status(files={"file": file}, data={"key": "mine"}) == 400
    assert status(files={"document": file}) == 422
    assert status(files={"file": (None, TEXT)}) == 400
    assert status(json={"file": "x"}) == 415
    assert status(files={"file": ("note.txt", TEXT)}, params={"replace": "yes"}) == 400
    form = {"Content-Type": "multipart/form-data; boundary=a"}
    for body in (b"", b"--a", b"--a\r\n\r\n", b"\xff" * 100, b"--a\r\n" * 1000):
        answer = writable.post("/api/documents", headers=BEARER | form, content=body)
        assert answer.status_code in (400, 422), body
    assert writable.get("/api/documents").json()["total"] == 0


def test_a_form_is_not_read_beyond_the_limit_nor_without_the_token(writable: Client) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=a"}
    head = b'--a\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    answer = writable.post("/api/documents", headers=BEARER | form, content=head + b"x" * 50_000)
    assert answer.status_code == 413
    answer = writable.post("/api/documents", headers=form, content=b"--a")
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..", "/", "a\\..\\b.txt", "\u202etxt.exe", "x" * 2000, "a\tb\x1b[2J"],
)
def test_a_file_name_is_only_a_name(writable: Client, tmp_path: Path, name: str) -> None:
    answer = sent(writable, name, TEXT)
    assert answer.status_code == 201, answer.text
    told = writable.get(answer.json()["href"]).json()["source"]["file"]
    assert told.isprintable()
    assert not set(told) & set("/\\")
    assert told not in (".", "..")
    assert sum(1 for _ in (tmp_path / "sources").iterdir()) == 1


FORMATS = sorted((Path(__file__).parent / "data" / "seeds").iterdir())


@pytest.mark.parametrize("path", FORMATS[:4], ids=lambda path: path.suffix)
def test_a_damaged_file_is_never_an_error_of_the_server(writable: Client, path: Path) -> None:
    whole, random = path.read_bytes()[:9000], Random(path.suffix)
    for _ in range(6):
        data = bytearray(whole[: random.randrange(1, len(whole))])
        for _ in range(random.randrange(20)):
            data[random.randrange(len(data))] = random.randrange(256)
        answer = sent(writable, path.name, bytes(data))
        assert answer.status_code in (201, 409, 415, 422), answer.text


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("note.txt", b"", 422),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), 415),
        ("note.txt", b"a" * 10_001, 413),
    ],
)
def test_what_cannot_be_added_is_told(
    writable: Client, name: str, data: bytes, status: int
) -> None:
    answer = sent(writable, name, data)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert writable.get("/api/documents").json()["total"] == 0


def test_writing_needs_the_token(writable: Client, client: Client) -> None:
    assert sent(writable, "note.txt", TEXT, Authorization="Bearer wrong").status_code == 401
    assert writable.post("/api/documents", files={"file": ("n", TEXT)}).status_code == 401
    assert sent(client, "note.txt", TEXT).status_code == 403
    assert writable.post("/api/documents", headers=BEARER).status_code == 422
