"""A sentence read into statements: frames, modals and necessity in the order of the text."""

from __future__ import annotations

from dataclasses import replace

from graph.statements.asked import asked_of, is_elided
from graph.statements.attribution import Attribution, Voice, subject_holder
from graph.statements.clauses import (
    COORDINATED,
    clause_start,
    is_relative_that,
    is_subordinate,
)
from graph.statements.coordination import (
    ELIDED,
    asked_also,
    needed_also,
    shared_modal,
    with_elided_subject,
)
from graph.statements.course import (
    Course,
    after_verb,
    ask_pronoun,
    concedes,
    content_floor,
    is_no_voice,
    is_voiced,
    opens_main_clause,
    spare_speaker,
    voice_of,
)
from graph.statements.draft import Draft
from graph.statements.existence import agreed_frame, existential_draft
from graph.statements.frame import Frame
from graph.statements.frames import continued_frame, frame_at
from graph.statements.holders import fronted_holder, held_view, view_beside
from graph.statements.inline import acting_items, with_inline_items
from graph.statements.joining import (
    adding_frame,
    asks_with,
    holder_adds,
    is_asked_deed,
    is_contact,
    is_nested_report,
    is_nested_request,
    is_other_voice,
    is_same_act,
    is_told_of,
    is_willing,
    shares_object,
    tells_of,
)
from graph.statements.marks import asks_anew, is_quoted, weighs
from graph.statements.modality import Antecedent, is_condition, modal_draft, necessity_draft
from graph.statements.negation import with_limited_negation
from graph.statements.passives import noted_frame
from graph.statements.saying import frame_draft
from graph.statements.sentence import Sentence
from graph.statements.sharing import with_shared_deeds
from graph.statements.spans import following_spans
from graph.statements.triggers import Mark

__all__ = ["read_sentence"]


def read_sentence(
    sentence: Sentence, voice: Voice, antecedent: Antecedent, *, opens: bool
) -> list[Draft]:
    """Give the statements of a sentence; empty where nothing normative or reported is said."""
    beside = view_beside(sentence)
    if beside is not None:
        parts = ((sentence.start, beside, opens), (beside, sentence.end, False))
        return [
            draft
            for start, end, first in parts
            for draft in read_sentence(sentence.part(start, end), voice, antecedent, opens=first)
        ]
    acts = acting_items(sentence)
    colon = sentence.low.find(":", sentence.start, sentence.end)
    who = subject_holder(sentence, sentence.start, colon, voice) if acts else None
    if who and who[0].holder is None:
        drafts = [
            draft
            for start, end in acts
            for draft in read_sentence(sentence.part(start, end), voice, antecedent, opens=True)
        ]
        drafts[0].start = sentence.start
        return drafts
    held = held_view(sentence)
    inner = replace(sentence, start=held[1]) if held else sentence
    fronted = held[0] if held else fronted_holder(sentence) or Attribution()
    course = Course(inner, voice, antecedent, opens, inner.start, [], fronted)
    for mark in sentence.marks:
        if mark.start >= course.floor:
            _take(course, mark)
    _close(course, sentence.end)
    if (held or fronted.holder) and not course.drafts:
        course.drafts.append(Draft(inner.start, inner.end, attribution=fronted, own=True))
    drafts = following_spans(sentence, with_inline_items(sentence, course.drafts))
    return with_limited_negation(sentence, with_shared_deeds(sentence, drafts))


def _take(course: Course, mark: Mark) -> None:
    trigger = mark.trigger
    if trigger.link == "that":
        _take_that(course, mark)
        return
    if trigger.modal and not (trigger.necessity and _take_necessity(course, mark)):
        _take_modal(course, mark)
        return
    if trigger.modal:
        return
    adds = course.frame and (
        adding_frame(course.sentence, course.frame, mark)
        or holder_adds(course.sentence, course.frame, mark)
    )
    if adds:
        _close(course, adds.begin)
        _open(course, adds)
        return
    if (trigger.verb or trigger.expressed) and _take_frame(course, mark):
        return
    if trigger.necessity:
        _take_necessity(course, mark)
    elif trigger.link in ("existential", "duty"):
        _take_existential(course, mark)


