"""The State that a document is about: "the State party" in concluding observations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.mentions.matching import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["subject_line", "with_one_state"]

# Titles of documents about the State that they name, and the words that stand for it in the text.
_ABOUT = (
    (re.compile(r"concluding observations\b", re.IGNORECASE), ("states-parties", "governments")),
    (re.compile(r".*\bUniversal Periodic Review\b", re.IGNORECASE), ("governments", "states")),
    (re.compile(r"(?:.*: )?(?:official |country )?(?:visit|mission) to\b", re.IGNORECASE),
     ("governments",)),
)  # fmt: skip
_SINGULAR = re.compile(r"State\s+party|Government|State(?=\s+under\s+review)", re.IGNORECASE)
# "Another State party", "each Government" are others; "the Government of Peru" is named.
_MEANT = re.compile(r"\b(?:the|that|this|said)\s+$", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\s+of\s+(?:the\s+)?[A-Z]|['’]?s?\s+(?:of|representatives)\b")


def subject_line(title: str, head: str) -> str:
    """Give the line that tells which State a document is about: its title, else one of its head.

    Examples
    --------
    >>> subject_line("Report of the Special Rapporteur", "Visit to Honduras\\nReport of the")
    'Visit to Honduras'
    """
    lines = (title, *(line.strip(" #*") for line in head.splitlines()))
    return next((ln for ln in lines if any(about.match(ln) for about, _ in _ABOUT)), "")


def with_one_state(
    hits: Iterable[Hit], text: str, title: str, named: Iterable[Hit]
) -> Iterator[Hit]:
    """Let "the State party" and "the Government" stand for the one State a document is about.

    Parameters
    ----------
    hits
        What the units' texts name.
    text
        The units' texts, joined.
    title
        The line of the document's head that tells what it is about.
    named
        What this line names.

    Yields
    ------
    Hit
        The same; where the title names one State, such words are that State.

    Examples
    --------
    >>> said = Hit(4, 15, "states-parties", "actor", "label")
    >>> kenya = Hit(42, 47, "KEN", "state", "label")
    >>> title = "Concluding observations on Kenya"
    >>> found = with_one_state([said], "The State party", title, [kenya])
    >>> [hit[:4] for hit in found]
    [(4, 15, 'KEN', 'state')]
    """
    states = {hit.entity for hit in named if hit.type == "state"}
    groups = next((words for pattern, words in _ABOUT if pattern.match(title)), ())
    one = next(iter(states)) if groups and len(states) == 1 else None
    for hit in hits:
        if one and hit.entity in groups and _is_meant(text, hit):
            words = "-".join(text[hit.start : hit.end].lower().split())
            yield Hit(hit.start, hit.end, one, "state", f"short-form:the-{words}")
        else:
            yield hit


def _is_meant(text: str, hit: Hit) -> bool:
    if _SINGULAR.fullmatch(text, hit.start, hit.end) is None and not (
        _SINGULAR.match(text, hit.start) and hit.entity == "states"
    ):
        return False
    before = _MEANT.search(text, max(0, hit.start - 8), hit.start)
    return before is not None and _OF_ANOTHER.match(text, hit.end) is None
