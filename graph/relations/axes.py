"""Axes: questions on which recommendations take sides, and the side that a unit takes.

The axes are data (``graph/relations/data/axes.toml``, which documents its own form).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Axis", "Named", "Said", "Side", "Stand", "load_axes", "stands_of"]

_FILE = Path(__file__).with_name("data") / "axes.toml"
_REACH = 40
"""Characters after the telltale words within which their target must begin."""

_ITS = re.compile(r"\b(?:its|their)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an axis: what a statement must do, be about, and say to take it."""

    says: str
    stances: frozenset[str]
    themes: frozenset[str]
    words: re.Pattern[str] | None
    action: re.Pattern[str] | None
    position: str | None


@dataclass(frozen=True, slots=True)
class Axis:
    """A question with two sides; ``source`` bears on ``target`` by ``relation``.

    ``common`` are the themes that all who take a side have, whatever they speak of; one of
    ``needs``, where there are some, stands in every statement that takes a side.
    """

    name: str
    relation: str
    about: str
    source: Side
    target: Side
    common: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What is needed of a statement: words, stance, verb and object, positions on entities."""

    text: str
    stance: str
    action: str = ""
    targets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """What is needed of a mention: the entity, its type, and the words."""

    entity: str
    type: str
    quote: str


@dataclass(frozen=True, slots=True)
class Stand:
    """A side taken: axis, "from" or "to", the thing it is taken on, and the words that show it."""

    axis: str
    side: str
    target: str
    quote: str


@cache
def load_axes() -> tuple[Axis, ...]:
    """Read the axes.

    Examples
    --------
    >>> [axis.relation for axis in load_axes() if axis.name == "new or existing instruments"]
    ['alternative-to']
    """
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))["axis"]
    return tuple(
        Axis(
            t["name"],
            t["relation"],
            t["target"],
            _side(t["from"]),
            _side(t["to"]),
            frozenset(t.get("common", ())),
            tuple(t.get("needs", ())),
        )
        for t in tables
    )


def stands_of(
    said: Iterable[Said], named: Sequence[Named], themes: frozenset[str]
) -> tuple[Stand, ...]:
    """Give the sides that a unit takes, in the order of axes and statements.

    Parameters
    ----------
    said, named, themes
        The unit's statements, what its words name in text order, and its themes.

    Examples
    --------
    >>> said = Said("There was no need for the continuation of the IEG.", "oppose")
    >>> named = Named("expert-group-on-cybercrime", "organization", "IEG")
    >>> [(stand.side, stand.target) for stand in stands_of([said], [named], frozenset())]
    [('from', 'expert-group-on-cybercrime')]
    """
    unit = _Unit(tuple(said), named, themes)
    stands: dict[tuple[str, str, str], Stand] = {}
    folded = [(statement, statement.text.casefold()) for statement in unit.said]
    for axis in load_axes():
        for statement, text in folded:
            if axis.needs and not any(word in text for word in axis.needs):
                continue
            refused = dict(_taken(axis, axis.source, unit, statement))
            asked = dict(_taken(axis, axis.target, unit, statement))
            for name, taken in (("from", refused), ("to", asked)):
                for target, quote in taken.items():
                    if name == "from" or target not in refused:
                        key = axis.name, name, target
                        stands.setdefault(key, Stand(*key, quote))
    return tuple(stands.values())


@dataclass(frozen=True, slots=True)
class _Unit:
    said: tuple[Said, ...]
    named: Sequence[Named]
    themes: frozenset[str]


def _side(table: dict[str, Any]) -> Side:
    return Side(
        table["says"],
        frozenset(table["stances"]),
        frozenset(table.get("themes", ())),
        _pattern(table.get("words", ())),
        _pattern(table.get("action", ())),
        table.get("position"),
    )


def _pattern(cues: Iterable[str]) -> re.Pattern[str] | None:
    """Turn telltale words into one pattern; ``None`` where there are none."""
    parts = ["".join(_pieces(cue.split())) for cue in cues]
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE) if parts else None


def _pieces(words: list[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        if word == "...":
            yield r"(?:\W+\w+){0,8}?"
            continue
        if word == "..":
            yield r"(?:\W+\w+){0,3}?"
            continue
        forms = (
            re.escape(form.removesuffix("*")) + (r"\w*" if form.endswith("*") else "")
            for form in word.split("|")
        )
        yield (r"\W+" if place else "") + rf"(?:{'|'.join(forms)})\b"


def _taken(axis: Axis, side: Side, unit: _Unit, said: Said) -> Iterator[tuple[str, str]]:
    """Give the targets on which a statement takes a side, with the words that show it."""
    if said.stance not in side.stances or (side.themes and side.themes.isdisjoint(unit.themes)):
        return
    if axis.about in ("organization", "instrument") and all(
        named.type != axis.about for named in unit.named
    ):
        return
    if side.position is not None:
        for entity, position in said.targets:
            if position == side.position and _type_of(entity, unit) == axis.about:
                yield entity, said.text
        return
    found = _evidence(side, said)
    if found is None:
        return
    if axis.about in ("subject", "question"):
        yield "", found.group()
    elif axis.about == "theme":
        for theme in sorted(side.themes & unit.themes):
            yield theme, found.group()
    else:
        named = _named_after(found.start(), found.end(), axis.about, unit, said)
        if named is None and _ITS.search(found.group()):
            named = _named_before(found.start(), axis.about, unit, said)
        if named is not None:
            yield named, found.group()


def _evidence(side: Side, said: Said) -> re.Match[str] | None:
    if side.action is not None:
        return side.action.match(said.action)
    return side.words.search(said.text) if side.words is not None else None


def _named_after(start: int, end: int, type_: str, unit: _Unit, said: Said) -> str | None:
    """Give the first entity of a type that is named in telltale words or within reach of them."""
    places = (
        (said.text.find(named.quote, start, end + _REACH + len(named.quote)), named.entity)
        for named in unit.named
        if named.type == type_
    )
    return min(((place, entity) for place, entity in places if place >= 0), default=(0, None))[1]


def _named_before(start: int, type_: str, unit: _Unit, said: Said) -> str | None:
    """Give the last entity of a type that is named before telltale words which say “its”."""
    places = (
        (said.text.rfind(named.quote, 0, start), named.entity)
        for named in unit.named
        if named.type == type_
    )
    return max(((place, entity) for place, entity in places if place >= 0), default=(0, None))[1]


def _type_of(key: str, unit: _Unit) -> str | None:
    return next((named.type for named in unit.named if named.entity == key), None)
