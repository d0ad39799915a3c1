"""Short forms resolved over a whole document: words like "the Convention", "that resolution".

A short form is resolved only where the document leaves one candidate; otherwise it is no mention.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.mentions.gazetteer import Hit
from graph.mentions.heads import belonging_heads, head_types, usual
from graph.mentions.surface import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.mentions.heads import ShortForm
    from ontology.vocabularies import Entity

__all__ = ["Antecedents", "short_form_hits"]

_RESOLUTION = "resolution"
# The most words of a head ("Ad Hoc Working Group of the Whole" has seven).
_LONGEST = 7
_GOVERNS = re.compile(r" (?:of|on|for|against|to|in|from|by|with|concerning|relating)\b")


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What short forms may stand for before anything is named: the document's own body.

    ``entities`` gives the names of what hits name; ``adopters`` the organizations that a resolution
    brings to mind, by the first part of its key ("general-assembly"); ``foreign`` the heads of the
    document's own body where no vocabulary lists it, which stand for nothing else.
    """

    entities: Mapping[str, Entity]
    body: str | None = None
    adopters: Mapping[str, str] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()


def short_form_hits(
    found: Iterable[ShortForm],
    hits: Sequence[Hit],
    starts: Sequence[int],
    known: Antecedents,
    text: str = "",
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
    text
        The document's text: a name in it that is no hit ("the National Commission") competes.

    Yields
    ------
    Hit
        For each short form with one candidate: the document's own body; else what is usual for that
        body, unless the unit names another; else the only one named so far with this head; else the
        only one named so far in the same unit. With "that" or "said"
        the last one named. Where nothing with the head is named, what a named protocol belongs to;
        "its Protocol" and "the Protocol thereto" are those of the treaty named last in the unit.
    """
    found, hits = list(found), sorted(hits)
    rivals = [r for head in {short.head for short in found} for r in _rivals(text, head, hits)]
    named = _Named(sorted([*hits, *rivals]), starts, known)
    for short in found:
        named.read_to(short.start)
        own = short.determiner == "its" or text.startswith(" thereto", short.end)
        if own and short.head in belonging_heads():
            entity = named.belonging(short)
        else:
            entity = named.antecedent(short)
        if entity is not None:
            rule = f"short-form:{short.determiner}-{short.head}".replace(" ", "-")
            yield Hit(short.start, short.end, entity[0], entity[1], rule)


# Organizations with many organs of one kind: "the Group of Experts" tells nothing beside them.
_MANY_ORGANS = frozenset(
    {
        "united-nations", "general-assembly", "security-council", "economic-and-social-council",
        "human-rights-council", "un-secretariat",
    }
)  # fmt: skip
_RIVAL = "rival"
_BEFORE_HEAD = re.compile(r"(?P<word>[A-Z][\w’'-]*\w)\s+$")
_BEHIND_HEAD = re.compile(r"\s+(?:of|for|on|against|to)\s+(?:the\s+)?[A-Z]")
# Capitalised words before a head that make no name of it.
_NO_NAME = frozenset(
    {"The", "This", "That", "These", "Such", "Said", "Its", "Each", "Every", "Any"}
)


def _rivals(text: str, head: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Find the names with a head that are none of the hits: "the National Commission"."""
    written = " ".join(word.capitalize() for word in head.split())
    starts = [hit.start for hit in hits]
    at = text.find(written)
    while at >= 0:
        end = at + len(written)
        before = _BEFORE_HEAD.search(text, max(0, at - 40), at)
        named = before is not None and before.group("word") not in _NO_NAME
        if (named or _BEHIND_HEAD.match(text, end)) and not text[end : end + 1].isalnum():
            near = bisect_right(starts, end - 1) - 1
            if near < 0 or hits[near].end <= at:
                yield Hit(at, end, head, "", _RIVAL)
        at = text.find(written, end)


class _Named:
    """What has been named so far, by head word."""

    def __init__(self, hits: Sequence[Hit], starts: Sequence[int], known: Antecedents) -> None:
        self._hits, self._starts, self._known = hits, starts, known
        self._next = 0
        self._by_head: dict[str, dict[tuple[str, str], int]] = {}
        self._above: dict[str, set[str]] = {}
        self._treaty: Hit | None = None
        self._organizations: set[str] = set()
        self._heads_of: dict[str, tuple[str, ...]] = {}
        self._own = set(self._heads(known.body)) if known.body else set()

    def read_to(self, end: int) -> None:
        """Take note of every hit that begins before ``end``."""
        while self._next < len(self._hits) and self._hits[self._next].start < end:
            hit = self._hits[self._next]
            self._next += 1
            if hit.rule == _RIVAL:
                self._by_head.setdefault(hit.entity, {})["", hit.type] = hit.start
                continue
            if hit.type not in {"organization", "instrument"}:
                continue
            if hit.type == "instrument" and hit.entity in self._known.entities:
                self._treaty = hit
            self._note(hit.entity, hit.type, hit.start)
            adopter = self._known.adopters.get(hit.entity.partition("-resolution-")[0])
            if adopter is not None:
                self._note(adopter, "organization", hit.start)

    def antecedent(self, short: ShortForm) -> tuple[str, str] | None:
        """Give the key and type that a short form stands for."""
        if short.head in self._own and self._known.body is not None:
            return self._known.body, "organization"
        if short.head in self._known.foreign:
            return None
        meant = usual(short.head, self._known.body)
        if meant is not None and not short.pointing:
            near = self._near(short)
            if not all(entity for entity, _ in near):
                return None
            only = next(iter(near)) if len(near) == 1 else None
            return only or (meant, head_types()[short.head][0])
        found = self._last(short)
        if found is None and short.head not in self._by_head:
            below = self._below(short.head)
            return (below, "organization") if below is not None else None
        return found if found and found[0] else None

    def _near(self, short: ShortForm) -> dict[tuple[str, str], int]:
        """Give what has been named with a head in the same unit, or in one a little before."""
        unit = bisect_right(self._starts, short.start) - 1
        since = self._starts[max(unit - short.pointing, 0)]
        seen = self._by_head.get(short.head, {})
        return {entity: at for entity, at in seen.items() if at >= since}

    def _below(self, head: str) -> str | None:
        """Give the only organ with a head of several words that a named organization has.

        "the Ministerial Council" beside OSCE, "the Board of Governors" beside IAEA.
        """
        if " " not in head or not self._organizations:
            return None
        own = self._organizations - _MANY_ORGANS
        if not own:
            return None
        organs = _organs(head, self._known.entities)
        fitting = [key for key, above in organs if not own.isdisjoint(above)]
        return fitting[0] if len(fitting) == 1 else None

    def belonging(self, short: ShortForm) -> tuple[str, str] | None:
        """Give the only protocol with this head that the treaty named last in the unit has."""
        unit = bisect_right(self._starts, short.start) - 1
        if self._treaty is None or self._treaty.start < self._starts[unit]:
            return None
        found = [
            key
            for key, entity in self._known.entities.items()
            if self._treaty.entity in entity.broader
            and any(head_of(name).lower() == short.head for name in entity.labels)
        ]
        return (found[0], "instrument") if len(found) == 1 else None

    def _last(self, short: ShortForm) -> tuple[str, str] | None:
        seen = self._by_head.get(short.head, {})
        if len(seen) == 1 and short.head != _RESOLUTION:
            return next(iter(seen))
        if not seen:
            above = self._above.get(short.head, set())
            return (next(iter(above)), "instrument") if len(above) == 1 else None
        near = self._near(short)
        if short.pointing:
            return max(near, key=lambda entity: near[entity], default=None)
        return next(iter(near)) if len(near) == 1 else None

    def _note(self, entity: str, kind: str, at: int) -> None:
        if kind == "organization":
            self._organizations.add(entity)
        for head in self._heads(entity):
            if kind in head_types()[head]:
                self._by_head.setdefault(head, {})[entity, kind] = at
        known = self._known.entities.get(entity) if kind == "instrument" else None
        for above in known.broader if known else ():
            for head in self._heads(above):
                self._above.setdefault(head, set()).add(above)

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


_Organs = list[tuple[str, tuple[str, ...]]]
# What was looked up in the entities that were read last, which are kept here so that they stay one.
_looked_up: list[tuple[Mapping[str, Entity], dict[str, _Organs]]] = []


def _organs(head: str, entities: Mapping[str, Entity]) -> _Organs:
    """Give the organs with a head, each with what it belongs to."""
    if not _looked_up or _looked_up[0][0] is not entities:
        _looked_up[:] = [(entities, {})]
    known = _looked_up[0][1]
    if head not in known:
        known[head] = [
            (key, entity.broader)
            for key, entity in entities.items()
            if entity.type == "organization" and entity.broader
            if any(head in label.lower() for label in (entity.label, *entity.alt))
            if head in _heads_in((entity.label, *entity.alt))
        ]
    return known[head]


@lru_cache(maxsize=8192)
def _heads_in(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Give the heads that names have: "Convention" of "Convention against Corruption"."""
    known, found = head_types(), set[str]()
    for label in labels:
        words = head_of(label).lower().split()
        found.update(" ".join(words[at:]) for at in range(len(words)))
        # "Inter-Agency and Expert Group on", "Food and Agriculture Organization of".
        words = _GOVERNS.split(label, maxsplit=1)[0].lower().split()
        found.update(" ".join(words[at:]) for at in range(len(words)))
        # "Conference of the Parties" is a head of a name that begins with it.
        words = label.lower().split()
        found.update(" ".join(words[:end]) for end in range(2, min(len(words), _LONGEST) + 1))
    return tuple(head for head in known if head in found)
