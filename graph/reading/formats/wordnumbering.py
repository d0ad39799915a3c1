"""Automatic numbering of Word: the label a paragraph carries, by numbering.xml and styles.xml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.reading.formats.counting import counted

__all__ = ["Numbering"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES, _LIST, _OUTLINE = f"{W}pPr", f"{W}numPr", f"{W}outlineLvl"
_STYLE, _VALUE = f"{W}pStyle", f"{W}val"
_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


class Numbering:
    """Counts the lists of one document; ask for its paragraphs' labels in order.

    Parameters
    ----------
    numbering, styles
        The roots of numbering.xml and styles.xml, ``None`` where there are none.
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._styles: dict[str | None, Any] = {}
        self._places: dict[str | None, tuple[str, int] | None] = {}
        self._outlines: dict[str | None, int | None] = {}
        self._linked: dict[str, tuple[str, int]] = {}
        if styles is not None:
            self._styles = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: Any) -> str:
        """Give the label a paragraph is printed with, ``""`` for none, and count it."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, depth = found
        abstract = self._lists.get(number)
        level = self._levels.get((abstract or "", depth))
        if abstract is None or level is None:
            return ""
        counts = self._counts.setdefault(abstract, [None] * 9)
        start = self._starts.pop((number, depth), None)
        before = counts[depth]
        counts[depth] = (
            start if start is not None else level.start if before is None else before + 1
        )
        counts[depth + 1 :] = [None] * (8 - depth)
        if level.kind == "bullet":
            return "•"
        return _PLACEHOLDER.sub(
            lambda found: self._printed(abstract, int(found[1]) - 1), level.text
        )

    def heading_level(self, paragraph: Any) -> int | None:
        """Give the outline level of a paragraph, 1 the highest; ``None`` for body text."""
        told = _told(paragraph)
        level = told.get(_OUTLINE)
        if level is None:
            return self._style_level(_style_name(told))
        value = _whole(level, 9)
        return value + 1 if value < 9 else None

    def _style_level(self, name: str | None) -> int | None:
        """Give the outline level that a style, or one that it is based on, has."""
        if name not in self._outlines:
            style, level = self._styles.get(name), None
            for _ in range(_DEEPEST_STYLE):
                if level is not None or style is None:
                    break
                level = style.find(f"{_PROPERTIES}/{_OUTLINE}")
                style = self._based_on(style)
            value = _whole(level, 9)
            self._outlines[name] = value + 1 if value < 9 else None
        return self._outlines[name]

    def _printed(self, abstract: str, depth: int) -> str:
        level = self._levels.get((abstract, depth))
        count = self._counts[abstract][depth]
        if level is None:
            return ""
        return counted(level.kind, level.start if count is None else count)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """Find list and depth: the paragraph's own, else its style's or a style's below that."""
        told = _told(paragraph)
        own, name = told.get(_LIST), _style_name(told)
        if own is not None:
            return self._searched(own, name)
        if name not in self._places:
            self._places[name] = self._searched(None, name)
        return self._places[name]

    def _searched(self, properties: Any, name: str | None) -> tuple[str, int] | None:
        depth: int | None = None
        style = self._styles.get(name)
        for _ in range(_DEEPEST_STYLE):
            if properties is not None:
                number = properties.find(f"{W}numId")
                own = properties.find(f"{W}ilvl")
                depth = _whole(own, 0) if own is not None and depth is None else depth
                if number is not None:
                    value = number.get(f"{W}val", "0")
                    linked = self._linked.get(f"{value}/{name}")
                    fallback = linked[1] if linked else 0
                    at = depth if depth is not None else fallback
                    return (value, min(max(at, 0), 8)) if value != "0" else None
            if style is None:
                return None
            properties = style.find(f"{_PROPERTIES}/{_LIST}")
            name = style.get(f"{W}styleId")
            style = self._based_on(style)
        return None

    def _based_on(self, style: Any) -> Any:
        reference = style.find(f"{W}basedOn")
        return self._styles.get(reference.get(f"{W}val")) if reference is not None else None

    def _read(self, root: Any) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            for level in abstract.iter(f"{W}lvl"):
                self._levels[name, _depth(level)] = _level(level)
        for number in root.iter(f"{W}num"):
            name = number.get(f"{W}numId", "")
            reference = number.find(f"{W}abstractNumId")
            self._lists[name] = reference.get(f"{W}val", "") if reference is not None else ""
            self._read_overrides(name, number)
            self._read_links(name, root)

    def _read_overrides(self, name: str, number: Any) -> None:
        for override in number.iter(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                self._starts[name, _depth(override)] = _whole(start, 1)
            own = override.find(f"{W}lvl")
            if own is not None:
                self._levels.setdefault((self._lists[name], _depth(own)), _level(own))

    def _read_links(self, name: str, root: Any) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            if abstract.get(f"{W}abstractNumId") != self._lists[name]:
                continue
            for level in abstract.iter(f"{W}lvl"):
                style = level.find(f"{W}pStyle")
                if style is not None:
                    self._linked[f"{name}/{style.get(f'{W}val')}"] = (name, _depth(level))


def _told(paragraph: Any) -> dict[str, Any]:
    """Give a paragraph's properties by their tags; to go through them is faster than to search."""
    for child in paragraph:
        if child.tag == _PROPERTIES:
            return {told.tag: told for told in reversed(child)}
    return {}


def _style_name(told: Mapping[str, Any]) -> str | None:
    reference = told.get(_STYLE)
    return reference.get(_VALUE) if reference is not None else None


def _depth(level: Any) -> int:
    text = level.get(f"{W}ilvl", "0")
    return min(int(text), 8) if text.isdigit() else 0


def _level(level: Any) -> _Level:
    kind, text = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
    return _Level(
        kind.get(f"{W}val", "decimal") if kind is not None else "decimal",
        text.get(f"{W}val", "") if text is not None else "",
        _whole(level.find(f"{W}start"), 1),
    )


def _whole(element: Any, default: int) -> int:
    text = element.get(f"{W}val", "") if element is not None else ""
    return int(text) if text.isdigit() and len(text) < 8 else default
