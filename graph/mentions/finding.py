"""Everything a document names: entities of the vocabularies, references, short forms.

The units' texts are joined and read in one pass; hits of all finders then compete by one policy,
:func:`graph.mentions.precedence.choose`, and each becomes a mention with its offsets in the
document's text.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, partial
from typing import TYPE_CHECKING

from graph.document import Mention, Passage
from graph.folding import collapse, fold
from graph.mentions.acronyms import (
    acronym_hits,
    acronyms,
    bracketed,
    foreign_acronyms,
    tabled_acronyms,
)
from graph.mentions.adopters import body_named, load_bodies
from graph.mentions.coordinated import with_shared_heads
from graph.mentions.dated import dated_hits
from graph.mentions.demonyms import demonym_hits
from graph.mentions.founding import FOUNDED, founded_hits
from graph.mentions.gazetteer import GENERIC, Hit, gazetteer_of
from graph.mentions.grounding import foreign_heads, grounded
from graph.mentions.heads import find_short_forms
from graph.mentions.offices import with_holders
from graph.mentions.onestate import subject_line, with_one_state
from graph.mentions.parties import member_hits, party_hits
from graph.mentions.precedence import choose
from graph.mentions.protocols import protocol_hits
from graph.mentions.provisions import provision_at
from graph.mentions.references import EUROPEAN_ACT, find_references, mint
from graph.mentions.seriesnumbers import series_in
from graph.mentions.shortforms import Antecedents, short_form_hits
from graph.mentions.wholenames import whole_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.document import Document
    from graph.mentions.gazetteer import Gazetteer
    from ontology.vocabularies import Vocabularies

__all__ = ["find_all_mentions", "find_mentions"]

# Between two units' texts; no name holds it.
_BETWEEN = "\0"


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
    return find_all_mentions(document, vocabularies)[0]


def find_all_mentions(
    document: Document, vocabularies: Vocabularies
) -> tuple[tuple[tuple[Mention, ...], ...], tuple[tuple[Mention, ...], ...]]:
    """Find the same in a document's units, and in its notes.

    Returns
    -------
    tuple
        The mentions of each unit, and those of each note.
    """
    passages = [unit.passage for unit in document.units]
    passages += [Passage.cut(document.text, [(n.start, n.end)]) for n in document.notes]
    found = _found(document, vocabularies, passages)
    return found[: len(document.units)], found[len(document.units) :]


def _found(
    document: Document, vocabularies: Vocabularies, passages: Sequence[Passage]
) -> tuple[tuple[Mention, ...], ...]:
    text = _BETWEEN.join(passage.text for passage in passages)
    starts = _starts(passages)
    gazetteer = gazetteer_of(vocabularies)
    folded = fold(text)
    collapsed = collapse(folded)
    apart: tuple[list[Hit], list[Hit]] = ([], [])
    for hit in gazetteer.find_folded(text, folded, collapsed):
        apart[hit[4].startswith(GENERIC)].append(hit)
    hits, generic = list(whole_names(apart[False], text)), apart[True]
    hits = with_shared_heads(hits, text, gazetteer, vocabularies)
    states = choose((h for h in hits if h.type == "state"), vocabularies)
    hits += demonym_hits(collapsed, {hit.entity for hit in states})
    hits += _references(document, vocabularies, passages, starts, gazetteer)
    hits += list(founded_hits(text, hits, vocabularies))
    hits = _with_acronyms(document, text, hits, gazetteer, vocabularies)
    body, title = document.metadata.body, document.metadata.title or ""
    hits = list(with_holders(hits, text, body))
    themes = partial(_themes, gazetteer=gazetteer)
    foreign = foreign_heads(title, _bodies(title, gazetteer))
    hits += grounded(generic, hits, text, vocabularies, body, foreign, themes)
    known = Antecedents(vocabularies.entities, body, _adopters(gazetteer), foreign)
    named = choose((h for h in hits if h.type in {"organization", "instrument"}), vocabularies)
    full = {h.start for h in named if h.rule == FOUNDED}
    short = [s for s in find_short_forms(text, collapsed) if s.start not in full]
    hits += short_form_hits(short, named, starts, known, text)
    hits += protocol_hits(text, named, starts, vocabularies.entities)
    hits += list(party_hits(text, hits))
    hits += list(member_hits(text))
    hits += list(dated_hits(text, named, vocabularies.entities))
    about = subject_line(title, document.text[: document.units[0].start] if document.units else "")
    hits = list(with_one_state(hits, text, about, gazetteer.find(about)))
    return _distribute(document.text, passages, choose(hits, vocabularies), starts)


def _bodies(title: str, gazetteer: Gazetteer) -> list[Hit]:
    return [h for h in gazetteer.find(title) if h.type == "organization" and h.rule != GENERIC]


def _themes(definition: str, gazetteer: Gazetteer) -> set[str]:
    found = {hit.entity for hit in gazetteer.find(definition) if hit.type == "theme"}
    return found - {"treaties"}


def _starts(passages: Sequence[Passage]) -> list[int]:
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.text) + len(_BETWEEN)
    return starts


def _references(
    document: Document,
    vocabularies: Vocabularies,
    passages: Sequence[Passage],
    starts: Sequence[int],
    gazetteer: Gazetteer,
) -> Iterator[Hit]:
    body, series = _adopting_body(document, vocabularies), series_in(document.text)
    for passage, start in zip(passages, starts, strict=True):
        for found in find_references(passage.text, body=body, series=series):
            key = found.key
            if found.rule == EUROPEAN_ACT and (act := mint(key)):
                key = next(iter(gazetteer.named(act.label)), key)
            yield Hit(found.start + start, found.end + start, key, "instrument", found.rule)


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
    own = {s for s, key in bracketed(text, hits) if key in gazetteer.named(s)}
    own |= {s for s, h in defined.items() if _of_office(s, h, text, gazetteer, vocabularies)}
    for short in own:
        defined.pop(short, None)
    new = {s: h for s, h in defined.items() if h.entity not in gazetteer.named(s)}
    others = {s: n for s, n in foreign_acronyms(text).items() if s not in defined and s not in own}
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


def _of_office(
    short: str, hit: Hit, text: str, gazetteer: Gazetteer, vocabularies: Vocabularies
) -> bool:
    """Say whether an acronym is an organization's that is the office of who is named beside it.

    "The United Nations High Commissioner for Refugees (UNHCR)": the Office is meant from there on.
    """
    if hit.type != "actor":
        return False
    name = " ".join(text[hit.start : hit.end].split())
    listed = (vocabularies.entities[key] for key in gazetteer.named(short))
    return any(e.type == "organization" and e.label.endswith(f" of the {name}") for e in listed)


def _distribute(
    text: str, passages: Sequence[Passage], hits: Iterable[Hit], starts: Sequence[int]
) -> tuple[tuple[Mention, ...], ...]:
    """Give each passage its mentions, with offsets in the document's text."""
    found: list[list[Mention]] = [[] for _ in passages]
    at, until, offset = 0, 0, 0
    for start, end, entity, kind, rule in hits:
        if start >= until:
            at = bisect_right(starts, start) - 1
            until = starts[at] + len(passages[at].text)
            offset = passages[at].ranges[0][0] - starts[at]
        if len(passages[at].ranges) == 1:
            start, end = start + offset, end + offset
        else:
            start, end = passages[at].span(start - starts[at], end - starts[at])
        provision = provision_at(text, start, end) if kind == "instrument" else None
        found[at].append(Mention(entity, kind, text[start:end], start, end, rule, provision))
    return tuple(map(tuple, found))
