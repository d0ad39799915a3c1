"""Short forms resolved over a whole document: acronyms it defines, and words like "the Convention".

A short form is resolved only where the document leaves one candidate; otherwise it is no mention.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from graph.gazetteer import Hit
from graph.surface import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ontology.vocabularies import Entity

__all__ = ["Antecedents", "acronym_hits", "acronyms", "short_form_hits", "tabled_acronyms"]

_RESOLUTION = "Resolution"


@dataclass(frozen=True, slots=True)
class _Heads:
    types: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@cache
def _heads() -> _Heads:
    data = tomllib.loads(
        resources.files("graph.data").joinpath("shortforms.toml").read_text("utf-8")
    )
    rows = sorted(data["short"], key=lambda row: -len(row["head"]))
    words = "|".join(_any_case(r["head"]) if r.get("lower") else r["head"] for r in rows)
    return _Heads(
        {row["head"].lower(): tuple(row["types"]) for row in rows},
        re.compile(
            rf"(?P<head>{words}|resolution)(?![\w-])(?!['’]s\s+[A-Z])"
            r"(?!\s+(?:on|against|for|of|to|relating\s+to|concerning)\s+(?:the\s+)?[A-Z])".replace(
                " ", r"\s+"
            )
        ),
    )


def _any_case(words: str) -> str:
    return "".join(f"[{c.upper()}{c.lower()}]" if c.isalpha() else c for c in words)


_DETERMINER = re.compile(
    r"\b([Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Ss]uch|[Tt]he said|[Ss]aid|[Tt]he same)\s+$"
)
_POINTING = {"that", "said", "the said", "the same", "such"}


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What short forms may stand for before anything is named: the document's own body.

    ``entities`` gives the names of what hits name; ``adopters`` the organizations that a resolution
    brings to mind, by the first part of its key ("general-assembly").
    """

    entities: Mapping[str, Entity]
    body: str | None = None
    adopters: Mapping[str, str] = field(default_factory=dict)


def short_form_hits(
    text: str, hits: Sequence[Hit], starts: Sequence[int], known: Antecedents
) -> Iterator[Hit]:
    """Resolve "the Convention", "that resolution", "the Expert Group" to what they stand for.

    Parameters
    ----------
    text
        The units' texts, joined.
    hits
        What is named in it in full, in any order.
    starts
        Where each unit begins in ``text``.
    known
        The entities' names and the document's body.

    Yields
    ------
    Hit
        For each short form with one candidate: the document's own body; else the only one named so
        far with this head; else the only one named so far in the same unit. With "that" or "said"
        the last one named.
    """
    named = _Named(sorted(hits), starts, known)
    for found in _heads().pattern.finditer(text):
        before = _DETERMINER.search(text, max(0, found.start() - 12), found.start())
        if before is None:
            continue
        head = " ".join(found.group("head").lower().split())
        pointing = " ".join(before.group(1).lower().split())
        named.read_to(found.start())
        entity = named.antecedent(head, found.start(), pointing=pointing in _POINTING)
        if entity is not None:
            rule = f"short-form:{pointing}-{head}".replace(" ", "-")
            yield Hit(found.start(), found.end(), entity[0], entity[1], rule)


class _Named:
    """What has been named so far, by head word."""

    def __init__(self, hits: Sequence[Hit], starts: Sequence[int], known: Antecedents) -> None:
        self._hits, self._starts, self._known = hits, starts, known
        self._next = 0
        self._by_head: dict[str, dict[tuple[str, str], int]] = {}
        self._heads_of: dict[str, tuple[str, ...]] = {}
        self._own = set(self._heads(known.body)) if known.body else set()

    def read_to(self, end: int) -> None:
        """Take note of every hit that begins before ``end``."""
        while self._next < len(self._hits) and self._hits[self._next].start < end:
            hit = self._hits[self._next]
            self._next += 1
            if hit.type not in {"organization", "instrument"}:
                continue
            self._note(hit.entity, hit.type, hit.start)
            adopter = self._known.adopters.get(hit.entity.partition("-resolution-")[0])
            if adopter is not None:
                self._note(adopter, "organization", hit.start)

    def antecedent(self, head: str, at: int, *, pointing: bool) -> tuple[str, str] | None:
        """Give the key and type that a short form at ``at`` stands for."""
        if head in self._own and self._known.body is not None:
            return self._known.body, "organization"
        seen = self._by_head.get(head, {})
        if len(seen) == 1 and head != "resolution":
            return next(iter(seen))
        unit = bisect_right(self._starts, at) - 1
        back = max(unit - 1, 0) if pointing else unit
        near = {e: p for e, p in seen.items() if p >= self._starts[back]}
        if pointing:
            return max(near, key=lambda e: near[e], default=None)
        return next(iter(near)) if len(near) == 1 else None

    def _note(self, entity: str, kind: str, at: int) -> None:
        for head in self._heads(entity):
            if head == "resolution" or kind in _heads().types[head]:
                self._by_head.setdefault(head, {})[entity, kind] = at

    def _heads(self, key: str) -> tuple[str, ...]:
        if key not in self._heads_of:
            self._heads_of[key] = tuple(self._find_heads(key))
        return self._heads_of[key]

    def _find_heads(self, key: str) -> Iterator[str]:
        if "-resolution-" in key:
            yield "resolution"
        entity = self._known.entities.get(key)
        if entity is None or entity.subtype == _RESOLUTION:
            return
        names = [head_of(label).lower() for label in (entity.label, *entity.alt)]
        for head in _heads().types:
            if any(name == head or name.endswith(" " + head) for name in names):
                yield head


