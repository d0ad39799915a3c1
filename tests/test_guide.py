"""``/llms.txt`` and the examples of `docs/python.md`: what they say is so."""

from __future__ import annotations

import re

import httpx

from tests.conftest import ROOT, Server


def ask(url: str, **given: str) -> httpx.Response:
    return httpx.get(url, params=given or None, timeout=60, trust_env=False)


def test_every_address_and_every_query_answers(server: Server) -> None:
    page = ask(f"{server.url}/llms.txt")
    assert page.headers["content-type"] == "text/plain; charset=utf-8"
    addresses = re.findall(rf"\]\(({server.url}[^)]*)\)", page.text)
    addresses += re.findall(rf"For example ({server.url}\S+)", page.text)
    assert len(addresses) == 8
    for address in addresses:
        assert ask(address).status_code == 200, address
    first, *queries = re.findall(r"```sparql\n(.+?)```", page.text, re.S)
    assert len(queries) == 4
    for query in queries:
        told = httpx.get(
            f"{server.url}/sparql", params={"query": query}, headers={"Accept": "text/csv"}
        )
        assert len(told.text.splitlines()) > 1, query
    assert ask(f"{server.url}/sparql", query=f"{first} ASK {{ ?x a rec:Unit }}").json()["boolean"]


def test_every_route_of_the_json_api_is_named(server: Server) -> None:
    page = ask(f"{server.url}/llms.txt").text
    paths = ask(f"{server.url}/openapi.json").json()["paths"]
    listed = set(re.findall(rf"- `{server.url}(/api/[^`]+)`", page))
    expected = {p for p, operations in paths.items() if p[:5] == "/api/" and "get" in operations}
    assert listed == expected


def test_it_is_sent_again_only_when_changed(server: Server) -> None:
    tag = ask(f"{server.url}/llms.txt").headers["etag"]
    again = httpx.get(f"{server.url}/llms.txt", headers={"If-None-Match": tag}, trust_env=False)
    assert again.status_code == 304


def test_the_examples_of_python_use_run(server: Server, capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "python.md").read_text("utf-8")
    examples = "\n".join(re.findall(r"```python\n(.+?)```", text, re.S))
    examples = examples.replace("http://127.0.0.1:8000", server.url)
    exec(compile(examples, "docs/python.md", "exec"), {})
    told = capsys.readouterr().out
    for expected in ("2018, 2(l)(i) should", "UNODC", "still current: True", "refused: ", "401"):
        assert expected in told
    assert (tmp_path / "recommendations.xlsx").stat().st_size > 5000
