"""What limits an action, and whom it serves."""

from __future__ import annotations

import re
from functools import cache

from graph.statements.actions import cleaned
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.sentence import Sentence, word_pattern
from graph.statements.verbstart import verb_start
from graph.statements.words import WordList

__all__ = ["beneficiaries_of", "condition_of"]

# "Would not be subject to negotiation": no condition, but what is said.
_IS = re.compile(r"(?<![\w-])(?:be|is|are|was|were|being|been)(?: +not)? +$")
# "Respect for privacy when collecting data was underlined": the clause has ended.
_TOLD = (
    r" (?:was|were|is|are) (?:also |again |[a-z]+ly )?(?:under(?:lined|scored)|stressed|noted"
    r"|raised|emphasi[sz]ed|highlighted|recogni[sz]ed|acknowledged|mentioned|discussed|recalled)\b"
)
_AND = re.compile(r" (?:and|or|but)$")
_REPORTING = re.compile(
    r"(?:report|submit|present|brief|inform|update|notify|transmit|circulate|refer|forward)\b"
)
_BENEFITS = re.compile(
    r"(?<![\w-])(?:to|for|assist|support|help|benefit of|needs of|assistance to|among|amongst)"
    r" +(?:the +|all +|those +|its +|their +|other +|especially +|interested +|requesting +)*$"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    conditions = table("clauses")["conditions"]
    openings = word_pattern(conditions["openings"])
    phrases = word_pattern(conditions["phrases"])
    return {
        "condition": re.compile(
            rf"{phrases}|{openings}(?! +(?:it|them|which|whom|again|more)\b)"
            rf" +(?:(?! [–—-] |{_TOLD})[^,;.:()])+"
        )
    }


@cache
def _limits() -> WordList:
    conditions = table("clauses")["conditions"]
    return WordList([*conditions["openings"], *conditions["phrases"]])


def condition_of(sentence: Sentence, draft: Draft) -> str | None:
    """Give the first phrase that limits the action: "if they have not done so", "upon request"."""
    first = _limits().first(sentence.low, draft.start, draft.action_end)
    if first is None:
        return None
    match = _patterns()["condition"].search(sentence.low, first, draft.action_end)
    if match is None or _IS.search(sentence.low, draft.start, match.start()):
        return None
    return _AND.sub("", cleaned(sentence.text[match.start() : match.end()]))


def beneficiaries_of(sentence: Sentence, draft: Draft) -> tuple[str, ...]:
    """Give those for whom the action is done: "technical assistance to developing countries"."""
    if draft.action is None or draft.stance == "support":
        return ()
    if _REPORTING.match(sentence.low, verb_start(sentence.low, draft.action, draft.end)):
        return ()
    found = []
    for actor in sentence.actors:
        inside = draft.action <= actor.start and actor.end <= draft.end
        if inside and actor.key not in draft.addressees:
            before = sentence.low[max(draft.action, actor.start - 50) : actor.start]
            if _BENEFITS.search(before):
                found.append(actor.key)
    return tuple(dict.fromkeys(found))
