"""Names that share their last word: "Nagoya and Cartagena Protocols", "CRC and CEDAW Committees".

Each member is looked up with the shared word behind it; what is found stands for the member, also
where the member alone names something else ("CRC" is a treaty).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.mentions.matching import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.mentions.gazetteer import Gazetteer
    from ontology.vocabularies import Vocabularies

__all__ = ["with_shared_heads"]

RULE = "label:shared-head"
# The most characters from the body that several treaties have to the last of them.
_LIST = 80
_HEADS = (
    "Conventions", "Protocols", "Covenants", "Treaties", "Agreements", "Charters", "Declarations",
    "Committees", "Committee", "Commissions", "Courts", "Councils", "Tribunals", "Funds", "Rules",
    "Principles", "Programmes", "Conferences", "Optional Protocols", "conventions", "protocols",
    "committees",
)  # fmt: skip
_MEMBER = r"(?!(?:The|These|Those|Both|All|Its|Their)\b)[A-Z][\w-]*(?: [A-Z][\w-]*)?"
_MEMBERS = re.compile(rf"(?<![\w-])(?:{_MEMBER}(?:, (?:and |or )?| and | or |/))+{_MEMBER} $")
_SINGLE = re.compile(_MEMBER)
_SINGULARS = {"Treaties": "Treaty", "Rules": "Rules", "Principles": "Principles"}


def with_shared_heads(
    hits: Sequence[Hit], text: str, gazetteer: Gazetteer, vocabularies: Vocabularies
) -> list[Hit]:
    """Add the names of members that share their last word; what else they name falls away.

    Examples
    --------
    >>> from graph.mentions.gazetteer import gazetteer_of
    >>> from ontology.vocabularies import load_vocabularies
    >>> known = load_vocabularies()
    >>> text = "parties to the Nagoya and Cartagena Protocols"
    >>> found = with_shared_heads([], text, gazetteer_of(known), known)
    >>> [(text[hit[0] : hit[1]], hit[2]) for hit in found]
    [('Nagoya', 'nagoya-protocol'), ('Cartagena Protocols', 'cartagena-protocol')]
    """
    text = text.replace("\n", " ")
    more = [
        Hit(start, end, key, vocabularies.entities[key].type, RULE)
        for start, end, name in _members(text)
        for key in gazetteer.named(name)[:1]
    ]
    if not more:
        return list(hits)
    more += _bodies(more, text, gazetteer, vocabularies)
    taken = [(hit[0], hit[1]) for hit in more]
    kept = [h for h in hits if not any(s < h[1] and h[0] < e for s, e in taken) or h[3] == "theme"]
    return [*kept, *more]


# "the 1954 and 1961 Statelessness Conventions": years tell apart what shares all other words.
_YEARS = re.compile(
    r"(?<![\w/])(?P<years>(?:(?:19|20)\d\d(?:, (?:and )?| and ))+(?:19|20)\d\d)"
    r"(?P<rest>(?: [A-Z][\w-]+)*) $"
)
_YEAR = re.compile(r"\d{4}")
# "the 1954 and 1961 Conventions on statelessness".
_SUBJECT = re.compile(r" (?:on|against|concerning|relating to|for) [\w-]+")


def _by_year(text: str, at: int, end: int, head: str) -> Iterator[tuple[int, int, str]]:
    listed = _YEARS.search(text, max(0, at - 80), at)
    if listed is None:
        return
    single = _SINGULARS.get(head) or head.removesuffix("s")
    told = _SUBJECT.match(text, end)
    subject, stop = (told.group(), told.end()) if told else ("", end)
    for year in _YEAR.finditer(text, listed.start(), listed.end("years")):
        last = year.end() == listed.end("years")
        name = f"{year.group()}{listed.group('rest')} {single.title()}{subject}"
        yield year.start(), stop if last else year.end(), name


# A body that each of the treaties behind it has: "Conferences of the Parties to the Basel, ...".
_BODIES = re.compile(
    r"(?P<body>(?P<kind>conference|meeting|secretariat)s?(?: of the Parties)?) (?:to|of) the $",
    re.IGNORECASE,
)


def _bodies(
    members: Sequence[Hit], text: str, gazetteer: Gazetteer, vocabularies: Vocabularies
) -> Iterator[Hit]:
    """Give the bodies, of one span, that treaties with a shared last word have."""
    body: re.Match[str] | None = None
    for hit in members:
        # Members stand one after another; the body stands before the first.
        body = _BODIES.search(text, max(0, hit.start - 60), hit.start) or body
        if body is None or hit.start - body.end() > _LIST:
            continue
        kind = body.group("kind").lower()
        of = "secretariat of" if kind == "secretariat" else f"{kind} of the Parties to"
        for name in vocabularies.entities[hit.entity].labels:
            if found := gazetteer.named(f"{of} the {name}"):
                span = body.span("body")
                yield Hit(*span, found[0], vocabularies.entities[found[0]].type, f"{RULE}:range")
                break


def _members(text: str) -> Iterator[tuple[int, int, str]]:
    """Give each member's span and its full name; the last one's span holds the shared word."""
    for head in _HEADS:
        at = text.find(f" {head}")
        while at >= 0:
            end = at + 1 + len(head)
            if not text[end : end + 1].isalnum():
                yield from _cut(text, at + 1, end, head)
            at = text.find(f" {head}", end)


def _cut(text: str, at: int, end: int, head: str) -> Iterator[tuple[int, int, str]]:
    listed = _MEMBERS.search(text, max(0, at - 120), at)
    if listed is None:
        yield from _by_year(text, at, end, head)
        return
    single = _SINGULARS.get(head) or head.removesuffix("s")
    for member in _SINGLE.finditer(text, listed.start(), at):
        last = member.end() + 1 == at
        yield member.start(), end if last else member.end(), f"{member.group()} {single.title()}"
