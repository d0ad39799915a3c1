"""Every label of the vocabularies, found in one pass over a text.

Overlapping Aho-Corasick automata over folded bytes find every form, one for forms in any case and
one for those whose case binds; boundaries and negative labels throw out what is no mention. Which
of overlapping hits stay is decided by one pure function elsewhere,
:func:`graph.mentions.precedence.choose`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import daachorse

from graph.folding import Collapsed, collapse, fold
from graph.mentions.heads import head_types, own_names, shared_names
from graph.mentions.matching import FormIndex, Haystack, Hit, Use, with_ends
from graph.mentions.surface import (
    case_rule,
    cased_forms,
    coordinated_forms,
    shortened_names,
    surface_forms,
)
from ontology.bytecache import keep, key_of, recall

if TYPE_CHECKING:
    from ontology.vocabularies import Entity, Vocabularies

__all__ = ["GENERIC", "Gazetteer", "Hit", "gazetteer_of"]

# The rule of labels that many things share; see _rule.
GENERIC = "generic-label"

_NEVER_PLURAL = {"organization", "instrument", "state"}
# Acronyms that are words: not taken from running capitals.
_WORDS = frozenset(
    {"WHO", "IT", "US", "UN", "AIDS", "CAT", "ACT", "FAST", "OAS", "ICE", "AU", "SIDS"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The forms of all vocabularies: those in any case (:func:`with_ends`), those in their own.

    Examples
    --------
    >>> from ontology.vocabularies import Entity
    >>> entity = Entity("member-states", "actor", "Member States")
    >>> Gazetteer.build([entity]).find("each member\\n  State")
    [Hit(start=5, end=19, entity='member-states', type='actor', rule='label')]
    """

    lower: FormIndex
    cased: FormIndex

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> Gazetteer:
        """Make the automata of these entities' labels."""
        forms: tuple[dict[bytes, dict[Use, None]], dict[bytes, dict[Use, None]]] = ({}, {})
        for entity in sorted(entities, key=lambda e: (e.type, e.key)):
            for form, use, cased in _uses(entity):
                known = forms[cased].setdefault(form if cased else with_ends(form), {})
                if not any(use[:2] == other[:2] and use.head == other.head for other in known):
                    known[use] = None
        return cls(*(FormIndex.build({f: tuple(u) for f, u in part.items()}) for part in forms))

    def find(self, text: str) -> list[Hit]:
        """Give every hit that boundaries, case and negative labels let stand."""
        folded = fold(text)
        return self.find_folded(text, folded, collapse(folded))

    def find_folded(self, text: str, folded: bytes, collapsed: Collapsed) -> list[Hit]:
        """Give the same for a text that has been folded and collapsed already."""
        hits, negative = self._scan(collapsed, text)
        for window, offset in _broken(folded):
            near = text[offset : offset + len(window)]
            if not _LINE_END.search(near):
                continue
            joined = self._scan(collapse(window, join=True), near)
            for known, found in zip((hits, negative), joined, strict=True):
                known += [
                    Hit(start + offset, end + offset, entity, kind, rule + ":hyphenated")
                    for start, end, entity, kind, rule in found
                    if _LINE_END.search(near, start, end)
                ]
        return _without_negative(hits, negative, len(text))

    def named(self, name: str) -> tuple[str, ...]:
        """Give the keys of the entities that have ``name`` among their forms.

        Examples
        --------
        >>> from ontology.vocabularies import Entity
        >>> Gazetteer.build([Entity("judiciary", "actor", "judge")]).named("Judges")
        ('judiciary',)
        """
        found = (h for h in self.find(name) if (h.start, h.end) == (0, len(name)))
        return tuple(dict.fromkeys(h.entity for h in found))

    def _scan(self, collapsed: Collapsed, text: str) -> tuple[list[Hit], list[Hit]]:
        haystack = Haystack.of(text, collapsed)
        hits, negative = self.lower.scan(haystack.ended, haystack)
        more, more_negative = self.cased.scan(haystack.data, haystack)
        return hits + more, negative + more_negative


def _uses(entity: Entity) -> Iterator[tuple[bytes, Use, bool]]:
    """Give every form of an entity's labels, what it is used for, and whether its case binds."""
    plural = entity.type not in _NEVER_PLURAL
    named = entity.labels if entity.type in ("organization", "instrument") else ()
    short = [name for label in named for name in shortened_names(label)]
    for label in dict.fromkeys((*entity.labels, *short, *entity.negative)):
        case = case_rule(label)
        kind = "" if label in entity.negative else entity.type
        use = Use(entity.key, kind, _rule(label, case, entity), word=label in _WORDS)
        if case == "exact" or (case == "capital" and not plural):
            yield from ((form, use, True) for form in cased_forms(label, plural=plural))
            continue
        for form in surface_forms(label, plural=plural):
            yield form, use, False
            if plural and kind:
                beginnings, head = coordinated_forms(form)
                shared = use._replace(rule="label:coordinated", head=b" " + head)
                yield from ((beginning, shared, False) for beginning in beginnings)


