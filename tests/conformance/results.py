"""Answers to queries, read without the engine that wrote them, and compared up to blank nodes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

__all__ = ["CSV", "JSON", "TSV", "XML", "Rows", "as_csv", "read", "same", "same_graph"]

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
_SRX: Final = "{http://www.w3.org/2005/sparql-results#}"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_VALUE: Final = NamedNode("tag:test,2026:value")
_INDEX: Final = NamedNode("tag:test,2026:index")
_NUMBERS: Final = ("integer", "decimal", "double", "float")
_TRUTH: Final = {"0": "false", "1": "true"}
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Rows:
    """The answer to a SELECT; with ``ordered`` the order of the rows counts."""

    variables: tuple[str, ...]
    rows: tuple[dict[str, Term], ...]
    ordered: bool = False


def read(content: bytes, media_type: str) -> Rows | bool:
    """Read an answer to SELECT or ASK; from CSV every value is a plain literal."""
    match media_type:
        case "application/sparql-results+json":
            return _read_json(json.loads(content))
        case "application/sparql-results+xml":
            return _read_xml(ElementTree.fromstring(content))
        case "text/csv":
            return _read_csv(content.decode())
        case _:
            return _read_tsv(content)


def same(one: Rows, other: Rows, *, lax: bool = False) -> bool:
    """Whether two answers are the same but for the names of blank nodes."""
    if set(one.variables) != set(other.variables):
        return False
    ordered = one.ordered or other.ordered
    left, right = (_described(rows, ordered=ordered, lax=lax) for rows in (one, other))
    return _canonical(left) == _canonical(right)


def same_graph(one: Iterable[Quad], other: Iterable[Quad]) -> bool:
    """Whether two sets of quads are the same but for the names of blank nodes and of numbers."""
    return _canonical(map(_plain_quad, one)) == _canonical(map(_plain_quad, other))


def as_csv(rows: Rows) -> Rows:
    """What CSV keeps of an answer: the words of its terms."""
    told = tuple(
        {n: _told(_plain(t)) for n, t in row.items() if isinstance(t, BlankNode) or t.value}
        for row in rows.rows
    )
    return Rows(rows.variables, told, rows.ordered)


def _told(term: Any) -> Literal:
    if isinstance(term, BlankNode):
        return Literal("_")
    try:
        return Literal(repr(float(term.value)))
    except ValueError:
        return Literal(term.value)


def _canonical(quads: Iterable[Quad]) -> frozenset[Quad]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(dataset)


def _described(rows: Rows, *, ordered: bool, lax: bool) -> Iterable[Quad]:
    """Describe an answer as a graph: a blank node a row, its number as often as it is there."""
    seen: dict[Any, int] = {}
    for index, row in enumerate(rows.rows):
        node = BlankNode()
        has_blank = any(isinstance(t, BlankNode) for t in row.values())
        key = index if has_blank else frozenset((n, _plain(t)) for n, t in row.items())
        count = seen[key] = seen.get(key, 0) + 1
        if lax and count > 1:
            continue
        yield Quad(node, _INDEX, Literal(index if ordered else 0 if has_blank else count))
        for name, term in row.items():
            yield Quad(node, NamedNode(f"{_VALUE.value}#{name}"), _plain(term))


def _plain(term: Any) -> Any:
    """Give numbers and truth values one spelling each: the suite leaves that to the server."""
    if not isinstance(term, Literal):
        return term
    kind, value = term.datatype.value.removeprefix(_XSD), term.value
    if kind == "boolean":
        value = _TRUTH.get(value, value)
    elif kind in _NUMBERS:
        with suppress(ValueError):
            value = repr(float(value))
    return term if value == term.value else Literal(value, datatype=term.datatype)


def _plain_quad(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, _plain(quad.object), quad.graph_name)


def _read_json(content: Any) -> Rows | bool:
    if "boolean" in content:
        return bool(content["boolean"])
    rows = (
        {name: _json_term(term) for name, term in binding.items()}
        for binding in content["results"]["bindings"]
    )
    return Rows(tuple(content["head"]["vars"]), tuple(rows))


def _json_term(found: dict[str, Any]) -> Term:
    match found["type"]:
        case "uri":
            return NamedNode(found["value"])
        case "bnode":
            return BlankNode(found["value"])
        case "literal" | "typed-literal":
            return _literal(found["value"], found.get("xml:lang"), found.get("datatype"))
        case other:
            raise ValueError(f"no term of the results format: {other}")


def _read_xml(root: ElementTree.Element) -> Rows | bool:
    assert root.tag == f"{_SRX}sparql"
    if (boolean := root.find(f"{_SRX}boolean")) is not None:
        return boolean.text == "true"
    variables = tuple(v.attrib["name"] for v in root.iter(f"{_SRX}variable"))
    rows = (
        {b.attrib["name"]: _xml_term(b[0]) for b in result if len(b)}
        for result in root.iter(f"{_SRX}result")
    )
    return Rows(variables, tuple(rows))


def _xml_term(found: ElementTree.Element) -> Term:
    text = found.text or ""
    match found.tag.removeprefix(_SRX):
        case "uri":
            return NamedNode(text)
        case "bnode":
            return BlankNode(text)
        case "literal":
            return _literal(text, found.get(_XML_LANG), found.get("datatype"))
        case other:
            raise ValueError(f"no term of the results format: {other}")


def _literal(value: str, language: str | None, datatype: str | None) -> Literal:
    if language:
        return Literal(value, language=language)
    return Literal(value, datatype=NamedNode(datatype)) if datatype else Literal(value)


def _read_csv(text: str) -> Rows | bool:
    if text.strip() in ("true", "false"):
        return text.strip() == "true"
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    rows = (
        {
            n: BlankNode() if v.startswith("_:") else Literal(v)
            for n, v in zip(head, line, strict=True)
            if v
        }
        for line in ([line or [""] for line in lines] if head else [[] for _ in lines])
    )
    return Rows(tuple(head), tuple(rows))


def _read_tsv(content: bytes) -> Rows | bool:
    results = parse_query_results(content, QueryResultsFormat.TSV)
    if isinstance(results, QueryBoolean):
        return bool(results)
    names = tuple(v.value for v in results.variables)
    return Rows(names, tuple({n: t for n in names if (t := row[n]) is not None} for row in results))


def read_graph(content: bytes, media_type: str, base: str | None = None) -> list[Quad]:
    """Read a graph; each reading has blank nodes of its own."""
    found = RdfFormat.from_media_type(media_type)
    assert found is not None
    return list(parse(content, found, base_iri=base, rename_blank_nodes=True))
