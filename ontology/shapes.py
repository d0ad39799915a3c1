"""The SHACL shapes, compiled: what is asked of every thing of a class.

Only the constraint components that ``ontology/shapes`` uses are known (W3C, Shapes Constraint
Language, 2017, section 4); a shape with any other is refused, never passed over.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from ontology.errors import RecgraphError
from ontology.terms import PREFIXES, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import BlankNode, Triple

    Term = NamedNode | BlankNode | Literal | Triple
    Described = Mapping[NamedNode, Sequence[Term]]
    Constraint = Callable[["Facts", Described, Sequence[Term]], Sequence[Term | None]]

__all__ = ["ClassShape", "Facts", "PropertyShape", "compiled_shapes"]

_FOLDER = Path(__file__).with_name("shapes")
_SH = PREFIXES["sh"]
_DESCRIPTIVE = {"path", "severity", "message"}
_REQUIRING = {"minCount", "hasValue"}


@dataclass(frozen=True, slots=True)
class Facts:
    """A graph by subject and predicate, and the things of each class."""

    described: Mapping[Term, Described]
    members: Mapping[Term, Sequence[Term]]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Facts:
        """Index a graph's triples."""
        described: dict[Term, dict[NamedNode, list[Term]]] = {}
        members: defaultdict[Term, list[Term]] = defaultdict(list)
        for triple in triples:
            about = described.setdefault(triple.subject, {})
            about.setdefault(triple.predicate, []).append(triple.object)
            if triple.predicate == RDF.type:
                members[triple.object].append(triple.subject)
        return cls(described, members)

    @classmethod
    def described_so(cls, described: Mapping[NamedNode, Described]) -> Facts:
        """Index a graph that is there by subject and predicate."""
        members: defaultdict[Term, list[Term]] = defaultdict(list)
        for subject, about in described.items():
            for class_ in about.get(RDF.type, ()):
                members[class_].append(subject)
        return cls(cast("Mapping[Term, Described]", described), members)


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """What is asked of one property: every constraint must give nothing back.

    Only where ``is_required`` can a thing without the property fail.
    """

    path: NamedNode
    severity: str
    message: str
    constraints: tuple[Constraint, ...]
    is_required: bool


@dataclass(frozen=True, slots=True)
class ClassShape:
    """What is asked of the things of one class."""

    target: NamedNode
    properties: tuple[PropertyShape, ...]


@cache
def compiled_shapes(folder: Path = _FOLDER) -> tuple[ClassShape, ...]:
    """Read and compile the shapes.

    Raises
    ------
    RecgraphError
        A shape has a constraint that is not known here.

    Examples
    --------
    >>> sorted(shape.target.value.rpartition("#")[2] for shape in compiled_shapes())[:3]
    ['ActorGroup', 'Candidate', 'Chapeau']
    """
    source = Facts.of(
        quad.triple
        for path in sorted(folder.glob("*.ttl"))
        for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    )
    shapes = source.members.get(NamedNode(_SH + "NodeShape"), ())
    return tuple(
        ClassShape(target, tuple(_property_shape(source, node) for node in _all(about, "property")))
        for shape in shapes
        for about in [source.described[shape]]
        for target in _all(about, "targetClass")
        if isinstance(target, NamedNode)
    )


def _all(about: Described, name: str) -> Sequence[Term]:
    return about.get(NamedNode(_SH + name), ())


def _property_shape(source: Facts, node: Term) -> PropertyShape:
    about = source.described[node]
    (path,), (severity,), (message,) = (
        _all(about, name) for name in ("path", "severity", "message")
    )
    if not isinstance(path, NamedNode):
        raise RecgraphError(f"the shape for {message} has a path that is not one property")
    named = {
        predicate.value.removeprefix(_SH): values
        for predicate, values in about.items()
        if predicate.value.removeprefix(_SH) not in _DESCRIPTIVE
    }
    constraints = [
        _constraint(source, name, value) for name, values in named.items() for value in values
    ]
    return PropertyShape(
        path,
        severity.value.removeprefix(_SH) if isinstance(severity, NamedNode) else "Violation",
        message.value if isinstance(message, Literal) else "",
        tuple(constraints),
        not _REQUIRING.isdisjoint(named),
    )


def _constraint(source: Facts, name: str, value: Term) -> Constraint:
    if name in _COUNTED and isinstance(value, Literal):
        return partial(_COUNTED[name], int(value.value))
    if name in _TESTED:
        return partial(_each, partial(_TESTED[name], value))
    if name in ("in", "languageIn"):
        allowed = frozenset(_listed(source, value))
        return partial(_each, partial(_is_in if name == "in" else _language_in, allowed))
    if name == "or":
        kinds = frozenset(
            kind for part in _listed(source, value) for kind in _datatypes(source, part)
        )
        return partial(_each, partial(_has_datatype, kinds))
    if name == "class":
        return partial(_has_class, value)
    if name == "hasValue":
        return partial(_has_value, value)
    if name in ("lessThan", "lessThanOrEquals") and isinstance(value, NamedNode):
        return partial(_less_than, value, name == "lessThanOrEquals")
    if name == "uniqueLang":
        return _unique_language
    raise RecgraphError(f"the constraint sh:{name} is not known; add it to ontology/shapes.py")


