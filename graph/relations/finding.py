"""Relations between units: what repeats, narrows, broadens, contradicts or replaces what.

Similar words show repetition, and contradiction where one asks to do what the other asks to leave
undone (:mod:`graph.relations.denials`). Other opposition has no words in common, so it is found by
the sides that units take on declared axes (:mod:`graph.relations.axes`); concepts in common,
weighted by TF-IDF, say how closely two such units bear on each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Quad

from graph.relations.axes import Axis, Named, Said, Stand, load_axes, stands_of
from graph.relations.concepts import ConceptSpace
from graph.relations.deeds import Deed, deeds_of
from graph.relations.denials import denials
from graph.relations.repetition import Repetition, repetitions, shingles
from ontology.terms import RDF, REC, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from graph.document import Document, Statement, Unit
    from ontology.iris import Iris

__all__ = [
    "Relation",
    "UnitFacts",
    "facts_of",
    "find_relations",
    "in_time",
    "relation_quads",
]

LIMIT = 20
"""Relations of one type that start from one unit, at most; the firmest are kept."""

_AGAIN = (["also"], ["further"], ["again"])

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What has to be known of a unit to relate it to others.

    Attributes
    ----------
    unit
        Document key and unit key.
    series, revision
        The document's symbol without its revision, and the revision's number; 0 for none.
    date
        ISO 8601, empty where the document does not tell.
    body
        Key of the body that reports, that of the report where no vocabulary lists its body;
        ``None`` where the document does not tell and for resolutions: a body that adopts these
        speaks of everything.
    themes, entities
        Keys of its themes, and of everything else it names.
    states
        Codes of the single States that it addresses.
    stands
        The sides it takes.
    deeds
        What it asks to be done, or to be left undone.
    acts
        Its first word ("also" and the like apart), and the verbs of what it asks for.
    shingles
        Hashes of the runs of words in its text.
    """

    unit: Key
    order: int
    series: str
    revision: int
    date: str
    body: str | None
    themes: frozenset[str]
    entities: frozenset[str]
    states: frozenset[str]
    stands: tuple[Stand, ...]
    deeds: tuple[Deed, ...]
    acts: frozenset[str]
    shingles: frozenset[int]


@dataclass(frozen=True, slots=True)
class Relation:
    """A link between two units, each given as document key and unit key.

    ``type`` is repeats, narrows, broadens, contradicts, alternative-to or supersedes; ``score``
    goes from 0 to 1; ``reason`` is a sentence that a person can check.
    """

    type: str
    source: Key
    target: Key
    score: float
    reason: str


def facts_of(document: Document) -> tuple[UnitFacts, ...]:
    """Give what relations are found by, for each unit of a document."""
    data = document.metadata
    series, _, revision = (data.symbol or document.key).partition("/Rev.")
    return tuple(
        _facts(
            unit,
            document=document.key,
            series=series,
            revision=int(revision) if revision.isdecimal() else 0,
            date=data.date or "",
            body=_reporting(document),
        )
        for unit in document.units
    )


def _reporting(document: Document) -> str | None:
    """Give the body that reports; a report of one that no vocabulary lists stands for its body."""
    data = document.metadata
    if data.document_type == "resolution":
        return None
    unlisted = data.body is None and "report" in (data.document_type or "")
    return document.key if unlisted else data.body


def _facts(
    unit: Unit, *, document: str, series: str, revision: int, date: str, body: str | None
) -> UnitFacts:
    named = [Named(m.entity, m.type, m.quote) for m in unit.mentions]
    themes = frozenset(unit.entities("theme"))
    return UnitFacts(
        unit=(document, unit.key),
        order=unit.order,
        series=series,
        revision=revision,
        date=date,
        body=body,
        themes=themes,
        entities=frozenset(n.entity for n in named) - themes,
        states=frozenset(key for key in unit.addressees if key.isupper()),
        stands=stands_of(map(_said, unit.statements), named, themes),
        deeds=deeds_of(unit.statements),
        acts=_acts(unit),
        shingles=shingles(unit.text),
    )


def _acts(unit: Unit) -> frozenset[str]:
    verbs = {said.action.verb for said in unit.statements if said.action is not None}
    opening = unit.text.casefold().split(maxsplit=2)[:2]
    first = opening[1:] if opening[:1] in _AGAIN else opening[:1]
    return frozenset((*first, *verbs))


def _said(statement: Statement) -> Said:
    action = statement.action
    words = f"{action.verb} {action.object or ''}" if action else ""
    targets = tuple((target.entity, target.stance) for target in statement.targets)
    return Said(statement.text, statement.stance, words, targets)


def find_relations(
    facts: Iterable[UnitFacts], repeated: Iterable[Repetition] | None = None
) -> tuple[Relation, ...]:
    """Find the relations among units, of one document or of many.

    Parameters
    ----------
    facts
        Of every unit, in any order.
    repeated
        Which of them repeat which, by their places :func:`in_time`, where that is known already;
        the facts need no shingles then.

    Returns
    -------
    tuple of Relation
        Sorted by source, type and target: the same units give the same relations.
    """
    ordered = sorted(facts, key=lambda u: u.unit)
    dated = in_time(ordered)
    if repeated is None:
        repeated = repetitions([unit.shingles for unit in dated])
    relations = list(_opposed(ordered))
    for further in (_denied(ordered), _repeated(dated, repeated)):
        related = {frozenset((r.source, r.target)) for r in relations}
        relations += (r for r in further if frozenset((r.source, r.target)) not in related)
    found = {(r.source, r.type, r.target): r for r in relations}
    kept: list[Relation] = []
    by_start: defaultdict[tuple[Key, str], list[Relation]] = defaultdict(list)
    for relation in found.values():
        by_start[relation.source, relation.type].append(relation)
    for starting in by_start.values():
        kept += sorted(starting, key=lambda r: (-r.score, r.target))[:LIMIT]
    return tuple(sorted(kept, key=lambda r: (r.source, r.type, r.target)))


