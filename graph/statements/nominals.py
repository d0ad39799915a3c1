"""Forms of verbs of saying that say nothing: nouns and participles."""

from __future__ import annotations

import re
from functools import cache

from graph.statements.data import table
from graph.statements.sentence import Sentence
from graph.statements.triggers import Mark, Verb

__all__ = ["is_noun", "is_participle", "lacks_object"]

_NOUN_USE = re.compile(
    r" +(?:for|from|by|of|should|must|may|were|are|is|was|and|or|needs?|can|could|will|would|have"
    r"|has|had|shall|ought|sent|made|submitted|received)\b"
)
_MADE = re.compile(
    r"(?! +that\b)[^;.]{0,160}? (?:was|were|had been) +(?:also +|again +)?"
    r"(?:made|expressed|voiced|heard|reiterated|put forward|submitted|received)\b"
)
_BEFORE_NOUN = re.compile(
    r"(?<!\w)(?:the|an?|any|its|their|such|all|this|these|those"
    r"|of|for|with|in|on|as|newly|nationally|and|or) +(?:(?<=the )(?!assembly|family)[a-z]+ly +)?$"
    # "The Board, having considered the report, recommends".
    r"|(?<!\w)having +(?:[a-z]+ly +)?$"
)
# "keep Parties informed of", "some proposed reductions".
_KEPT = re.compile(r"\bke(?:ep|eps|pt|eping) +[^,;]{2,50}$")
# "The submissions referred to in paragraph 5".
_REFERRED = re.compile(
    r"(?:pledged|announced|promised) +(?:at|in|during|by|under|for|so far|to date)\b"
    r"|(?:mentioned|outlined|described|highlighted|referred to|cited|presented|agreed) +"
    r"(?:in(?! +principle)|above|below|herein|therein|under)\b(?! +(?:his|her) )"
)
_ENDS = re.compile(r" *(?:[.;]|$)")
# "The data requested in paragraph 3".
_PLACED = re.compile(
    r" +(?:in|during|per|under|at|between|pursuant to|as)\b(?! +(?:particular|turn|this|that)\b)"
)
_SIDES = ("support", "opposition")
# "Replying to the points raised, the speaker": verbs that need an object.
_LEFT_OPEN = frozenset((
    "raise", "make", "express", "voice", "pose", "present", "mention", "describe", "outline",
    "submit", "cite", "share",
))  # fmt: skip
_LEFT = re.compile(
    r" *(?:[.;]|$|,(?! +(?:inter alia|in particular|for example|among others|as)\b))"
)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(table("verbs")["noun_or_verb"]["forms"])


def is_noun(sentence: Sentence, mark: Mark) -> bool:
    """Tell whether a form that opens a paragraph is a noun: "Requests for assistance were made"."""
    if _MADE.match(sentence.low, mark.end, sentence.end):
        return True
    return mark.trigger.text in _nouns() and _NOUN_USE.match(sentence.low, mark.end) is not None


def lacks_object(sentence: Sentence, mark: Mark, verb: Verb) -> bool:
    """Tell whether a verb that needs an object has none: "their pledges.", "data requested in"."""
    if mark.trigger.form == "past":
        asked = verb.group in ("request", "invitation", "demand", "proposal")
        return asked and _PLACED.match(sentence.low, mark.end, sentence.end) is not None
    needs = " " not in mark.trigger.text and verb.group not in ("agreement", *_SIDES)
    return needs and _ENDS.match(sentence.low, mark.end, sentence.end) is not None


def is_participle(sentence: Sentence, mark: Mark, floor: int) -> bool:
    """Tell whether a past form only modifies a noun: "the proposed list", "invited by"."""
    before = sentence.low[max(floor, mark.start - 60) : mark.start]
    kept = _KEPT.search(before) is not None or _REFERRED.match(sentence.low, mark.start) is not None
    verb = mark.trigger.verb
    # "A tribunal tasked with holding".
    charged = verb is not None and verb.takes == "person" and verb.group != "saying"
    behind = (" by ", " with ") if charged else " by "
    left = verb is not None and verb.base in _LEFT_OPEN and _LEFT.match(sentence.low, mark.end)
    kept = kept or bool(left) or sentence.low.startswith(behind, mark.end)
    return kept or bool(_BEFORE_NOUN.search(before))
