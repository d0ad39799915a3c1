"""What a headline says of what is no one who is asked: "New convention to be inclusive"."""

from __future__ import annotations

import re

from graph.document import Statement
from graph.headlines.manner import participle_of
from graph.headlines.phrases import pieces
from graph.headlines.reported import EVERYBODY
from graph.headlines.shortening import shortened

__all__ = ["PRONOUNS", "being", "predicate_of", "subject_of"]

PRONOUNS = frozenset(("it", "they", "this", "that", "these", "those", "such", "he", "she", "we"))
# "It was recommended that": what stands before the subject.
_TO_THAT = re.compile(r"^.*\b[Tt]hat\b,?", re.DOTALL)
_NO_WAY = re.compile(r"\b(?:[Ii]n|[Uu]nder|[Oo]n|[Aa]t) no \w+$")
# "Every effort should be made to": what is made tells nothing.
_MADE = frozenset(("effort", "efforts", "steps", "measures", "action", "more"))
_TO_BE = re.compile(r"^(?:(?:therefore|thus|also|\w+ly) )*(?:not )?(?:\w+ly )?be (?:neither )?")


def subject_of(said: Statement, names: dict[str, str]) -> list[str]:
    """Give "New convention to" where what should be so is no one who is asked."""
    modal = said.modality.split(" ")[0]
    if said.addressees or not said.rule.startswith("modal") or participle_of(said):
        return []
    before, found, _ = said.text.partition(f" {modal} ")
    if _NO_WAY.search(before):
        return []
    if not found or (said.modality.endswith(" consider") and "onsideration" in before):
        return []
    words = pieces(shortened(_TO_THAT.sub("", before).split(",")[-1], names), [], limit=2)
    if not words or words[0].lower() in PRONOUNS or words[-1].lower() in _MADE:
        return []
    return [*words, "to"]


def being(said: Statement, names: dict[str, str]) -> list[str]:
    """Give "New institution to" for "recommends that the new institution be independent"."""
    before, found, _ = said.text.partition(" be ")
    asks_all = EVERYBODY.intersection(said.addressees)
    subject = _TO_THAT.sub("", before)
    if not found or asks_all or subject == before:
        return []
    words = pieces(shortened(subject, names), [], limit=3)
    if not words or words[0].lower() in PRONOUNS:
        return []
    return [*words, "to"]


def predicate_of(said: Statement, names: dict[str, str]) -> list[str]:
    """Give subject and predicate without the verb: "New convention inclusive and transparent"."""
    before, _, after = said.text.partition(f" {said.modality.split(' ')[0]} ")
    needs = re.search(r" needs to ", said.text) if said.modality == "need to" else None
    if needs:
        before, after = said.text[: needs.start()], said.text[needs.end() :]
    subject = _TO_THAT.sub("", before).strip(" ,").split(",")[0]
    if said.action and said.action.object and said.action.verb != "be" and participle_of(said):
        subject = said.action.object
        # "At no time should data be disclosed".
        after = after[len(subject) :].lstrip() if after.startswith(subject) else after
    head = pieces(shortened(subject, names), [], limit=3)
    predicate = _TO_BE.sub("", after).partition(" nor ")[0]
    negation = ["not", "to", "be"] if said.modality.endswith("not") else []
    verb = ["to", "be"] if needs else negation
    return pieces(shortened(predicate, names), [*head, *verb])
