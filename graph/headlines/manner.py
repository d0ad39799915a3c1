"""How a headline says its deed: what is to be done to somebody, gone on with, or considered."""

from __future__ import annotations

import re

from graph.document import Statement
from graph.headlines.phrases import pieces
from graph.headlines.shortening import shortened
from graph.statements.inflection import base_form, inflections

__all__ = ["manner_of", "object_of", "participle_of", "undergoing"]

_CONTINUED = re.compile(r"\bcontinu(?:e|ing)\b[^,;:.]{0,60}$")
_CONSIDERED = re.compile(r"\b[Cc]onsider(?:ing)? $")
# A headline breaks before "including".
_GERUNDS = {"include": "inclusion of", "consider": "considering"}
# "Be translated by the Secretariat into": the agent stands before the verb of a headline.
_AGENT = re.compile(
    r"^ (?:(?:up|out|down|in place) )?by (?:the |all )?[^,;:]+?"
    r"(?=$|[,;:]| (?:in|into|to|for|with|on|upon|before|within|at|through|from|as|by|when|where|if"
    r"|and)\b)"
)
_NOT = re.compile(r"\W*(?:and |or )?(?:to )?(?:not|never)\b", re.IGNORECASE)
# "Be informed of their rights and protected from": a headline has room for the first.
_SECOND = re.compile(r",? (?:and|or) (?:be )?(?:\w+ly )?[a-z]{3,}ed\b (?!and\b).*", re.DOTALL)
# Letters first, then the look back, so that the search is fast.
_PARTICIPLE = re.compile(r"be (?<!\wbe )(?:\w+ly |also |further |neither )?(?P<done>[\w-]+)")
_SECOND_ING = re.compile(r"^((?:and|or) )([a-z]{3,}ing)(?= (?:the|an?|its|their|all)\b)")


def object_of(said: Statement) -> str:
    """Give the object of a deed, and behind a passive's subject what its verb governs."""
    object_ = said.action.object if said.action and said.action.object else ""
    if not participle_of(said) or (said.action and " " in said.action.verb):
        # "Continue facilitating and supporting": both verbs in their base form.
        return _SECOND_ING.sub(lambda found: found[1] + base_form(found[2]), object_)
    starts = said.text.lstrip().startswith(object_) and object_[1:2].islower()
    single = " " not in object_ or object_.partition(" ")[2][:1].islower()
    object_ = object_[:1].lower() + object_[1:] if starts and single else object_
    passive = _passive(said)
    if passive is None:
        return object_
    behind = _SECOND.sub("", said.text[passive.end() :].rstrip(" .;:,"))
    return object_ + (_AGENT.sub("", behind) if said.addressees else behind)


def undergoing(said: Statement, names: dict[str, str]) -> list[str]:
    """Give "Judges to be trained" for what is to be done to somebody."""
    object_ = said.action.object if said.action and said.action.object else ""
    negation = ["not"] * said.modality.endswith(" not")
    return [
        *pieces(shortened(object_, names), [], limit=3),
        *negation,
        "to",
        "be",
        participle_of(said),
    ]


def participle_of(said: Statement) -> str:
    """Give the participle of a passive whose subject is what is to be acted on: "sensitized"."""
    match = _passive(said)
    return match["done"] if match else ""


def _passive(said: Statement) -> re.Match[str] | None:
    """Find "be" and the participle of the deed behind its subject."""
    action = said.action
    if action is None or action.object is None:
        return None
    verb = action.verb.split(" ")[0]
    subject = said.text.find(action.object[:12])
    for match in _PARTICIPLE.finditer(said.text):
        if 0 <= subject < match.start() and base_form(match["done"]) == verb:
            return match
    return None


def manner_of(said: Statement, verb: str, lead: list[str]) -> tuple[str, list[str]]:
    """Give how the verb is to be done: "not", "continue to", "consider adopting"."""
    object_ = said.action.object if said.action and said.action.object else ""
    before = said.text[: said.text.find(object_[:24])].rpartition(" ")[0]
    before = before.rpartition(" ")[0] + " "
    refused = said.negative and _NOT.match(said.text) is not None
    if said.modality.endswith(" not") or before.endswith(" not to ") or refused:
        if lead and lead[-1] == "to":
            return verb, [*lead[:-1], "not", "to"]
        return verb, [*lead, "not"] if lead else ["Do", "not"]
    if verb == "consider" and said.modality.endswith(" consider"):
        return verb, lead
    if _CONSIDERED.search(before) or said.modality.endswith(" consider"):
        return _GERUNDS.get(verb) or inflections(verb)[2], [*lead, "consider"]
    if _CONTINUED.search(before) and not lead:
        return verb, ["continue", "to"]
    return verb, lead
