"""An automaton of forms: every use of every form in a folded text, decided at word boundaries.

The loop over matches is the reader's hottest: forms in any case cannot even match where a word goes
on (see :func:`with_ends`), what a form means is looked up, and most matches are decided without a
call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from daachorse import DoubleArrayAhoCorasick

if TYPE_CHECKING:
    from graph.folding import Collapsed

__all__ = ["FormIndex", "Haystack", "Hit", "Use", "with_ends"]


class Hit(NamedTuple):
    """An entity named in a text: its span in code points, its key and type, and the rule.

    ``type`` is empty for a negative label: what the entity is not.
    """

    start: int
    end: int
    entity: str
    type: str
    rule: str


class Use(NamedTuple):
    """One way a form is used: by which entity, of which type, under which rule.

    ``head`` is a space and the word that must follow where the form begins a coordination
    ("judicial and" before " authorities"); ``word`` tells that the acronym is also a word.
    """

    entity: str
    type: str
    rule: str
    head: bytes = b""
    word: bool = False


def with_ends(data: bytes) -> bytes:
    """Give folded bytes in lower case, but the last letter of every word in upper case.

    Where text and forms are written so, no form matches a part of a word that ends before it.

    Examples
    --------
    >>> with_ends(b"Member States of the system")
    b'membeR stateS oF thE systeM'
    """
    return data[::-1].title()[::-1]


# One byte per code point: 1 letter, 2 digit, 0 neither.
_WORD = bytes(
    1 if 64 < b < 128 and chr(b).isalpha() else 2 if 47 < b < 58 else 0 for b in range(256)
)
# What stands beside a match: 1 neither letter nor digit, as it should be; 0 a letter; 2 a digit,
# which may be a footnote's mark behind it. Before a match, 3 is the space after "non".
_BESIDE = bytes((1, 0, 2)[kind] for kind in _WORD)
_DIGIT = 2
_NON = 3
_NEGATION = b"non "
_PADDING = b"\0\0\0\0"
_COMMA = b","[0]
_DOLLAR = b"$"[0]
_REACH = 60
"""How far behind a coordination's beginning its head may stand."""
_new = tuple.__new__


@dataclass(frozen=True, slots=True, eq=False)
class Haystack:
    """A text to be searched, folded: what stands before and behind each place of its data.

    ``ended`` is the data as :func:`with_ends` gives it.
    ``before[start] * behind[end]`` is 1 where a match may stand; else :meth:`holds` tells.
    """

    text: str
    collapsed: Collapsed
    data: bytes
    lower: bytes
    ended: bytes
    before: bytearray
    behind: bytes

    @classmethod
    def of(cls, text: str, collapsed: Collapsed) -> Haystack:
        """Look at a text that has been folded and collapsed."""
        data = collapsed.data + _PADDING
        lower = data.lower()
        behind = data.translate(_BESIDE)
        before = bytearray(b"\1") + behind
        at = lower.find(_NEGATION)
        while at >= 0:
            end = at + len(_NEGATION)
            if before[at] == 1:
                before[end] = _NON
            at = lower.find(_NEGATION, end)
        return cls(text, collapsed, data, lower, with_ends(data), before, behind)

    def cut(self, start: int, end: int, head: bytes) -> int:
        """Give where, in the text, a coordination's modifier ends, 0 where its head is missing."""
        at = self.lower.find(head, end, end + _REACH)
        cut = _cut_at_head(self.lower, (start, end), at, head) if at > end else 0
        return cut and self.collapsed.span(start, cut)[1]

    def holds(self, start: int, end: int) -> bool:
        """Say whether a match may stand and its conditions are met."""
        if self.before[start] in (0, _DIGIT) or not self.behind[end]:
            return False
        # A sum stands against its currency: "US$500 million".
        sum_ = self.data[end - 1] == _DOLLAR
        if self.behind[end] == _DIGIT and not (sum_ or _note_mark(self.data, start, end)):
            return False
        # "non-judicial" is not judicial, "non judicial" is what came of a lost comma.
        at = self.collapsed.span(start, end)[0]
        return self.before[start] != _NON or self.text[at - 1] == " "