def in_time(units: Iterable[UnitFacts]) -> list[UnitFacts]:
    """Give units in the order in which they were said, the earliest first."""
    return sorted(units, key=lambda f: (f.date, f.series, f.revision, f.unit[0], f.order))


def relation_quads(relations: Iterable[Relation], iris: Iris) -> Iterator[Quad]:
    """Give the quads of relations, in the graph of relations.

    Examples
    --------
    >>> from ontology.iris import DEFAULT
    >>> found = Relation("repeats", ("b", "2"), ("a", "1"), 0.9, "90% of the words are the same")
    >>> len(list(relation_quads([found], DEFAULT)))
    6
    """
    graph = iris.relations_graph
    for relation in relations:
        node = iris.relation(relation.type, relation.source, relation.target)
        score = Literal(f"{relation.score:.2f}", datatype=XSD.decimal)
        yield Quad(node, RDF.type, REC.Relation, graph)
        yield Quad(node, REC.relationType, Literal(relation.type), graph)
        yield Quad(node, REC.from_, iris.unit(*relation.source), graph)
        yield Quad(node, REC.to, iris.unit(*relation.target), graph)
        yield Quad(node, REC.score, score, graph)
        yield Quad(node, REC.reason, Literal(relation.reason), graph)


def _denied(units: Sequence[UnitFacts]) -> Iterator[Relation]:
    """Pair the units of which one asks to do what the other asks to leave undone."""
    for denial in denials([unit.deeds for unit in units]):
        (source, refused), (target, asked) = denial.negative, denial.positive
        yield Relation(
            "contradicts",
            units[source].unit,
            units[target].unit,
            round(denial.likeness, 2),
            "one asks to leave undone, or to undo, what the other asks for: "
            f"“{_short(refused.quote)}”; “{_short(asked.quote)}”",
        )


def _opposed(units: Sequence[UnitFacts]) -> Iterator[Relation]:
    """Pair the units that take the two sides of an axis."""
    space = ConceptSpace({u.unit: u.themes | u.entities for u in units})
    takers: defaultdict[tuple[str, str, str], list[tuple[UnitFacts, Stand]]] = defaultdict(list)
    for unit in units:
        for stand in unit.stands:
            takers[stand.axis, stand.side, stand.target].append((unit, stand))
    for axis in load_axes():
        for (name, side, target), sources in sorted(takers.items()):
            if (name, side) == (axis.name, "from"):
                for source, stand in sources:
                    for other, counter in takers.get((axis.name, "to", target), ()):
                        if _meet(axis, source, other):
                            closeness = space.cosine(source.unit, other.unit)
                            yield Relation(
                                axis.relation,
                                source.unit,
                                other.unit,
                                round(0.5 + closeness / 2, 2),
                                _reason(axis, stand, counter),
                            )


def _meet(axis: Axis, source: UnitFacts, other: UnitFacts) -> bool:
    """Tell whether two units on the two sides of an axis speak of the same thing."""
    if source.unit == other.unit:
        return False
    if source.states and other.states and source.states.isdisjoint(other.states):
        return False  # what one State is asked does not oppose what another is
    if axis.about != "subject":
        return True
    same_body = source.body is not None and source.body == other.body
    return same_body or bool((source.themes & other.themes) - axis.common)


def _reason(axis: Axis, stand: Stand, counter: Stand) -> str:
    about = f" ({stand.target})" if stand.target else ""
    return (
        f"{axis.name}{about}: one {axis.source.says}, “{_short(stand.quote)}”; "
        f"the other {axis.target.says}, “{_short(counter.quote)}”"
    )


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 120 else words[:119].rsplit(" ", 1)[0] + " …"


def _repeated(dated: Sequence[UnitFacts], found: Iterable[Repetition]) -> Iterator[Relation]:
    """Relate each unit to the earlier ones whose words it repeats."""
    for repetition in found:
        later, earlier = dated[repetition.later], dated[repetition.earlier]
        if not (repetition.same or later.acts & earlier.acts):
            continue  # a long name in common, by which one asks to ratify and the other to report
        type_, score = _repetition_type(repetition, later, earlier)
        yield Relation(
            type_,
            later.unit,
            earlier.unit,
            round(score, 2),
            f"{score:.0%} of the wording of the {'shorter' if score > repetition.shared else 'two'}"
            " is the same",
        )


def _repetition_type(
    repetition: Repetition, later: UnitFacts, earlier: UnitFacts
) -> tuple[str, float]:
    if later.series == earlier.series and later.revision > earlier.revision:
        return "supersedes", repetition.shared
    if repetition.same:
        return "repeats", repetition.shared
    return ("narrows" if repetition.longer else "broadens"), repetition.contained
