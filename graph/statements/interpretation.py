"""A document's units read into statements: voices, antecedents, inheritance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.document import Document, Mention, Passage, Statement, Unit
from graph.statements.asked import bidden_item
from graph.statements.attribution import UNSPECIFIED, Attribution, Voice, collective_holder
from graph.statements.data import table
from graph.statements.discourse import read_sentence
from graph.statements.draft import Draft
from graph.statements.finished import statement_of
from graph.statements.headings import asking_headings
from graph.statements.lists import is_gerund, is_imperative, is_item, listed_under
from graph.statements.modality import Antecedent
from graph.statements.passages import named_in, sentences_of
from graph.statements.procedure import settled
from graph.statements.review import (
    INFINITIVE,
    introduces_review,
    recommending_states,
    reviewed,
    state_under_review,
)
from graph.statements.runin import is_run_in
from graph.statements.sentence import Actor, Sentence
from graph.statements.tasks import tasked
from graph.statements.triggers import fold
from graph.statements.voices import carries_on, voice_in
from ontology.vocabularies import Vocabularies

__all__ = ["interpret"]

# The language of the trigger words; a text too short to tell is taken to be in it.
_LANGUAGES = ("en", None)
_INTRODUCES = re.compile(r"[:,;–—-][\d*\s”\"]*$")

# "To take into account X and consider the following aspects:", with them in the items below.
_LAST_VERB = re.compile(r"\band +(?:also +|further +)?([a-z]+) +the +following\b[^.;:]{0,60}:? *$")


@dataclass(slots=True)
class _Setting:
    """What of the document bears on every unit."""

    voice: Voice
    reviewed: tuple[str, ...]
    treaty: bool
    units: dict[str, Unit]
    rows: bool = False
    said: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    bases: dict[str, Attribution] = field(default_factory=dict)
    introduced: Statement | None = None
    headings: dict[str, Statement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit with its parent's last normative statement and its base attribution."""

    unit: Unit
    passage: Passage
    parent: Statement | None
    base: Attribution
    sentences: tuple[Sentence, ...]
    states: tuple[tuple[int, int, str], ...]
    instruments: tuple[Actor, ...]


def interpret(
    document: Document, mentions: Sequence[Sequence[Mention]], vocabularies: Vocabularies
) -> tuple[tuple[Statement, ...], ...]:
    """Read every unit into statements.

    Parameters
    ----------
    document
        As read: units without statements.
    mentions
        The mentions of each unit, with document offsets.
    vocabularies
        The entities that mentions refer to.

    Returns
    -------
    tuple
        One tuple of statements per unit of the document, in text order; all empty where the
        document is in another language than the trigger words.
    """
    if document.metadata.language not in _LANGUAGES:
        return tuple(() for _ in document.units)
    setting = _Setting(
        voice_in(document, vocabularies),
        state_under_review(document, mentions),
        document.metadata.document_type in table("contexts")["treaty"]["types"],
        {unit.key: unit for unit in document.units},
        document.source.media_type in table("contexts")["rows"]["types"],
    )
    setting.headings = asking_headings(document, vocabularies, setting.voice)
    return tuple(
        _read_unit(setting, unit, found)
        for unit, found in zip(document.units, mentions, strict=True)
    )


