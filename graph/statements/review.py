"""Lists of recommendations to a State under review: "Ratify the Convention (Maldives)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from graph.document import Document, Mention, Unit
from graph.statements.asked import bidden_item
from graph.statements.attribution import Attribution, Voice
from graph.statements.data import table
from graph.statements.discourse import read_sentence
from graph.statements.draft import Draft
from graph.statements.lists import is_imperative
from graph.statements.modality import Antecedent
from graph.statements.sentence import Sentence, word_pattern
from graph.statements.triggers import fold

__all__ = [
    "INFINITIVE",
    "Recommended",
    "introduces_review",
    "recommending_states",
    "reviewed",
    "state_under_review",
]

INFINITIVE = re.compile(r" *(?:and +|or +)?(?:to +)?(?P<not>(?:not|never) +(?:to +)?)?")
_WEAK = re.compile(
    r"(?:to +)?(?:[a-z]+ly +|continue +to +|further +)*(?:consider|explore|study|examine)"
)

_TRAILER = re.compile(r"\((?P<names>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*(?=[\(;.,]|and\b|\d|$)")
# "Iran (Islamic Republic of )": the form of State that the finder left out.
_FORM_OF_STATE = re.compile(r"\([A-Z][\w' -]{3,40} of *\)")
_END = re.compile(r"[\s;.,:\d\])*]*$")
# "(The Netherlands);" names a State also where no mention stands in it.
_LAST = re.compile(r"\((?P<names>[^()]{3,80})\)[\s;.,:\d\])*]*$")
# Between a State's parenthesis and what the next State recommends.
_NEXT = re.compile(r"[\s;,.\d]*(?:(?:and|as well as)\b,?\s*)?")


@dataclass(frozen=True, slots=True)
class Recommended:
    """What one group of States recommends: its words ``[start, end)``, States from ``by`` on."""

    start: int
    by: int
    end: int
    voice: Attribution


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    review = table("contexts")["review"]
    return re.compile(word_pattern(review["phrases"])), re.compile(word_pattern(review["nouns"]))


def introduces_review(unit: Unit) -> bool:
    """Tell whether a unit introduces a list of recommendations to the State it names."""
    low = fold(unit.text)
    phrases, nouns = _patterns()
    return bool(nouns.search(low) and phrases.search(low))


def state_under_review(
    document: Document, mentions: Sequence[Sequence[Mention]]
) -> tuple[str, ...]:
    """Give the State that a document's lists of recommendations are addressed to, if it names one.

    It is the State that the chapeaux of the lists name most often.
    """
    counts: dict[str, int] = {}
    for unit, found in zip(document.units, mentions, strict=True):
        states = [m.entity for m in found if m.type == "state"]
        if states and len(states) <= 4 and introduces_review(unit):
            counts[states[0]] = counts.get(states[0], 0) + 1
    return (max(counts, key=lambda key: counts[key]),) if counts else ()


def recommending_states(
    unit: Unit, states: Sequence[tuple[int, int, str]]
) -> tuple[Recommended, ...]:
    """Give who makes a listed recommendation, and where the parentheses that say so begin.

    An item may hold several, each with its States: "Ratify the Convention (Maldives) and adopt a
    law (Cuba);". ``states`` are local spans and keys of the unit's States; empty where the unit
    does not end in parentheses that name States.
    """
    groups = [m for m in _TRAILER.finditer(unit.text) if _names_state(m, states)]
    if not groups or not _END.fullmatch(unit.text, groups[-1].end()):
        last = _LAST.search(unit.text) if unit.attributed_to else None
        if last is None:
            return ()
        voice = Attribution(" ".join(last["names"].split()), unit.attributed_to)
        return (Recommended(0, last.start(), len(unit.text), voice),)
    parts = [[groups[0]]]
    starts = [0]
    for before, group in pairwise(groups):
        joint = _NEXT.match(unit.text, before.end())
        following = joint.end() if joint else before.end()
        if following < group.start() and is_imperative(unit.text[following : group.start()]):
            parts.append([])
            starts.append(following)
        parts[-1].append(group)
    ends = [*starts[1:], len(unit.text)]
    return tuple(
        Recommended(start, part[0].start(), end, _voice(unit, part, states, only=len(parts) == 1))
        for part, start, end in zip(parts, starts, ends, strict=True)
    )


def _voice(
    unit: Unit, groups: list[re.Match[str]], states: Sequence[tuple[int, int, str]], *, only: bool
) -> Attribution:
    """Give the States of some parentheses; of all of them where the item is one recommendation."""
    keys = tuple(
        dict.fromkeys(
            key for begin, _, key in states if any(g.start() <= begin < g.end() for g in groups)
        )
    )
    names = "; ".join(" ".join(group.group("names").split()) for group in groups)
    return Attribution(names, (unit.attributed_to or keys) if only else keys)


def reviewed(
    whole: Sentence, parts: Sequence[Recommended], voice: Voice, addressees: tuple[str, ...]
) -> list[tuple[Sentence, Draft]]:
    """Give what is recommended to the State under review, ``addressees``, in an item of a list."""
    drafts = []
    for part in parts:
        end = whole.end if part is parts[-1] else part.end
        sentence = replace(whole, start=max(part.start, whole.start), end=end)
        drafts.append((sentence, _recommended(sentence, part, voice, addressees)))
    return drafts


def _recommended(
    sentence: Sentence, part: Recommended, voice: Voice, addressees: tuple[str, ...]
) -> Draft:
    inner = replace(sentence, end=max(part.by, sentence.start + 1))
    found = read_sentence(inner, voice, Antecedent(), opens=False)
    asking = next((draft for draft in found if draft.rule.startswith("modal")), None)
    weak = _WEAK.match(inner.low, inner.start) is not None
    refused = INFINITIVE.match(inner.low, inner.start)
    negative = refused is not None and refused["not"] is not None
    that = bidden_item(inner)[1] if inner.low.startswith("that ", inner.start) else None
    begin = refused.end() if refused and negative else sentence.start
    draft = asking or Draft(
        sentence.start, sentence.end, modality="recommended", strength=3 if weak else 4,
        stance="recommend", negative=negative, rule="review", action=that or begin,
    )  # fmt: skip
    end = len(sentence.text[: sentence.end].rstrip())
    return replace(
        draft, start=sentence.start, end=end, limit=inner.end, stance="recommend",
        attribution=part.voice, addressees=draft.addressees or addressees,
        inherited=not draft.addressees and bool(addressees),
    )  # fmt: skip


def _names_state(group: re.Match[str], states: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether a parenthesis holds States and nothing but separators between them."""
    rest = group.string[group.start() : group.end()]
    inside = [(b, e) for b, e, _ in states if group.start() <= b and e <= group.end()]
    for begin, end in inside:
        rest = rest.replace(group.string[begin:end], "")
    rest = _FORM_OF_STATE.sub("", rest)
    return bool(inside) and not re.sub(r"(?:[\s(),;/&]|\band\b|\bthe\b)+", "", rest)
