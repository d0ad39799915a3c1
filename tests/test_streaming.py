"""Large answers are sent as they come; one that breaks off is never taken for a whole one."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from api.settings import Settings
from tests.serving import TOKEN, serving

ROWS = 1000
PRODUCT = "SELECT ?s ?t { ?s <a:p> ?o . ?t <a:p> ?q }"
CSV = {"Accept": "text/csv"}
WHOLE = 64 * 1024
LARGEST = 64 * 1024 * 1024


def filled(settings: Settings) -> Iterator[httpx.Client]:
    """A server with a thousand triples, of which a product makes a million rows."""
    with serving(settings, empty=True) as client:
        turtle = "\n".join(f"<a:{i}> <a:p> {i} ." for i in range(ROWS))
        headers = {"Content-Type": "text/turtle"}
        client.put("/store", params={"graph": "a:g"}, content=turtle, headers=headers)
        yield client


def settings(**changes: float) -> Settings:
    """Settings under which even small answers are streamed."""
    return Settings.model_validate(
        {
            "token": TOKEN,
            "rate_per_minute": 0,
            "query_workers": 2,
            "stream_from_bytes": WHOLE,
            "max_result_bytes": LARGEST,
            **changes,
        }
    )


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A server that streams."""
    yield from filled(settings())


@pytest.fixture(scope="module")
def narrow() -> Iterator[httpx.Client]:
    """A server on which the product is larger than any answer may be."""
    yield from filled(settings(max_result_bytes=1024 * 1024))


def ask(client: httpx.Client, way: str, query: str, **headers: str) -> httpx.Response:
    """Ask by GET, which has a short way of its own, or by POST."""
    if way == "GET":
        return client.get("/sparql", params={"query": query}, headers=headers)
    return client.post("/sparql", data={"query": query}, headers=headers)


def memory() -> int:
    """MiB that this process, which is the server's too, has in memory."""
    status = Path("/proc/self/status")
    if not status.is_file():
        pytest.skip("the system does not tell how much memory is used")
    line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def test_a_million_rows_need_no_memory(client: httpx.Client) -> None:
    ask(client, "GET", PRODUCT + " LIMIT 100000")
    before, most, rows = memory(), 0, 0
    identity = {**CSV, "Accept-Encoding": "identity"}
    with client.stream("GET", "/sparql", params={"query": PRODUCT}, headers=identity) as answer:
        assert answer.headers["transfer-encoding"] == "chunked"
        for chunk in answer.iter_raw():
            rows += chunk.count(b"\n")
            most = max(most, memory())
    assert rows == 1 + ROWS**2
    assert most - before < 16


@pytest.mark.parametrize("way", ["GET", "POST"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_is_streamed_is_complete(client: httpx.Client, way: str, encoding: str) -> None:
    query = "SELECT ?t ?s { ?s <a:p> ?o . ?t <a:p> ?q FILTER(?q < 20) }"
    answer = ask(client, way, query, Accept="text/csv", **{"Accept-Encoding": encoding})
    assert answer.headers.get("content-encoding", "identity") == encoding
    assert "content-length" not in answer.headers
    assert "Accept-Encoding" in answer.headers["vary"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"]
    head, *lines = answer.text.splitlines()
    assert head == "t,s"
    assert sorted(lines) == sorted(f"a:{t},a:{s}" for t in range(20) for s in range(ROWS))


def test_a_streamed_answer_has_an_etag(client: httpx.Client) -> None:
    etag = ask(client, "GET", PRODUCT + " LIMIT 20001").headers["etag"]
    again = ask(client, "GET", PRODUCT + " LIMIT 20001", **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("way", ["GET", "POST"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json"])
def test_an_answer_that_grows_too_large_breaks_off(
    narrow: httpx.Client, way: str, encoding: str, accept: str
) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        ask(narrow, way, PRODUCT, Accept=accept, **{"Accept-Encoding": encoding})
    assert ask(narrow, way, "ASK {}").json()["boolean"] is True


def test_a_client_that_takes_too_long_is_left() -> None:
    for client in filled(settings(stream_timeout_s=0.001)):
        with pytest.raises(httpx.RemoteProtocolError):
            ask(client, "GET", PRODUCT)
        assert ask(client, "GET", "ASK {}").json()["boolean"] is True


def test_clients_that_go_away_end_their_queries(client: httpx.Client) -> None:
    for number in range(12):  # more than there are places for queries
        asked = {"query": f"{PRODUCT} # {number}"}
        with client.stream("GET", "/sparql", params=asked, headers=CSV) as answer:
            assert next(answer.iter_raw())
    assert ask(client, "POST", "ASK {}").json()["boolean"] is True


def test_the_same_large_question_at_the_same_time(client: httpx.Client) -> None:
    streams = [
        client.stream("GET", "/sparql", params={"query": PRODUCT + " LIMIT 30000"}, headers=CSV)
        for _ in range(3)
    ]
    lines = []
    for stream in streams:
        with stream as answer:
            lines.append(len(answer.read().splitlines()))
    assert lines == [30_001] * 3


def test_http_1_0_gets_it_whole_or_an_error(client: httpx.Client, narrow: httpx.Client) -> None:
    """The end of the connection is the only end that such a client knows."""
    for server, status in ((client, b" 200 "), (narrow, b" 422 ")):
        path = f"/sparql?query={quote(PRODUCT + ' LIMIT 100000')}"
        if server is client:
            path += "&default-graph-uri=a:g"
        with socket.create_connection((server.base_url.host, server.base_url.port or 80)) as sock:
            sock.sendall(f"GET {path} HTTP/1.0\r\nAccept: text/csv\r\n\r\n".encode())
            got = b"".join(iter(lambda s=sock: s.recv(65536), b""))  # type: ignore[misc]
        head, _, body = got.partition(b"\r\n\r\n")
        assert status in head.partition(b"\r\n")[0]
        assert f"content-length: {len(body)}".encode() in head.lower()
