"""Modals and necessity: what is to be done, how strongly, by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from graph.statements.addressees import phrase_end, phrase_heads
from graph.statements.agents import agents_by, inverted_heads
from graph.statements.anaphora import agrees, is_anaphoric, is_pronoun
from graph.statements.asked import subjunctive_at
from graph.statements.attribution import Attribution
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.sentence import Actor, Sentence, adverbs_after, word_pattern
from graph.statements.triggers import Mark, Modal

__all__ = ["Antecedent", "is_condition", "modal_draft", "necessity_draft"]

_NO_SUBJECT = re.compile(
    r"(?:^ *|[,;] *|\bthat +)(?:neither|nor|no +(?!longer|doubt)|none of|nobody|no one"
    r"|under no|at no|in no|on no)"
)
# "Not only should States", "Under no circumstances should States": the subject stands behind.
_INVERTED = re.compile(
    r"(?:^|[,;] *|\b(?:and|but|that) +)(?:not only|nor|neither|only [^,;]{3,60}"
    r"|(?:under|at|in|on) no [a-z]+) *$"
)
# "In no case shall a Party refuse": a subject that no vocabulary names.
_SUBJECT_BEHIND = re.compile(
    r" +(?:(?:it|they|he|she|we|there)(?= )"
    r"|(?:an?|any|each|every|either|such an?) +[a-z-]+(?= [a-z])"
    r"|(?!be )[a-z-]+(?: [a-z-]+){0,2}?(?= be ))"
)
# "We will strengthen our border controls": a commitment of those who declare.
_WE = re.compile(r"(?:^|[,;] *|\b(?:and|that) +)we(?: +(?:also|all|further|[a-z]+ly))* *$")
# The clause before asks nothing: "States are responsible for X and must".
_TOLD = re.compile(
    r"([^;:]{2,80}?) (?:is|are|was|were|has|have|had|bears?|plays?|remains?)\b[^;:]* (?:and|but) $"
)
# "The Forum will be held": what is to happen to somebody is not what he will do.
_BE_DONE = re.compile(
    r" +(?:[a-z]+ly +|also +|not +)*be +(?:[a-z]+ly +)?(?:[a-z]+ed|held|made|given|taken|brought"
    r"|shown|sent|found|led|set)(?! +(?:in a position|by))\b"
)
_NOUN = re.compile(
    r"(?<!\w)(?:the|an?|any|no|this|that|of|(?:the|an?) +(?!police|people|media)[a-z]+(?<!s)"
    r"|urgent|continued|pressing|further|growing|significant|critical|increasing) +need to$"
)
_BE = re.compile(
    r"(?:^|[^\w-])(is|are|was|were|remains?|be) +(?:[a-z]+ly +|also +|further +|not +|all +)*"
    r"(?:(?:considered|deemed|thought|felt|regarded as|seen as) +(?:[a-z]+ly +|to be +)*)?$"
)
_IT_BE = re.compile(
    r"(?:^|[^\w-])it +(?:is|was|would be|will be|remains?|remained|may be|might be)"
)
_CONSIDERED = re.compile(
    r"(?:^|[^\w-])it +(?:is|was|had been) +(?:also +)?(?:considered|deemed|thought|felt) +$"
)
# "It was not deemed necessary to establish a mechanism": somebody is against it.
_JUDGED_NEEDLESS = re.compile(
    r"(?<!\w)not +(?:considered|deemed|thought|felt|seen +as|regarded +as) +(?:to +be +)?"
    r"(?:necessary|needed|required|advisable|desirable|useful|appropriate)$"
)
_IT = re.compile(r"(?<!\w)it +$")
# "The possibility of joint exercises could also be explored".
_SIDES = re.compile(r" +(?:support|endorse|accept|agree|welcome|associate itself|join)\b")
_WEIGHED = re.compile(
    r"(?<!\w)(?:possibilit(?:y|ies)|options?|idea|feasibility|consideration|thought)(?!\w)"
)
_EXPLORED = re.compile(
    r" +(?:also +|further +|[a-z]+ly +)*be +(?:[a-z]+ly +)?"
    r"(?:explored|considered|examined|studied|given|looked into|assessed|discussed)\b"
)
# "I should be grateful if": a courtesy.
_TOLD_THAT = re.compile(r"(?:, [^,;]{3,40},)? that\b")
_GRATEFUL = re.compile(r" +be +(?:most +|very +|deeply +)?(?:grateful|appreciative)\b")
# The subject behind "should": "should additional funds become available".
_IF = re.compile(
    r" +(?:the|an?|any|such|this|these|those|there|it|they|its|their|additional|further|sufficient"
    r"|no(?! longer)|other|resources|funds|funding|circumstances|new)\b"
    r"| +[a-z]+s +(?:be|become|arise|permit|allow|require|fail|decide)\b"
)
_NOT = re.compile(r" no[tr]? | no +longer ")
_TO_OR_THAT = re.compile(r" +(?:also +)?(?:to|that|for|if)\b")
_THAT_PHRASE = re.compile(r" +(?:that|if) +")
_FOR_PHRASE = re.compile(r" +for +")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What the sentence before asked of whom, for "they" and "such activities"."""

    text: str = ""
    addressees: tuple[str, ...] = ()


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    complement, patients = table("modals")["complement"], table("contexts")["patients"]
    gap = (
        r"(?: *,? +(?:also|further|therefore|thus|again|now|still|as well|in particular|[a-z]+ly))*"
    )
    return {
        "not": re.compile(
            rf"{gap}(?: +{word_pattern(complement['negation'])}(?! +only)|(?= +be +neither\b))"
        ),
        "consider": re.compile(rf"{gap} +{word_pattern(complement['consider'])}(?:ing)?"),
        "told": re.compile(
            rf"{gap} +be{gap} +({word_pattern(complement['participles'])})"
            r"(?: +by +[^,;:]{2,80}?(?= +to +[a-z]))?"
        ),
        "noted": re.compile(rf"{gap} +be{gap} +{word_pattern(complement['reporting'])}"),
        "considering": re.compile(rf"{word_pattern(complement['considering_subjects'])} *$"),
        "given": re.compile(rf"{gap} +be{gap} +(?:given|paid) +(?:by [^,;]{{3,60}}? +)?(?:to +)?"),
        "helped": re.compile(rf"{gap}(?: +not)?{gap} +be{gap} +{word_pattern(patients['helped'])}"),
        "undergo": re.compile(rf"{gap}(?: +not)?{gap} +{word_pattern(patients['verbs'])}"),
        "undergoing": re.compile(rf"{gap} +{word_pattern(complement['undergoing'])}"),
        "refrain": re.compile(rf"{gap} +{word_pattern(complement['refraining'])}"),
    }


