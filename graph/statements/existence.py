"""What there is said to be: "there were calls for", "there was no need to", "it is the duty of"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph.statements.addressees import phrase_heads
from graph.statements.agents import acting_heads
from graph.statements.asked import asked_action, needing
from graph.statements.attribution import Attribution
from graph.statements.clauses import content_start
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.frame import Frame
from graph.statements.infinitives import infinitive_at
from graph.statements.sentence import Sentence, word_pattern
from graph.statements.triggers import Mark, Verb

__all__ = ["agreed_frame", "existential_draft"]


_ON_NEED = re.compile(r" +(?:on|about|as to|regarding|of) +the +(?:[a-z]+ +)?need +(?:to|for)\b")


@cache
def _noun() -> re.Pattern[str]:
    existential = table("speakers")["existential"]
    nouns = [n for name in ("asking", "saying", "support", "need") for n in existential[name]]
    return re.compile(
        r"(?: +(?:also|therefore|thus|still|currently)|, +(?:however|nevertheless|therefore),)?"
        r"(?P<no> +no)?(?: +[a-z-]+){0,3}? +"
        rf"(?P<noun>{word_pattern(nouns)})"
    )


def existential_draft(
    sentence: Sentence, mark: Mark, start: int, attribution: Attribution, end: int
) -> Draft | None:
    """Interpret "there were calls for", "there was a need to", "there was general agreement"."""
    if mark.trigger.link == "duty":
        return _duty_draft(sentence, mark, attribution, end)
    match = _noun().match(sentence.low, mark.end, end)
    if match is None:
        return None
    noun, nouns = match.group("noun"), table("speakers")["existential"]
    draft = Draft(
        start=start, end=end, modality_start=mark.start, modality_end=match.end(),
        attribution=attribution, own=True, action=match.end(), rule=f"existential:{noun}",
    )  # fmt: skip
    voiced = attribution if attribution.holder else Attribution("unspecified")
    if noun in nouns["need"]:
        stance = "oppose" if match.group("no") else "recommend"
        heads = needing(sentence, mark.start, end)
        keys = tuple(dict.fromkeys(head.key for head in heads))
        deed = sentence.low.index(" to ", heads[-1].end) + len(" to ") if heads else match.end()
        return replace(
            draft, modality="need", strength=1, stance=stance, negative=bool(match.group("no")),
            own=False, addressees=keys, action=deed,
        )  # fmt: skip
    if noun in nouns["asking"]:
        heads = acting_heads(sentence, match.end(), end)
        told = table("speakers")["expressed"]["told"].get(noun, "calls for")
        keys = tuple(dict.fromkeys(h.key for h in heads))
        return replace(
            draft,
            modality=told,
            strength=4,
            stance="recommend",
            addressees=keys,
            attribution=voiced,
        )
    needed = noun in nouns["saying"] and _ON_NEED.match(sentence.low, match.end(), end)
    if needed:
        heads = needing(sentence, match.end(), end)
        keys = tuple(dict.fromkeys(h.key for h in heads))
        told = replace(
            draft, modality="need", strength=1, stance="recommend", addressees=keys,
            attribution=voiced, action=needed.end(),
        )  # fmt: skip
        return replace(told, action=asked_action(sentence, heads, told)) if heads else told
    stance = "support" if noun in nouns["support"] and not match.group("no") else "statement"
    return replace(draft, stance=stance, attribution=voiced)


def _duty_draft(sentence: Sentence, mark: Mark, attribution: Attribution, end: int) -> Draft | None:
    """Interpret "it is the responsibility of States to protect", "it is for the police to"."""
    infinitive = infinitive_at(sentence, mark.end, end)
    if infinitive is None:
        return None
    heads = phrase_heads(sentence, mark.end, infinitive, fronted=False)
    word = mark.trigger.text.split()[-2]
    named = word in table("speakers")["existential"]["obligation"]
    if not (heads or named):
        return None
    return Draft(
        start=mark.start, end=end, modality=word if named else "responsibility",
        modality_start=mark.start, modality_end=mark.end,
        strength=5 if word in ("duty", "obligation") else 4, stance="recommend",
        addressees=tuple(dict.fromkeys(head.key for head in heads)), attribution=attribution,
        action=infinitive, rule=f"duty:{mark.trigger.text}",
    )  # fmt: skip


def agreed_frame(sentence: Sentence, mark: Mark, draft: Draft) -> Frame | None:
    """Give the frame of what is agreed in a "that" clause: "there was agreement that States"."""
    if draft.stance not in ("statement", "support") or draft.modality_end is None:
        return None
    content = content_start(sentence.low, draft.modality_end, sentence.end)
    if content is None:
        return None
    verb = Verb(draft.rule.partition(":")[2], "saying", 0, draft.stance, "content")
    return Frame(
        verb, draft.start, mark, draft.modality_end, "fact", draft.attribution, content,
        "existential", begin=draft.start,
    )  # fmt: skip
