"""What the endpoint says of itself: SPARQL service description, and VoID of the dataset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import anyio.to_thread
from fastapi import APIRouter, Request
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.responses import Response

from api.answers import matches, software
from api.contents import contents
from api.negotiation import negotiate
from api.state import State, state_of
from graph.store import DATASET_FORMATS, GRAPH_FORMATS, RESULT_FORMATS, rdf_format
from ontology.terms import PREFIXES

__all__ = ["RDF_TYPES", "graph_response", "router", "service_description"]

router = APIRouter(tags=["Linked data"])

RDF_TYPES: Final = tuple(GRAPH_FORMATS)
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PREFIXES: Final = {
    "sd": _SD,
    "void": _VOID,
    "dcterms": PREFIXES["dcterms"],
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": PREFIXES["owl"],
}
_VOCABULARIES: Final = ("rec", "skos", "oa", "org", "prov", "dcterms", "schema")
_ABOUT: Final = (
    "Recommendations of intergovernmental meetings; each document has a graph, and every link "
    "the words that justify it."
)
_GRAPHS: Final = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"

Row = tuple[str, int]


async def service_description(request: Request) -> Response:
    """Describe the endpoint in the RDF format that the client prefers."""
    media_type = negotiate(request.headers.get("accept"), RDF_TYPES)
    state = state_of(request)
    endpoint = NamedNode(str(request.url.replace(query="", fragment="")))
    graphs = await anyio.to_thread.run_sync(_graphs, state, limiter=state.query_threads)
    return graph_response(list(_service(state, endpoint, graphs)), media_type)


@router.get(
    "/.well-known/void",
    summary="Describe the dataset (VoID)",
    response_class=Response,
    responses=contents(tuple(GRAPH_FORMATS), 406) | {304: {"description": "Not Modified"}},
)
async def well_known_void(request: Request) -> Response:
    """Describe the dataset: its graphs, their sizes, and where to query it."""
    media_type = negotiate(request.headers.get("accept"), RDF_TYPES)
    state = state_of(request)
    version = await state.version()
    tag = f'W/"{version}-{software()}-{media_type.replace("/", "-")}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers={"Vary": "Accept", **headers})
    graphs = await anyio.to_thread.run_sync(_graphs, state, limiter=state.query_threads)
    root = str(request.url.replace(path="/", query="", fragment=""))
    return graph_response(list(_void(state, root, version, graphs)), media_type, headers)


def graph_response(
    triples: list[Triple], media_type: str, headers: dict[str, str] | None = None
) -> Response:
    """Give triples in an RDF media type."""
    body = serialize(triples, format=rdf_format(media_type) or RdfFormat.TURTLE, prefixes=_PREFIXES)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    return Response(
        body, headers={"Vary": "Accept", **(headers or {})}, media_type=media_type + charset
    )


def _graphs(state: State) -> list[Row]:
    """List the named graphs and how many triples each has."""
    rows = state.store.select(_GRAPHS)
    return [
        (g.value, int(n.value))
        for row in rows
        if isinstance(g := row.get("g"), NamedNode) and isinstance(n := row.get("n"), Literal)
    ]


def _service(state: State, endpoint: NamedNode, graphs: list[Row]) -> Iterator[Triple]:
    service = BlankNode("service")
    dataset, default = BlankNode("dataset"), BlankNode("default")
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    if state.settings.token is not None:
        yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Update"))
    if state.settings.union_default_graph:
        yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    results = {f.iri for f in RESULT_FORMATS.values()}
    graphs_as = {f.iri for f in (*GRAPH_FORMATS.values(), *DATASET_FORMATS.values())}
    for iri in sorted(results | graphs_as):
        yield Triple(service, _sd("resultFormat"), NamedNode(iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, _TYPE, _sd("Graph"))
    for number, (name, size) in enumerate(graphs):
        named, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(name))
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, _TYPE, _sd("Graph"))
        yield Triple(graph, _void_term("triples"), Literal(size))


def _void(state: State, root: str, version: str, graphs: list[Row]) -> Iterator[Triple]:
    dataset = NamedNode(f"{root}.well-known/void#dataset")
    yield Triple(dataset, _TYPE, _void_term("Dataset"))
    yield Triple(dataset, _term("dcterms", "title"), Literal("Recommendations", language="en"))
    yield Triple(dataset, _term("dcterms", "description"), Literal(_ABOUT, language="en"))
    yield Triple(dataset, _term("dcterms", "isVersionOf"), NamedNode(state.iris.base))
    yield Triple(dataset, _term("owl", "versionInfo"), Literal(version))
    yield Triple(dataset, _term("foaf", "homepage"), NamedNode(root))
    yield Triple(dataset, _void_term("sparqlEndpoint"), NamedNode(f"{root}sparql"))
    yield Triple(dataset, _void_term("uriSpace"), Literal(f"{state.iris.base}id/"))
    yield Triple(dataset, _void_term("triples"), Literal(sum(size for _, size in graphs)))
    for prefix in _VOCABULARIES:
        yield Triple(dataset, _void_term("vocabulary"), NamedNode(PREFIXES[prefix]))
    for media in sorted({f.iri for f in GRAPH_FORMATS.values()}):
        yield Triple(dataset, _void_term("feature"), NamedNode(media))
    for name, size in graphs:
        part = NamedNode(name)
        yield Triple(dataset, _void_term("subset"), part)
        yield Triple(part, _TYPE, _void_term("Dataset"))
        yield Triple(part, _void_term("triples"), Literal(size))


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(_PREFIXES[prefix] + name)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _void_term(name: str) -> NamedNode:
    return NamedNode(_VOID + name)