def modal_draft(
    sentence: Sentence, mark: Mark, start: int, attribution: Attribution, antecedent: Antecedent
) -> Draft | None:
    """Interpret a modal of a main clause that begins at ``start``.

    ``None`` where the modal says nothing normative here: "it should be noted that", or a modal
    that needs an agent and has none.
    """
    modal, low, patterns = mark.trigger.modal, sentence.low, _patterns()
    if modal is None:
        return None
    if low.endswith("need to", 0, mark.end) and _NOUN.search(
        low[max(start, mark.start - 24) : mark.end]
    ):
        return None
    subject = low[start : mark.start]
    noted = patterns["noted"].match(low, mark.end, sentence.end)
    if noted and (_IT.search(subject) or _TOLD_THAT.match(low, noted.end(), sentence.end)):
        return None
    if _GRATEFUL.match(low, mark.end, sentence.end):
        return None
    keys, inherited = _addressees(sentence, mark, start, antecedent)
    ours = modal.needs_agent and not keys and _WE.search(subject) is not None
    passive = mark.trigger.text == "needed to" and low.startswith(" be ", mark.end)
    passive = passive and not subject.rstrip().endswith((" more", " much", " what"))
    undergone = modal.strength == 0 and _BE_DONE.match(low, mark.end, sentence.end) is not None
    if modal.needs_agent and (undergone or not (keys or ours or passive)):
        return None
    modality, strength, end = _expression(sentence, mark, modal, subject)
    if modality == "could not" or (modality == "cannot" and _SIDES.match(low, end)):
        return None
    if strength <= 2 and patterns["undergoing"].match(low, mark.end, sentence.end):
        modal, keys, inherited = replace(modal, agent_stance=modal.stance), (), False
    negative = modality.endswith(" not") or modality == "cannot"
    refrains = patterns["refrain"].match(low, end, sentence.end) is not None
    stance = modal.agent_stance if keys else modal.stance
    forbids = modality == "may not" and _INVERTED.search(subject) is not None
    weighed = modality in ("could", "might") and _WEIGHED.search(subject) is not None
    weighed = weighed and _EXPLORED.match(low, mark.end, sentence.end) is not None
    stance = "recommend" if ours or forbids or weighed else stance
    done = adverbs_after(low, end, sentence.end)
    undergoing = (start, mark.start)
    if _INVERTED.search(subject):
        behind = inverted_heads(sentence, mark.end)
        unnamed = _SUBJECT_BEHIND.match(low, mark.end, sentence.end)
        done = behind[-1].end if behind else unnamed.end() if unnamed else done
        undergoing = (mark.end, done)
    return Draft(
        start=start, end=sentence.end, modality=modality, modality_start=mark.start,
        modality_end=end, strength=strength, negative=negative or refrains, stance=stance,
        addressees=keys, inherited=inherited, attribution=attribution,
        action=done, passive_of=undergoing, rule=f"modal:{mark.trigger.text}",
    )  # fmt: skip


