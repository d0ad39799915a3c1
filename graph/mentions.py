"""Everything a document names: entities of the vocabularies, references, short forms.

The units' texts are joined and read in one pass; hits of all finders then compete by one policy,
:func:`choose`, and each becomes a mention with its offsets in the document's text.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from graph.acronyms import acronym_hits, acronyms, foreign_acronyms, tabled_acronyms
from graph.adopters import body_named, load_bodies
from graph.document import Mention
from graph.folding import collapse, fold
from graph.founding import FOUNDED, founded_hits
from graph.gazetteer import GENERIC, Hit, gazetteer_of
from graph.heads import find_short_forms
from graph.provisions import provision_at
from graph.references import find_references
from graph.shortforms import Antecedents, short_form_hits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.document import Document, Unit
    from graph.gazetteer import Gazetteer
    from ontology.vocabularies import Vocabularies

__all__ = ["choose", "find_mentions"]

Span = tuple[int, int]

# Between two units' texts; no name holds it.
_BETWEEN = "\0"
# What wins where two names have the same span.
_RANK = {"organization": 0, "instrument": 1, "state": 2, "actor": 3}


def find_mentions(
    document: Document, vocabularies: Vocabularies
) -> tuple[tuple[Mention, ...], ...]:
    """Find every mention in a document's units.

    Parameters
    ----------
    document
        A document with its units.
    vocabularies
        What can be named.

    Returns
    -------
    tuple of tuple of Mention
        One tuple per unit, by start. ``document.text[start:end] == quote``. Organizations,
        instruments, actors and States never overlap each other; a theme may overlap them, unless it
        is only a part of a name or of a longer theme.
    """
    text = _BETWEEN.join(unit.text for unit in document.units)
    starts = _starts(document.units)
    gazetteer = gazetteer_of(vocabularies)
    folded = fold(text)
    collapsed = collapse(folded)
    hits = gazetteer.find_folded(text, folded, collapsed)
    generic = [h for h in hits if h.rule.startswith(GENERIC)]
    hits = [h for h in hits if not h.rule.startswith(GENERIC)]
    hits += _references(document, vocabularies, starts)
    hits += list(founded_hits(text, hits, vocabularies))
    hits = _with_acronyms(document, text, hits, gazetteer, vocabularies)
    hits += _grounded(generic, hits, gazetteer, vocabularies, document.metadata.body)
    known = Antecedents(vocabularies.entities, document.metadata.body, _adopters(gazetteer))
    named = choose((h for h in hits if h.type in {"organization", "instrument"}), vocabularies)
    full = {h.start for h in named if h.rule == FOUNDED}
    short = [s for s in find_short_forms(text, collapsed) if s.start not in full]
    hits += short_form_hits(short, named, starts, known, text)
    return _distribute(document, choose(hits, vocabularies), starts)


def _grounded(
    generic: Sequence[Hit],
    hits: Sequence[Hit],
    gazetteer: Gazetteer,
    vocabularies: Vocabularies,
    body: str | None,
) -> Iterator[Hit]:
    """Give the generic hits whose entity the document is about.

    It is where the entity is the document's body or is named in full, or where the document names a
    theme that the entity's definition names.
    """
    seen = {hit.entity for hit in hits} | {body}
    about: dict[str, bool] = {}
    for hit in generic:
        key = hit.entity
        if key not in about:
            definition = vocabularies.entities[key].definition or ""
            context = {h.entity for h in gazetteer.find(definition) if h.type == "theme"}
            about[key] = key in seen or not context.isdisjoint(seen)
        if about[key]:
            yield hit


def _starts(units: Sequence[Unit]) -> list[int]:
    starts, at = [], 0
    for unit in units:
        starts.append(at)
        at += len(unit.text) + len(_BETWEEN)
    return starts


def _references(
    document: Document, vocabularies: Vocabularies, starts: Sequence[int]
) -> Iterator[Hit]:
    body = _adopting_body(document, vocabularies)
    for unit, start in zip(document.units, starts, strict=True):
        for found in find_references(unit.text, body=body):
            yield Hit(found.start + start, found.end + start, found.key, "instrument", found.rule)


def _adopting_body(document: Document, vocabularies: Vocabularies) -> str | None:
    """Give the key, among the bodies that adopt resolutions, of the body whose document this is."""
    entity = vocabularies.get(document.metadata.body or "")
    names = (entity.label, *entity.alt) if entity else ()
    named = next((body for name in names if (body := body_named(name))), None)
    if named is None:
        symbol = document.metadata.symbol or ""
        named = next((body for body in load_bodies() if body.numbered_by(symbol)), None)
    return named.key if named else None


@cache
def _adopters(gazetteer: Gazetteer) -> Mapping[str, str]:
    """Give, for each body that adopts resolutions, the organization's key in the vocabularies."""
    return {body.key: key for body in load_bodies() for key in gazetteer.named(body.names[0])[:1]}


