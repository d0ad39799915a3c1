"""What a conjunction adds to a statement: a second modal of one subject, a second need."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.statements.addressees import first_subject, phrase_end, phrase_heads
from graph.statements.anaphora import agrees, is_pronoun
from graph.statements.asked import subjunctive_at
from graph.statements.clauses import COORDINATED
from graph.statements.draft import Draft
from graph.statements.frame import Frame
from graph.statements.lists import is_imperative
from graph.statements.sentence import Sentence
from graph.statements.triggers import Mark

__all__ = ["ELIDED", "asked_also", "needed_also", "shared_modal", "with_elided_subject"]

_AND = re.compile(r"(?:, *| +)(?:and|but) +(?:(?:also|therefore|further|[a-z]+ly) +)*$")
_AND_ANOTHER = re.compile(r"(?:, *| +)(?:and|but|while) +(?:the +)?$")
ELIDED = re.compile(
    r"[ ,]*(?:(?:and|but|or|nor|also|further|then|therefore|[a-z]+ly)[ ,]*)*"
    r"(?:(?:where|when|if|as|to|in|on|subject|upon|with|at|unless|until|once|for|through|by)\b"
    r"[^,;]{2,80}, *|(?:to|in) +(?:that|this) +(?:end|regard|effect|context) +)?"
)
# "If the requested State cannot comply, it should": who opens the condition is meant.
_CONDITION = re.compile(
    r"(?:and|but)? *(?:if|when|where|once|unless|until|before|after|while|although|as) +"
)
# "And the GCF to provide": who else is asked, and to do what.
_AND_THE = re.compile(r"(?:, and|,| and) +(?:(?:also|the|all|other|relevant) +)*$")
_TO = re.compile(r" +to +(?:(?:also|further|[a-z]+ly) +)*([a-z-]+)")
# "To enable the Office and the Secretariat to discharge their mandates".
_ENABLES = re.compile(
    r"(?<![\w-])(?:enabl|allow|assist|help|support|invit|encourag|request|urg|permit|requir|ask|call"
    r"|for)[a-z]*(?![\w-])(?:[^,;]*| +(?:[\w-]+ +){0,3}[\w-]+(?:, (?:[\w-]+ ?){1,4})*)$"
)
# Verbs whose object is asked, though it be nobody that a vocabulary has: "requested delegations".
_ASKING = frozenset(
    f"{kind}:{verb}"
    for kind in ("active", "operative")
    for verb in ("request", "invite", "urge", "encourage", "ask", "call upon", "call on")
)
_STRONG = 4
_THAT_BEHIND = re.compile(r" +that(?!\w)")


def shared_modal(sentence: Sentence, before: Draft | None, mark: Mark) -> int | None:
    """Give where a modal begins that goes on from the one before over a clause that hangs on it.

    "States should ensure that A are protected and should not allow B": the second "should" has
    the subject of the first, not that of the clause between them; another modal has it behind a
    comma.
    """
    if before is None or not before.rule.startswith("modal:"):
        return None
    said = before.modality_end or before.start
    between = [m.trigger.modal for m in sentence.marks if said <= m.start < mark.start]
    if any(modal and modal.strength >= _STRONG for modal in between):
        return None
    if ";" in sentence.low[said : mark.start]:
        return None
    joint = _AND.search(sentence.low, max(said, mark.start - 40), mark.start)
    joint = joint or _and_another(sentence, said, mark)
    same = before.rule == f"modal:{mark.trigger.text}"
    strong = mark.trigger.modal is not None and mark.trigger.modal.strength >= _STRONG
    apart = joint is not None and joint.group().startswith(",") and strong and before.addressees
    return joint.start() if joint and (same or apart) else None


def _and_another(sentence: Sentence, said: int, mark: Mark) -> re.Match[str] | None:
    """Find the "and" before another subject: "A should do what it must and B should help"."""
    for actor in sentence.actors:
        if actor.start > said and actor.end + 1 == mark.start:
            return _AND_ANOTHER.search(sentence.low, max(said, actor.start - 12), actor.start)
    return None


def needed_also(sentence: Sentence, before: Draft | None, mark: Mark) -> Draft | None:
    """Give the second need of "it is essential that A cooperate and that B be ensured"."""
    if before is None or not before.rule.startswith("necessity:") or before.modality_end is None:
        return None
    if not _THAT_BEHIND.match(sentence.low, before.modality_end):
        return None
    joint = COORDINATED.search(sentence.low, max(before.modality_end, mark.start - 24), mark.start)
    if joint is None or any(
        m.trigger.link == "that" and before.modality_end + 6 < m.start < mark.start
        for m in sentence.marks
    ):
        return None
    heads = phrase_heads(sentence, mark.end, phrase_end(sentence, mark.end), fronted=False)
    deed = subjunctive_at(sentence, mark.end, sentence.end)
    return replace(
        before, start=joint.start(), modality_start=None, modality_end=None,
        action=deed or mark.end, passive_of=(mark.end, deed) if deed else None,
        addressees=tuple(dict.fromkeys(head.key for head in heads)),
    )  # fmt: skip


def asked_also(sentence: Sentence, draft: Draft) -> Draft | None:
    """Give the second request of "requested A to report and B to comment"."""
    if draft.action is None or not (draft.addressees or draft.rule in _ASKING):
        return None
    for actor in sentence.actors:
        if actor.start < draft.action or actor.end > draft.end or actor.key in draft.addressees:
            continue
        joint = _AND_THE.search(sentence.low, draft.action, actor.start)
        to = _TO.match(sentence.low, actor.end)
        if joint is None or to is None or not is_imperative(to.group(1)):
            continue
        beside = any(other.end == joint.start() for other in sentence.actors)
        if beside and "," not in joint.group():
            continue
        if _ENABLES.search(sentence.low, max(draft.start, draft.action - 4), joint.start()):
            continue
        heads = phrase_heads(sentence, joint.end(), actor.end)
        return replace(
            draft, start=joint.start(), modality_start=None, modality_end=None,
            action=to.start(1), addressees=tuple(dict.fromkeys(head.key for head in heads)),
        )  # fmt: skip
    return None


def with_elided_subject(
    sentence: Sentence,
    frame: Frame | None,
    drafts: list[Draft],
    draft: Draft,
    at: tuple[int, Mark],
) -> Draft:
    """Give a modal without a subject of its own, or with a pronoun, those who were asked before.

    ``at`` is where its clause begins, and the modal.
    """
    (start, mark), low = at, sentence.low
    if draft.addressees:
        return draft
    if not drafts:
        fronted = _CONDITION.match(low, start, mark.start)
        if fronted and is_pronoun(low[start : mark.start]):
            keys = tuple(a.key for a in first_subject(sentence, fronted.end(), mark.start))
            if agrees(low[start : mark.start], keys, low[start : mark.start]):
                draft.addressees, draft.inherited = keys, bool(keys)
            return draft
        content = frame.content if frame else None
        pronoun = is_pronoun(low[start : mark.start])
        if pronoun and frame and frame.kind == "passive" and frame.subject:
            draft.addressees = tuple(actor.key for actor in frame.subject)
            return draft
        if content is None or content >= start or not pronoun:
            return draft
        keys = tuple(actor.key for actor in first_subject(sentence, content, start))
        draft.addressees, draft.inherited = keys, bool(keys)
        return draft
    before = drafts[-1]
    subject = low[start : mark.start]
    if ELIDED.fullmatch(subject) or (is_pronoun(subject) and agrees(subject, before.addressees)):
        draft.addressees, draft.inherited = before.addressees, before.inherited
        modal = mark.trigger.modal
        if draft.addressees and modal and before.stance == "recommend":
            draft.stance = modal.agent_stance
    return draft
