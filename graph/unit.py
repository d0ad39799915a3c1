"""A unit of a document: its words, and what stands in them.

Offsets are Unicode code points, half-open, in the document's text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Action", "Mention", "Passage", "Range", "Statement", "Target", "Unit"]

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text taken from one or more ranges of a document's text.

    Parameters
    ----------
    text
        The ranges' text, joined as it stands.
    ranges
        Half-open ranges of the document's text, ascending, whose lengths add up to ``len(text)``.

    Examples
    --------
    >>> passage = Passage.cut("tools, or [2/3] an", [(0, 10), (15, 18)])
    >>> passage.text
    'tools, or  an'
    >>> passage.span(7, 13)
    (7, 18)
    >>> passage.local(16)
    11
    """

    text: str
    ranges: tuple[Range, ...]

    @classmethod
    def cut(cls, text: str, ranges: Sequence[Range]) -> Passage:
        """Take ``ranges`` out of ``text``."""
        return cls("".join(text[start:end] for start, end in ranges), tuple(ranges))

    def span(self, start: int, end: int) -> Range:
        """Give the document offsets of the local span ``[start, end)``, ``start < end``."""
        first, last = self.ranges[0]
        if end <= last - first:
            return start + first, end + first
        return self._position(start), self._position(end - 1) + 1

    def local(self, offset: int) -> int:
        """Give the local offset of a document offset; one between ranges goes to the next."""
        before = 0
        for start, end in self.ranges:
            if offset < end:
                return before + max(offset - start, 0)
            before += end - start
        return before

    def _position(self, local: int) -> int:
        for start, end in self.ranges:
            if local < end - start:
                return start + local
            local -= end - start
        raise ValueError(f"offset {local} lies past the end of the passage")


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named in the text: ``document.text[start:end] == quote``.

    ``type`` is organization, instrument, actor, state or theme; ``rule`` says how it was found;
    ``provision`` is what of an instrument is cited ("article 35, paragraph 2").
    """

    entity: str
    type: str
    quote: str
    start: int
    end: int
    rule: str
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done: the verb's base form and the words that follow it."""

    verb: str
    object: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A position taken towards an entity: ``stance`` is supports, opposes or mixed."""

    entity: str
    stance: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest thing said inside a unit.

    Attributes
    ----------
    text, start, end
        The words, furniture left out, and their outer span in the document's text.
    addressees
        Keys of those who are asked; empty where the text names none.
    inherited
        True where the addressees come from a parent unit or an antecedent, not from these words.
    modality, modality_start, modality_end
        The normative expression in its standard form ("should", "should not", "fact") and its span,
        ``None`` where it is inherited or where there is no such expression.
    strength
        5 must/shall, 4 should, 3 should consider, 2 may, 1 reported need, 0 no force.
    negative
        True where the action is to be left undone.
    attribution
        ``None`` for the document's own voice, "collective", "unspecified", or the quoted holder.
    attributed_to
        ISO 3166 alpha-3 codes where the text names the States that say so.
    stance
        recommend, support, oppose, statement or procedural.
    """

    text: str
    start: int
    end: int
    addressees: tuple[str, ...] = ()
    inherited: bool = False
    modality: str = "fact"
    modality_start: int | None = None
    modality_end: int | None = None
    strength: int = 0
    negative: bool = False
    action: Action | None = None
    condition: str | None = None
    attribution: str | None = None
    attributed_to: tuple[str, ...] = ()
    stance: str = "statement"
    targets: tuple[Target, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A numbered or lettered paragraph or sub-item, or an unnumbered one of the same rank.

    Attributes
    ----------
    key
        Unique in the document and stable: the number, made unique where numbering restarts.
    number
        The citation path as printed: ``2(l)(ii)``, ``140.7``; ``pp3`` for a preambular paragraph.
    parent, parent_key
        Number and key of the unit it stands under.
    kind
        recommendation, chapeau, narrative, sub-item, statement or preamble.
    order
        Position in the document, from 0.
    ranges
        Its text's ranges in the document's text, furniture and label left out.
    label_start
        Where its printed label begins; equal to ``start`` where it has none.
    asked
        Keys of those whom it is addressed to, where its source says so beside the text.
    """

    key: str
    number: str
    parent: str | None
    parent_key: str | None
    kind: str
    section: str | None
    order: int
    text: str
    start: int
    end: int
    ranges: tuple[Range, ...]
    label_start: int
    page: int | None = None
    title: str = ""
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    attributed_to: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    position: str | None = None

    @property
    def passage(self) -> Passage:
        """The unit's text with its ranges."""
        return Passage(self.text, self.ranges)

    @property
    def addressees(self) -> tuple[str, ...]:
        """The addressees of its statements that recommend, in text order."""
        asked = (a for s in self.statements if s.stance == "recommend" for a in s.addressees)
        return tuple(dict.fromkeys(asked))

    @property
    def modality(self) -> str | None:
        """The modality of its first statement that recommends."""
        return next((s.modality for s in self.statements if s.stance == "recommend"), None)

    @property
    def strength(self) -> int | None:
        """The strength of its first statement that recommends."""
        return next((s.strength for s in self.statements if s.stance == "recommend"), None)

    def entities(self, *types: str) -> tuple[str, ...]:
        """Keys of the entities of these types that it mentions, in text order."""
        found = (m.entity for m in self.mentions if m.type in types)
        return tuple(dict.fromkeys(found))
