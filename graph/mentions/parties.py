"""Those who are bound by a treaty: "the parties to the Paris Agreement", "its Parties".

"The parties" alone may be those to a conflict; before the name of a treaty they are its States.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.mentions.matching import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["TREATY_PARTIES", "party_hits"]

TREATY_PARTIES = "treaty-parties"
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
