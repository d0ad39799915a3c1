"""A statement as it is handed over: document offsets, action, condition, positions."""

from __future__ import annotations

from collections.abc import Sequence

from graph.document import Passage, Statement
from graph.statements.actions import action_of
from graph.statements.draft import Draft
from graph.statements.limits import beneficiaries_of, condition_of
from graph.statements.positions import targets_of
from graph.statements.sentence import Actor, Sentence

__all__ = ["statement_of"]


def statement_of(
    passage: Passage, instruments: Sequence[Actor], sentence: Sentence, draft: Draft
) -> Statement:
    """Give the statement that a draft makes; ``instruments`` are those its unit names."""
    before = [named for named in instruments if named.end <= draft.start]
    span, text = passage.span, passage.text
    start, end = span(draft.start, draft.end)
    modal: tuple[int | None, int | None] = (None, None)
    if draft.modality_start is not None and draft.modality_end is not None:
        modal = span(draft.modality_start, draft.modality_end)
    return Statement(
        text=text[draft.start : draft.end],
        start=start,
        end=end,
        addressees=draft.addressees,
        inherited=draft.inherited,
        modality=draft.modality,
        modality_start=modal[0],
        modality_end=modal[1],
        strength=draft.strength,
        negative=draft.negative,
        action=action_of(sentence, draft),
        condition=condition_of(sentence, draft),
        attribution=draft.attribution.holder,
        attributed_to=draft.attribution.states,
        stance=draft.stance,
        targets=targets_of(sentence, draft, before),
        beneficiaries=beneficiaries_of(sentence, draft),
        rule=draft.rule,
    )
