"""``recgraph mcp``: the graph as tools, asked by the protocol's own client in another process."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import COMMAND, SEEDS
from tests.test_command import run

mcp = pytest.importorskip("mcp", reason="the package mcp is not installed (pip install mcp)")

Answer = tuple[bool, dict[str, Any] | str]
SELECT = "SELECT ?unit { ?unit a <https://w3id.org/recgraph/ontology#Unit> }"
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "addressed": ("search", {"addressee": ["unodc"], "limit": 3}),
    "found": ("search", {"query": '"electronic evidence"'}),
    "broken": ("search", {"query": '"electronic'}),
    "named": ("entity", {"key": "unodc"}),
    "misnamed": ("entity", {"key": "United Nations Office on Drugs and Crime"}),
    "selected": ("sparql", {"query": SELECT, "max_rows": 2}),
    "asked": ("sparql", {"query": "ASK {}"}),
    "constructed": ("sparql", {"query": "CONSTRUCT WHERE { ?s a ?o } LIMIT 1"}),
    "refused": ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}),
    "absent": ("recommendation", {"document": "none", "number": "1"}),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], dict[str, Answer]]:
    """The tools, and what each call gives; the documents' keys are taken from a first answer."""
    data = tmp_path_factory.mktemp("tools") / "data"
    assert run("build", SEEDS, "--data", data).returncode == 0
    return asyncio.run(_ask(data))


async def _ask(data: Path) -> tuple[set[str], dict[str, Answer]]:
    parameters = mcp.StdioServerParameters(command=str(COMMAND), args=["mcp", "--data", str(data)])
    async with mcp.Client(parameters) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        told = {name: await _call(client, *call) for name, call in CALLS.items()}
        item = _content(told["addressed"])["items"][0]
        place = {"document": item["document"], "number": item["number"]}
        told["one"] = await _call(client, "recommendation", place)
        facet = _content(told["found"])["facets"]["document"]
        ends = dict(zip(("first", "second"), sorted(f["value"] for f in facet), strict=True))
        told["compared"] = await _call(client, "compare", ends)
    return tools, told


async def _call(client: Any, tool: str, arguments: dict[str, Any]) -> Answer:
    answer = await client.call_tool(tool, arguments)
    if answer.is_error:
        return False, answer.content[0].text
    assert json.loads(answer.content[0].text) == answer.structured_content
    return True, answer.structured_content


def _content(answer: Answer) -> dict[str, Any]:
    assert answer[0], answer[1]
    assert isinstance(answer[1], dict)
    return answer[1]


def test_the_tools_and_what_they_give(answers: tuple[set[str], dict[str, Answer]]) -> None:
    tools, told = answers
    assert tools == {"search", "recommendation", "entity", "compare", "sparql"}
    addressed = _content(told["addressed"])
    assert addressed["total"] > len(addressed["items"]) == 3
    assert all("unodc" in item["addressees"] for item in addressed["items"])
    found = _content(told["found"])
    assert "electronic-evidence" in {e["key"] for e in found["entities"]}
    assert all("electronic evidence" in i["text"].casefold() for i in found["items"])
    assert _content(told["named"])["label"].startswith("United Nations Office on Drugs")
    one = _content(told["one"])
    assert one["number"] == addressed["items"][0]["number"]
    assert one["statements"]
    assert _content(told["compared"])["shared"]["themes"]
    selected = _content(told["selected"])
    assert (len(selected["rows"]), selected["variables"]) == (2, ["unit"])
    assert selected["rows_left_out"] == 40
    assert _content(told["asked"])["boolean"] is True
    assert " a " in _content(told["constructed"])["turtle"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("broken", "quot"),
        ("misnamed", "unodc (UNODC"),
        ("refused", "SERVICE"),
        ("absent", "nor a document"),
    ],
)
def test_a_refusal_tells_what_to_do(
    answers: tuple[set[str], dict[str, Answer]], call: str, words: str
) -> None:
    done, text = answers[1][call]
    assert not done
    assert words in text


def test_without_the_package_the_command_says_so(tmp_path: Path) -> None:
    hidden = tmp_path / "mcp.py"
    hidden.write_text("raise ImportError")
    done = run("mcp", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    assert b"pip install -e '.[mcp]'" in done.stderr
    assert b"Traceback" not in done.stderr
