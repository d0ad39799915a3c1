"""Verbs of expressing with what they express: "expresses its profound appreciation"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph.statements.data import table
from graph.statements.sentence import Sentence
from graph.statements.triggers import Mark
from graph.statements.verbforms import Verb

__all__ = ["expressing"]


@cache
def _expressed() -> tuple[re.Pattern[str], dict[str, Verb]]:
    """Give the pattern of what follows the verb, and the verb that each noun makes of it."""
    expression, groups = table("verbs")["expression"], table("verbs")
    verbs = {}
    for group in ("support", "opposition", "hope", "saying"):
        fields = groups[group]
        for noun in expression[group]:
            verbs[noun] = Verb(noun, group, fields["strength"], fields["stance"], fields["takes"])
    nouns = "|".join(sorted(verbs, key=len, reverse=True))
    return (
        re.compile(
            r" +(?:(?!(?:to|for|of|that|in|on|at|about|with|by|how|whether)\b)[a-z-]+,? +){0,5}?"
            rf"({nouns})(?![\w-])(?: for\b)?"
        ),
        verbs,
    )


@cache
def _expressing_verbs() -> frozenset[str]:
    return frozenset(table("verbs")["expression"]["verbs_of"])


def expressing(sentence: Sentence, mark: Mark) -> Mark:
    """Give a mark of a verb of expressing the noun that it expresses, and its stance.

    Every other mark stays as it is.
    """
    verb = mark.trigger.verb
    if verb is None or verb.base not in _expressing_verbs():
        return mark
    pattern, verbs = _expressed()
    found = pattern.match(sentence.low, mark.end, sentence.end)
    if found is None:
        return mark
    end = found.end() if found.group(1) == "support" else found.end(1)
    told = " ".join((mark.trigger.text, *sentence.low[mark.end : end].split()))
    noun = found.group(1)
    expressed = replace(verbs[noun], base=f"{verb.base} {noun}")
    return Mark(mark.start, end, replace(mark.trigger, text=told, verb=expressed))
