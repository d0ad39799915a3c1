"""Headlines of what is told: a need, a concern, what a body welcomes or notes."""

from __future__ import annotations

import re
from functools import cache

from graph.document import Statement
from graph.headlines.openings import clean_cut, is_sound
from graph.headlines.phrases import MAX_CHARACTERS, MAX_WORDS, MIN_WORDS, pieces, trimmed
from graph.headlines.shortening import shortened, with_short_names
from graph.statements.data import table
from graph.statements.inflection import base_form

__all__ = ["EVERYBODY", "told_words"]

EVERYBODY = frozenset(("member-states", "states", "state-party", "states-parties", "parties"))
_NEED = re.compile(
    r"\b(?:need|necessity|urgency)(?:, [^,;]{3,60},| \w+ly,?)? (?P<link>to|for|of) (?:the )?"
)
_CONTENT = re.compile(
    r"(\w+)(?:, [^,;]{3,80},)? that,? (?:the )?"
    r"(?!(?:he|she|it|they|this|these|there|which|his|her|its|their)\b)"
)
# "Stated that it had approved": the deed alone tells enough.
_OWN_DEED = re.compile(
    r"(\w+)(?:, [^,;]{3,80},)? that,? (?:he|she|it|they) (?:had|has|have|was|were|would)"
    r"(?! (?:not|no|neither|to|it|he|she|they)\b)(?: also| already| further)? "
)
_TOLD = re.compile(r" (?:is|was|were|has been|had been|have been) ")
_AT = re.compile(r"\s*(?:at|about|by|over|with|that)\s+")
_LINK = re.compile(r"^ (?:on|to|of|about) ")
_WORDS = re.compile(r"[\w'’/.-]+")


@cache
def _telling() -> frozenset[str]:
    """Verbs that what is told can do without: "positive developments", which somebody noted."""
    return frozenset(table("titles")["telling"]["verbs"])


def told_words(said: Statement, names: dict[str, str]) -> list[str]:
    """Give the words of a statement from its verb of saying on, the verb in its base form."""
    kind, _, base = said.rule.partition(":")
    nominal = table("titles")["verbs"].get(said.modality)
    if nominal and kind in ("existential", "expressed"):
        rest = said.text.partition(said.modality.split(" ")[-1])[2]
        return pieces(shortened(rest, names), nominal.split())
    need = _NEED.search(said.text)
    if need and said.stance == "recommend":
        return _needing(said, said.text[need.end() :], need.group("link"), names)
    content = None
    if said.stance == "statement":
        told_of = (_OWN_DEED.search(said.text), _CONTENT.search(said.text))
        content = min(filter(None, told_of), key=re.Match.start, default=None)
    told = content.group(1).lower() if content else ""
    if content and " not " in base and base.endswith(told):
        return [*base.split(" ")[1:], *clean_cut(said.text[content.end() :])][:MAX_WORDS]
    if content and (base_form(told) == base.split(" ")[0] or told == base.split(" ")[-1]):
        words = clean_cut(with_short_names(said.text[content.end() :], names))
        if len(words) >= MIN_WORDS and is_sound(words):
            return words
    if said.negative and said.stance == "oppose" and base in ("support", "endorse", "accept"):
        rest = said.text.partition(f" {base} ")[2]
        return pieces(shortened(rest, names), ["no", "support", "for"])
    mind = table("titles")["minds"].get(base)
    if mind:
        rest = said.text.partition(" ".join(base.split()[1:]))[2]
        clause = clean_cut(rest.strip()[len("that ") :]) if rest.startswith(" that ") else []
        if len(clause) >= MIN_WORDS and is_sound(clause):
            return clause
        rest = _AT.sub("", rest)
        return pieces(shortened(rest, names), mind.split())
    if kind in ("operative", "active") and said.modality != "need":
        head = base.split(" ")[0]
        told = said.modality == "fact" and said.stance == "statement" and base in _telling()
        for match in _WORDS.finditer(said.text):
            if base_form(match.group().lower()) == head:
                rest = _LINK.sub("", said.text[match.end() :])
                matter = trimmed(pieces(shortened(rest, names), [])) if told else []
                if len(matter) >= MIN_WORDS and is_sound(matter):
                    return matter
                words = pieces(shortened(said.text[match.end() :], names), [head])
                cut = [head, *clean_cut(said.text[match.end() :])][:MAX_WORDS]
                fits = len(" ".join(cut)) <= MAX_CHARACTERS
                return words if len(words) >= MIN_WORDS or not fits else cut
    return []


def _needing(said: Statement, rest: str, link: str, names: dict[str, str]) -> list[str]:
    """Give "Bridge digital divides" for a need to do it, "Need for funding" for one of a thing."""
    if link == "to":
        deed = shortened(_TOLD.split(rest)[0], names)
        words = pieces(deed, [], stop=False)
        return words if len(words) >= MIN_WORDS else pieces(deed, ["need", "to"])
    agent, to, deed = rest.partition(" to ")
    if said.addressees and to and len(agent) < 60:
        lead = [] if EVERYBODY.intersection(said.addressees) else agent.split()[-3:]
        words = pieces(shortened(deed, names), [*lead, "to"] if lead else [])
        if len(words) >= MIN_WORDS:
            return words
    return pieces(shortened(_TOLD.split(rest)[0], names), ["need", "for"])
