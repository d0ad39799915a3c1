"""What the tests of the stores put into them, and look at."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from graph.store import (
    EmbeddedStore,
    Limits,
)

JSON = "application/sparql-results+json"
RUNAWAY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
RUNAWAY_UPDATE = (
    "INSERT { ?a ?b ?i } "
    "WHERE { GRAPH ?x { ?a ?b ?c } GRAPH ?y { ?d ?e ?f } GRAPH ?z { ?g ?h ?i } }"
)
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
G = "http://example.org/g"
SMALL = Limits(workers=2, timeout_s=20, memory_mib=400)


def numbered(count: int, *, start: int = 0) -> list[Quad]:
    """Quads whose object is their number."""
    p = NamedNode("http://example.org/p")
    return [
        Quad(NamedNode(f"http://example.org/{i}"), p, Literal(i))
        for i in range(start, start + count)
    ]


def count(store: EmbeddedStore) -> int:
    """How many triples the union has."""
    term = store.select(COUNT)[0]["n"]
    assert isinstance(term, Literal)
    return int(term.value)


def children(parent: int) -> set[int]:
    """All processes below one, from /proc."""
    found: set[int] = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found |= {int(stat.parent.name)} | children(int(stat.parent.name))
    return found
