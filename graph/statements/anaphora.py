"""Subjects that take up what was said before: "they", "such activities"."""

from __future__ import annotations

import re

__all__ = ["agrees", "is_anaphoric", "is_pronoun"]

_ANAPHOR = re.compile(r"(?:such|those|these|this|that|said) +([a-z][\w -]*)")
_ONE = re.compile(
    r"\b(?:the|each|every|an?) (?:[a-z]+ )?(?:state(?: party)?|government|country)(?![\w-])"
)
# Who opens the statement is one although the group has many: "The Public Prosecutor's Office".
_ONE_BODY = re.compile(
    r"(?:the|each|every) (?:[\w'’-]+ ){0,3}"
    r"(?:office|authority|agency|service|unit|ministry|department|court|institution|fiu)(?![\w-])"
)
_PRONOUN = re.compile(
    r"(?:^|[,;] +|\band +|\bthat +)(?:they|it|he|she|we|the latter"
    r"|those(?: of them)? (?:that|which|who) have not(?: yet| already)* [^,;]{2,60})$"
)


def is_anaphoric(subject: str, antecedent: str) -> bool:
    """Tell whether a subject takes up what was said before.

    A pronoun does; "such activities" does where the antecedent has a word of it.

    Examples
    --------
    >>> is_anaphoric("such capacity-building activities", "engage in capacity-building")
    True
    >>> is_anaphoric("national legislation", "adopt legislation")
    False
    """
    if is_pronoun(subject):
        return True
    match = _ANAPHOR.match(_last_segment(subject))
    words = re.findall(r"[\w-]{5,}", match.group(1)) if match else []
    return any(word[:7] in antecedent for word in words)


def is_pronoun(subject: str) -> bool:
    """Tell whether a subject is a pronoun for somebody named before.

    Examples
    --------
    >>> is_pronoun("and that it"), is_pronoun("such interference")
    (True, False)
    """
    return bool(_PRONOUN.search(subject.strip()))


def agrees(subject: str, keys: tuple[str, ...], said: str = "") -> bool:
    """Tell whether a pronoun can mean those named by ``keys``: "it" is never several.

    Where ``said``, the words before, speak of one of a group, it is one: "the State party".

    Examples
    --------
    >>> agrees("it", ("member-states",)), agrees("it", ("unodc",)), agrees("they", ("states",))
    (False, True, True)
    >>> agrees("it", ("states-parties",), "the state party should report")
    True
    """
    if len(keys) == 1 and (_ONE.search(said) or _ONE_BODY.match(said)):
        return True
    if subject.lstrip(" ,").startswith(("those ", "and those ")):
        return True
    several = len(keys) > 1 or any(key.endswith("s") and key != "united-nations" for key in keys)
    return not (several and subject.strip().endswith("it"))


def _last_segment(subject: str) -> str:
    return subject.rpartition(",")[2].strip()
