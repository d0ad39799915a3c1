"""Numbering: where a label stands, decided by the sequence it continues, not by its glyph.

``(i)`` after ``(h)`` is a letter; ``(i)`` under ``(l)`` is the first roman numeral.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.reading.labels import Label, Reading

__all__ = ["Level", "Outline", "Place"]

_FAR = 40
_DEEPEST = 8
_DECIMAL = {"1.", "1.1"}


@dataclass(frozen=True, slots=True)
class Level:
    """An open list: its style, the value reached, and the unit that carries that value."""

    style: str
    value: int
    unit: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label goes: ``depth`` levels stay open above it; ``how`` says why.

    ``how`` is "next" (continues a list), "first" (opens one), "gap", "back" (counts down or
    repeats) or "alone".
    """

    depth: int
    reading: Reading
    how: str


@dataclass
class Outline:
    """The lists that are open at a point of the document, outermost first."""

    levels: list[Level] = field(default_factory=list)

    def place(self, label: Label, *, introduced: bool, upcoming: Label | None) -> Place:
        """Say where ``label`` belongs.

        Parameters
        ----------
        label
            The label, with at least one reading.
        introduced
            True where the unit before it ends with a colon.
        upcoming
            The next label in the document; it settles ``(i)`` after ``(h)``.
        """
        readings = self._settled(label, introduced, upcoming)
        for depth in reversed(range(len(self.levels))):
            for reading in readings:
                if self._follows(depth, reading):
                    return Place(depth, reading, "next")
        for reading in readings:
            if reading.value == 1:
                return self._first(reading, introduced=introduced)
        return self._gap(readings) or self._back(readings)

    def nested(self, reading: Reading) -> Place:
        """Open a list under the unit before, at most `_DEEPEST` deep."""
        return Place(min(len(self.levels), _DEEPEST), reading, "first")

    def enter(self, place: Place, unit: int) -> None:
        """Record that ``unit`` took ``place``."""
        del self.levels[place.depth :]
        self.levels.append(Level(place.reading.style, place.reading.value, unit))

    def enter_unnumbered(self, unit: int) -> None:
        """Record an unnumbered paragraph, under which a list may open."""
        while self.levels and self.levels[-1].style == "p":
            self.levels.pop()
        self.levels.append(Level("p", 0, unit))

    def parent(self, place: Place) -> int | None:
        """Give the unit under which ``place`` stands."""
        above = self.levels[: place.depth]
        if above and above[-1].style == "p" and place.reading.style == "I.":
            above = above[:-1]
        if above and above[-1].style == "p" and place.reading.style in _DECIMAL and len(above) > 1:
            above = above[:-1]
        return above[-1].unit if above else None

    def _follows(self, depth: int, reading: Reading) -> bool:
        level = self.levels[depth]
        return level.style == reading.style and reading.value == level.value + 1

    def _settled(
        self, label: Label, introduced: bool, upcoming: Label | None
    ) -> tuple[Reading, ...]:
        if len(label.readings) < 2 or upcoming is None:
            return label.readings
        firsts = [r for r in label.readings if r.value == 1]
        others = [r for r in label.readings if r.value != 1]
        if firsts and introduced and _next_of(firsts, upcoming) and not _next_of(others, upcoming):
            return tuple(firsts)
        return label.readings

    def _first(self, reading: Reading, *, introduced: bool) -> Place:
        if introduced and self.levels and self.levels[-1].style not in {reading.style, "p"}:
            return self.nested(reading)
        if reading.style == "1." and not introduced and not self._counts_decimals():
            return Place(0, reading, "first")
        for depth in reversed(range(len(self.levels))):
            if self.levels[depth].style == reading.style and not (
                introduced and reading.style in _DECIMAL
            ):
                return Place(depth, reading, "back")
        return self.nested(reading)

    def _counts_decimals(self) -> bool:
        return any(level.style in _DECIMAL for level in self.levels)

    def _gap(self, readings: Sequence[Reading]) -> Place | None:
        found: list[tuple[int, int, Reading]] = []
        for depth, level in enumerate(self.levels):
            for reading in readings:
                gap = reading.value - level.value
                if level.style == reading.style and 1 < gap <= _FAR:
                    found.append((gap, -depth, reading))
        if not found:
            return None
        _, depth, reading = min(found, key=lambda row: row[:2])
        return Place(-depth, reading, "gap")

    def _back(self, readings: Sequence[Reading]) -> Place:
        for depth in reversed(range(len(self.levels))):
            for reading in readings:
                if self.levels[depth].style == reading.style:
                    return Place(depth, reading, "back")
        top = 0 if readings[0].style == "1." else len(self.levels)
        return Place(min(top, _DEEPEST), readings[0], "alone")


def _next_of(readings: Sequence[Reading], upcoming: Label) -> bool:
    wanted = {(r.style, r.value + 1) for r in readings}
    return any((r.style, r.value) in wanted for r in upcoming.readings)
