"""Those who are bound by a treaty: "the parties to the Paris Agreement", "its Parties".

"The parties" alone may be those to a conflict; before the name of a treaty they are its States.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.mentions.matching import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["TREATY_PARTIES", "member_hits", "party_hits"]

TREATY_PARTIES = "treaty-parties"
MEMBERS = "members-of-an-organization"
_KEY = "states-parties"
_PARTIES = re.compile(
    r"\b(?:(?:High\s+)?Contracting\s+|States?\s+)?parties(?=\s+to\s+(?:(?:the|that|this|both)\s+)?)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+to\s+(?:(?:the|that|this|both)\s+)?")
_TREATY = re.compile(
    r"(?:[A-Z][\w-]+\s+){0,3}(?:Convention|Protocol|Agreement|Covenant|Treaty)s?\b"
)
_CONFLICT = re.compile(r"(?:Peace|Ceasefire|Disengagement|Cessation|Revitali[sz]ed|Political)\b")
# "States that are not yet parties to it": what they are, not who; "the Conference of the Parties".
_NOT_WHO = re.compile(
    r"\b(?:(?:be|being|becom\w+|became|are|is|were|not|yet|as|already)\s+"
    r"|(?:conference|meeting|session|assembly)\s+of\s+(?:the\s+)?)$",
    re.IGNORECASE,
)


def party_hits(text: str, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Find the parties to a treaty that the same words name.

    Parameters
    ----------
    text
        The units' texts, joined.
    hits
        What they name; of instruments the beginning is looked at.

    Yields
    ------
    Hit
        One for each; its span ends before "to".

    Examples
    --------
    >>> treaty = Hit(15, 30, "paris-agreement", "instrument", "label")
    >>> [hit[:3] for hit in party_hits("parties to the Paris Agreement", [treaty])]
    [(0, 7, 'states-parties')]
    >>> list(party_hits("parties to the conflict", []))
    []
    """
    if "arties" not in text:
        return
    treaties = {hit.start for hit in hits if hit.type == "instrument"}
    for found in _PARTIES.finditer(text):
        to = _TO.match(text, found.end())
        end = to.end() if to else found.end()
        before = text[max(0, found.start() - 24) : found.start()]
        if _CONFLICT.match(text, end) or _NOT_WHO.search(before):
            continue
        if end in treaties or _TREATY.match(text, end):
            yield Hit(found.start(), found.end(), _KEY, "actor", TREATY_PARTIES)


# "Invited Members to": with a capital within a sentence, or where it begins with whom is asked.
_MEMBERS = re.compile(
    r"Members(?P<end>(?=[\s,;.](?!of\b|from\b|States?\b|and\s+observers\b)))?"
    r"(?P<asked>(?=\s+(?:(?:are|were)\s+(?:encouraged|invited|urged|requested|reminded)"
    r"|(?:that|which|who)\s+(?:have|had|are|were|do)"
    r"|(?:should|must|shall)(?!\s+(?:be\s+)?(?:elected|appointed|nominated|selected|serve|hold)))"
    r"\b))?"
)
_WITHIN = re.compile(r"[a-z,]\s$")
_OTHER_MEMBERS = re.compile(
    r"\b(?:[Bb]oard|[Cc]ommittee|[Cc]ouncil|[Gg]roup|[Pp]anel|[Ss]taff|[Ff]amily|[Bb]ureau|[Tt]eam"
    r"|[Aa]ssociate|[Pp]ermanent|[Ee]lected|States)\s+$"
)


def member_hits(text: str) -> Iterator[Hit]:
    """Find the member States of an organization under the name its documents give them.

    Examples
    --------
    >>> [hit[:3] for hit in member_hits("It invited Members to report; Board Members agreed.")]
    [(11, 18, 'member-states')]
    """
    for found in _MEMBERS.finditer(text):
        before = text[max(0, found.start() - 12) : found.start()]
        within = found["end"] is not None and _WITHIN.search(before) is not None
        asked = found["asked"] is not None and not before[-1:].isalnum()
        if (within or asked) and not _OTHER_MEMBERS.search(before):
            yield Hit(found.start(), found.end(), "member-states", "actor", MEMBERS)
