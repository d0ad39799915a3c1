"""What a headline passes over at the beginning of a sentence, and whether one can stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.headlines.phrases import MAX_CHARACTERS, MAX_WORDS, words_of
from graph.statements.data import table
from graph.statements.lists import is_imperative
from graph.statements.triggers import alternation

__all__ = ["clean_cut", "is_sound", "opened"]

_TELLING = re.compile(
    r"[“\"]?(?![A-Z]\w+s [a-z]+s that)"
    r"(?:(?:The )?(?:[A-Z][\w-]* ){0,4}(?:[a-z]+ly |also |further )?[\w-]+s that,? "
    r"|[Ii]t (?:is|was|remains|remained|would be)(?: [a-z]+){1,3}"
    r"(?: by (?:the )?[A-Z][^,;]{1,60}?)? (?:that|to|for|if),? "
    r"|[Ii]t (?:should|must|may|can|could)(?: \w+)? be \w+(?:, \w+,)? that,? "
    r"|[Ii]t (?:is|was) (?:also )?the [a-z]+ of [\w ]{3,40} that "
    r"|[A-Z][\w -]{2,60} (?:was|were) (?:informed|told|advised|reminded) that )(?:the )?"
)
_RELATIVE = re.compile(r"(?:which|who)\b[^,]{3,120}, (?=\w)")
_THERE = re.compile(r"[Tt]here (?:is|was|are|were|has been|have been) (?:an? |also )?")
_FRONTED = re.compile(
    r"(?:Should|In|To|For|With|Under|During|At|On|By|As|Where|When|While|Given|Without|Within|Through"
    r"|Following|Pursuant|in|on|at|with|by|during|following|without|under|where|while|although)\b"
    r"[^,;:.]{3,120}, (?=\w)"
)
_TO_DO = re.compile(r"[Tt]o ")
_WORDS = re.compile(r"[\w'’/.-]+")
_UNSOUND = re.compile(
    r"(?:Which|Who|In order|It|They|This|These|Those|There|He|She|We|Such|Do so|Do likewise)\b"
    r"|(?:Despite|During|Notwithstanding)\b"
    r"|.* (?:of|in|on|for|with|by|from) (?:is|are|was|were|has|have|had|of|by)\b"
    r"|.* to (?:is|are|was|were|has|had|of|by)\b"
    r"|Neither\b|No \w+ not\b|.* to (?:do|consider|be|have)$|.*\bto not\b"
)


@cache
def _opening() -> tuple[re.Pattern[str], frozenset[str]]:
    opening = table("titles")["opening"]
    pattern = (
        rf"(?:{alternation(opening['words'])}(?![\w-])[ ,]*(?:(?:by [^,;]{{2,60}}? )?that +)?)+"
    )
    return re.compile(pattern, re.IGNORECASE), frozenset(opening["auxiliaries"])


def _bare(text: str) -> str:
    """Leave out an opening that says nothing, and what stands before the subject."""
    match = _opening()[0].match(text)
    text = text[match.end() :] if match else text
    for pattern in (_FRONTED, _FRONTED, _RELATIVE, _TELLING, _FRONTED, _THERE):
        found = pattern.match(text)
        text = text[found.end() :] if found and len(text) - found.end() > 16 else text
    to = _TO_DO.match(text)
    return text[to.end() :] if to and is_imperative(text[to.end() :]) else text


def opened(text: str) -> str:
    """Leave out an opening that says nothing, and the auxiliaries.

    Examples
    --------
    >>> opened("In addition, there is no need for a new convention.")
    'no need for a new convention.'
    >>> opened("In this context, access to justice was denied to many.")
    'access to justice denied to many.'
    """
    auxiliaries = _opening()[1]
    words = _bare(text).split(" ")
    modal = {"should", "must", "shall", "may", "can", "to"}
    return " ".join(
        word
        for at, word in enumerate(words)
        if word.lower() not in auxiliaries or (at and words[at - 1].lower() in modal)
    )


def is_sound(words: Sequence[str]) -> bool:
    """Tell whether a headline can stand: it has no pronoun for its subject and no verb left over.

    Examples
    --------
    >>> is_sound(["Adopt", "laws"]), is_sound(["It", "remains", "essential"])
    (True, False)
    """
    return not _UNSOUND.match(" ".join(words)[:MAX_CHARACTERS].capitalize())


def clean_cut(text: str) -> list[str]:
    """Give the first words of a sentence as they stand, cut where a clause or phrase ends.

    Examples
    --------
    >>> clean_cut("Mutual trust is a precondition for cooperation and can be built.")
    ['Mutual', 'trust', 'is', 'a', 'precondition']
    """
    words: list[str] = []
    for word in _bare(text).split():
        kept = word.strip("“”\"'(),;:.")
        if len(words) == MAX_WORDS or len(" ".join((*words, kept))) > MAX_CHARACTERS:
            break
        words.append(kept)
        if word[-1:] in ",;:." and len(words) > 2:
            break
    ends = {"no", "while", *words_of("function"), *table("titles")["finite"]["verbs"]}
    while len(words) > 2 and words[-1].lower() in ends:
        words.pop()
    return [word for word in words if _WORDS.fullmatch(word)]
