"""Tasks: "UNODC to update the toolkit", as minutes and plans of action give them."""

from __future__ import annotations

import re

from graph.statements.addressees import phrase_heads
from graph.statements.attribution import Attribution
from graph.statements.draft import Draft
from graph.statements.lists import is_imperative
from graph.statements.sentence import Sentence

__all__ = ["tasked"]

_TO = re.compile(r" +(to) +(?:(?:also|further|not|[a-z]+ly) +)*(?=([a-z-]+))")
_BEFORE = re.compile(r"[\"“(]?(?:the |all |all the |each )?")
# "Recommendation 5 (to UNDP): Strengthen", "Recommendations for Governments:".
_ADDRESSED = re.compile(
    r"(?:key |main |priority |specific )?(?P<said>recommendations?)(?: \d{1,3})?"
    r" +\(?(?:addressed )?(?:to|for) +(?:the |all |all the )?"
)
_STRENGTH = 4


def tasked(sentence: Sentence, voice: Attribution) -> Draft | None:
    """Read a sentence that only names who is to do what; ``None`` where it is none."""
    return _addressed(sentence, voice) or _to_do(sentence, voice)


def _addressed(sentence: Sentence, voice: Attribution) -> Draft | None:
    """Read "Recommendation to UNODC: publish a manual", or what introduces a list of them."""
    to = _ADDRESSED.match(sentence.low, sentence.start, sentence.end)
    colon = sentence.low.find(":", to.end(), sentence.end) if to else -1
    if to is None or colon < 0:
        return None
    heads = phrase_heads(sentence, to.end(), colon, fronted=False)
    if not heads or sentence.low[heads[-1].end : colon].strip(" )"):
        return None
    deed = sentence.low[colon + 1 : sentence.end].strip()
    if deed and not is_imperative(deed[:40]):
        return None
    return Draft(
        start=sentence.start, end=sentence.end, modality="recommended",
        modality_start=to.start("said"), modality_end=to.end("said"), strength=_STRENGTH,
        stance="recommend", attribution=voice, rule="task",
        addressees=tuple(dict.fromkeys(head.key for head in heads)),
        action=colon + 1 + len(sentence.low[colon + 1 :]) - len(sentence.low[colon + 1 :].lstrip())
        if deed
        else None,
    )  # fmt: skip


def _to_do(sentence: Sentence, voice: Attribution) -> Draft | None:
    to = _TO.search(sentence.low, sentence.start, sentence.end)
    if to is None or not is_imperative(to.group(2)):
        return None
    heads = phrase_heads(sentence, sentence.start, to.start(), fronted=False)
    if not heads or heads[-1].end != to.start():
        return None
    if not _BEFORE.fullmatch(sentence.low, sentence.start, heads[0].start):
        return None
    return Draft(
        start=sentence.start, end=sentence.end, modality="to", modality_start=to.start(1),
        modality_end=to.end(1), strength=_STRENGTH, stance="recommend", attribution=voice,
        addressees=tuple(dict.fromkeys(head.key for head in heads)),
        negative=" not " in to.group(), action=to.end(), rule="task",
    )  # fmt: skip
