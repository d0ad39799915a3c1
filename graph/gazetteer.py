"""Every label of the vocabularies, found in one pass over a text.

An overlapping Aho-Corasick automaton over folded bytes finds every form; filters on the original
text (word boundaries, case, negative labels) throw out what is no mention. Which of overlapping
hits stay is decided by one pure function elsewhere, :func:`graph.mentions.choose`.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from daachorse import DoubleArrayAhoCorasick

from graph.folding import Collapsed, collapse, fold
from graph.heads import head_types
from graph.surface import case_rule, coordinated_forms, surface_forms

if TYPE_CHECKING:
    from ontology.vocabularies import Entity, Vocabularies

__all__ = ["GENERIC", "Gazetteer", "Hit", "gazetteer_of"]


class Hit(NamedTuple):
    """An entity named in a text: its span in code points, its key and type, and the rule."""

    start: int
    end: int
    entity: str
    type: str
    rule: str


class _Use(NamedTuple):
    """One way a form is used: by which entity, and what must hold of the text it matched."""

    entity: str
    type: str
    case: str
    letters: str
    rule: str
    negative: bool = False
    head: bytes = b""


# The rule of labels that many things share; see _rule.
GENERIC = "generic-label"

_NEVER_PLURAL = {"organization", "instrument", "state"}
# Acronyms that are words: not taken from running capitals.
_WORDS = frozenset(
    {"WHO", "IT", "US", "UN", "AIDS", "CAT", "ACT", "FAST", "OAS", "ICE", "AU", "SIDS"}
)

# One byte per code point: 1 letter, 2 digit, 0 neither.
_WORD = bytes(1 if chr(b).isalpha() and b < 128 else 2 if 48 <= b < 58 else 0 for b in range(256))


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The forms of all vocabularies in one automaton.

    Examples
    --------
    >>> from ontology.vocabularies import Entity
    >>> entity = Entity("member-states", "actor", "Member States")
    >>> Gazetteer.build([entity]).find("each member\\n  State")
    [Hit(start=5, end=19, entity='member-states', type='actor', rule='label')]
    """

    automaton: DoubleArrayAhoCorasick
    uses: tuple[tuple[_Use, ...], ...]

    @classmethod
    def build(cls, entities: Iterable[Entity]) -> Gazetteer:
        """Make the automaton; about 20 ms for ten thousand forms."""
        forms: dict[bytes, list[_Use]] = {}
        for entity in sorted(entities, key=lambda e: (e.type, e.key)):
            for form, use in _uses(entity):
                known = forms.setdefault(form, [])
                if use not in known:
                    known.append(use)
        # An automaton of no pattern cannot be made: a byte that no folded text has stands in.
        patterns = sorted(forms) or [b"\xff"]
        uses = tuple(tuple(forms.get(p, ())) for p in patterns)
        return cls(DoubleArrayAhoCorasick(patterns), uses)

    def find(self, text: str) -> list[Hit]:
        """Give every hit that boundaries, case and negative labels let stand, by end."""
        folded = fold(text)
        return self.find_folded(text, folded, collapse(folded))

    def find_folded(self, text: str, folded: bytes, collapsed: Collapsed) -> list[Hit]:
        """Give the same for a text that has been folded and collapsed already."""
        hits = list(self._scan(collapsed, text))
        for window, offset in _broken(folded):
            near = text[offset : offset + len(window)]
            hits += [
                h._replace(start=h.start + offset, end=h.end + offset, rule=h.rule + ":hyphenated")
                for h in self._scan(collapse(window, join=True), near)
                if _LINE_END.search(near, h.start, h.end)
            ]
        return _without_negative(hits)

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

    def _scan(self, collapsed: Collapsed, text: str) -> Iterator[Hit]:
        data, word, uses = b"\0" + collapsed.data + b"\0\0\0\0", _WORD, self.uses
        span = collapsed.span
        for start, end, form in self.automaton.find_overlapping(data):
            if word[data[start - 1]] and word[data[start]]:
                continue
            after = word[data[end]]
            if after and word[data[end - 1]] and not (after == 2 and _note_mark(data, start, end)):
                continue
            at, to = span(start - 1, end - 1)
            if data[start - 4 : start] == b"non " and text[at - 1 : at] != " ":
                continue
            for use in uses[form]:
                if use.head:
                    if _shares_head(data, end, use.head):
                        cut = data.rindex(b"," if data[end - 1] == 44 else b" ", start, end)
                        yield Hit(at, span(start - 1, cut - 1)[1], use.entity, use.type, use.rule)
                elif use.case == "any" or _case_holds(use, text, at, to):
                    yield Hit(at, to, use.entity, "" if use.negative else use.type, use.rule)


