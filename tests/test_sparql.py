"""The SPARQL endpoint under those who mean it ill, and those who ask twice."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from tests.serving import TOKEN, serving
from tests.store.made import children
from tests.store.test_checking import REACHING_OUT

RUNAWAY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
UPDATE = {"Content-Type": "application/sparql-update"}


def fill(client: httpx.Client, count: int = 2000) -> None:
    """Put numbered triples into a graph."""
    turtle = "\n".join(f"<a:{i}> <a:p> {i} ." for i in range(count))
    headers = {"Content-Type": "text/turtle"}
    answer = client.put("/store", params={"graph": "a:g"}, content=turtle, headers=headers)
    assert answer.status_code in (201, 204)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A server with 2,000 triples and a deadline of two seconds."""
    settings = Settings(
        token=TOKEN, query_timeout_s=2, query_workers=2, memory_limit_mib=400, rate_per_minute=0
    )
    with serving(settings, empty=True) as client:
        fill(client)
        yield client


def ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    """Ask by POST."""
    return client.post("/sparql", data={"query": query}, headers=headers)


def number(answer: httpx.Response) -> int:
    """The ?n of the only row."""
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


class TestRunaway:
    def test_gets_an_error_while_others_are_answered(self, client: httpx.Client) -> None:
        with ThreadPoolExecutor(4) as pool:
            runaways = [pool.submit(ask, client, f"{RUNAWAY} # {i}") for i in range(3)]
            assert client.get("/health").status_code == 200
            assert [number(ask(client, f"{COUNT} # {i}")) for i in range(3)] == [2000] * 3
            answers = [runaway.result() for runaway in runaways]
        for answer in answers:
            assert answer.status_code == 503
            assert int(answer.headers["retry-after"]) > 0
            assert answer.headers["content-type"] == "application/problem+json"
        assert number(ask(client, COUNT)) == 2000

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            (f"SELECT * {{ {'{' * 10_000}{'}' * 10_000} }}", 413),
            ("ASK { {}" + " UNION {}" * 10_000 + " }", 503),
            (f"SELECT * {{ FILTER({'!' * 500_000}?x) }}", 503),
            ("x" * 2_000_000, 413),
            ("ASK { ?s ?p '" + "x" * 1_000_000 + "' }", 200),
        ],
        ids=["nesting", "unions", "nots", "long", "long literal"],
    )
    def test_bombs(self, client: httpx.Client, query: str, status: int) -> None:
        assert ask(client, query).status_code in {status, 200 if status == 503 else status}
        assert number(ask(client, COUNT)) == 2000

    def test_no_input_is_an_error_of_the_server(self, client: httpx.Client) -> None:
        for content in (
            b"",
            b"\x00",
            b"\xff\xfe",
            b"SELECT",
            b"}" * 100,
            b"'",
            b'"""',
            b"<",
            b"\\u0",
        ):
            headers = {"Content-Type": "application/sparql-query"}
            answer = client.post("/sparql", content=content, headers=headers)
            assert answer.status_code == 400, content

    @pytest.mark.parametrize(
        "accept", ["", ",", ";q=1", "a/b/c", "*/*;q=x", "text/csv;q=9", "\x7f"]
    )
    def test_malformed_accept(self, client: httpx.Client, accept: str) -> None:
        refused = {400, 406}  # a control character may end in the HTTP parser
        assert ask(client, COUNT, Accept=accept).status_code in {200, *refused}


