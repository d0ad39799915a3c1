"""Running a case of the W3C's suites against a server, over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse, serialize

from tests.conformance.manifests import Case, Dataset
from tests.conformance.results import (
    CSV,
    JSON,
    TSV,
    XML,
    Rows,
    as_csv,
    read,
    read_graph,
    same,
    same_graph,
)

__all__ = ["WrongAnswerError", "run"]

_GRAPHS: Final = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
)
_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]+)>", re.IGNORECASE)
_RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_MEDIA: Final = {".srx": XML, ".srj": JSON, ".tsv": TSV, ".csv": CSV}


class WrongAnswerError(AssertionError):
    """What the server answered is not what the case expects."""


def run(client: httpx.Client, case: Case) -> None:
    """Run one case; :class:`WrongAnswerError` with the reason where it does not pass."""
    match case.kind:
        case "QueryEvaluationTest" | "CSVResultFormatTest":
            _query(client, case)
        case "UpdateEvaluationTest":
            _load(client, case, case.before)
            _expect(_post(client, "/update", "update", case), 204)
            _compare(case.iri(case.request), _stored(client), list(_quads(case, case.after)))
        case "PositiveSyntaxTest" | "PositiveSyntaxTest11":
            _expect_read(_post(client, "/sparql", "query", case), 200)
        case "PositiveUpdateSyntaxTest11":
            _load(client, case, Dataset())
            _expect_read(_post(client, "/update", "update", case), 204)
        case _:
            name = "update" if case.request.suffix == ".ru" else "query"
            path = "/update" if name == "update" else "/sparql"
            answer = _expect(_post(client, path, name, case), 400)
            if answer.json()["type"] not in ("/docs#query-syntax", "/docs#query-refused"):
                raise WrongAnswerError(f"refused, but not for its syntax: {answer.text}")


def _query(client: httpx.Client, case: Case) -> None:
    assert case.result is not None
    before = case.before
    if not before.default and not before.named:
        before = Dataset(named=tuple(_named_in(case)))
    _load(client, case, before)
    expected = _expected(case)
    if isinstance(expected, list):
        for media_type in _GRAPHS:
            answer = _expect(_post(client, "/sparql", "query", case, media_type), 200)
            _compare(media_type, read_graph(answer.content, media_type), expected)
        return
    for media_type in (JSON, XML, CSV, TSV):
        answer = _expect(_post(client, "/sparql", "query", case, media_type), 200)
        found = read(answer.content, media_type)
        if isinstance(found, bool) or isinstance(expected, bool):
            good = found is expected
        elif CSV in (media_type, _MEDIA.get(case.result.suffix)):
            good = same(as_csv(found), as_csv(expected), lax=case.is_lax)
        else:
            good = same(found, expected, lax=case.is_lax)
        if not good:
            raise WrongAnswerError(f"{media_type}: {_difference(expected, found)}")


def _difference(expected: Rows | bool, found: Rows | bool) -> str:
    if isinstance(expected, bool) or isinstance(found, bool):
        return f"expected {expected}, found {found}"
    missing = [row for row in expected.rows if row not in found.rows]
    extra = [row for row in found.rows if row not in expected.rows]
    return f"{expected.variables}, {found.variables}: missing {missing}, extra {extra}"


def _post(
    client: httpx.Client, path: str, name: str, case: Case, accept: str = "*/*"
) -> httpx.Response:
    text = case.request.read_bytes().decode()
    based = f"BASE <{case.iri(case.request)}>\n{text}"
    return client.post(path, data={name: based}, headers={"Accept": accept})


def _expect(answer: httpx.Response, status: int) -> httpx.Response:
    if answer.status_code != status:
        raise WrongAnswerError(f"answered {answer.status_code}: {answer.text[:500]}")
    return answer


def _expect_read(answer: httpx.Response, status: int) -> None:
    """Expect that a text was read, even where what it asks for cannot or must not be done."""
    read_but = {(400, "/docs#query-failed"), (403, "/docs#query-forbidden")}
    if answer.status_code == status:
        return
    if (answer.status_code, answer.json()["type"]) not in read_but:
        raise WrongAnswerError(f"answered {answer.status_code}: {answer.text}")


def _compare(what: str, found: list[Quad], expected: list[Quad]) -> None:
    if not same_graph(found, expected):
        raise WrongAnswerError(f"{what}: expected {sorted(map(str, expected))}, found {found}")


def _named_in(case: Case) -> Iterator[tuple[str, Path]]:
    """Files that a query names itself."""
    for name in sorted(set(_FROM.findall(case.request.read_text("utf-8")))):
        path = case.request.parent / name
        if path.is_file():
            yield case.iri(path), path


def _load(client: httpx.Client, case: Case, dataset: Dataset) -> None:
    """Put a dataset in place of what is there, in one update."""
    steps = ["DROP ALL"]
    for name, _ in dataset.named:
        steps.append(f"CREATE SILENT GRAPH <{name}>")
    quads = list(_quads(case, dataset))
    for graph in dict.fromkeys(q.graph_name for q in quads):
        triples = (q.triple for q in quads if q.graph_name == graph)
        block = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
        if isinstance(graph, NamedNode):
            block = f"GRAPH {graph} {{ {block} }}"
        steps.append(f"INSERT DATA {{ {block} }}")
    _expect(client.post("/update", data={"update": " ;\n".join(steps)}), 204)


def _quads(case: Case, dataset: Dataset) -> Iterator[Quad]:
    for graph, path in [*(("", p) for p in dataset.default), *dataset.named]:
        name = NamedNode(graph) if graph else DefaultGraph()
        for quad in _file(case, path):
            own = quad.graph_name if isinstance(quad.graph_name, NamedNode) else name
            yield Quad(quad.subject, quad.predicate, quad.object, own)


def _file(case: Case, path: Path) -> Iterator[Quad]:
    found = RdfFormat.from_extension(path.suffix.removeprefix("."))
    yield from parse(path=path, format=found, base_iri=case.iri(path), rename_blank_nodes=True)


def _stored(client: httpx.Client) -> list[Quad]:
    answers = []
    for pattern in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"):
        answer = client.post("/sparql", data={"query": f"SELECT * {{ {pattern} }}"})
        found = read(answer.content, JSON)
        assert isinstance(found, Rows)
        answers += [
            Quad(r["s"], r["p"], r["o"], r.get("g", DefaultGraph()))  # type: ignore[arg-type]
            for r in found.rows
        ]
    return answers


def _expected(case: Case) -> Rows | bool | list[Quad]:
    assert case.result is not None
    if media_type := _MEDIA.get(case.result.suffix):
        return read(case.result.read_bytes(), media_type)
    graph = list(_file(case, case.result))
    if any(q.object == NamedNode(f"{_RS}ResultSet") for q in graph):
        return _result_set(graph)
    return graph


def _result_set(graph: list[Quad]) -> Rows | bool:
    """Read an answer that is written as a graph of its own vocabulary."""

    def values(subject: Any, name: str) -> list[Any]:
        return [q.object for q in graph if q.subject == subject and q.predicate.value == _RS + name]

    top = next(q.subject for q in graph if q.object == NamedNode(f"{_RS}ResultSet"))
    if boolean := values(top, "boolean"):
        return bool(boolean[0].value == "true")
    solutions = values(top, "solution")
    indices = [int(i[0].value) for s in solutions if (i := values(s, "index"))]
    if len(indices) == len(solutions):
        solutions = [s for _, s in sorted(zip(indices, solutions, strict=True), key=lambda p: p[0])]
    rows = tuple(
        {values(b, "variable")[0].value: values(b, "value")[0] for b in values(s, "binding")}
        for s in solutions
    )
    variables = tuple(v.value for v in values(top, "resultVariable"))
    return Rows(variables, rows, ordered=bool(indices))