def _listed(source: Facts, head: Term) -> Iterator[Term]:
    """Give the members of an RDF list."""
    first, rest = (NamedNode(PREFIXES["rdf"] + name) for name in ("first", "rest"))
    while head in source.described:
        about = source.described[head]
        yield about[first][0]
        head = about[rest][0]


def _datatypes(source: Facts, node: Term) -> Sequence[Term]:
    about = source.described[node]
    if set(about) != {NamedNode(_SH + "datatype")}:
        raise RecgraphError("sh:or is known for datatypes only; see ontology/shapes.py")
    return _all(about, "datatype")


def _at_least(
    count: int, _facts: Facts, _about: Described, values: Sequence[Term]
) -> Sequence[Term | None]:
    return () if len(values) >= count else (None,)


def _at_most(
    count: int, _facts: Facts, _about: Described, values: Sequence[Term]
) -> Sequence[Term | None]:
    return () if len(values) <= count else (None,)


def _each(
    holds: Callable[[Term], bool], _facts: Facts, _about: Described, values: Sequence[Term]
) -> Sequence[Term | None]:
    return [value for value in values if not holds(value)]


def _has_class(
    wanted: Term, facts: Facts, _about: Described, values: Sequence[Term]
) -> Sequence[Term | None]:
    described = facts.described
    return [v for v in values if wanted not in described.get(v, {}).get(RDF.type, ())]


def _has_value(
    wanted: Term, _facts: Facts, _about: Described, values: Sequence[Term]
) -> Sequence[Term | None]:
    return () if wanted in values else (None,)


def _less_than(
    other: NamedNode, equal: bool, _facts: Facts, about: Described, values: Sequence[Term]
) -> Sequence[Term | None]:
    bounds = about.get(other, ())
    return [v for v in values for bound in bounds if not _is_before(v, bound, equal=equal)]


def _unique_language(
    _facts: Facts, _about: Described, values: Sequence[Term]
) -> Sequence[Term | None]:
    tags = [value.language for value in values if isinstance(value, Literal) and value.language]
    return (None,) if len(tags) > len(set(tags)) else ()


def _is_in(allowed: frozenset[Term], value: Term) -> bool:
    return value in allowed


def _language_in(allowed: frozenset[Term], value: Term) -> bool:
    tags = {term.value for term in allowed if isinstance(term, Literal)}
    return isinstance(value, Literal) and value.language in tags


def _has_datatype(kinds: frozenset[Term], value: Term) -> bool:
    return isinstance(value, Literal) and value.datatype in kinds


def _comparable(value: Term) -> Decimal | str | None:
    """Give what a value is compared by, ``None`` where it has no order.

    A number is itself; anything else is its text behind its datatype, so that only values of one
    datatype are comparable. Texts of ISO 8601 dates have the order of the dates.
    """
    if not isinstance(value, Literal):
        return None
    if value.datatype not in (XSD.integer, XSD.decimal):
        return f"{value.datatype.value} {value.value}"
    try:
        return Decimal(value.value)
    except InvalidOperation:
        return None


def _is_before(one: Term, other: Term, *, equal: bool) -> bool:
    """Tell whether a value is less than another; two that cannot be compared are not."""
    low, high = _comparable(one), _comparable(other)
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return low < high or (equal and low == high)
    if isinstance(low, str) and isinstance(high, str) and low.split(" ")[0] == high.split(" ")[0]:
        return low < high or (equal and low == high)
    return False


def _bounded(limit: Term, value: Term, *, upper: bool) -> bool:
    low, high = (value, limit) if upper else (limit, value)
    return _is_before(low, high, equal=True)


def _long(limit: Term, value: Term, *, upper: bool) -> bool:
    length = len(value.value) if isinstance(value, Literal | NamedNode) else 0
    bound = int(limit.value) if isinstance(limit, Literal) else 0
    return length <= bound if upper else length >= bound


def _matches(pattern: Term, value: Term) -> bool:
    return (
        isinstance(pattern, Literal)
        and isinstance(value, Literal | NamedNode)
        and re.search(pattern.value, value.value) is not None
    )


def _is_iri(kind: Term, value: Term) -> bool:
    if kind != NamedNode(_SH + "IRI"):
        raise RecgraphError(f"the node kind {kind} is not known; add it to ontology/shapes.py")
    return isinstance(value, NamedNode)


_COUNTED: dict[str, Callable[..., Sequence[Term | None]]] = {
    "minCount": _at_least,
    "maxCount": _at_most,
}
_TESTED: dict[str, Callable[[Term, Term], bool]] = {
    "datatype": lambda kind, value: _has_datatype(frozenset([kind]), value),
    "nodeKind": _is_iri,
    "pattern": _matches,
    "minLength": partial(_long, upper=False),
    "maxLength": partial(_long, upper=True),
    "minInclusive": partial(_bounded, upper=False),
    "maxInclusive": partial(_bounded, upper=True),
}
