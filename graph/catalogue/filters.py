"""What is asked for: filters, each a group of values of which one must hold."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from graph.catalogue.records import STRENGTHS, UnitRecord
from graph.errors import RecgraphError

__all__ = ["FACETS", "KINDS", "STANCES", "CursorError", "FilterError", "Filters", "values_of"]

FACETS = (
    "document",
    "organization",
    "instrument",
    "theme",
    "actor",
    "addressee",
    "strength",
    "modality",
    "attribution",
    "stance",
    "kind",
)
"""The filters whose values are counted."""

KINDS = ("recommendation", "sub-item", "chapeau", "narrative", "statement", "preamble")
STANCES = ("recommend", "support", "oppose", "statement", "procedural")
_RANKS = {name: str(rank) for rank, name in STRENGTHS.items()}


class FilterError(RecgraphError):
    """A filter's value, a sort or a cursor cannot be meant."""


class CursorError(FilterError):
    """A list has no page after a cursor: it is not one of its own."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Values to select units by: OR within a filter, AND across filters.

    Parameters
    ----------
    document, organization, instrument, theme, actor, addressee
        Keys; ``actor`` takes actor groups and States.
    strength
        Ranks "0" to "5" or names such as "should-consider".
    modality
        Normative expressions in their standard form: "should", "should not".
    attribution
        "own", "collective", "unspecified", a quoted holder, or a State's code.
    stance
        recommend, support, oppose, statement or procedural.
    kind
        Kinds of unit; none means the kinds of :data:`~graph.catalogue.records.LISTED_KINDS`.
    since, until
        First and last date of the document, inclusive, ISO 8601 (a year, a month or a day); undated
        documents drop out.
    q
        A full-text query, answered by :mod:`graph.search`.

    Examples
    --------
    >>> Filters(theme=("training",), strength=("should",)).strength
    ('4',)
    """

    document: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    attribution: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    q: str | None = None

    def __post_init__(self) -> None:
        """Refuse values that no unit can have."""
        ranks = tuple(dict.fromkeys(_RANKS.get(value, value) for value in self.strength))
        object.__setattr__(self, "strength", ranks)
        _known("strength", ranks, (*_RANKS.values(), *_RANKS))
        _known("kind", self.kind, KINDS)
        _known("stance", self.stance, STANCES)

    def dated(self, date: str | None) -> bool:
        """Tell whether a date lies within ``since`` and ``until``, as far as both are precise.

        Examples
        --------
        >>> Filters(until="2018").dated("2018-04-04"), Filters(since="2018-05").dated("2018-04-04")
        (True, False)
        """
        if self.since is None and self.until is None:
            return True
        if date is None:
            return False
        since, until = self.since or "", self.until or "9"
        return date[: len(since)] >= since[: len(date)] and date[: len(until)] <= until[: len(date)]

    def only(self, facet: str, value: str) -> Filters:
        """Give the same filters with one filter's values replaced by a single one."""
        values: dict[str, Any] = {facet: (value,)}
        return replace(self, **values)

    def without(self, facet: str) -> Filters:
        """Give the same filters with one filter's values left out."""
        values: dict[str, Any] = {facet: ()}
        return replace(self, **values)

    def query(self) -> str:
        """Write the filters as a URL's query, without the question mark.

        Examples
        --------
        >>> Filters(theme=("training", "prevention"), since="2018-01-01").query()
        'theme=training&theme=prevention&from=2018-01-01'
        """
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            name = {"since": "from", "until": "to"}.get(field.name, field.name)
            value = getattr(self, field.name)
            values = value if isinstance(value, tuple) else (value,) if value else ()
            pairs += [(name, one) for one in values]
        return urlencode(pairs)


def _known(name: str, values: tuple[str, ...], known: tuple[str, ...]) -> None:
    for value in values:
        if value not in known:
            raise FilterError(f"{name}: there is no {value!r}; take one of {', '.join(known)}")


def values_of(unit: UnitRecord) -> dict[str, tuple[str, ...]]:
    """Give a unit's values for every filter of :data:`FACETS`."""
    return {
        "document": (unit.document,),
        "organization": unit.organizations,
        "instrument": unit.instruments,
        "theme": unit.themes,
        "actor": unit.actors,
        "addressee": unit.addressees,
        "strength": () if unit.strength is None else (str(unit.strength),),
        "modality": () if unit.modality is None else (unit.modality,),
        "attribution": unit.attributions,
        "stance": unit.stances,
        "kind": (unit.kind,),
    }
