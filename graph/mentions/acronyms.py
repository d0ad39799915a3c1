"""Acronyms that a document defines: beside a name, in a table, or against the vocabularies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.mentions.gazetteer import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["acronym_hits", "acronyms", "bracketed", "foreign_acronyms", "tabled_acronyms"]

_DEFINED = re.compile(r"\s*\((?:[“\"'‘])?(?P<short>[A-Z][\w&/-]{0,9}[A-Zs])(?:[”\"'’])?[,;)]")
_BESIDE_BRACKET = ("(", ")", " (", "\n", "  (", "\u00a0(")
# "Federal Government of Somalia (FGS)": the State is meant.
_GOVERNMENT = re.compile(r"(?:[A-Z][\w-]+\s+){0,3}Government\s+of\s+(?:the\s+)?$")
_REVERSED = re.compile(r"\b(?P<short>[A-Z][A-Z&-]{1,8}s?)\s+\(\s*$")


def acronyms(text: str, hits: Sequence[Hit]) -> dict[str, Hit]:
    """Find the acronyms that a text defines beside a name, in both directions.

    The letters must occur in order in the name, the first of them as its first letter (Schwartz and
    Hearst, 2003, with the whole name as the long form).

    Returns
    -------
    dict
        For each acronym, singular, the hit whose entity it stands for.

    Examples
    --------
    >>> text = "communication service providers (CSPs) and CSP staff"
    >>> sorted(acronyms(text, [Hit(0, 31, "service-providers", "actor", "label")]))
    ['CSP']
    """
    found: dict[str, Hit] = {}
    for hit in hits:
        if not text.startswith(_BESIDE_BRACKET, hit.end):
            continue
        name = text[_name_start(text, hit) : hit.end]
        after = _DEFINED.match(text, hit.end)
        if after:
            _define(after.group("short"), name, hit, found)
        elif text.startswith(")", hit.end):
            before = _REVERSED.search(text, max(0, hit.start - 14), hit.start)
            if before:
                _define(before.group("short"), name, hit, found)
    return found


def bracketed(text: str, hits: Sequence[Hit]) -> Iterator[tuple[str, str]]:
    """Give the acronyms in brackets behind names, and the keys of what is named.

    Examples
    --------
    >>> text = "the Office of the Fen Warden (FW)"
    >>> list(bracketed(text, [Hit(4, 28, "fen-office", "organization", "label")]))
    [('FW', 'fen-office')]
    """
    for hit in hits:
        if text.startswith(_BESIDE_BRACKET, hit.end):
            after = _DEFINED.match(text, hit.end)
            if after:
                yield after.group("short"), hit.entity


def _name_start(text: str, hit: Hit) -> int:
    """Give where a name begins; a State may be named by its Government."""
    if hit.type != "state":
        return hit.start
    government = _GOVERNMENT.search(text, max(0, hit.start - 60), hit.start)
    return government.start() if government else hit.start


def _define(short: str, name: str, hit: Hit, found: dict[str, Hit]) -> None:
    singular = short.removesuffix("s") if short[-2:-1].isupper() else short
    if singular not in found and " " in name and _abbreviates(singular, name):
        found[singular] = hit


def _abbreviates(short: str, name: str) -> bool:
    """Say whether the letters of ``short`` occur in order in ``name``, read from its end."""
    letters = [c.lower() for c in short if c.isalnum()]
    at = len(name) - 1
    lower = name.lower()
    if len(lower) != len(name):
        return False
    for i, letter in reversed(list(enumerate(letters))):
        while at >= 0 and (lower[at] != letter or (i == 0 and at > 0 and lower[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return at < 0 or lower[: at + 1] in {"the ", "a "}


_BRACKETED = re.compile(r"\((?:[“\"'‘])?(?P<short>[A-Z]{2,8})s?(?: \d{4})?(?:[”\"'’])?[,;)]")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
# "Global Forest Resources Assessment 2025 (FRA 2025)".
_YEAR_BEHIND = re.compile(r" (?:19|20)\d\d\s*$")
# Words that an acronym passes over.
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "against", "a", "de", "la", "et"})


def foreign_acronyms(text: str) -> dict[str, str]:
    """Find the acronyms that a text defines by the initials of the words before them.

    Examples
    --------
    >>> foreign_acronyms("by the National Commission for Truth (NCT), and the law (UN)")
    {'NCT': 'National Commission for Truth'}
    """
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        short = match.group("short")
        before = text[max(0, match.start() - 160) : match.start()]
        name = _initialled(short, _YEAR_BEHIND.sub("", before))
        if name:
            found.setdefault(short, name)
    return found


def _initialled(short: str, before: str) -> str | None:
    """Give the words at the end of ``before`` whose initials make the acronym."""
    left = list(short)
    words = list(_WORD.finditer(before))
    if not words or before[words[-1].end() :].strip():
        return None
    for word in reversed(words):
        if word.group()[0] == left[-1]:
            left.pop()
            if not left:
                return before[word.start() :].strip()
        elif word.group().lower() not in _SMALL:
            return None
    return None


_TABLE_ROW = re.compile(
    r"^[ \t|]*(?P<short>[A-Z][A-Za-z&-]{1,9})(?:[ \t]{2,}|\t|[ \t]*\|[ \t]*)"
    r"(?P<name>[A-Za-z][^\n|]{5,120}?)[ \t|]*$",
    re.M,
)
# One of these stands between the columns of a table.
_TABLE_GAPS = ("  ", "\t", "|")


def tabled_acronyms(text: str) -> dict[str, str]:
    """Find the rows of a table of abbreviations: acronym, space, what it stands for.

    Examples
    --------
    >>> tabled_acronyms("Abbreviations\\nCSP   communication service provider")
    {'CSP': 'communication service provider'}
    """
    if not any(gap in text for gap in _TABLE_GAPS):
        return {}
    rows = ((m.group("short"), m.group("name").strip()) for m in _TABLE_ROW.finditer(text))
    return {short: name for short, name in rows if _abbreviates(short, name)}


def acronym_hits(text: str, defined: Mapping[str, Hit]) -> Iterator[Hit]:
    """Find every use of the acronyms a document defines, plurals too, in their own case."""
    if not defined:
        return
    shorts = "|".join(re.escape(short) for short in sorted(defined, key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w/-])(?P<short>{shorts})s?(?![\w/])", text):
        of = defined[found.group("short")]
        yield Hit(found.start(), found.end(), of.entity, of.type, "acronym")
