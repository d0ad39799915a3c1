"""Universal Periodic Review: recommendations to a State, each with the States that make it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.reading.draft import DraftUnit
from graph.reading.layouts.layout import Layout
from graph.reading.layouts.report import report_kind
from graph.reading.names import state_code, state_names

if TYPE_CHECKING:
    from ontology.vocabularies import Vocabularies

__all__ = ["LAYOUT", "position_of", "recommending_states"]

_HEAD = re.compile(r"Working Group on the\s+Universal\s+Periodic\s+Review")
# A recommendation with those who make it, as it stands in an extract without the report's head:
# "140.7 Ratify the Convention (Maldives) (Portugal);".
_ITEM = re.compile(
    r"^[ \t]*\d{1,3}\.\d{1,3}\.?[ \t]+[A-Z][^\n]*(?:\n(?![ \t]*\d{1,3}\.)[^\n]+){0,12}?"
    r"\([A-Z][a-zé][^()\n]*(?:\([^()\n]*\))?[^()\n]*\)[ \t]*[;.]?[ \t]*$",
    re.MULTILINE,
)
_FEWEST_ITEMS = 2
_POSITIONS = (
    (
        "rejected",
        re.compile(
            r"did not (?:enjoy|receive|have)|do(?:es)? not enjoy|not enjoyed|rejected"
            r"|cannot support|(?:not|cannot) (?:be )?accept",
            re.IGNORECASE,
        ),
    ),
    (
        "noted",
        re.compile(r"\b(?:are|were|been|be) noted\b|\b(?:takes|took) note of\b|\bnoted by\b", re.I),
    ),
    (
        "supported",
        re.compile(
            r"enjoy(?:ed)? the\s+support|\b(?:accepted|supported) by|the support of"
            r"|\b(?:were|was|are|been) accepted\b",
            re.I,
        ),
    ),
    (
        "examined",
        re.compile(
            r"(?:will be|to be|have been|be) (?:further )?examined|will provide responses"
            r"|further (?:consideration|examination|review)|will respond",
            re.IGNORECASE,
        ),
    ),
    (
        "implemented",
        re.compile(r"already (?:been )?implemented|process of (?:being )?implement", re.I),
    ),
)
_LEAD_IN = re.compile(
    r"recommendations?\b.{0,160}\b(?:listed below|below|following)|following\b.{0,80}recommend",
    re.S,
)
_JOINT = re.compile(r"\s+and\s+|\s*/\s*")
_UNBALANCED = re.compile(r"\(\([^()]*\([^()]*\)\)[;.]?$")
_LONGEST_LIST = 4000
_LONGEST_PAIR = 400
_MADE_BY = re.compile(r"\([A-Z][^()]{2,400}(?:\([^()]{2,60}\)[^()]{0,400}){0,9}\)[;.]?$")
_ITEMS = ("recommendations", "recommendation")

# "Venezuela, Bolivarian Republic of".
_FORM_OF_STATE = re.compile(r"[A-Z][\w' -]{3,40} of")


def position_of(lead_in: str) -> str | None:
    """Tell the State's position from the sentence that introduces a block of recommendations.

    >>> position_of("The recommendations below did not enjoy the support of Egypt:")
    'rejected'
    >>> position_of("The following recommendations enjoy the support of Norway:")
    'supported'
    """
    text = lead_in[:2000]
    return next((name for name, pattern in _POSITIONS if pattern.search(text)), None)


def recommending_states(text: str, states: dict[str, str]) -> tuple[str, ...]:
    """Give the codes of the States named in a recommendation's parentheses, in order.

    Parameters
    ----------
    text
        The recommendation; only parentheses that hold nothing but States count.
    states
        Codes by folded name.

    Examples
    --------
    >>> names = {"pakistan": "PAK", "venezuela (bolivarian republic of)": "VEN", "cuba": "CUB"}
    >>> recommending_states("Ratify CRPD (CRPD) (Venezuela (Bolivarian Republic of), Cuba);", names)
    ('VEN', 'CUB')
    """
    found: dict[str, None] = {}
    for group in _groups(" ".join(text.split())):
        if len(group) > _LONGEST_LIST:
            continue
        codes = [state_code(name, states) for name in _names(group, states)]
        if codes and all(codes):
            found.update((code, None) for code in codes if code)
    return tuple(found)


def _groups(text: str) -> Iterator[str]:
    """Give the contents of the outermost parentheses; a last one may lack its end."""
    depth = begin = 0
    text = text.replace("((", "(") if _UNBALANCED.search(text) else text
    for index, character in enumerate(text):
        if character == "(":
            depth += 1
            if depth == 1:
                begin = index + 1
        elif character == ")" and depth:
            depth -= 1
            if depth == 0:
                yield text[begin:index]
    if depth:
        yield text[begin:].rstrip(" .;)") + (")" * (depth - 1))


def _names(group: str, states: dict[str, str]) -> list[str]:
    """Split a list of States at commas and semicolons, and at "and" where no State is so called."""
    names: list[str] = []
    depth = begin = 0
    for index, character in enumerate(group + ","):
        depth += (character == "(") - (character == ")")
        if character in ",;" and depth <= 0:
            name = group[begin:index].strip()
            if names and _FORM_OF_STATE.fullmatch(name):
                name = f"{names.pop()} ({name})"
            names += _parted(name, states)
            begin = index + 1
    return [name.strip() for name in names if name.strip()]


def _parted(name: str, states: dict[str, str]) -> list[str]:
    """Split at "and" and at slashes; an "and" inside a State's name joins it.

    >>> _parted("Trinidad and Tobago and Cuba", {"trinidad and tobago": "TTO", "cuba": "CUB"})
    ['Trinidad and Tobago', 'Cuba']
    """
    if state_code(name, states):
        return [name]
    for joint in _JOINT.finditer(name):
        first = name[: joint.start()]
        if len(name) > _LONGEST_PAIR or not state_code(first, states):
            continue
        others = _parted(name[joint.end() :], states)
        if all(state_code(one, states) for one in others):
            return [first, *others]
    return re.split(r"\s+and\s+|\s*/\s*|^and\s+", name)


def _finish(units: list[DraftUnit], vocabularies: Vocabularies) -> None:
    states = state_names(vocabularies.entities)
    for unit in units:
        if unit.parent is None and _is_alone(unit):
            unit.attributed_to = recommending_states(unit.text, states)
        above = _list_above(unit, units)
        if above is None:
            continue
        unit.position = above.position or position_of(above.lead)
        unit.attributed_to = recommending_states(unit.text, states)


def _lists(text: str) -> bool:
    """True for an item without a label: ``That Chad share its practice (Togo, Peru);``."""
    return bool(_MADE_BY.search(text[-_LONGEST_LIST:]))


def _is_alone(unit: DraftUnit) -> bool:
    """True for ``6.1 Ratify ... (Chile)`` in a table of recommendations, without paragraph 6."""
    return _is_counted(unit) and unit.depth == 0


def _introduces(text: str) -> bool:
    """A block's lead-in may end with a full stop."""
    return bool(_LEAD_IN.search(text[:600]) and position_of(text))