def is_condition(sentence: Sentence, mark: Mark) -> bool:
    """Tell whether "should" opens a condition: "should the need arise", "should funds allow"."""
    if mark.trigger.text != "should":
        return False
    before = sentence.low[sentence.start : mark.start].rstrip(' "“(')
    if not before:
        return True
    if not before.endswith((",", ";", " that", " and")):
        return False
    named = any(actor.start == mark.end + 1 for actor in sentence.actors)
    return named or _IF.match(sentence.low, mark.end, sentence.end) is not None


def _addressees(
    sentence: Sentence, mark: Mark, start: int, antecedent: Antecedent
) -> tuple[tuple[str, ...], bool]:
    agents = agents_by(sentence, mark.end, sentence.end)
    heads = agents or phrase_heads(sentence, start, mark.start)
    joined = not heads and sentence.low.endswith(("and ", "but "), start, mark.start)
    told = _TOLD.match(sentence.low, start, mark.start) if joined else None
    heads = heads or (phrase_heads(sentence, start, told.end(1)) if told else ())
    if not heads and _INVERTED.search(sentence.low[start : mark.start]):
        heads = inverted_heads(sentence, mark.end)
    modal = mark.trigger.modal
    strong = modal is not None and modal.strength > 2
    patients = table("contexts")["patients"]["actors"]
    does = strong or any(agent.key not in patients for agent in agents)
    behind = heads[-1].end if heads and heads[0].start > mark.end and not agents else mark.end
    if heads and not (agents and does) and _undergo(sentence, behind, heads):
        return (), False
    if heads:
        return tuple(dict.fromkeys(head.key for head in heads)), False
    if modal and modal.needs_agent:
        return (), False
    if modal and modal.stance == "statement" and not is_pronoun(sentence.low[start : mark.start]):
        return (), False
    agreeing = agrees(sentence.low[start : mark.start], antecedent.addressees, antecedent.text)
    if (
        antecedent.addressees
        and agreeing
        and is_anaphoric(sentence.low[start : mark.start], antecedent.text)
    ):
        return antecedent.addressees, True
    return (), False


def _undergo(sentence: Sentence, end: int, heads: tuple[Actor, ...]) -> bool:
    """Tell whether those named are cared for, not asked: "victims should be heard"."""
    patients = table("contexts")["patients"]
    if _patterns()["helped"].match(sentence.low, end, sentence.end):
        return True
    if any(head.key not in patients["actors"] for head in heads):
        return False
    return _patterns()["undergo"].match(sentence.low, end, sentence.end) is not None


def _expression(sentence: Sentence, mark: Mark, modal: Modal, subject: str) -> tuple[str, int, int]:
    """Give standard form, strength and end of the normative expression at a modal."""
    low, patterns = sentence.low, _patterns()
    negated = patterns["not"].match(low, mark.end, sentence.end)
    nor = low.endswith("nor ", 0, mark.start)
    if negated or nor or _denies(subject):
        form = modal.modality if modal.modality.endswith("not") else f"{modal.modality} not"
        form = "cannot" if form == "can not" else form
        return form, modal.strength, negated.end() if negated else mark.end
    if modal.modality not in ("should", "ought to"):
        return modal.modality, modal.strength, mark.end
    told = patterns["told"].match(low, mark.end, sentence.end)
    if told:
        return f"{modal.modality} be {' '.join(told.group(1).split())}", modal.strength, told.end()
    consider = patterns["consider"].match(low, mark.end, sentence.end)
    if consider:
        return f"{modal.modality} consider", 3, consider.end()
    given = patterns["given"].match(low, mark.end, sentence.end)
    if given and patterns["considering"].search(subject):
        return f"{modal.modality} consider", 3, given.end()
    return modal.modality, modal.strength, mark.end


