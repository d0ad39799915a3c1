"""Clients in other languages, and those that write, work unmodified where they are installed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import zipfile
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
DEBIAN = Path("/usr/share/java")
# What Debian's jena-cmds.jar needs to run rsparql; of slf4j's several back ends, one.
JARS = (
    "xercesImpl xml-apis slf4j-api slf4j-nop guava failureaccess gson protobuf thrift commons-csv "
    "commons-lang3 commons-io commons-codec commons-cli jsonld-java jackson-core jackson-databind "
    "jackson-annotations httpclient httpclient-cache httpcore commons-compress jena-arq jena-base "
    "jena-cmds jena-core jena-iri jena-rdfconnection jena-shacl jena-shex jena-tdb jena-dboe-base "
    "jena-dboe-index jena-dboe-storage jena-dboe-trans-data jena-dboe-transaction jena-tdb2"
)
MOVED = "org/apache/jena/ext/"
R_ASKS = """
suppressMessages(library(SPARQL))
args <- commandArgs(trailingOnly = TRUE)
write.csv(SPARQL(url = args[1], query = args[2])$results, row.names = FALSE)
"""
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


@pytest.fixture(scope="module")
def rsparql(server: Server, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that asks the server with Jena: from a folder of jars, or as Debian has it."""
    path = f"{JENA}/*"
    if not JENA:
        core = DEBIAN / "jena-core.jar"
        if not (core.exists() and shutil.which("java")):
            pytest.skip("libapache-jena-java is not installed, nor does RECGRAPH_JENA name jars")
        found = tmp_path_factory.mktemp("jena")
        jars = [str(jar) for name in JARS.split() if (jar := DEBIAN / f"{name}.jar").exists()]
        path = ":".join([str(_with_texts_where_they_are_sought(core, found)), *jars])
    return ["java", "-cp", path, "arq.rsparql", "--service", f"{server.url}/sparql"]


def _with_texts_where_they_are_sought(jar: Path, folder: Path) -> Path:
    """Put the messages of Debian's Xerces, which moved without its classes, beside these."""
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            if name.startswith(MOVED) and name.endswith(".properties"):
                target = folder / name.removeprefix(MOVED)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
    return folder


@pytest.mark.parametrize("results", ["csv", "json", "xml", "tsv"])
def test_jena_asks_the_endpoint(rsparql: list[str], results: str) -> None:
    answer = run([*rsparql, "--results", results, ASKED])
    if results == "csv":
        assert numbers(answer) == NUMBERS
    assert all(number in answer for number in NUMBERS)


def test_jena_describes(rsparql: list[str]) -> None:
    answer = run([*rsparql, "--results", "nt", "DESCRIBE <https://w3id.org/recgraph/id/unodc>"])
    described = set(Graph().parse(data=answer, format="nt").subjects())
    assert URIRef("https://w3id.org/recgraph/id/unodc") in described


def test_r_asks_the_endpoint(server: Server) -> None:
    r = shutil.which("Rscript") or ""
    known = [r, "-e", "suppressMessages(library(SPARQL))"]
    if not r or subprocess.run(known, capture_output=True, check=False).returncode:
        pytest.skip("R's package SPARQL is not installed")
    asked = ASKED.replace("SELECT", "SELECT ?unit")
    answer = run([r, "-e", R_ASKS, f"{server.url}/sparql", asked])
    assert sorted(row["number"] for row in csv.DictReader(io.StringIO(answer))) == NUMBERS


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
