"""Serving: what is logged, how it ends, what `deploy/` says, and what survives being killed."""

from __future__ import annotations

import configparser
import json
import os
import re
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random
from typing import Literal

import httpx
import pytest

from api.accesslog import AccessLog
from api.settings import Settings
from graph.building.builder import Builder, jobs_in
from graph.building.sources import SourceArchive
from graph.store import EmbeddedStore
from ontology.iris import DEFAULT
from ontology.vocabularies import load_vocabularies
from tests.conftest import COMMAND, ROOT, free_port, wait_until_live
from tests.test_building import triples


@pytest.mark.parametrize("form", ["json", "text", "off"])
def test_requests_are_logged_as_the_setting_says(
    form: Literal["json", "text", "off"], capsys: pytest.CaptureFixture[str]
) -> None:
    access = AccessLog(form)
    scope = {"client": ("192.0.2.7", 1), "path": "/api/x\n forged line\udc80"}
    access.note(scope, "GET", 200, "0123", 0.0125)
    access.flush()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == (form != "off")
    if form == "json":
        assert json.loads(lines[0])["milliseconds"] == 12.5
    if form == "text":
        assert lines[0].endswith(" 192.0.2.7 GET /api/x%0A%20forged%20line%3F 200 12.5 ms 0123")


def test_many_requests_are_logged_in_whole_lines_and_short_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    access, written = AccessLog("json"), list[str]()
    for number in range(200):
        access.note({"path": f"/{number}"}, "GET", 200, "0", 0.0)
    monkeypatch.setattr(sys.stderr, "write", written.append)
    access.flush()
    assert all(piece.endswith("}\n") and len(piece) <= select.PIPE_BUF for piece in written)
    paths = [json.loads(line)["path"] for line in "".join(written).splitlines()]
    assert paths == [f"/{number}" for number in range(200)]


def test_another_way_to_log_is_refused() -> None:
    with pytest.raises(ValueError, match="access_log"):
        Settings(access_log="xml")


def test_the_unit_names_settings_and_commands_that_there_are() -> None:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read(ROOT / "deploy" / "recgraph.service")
    assert unit["Service"]["ExecStart"].split()[1:] == ["serve", "--data", "/var/lib/recgraph"]
    for file in ("recgraph.service", "Containerfile"):
        text = (ROOT / "deploy" / file).read_text()
        for name in re.findall(r"RECGRAPH_(\w+)", text):
            assert name.lower() in Settings.model_fields, (file, name)


def test_what_the_container_copies_is_there() -> None:
    text = (ROOT / "deploy" / "Containerfile.dockerignore").read_text()
    kept = [line[1:] for line in text.splitlines() if line.startswith("!")]
    assert all((ROOT / name).exists() for name in kept)
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {
        "tests",
        "bench",
        "docs",
    }
    assert packages <= set(kept)


def documents() -> list[tuple[str, bytes]]:
    """Small documents that bear on each other and name a resolution no vocabulary lists."""
    return [
        (
            f"note-{n}.txt",
            f"A/C.3/{n}\n\n1. Governments should support the training of {n} judges, as in "
            f"resolution 71/{n}.\n\n2. UNODC should support the training of judges.\n".encode(),
        )
        for n in range(101, 140)
    ]


def serve(data: Path, *more: str) -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    environment = {**os.environ, "RECGRAPH_TOKEN": "letmein", "RECGRAPH_ACCESS_LOG": "off"}
    process = subprocess.Popen(
        [COMMAND, "serve", "--data", data, "--port", str(port), *more], env=environment
    )
    url = f"http://127.0.0.1:{port}"
    wait_until_live(url, process)
    return process, url


def send(url: str, waiting: list[tuple[str, bytes]], acknowledged: list[str]) -> None:
    """Send one document after the other until the server is gone."""
    headers = {"Authorization": "Bearer letmein"}
    with httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False) as client:
        while waiting:
            try:
                answer = client.post("/api/documents", files={"file": waiting[0]})
            except httpx.HTTPError:
                return
            assert answer.status_code in (201, 409), answer.text
            acknowledged.append(answer.json()["key"])
            waiting.pop(0)


def test_what_was_acknowledged_survives_being_killed_and_nothing_is_half_there(
    tmp_path: Path,
) -> None:
    data, random = tmp_path / "data", Random(4)
    waiting, acknowledged = documents(), list[str]()
    for _ in range(3):
        process, url = serve(data)
        sender = threading.Thread(target=send, args=(url, waiting, acknowledged))
        before = len(acknowledged)
        sender.start()
        while len(acknowledged) == before and sender.is_alive():
            time.sleep(0.01)
        time.sleep(random.uniform(0, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        sender.join()
    archive = SourceArchive(data)
    with EmbeddedStore(data) as store:
        builder = Builder(store, archive, load_vocabularies(), DEFAULT)
        builder.build([])
        rows = store.select(
            "PREFIX rec: <https://w3id.org/recgraph/ontology#>"
            "SELECT ?key { ?document a rec:Document ; rec:key ?key }"
        )
        there = {row["key"].value for row in rows}
        assert len(acknowledged) >= 3
        assert set(acknowledged) <= there
        assert there <= set(archive.origins())
        found = triples(store)
    whole = tmp_path / "whole"
    whole.mkdir()
    for key, origin in archive.origins().items():
        if key in there:
            (whole / Path(origin.path).name).write_bytes(archive.get(origin.sha256))
    with EmbeddedStore(tmp_path / "other") as other:
        clean = Builder(other, SourceArchive(tmp_path / "other"), load_vocabularies(), DEFAULT)
        clean.build(jobs_in([whole]))
        assert triples(other) == found


def test_it_ends_gracefully_while_an_answer_is_on_its_way(tmp_path: Path) -> None:
    process, url = serve(tmp_path / "data")
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i) }"
    status: list[int | str] = []

    def ask() -> None:
        try:
            asked = {"query": slow}
            status.append(httpx.get(f"{url}/sparql", params=asked, trust_env=False).status_code)
        except httpx.HTTPError as error:
            status.append(type(error).__name__)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.5)
    process.terminate()
    assert process.wait(timeout=30) in (0, -signal.SIGTERM)  # uvicorn ends by the signal it got
    asking.join(timeout=30)
    assert status


def test_two_workers_count_together_and_end_without_cutting_an_answer(tmp_path: Path) -> None:
    process, url = serve(tmp_path / "data", "--workers", "2")
    answered: list[int] = []
    failed: list[str] = []

    def ask(name: int) -> None:
        for number in range(10_000):
            asked = {"query": f"ASK {{}} # {name} {number}"}
            try:
                answered.append(httpx.get(f"{url}/sparql", params=asked, timeout=30).status_code)
            except httpx.HTTPError as error:
                failed.append(str(error))
                return

    clients = [threading.Thread(target=ask, args=(name,)) for name in range(4)]
    for client in clients:
        client.start()
    while len(answered) < 40:
        time.sleep(0.01)
    counts = [httpx.get(f"{url}/metrics").text for _ in range(4)]
    told = [re.search(r'route="/sparql",status="200"} (\d+)', text) for text in counts]
    numbers = [int(found[1]) for found in told if found]
    assert numbers == sorted(numbers)
    assert numbers[0] >= 30
    assert not failed
    process.terminate()
    assert process.wait(timeout=30) == 0
    for client in clients:
        client.join(timeout=30)
    assert set(answered) == {200}
    assert all("refused" in told for told in failed), failed  # who was let in was answered
