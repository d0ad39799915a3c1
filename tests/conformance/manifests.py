"""Test manifests of the W3C's SPARQL suites, read from a copy of them on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["BASE", "Case", "Dataset", "read_suite"]

BASE: Final = "http://suite.example/"
"""What the files' IRIs begin with, wherever the copy is."""

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")


@dataclass(frozen=True)
class Dataset:
    """Files of a dataset: those of its default graph, and those of its named graphs."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class Case:
    """One test.

    Parameters
    ----------
    name
        Its group and the last part of its IRI, such as ``bind/bind01``.
    kind
        The local name of its class, such as ``QueryEvaluationTest``.
    request
        The file with the query or the update.
    before, after
        The dataset that it starts from, and the one that an update leaves.
    result
        The file with the expected answer of a query.
    is_lax
        Whether duplicates may be left out of the answer.
    """

    name: str
    kind: str
    request: Path
    before: Dataset
    after: Dataset
    result: Path | None
    is_lax: bool
    root: Path

    @property
    def group(self) -> str:
        """The folder it is in."""
        return self.name.partition("/")[0]

    def iri(self, path: Path) -> str:
        """The IRI that a file of the suite goes by."""
        return BASE + path.relative_to(self.root).as_posix()


def read_suite(root: Path) -> list[Case]:
    """Every case of every manifest below a folder, by name."""
    cases = [c for m in sorted(root.rglob("manifest.ttl")) for c in _manifest(m, root)]
    return sorted(cases, key=lambda c: c.name)


def _manifest(path: Path, root: Path) -> Iterator[Case]:
    graph = Graph().parse(path, publicID=BASE + path.relative_to(root).as_posix())
    for entries in graph.objects(None, MF.entries):
        for entry in Collection(graph, entries):
            if (kind := graph.value(entry, RDF.type)) is not None:
                name = f"{path.parent.name}/{str(entry).rpartition('#')[2]}"
                if case := _case(graph, entry, name, str(kind).rpartition("#")[2], root):
                    yield case


def _case(graph: Graph, entry: Node, name: str, kind: str, root: Path) -> Case | None:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    request = graph.value(action, QT.query) or graph.value(action, UT.request) or action
    if not isinstance(request, URIRef):
        return None  # the protocol's tests, which are told in words
    return Case(
        name,
        kind,
        _path(request, root),
        _dataset(graph, action, root),
        _dataset(graph, result, root),
        _path(result, root) if isinstance(result, URIRef) else None,
        graph.value(entry, MF.resultCardinality) == MF.LaxCardinality,
        root,
    )


def _dataset(graph: Graph, node: Node | None, root: Path) -> Dataset:
    default = [o for p in (QT.data, UT.data) for o in graph.objects(node, p)]
    named = []
    for found in [*graph.objects(node, QT.graphData), *graph.objects(node, UT.graphData)]:
        file = graph.value(found, UT.graph) or found
        label = graph.value(found, RDFS.label)
        named.append((str(label if isinstance(label, Literal) else file), _path(file, root)))
    return Dataset(tuple(_path(d, root) for d in default), tuple(named))


def _path(iri: Node, root: Path) -> Path:
    return root / str(iri).removeprefix(BASE)
