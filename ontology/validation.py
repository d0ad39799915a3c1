"""Whether graphs say what the shapes ask of them (SHACL).

The shapes stand in ``ontology/shapes``, one node shape per class. Each named graph is checked by
itself, so a document is checked without the rest of the dataset; no inference is needed, for every
thing carries its types. A test holds the results to those of pyshacl, which is forty times slower.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ontology.shapes import Facts, compiled_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad, Triple

    from ontology.shapes import Described, Term

__all__ = ["Report", "Result", "validate", "validate_described"]

_SEVERITIES = ("Violation", "Warning", "Info")


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that does not hold: how grave, of what, by which property, and what should hold.

    ``severity`` is Violation, Warning or Info; ``focus`` and ``path`` are IRIs; ``value`` is what
    stands there, ``None`` where something is missing.
    """

    severity: str
    focus: str
    path: str
    message: str
    value: str | None = None

    def __str__(self) -> str:
        found = "" if self.value is None else f" (found {self.value!r})"
        return f"{self.severity}: {self.focus} {self.path}: {self.message}{found}"


@dataclass(frozen=True, slots=True)
class Report:
    """What does not hold, the gravest first."""

    results: tuple[Result, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings are allowed."""
        return not any(result.severity == "Violation" for result in self.results)


def validate(quads: Iterable[Quad]) -> Report:
    """Check quads against the shapes, each named graph by itself.

    Parameters
    ----------
    quads
        Of one graph or of many; one that comes twice counts once.

    Returns
    -------
    Report
        With one result for each value, or lack of one, that does not fit.

    Examples
    --------
    >>> from pyoxigraph import NamedNode, Quad
    >>> from ontology.iris import DEFAULT
    >>> from ontology.terms import RDF, REC
    >>> node = DEFAULT.within("report", "1").position(0, 0)
    >>> report = validate([Quad(node, RDF.type, REC.Position, DEFAULT.graph("report"))])
    >>> report.conforms, [result.message for result in report.results]
    (False, ['supports, opposes, or is mixed', 'has one target'])
    """
    graphs: defaultdict[str, dict[Triple, None]] = defaultdict(dict)
    for quad in quads:
        graphs[str(quad.graph_name)][quad.triple] = None  # a graph is a set, told in order
    return _report(Facts.of(triples) for triples in graphs.values())


def validate_described(described: Mapping[NamedNode, Described]) -> Report:
    """Check one graph that is there by subject and predicate, each value once."""
    return _report([Facts.described_so(described)])


def _report(graphs: Iterable[Facts]) -> Report:
    found = {result for facts in graphs for result in _results(facts)}
    return Report(tuple(sorted(found, key=_rank)))


def _rank(result: Result) -> tuple[int, str, str, str, str]:
    grave = _SEVERITIES.index(result.severity)
    return grave, result.focus, result.path, result.message, result.value or ""


def _results(facts: Facts) -> Iterator[Result]:
    """Check one graph."""
    for shape in compiled_shapes():
        for focus in facts.members.get(shape.target, ()):
            about = facts.described[focus]
            for asked in shape.properties:
                values = about.get(asked.path)
                if values is None and not asked.is_required:
                    continue
                for constraint in asked.constraints:
                    for value in constraint(facts, about, values or ()):
                        yield Result(
                            asked.severity,
                            _text(focus),
                            asked.path.value,
                            asked.message,
                            None if value is None else _text(value),
                        )


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
