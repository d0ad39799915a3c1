"""Numbers of a form of their own that other organizations give to what they adopt and issue.

``MSC.428(98)``, ``Assembly/AU/Dec.277(XVI)``, ``AG/RES. 2908 (XLVII-O/17)``, ``CM/Rec(2001)8``. The
forms are data, ``graph/mentions/data/series.toml``: how a number is written, and how its key and
its label are made of its parts.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from daachorse import DoubleArrayAhoCorasick

from ontology.vocabularies import Entity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Series", "find_series_numbers", "series_in", "series_number"]

_TAIL = r"(?P<tail>(?:/(?:Rev|Add|Corr|Amend)\.\s?\d{1,3}){0,2})"
_TAIL_KEY = r"(?:-(?:rev|add|corr|amend)-\d{1,3}){0,2}"
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One row of the data; its patterns are compiled when they are needed."""

    signs: tuple[str, ...]
    written: tuple[str, ...]
    key: str
    begins: str
    in_key: str
    label: str
    again: dict[str, list[list[str]]]
    titled: frozenset[str]
    subtype: str


@cache
def _all_series() -> tuple[Series, ...]:
    text = resources.files("graph.mentions.data").joinpath("series.toml").read_text("utf-8")
    return tuple(_series(row) for row in tomllib.loads(text)["series"])


def _series(row: dict[str, Any]) -> Series:
    tailed = row.get("tail", False)
    tail, key, label = (_TAIL, "{tail}", "{tail}") if tailed else ("", "", "")
    key, label = row["key"] + key, row["label"] + label
    parts = {"tail": _TAIL_KEY, **row.get("parts", {})}
    pieces = _FIELD.split(key)
    pattern = "".join(
        f"(?P<{piece}>{parts.get(piece, '[a-z0-9]+')})" if at % 2 else re.escape(piece)
        for at, piece in enumerate(pieces)
    )
    again = {"tail": [[f"-{w.lower()}-", f"/{w}."] for w in ("Rev", "Add", "Corr", "Amend")]}
    return Series(
        tuple(row["sign"]),
        tuple(rf"(?<![\w/.-]){written}{tail}(?![\w/]\w)" for written in row["written"]),
        key,
        key[: key.index("{")],
        pattern,
        label,
        again | row.get("again", {}),
        frozenset(row.get("titled", ())),
        row["subtype"],
    )


def series_in(text: str) -> tuple[Series, ...]:
    """Give the series of which a text has a sign, so that its parts need be searched for no other.

    Examples
    --------
    >>> len(series_in("resolution 74/247")), len(series_in("AG/RES. 2908 (XLVII-O/17)"))
    (0, 1)
    """
    signed, automaton = _signed()
    found = {at for _, _, sign in automaton.find_overlapping(text.encode()) for at in signed[sign]}
    known = _all_series()
    return tuple(known[at] for at in sorted(found))


@cache
def _signed() -> tuple[tuple[tuple[int, ...], ...], DoubleArrayAhoCorasick]:
    """Give which series each sign is of, and an automaton that finds the signs."""
    signed: dict[str, tuple[int, ...]] = {}
    for at, series in enumerate(_all_series()):
        for sign in series.signs:
            signed[sign] = (*signed.get(sign, ()), at)
    return tuple(signed.values()), DoubleArrayAhoCorasick([sign.encode() for sign in signed])


def find_series_numbers(
    text: str, series: Sequence[Series] | None = None
) -> Iterator[tuple[str, int, int]]:
    """Find the numbers of a form of their own: key, start and end of each.

    Parameters
    ----------
    text
        Where they are searched.
    series
        What :func:`series_in` gives for a text that this one is a part of.

    Examples
    --------
    >>> text = "MSC.1/Circ.1318/Rev.1, resolution A.1123(30) and CM/Rec(2001)8"
    >>> [key for key, _, _ in find_series_numbers(text)]
    ['imo-msc-1-circ-1318-rev-1', 'imo-resolution-a-1123-30', 'coe-cm-rec-2001-8']
    """
    taken: list[tuple[int, int]] = []
    for known in series_in(text) if series is None else series:
        # A sign is looked for first: that is much faster than what it may begin.
        signed = series is None or any(sign in text for sign in known.signs)
        for pattern in known.written if signed else ():
            for found in re.finditer(pattern, text):
                start, end = found.span()
                if all(end <= a or b <= start for a, b in taken):
                    taken.append((start, end))
                    yield _key(known, found), start, end


def _key(series: Series, found: re.Match[str]) -> str:
    """Make a number's key; a part that follows another directly brings its own hyphen."""
    parts = found.groupdict()

    def part(field: re.Match[str]) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", (parts.get(field.group(1)) or "").lower()).strip("-")
        follows = series.key[: field.start()].endswith("}")
        return f"-{slug}" if slug and follows else slug

    return _FIELD.sub(part, series.key)


def series_number(key: str) -> Entity | None:
    """Make the entity that a number's key stands for, ``None`` for any other key.

    Examples
    --------
    >>> series_number("oas-ag-res-2908-xlvii-o-17").label, series_number("oas")
    ('AG/RES. 2908 (XLVII-O/17)', None)
    """
    for series in _all_series():
        found = re.fullmatch(series.in_key, key) if key.startswith(series.begins) else None
        if found:
            return Entity(key, "instrument", _label(series, found), subtype=series.subtype)
    return None


def _label(series: Series, found: re.Match[str]) -> str:
    return _FIELD.sub(lambda field: _again(series, field.group(1), found), series.label)


def _again(series: Series, name: str, found: re.Match[str]) -> str:
    """Write a part again as its organization does."""
    part = found.groupdict().get(name) or ""
    if name in series.titled:
        return part.replace("-", " ").title()
    if name not in series.again:
        return part.upper()
    for old, new in series.again[name]:
        part = part.replace(old, new)
    return part