def _is_recommendation_list(unit: DraftUnit) -> bool:
    return any(word in unit.lead.casefold() for word in _ITEMS)


def _list_above(unit: DraftUnit, units: list[DraftUnit]) -> DraftUnit | None:
    """Give the list that a unit is an item of: ``99.4.1`` below ``99.4`` is one of ``99``."""
    while unit.parent is not None:
        parent = units[unit.parent]
        if _is_recommendation_list(parent):
            return parent
        if not _is_counted(unit):
            return None
        unit = parent
    return None


def _is_counted(unit: DraftUnit) -> bool:
    label = unit.blocks[0].label
    return label is not None and label.is_compound


def _kind(unit: DraftUnit, units: list[DraftUnit]) -> str:
    if _list_above(unit, units) is not None:
        return "recommendation"
    if unit.children and _is_recommendation_list(unit):
        return "chapeau"
    if _is_alone(unit):
        return "recommendation"
    kind = report_kind(unit, units)
    return "narrative" if kind == "recommendation" else kind


def _recognises(head: str) -> bool:
    return bool(_HEAD.search(head)) or len(_ITEM.findall(head)) >= _FEWEST_ITEMS


LAYOUT = Layout(
    "universal periodic review",
    recognises=_recognises,
    kind=_kind,
    introduces=_introduces,
    lists=_lists,
    finish=_finish,
)
