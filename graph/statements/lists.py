"""Lists of recommendations in the imperative that their structure does not tell."""

from __future__ import annotations

import re
from functools import cache

from graph.document import Statement, Unit
from graph.statements.data import table
from graph.statements.inflection import base_form
from graph.statements.sentence import adverb_in_ly, word_pattern
from graph.statements.triggers import fold

__all__ = ["is_gerund", "is_imperative", "is_infinitive", "is_item", "listed_under"]

# With an object behind it: "Training for judges" is a noun.
_GERUND = re.compile(
    r"[\s\"“(]*(?:[Bb]y )?([A-Za-z]+ing) +(?!(?:for|of|in|on|at|and|or|by|to|from|is|are|as)\b)"
)
_FINITE = re.compile(
    r"(?<![\w-])(?:is|are|was|were|has|have|had|will|would|should|shall|must|may|can|could"
    r"|[a-z]{3,}ed)(?![\w-])"
)
_GOES_ON = re.compile(r";(?:\s*(?:and|or))?[\s\d*]*$")
_CAPITAL = re.compile(r"[\s\"“(]*[A-Z][a-z]")


@cache
def _first() -> re.Pattern[str]:
    return re.compile(
        r"[\s\"“(]*(?:and |or )?((?:not )?to )?"
        rf"(?:(?:{adverb_in_ly()}|also|further) )*(\w+)",
        re.IGNORECASE,
    )


def is_imperative(text: str) -> bool:
    """Tell whether an item begins with a verb in the imperative or the infinitive.

    Examples
    --------
    >>> is_imperative("to consider options"), is_imperative("Ratify the Convention")
    (True, True)
    >>> is_imperative("Training for judges"), is_imperative("Fully comply with it")
    (False, True)
    """
    first = _first().match(text)
    if first is None:
        return False
    return bool(first.group(1)) or first.group(2).lower() in _imperatives()


def is_infinitive(word: str) -> bool:
    """Tell whether a word behind "to" is a verb.

    Examples
    --------
    >>> is_infinitive("host"), is_infinitive("ratify"), is_infinitive("development")
    (True, True, False)
    """
    return word in _imperatives() or word in _infinitives()


def is_gerund(text: str) -> bool:
    """Tell whether an item begins with the -ing form of a verb: "Fostering trust".

    Examples
    --------
    >>> is_gerund("Fostering trust"), is_gerund("Training for judges"), is_gerund("During it")
    (True, False, False)
    """
    first = _GERUND.match(text)
    return first is not None and base_form(first.group(1).lower()) in _imperatives()


def is_item(text: str) -> bool:
    """Tell whether a paragraph ends as an item of a list that goes on.

    Examples
    --------
    >>> is_item("Avail ourselves of existing tools; and"), is_item("The Council met.")
    (True, False)
    """
    return _GOES_ON.search(text) is not None


def listed_under(
    unit: Unit, parent: Unit | None, introduced: Statement | None, *, rows: bool = False
) -> Statement | None:
    """Give what an imperative item stands under where the list does not tell by its structure.

    Parameters
    ----------
    parent
        The unit it stands under, if any.
    introduced
        The statement of the last paragraph that ended in a colon, if the list still goes on.
    rows
        Whether the units are rows of a table of recommendations, which has no heading.
    """
    first = _first().match(unit.text)
    capital = _CAPITAL.match(unit.text)
    if introduced is not None and unit.parent_key is None and capital and is_item(unit.text):
        return introduced
    if capital is None or first is None:
        return None
    asks = first.group(2) == "That" or first.group(2).lower() in _imperatives()
    thing = parent is not None and parent.text.rstrip().endswith(":") and _is_thing(unit.text)
    if not (asks or thing):
        return None
    if unit.parent_key is None:
        if introduced is not None:
            return introduced
        heading = fold(unit.section or "")
    else:
        heading = fold(parent.text) if parent else ""
    if not (rows or _headings().search(heading)):
        return None
    return Statement("", 0, 0, modality="recommended", strength=4, stance="recommend")


def _is_thing(text: str) -> bool:
    """Tell whether an item only names what is wanted: "The need to protect witnesses;"."""
    return _FINITE.search(text) is None


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(table("contexts")["imperatives"]["verbs"])


@cache
def _infinitives() -> frozenset[str]:
    return frozenset(table("contexts")["imperatives"]["infinitives"])


@cache
def _headings() -> re.Pattern[str]:
    return re.compile(word_pattern(table("contexts")["imperatives"]["headings"]))