class TestReachingOut:
    def test_a_listener_sees_nothing(self, client: httpx.Client) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.2)
            here = f"http://127.0.0.1:{listener.getsockname()[1]}/"
            for query in REACHING_OUT:
                answer = ask(client, query.replace("http://127.0.0.1:1/", here))
                told = (answer.status_code, answer.json()["type"])
                assert told in {(403, "/docs#query-forbidden"), (400, "/docs#query-syntax")}
            for update in (f"LOAD <{here}>", f"LOAD SILENT <{here}> INTO GRAPH <a:x>"):
                answer = client.post("/update", content=update, headers=UPDATE)
                assert answer.status_code == 403
            assert ask(client, f"SELECT * FROM <{here}> {{ ?s ?p ?o }}").status_code == 200
            params = {"query": COUNT, "default-graph-uri": here}
            assert number(client.get("/sparql", params=params)) == 0
            with pytest.raises(TimeoutError):
                listener.accept()

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("SELECT * { SERVICE SILENT <http://a.example/> { ?s ?p ?o } }", 403),
            ("PREFIX a: <http://a.example/> ASK { SERVICE a:b { ?s a a:C } }", 403),
            ("SELECT * { SERVICE <http://a.example/> { ?s ?p } }", 400),
            ("SELECT * { SERVICE { ?s ?p ?o } }", 400),
            ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o }", 400),
            ("LOAD <http://a.example/>", 400),
        ],
    )
    def test_refused_is_not_malformed(self, client: httpx.Client, query: str, status: int) -> None:
        assert ask(client, query).status_code == status

    @pytest.mark.parametrize(
        ("update", "status"),
        [
            ("LOAD <http://a.example/>", 403),
            ("LOAD SILENT <http://a.example/> INTO GRAPH <a:x> ; CLEAR ALL", 403),
            ("CLEAR ALL ; PREFIX a: <a:> LOAD a:x INTO GRAPH a:y", 403),
            ("LOAD <http://a.example/> INTO <a:x>", 400),
            ("LOAD 'a'", 400),
            ("LOAD", 400),
            ("LOAD <http://a.example/> ; INSERT DATA { <a:x> }", 400),
        ],
    )
    def test_refused_updates_are_not_malformed(
        self, client: httpx.Client, update: str, status: int
    ) -> None:
        answer = client.post("/update", content=update, headers=UPDATE)
        assert answer.status_code == status
        assert number(ask(client, COUNT)) == 2000

    def test_a_function_nobody_knows_has_no_value(self, client: httpx.Client) -> None:
        query = "SELECT ?s (<a:f>(?s) AS ?x) { ?s <a:p> 7 FILTER(COALESCE(<a:g>(1, ?s), true)) }"
        (row,) = ask(client, query).json()["results"]["bindings"]
        assert row == {"s": {"type": "uri", "value": "a:7"}}

    def test_words_in_strings_are_words(self, client: httpx.Client) -> None:
        answer = ask(client, "SELECT ('SERVICE <http://a/> { }' AS ?x) (1 AS ?service) {}")
        assert answer.status_code == 200


class TestWriting:
    def test_wrong_token(self, client: httpx.Client) -> None:
        for header in ("", "Bearer wrong", "Bearer", "Basic !!!", "Digest letmein"):
            answer = client.post(
                "/update", data={"update": "DROP ALL"}, headers={"Authorization": header}
            )
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Bearer")

    def test_token_as_basic_password(self, client: httpx.Client) -> None:
        answer = client.post(
            "/update", data={"update": "CLEAR SILENT GRAPH <a:x>"}, auth=("any", TOKEN)
        )
        assert answer.status_code == 204

    def test_read_only_by_default(self) -> None:
        with serving(Settings(rate_per_minute=0), empty=True) as client:
            for method, path in (
                ("POST", "/update"),
                ("PUT", "/store?default"),
                ("POST", "/sparql"),
            ):
                answer = client.request(method, path, data={"update": "DROP ALL"})
                assert answer.status_code == 403, path
                assert "RECGRAPH_TOKEN" in answer.json()["detail"]


