"""Where the verb of a deed begins: adverbs, asides and light verbs passed over."""

from __future__ import annotations

import re
from functools import cache

from graph.statements.lists import is_infinitive
from graph.statements.sentence import adverb_in_ly, adverbs_after

__all__ = ["DONE", "PARENTHESIS", "before_have", "behind_light", "is_furthering", "verb_start"]

# Past participles by their endings.
DONE = (
    r"(?!(?:open|even|often|green|golden|sudden|hidden|wooden|then)\b)"
    r"(?![a-z]+-(?:driven|based|led|oriented|related|focused|centred|centered|owned|informed)\b)"
    r"(?:[a-z-]+(?:ed|en|un|ne|wn|ld|ught|ade|aid|pt|ut|et)"
    r"|sent|spent|lent|built|dealt|felt|heard|read|left|lost|fed)\b"
)
# "Should, where appropriate and in accordance with domestic law, consider".
_ASIDE_GOES_ON = re.compile(
    r"(?<=[a-z]) +(?:and|or|but)(?:/or)? +(?:in|where|as|when|if|subject|within|on|upon|to"
    r"|without|with|at|by|under|through|taking|consistent|feasible|possible|practicable|necessary|applicable|relevant"
    r"|needed|required|available|desirable)\b[^;.]{0,160}?, +"
)
_ASIDE = re.compile(
    r"(?:where|when|if|as|wherever|whenever)(?: +and +(?:where|when|if|as))? +"
    r"(?:appropriate|necessary|possible|feasible|applicable|relevant|needed|required)$"
)
# "To better harness technologies".
_BETTER = re.compile(r" *(?:to +)?better +(?=([a-z-]+))")
# "To further its support": the verb.
_FURTHER = re.compile(
    r" *(?:to +)?(?=further +(?:its|their|the|this|these|our|his|her|such|progress|cooperation)\b)"
)
_TO = re.compile(
    r" *(?:\((?:[a-z]|[ivx]+|\d)\) +)?(?:to +|with +(?=[a-z]{3,}ing\b)"
    r"|(?:will|would|shall) +(?:(?:also|then|[a-z]+ly) +)*)?"
)
# What stands before the verb that tells: "continue to", "take all necessary steps to", "consider".
_LIGHT = re.compile(
    r"(?:continue(?: +to +make)? +(?:with +)?(?:(?:its|their|all|the|our) +)?(?:[a-z]+ +)?"
    r"efforts? +"
    r"(?:(?:in +order +)?to +(?=[a-z])|(?:aimed +at|in|at|towards) +(?=[a-z]+ing\b))"
    r"|continue +(?:to +|(?=[a-z]+ing\b))|continuing +to +"
    r"|(?:take|adopt|undertake|make|pursue|intensify|redouble|increase|step +up) +"
    r"(?:[a-z]+(?:,| +and)? +){0,4}(?:steps|measures|actions?|efforts?|initiatives) +"
    r"(?:necessary +|required +|needed +)?"
    r"(?:(?:in +order +)?to +(?=[a-z]+\b)|(?:aimed +at|in|towards) +(?=[a-z]+ing\b))"
    r"|(?:consider|contemplate) +(?=[a-z]+ing\b(?! +and\b))"
    r"|(?:endeavour|seek|strive|work|try) +to +"
    r"|be +(?:required|obliged|obligated|compelled|done) +to +)"
    r"(?!(?:the|an?|all|its|their|this|these|those|any|such|that|which)\b)"
)
_HAVE = re.compile(r"(?<![\w-])(?:ha(?:ve|s)|(?P<do>do)) *$")
_PARTICIPLE = re.compile(rf" *(?:(?:not |been |[a-z]+ly )*{DONE}|been\b)")
PARENTHESIS = re.compile(r" *(?:, +[^;.]{0,160}?, +|[–—-] [^;.–—]{3,160}? [–—-] +)")


@cache
def _adverb() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:(?:more +(?=[a-z]+ly\b))?{adverb_in_ly()}\b|also|further|nonetheless"
        r"|nevertheless)(?: +and(?= +[a-z]{3,}ly\b))? +)+"
        r"(?=[a-z])"
    )


def verb_start(low: str, start: int, end: int) -> int:
    """Skip adverbs, a parenthesis between commas, and "to"."""
    furthering = _FURTHER.match(low, start, end)
    if furthering:
        return furthering.end()
    better = _BETTER.match(low, start, end)
    if better and is_infinitive(better[1]):
        return better.end()
    adverb = _adverb().match(low, start, end)
    start = adverb.end() if adverb else start
    aside = _ASIDE.search(low, max(0, start - 40), start)
    going_on = _ASIDE_GOES_ON.match(low, start, end) if aside else None
    parenthesis = going_on or PARENTHESIS.match(low, start, end)
    position = parenthesis.end() if parenthesis else start
    position = before_have(low, position, adverbs_after(low, position, end))
    match = _TO.match(low, position, end)
    return match.end() if match else position


def before_have(low: str, start: int, position: int) -> int:
    """Leave "have" and "do" where they are the verb: "should have access", "should do more".

    In "should have adopted" they are not.
    """
    have = _HAVE.search(low, start, position)
    verb = have is not None and (have["do"] or not _PARTICIPLE.match(low, position))
    return have.start() if have and verb else position


def behind_light(low: str, start: int, end: int) -> int:
    """Pass over what stands before the verb that tells: "continue to", "take steps to"."""
    light = _LIGHT.match(low, start, end)
    return verb_start(low, light.end(), end) if light else start


def is_furthering(low: str, position: int) -> bool:
    """Tell whether "further" is a verb: "to further its support"."""
    return low.endswith("to ", 0, position) and _FURTHER.match(low, position) is not None
