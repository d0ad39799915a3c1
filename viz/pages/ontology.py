"""The ontology and the vocabularies to read: every term and concept at a place of its own name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology.terms import NAMESPACE, PREFIXES
from viz.environment import render

if TYPE_CHECKING:
    from graph.catalogue import Catalogue

__all__ = ["ontology_page", "vocabulary_page"]

_Said = Mapping[str, Mapping[str, tuple[str, ...]]]

_GROUPS: Final = (
    ("owl:Class", "Classes"),
    ("owl:ObjectProperty", "Properties that lead to a thing"),
    ("owl:DatatypeProperty", "Properties that have a value"),
)
_FACTS: Final = (
    ("rdfs:subClassOf", "Subclass of"),
    ("rdfs:subPropertyOf", "Subproperty of"),
    ("owl:inverseOf", "Inverse of"),
    ("rdfs:domain", "Said of"),
    ("schema:domainIncludes", "Said of, among others"),
    ("rdfs:range", "Leads to"),
    ("schema:rangeIncludes", "Leads to, among others"),
    ("rdfs:seeAlso", "See also"),
)


@dataclass(frozen=True, slots=True)
class _Link:
    """A name as it is shown, and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class _Term:
    """A class or property as the page shows it."""

    name: str
    label: str
    definition: str
    note: str
    examples: tuple[str, ...]
    facts: tuple[tuple[str, tuple[_Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Concept:
    """A concept as the page shows it; ``href`` where it has a page of its own."""

    key: str
    href: str
    label: str
    short: str
    alt: tuple[str, ...]
    definition: str


def ontology_page(n_triples: bytes, version: str) -> str:
    """Write the page of the ontology.

    Parameters
    ----------
    n_triples
        The ontology's graph.
    version
        Of the dataset.
    """
    said = _said(n_triples)
    about = next((s for s in said.values() if "owl:Ontology" in s.get("rdf:type", ())), {})
    return render(
        "ontology.html",
        title="Ontology",
        here="/ontology",
        version=version,
        description=_first(about, "dcterms:description"),
        release=_first(about, "owl:versionInfo"),
        namespace=NAMESPACE,
        groups=list(_groups(said)),
        reused=sorted(_reused(said)),
    )


def vocabulary_page(name: str, n_triples: bytes, catalogue: Catalogue) -> str:
    """Write the page of a concept scheme.

    Parameters
    ----------
    name
        Its last segment, such as ``themes``.
    n_triples
        The scheme's graph.
    catalogue
        Tells which concepts have a page of their own.
    """
    said = _said(n_triples)
    scheme = next((s for s in said.values() if "skos:ConceptScheme" in s.get("rdf:type", ())), {})
    concepts = [
        _concept(iri.rsplit("/", 1)[-1], of, catalogue)
        for iri, of in said.items()
        if "skos:prefLabel" in of
    ]
    return render(
        "vocabulary.html",
        title=_first(scheme, "dcterms:title") or name,
        here=f"/vocabulary/{name}",
        version=catalogue.version,
        description=_first(scheme, "dcterms:description"),
        concepts=sorted(concepts, key=lambda c: (c.label.casefold(), c.key)),
    )


def _said(n_triples: bytes) -> _Said:
    """Gather what is said, by subject and by property with a short name."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in parse(n_triples, RdfFormat.N_TRIPLES):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            of = found.setdefault(quad.subject.value, {})
            is_type = quad.predicate.value == f"{PREFIXES['rdf']}type"
            value = _short(quad.object.value) if is_type else quad.object.value
            of.setdefault(_short(quad.predicate.value), []).append(value)
    return {iri: {p: tuple(sorted(vs)) for p, vs in of.items()} for iri, of in found.items()}


def _groups(said: _Said) -> Iterator[tuple[str, list[_Term]]]:
    """Give the terms by what they are; those of no group last."""
    left = {iri: said[iri].get("rdf:type", ()) for iri in sorted(said) if NAMESPACE in iri}
    for type_, title in _GROUPS:
        of = [iri for iri, types in left.items() if type_ in types]
        yield title, [_term(iri, said) for iri in of]
        left = {iri: types for iri, types in left.items() if type_ not in types}
    if left:
        yield "Single things", [_term(iri, said) for iri in left]


def _term(iri: str, said: _Said) -> _Term:
    of = said[iri]
    facts = [
        (title, tuple(_link(value) for value in of[name])) for name, title in _FACTS if name in of
    ]
    around = (
        ("Subclasses", "rdfs:subClassOf"),
        ("Subproperties", "rdfs:subPropertyOf"),
        ("Has", "rdfs:domain"),
        ("May have", "schema:domainIncludes"),
        ("Is led to by", "rdfs:range"),
    )
    for title, name in around:
        if users := tuple(_link(i) for i in sorted(said) if iri in said[i].get(name, ())):
            facts.append((title, users))
    return _Term(
        iri.removeprefix(NAMESPACE),
        _first(of, "rdfs:label"),
        _first(of, "skos:definition"),
        _first(of, "skos:scopeNote"),
        of.get("skos:example", ()),
        tuple(facts),
    )


def _concept(key: str, of: Mapping[str, tuple[str, ...]], catalogue: Catalogue) -> _Concept:
    return _Concept(
        key,
        f"/entities/{key}" if key in catalogue.entities else "",
        _first(of, "skos:prefLabel"),
        _first(of, "rec:shortName"),
        of.get("skos:altLabel", ()),
        _first(of, "skos:definition"),
    )


def _first(of: Mapping[str, tuple[str, ...]], name: str) -> str:
    return of.get(name, ("",))[0]


def _link(iri: str) -> _Link:
    own = iri.removeprefix(NAMESPACE)
    if own != iri:
        return _Link(_short(iri), f"#{own}")
    return _Link(_short(iri), iri if iri.startswith(("http://", "https://")) else "")


def _short(iri: str) -> str:
    """Write an IRI with its prefix.

    >>> _short("https://w3id.org/recgraph/ontology#Unit")
    'rec:Unit'
    """
    for prefix, start in PREFIXES.items():
        if iri.startswith(start) and iri != start:
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _reused(said: _Said) -> Iterator[tuple[str, str]]:
    """Give prefix and namespace of each vocabulary whose terms are built upon."""
    values: Iterable[str] = (
        v for of in said.values() for name, _ in _FACTS for v in of.get(name, ())
    )
    used = {_short(value).partition(":")[0] for value in values}
    return ((p, start) for p, start in PREFIXES.items() if p in used and p not in ("rec", "id"))