class TestRepeating:
    def test_etag_changes_with_the_data(self, client: httpx.Client) -> None:
        params = {"query": "SELECT ?o { <a:1> <a:p> ?o }"}
        first = client.get("/sparql", params=params)
        etag = first.headers["etag"]
        again = client.get("/sparql", params=params, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        other = client.get("/sparql", params=params, headers={"Accept": "text/csv"})
        assert other.headers["etag"] != etag
        client.post(
            "/update", content="INSERT DATA { GRAPH <a:h> { <a:1> <a:q> 1 } }", headers=UPDATE
        )
        changed = client.get("/sparql", params=params, headers={"If-None-Match": etag})
        assert changed.status_code == 200
        assert changed.headers["etag"] != etag
        client.post("/update", content="DROP GRAPH <a:h>", headers=UPDATE)

    def test_what_is_written_is_read(self, client: httpx.Client) -> None:
        for i in range(3):
            client.post(
                "/update",
                content=f"INSERT DATA {{ GRAPH <a:n> {{ <a:n> <a:n> {i} }} }}",
                headers=UPDATE,
            )
            assert (
                number(ask(client, "SELECT (COUNT(*) AS ?n) { GRAPH <a:n> { ?s ?p ?o } }")) == i + 1
            )
        client.post("/update", content="DROP GRAPH <a:n>", headers=UPDATE)

    def test_random_numbers_are_not_kept(self, client: httpx.Client) -> None:
        first, second = (ask(client, "SELECT (STRUUID() AS ?u) {}").text for _ in range(2))
        assert first != second

    def test_compressed_on_demand(self, client: httpx.Client) -> None:
        query = "SELECT * { ?s ?p ?o }"
        answer = ask(client, query, **{"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.content == ask(client, query, **{"Accept-Encoding": "identity"}).content


SERVE = """
import sys, pathlib
from api.settings import Settings
from api.server import serve
if __name__ == "__main__":
    settings = {"data": pathlib.Path(sys.argv[1]), "port": 0, "workers": int(sys.argv[2])}
    serve(Settings(query_timeout_s=2, **settings))
"""


class Served:
    """A server in a process of its own."""

    def __init__(self, data: Path, workers: int) -> None:
        file = data.with_name("serve.py")
        file.write_text(SERVE)
        environment = {**os.environ, "RECGRAPH_TOKEN": TOKEN}
        self.process = subprocess.Popen(
            [sys.executable, file, data, str(workers)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().split()[-1]
        self.process.stdout.close()
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert self.url.startswith("http")
        self.client = httpx.Client(base_url=self.url, headers=headers, timeout=60, trust_env=False)

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self.end(signal.SIGKILL)

    def end(self, how: signal.Signals) -> None:
        """Send a signal and wait for the end; nothing where it has ended."""
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)
        self.client.close()


def gone(processes: set[int], seconds: float = 10) -> bool:
    """Whether all these processes end by themselves."""
    done = threading.Event()
    for _ in range(int(seconds * 20)):
        alive = {p for p in processes if _alive(p)}
        if not alive:
            return True
        done.wait(0.05)
    return False


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_stays_however_it_ends(tmp_path: Path, how: signal.Signals, workers: int) -> None:
    with Served(tmp_path / "data", workers) as served:
        fill(served.client, 500)
        assert number(ask(served.client, COUNT)) == 500
        below = children(served.process.pid)
        assert len(below) >= 2
        runaway = threading.Thread(target=_ignore_errors, args=(served.client,))
        runaway.start()
        assert served.client.get("/health").status_code == 200
        below |= children(served.process.pid)
        served.end(how)
        runaway.join()
        assert gone(below)
    with Served(tmp_path / "data", 1) as again:
        assert number(ask(again.client, COUNT)) == 500


def _ignore_errors(client: httpx.Client) -> None:
    with suppress(httpx.HTTPError, RuntimeError):
        ask(client, RUNAWAY)


def test_second_server_on_a_directory_is_refused(tmp_path: Path) -> None:
    with Served(tmp_path / "data", 1) as served:
        assert served.client.get("/health").status_code == 200
        second = subprocess.run(
            [sys.executable, tmp_path / "serve.py", tmp_path / "data", "1"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert second.returncode != 0
    assert "Another recgraph process is using the data directory" in second.stderr
