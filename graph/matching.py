"""An automaton of forms: every use of every form in a folded text, decided at word boundaries.

The loop over matches is the reader's hottest: what a form means is looked up, not computed, and
most matches are decided without a call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from daachorse import DoubleArrayAhoCorasick

if TYPE_CHECKING:
    from graph.folding import Collapsed

__all__ = ["FormIndex", "Hit", "Use"]


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

    ``head`` is the word that must follow where the form is the beginning of a coordination
    ("judicial and" before "authorities"); ``word`` tells that the acronym is also a word.
    """

    entity: str
    type: str
    rule: str
    head: bytes = b""
    word: bool = False


# One byte per code point: 1 letter, 2 digit, 0 neither.
_WORD = bytes(
    1 if 64 < b < 128 and chr(b).isalpha() else 2 if 47 < b < 58 else 0 for b in range(256)
)
# What may stand before a match (neither letter nor digit) and behind it (no letter; a digit only
# as a footnote's mark).
_BEFORE = bytes(not kind for kind in _WORD)
_DIGIT = 2
_BEHIND = bytes((1, 0, _DIGIT)[kind] for kind in _WORD)
_PADDING = b"\0\0\0\0"
_LAST_OF_NON, _COMMA = b"n"[0], b","[0]
_new = tuple.__new__


@dataclass(frozen=True, slots=True, eq=False)
class FormIndex:
    """Forms in one automaton; ``uses`` and ``plain`` say what the form of each number means.

    ``plain`` has the last three fields of a hit where a form has one use and nothing more to hold.
    """

    automaton: DoubleArrayAhoCorasick
    uses: tuple[tuple[Use, ...], ...]
    plain: tuple[tuple[str, str, str] | None, ...]

    @classmethod
    def build(cls, forms: Mapping[bytes, Sequence[Use]]) -> FormIndex:
        """Make the automaton of these forms."""
        # An automaton of no pattern cannot be made: a byte that no folded text has stands in.
        patterns = sorted(forms) or [b"\xff"]
        uses = tuple(tuple(forms.get(p, ())) for p in patterns)
        return cls(DoubleArrayAhoCorasick(patterns), uses, tuple(map(_plain, uses)))

    def scan(self, folded: bytes, collapsed: Collapsed, text: str) -> list[Hit]:
        """Give the hits in ``folded``, by end.

        Parameters
        ----------
        folded
            The data of ``collapsed``, in the case that the forms have.
        collapsed
            The collapsed text, for its offsets.
        text
            The text itself.
        """
        data = folded + _PADDING
        before, behind = data.translate(_BEFORE), data.translate(_BEHIND)
        # The byte before offset 0 is the last one, which is padding.
        matches = [
            match
            for match in self.automaton.find_overlapping(data)
            if before[match[0] - 1] and behind[match[1]]
        ]
        hits: list[Hit] = []
        plain, span, shifted = self.plain, collapsed.span, bool(collapsed.at)
        for start, end, form in matches:
            if behind[end] == _DIGIT and not _note_mark(data, start, end):
                continue
            at, to = span(start, end) if shifted else (start, end)
            if data[start - 2] == _LAST_OF_NON and _negated(data, start, text, at):
                continue
            fields = plain[form]
            if fields is not None:
                hits.append(_new(Hit, (at, to, *fields)))
            else:
                hits += self._conditional(self.uses[form], data, (start, end), collapsed, text)
        return hits

    def _conditional(
        self,
        uses: Sequence[Use],
        data: bytes,
        match: tuple[int, int],
        collapsed: Collapsed,
        text: str,
    ) -> Iterator[Hit]:
        """Give the uses whose conditions hold."""
        start, end = match
        at, to = collapsed.span(start, end)
        for use in uses:
            if use.head:
                if _shares_head(data, end, use.head):
                    cut = data.rindex(b"," if data[end - 1] == _COMMA else b" ", start, end)
                    yield Hit(at, collapsed.span(start, cut)[1], use.entity, use.type, use.rule)
            elif not use.word or not _in_capitals(text, at, to):
                yield Hit(at, to, use.entity, use.type, use.rule)


def _plain(uses: Sequence[Use]) -> tuple[str, str, str] | None:
    if len(uses) != 1 or uses[0].head or uses[0].word:
        return None
    return uses[0][:3]


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Say whether an acronym stands in running capitals, where a word would look the same."""
    around = text[max(0, start - 25) : start] + text[end : end + 25]
    return any(c.isupper() for c in around) and not any(c.islower() for c in around)


def _negated(data: bytes, start: int, text: str, at: int) -> bool:
    """Say whether "non-" stands before a match."""
    prefix = data[max(start - 5, 0) : start].lower()
    return prefix.endswith(b"non ") and not prefix[:-4].isalnum() and text[at - 1] != " "


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


def _shares_head(data: bytes, end: int, head: bytes) -> bool:
    """Say whether one to four modifiers and then ``head`` follow behind ``end``."""
    near = data[end : end + 60]
    at = near.find(b" " + head)
    if at <= 0:
        return False
    after = near[at + len(head) + 1 :]
    if (after and _WORD[after[0]]) or not _MODIFIERS.fullmatch(near, 0, at):
        return False
    words = near[:at].replace(b",", b"").split()
    if data[end - 1] == _COMMA and b"and" not in words and b"or" not in words:
        return False
    modifiers = [word for word in words if word not in {b"and", b"or"}]
    return 1 <= len(modifiers) <= 4 and not _NO_MODIFIER.intersection(modifiers)
