"""Short forms resolved over a whole document: acronyms it defines, and words like "the Convention".

A short form is resolved only where the document leaves one candidate; otherwise it is no mention.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.gazetteer import Hit
from graph.heads import head_types
from graph.surface import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.heads import ShortForm
    from ontology.vocabularies import Entity

__all__ = [
    "Antecedents",
    "acronym_hits",
    "acronyms",
    "foreign_acronyms",
    "short_form_hits",
    "tabled_acronyms",
]

_RESOLUTION = "resolution"


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
    found: Iterable[ShortForm], hits: Sequence[Hit], starts: Sequence[int], known: Antecedents
) -> Iterator[Hit]:
    """Resolve "the Convention", "that resolution", "the Expert Group" to what they stand for.

    Parameters
    ----------
    found
        The short forms of a document, in text order.
    hits
        What is named in full, in any order.
    starts
        Where each unit begins.
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
    for short in found:
        named.read_to(short.start)
        entity = named.antecedent(short)
        if entity is not None:
            rule = f"short-form:{short.determiner}-{short.head}".replace(" ", "-")
            yield Hit(short.start, short.end, entity[0], entity[1], rule)


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

    def antecedent(self, short: ShortForm) -> tuple[str, str] | None:
        """Give the key and type that a short form stands for."""
        if short.head in self._own and self._known.body is not None:
            return self._known.body, "organization"
        seen = self._by_head.get(short.head, {})
        if len(seen) == 1 and short.head != _RESOLUTION:
            return next(iter(seen))
        unit = bisect_right(self._starts, short.start) - 1
        since = self._starts[max(unit - short.pointing, 0)]
        near = {entity: at for entity, at in seen.items() if at >= since}
        if short.pointing:
            return max(near, key=lambda entity: near[entity], default=None)
        return next(iter(near)) if len(near) == 1 else None

    def _note(self, entity: str, kind: str, at: int) -> None:
        for head in self._heads(entity):
            if kind in head_types()[head]:
                self._by_head.setdefault(head, {})[entity, kind] = at

    def _heads(self, key: str) -> tuple[str, ...]:
        if key not in self._heads_of:
            self._heads_of[key] = tuple(self._find_heads(key))
        return self._heads_of[key]

    def _find_heads(self, key: str) -> Iterator[str]:
        entity = self._known.entities.get(key)
        if f"-{_RESOLUTION}-" in key:
            yield _RESOLUTION
        elif entity is not None:
            yield from _heads_in((entity.label, *entity.alt))


def _heads_in(labels: Iterable[str]) -> Iterator[str]:
    """Give the heads that names have: "Convention" of "Convention against Corruption"."""
    names = [head_of(label).lower() for label in labels]
    for head in head_types():
        if any(name == head or name.endswith(" " + head) for name in names):
            yield head


_DEFINED = re.compile(r"\s*\((?:[“\"'‘])?(?P<short>[A-Z][\w&/-]{0,9}[A-Zs])(?:[”\"'’])?[,;)]")
_BESIDE_BRACKET = ("(", ")", " (", "\n", "  (", "\u00a0(")
_REVERSED = re.compile(r"\b(?P<short>[A-Z][A-Z&-]{1,8}s?)\s+\(\s*$")


def acronyms(text: str, hits: Sequence[Hit]) -> dict[str, Hit]:
    """Find the acronyms that a text defines beside a name, in both directions.

    The letters must occur in order in the name, the first of them as its first letter (Schwartz and
    Hearst, 2003, with the whole name as the long form).

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
        if not text.startswith(_BESIDE_BRACKET, hit.end):
            continue
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
    return at < 0 or lower[: at + 1] in {"the ", "a "}


_BRACKETED = re.compile(r"\((?:[“\"'‘])?(?P<short>[A-Z]{2,8})s?(?:[”\"'’])?[,;)]")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
# Words that an acronym passes over.
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "against", "a", "de", "la", "et"})


def foreign_acronyms(text: str) -> dict[str, str]:
    """Find the acronyms that a text defines by the initials of the words before them.

    Examples
    --------
    >>> foreign_acronyms("by the National Commission for Truth (NCT), and the law (UN)")
    {'NCT': 'National Commission for Truth'}
    """
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        short = match.group("short")
        name = _initialled(short, text[max(0, match.start() - 160) : match.start()])
        if name:
            found.setdefault(short, name)
    return found


def _initialled(short: str, before: str) -> str | None:
    """Give the words at the end of ``before`` whose initials make the acronym."""
    left = list(short)
    words = list(_WORD.finditer(before))
    if not words or before[words[-1].end() :].strip():
        return None
    for word in reversed(words):
        if word.group()[0] == left[-1]:
            left.pop()
            if not left:
                return before[word.start() :].strip()
        elif word.group().lower() not in _SMALL:
            return None
    return None


_TABLE_ROW = re.compile(
    r"^[ \t|]*(?P<short>[A-Z][A-Za-z&-]{1,9})(?:[ \t]{2,}|\t|[ \t]*\|[ \t]*)"
    r"(?P<name>[A-Za-z][^\n|]{5,120}?)[ \t|]*$",
    re.M,
)
# One of these stands between the columns of a table.
_TABLE_GAPS = ("  ", "\t", "|")


def tabled_acronyms(text: str) -> dict[str, str]:
    """Find the rows of a table of abbreviations: acronym, space, what it stands for.

    Examples
    --------
    >>> tabled_acronyms("Abbreviations\\nCSP   communication service provider")
    {'CSP': 'communication service provider'}
    """
    if not any(gap in text for gap in _TABLE_GAPS):
        return {}
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
