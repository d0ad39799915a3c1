"""The final kind of each unit, by what it says and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.document import Document, Statement, Unit
from graph.reading.asking import asks_in, languages_of_asking
from graph.statements.data import table
from graph.statements.triggers import fold

__all__ = ["unit_kinds"]

_ARGUING = ("recommend", "support", "oppose")


def unit_kinds(document: Document, statements: Sequence[Sequence[Statement]]) -> tuple[str, ...]:
    """Give the kind of each unit: structure first, then what it says.

    A list of those who spoke is a statement; a sub-item and a preambular paragraph stay so; what
    recommends, supports or opposes is a recommendation, also where items follow; what introduces
    items and asks nothing is a chapeau; the rest is narrative. In a review only what States
    recommend, and the State under review answers, is a recommendation: what they say in the
    dialogue is told.
    """
    if document.metadata.language in languages_of_asking():
        return _kinds_by_words(document, document.metadata.language or "")
    parents = {unit.parent_key for unit in document.units if unit.parent_key}
    is_review = any(unit.position for unit in document.units)
    return tuple(
        _kind(unit, said if _counts(unit) or not is_review else (), has_items=unit.key in parents)
        for unit, said in zip(document.units, statements, strict=True)
    )


def _kinds_by_words(document: Document, language: str) -> tuple[str, ...]:
    """Give the kinds in a language of which no statements are made: by how a unit asks."""
    parents = {unit.parent_key for unit in document.units if unit.parent_key}
    asking: set[str] = set()
    kinds = []
    for unit in document.units:
        kind = unit.kind
        if kind not in ("preamble", "sub-item", "statement"):
            asks = unit.position or unit.parent_key in asking or asks_in(language, unit.text)
            kind = "chapeau" if unit.key in parents else "narrative"
            if asks:
                kind = "recommendation"
                asking.add(unit.key)
        kinds.append(kind)
    return tuple(kinds)


def _counts(unit: Unit) -> bool:
    """Tell whether a unit of a review is one of its recommendations."""
    return bool(unit.position or unit.attributed_to)


def _kind(unit: Unit, said: Sequence[Statement], *, has_items: bool) -> str:
    if unit.kind in ("preamble", "sub-item", "statement"):
        return unit.kind
    if any(statement.stance in _ARGUING for statement in said):
        return "recommendation"
    if _participation().search(fold(unit.text)) and not has_items:
        return "statement"
    return "chapeau" if has_items else "narrative"


@cache
def _participation() -> re.Pattern[str]:
    return re.compile("|".join(table("contexts")["participation"]["patterns"]))
