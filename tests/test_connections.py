"""Connections: clients that are slow, that lie about what they send, or speak no HTTP."""

from __future__ import annotations

import gzip
import json
import socket
import time
from collections.abc import Iterator

import httpx
import pytest

from api.settings import Settings
from tests.serving import TOKEN, serving

TIMEOUT_S = 0.6
HOST = b"Host: here\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
ASK = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n" + HOST


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A server that waits little for its clients."""
    settings = Settings(token=TOKEN, client_timeout_s=TIMEOUT_S, max_query_bytes=10_000)
    with serving(settings, empty=True) as client:
        yield client


def connect(client: httpx.Client) -> socket.socket:
    url = client.base_url
    return socket.create_connection((url.host, url.port or 80), timeout=20)


def said(connection: socket.socket) -> bytes:
    """All that the server says until it closes."""
    found = b""
    try:
        while piece := connection.recv(65536):
            found += piece
    except ConnectionResetError:
        pass
    return found


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def send(client: httpx.Client, content: bytes) -> bytes:
    with connect(client) as connection:
        connection.sendall(content)
        return said(connection)


@pytest.mark.parametrize(
    "begun",
    [
        b"GET /health HT",
        b"GET /health HTTP/1.1\r\nHost: here\r\nX: ",
        b"POST /sparql HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 20\r\n\r\nquery=",
        b"POST /sparql HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\n\r\n5\r\nqu",
    ],
    ids=["line", "header", "body", "chunk"],
)
def test_who_does_not_go_on_is_told_and_left(client: httpx.Client, begun: bytes) -> None:
    start = time.monotonic()
    answer = send(client, begun)
    assert status(answer) == 408
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == 408
    assert 0.9 * TIMEOUT_S <= time.monotonic() - start < 10 * TIMEOUT_S


def test_who_drips_is_left_and_others_are_served(client: httpx.Client) -> None:
    with connect(client) as dripping:
        start = time.monotonic()
        dripping.sendall(b"GET /health HTTP/1.1\r\n" + HOST + b"X: ")
        try:
            while time.monotonic() - start < 20 * TIMEOUT_S:
                dripping.sendall(b"a")
                assert client.get("/health").status_code == 200
                time.sleep(0.05)
        except (BrokenPipeError, ConnectionResetError):
            pass
        assert time.monotonic() - start < 10 * TIMEOUT_S


def test_who_says_nothing_is_left_without_a_word(client: httpx.Client) -> None:
    with connect(client) as connection:
        assert said(connection) == b""


def test_a_body_that_comes_steadily_has_its_time(client: httpx.Client) -> None:
    with connect(client) as connection:
        body = b"query=" + b"+" * 4000 + b"ASK+%7B%7D"
        head = b"POST /sparql HTTP/1.1\r\n" + HOST + FORM + b"Connection: close\r\n"
        connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body))
        for place in range(0, len(body), 400):
            time.sleep(TIMEOUT_S / 6)
            connection.sendall(body[place : place + 400])
        assert status(said(connection)) == 200


def test_a_query_that_takes_long_is_waited_for(client: httpx.Client) -> None:
    numbers = " ".join(map(str, range(200)))
    query = f"ASK {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} VALUES ?c {{ {numbers} }} "
    answer = client.post("/sparql", data={"query": query + "FILTER(?a + ?b + ?c < 0) }"})
    assert answer.json()["boolean"] is False


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"\x16\x03\x01\x02\x00\x01\x00", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"A b: c\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\x00b\r\n\r\n", 400),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"x" * 100_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: x\r\n" * 3_000 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n", 400),
        (b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: x\r\n\r\n", 400),
        (
            b"POST /sparql HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 5\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
        ),
        (
            b"POST /sparql HTTP/1.1\r\n"
            + HOST
            + FORM
            + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nquery",
            400,
        ),
    ],
    ids=[
        *("tls", "name", "nul", "url", "field", "fields", "no host", "hosts"),
        *("length", "two lengths", "chunk"),
    ],
)
def test_what_is_no_http_is_a_problem(client: httpx.Client, content: bytes, expected: int) -> None:
    answer = send(client, content)
    if answer or expected == 400:  # who still sends when it is refused may see no more than the end
        assert status(answer) == expected
        assert b"application/problem+json" in answer
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["status"] == expected
    assert client.get("/health").status_code == 200


def test_requests_in_one_go_are_answered_in_turn(client: httpx.Client) -> None:
    answer = send(client, (ASK + b"\r\n") * 20 + ASK + b"Connection: close\r\n\r\n")
    assert answer.count(b"HTTP/1.1 200 OK") == 21


def test_a_body_is_asked_for(client: httpx.Client) -> None:
    body = b"query=ASK+%7B%7D"
    head = b"POST /sparql HTTP/1.1\r\n" + HOST + FORM + b"Connection: close\r\n"
    with connect(client) as connection:
        connection.sendall(head + b"Expect: 100-continue\r\nContent-Length: 16\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
        connection.sendall(body)
        assert status(said(connection)) == 200


def test_a_switch_to_another_protocol_is_not_made(client: httpx.Client) -> None:
    upgrade = b"Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n"
    assert status(send(client, ASK + upgrade)) == 200


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("POST", "/sparql", "application/sparql-query"),
        ("POST", "/update", "application/sparql-update"),
        ("PUT", "/store?default", "text/turtle"),
        ("POST", "/store?default", "multipart/form-data; boundary=x"),
        ("POST", "/api/documents", "multipart/form-data; boundary=x"),
    ],
)
def test_a_compressed_body_is_refused(
    client: httpx.Client, method: str, path: str, kind: str
) -> None:
    headers = {"Content-Type": kind, "Content-Encoding": "gzip"}
    answer = client.request(method, path, content=gzip.compress(b"ASK {}"), headers=headers)
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")