def _take_that(course: Course, mark: Mark) -> None:
    """A clause beside the one told before: "stressed that A was essential and that B should"."""
    frame, sentence = course.frame, course.sentence
    if frame is None or (course.filled and frame.content is None):
        also = needed_also(sentence, course.drafts[-1] if course.drafts else None, mark)
        if also:
            course.drafts.append(also)
            course.floor = mark.end
        return
    if frame.content is None or mark.start < frame.content:
        return
    before = COORDINATED.search(sentence.low, max(frame.content, mark.start - 24), mark.start)
    thats = [m for m in sentence.marks if frame.content <= m.start <= mark.start]
    nested = any(
        m.trigger.link == "that"
        and not COORDINATED.search(sentence.low[m.start - 24 : m.start])
        and not is_relative_that(sentence, m)
        for m in thats
    )
    if before is None or nested:
        return
    _close(course, before.start())
    told = replace(
        frame, start=before.start(), begin=before.start(), after=mark.end, content=mark.end
    )
    _open(course, told)


def _take_modal(course: Course, mark: Mark) -> None:
    floor = content_floor(course)
    sentence, frame = course.sentence, course.frame
    if frame is not None and frame.content is None and is_contact(sentence, frame, mark):
        return
    if is_quoted(sentence, mark) or is_condition(sentence, mark):
        return
    noted = noted_frame(sentence, mark, floor) if frame is None else None
    if noted:
        _open(course, noted)
        return
    if weighs(sentence, mark):
        return
    shared = shared_modal(sentence, course.drafts[-1] if course.drafts else None, mark)
    if shared is None and is_subordinate(
        sentence, mark, floor, contrasts=asks_anew(sentence, mark)
    ):
        return
    start = shared or clause_start(sentence, floor, mark.start, after_verb=after_verb(course))
    opened = start == sentence.start or start > floor
    if frame is not None and not course.filled and ";" in sentence.low[frame.after : start]:
        _close(course, start)
        frame = None
    content = frame is not None and not course.filled and _may_hold(frame)
    if not (opened or content):
        return
    if frame is None and start > sentence.start:
        anew = fronted_holder(replace(sentence, start=start + (sentence.low[start] == " ")))
        course.fronted = anew or course.fronted
    draft = modal_draft(sentence, mark, start, voice_of(course), course.antecedent)
    draft = draft or _repeated(course, mark, start)
    if draft is None:
        return
    if frame is not None and _is_weak(draft) and (content or frame.verb.stance == "recommend"):
        return
    weak = draft.strength < 3 and draft.modality != "need to"
    if frame is not None and frame.present and content and weak:
        return
    if frame is not None and not course.filled and not _may_hold(frame) and start > floor:
        _close(course, start)
    draft = with_elided_subject(sentence, frame, course.drafts, draft, (start, mark))
    if frame is not None and frame.verb.base == "remind" and not draft.addressees:
        draft.addressees = tuple(a.key for a in asked_of(sentence, frame, start))
    draft.own = is_voiced(course)
    if content:
        _reach_back(course, draft)
    course.drafts.append(draft)
    course.floor = max(draft.modality_end or mark.end, mark.end)
    course.filled = True


def _reach_back(course: Course, draft: Draft) -> None:
    """Let the first statement of a told clause begin where it is told: "and stresses that"."""
    frame = course.frame
    if frame is not None and not course.filled and course.drafts:
        draft.start = min(draft.start, max(frame.begin, course.drafts[-1].start + 1))


def _repeated(course: Course, mark: Mark, start: int) -> Draft | None:
    """A modal that needs an agent said twice of one: "will prepare a list and will send it"."""
    before = course.drafts[-1] if course.drafts else None
    same = before is not None and before.rule == f"modal:{mark.trigger.text}"
    if before is None or not same or not ELIDED.fullmatch(course.sentence.low, start, mark.start):
        return None
    return replace(
        before, start=start, modality_start=mark.start, modality_end=mark.end, action=mark.end
    )


def _may_hold(frame: Frame) -> bool:
    return not frame.denies and (frame.content is not None or frame.verb.takes == "content")


def _is_weak(draft: Draft) -> bool:
    return draft.stance != "recommend" and draft.strength <= 2