def _uses(entity: Entity) -> Iterator[tuple[bytes, _Use]]:
    """Give every form of an entity's labels with what must hold of the text that it matches."""
    plural = entity.type not in _NEVER_PLURAL
    for label in dict.fromkeys((*entity.labels, *entity.negative)):
        negative = label in entity.negative
        case = case_rule(label)
        if case == "capital" and plural:
            case = "any"
        rule = _rule(label, case, entity)
        use = _Use(entity.key, entity.type, case, _letters(label), rule, negative)
        for form in surface_forms(label, plural=plural):
            yield form, use
            if plural and not negative:
                beginnings, head = coordinated_forms(form)
                shared = use._replace(rule="label:coordinated", head=head)
                yield from ((beginning, shared) for beginning in beginnings)


def _rule(label: str, case: str, entity: Entity) -> str:
    """Name the rule by which a label is found.

    A generic label names something only where the document's subject allows it: words that stand
    for many bodies ("Expert Group"), and short names of what is only proposed ("new convention").
    """
    if entity.subtype == "ProposedInstrument" and len(label.split()) < 4:
        return GENERIC
    if entity.type in _NEVER_PLURAL and label.lower() in head_types():
        return GENERIC
    if label in entity.hidden:
        return "hidden-label"
    return "acronym-label" if case == "exact" else "label"


_NO_MODIFIER = frozenset(
    b"the a an of to in for on with by as at from that which its their all is are".split()
)
_MODIFIERS = re.compile(rb"[a-z ,]+")


def _shares_head(data: bytes, end: int, head: bytes) -> bool:
    """Say whether one to four modifiers and then ``head`` follow behind ``end``."""
    near = data[end : end + 60]
    at = near.find(b" " + head)
    after = near[at + len(head) + 1 :]
    if at <= 0 or (after and _WORD[after[0]]) or not _MODIFIERS.fullmatch(near, 0, at):
        return False
    words = near[:at].replace(b",", b"").split()
    if data[end - 1] == b","[0] and b"and" not in words and b"or" not in words:
        return False
    modifiers = [word for word in words if word not in {b"and", b"or"}]
    return 1 <= len(modifiers) <= 4 and not _NO_MODIFIER.intersection(modifiers)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _case_holds(use: _Use, text: str, start: int, end: int) -> bool:
    if use.case == "capital":
        return text[start].isupper()
    found = _letters(text[start:end])
    if found != use.letters and found != use.letters + "s":
        return False
    if use.letters not in _WORDS:
        return True
    around = text[max(0, start - 25) : start] + text[end : end + 25]
    return any(c.islower() for c in around) or not any(c.isupper() for c in around)


def _note_mark(data: bytes, start: int, end: int) -> bool:
    """Say whether digits behind a word are a footnote's mark: one to three, then no word."""
    if end - start < 6 or _WORD[data[end - 1]] != 1:
        return False
    stop = end
    while _WORD[data[stop]] == 2:
        stop += 1
    return stop - end <= 3 and not _WORD[data[stop]]


_HYPHENATED = re.compile(rb"[a-z]- +[a-z]")
_LINE_END = re.compile(r"[-\u2010\xad][^\S\n]*\n")
_REACH = 90


def _broken(folded: bytes) -> Iterator[tuple[bytes, int]]:
    """Give the surroundings of words broken at line ends, to be scanned without the hyphen."""
    last = 0
    for found in _HYPHENATED.finditer(folded):
        start, end = max(last, found.start() - _REACH), found.end() + _REACH
        yield folded[start:end], start
        last = found.end()


def _without_negative(hits: list[Hit]) -> list[Hit]:
    """Leave out what lies within a negative label of the same entity."""
    negative = [h for h in hits if not h.type]
    if not negative:
        return hits
    spans: dict[str, list[tuple[int, int]]] = {}
    for hit in sorted(negative):
        known = spans.setdefault(hit.entity, [])
        known.append((hit.start, max(hit.end, known[-1][1] if known else 0)))
    return [h for h in hits if h.type and not _within(h, spans.get(h.entity, ()))]


def _within(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a hit lies in one of the sorted spans, each end the furthest so far."""
    at = bisect_right(spans, (hit.start, sys.maxsize)) - 1
    return at >= 0 and hit.end <= spans[at][1]


_built: dict[str, Gazetteer] = {}


def gazetteer_of(vocabularies: Vocabularies) -> Gazetteer:
    """Give the gazetteer of these vocabularies, built once per digest."""
    known = _built.get(vocabularies.digest)
    if known is None:
        # What is both an actor and a theme stands in two schemes, with a type in each.
        listed = chain(*vocabularies.schemes.values(), vocabularies.entities.values())
        every = {(e.key, e.type): e for e in listed if e.type != "strength"}
        known = _built[vocabularies.digest] = Gazetteer.build(every.values())
    return known