def _with_acronyms(
    document: Document,
    text: str,
    hits: list[Hit],
    gazetteer: Gazetteer,
    vocabularies: Vocabularies,
) -> list[Hit]:
    """Add the uses of acronyms that the document defines, which stand for nothing else in it."""
    defined = acronyms(text, hits)
    for short, name in tabled_acronyms(document.text).items():
        for key in gazetteer.named(name)[:1]:
            defined.setdefault(short, Hit(0, 0, key, vocabularies.entities[key].type, "acronym"))
    new = {s: h for s, h in defined.items() if h.entity not in gazetteer.named(s)}
    others = {s: n for s, n in foreign_acronyms(text).items() if s not in defined}
    meant = {s: {h.entity} for s, h in new.items()} | {
        s: set(gazetteer.named(name)) for s, name in others.items()
    }
    kept = [
        h
        for h in hits
        if h.rule != "acronym-label"
        or h.entity in meant.get(text[h.start : h.end].removesuffix("s"), {h.entity})
    ]
    return [*kept, *acronym_hits(text, new)]


def choose(hits: Iterable[Hit], vocabularies: Vocabularies) -> list[Hit]:
    """Decide which of overlapping hits stay.

    Among organizations, instruments, States and actors the longest stays, then the leftmost; but a
    reference by number is never a part of a longer name. A theme stays unless it lies within a
    longer theme or a name that stays. The name of a proposed instrument says what it is about and
    hides no theme; an actor's hides what is less than half of it ("law" in "law enforcement").

    Examples
    --------
    >>> from ontology.vocabularies import Vocabularies
    >>> hits = [Hit(0, 14, "united-nations", "organization", "label"),
    ...         Hit(0, 40, "untoc", "instrument", "label"),
    ...         Hit(30, 40, "crime", "theme", "label")]
    >>> [h.entity for h in choose(hits, Vocabularies({}, {}, ""))]
    ['untoc']
    """
    names: list[Hit] = []
    themes: list[Hit] = []
    for hit in dict.fromkeys(hits):
        (themes if hit.type == "theme" else names).append(hit)
    hidden = bytearray(max((h.end for h in names), default=0))
    kept: list[Hit] = []
    actors: list[Span] = []
    for hit in _longest(names):
        kept.append(hit)
        start, end, entity, kind, _ = hit
        if kind == "actor":
            actors.append((start, end))
        elif not _proposed(entity, vocabularies):
            hidden[start:end] = b"\1" * (end - start)
    kept += _maximal(themes, hidden, actors)
    kept.sort()
    return kept


def _longest(names: list[Hit]) -> Iterator[Hit]:
    """Give the names that stay, by start: of those that overlap each other the first in rank."""
    names.sort()
    group: list[Hit] = []
    reach = 0
    for hit in names:
        if hit.start >= reach and group:
            yield from group if len(group) == 1 else _first_in_rank(group)
            group = []
        group.append(hit)
        reach = max(reach, hit.end)
    yield from _first_in_rank(group)


def _first_in_rank(group: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(group, key=_precedence):
        start, end = hit[:2]
        if all(end <= o[0] or o[1] <= start or _one_range(hit, o) for o in kept):
            kept.append(hit)
    kept.sort()
    return kept


def _one_range(hit: Hit, other: Hit) -> bool:
    """Say whether two hits are members of one range of references and share its words."""
    return hit[:2] == other[:2] and ":range" in hit.rule + other.rule


def _precedence(hit: Hit) -> tuple[bool, int, int, int, str, str]:
    start, end, entity, kind, rule = hit
    return not rule.startswith("reference:"), start - end, start, _RANK[kind], entity, rule


def _proposed(key: str, vocabularies: Vocabularies) -> bool:
    entity = vocabularies.get(key)
    return entity is not None and entity.subtype == "ProposedInstrument"


def _maximal(themes: list[Hit], hidden: bytearray, actors: list[Span]) -> Iterator[Hit]:
    """Leave out the themes within a longer theme, a hidden stretch, or an actor's longer name."""
    themes.sort(key=lambda h: (h[0], -h[1], h[2], h[4]))
    reach, last, seen = 0, (0, 0), set[str]()
    for hit in themes:
        start, end, entity, _, rule = hit
        if (start, end) != last:
            if end <= reach:
                continue
            last, seen, reach = (start, end), set(), end
        if entity in seen or (end <= len(hidden) and hidden.find(0, start, end) < 0):
            continue
        if rule == "label:coordinated" or not _minor(last, actors):
            seen.add(entity)
            yield hit


def _minor(span: Span, actors: list[Span]) -> bool:
    """Say whether a span is less than half of an actor's name that holds it."""
    at = bisect_right(actors, (span[0], sys.maxsize)) - 1
    if at < 0:
        return False
    start, end = actors[at]
    return span[1] <= end and 2 * (span[1] - span[0]) < end - start


def _distribute(
    document: Document, hits: Iterable[Hit], starts: Sequence[int]
) -> tuple[tuple[Mention, ...], ...]:
    """Give each unit its mentions, with offsets in the document's text."""
    units, text = document.units, document.text
    found: list[list[Mention]] = [[] for _ in units]
    at, until, offset = 0, 0, 0
    for start, end, entity, kind, rule in hits:
        if start >= until:
            at = bisect_right(starts, start) - 1
            until = starts[at] + len(units[at].text)
            offset = units[at].ranges[0][0] - starts[at]
        if len(units[at].ranges) == 1:
            start, end = start + offset, end + offset
        else:
            start, end = units[at].passage.span(start - starts[at], end - starts[at])
        provision = provision_at(text, start, end) if kind == "instrument" else None
        found[at].append(Mention(entity, kind, text[start:end], start, end, rule, provision))
    return tuple(map(tuple, found))
