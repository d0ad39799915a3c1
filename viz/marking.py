"""Marking: cutting a text into runs, each with the mentions and hits that cover it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.catalogue import UnitRecord
    from graph.document import Mention

__all__ = ["Mark", "MentionsOf", "Run", "located", "runs"]

MentionsOf = Callable[[Iterable["UnitRecord"]], Mapping[str, Sequence["Mention"]]]
"""Reads the mentions of units; they stand under the units' IRIs."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text, half-open, and what it marks."""

    start: int
    end: int
    entity: str
    type: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, the marks that cover it (shortest first), and whether a search hit it."""

    text: str
    marks: tuple[Mark, ...] = ()
    hit: bool = False


def runs(
    text: str, marks: Sequence[Mark] = (), hits: Sequence[tuple[int, int]] = ()
) -> tuple[Run, ...]:
    """Cut a text where marks and hits begin and end; overlaps and nesting are allowed.

    Parameters
    ----------
    text
        The text.
    marks, hits
        Spans in it; what lies outside is cut off, empty ones are left out.

    Returns
    -------
    tuple of Run
        The runs' texts, joined, are ``text``.

    Examples
    --------
    >>> [(run.text, [m.entity for m in run.marks])
    ...  for run in runs("abcdef", [Mark(0, 4, "x", "theme"), Mark(2, 6, "y", "actor")])]
    [('ab', ['x']), ('cd', ['x', 'y']), ('ef', ['y'])]
    """
    size = len(text)
    cuts = {0, size}
    for start, end in [(m.start, m.end) for m in marks] + list(hits):
        if start < end:
            cuts |= {min(max(start, 0), size), min(max(end, 0), size)}
    edges = sorted(cuts)
    found = []
    for start, end in pairwise(edges):
        over = [m for m in marks if start < m.end and m.start < min(end, m.end)]
        over.sort(key=lambda m: (m.end - m.start, m.start, m.entity))
        hit = any(start < b and a < min(end, b) for a, b in hits)
        found.append(Run(text[start:end], tuple(over), hit))
    return tuple(found)


def located(text: str, start: int, end: int, mentions: Sequence[Mention]) -> tuple[Mark, ...]:
    """Carry mentions from offsets in the document to offsets in a unit's own text.

    The unit's text leaves out page furniture that stood between ``start`` and ``end``, so offsets
    may move left by at most the length left out; a mention that itself runs across furniture is
    found by its words' first and last pieces.

    Parameters
    ----------
    text, start, end
        The unit's text and its span in the document.
    mentions
        In text order, with offsets in the document.

    Examples
    --------
    >>> from graph.document import Mention
    >>> located("ask UNODC", 10, 19, [Mention("unodc", "organization", "UNODC", 14, 19, "label")])
    (Mark(start=4, end=9, entity='unodc', type='organization', rule='label'),)
    """
    removed = max(end - start - len(text), 0)
    moved = 0
    found = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        place = _place(text, mention, mention.start - start, moved, removed)
        if place is None:
            continue
        moved = max(moved, mention.start - start - place[0])
        found.append(Mark(*place, mention.entity, mention.type, mention.rule))
    return tuple(found)


def _place(
    text: str, mention: Mention, offset: int, moved: int, removed: int
) -> tuple[int, int] | None:
    """The nearest place, between what is known to have moved and the most that can have."""
    quote = mention.quote
    for shift in (moved, *range(moved + 1, removed + 1)):
        if offset - shift >= 0 and text.startswith(quote, offset - shift):
            return offset - shift, offset - shift + len(quote)
    words = quote.split()
    if len(words) < 2 or not removed:
        return None
    first = text.find(words[0], max(offset - removed, 0))
    last = text.find(words[-1], first, first + len(quote)) if first >= 0 else -1
    return (first, last + len(words[-1])) if last >= 0 else None