def _rule(label: str, case: str, entity: Entity) -> str:
    """Name the rule by which a label is found.

    A generic label names something only where the document's subject allows it: words that stand
    for many bodies ("Expert Group"), names of a place that several instruments bear, and short
    names of what is only proposed ("new convention").
    """
    if entity.type == "instrument" and label in shared_names():
        return GENERIC
    if entity.subtype == "ProposedInstrument" and len(label.split()) < 4:
        return GENERIC
    shared = entity.type in _NEVER_PLURAL and label.lower() in head_types()
    if shared and label != entity.label and label.lower() not in own_names():
        return GENERIC
    if label in entity.hidden:
        return "hidden-label"
    return "acronym-label" if case == "exact" else "label"


_HYPHENATED = re.compile(rb"- +[a-z]")
_LINE_END = re.compile(r"[-\u2010\xad][^\S\n]*\n")
_REACH = 90


def _broken(folded: bytes) -> Iterator[tuple[bytes, int]]:
    """Give the surroundings of words broken at line ends, to be scanned without the hyphen."""
    last = 0
    for found in _HYPHENATED.finditer(folded):
        if not folded[found.start() - 1 : found.start()].isalpha():
            continue
        start, end = max(last, found.start() - _REACH), found.end() + _REACH
        yield folded[start:end], start
        last = found.end()


Spans = dict[str, tuple[list[int], list[int]]]


def _without_negative(hits: list[Hit], negative: list[Hit], length: int) -> list[Hit]:
    """Leave out what lies within a negative label of the same entity, in a text of this length."""
    spans: Spans = {}
    covered = bytearray(length)
    for start, end, entity, _, _ in sorted(negative):
        starts, ends = spans.setdefault(entity, ([], [0]))
        starts.append(start)
        ends.append(max(end, ends[-1]))
        covered[start:end] = b"\1" * (end - start)
    return [hit for hit in hits if not covered[hit[0]] or not _lies_within(hit, spans)]


def _lies_within(hit: Hit, spans: Spans) -> bool:
    """Tell whether a span of the same entity that begins before a hit, or with it, ends behind."""
    known = spans.get(hit[2])
    return known is not None and known[1][bisect_right(known[0], hit[0])] >= hit[1]


_built: dict[str, Gazetteer] = {}
# What the forms are made of besides the vocabularies, and how they are written down.
_MADE_BY = tuple(
    Path(__file__).parent / name
    for name in (
        "gazetteer.py", "matching.py", "../folding.py", "surface.py", "heads.py",
        "data/spelling.toml", "data/shortforms.toml",
    )
)  # fmt: skip


def gazetteer_of(vocabularies: Vocabularies) -> Gazetteer:
    """Give the gazetteer of these vocabularies, built once per digest."""
    known = _built.get(vocabularies.digest)
    if known is None:
        known = _built[vocabularies.digest] = _recalled(vocabularies) or _made(vocabularies)
    return known


def _made(vocabularies: Vocabularies) -> Gazetteer:
    # What is both an actor and a theme stands in two schemes, with a type in each.
    listed = chain(*vocabularies.schemes.values(), vocabularies.entities.values())
    every = {(e.key, e.type): e for e in listed if e.type != "strength"}
    made = Gazetteer.build(every.values())
    if len(every) >= _MANY:
        keep(__file__, _key(vocabularies), (made.lower.packed(), made.cased.packed()))
    return made


# Fewer entities are made into automata in no time.
_MANY = 500


def _recalled(vocabularies: Vocabularies) -> Gazetteer | None:
    """Give what another process made of the same vocabularies with the same rules."""
    kept: Any = recall(__file__, _key(vocabularies))
    return Gazetteer(*map(FormIndex.unpacked, kept)) if kept else None


def _key(vocabularies: Vocabularies) -> str | None:
    """Name what a gazetteer is made of: the vocabularies, our rules, and the automata's library."""
    files = sorted(f for f in Path(daachorse.__file__).parent.iterdir() if f.is_file())
    library = (f"{f.name} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files)
    return key_of(_MADE_BY, vocabularies.digest, *library)
