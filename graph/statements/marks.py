"""What of a modal's surroundings keeps it from speaking, or makes it speak anew."""

from __future__ import annotations

from graph.statements.sentence import Sentence
from graph.statements.triggers import Mark

__all__ = ["asks_anew", "is_quoted", "weighs"]

# "It must be possible to" is no question of use.
_BINDING = 5
_QUOTES = frozenset("\"“”‘’'«»")


def is_quoted(sentence: Sentence, mark: Mark) -> bool:
    """Tell whether a word is only spoken of: "to replace 'shall' with 'should'"."""
    text = sentence.text
    behind = text[mark.end : mark.end + 1] in _QUOTES
    return behind and text[mark.start - 1 : mark.start] in _QUOTES


def weighs(sentence: Sentence, mark: Mark) -> bool:
    """Tell whether a need is weighed: "it might be useful to explore"."""
    modal = mark.trigger.modal
    if not sentence.low.endswith("it ", sentence.start, mark.start):
        return False
    if modal is not None and modal.strength >= _BINDING:
        return False
    near = (m for m in sentence.marks if mark.end < m.start < mark.end + 20)
    return any(m.trigger.necessity and not m.trigger.modal for m in near)


def asks_anew(sentence: Sentence, mark: Mark) -> bool:
    """Tell whether somebody else is asked behind "while": "while Member States should"."""
    modal = mark.trigger.modal
    near = any(a.end <= mark.start and mark.start - a.end < 12 for a in sentence.actors)
    return modal is not None and modal.strength >= 4 and near