@dataclass(frozen=True, slots=True, eq=False)
class FormIndex:
    """Forms in one automaton; ``plain`` and ``uses`` say what each of them means.

    ``plain`` has the last three fields of a hit where a form has one use and nothing more to hold;
    ``uses`` has all the uses of every other form, by its number.
    """

    forms: tuple[bytes, ...]
    automaton: DoubleArrayAhoCorasick
    plain: tuple[tuple[str, str, str] | None, ...]
    uses: Mapping[int, tuple[Use, ...]]

    @classmethod
    def build(cls, forms: Mapping[bytes, Sequence[Use]]) -> FormIndex:
        """Make the automaton of these forms."""
        # An automaton of no pattern cannot be made: a byte that no folded text has stands in.
        patterns = tuple(sorted(forms)) or (b"\xff",)
        uses = [tuple(forms.get(p, ())) for p in patterns]
        plain = tuple(map(_plain, uses))
        others = {i: u for i, u in enumerate(uses) if plain[i] is None}
        return cls(patterns, DoubleArrayAhoCorasick(list(patterns)), plain, others)

    def packed(self) -> tuple[object, ...]:
        """Give its parts as plain values, for :meth:`unpacked`."""
        uses = {form: tuple(map(tuple, every)) for form, every in self.uses.items()}
        return self.forms, self.automaton.serialize(), self.plain, uses

    @classmethod
    def unpacked(cls, packed: Any) -> FormIndex:
        """Make it of its parts, much faster than of its forms."""
        forms, automaton, plain, uses = packed
        others = {form: tuple([_new(Use, use) for use in every]) for form, every in uses.items()}
        return cls(forms, DoubleArrayAhoCorasick.deserialize(automaton), plain, others)

    def scan(self, data: bytes, haystack: Haystack) -> tuple[list[Hit], list[Hit]]:
        """Give the hits in ``data``, the haystack's written as the forms are, by end.

        Those of negative labels come apart, behind those of the others.
        """
        before, behind, collapsed = haystack.before, haystack.behind, haystack.collapsed
        hits: list[Hit] = []
        negative: list[Hit] = []
        add, plain, uses, lower = hits.append, self.plain, self.uses, haystack.lower
        since, until, shift = collapsed.stretch(0)
        for start, end, form in self.automaton.find_overlapping(data):
            if before[start] * behind[end] != 1 and not haystack.holds(start, end):
                continue
            # Matches come by their ends: the stretch of text that holds them changes rarely.
            if end > until:
                since, until, shift = collapsed.stretch(end - 1)
            at = start + shift if start >= since else collapsed.span(start, end)[0]
            meant = plain[form]
            if meant is not None:
                entity, kind, rule = meant
                add(_new(Hit, (at, end + shift, entity, kind, rule)))
                continue
            for entity, kind, rule, head, word in uses[form]:
                to = end + shift
                if head:
                    if lower.find(head, end, end + _REACH) <= end:
                        continue
                    to = haystack.cut(start, end, head)
                if to and not (word and _in_capitals(haystack.text, at, to)):
                    (hits if kind else negative).append(_new(Hit, (at, to, entity, kind, rule)))
        return hits, negative


def _plain(uses: Sequence[Use]) -> tuple[str, str, str] | None:
    """Give what a form means that has one use, positive and without condition."""
    if len(uses) != 1 or uses[0].head or uses[0].word or not uses[0].type:
        return None
    return uses[0][:3]


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Say whether an acronym stands in running capitals, where a word would look the same."""
    around = text[max(0, start - 25) : start] + text[end : end + 25]
    return any(c.isupper() for c in around) and not any(c.islower() for c in around)


def _note_mark(data: bytes, start: int, end: int) -> bool:
    """Say whether digits behind a word are a footnote's mark: one to three, then no word."""
    if end - start < 6 or _WORD[data[end - 1]] != 1:
        return False
    stop = end
    while _WORD[data[stop]] == _DIGIT:
        stop += 1
    return stop - end <= 3 and not _WORD[data[stop]]


_NO_MODIFIER = frozenset(
    b"the a an of to in for on with by as at from that which its their all is are".split()
)
_MODIFIERS = re.compile(rb"[a-z ,]+")


def _cut_at_head(data: bytes, match: tuple[int, int], at: int, head: bytes) -> int:
    """Give where the modifier of a coordination ends, 0 where the head at ``at`` is not its own.

    One to four modifiers stand before the head.
    """
    start, end = match
    if _WORD[data[at + len(head)]]:
        return 0
    near = data[end:at]
    if not _MODIFIERS.fullmatch(near):
        return 0
    listed, words = data[end - 1] == _COMMA, near.replace(b",", b"").split()
    if listed and b"and" not in words and b"or" not in words:
        return 0
    modifiers = [word for word in words if word not in {b"and", b"or"}]
    if not 1 <= len(modifiers) <= 4 or _NO_MODIFIER.intersection(modifiers):
        return 0
    return data.rindex(b"," if listed else b" ", start, end)
