"""A verb of saying with its voice: the value that the rules of saying make and read."""

from __future__ import annotations

from dataclasses import dataclass

from graph.statements.attribution import Attribution
from graph.statements.sentence import Actor
from graph.statements.triggers import Mark, Verb

__all__ = ["Frame"]


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb of saying with its voice.

    ``start`` is where its clause begins, ``after`` the end of the verb, ``content`` where its
    "that" clause begins; ``subject`` the names of the passive's subject; ``told`` is the verb
    phrase as said; ``present`` marks the operative present of a resolution.
    """

    verb: Verb
    start: int
    mark: Mark
    after: int
    told: str
    attribution: Attribution
    content: int | None
    kind: str
    subject: tuple[Actor, ...] = ()
    begin: int = 0
    present: bool = False
    negated: bool = False
    topic: str = ""

    @property
    def denies(self) -> bool:
        """Whether what is told is spoken against: "doubted that a treaty was needed"."""
        return self.verb.stance == "oppose" and not self.negated
