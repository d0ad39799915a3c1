"""Clients in other languages, and those that write, work unmodified where they are installed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

from api.settings import Settings
from tests.conftest import Server
from tests.serving import TOKEN, serving

ASKED = (
    "PREFIX rec: <https://w3id.org/recgraph/ontology#> SELECT ?number "
    "{ ?unit rec:addressedTo <https://w3id.org/recgraph/id/unodc> ; rec:number ?number }"
)
NUMBERS = ["2(l)", "2(l)(i)", "2(l)(ii)", "2(l)(iii)", "2(m)"]
COMUNICA = os.environ.get("RECGRAPH_COMUNICA") or shutil.which("comunica-sparql")
JENA = os.environ.get("RECGRAPH_JENA", "")
S, P, G = (URIRef(f"http://example.org/{name}") for name in "spg")


@pytest.fixture(scope="module")
def writable() -> Iterator[httpx.Client]:
    """An empty server in which the token may write."""
    with serving(Settings(token=TOKEN, rate_per_minute=0), empty=True) as client:
        yield client


def test_pandas_reads_csv_from_the_url(server: Server) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    url = str(httpx.URL(f"{server.url}/sparql", params={"query": ASKED}))
    frame = pandas.read_csv(url, storage_options={"Accept": "text/csv"})
    assert sorted(frame["number"]) == NUMBERS


def test_rdflib_writes_through_its_update_store(writable: httpx.Client) -> None:
    url = str(writable.base_url)
    store = SPARQLUpdateStore(
        f"{url}/sparql", f"{url}/update", auth=("any", TOKEN), context_aware=True
    )
    graph = Graph(store, identifier=G)
    graph.add((S, P, Literal('Außenwirkung\n"quoted"', lang="de")))
    graph.add((S, P, Literal(2)))
    assert set(graph.objects(S, P)) == {Literal('Außenwirkung\n"quoted"', lang="de"), Literal(2)}
    assert len(graph) == 2
    graph.remove((S, P, Literal(2)))
    graph.update("INSERT DATA { <http://example.org/s> <http://example.org/p> 3 }")
    assert set(graph.objects(S, P)) == {Literal('Außenwirkung\n"quoted"', lang="de"), Literal(3)}
    assert G in {g.identifier for g in Dataset(store).graphs()}
    store.close()


@pytest.mark.skipif(not COMUNICA, reason="@comunica/query-sparql is not installed (npm)")
@pytest.mark.parametrize("source", ["sparql@", ""])
def test_comunica_takes_the_endpoint_as_a_source(server: Server, source: str) -> None:
    answer = run([str(COMUNICA), f"{source}{server.url}/sparql", ASKED, "-t", "text/csv"])
    assert numbers(answer) == NUMBERS


@pytest.mark.skipif(not JENA, reason="RECGRAPH_JENA names no folder with Apache Jena's jars")
@pytest.mark.parametrize("results", ["csv", "json", "xml", "tsv"])
def test_jena_asks_the_endpoint(server: Server, results: str) -> None:
    tool = ["java", "-cp", f"{JENA}/*", "arq.rsparql", "--service", f"{server.url}/sparql"]
    answer = run([*tool, "--results", results, ASKED])
    if results == "csv":
        assert numbers(answer) == NUMBERS
    assert all(number in answer for number in NUMBERS)


@pytest.mark.skipif(not JENA, reason="RECGRAPH_JENA names no folder with Apache Jena's jars")
def test_jena_describes(server: Server) -> None:
    tool = ["java", "-cp", f"{JENA}/*", "arq.rsparql", "--service", f"{server.url}/sparql"]
    answer = run([*tool, "--results", "nt", "DESCRIBE <https://w3id.org/recgraph/id/unodc>"])
    assert URIRef("https://w3id.org/recgraph/id/unodc") in set(
        Graph().parse(data=answer).subjects()
    )


def run(command: list[str]) -> str:
    """What a command says."""
    environment = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path.home(), env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def numbers(answer: str) -> list[str]:
    """The only column of a CSV answer, sorted."""
    return sorted(row[0] for row in list(csv.reader(io.StringIO(answer)))[1:])