def necessity_draft(
    sentence: Sentence, mark: Mark, start: int, attribution: Attribution
) -> Draft | None:
    """Interpret necessity said by an adjective or a verb: "is also required", "requires"."""
    low, classes = sentence.low, mark.trigger.necessity.split()
    be = _BE.search(low[max(start, mark.start - 60) : mark.start])
    considered = _CONSIDERED.search(low[sentence.start : mark.start]) if be is None else None
    if be is None and considered is None:
        return _requiring(sentence, mark, start, attribution) if "verbs" in classes else None
    impersonal = be is None or _IT_BE.search(low[start : mark.start]) is not None
    if be and (mark.start - start < 3 or (be.group(1) == "be" and not impersonal)):
        return None
    if impersonal and not _TO_OR_THAT.match(low, mark.end, sentence.end):
        return None
    recommends = "recommends" in classes or impersonal
    if not recommends and not _TO_OR_THAT.match(low, mark.end, sentence.end):
        return None
    verb = max(start, mark.start - 60) + be.start(1) if be else mark.start
    heads = _necessary_for(sentence, mark, start, verb, impersonal=impersonal)
    near = low[max(start, mark.start - 14) : mark.start]
    negative = _NOT.search(near) or (not impersonal and _denies(low[start : mark.start]))
    stance = "recommend" if recommends and not negative else "statement"
    if negative and impersonal and _JUDGED_NEEDLESS.search(low, start, mark.end):
        stance = "oppose"
    that = _THAT_PHRASE.match(low, mark.end, sentence.end)
    deed = subjunctive_at(sentence, that.end(), sentence.end) if that else None
    return Draft(
        start=start, end=sentence.end, modality=mark.trigger.text.removesuffix(" to"),
        modality_start=mark.start,
        modality_end=mark.end, strength=1,
        stance=stance,
        addressees=tuple(dict.fromkeys(h.key for h in heads)), attribution=attribution,
        negative=bool(negative), action=deed or mark.end,
        passive_of=(that.end(), deed) if that and deed else None,
        rule=f"necessity:{mark.trigger.text}",
    )  # fmt: skip


def _necessary_for(
    sentence: Sentence, mark: Mark, start: int, be: int, *, impersonal: bool
) -> tuple[Actor, ...]:
    if not impersonal:
        follows = sentence.low.startswith(" to ", mark.end)
        follows = follows or mark.trigger.text.endswith(" to")
        return phrase_heads(sentence, start, be) if follows else ()
    that = _THAT_PHRASE.match(sentence.low, mark.end)
    match = that or _FOR_PHRASE.match(sentence.low, mark.end)
    if match is None:
        return ()
    deed = subjunctive_at(sentence, match.end(), sentence.end) if that else None
    if deed is not None:
        heads = phrase_heads(sentence, match.end(), deed)
        return () if heads and _undergo(sentence, deed - 1, heads) else heads
    return phrase_heads(sentence, match.end(), phrase_end(sentence, match.end()))


def _denies(subject: str) -> bool:
    """Tell whether a subject is nobody: "no State", "neither"."""
    likely = "no" in subject or "neither" in subject
    return likely and _NO_SUBJECT.search(subject) is not None


def _requiring(
    sentence: Sentence, mark: Mark, start: int, attribution: Attribution
) -> Draft | None:
    """A verb of necessity: "the implementation of legislation requires the training of police"."""
    if mark.trigger.text not in ("requires", "require", "necessitates", "necessitate"):
        return None
    subject = sentence.low[start : mark.start].strip()
    if not subject or subject.endswith((" to", " not", " may", " will", " and")):
        return None
    if phrase_heads(sentence, start, mark.start):
        return None
    return Draft(
        start=start, end=sentence.end, modality="required", modality_start=mark.start,
        modality_end=mark.end, strength=1, stance="statement", attribution=attribution,
        action=mark.end, rule=f"necessity:{mark.trigger.text}",
    )  # fmt: skip
