"""Everything the store holds of one unit: its statements and its mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from graph.catalogue.loading import local_name, query_text
from graph.catalogue.records import STRENGTHS
from graph.document import Action, Mention, Statement, Target
from ontology.terms import REC

if TYPE_CHECKING:
    from graph.catalogue.catalogue import Catalogue
    from graph.catalogue.records import UnitRecord
    from graph.store import Row, Store

__all__ = ["load_mentions", "load_mentions_of", "load_statements"]

Said = Mapping[str, Sequence[Any]]

_RANKS = {name: rank for rank, name in STRENGTHS.items()}


def load_statements(store: Store, unit: UnitRecord) -> tuple[Statement, ...]:
    """Read a unit's statements, in text order; entities stand as keys, sorted."""
    node = NamedNode(unit.iri)
    said: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(query_text("statements"), unit=node):
        said[_value(row["statement"])][_value(row["property"])].append(row["value"])
    targets: dict[str, list[tuple[str, Target]]] = defaultdict(list)
    for row in store.select(query_text("unit_positions"), unit=node):
        target = Target(local_name(_value(row["entity"])), _value(row["stance"]))
        targets[_value(row["statement"])].append((_value(row["position"]), target))
    ordered = sorted(said.items(), key=lambda item: int(_one(item[1], REC.order) or 0))
    return tuple(
        _statement(of, tuple(target for _, target in sorted(targets[iri], key=_place)))
        for iri, of in ordered
    )


def load_mentions(store: Store, catalogue: Catalogue, unit: UnitRecord) -> tuple[Mention, ...]:
    """Read a unit's mentions, in text order."""
    rows = store.select(query_text("mentions"), unit=NamedNode(unit.iri))
    return _in_order(_mention(catalogue, row) for row in rows)


def load_mentions_of(
    store: Store, catalogue: Catalogue, units: Iterable[UnitRecord]
) -> Mapping[str, tuple[Mention, ...]]:
    """Read the mentions of many units, one query a document; they stand under the units' IRIs."""
    orders: dict[str, list[int]] = defaultdict(list)
    for unit in units:
        orders[unit.document].append(unit.order)
    found: dict[str, list[Mention]] = defaultdict(list)
    for document, placed in orders.items():
        rows = store.select(
            query_text("document_mentions"),
            document=NamedNode(catalogue.documents[document].iri),
            first=Literal(min(placed)),
            last=Literal(max(placed)),
        )
        for row in rows:
            found[_value(row["unit"])].append(_mention(catalogue, row))
    return {iri: _in_order(mentions) for iri, mentions in found.items()}


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.entity)))


def _mention(catalogue: Catalogue, row: Row) -> Mention:
    key = local_name(_value(row["entity"]))
    entity = catalogue.entities.get(key)
    return Mention(
        entity=key,
        type=entity.type if entity else "",
        quote=_value(row["quote"]),
        start=int(_value(row["start"])),
        end=int(_value(row["end"])),
        rule=_value(row["rule"]) if "rule" in row else "",
        provision=_value(row["provision"]) if "provision" in row else None,
    )


def _value(term: Any) -> str:
    return str(term.value)


def _place(item: tuple[str, Target]) -> tuple[int, str]:
    """Sort positions by IRI, ``#s0t10`` after ``#s0t9``."""
    return len(item[0]), item[0]


def _one(said: Said, term: NamedNode) -> str | None:
    values = said.get(term.value)
    return str(values[0].value) if values else None


def _keys(said: Said, term: NamedNode) -> tuple[str, ...]:
    return tuple(sorted(local_name(value.value) for value in said.get(term.value, ())))


def _number(said: Said, term: NamedNode) -> int | None:
    value = _one(said, term)
    return None if value is None else int(value)


def _statement(said: Said, targets: tuple[Target, ...]) -> Statement:
    verb = _one(said, REC.actionVerb)
    strength = local_name(_one(said, REC.strength) or "").removeprefix("strength-")
    return Statement(
        text=_one(said, REC.text) or "",
        start=_number(said, REC.start) or 0,
        end=_number(said, REC.end) or 0,
        addressees=_keys(said, REC.addressee),
        inherited=_one(said, REC.inherited) == "true",
        modality=_one(said, REC.modality) or "fact",
        modality_start=_number(said, REC.modalityStart),
        modality_end=_number(said, REC.modalityEnd),
        strength=_RANKS.get(strength, 0),
        negative=_one(said, REC.negative) == "true",
        action=None if verb is None else Action(verb, _one(said, REC.actionObject)),
        condition=_one(said, REC.condition),
        attribution=_one(said, REC.attribution),
        attributed_to=_keys(said, REC.attributedTo),
        stance=_one(said, REC.stance) or "statement",
        targets=targets,
        beneficiaries=_keys(said, REC.beneficiary),
        rule=_one(said, REC.rule) or "",
    )
