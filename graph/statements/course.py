"""How far a sentence is read: its open frame, its statements so far, whose voice it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.statements.anaphora import agrees
from graph.statements.attribution import OWN_VOICE, Attribution, Voice
from graph.statements.draft import Draft
from graph.statements.frame import Frame
from graph.statements.lists import is_gerund, is_imperative
from graph.statements.modality import Antecedent
from graph.statements.sentence import Sentence

__all__ = [
    "Course",
    "after_verb",
    "ask_pronoun",
    "concedes",
    "content_floor",
    "is_no_voice",
    "is_voiced",
    "opens_main_clause",
    "spare_speaker",
    "voice_of",
]

_PRESENT = re.compile(r"(?<![\w-])(?:is|are)\b")
_IT = re.compile(r" *it ")
_CONCEDES = re.compile(r", +(?:although|though|even though|while|but) *$")
_PRONOUN = re.compile(r"(?<![\w-])(?:it|they)$")
# "While noting that", "Recalling that": a clause of its own before the main one.
_FRONTED_CLAUSE = re.compile(
    r" *(?:while|although|though|whereas|even though)\b| *(?:also +|further +)?"
    r"(?:noting|recalling|welcoming|acknowledging|recogni[sz]ing|observing|regretting|considering"
    r"|stressing|emphasi[sz]ing|bearing in mind|appreciating|commending|reiterating|reaffirming)\b"
)


@dataclass(slots=True)
class Course:
    """Where the reading of a sentence stands."""

    sentence: Sentence
    voice: Voice
    antecedent: Antecedent
    opens: bool
    floor: int
    drafts: list[Draft]
    fronted: Attribution
    frame: Frame | None = None
    filled: bool = False


def content_floor(course: Course) -> int:
    content = course.frame.content if course.frame else None
    return max(course.floor, content or 0)


def after_verb(course: Course) -> bool:
    """Tell whether a finite verb stands before the floor of the clause to be read."""
    if course.frame is not None and not course.filled:
        return course.frame.content is None or course.frame.denies
    return course.filled or bool(course.drafts)


def voice_of(course: Course) -> Attribution:
    return course.frame.attribution if course.frame else course.fronted


def is_voiced(course: Course) -> bool:
    return course.frame is not None or course.fronted.holder is not None


def opens_main_clause(course: Course, frame: Frame) -> bool:
    """Tell whether the first main clause begins: "while noting that A is law, it regrets"."""
    low, start = course.sentence.low, course.sentence.start
    before = low[start : frame.begin].rstrip()
    if course.drafts or course.filled or not before.endswith(","):
        return False
    # "While the delegation affirmed that A, the Committee notes that B".
    told = course.frame is not None and course.frame.attribution.holder is not None
    if course.frame is not None and not (told and frame.attribution.holder is None):
        return False
    return _FRONTED_CLAUSE.match(low, start) is not None


def concedes(course: Course, frame: Frame) -> bool:
    """Tell whether who speaks adds another act: "welcomes the report, although it regrets that"."""
    pending = course.frame
    if pending is None or course.filled or pending.content is not None:
        return False
    same = frame.attribution.holder in (None, "^") and frame.kind == "active"
    before = course.sentence.low[max(course.floor, frame.begin - 24) : frame.begin]
    return same and _CONCEDES.search(before) is not None


def is_no_voice(course: Course, frame: Frame) -> bool:
    """Tell whether nobody else can speak: in "Requests States to share the data requested in".

    A paragraph that the body or an item's verb opens tells what others said only behind "that".
    """
    others = frame.attribution.holder not in (None, "^") and frame.kind == "active"
    if not others or frame.content is not None:
        return False
    pending = course.frame
    if pending is not None and pending.kind == "operative" and pending.present:
        return True
    opening = course.sentence.text[course.sentence.start :][:40]
    return is_imperative(opening) or is_gerund(opening)


def spare_speaker(course: Course, frame: Frame, draft: Draft) -> None:
    """Ask nobody by "requests that it report" rather than the body that speaks."""
    told = frame.kind == "operative" and frame.content is not None
    named = told and _IT.match(course.sentence.low, frame.content or 0)
    if named and course.voice.body in draft.addressees:
        draft.addressees = ()


def ask_pronoun(course: Course, frame: Frame, draft: Draft) -> None:
    """Let "it is encouraged to report" ask the one whom the sentence before asked."""
    asked = course.antecedent.addressees
    low = course.sentence.low
    to_do = frame.verb.takes == "person" and low.startswith(" to ", frame.after)
    pronoun = _PRONOUN.search(frame.topic)
    if draft.addressees or not to_do or not asked or pronoun is None:
        return
    if agrees(pronoun.group(), asked, course.antecedent.text):
        draft.addressees, draft.inherited = asked, True
        present = _PRESENT.search(low, frame.begin, frame.mark.start)
        draft.attribution = voice_of(course) if not present else OWN_VOICE
