"""Trigger words: the data files made into one scanner, and what each word can be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from graph.statements.data import table
from graph.statements.verbforms import Verb, verb_forms
from graph.statements.words import WordList

__all__ = ["Mark", "Modal", "Trigger", "Verb", "alternation", "fold", "scan"]

# White space, apostrophes and dashes made plain, and the Cyrillic letters that look Latin.
_FOLDED = str.maketrans("\n\t\r\f\xa0\u202f\u2007’‘‐‑–‐‑асеорху", "       ''-----aceopxy")
_FOLDED_PAIRS = tuple((chr(old), chr(new)) for old, new in _FOLDED.items())


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal's standard form and strength, and its stance with and without an agent."""

    modality: str
    strength: int
    stance: str = "recommend"
    agent_stance: str = "recommend"
    needs_agent: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """Everything a word of the data files can be.

    ``clipped`` tells that what stands behind the word only makes it a verb: "tasks the".
    """

    text: str
    modal: Modal | None = None
    verb: Verb | None = None
    form: str = ""
    necessity: str = ""
    link: str = ""
    expressed: bool = False
    clipped: bool = False


class Mark(NamedTuple):
    """A trigger at its place in a unit's text."""

    start: int
    end: int
    trigger: Trigger


def fold(text: str) -> str:
    """Lower-case a text and make its white space and quotation marks plain, length unchanged.

    Examples
    --------
    >>> fold("Member\\nStates’ DUTY")
    "member states' duty"
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    if lower.isascii():
        return lower.translate(_FOLDED)
    # Beyond ASCII a translation looks up every character: replacing the few there are is faster.
    for old, new in _FOLDED_PAIRS:
        if old in lower:
            lower = lower.replace(old, new)
    return lower


def alternation(words: Iterable[str]) -> str:
    """Write words as one regular expression, a tree of prefixes; a space stands for several.

    Examples
    --------
    >>> alternation(["note", "notes", "urge"])
    '(?:note(?:s)?|urge)'
    """
    tree: dict[str, dict[str, object]] = {}
    for word in sorted(set(words)):
        node = tree
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, dict[str, object]]) -> str:
    branches = []
    for char, below in tree.items():
        if char:
            rest = _branches(below)  # type: ignore[arg-type]
            branches.append((" +" if char == " " else re.escape(char)) + rest)
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")


def scan(low: str) -> list[Mark]:
    """Find all triggers of a folded text in one pass, longest first, not overlapping."""
    words, triggers, clipped, silent = _scanner()
    marks = [
        Mark(start, start + clipped[word] if word in clipped else end, triggers[word])
        for start, end, word in words.find(low)
        if word not in silent
    ]
    if "may" in low and (months := {found.start() for found in _MONTH.finditer(low)}):
        return [mark for mark in marks if mark.start not in months]
    return marks


_MONTH = re.compile(r"(?<=\d )may\b|\bmay(?= \d)")
"""The fifth month in a date, which is no permission."""


@cache
def _scanner() -> tuple[WordList, tuple[Trigger, ...], dict[int, int], frozenset[int]]:
    """Give the words, their triggers, the lengths of those cut short, and those that say nothing.

    "Once again" says nothing, but keeps "once" from beginning a clause.
    """
    triggers = tuple(_triggers().values())
    clipped = {at: len(found.text) for at, found in enumerate(triggers) if found.clipped}
    again = table("clauses")["again"]
    silent = (at for at, text in enumerate(_triggers()) if text in again)
    return WordList(_triggers()), triggers, clipped, frozenset(silent)


@cache
def _triggers() -> dict[str, Trigger]:
    triggers: dict[str, Trigger] = {}
    nominal = frozenset(table("verbs")["nominal"]["forms"])
    articled = table("verbs")["articled"]
    for text, told, verb, form in verb_forms():
        if text in nominal:
            for behind in articled.get(text, ()):
                triggers[f"{text} {behind}"] = Trigger(text, verb=verb, form=form, clipped=True)
            continue
        triggers.setdefault(text, Trigger(told, verb=verb, form=form))
    for text, fields in table("modals")["modal"].items():
        _add(triggers, text, modal=Modal(**fields))
    for name, words in table("modals")["necessity"].items():
        for text in words:
            before = triggers.get(text)
            _add(triggers, text, necessity=before.necessity + " " + name if before else name)
    for text in table("speakers")["expressed"]["verbs"]:
        _add(triggers, text, expressed=True)
    for text in ("there is", "there was", "there are", "there were", "there has been"):
        _add(triggers, text, link="existential")
    for opening, phrases in table("speakers")["existential"]["duty"].items():
        for phrase in phrases:
            _add(triggers, f"it {opening} {phrase}", link="duty")
    clauses = table("clauses")
    for name, link in (("relatives", "relative"), ("subordinators", "subordinator")):
        for text in clauses[name]:
            _add(triggers, text, link=link)
    for text in clauses["conditions"]["phrases"]:
        _add(triggers, text, link="condition")
    _add(triggers, "that", link="that")
    for text in clauses["again"]:
        _add(triggers, text)
    return triggers


def _add(triggers: dict[str, Trigger], text: str, **fields: object) -> None:
    triggers[text] = replace(triggers.get(text) or Trigger(text), **fields)  # type: ignore[arg-type]
