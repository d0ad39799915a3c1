"""A statement in the making: local offsets, before positions and inheritance are settled."""

from __future__ import annotations

from dataclasses import dataclass

from graph.statements.attribution import OWN_VOICE, Attribution

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """One statement of a sentence, offsets in the unit's text; its reader may still change it.

    ``action`` is where the words of the action begin; ``own`` tells that the attribution was said
    in these words and not carried over; ``limit`` is where the words of the action end, where that
    is before the statement's end.
    """

    start: int
    end: int
    modality: str = "fact"
    modality_start: int | None = None
    modality_end: int | None = None
    strength: int = 0
    negative: bool = False
    stance: str = "statement"
    addressees: tuple[str, ...] = ()
    inherited: bool = False
    attribution: Attribution = OWN_VOICE
    own: bool = False
    action: int | None = None
    passive_of: tuple[int, int] | None = None
    verb: str | None = None
    rule: str = "fact"
    limit: int | None = None

    @property
    def action_end(self) -> int:
        """Where the words of the action end."""
        return self.end if self.limit is None else self.limit
