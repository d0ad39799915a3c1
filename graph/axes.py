"""Axes: questions on which recommendations take sides, and the side that a unit takes.

The axes are data (``graph/data/axes.toml``, which documents its own form).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.document import Statement, Unit

__all__ = ["Axis", "Side", "Stand", "load_axes", "stands_of"]

_FILE = Path(__file__).with_name("data") / "axes.toml"
_REACH = 40
"""Characters after the telltale words within which their target must begin."""


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
    """A question with two sides; ``source`` bears on ``target`` by ``relation``."""

    name: str
    relation: str
    about: str
    source: Side
    target: Side


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
        Axis(t["name"], t["relation"], t["target"], _side(t["from"]), _side(t["to"]))
        for t in tables
    )


def stands_of(unit: Unit) -> tuple[Stand, ...]:
    """Give the sides that a unit takes, in the order of axes and statements.

    Examples
    --------
    >>> from graph.document import Mention, Statement, Unit
    >>> text = "There was no need for the continuation of the IEG."
    >>> said = Statement(text, 0, len(text), stance="oppose")
    >>> named = Mention("expert-group", "organization", "IEG", 46, 49, "label")
    >>> unit = Unit("3", "3", None, None, "recommendation", None, 0, text, 0, 50, ((0, 50),), 0,
    ...             mentions=(named,), statements=(said,))
    >>> [(stand.side, stand.target) for stand in stands_of(unit)]
    [('from', 'expert-group')]
    """
    stands: dict[tuple[str, str, str], Stand] = {}
    for axis in load_axes():
        for name, side in (("from", axis.source), ("to", axis.target)):
            for statement in unit.statements:
                for target, quote in _taken(axis, side, unit, statement):
                    stands.setdefault(
                        (axis.name, name, target), Stand(axis.name, name, target, quote)
                    )
    return tuple(stands.values())


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
            yield r"(?:\W+\w+){0,6}?"
            continue
        forms = (
            re.escape(form.removesuffix("*")) + (r"\w*" if form.endswith("*") else "")
            for form in word.split("|")
        )
        yield (r"\W+" if place else "") + rf"(?:{'|'.join(forms)})\b"


def _taken(axis: Axis, side: Side, unit: Unit, said: Statement) -> Iterator[tuple[str, str]]:
    """Give the targets on which a statement takes a side, with the words that show it."""
    if said.stance not in side.stances or (
        side.themes and side.themes.isdisjoint(unit.entities("theme"))
    ):
        return
    if side.position is not None:
        for target in said.targets:
            if target.stance == side.position and _type_of(target.entity, unit) == axis.about:
                yield target.entity, said.text
        return
    found = _evidence(side, unit, said)
    if found is None:
        return
    if axis.about == "subject":
        yield "", found.group()
    elif axis.about == "theme":
        for theme in sorted(side.themes.intersection(unit.entities("theme"))):
            yield theme, found.group()
    else:
        target_key = _named_after(found.end(), axis.about, unit)
        if target_key is not None:
            yield target_key, found.group()


def _evidence(side: Side, unit: Unit, said: Statement) -> re.Match[str] | None:
    if side.action is not None and said.action is not None:
        return side.action.match(f"{said.action.verb} {said.action.object or ''}")
    if side.words is None:
        return None
    passage = unit.passage
    return side.words.search(unit.text, passage.local(said.start), passage.local(said.end - 1) + 1)


def _named_after(offset: int, type_: str, unit: Unit) -> str | None:
    """Give the first entity of a type that begins within reach after an offset of the unit."""
    for mention in unit.mentions:
        start = unit.passage.local(mention.start)
        if mention.type == type_ and offset <= start <= offset + _REACH:
            return mention.entity
    return None


def _type_of(key: str, unit: Unit) -> str | None:
    return next((m.type for m in unit.mentions if m.entity == key), None)
