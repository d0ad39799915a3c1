"""Lists of recommendations to a State under review: "Ratify the Convention (Maldives)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.document import Document, Mention, Unit
from graph.statements.attribution import Attribution
from graph.statements.data import table
from graph.statements.sentence import word_pattern
from graph.statements.triggers import fold

__all__ = ["introduces_review", "recommending_states", "state_under_review"]

_TRAILER = re.compile(r"\((?P<names>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*(?=[\(;.,]|and\b|\d|$)")
# "Iran (Islamic Republic of )": the form of State that the finder left out.
_FORM_OF_STATE = re.compile(r"\([A-Z][\w' -]{3,40} of *\)")
_END = re.compile(r"[\s;.,:\d\]*]*$")


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
) -> tuple[Attribution, int] | None:
    """Give who makes a listed recommendation and where the first parenthesis that says so begins.

    ``states`` are local spans and keys of the unit's States; ``None`` where the unit does not end
    in parentheses that name States.
    """
    groups = [m for m in _TRAILER.finditer(unit.text) if _names_state(m, states)]
    if not groups or not _END.fullmatch(unit.text, groups[-1].end()):
        return None
    start = groups[0].start()
    keys = tuple(
        dict.fromkeys(
            key for begin, _, key in states if any(g.start() <= begin < g.end() for g in groups)
        )
    )
    names = "; ".join(" ".join(group.group("names").split()) for group in groups)
    return Attribution(names, unit.attributed_to or keys), start


def _names_state(group: re.Match[str], states: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether a parenthesis holds States and nothing but separators between them."""
    rest = group.string[group.start() : group.end()]
    inside = [(b, e) for b, e, _ in states if group.start() <= b and e <= group.end()]
    for begin, end in inside:
        rest = rest.replace(group.string[begin:end], "")
    rest = _FORM_OF_STATE.sub("", rest)
    return bool(inside) and not re.sub(r"(?:[\s(),;/&]|\band\b|\bthe\b)+", "", rest)
