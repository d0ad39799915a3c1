"""The provision that goes with an instrument's name: "article 35, paragraph 2, of the Convention".

Words before a name ("articles 5 to 7 and 9 of the Covenant", "Chapter VII of the Charter") and
behind it ("the Covenant (arts. 2 and 26)", "the Rules, rule 45") are read by one grammar.
"""

from __future__ import annotations

import re

from graph.patterns import kept_pattern

__all__ = ["provision_at"]

_KIND = (
    r"(?:articles?|arts?\.|paragraphs?|paras?\.|subparagraphs?|sections?|sects?\.|chapters?|parts?"
    r"|rules?|principles?|guidelines?|regulations?|annex(?:es)?|clauses?|targets?|titles?|goals?"
    r"|schedules?|operative\s+paragraphs?|preambular\s+paragraphs?|common\s+articles?)"
)
_NUMBER = (
    r"(?:\d{1,3}[a-z]?(?:[.]\d{1,3})*(?![/\d])|[IVXLC]{1,7}\b|[A-H]\b|\([a-z]{1,4}\))"
    r"(?:\s?(?:bis|ter|quater)\b)?(?:\s?\(\w{1,4}\))*"
)
_LIST = rf"{_NUMBER}(?:(?:\s*,\s*|\s*,?\s+(?:and|or|to|through)\s+|\s?[-–]\s?){_NUMBER})*"
_ONE = rf"{_KIND}\s+{_LIST}"
_WHOLE = rf"{_ONE}(?:(?:\s*,\s*|\s+of\s+|\s+|\s*,?\s+and\s+){_ONE})*|(?:the\s+)?preamble"
_BEFORE = kept_pattern(
    "provision-before",
    rf"\b(?P<provision>{_WHOLE}),?\s+(?:of|to|in|under|from)\s+"
    r"(?:(?:the|that|this|said|its|same|above-mentioned|present|revised|draft)\s+)*(?:\d{4}\s+)?$",
    re.IGNORECASE,
)
_BEHIND = kept_pattern(
    "provision-behind",
    r"(?:['’]s\s+|\s*[,(]\s*(?:(?:in\s+particular|especially|notably|including|see)\s+)?(?:its\s+)?)"
    rf"(?P<provision>{_WHOLE})(?!\w|,?\s+(?:of|to|in)\s+(?!order\b|particular\b))",
    re.IGNORECASE,
)
_REACH = 160
_YEAR = 4
# What stands between a provision and a name, and what may stand between a name and a provision.
_JOINTS = frozenset({"of", "to", "in", "under", "from"})
_OPENING = frozenset({",", "(", "'", "’"})
_DETERMINERS = frozenset(
    {"the", "that", "this", "said", "its", "same", "above-mentioned", "present", "revised", "draft"}
)
# How the word before the joint ends, for speed: a pattern that looks for its beginning is slow.
_ENDING = re.compile(
    r"(?:\d[a-z]?|\)|\b[ivxlc]{1,7}|\b[a-h]|bis|ter|quater|preamble),?$", re.IGNORECASE
)
# Some letters of every kind, for speed.
_LETTERS = re.compile(
    r"rticle|rts?\.|ara|ection|ects?\.|hapter|part|Part|ule|rincip|uideline|egulation|nnex|lause"
    r"|arget|itle|oal|chedule|reamble"
)


def provision_at(text: str, start: int, end: int) -> str | None:
    """Give the provision that the words around an instrument's name cite.

    Parameters
    ----------
    text
        The text.
    start, end
        Where the name stands in it.

    Returns
    -------
    str or None
        The provision as written, white space made single; ``None`` where there is none.

    Examples
    --------
    >>> text = "Under article 35, paragraph 2, of the Budapest Convention"
    >>> provision_at(text, text.index("Budapest"), len(text))
    'article 35, paragraph 2'
    >>> text = "the Covenant (arts. 2 and 26) and the Convention"
    >>> provision_at(text, 4, 12), provision_at(text, 38, 48)
    ('arts. 2 and 26', None)
    """
    before = text[max(0, start - _REACH) : start]
    if _may_cite(before):
        found = _BEFORE.search(before)
        if found:
            return _plain(found.group("provision"))
    if text[end : end + 3].lstrip()[:1] in _OPENING:
        found = _BEHIND.match(text, end, end + _REACH)
        if found:
            return _plain(found.group("provision"))
    return None


def _may_cite(before: str) -> bool:
    """Tell quickly whether words may end in a provision and what joins it to a name."""
    if _JOINTS.isdisjoint(before[-40:].split()[-4:]) or not before[-1:].isspace():
        return False
    words = before.split()
    if len(words[-1]) == _YEAR and words[-1].isdigit():
        words.pop()
    while words and words[-1].lower() in _DETERMINERS:
        words.pop()
    if len(words) < 2 or words[-1].lower() not in _JOINTS or not _ENDING.search(words[-2]):
        return False
    return _LETTERS.search(before) is not None


def _plain(provision: str) -> str:
    return " ".join(provision.split()).removeprefix("the ")