_DEFINED = re.compile(r"\s*\((?:[“\"'‘])?(?P<short>[A-Z][\w&/-]{0,9}[A-Zs])(?:[”\"'’])?[,;)]")
_REVERSED = re.compile(r"\b(?P<short>[A-Z][A-Z&-]{1,8}s?)\s+\(\s*$")


def acronyms(text: str, hits: Sequence[Hit]) -> dict[str, Hit]:
    """Find the acronyms that a text defines beside a name, in both directions.

    The letters must occur in order in the name, the first at a word's start (Schwartz and Hearst,
    2003).

    Returns
    -------
    dict
        For each acronym, singular, the hit whose entity it stands for.

    Examples
    --------
    >>> text = "communication service providers (CSPs) and CSP staff"
    >>> sorted(acronyms(text, [Hit(0, 31, "service-providers", "actor", "label")]))
    ['CSP']
    """
    found: dict[str, Hit] = {}
    for hit in hits:
        name = text[hit.start : hit.end]
        after = _DEFINED.match(text, hit.end)
        if after:
            _define(after.group("short"), name, hit, found)
        elif text.startswith(")", hit.end):
            before = _REVERSED.search(text, max(0, hit.start - 14), hit.start)
            if before:
                _define(before.group("short"), name, hit, found)
    return found


def _define(short: str, name: str, hit: Hit, found: dict[str, Hit]) -> None:
    singular = short.removesuffix("s") if short[-2:-1].isupper() else short
    if singular not in found and " " in name and _abbreviates(singular, name):
        found[singular] = hit


def _abbreviates(short: str, name: str) -> bool:
    """Say whether the letters of ``short`` occur in order in ``name``, read from its end."""
    letters = [c.lower() for c in short if c.isalnum()]
    at = len(name) - 1
    lower = name.lower()
    if len(lower) != len(name):
        return False
    for i, letter in reversed(list(enumerate(letters))):
        while at >= 0 and (lower[at] != letter or (i == 0 and at > 0 and lower[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True


_TABLE_ROW = re.compile(
    r"^[ \t|]*(?P<short>[A-Z][A-Za-z&-]{1,9})(?:[ \t]{2,}|\t|[ \t]*\|[ \t]*)"
    r"(?P<name>[A-Za-z][^\n|]{5,120}?)[ \t|]*$",
    re.M,
)


def tabled_acronyms(text: str) -> dict[str, str]:
    """Find the rows of a table of abbreviations: acronym, space, what it stands for.

    Examples
    --------
    >>> tabled_acronyms("Abbreviations\\nCSP   communication service provider")
    {'CSP': 'communication service provider'}
    """
    rows = ((m.group("short"), m.group("name").strip()) for m in _TABLE_ROW.finditer(text))
    return {short: name for short, name in rows if _abbreviates(short, name)}


def acronym_hits(text: str, defined: Mapping[str, Hit]) -> Iterator[Hit]:
    """Find every use of the acronyms a document defines, plurals too, in their own case."""
    if not defined:
        return
    shorts = "|".join(re.escape(short) for short in sorted(defined, key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w/-])(?P<short>{shorts})s?(?![\w/])", text):
        of = defined[found.group("short")]
        yield Hit(found.start(), found.end(), of.entity, of.type, "acronym")