def _read_unit(setting: _Setting, unit: Unit, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    place = _place(setting, unit, mentions)
    setting.bases[unit.key] = place.base
    drafts = _drafts(setting, place)
    statements = tuple(
        statement_of(place.passage, place.instruments, sentence, draft)
        for sentence, draft in drafts
    )
    setting.said[unit.key] = statements
    last = statements[-1] if statements else None
    plain = last is not None and last.rule == "fact" and is_item(unit.text)
    if last is not None and last.rule != "inherited" and not plain and unit.parent_key is None:
        opens = last.stance == "recommend" and _INTRODUCES.search(unit.text)
        setting.introduced = last if opens else None
    return statements


def _place(setting: _Setting, unit: Unit, mentions: Sequence[Mention]) -> _Place:
    passage = unit.passage
    local = named_in(unit, mentions)
    states = tuple((a.start, a.end, a.key) for a in local if a.type == "state")
    parent = _parent_statement(setting, unit) or listed_under(
        unit, setting.units.get(unit.parent_key or ""), setting.introduced, rows=setting.rows
    )
    base = _base(setting, unit)
    sentences = tuple(sentences_of(unit.text, local))
    named = (entity for sentence in sentences for entity in sentence.entities)
    instruments = tuple(entity for entity in named if entity.type == "instrument")
    return _Place(unit, passage, parent, base, sentences, states, instruments)


def _parent_statement(setting: _Setting, unit: Unit) -> Statement | None:
    parent = setting.units.get(unit.parent_key or "")
    if parent is None:
        return setting.headings.get(unit.section or "")
    if not _INTRODUCES.search(parent.text):
        return None
    said = setting.said.get(parent.key, ())
    last = said[-1] if said else None
    plain = last is None or (last.modality == "fact" and last.stance in ("statement", "procedural"))
    return None if plain else last


def _base(setting: _Setting, unit: Unit) -> Attribution:
    parent = setting.units.get(unit.parent_key or "")
    if parent is None:
        return Attribution()
    said = setting.said.get(parent.key, ())
    asks = any(statement.stance == "recommend" for statement in said)
    if said and not asks and collective_holder(fold(parent.text)):
        return Attribution("collective")
    if said and said[-1].attribution and _INTRODUCES.search(parent.text):
        return Attribution(said[-1].attribution, said[-1].attributed_to)
    return setting.bases.get(parent.key, Attribution())


def _drafts(setting: _Setting, place: _Place) -> list[tuple[Sentence, Draft]]:
    return _addressed(_read(setting, place), place.unit.asked)


def _addressed(
    drafts: list[tuple[Sentence, Draft]], asked: tuple[str, ...]
) -> list[tuple[Sentence, Draft]]:
    """Have recommendations that name nobody ask those whom the source says they are for."""
    return [
        (
            sentence,
            replace(draft, addressees=asked, inherited=True)
            if asked and draft.stance == "recommend" and not draft.addressees
            else draft,
        )
        for sentence, draft in drafts
    ]


def _read(setting: _Setting, place: _Place) -> list[tuple[Sentence, Draft]]:
    review = recommending_states(place.unit, place.states) if place.states else ()
    if review and _is_listed(setting, place):
        first, last = place.sentences[0], place.sentences[-1]
        whole = replace(first, end=max(last.end, first.end))
        return reviewed(whole, review, setting.voice, setting.reviewed)
    if place.unit.kind == "preamble":
        return [(sentence, _preambular(sentence)) for sentence in place.sentences]
    drafts: list[tuple[Sentence, Draft]] = []
    opens = place.unit.parent_key is not None or _opens(place)
    for sentence in place.sentences[is_run_in(place.sentences) :]:
        before = drafts[-1][1] if drafts else None
        found = read_sentence(sentence, setting.voice, _antecedent(drafts), opens=opens)
        if not found or (before is None and _continues(place, sentence, found[0])):
            found = [_unsaid(place, sentence, first=before is None)]
        for draft in found:
            drafts.append((sentence, _voiced(place, sentence, draft, before)))
            before = before if draft.attribution.holder is None else draft
    if setting.treaty:
        return [(sentence, _unasking(draft)) for sentence, draft in drafts]
    return settled(drafts)


def _preambular(sentence: Sentence) -> Draft:
    """A recital: it asks nothing, but may welcome or deplore."""
    first = next(
        (mark.trigger for mark in sentence.marks if mark.start - sentence.start < 24), None
    )
    verb = first.verb if first and first.form == "ing" else None
    stance = verb.stance if verb and verb.stance in ("support", "oppose") else "statement"
    return Draft(sentence.start, sentence.end, stance=stance, rule="preamble")


def _opens(place: _Place) -> bool:
    marks = place.sentences[0].marks if place.sentences else ()
    return bool(marks) and marks[0].trigger.form == "third"


def _is_listed(setting: _Setting, place: _Place) -> bool:
    parent = setting.units.get(place.unit.parent_key or "")
    return bool(place.unit.attributed_to) or (parent is not None and introduces_review(parent))


def _antecedent(drafts: list[tuple[Sentence, Draft]]) -> Antecedent:
    for sentence, draft in reversed(drafts):
        if draft.addressees:
            return Antecedent(sentence.low[draft.start : draft.end], draft.addressees)
    return Antecedent()


def _unsaid(place: _Place, sentence: Sentence, *, first: bool) -> Draft:
    """A sentence without trigger: an item of its chapeau's statement, or a plain fact."""
    parent = place.parent
    if not first or parent is None:
        return tasked(sentence, place.base) or Draft(sentence.start, sentence.end)
    if not parent.addressees and parent.stance == "recommend":
        heads, verb = bidden_item(sentence)
        if heads:
            keys = tuple(dict.fromkeys(head.key for head in heads))
            return replace(
                _item(place, sentence, parent),
                addressees=keys,
                inherited=False,
                action=verb,
                verb=None,
            )
    return _item(place, sentence, parent)


def _item(place: _Place, sentence: Sentence, parent: Statement) -> Draft:
    match = INFINITIVE.match(sentence.low, sentence.start)
    does = is_imperative(sentence.text[sentence.start : sentence.start + 40])
    does = does or is_gerund(sentence.text[sentence.start : sentence.start + 40])
    return Draft(
        sentence.start, sentence.end, modality=parent.modality, strength=parent.strength,
        negative=parent.negative != bool(match and match["not"]), stance=parent.stance,
        addressees=parent.addressees, inherited=bool(parent.addressees), own=True,
        attribution=Attribution(parent.attribution, parent.attributed_to)
        if parent.attribution
        else place.base,
        action=match.end() if match else sentence.start, rule="inherited",
        verb=None if does else _verb_above(parent),
    )  # fmt: skip


def _verb_above(parent: Statement) -> str | None:
    """Give the verb whose object an item is: the last one of its chapeau."""
    last = _LAST_VERB.search(parent.text)
    if last and is_imperative(last[1]):
        return last[1]
    return parent.action.verb if parent.action else None


def _continues(place: _Place, sentence: Sentence, found: Draft) -> bool:
    """Tell whether an item's words go on from its chapeau: "to consider ...".

    An item that asks somebody under a chapeau that asks nobody speaks for itself: "Agrees: (a) To
    request the Secretariat to".
    """
    said = sentence.text[sentence.start : sentence.start + 40]
    asks = found.rule.startswith("operative:") and bool(found.addressees)
    if place.parent is None or (asks and not place.parent.addressees):
        return False
    return is_imperative(said)


def _voiced(place: _Place, sentence: Sentence, draft: Draft, before: Draft | None) -> Draft:
    """Give a statement its voice: its own words', the one before it, or its chapeau's."""
    collective = place.base.holder == "collective" and draft.attribution.holder == UNSPECIFIED
    if collective:
        draft.attribution = place.base
    elif draft.attribution.holder == "^":
        draft.attribution = before.attribution if before else place.base
    elif draft.own:
        if draft.attribution.holder is None:
            draft.attribution = place.base
    elif before and carries_on(sentence, draft, before):
        draft.attribution = before.attribution
    else:
        draft.attribution = place.base
    return draft


def _unasking(draft: Draft) -> Draft:
    stance = "statement" if draft.stance == "recommend" else draft.stance
    return replace(draft, stance=stance, addressees=())