def _take_necessity(course: Course, mark: Mark) -> bool:
    floor = content_floor(course)
    if is_subordinate(course.sentence, mark, floor):
        return False
    start = clause_start(course.sentence, floor, mark.start, after_verb=after_verb(course))
    if start == floor != course.sentence.start and not (
        course.frame and not course.filled and _may_hold(course.frame)
    ):
        return False
    draft = necessity_draft(course.sentence, mark, start, voice_of(course))
    if draft is None or (course.frame and course.frame.content and draft.stance == "statement"):
        return False
    draft.own = is_voiced(course)
    _reach_back(course, draft)
    course.drafts.append(draft)
    course.floor, course.filled = mark.end, True
    return True


def _take_existential(course: Course, mark: Mark) -> None:
    floor = content_floor(course)
    frame, sentence = course.frame, course.sentence
    if is_subordinate(sentence, mark, floor, contrasts=True):
        return
    draft = existential_draft(sentence, mark, floor, voice_of(course), sentence.end)
    agreed = agreed_frame(sentence, mark, draft) if draft and frame is None else None
    if agreed:
        _close(course, agreed.begin)
        _open(course, agreed)
        return
    if draft is None or (frame and frame.content is not None and draft.stance == "oppose"):
        return
    draft.own = draft.own or is_voiced(course)
    if frame is not None and frame.content is None and not course.filled:
        _close(course, mark.start)
        draft = replace(draft, start=mark.start, attribution=course.fronted)
    course.drafts.append(draft)
    course.floor, course.filled = draft.modality_end or mark.end, True


def _take_frame(course: Course, mark: Mark) -> bool:
    sentence, pending = course.sentence, course.frame
    if pending is not None:
        following = continued_frame(sentence, mark, pending, course.floor)
        if following is not None and is_same_act(sentence, pending, following):
            if pending.verb.base == "consider":
                course.frame = replace(following, start=pending.start, begin=pending.begin)
            course.floor = following.after
            return True
        if following is not None and asks_with(sentence, pending, following):
            _open(course, replace(pending, after=following.after))
            return True
        if following is not None and shares_object(sentence, pending, following):
            course.frame = None
            _open(course, replace(following, start=pending.start, begin=pending.begin))
            return True
        if following is not None:
            _close(course, following.begin)
            _open(course, following)
            return True
    frame = frame_at(sentence, mark, course.floor, course.voice, opens=course.opens)
    if frame is None:
        return False
    if is_no_voice(course, frame):
        return False
    contrasts = frame.attribution.holder is not None
    elided = bool(course.drafts) and is_elided(sentence, frame)
    hangs = is_subordinate(sentence, mark, content_floor(course), contrasts=contrasts)
    main = opens_main_clause(course, frame) or concedes(course, frame)
    if hangs and not elided and not main:
        return False
    told = pending is not None and pending.content is not None and not course.filled
    bare = mark.trigger.form == "base" and not sentence.low.startswith("we ", frame.begin)
    if pending is not None and bare and is_asked_deed(sentence, pending, mark):
        return False
    if told and (bare or tells_of(pending, frame) or is_willing(frame)):
        return False
    joined = frame.start > content_floor(course) or course.floor == sentence.start
    other = is_other_voice(sentence, frame, course.floor) or (main and pending is not None)
    frame = replace(frame, start=frame.begin) if other else frame
    joined = joined or elided or other
    if pending is not None and not course.filled and is_told_of(sentence, pending, frame):
        joined = elided
    if pending is not None and not joined and not course.filled:
        if pending.content is not None and is_nested_request(sentence, frame):
            frame = replace(frame, attribution=pending.attribution)
        elif pending.content is None or not is_nested_report(pending, frame):
            return False
        course.frame = None
    elif not joined and pending is None:
        return False
    _close(course, frame.begin)
    _open(course, frame)
    return True


def _open(course: Course, frame: Frame) -> None:
    course.frame, course.filled, course.floor = frame, False, frame.after


def _close(course: Course, end: int) -> None:
    """Let the frame that no modal filled speak for itself."""
    if course.frame is not None and not course.filled:
        asked = course.drafts[-1].addressees if course.drafts else ()
        draft = frame_draft(course.sentence, course.frame, end, asked)
        spare_speaker(course, course.frame, draft)
        ask_pronoun(course, course.frame, draft)
        also = asked_also(course.sentence, draft) if course.frame.verb.takes == "person" else None
        course.drafts += [draft, also] if also else [draft]
    course.frame = None
