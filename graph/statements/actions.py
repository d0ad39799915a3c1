"""The action of a statement: its verb, its object, and what limits it."""

from __future__ import annotations

import re
from functools import cache

from graph.document import Action
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.inflection import base_form
from graph.statements.lists import is_imperative, is_infinitive
from graph.statements.sentence import Sentence, adverbs_after, word_pattern
from graph.statements.words import WordList

__all__ = ["action_of", "beneficiaries_of", "condition_of"]

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_ADVERB = re.compile(
    r"(?:(?:(?:more +(?=[a-z]+ly\b))?(?!(?:comply|apply|supply|reply|imply|multiply|rely|ally)\b)[a-z]{2,}ly|also|further|nonetheless"
    r"|nevertheless)(?: +and(?= +[a-z]{3,}ly\b))? +)+"
    r"(?=[a-z])"
)
# "To better harness technologies".
_BETTER = re.compile(r" *(?:to +)?better +(?=([a-z-]+))")
# "To further its support": the verb.
_FURTHER = re.compile(
    r" *(?:to +)?(?=further +(?:its|their|the|this|these|our|his|her|such|progress|cooperation)\b)"
)
_TO = re.compile(
    r" *(?:\((?:[a-z]|[ivx]+|\d)\) +)?(?:to +|with +(?=[a-z]{3,}ing\b)"
    r"|(?:will|would|shall) +(?:(?:also|then|[a-z]+ly) +)*)?"
)
# What stands before the verb that tells: "continue to", "take all necessary steps to", "consider".
_LIGHT = re.compile(
    r"(?:continue(?: +to +make)? +(?:with +)?(?:(?:its|their|all|the|our) +)?(?:[a-z]+ +)?"
    r"efforts? +"
    r"(?:(?:in +order +)?to +(?=[a-z])|(?:aimed +at|in|at|towards) +(?=[a-z]+ing\b))|continue +(?:to +|(?=[a-z]+ing\b))|continuing +to +"
    r"|(?:take|adopt|undertake|make|pursue|intensify|redouble|increase|step +up) +"
    r"(?:[a-z]+(?:,| +and)? +){0,4}(?:steps|measures|actions?|efforts?|initiatives) +"
    r"(?:necessary +|required +|needed +)?"
    r"(?:(?:in +order +)?to +(?=[a-z]+\b)|(?:aimed +at|in|towards) +(?=[a-z]+ing\b))"
    r"|(?:consider|contemplate) +(?=[a-z]+ing\b(?! +and\b))"
    r"|(?:endeavour|seek|strive|work|try) +to +)"
    r"(?!(?:the|an?|all|its|their|this|these|those|any|such|that|which)\b)"
)
# "In order to facilitate cooperation, requests": what stands before the subject.
_FRONTED = re.compile(
    r"(?:in|to|for|with|under|during|at|on|by|as|where|when|if|unless|once|while|following|given"
    r"|without|within|through|pursuant|according|notwithstanding|accordingly|therefore|moreover|furthermore)\b"
    r"[^;:]{0,200}, +",
    re.IGNORECASE,
)
# "As society develops, the rights to privacy, as set out in": up to the subject.
_FRONTED_CLAUSE = re.compile(
    r"(?:as|where|when|if|while|although)\b[^;:,]{3,120}, +(?=(?:the|all|any|such|these|those|its)\b)",
    re.IGNORECASE,
)
# "(b) Upon request, provide assistance": what stands before the verb of an item.
_FRONTED_ITEM = re.compile(
    r"(?:in|to|for|with|under|during|at|on|by|as|where|when|if|upon|without|within|through|subject"
    r"|following|pursuant|consistent|taking|drawing|building)\b[^,;:]{2,120}, +"
)
_DONE = (
    r"(?!(?:open|even|often|green|golden|sudden|hidden|wooden|then)\b)"
    r"(?![a-z]+-(?:driven|based|led|oriented|related|focused|centred|centered|owned|informed)\b)"
    r"(?:[a-z-]+(?:ed|en|un|ne|wn|ld|ught|ade|aid|pt|ut|et)"
    r"|sent|spent|lent|built|dealt|felt|heard|read|left|lost|fed)\b"
)
# "Be expected to": what is to be done stands behind; "be submitted to the Commission" is done.
_TO_OTHERS = r" +to\b(?! +(?:the|an?|all|its|their|each|any|such|other|member|states|developing|account|justice|light|completion|an end)\b)"
_PASSIVE = re.compile(
    rf" *be +(?:not +|neither +|[a-z]+ly +|also +|further +)*(used\b(?= +to\b)"
    rf"|(?:given|paid|devoted|drawn|accorded|attached|dedicated|allocated|assigned)\b"
    rf"|{_DONE}(?!{_TO_OTHERS}))"
    r"( advantage of| into account| into consideration| use of| up(?! to date)| out| in place)?"
)
# "It would be useful for the secretariat to prepare": what is to be done stands behind.
_FOR_TO = re.compile(r" *for +(?P<whom>[^;:]{2,120}?),? +to +(?=[a-z])")
_HAVE = re.compile(r"(?<![\w-])ha(?:ve|s) *$")
_PARTICIPLE = re.compile(rf" *(?:(?:not |been |[a-z]+ly )*{_DONE}|been\b)")
_CONSIDERED = re.compile(
    r" *(?:the +)?(?:need|possibility|feasibility|desirability|option) +(?:of|for) +"
    r"(?=[a-z-]+ing\b)"
)
_LINK = re.compile(r"^(?:and|or|but)\b,? *")
_SO = re.compile(r"(?:do(?:ing)? )?so\b")
_NOT_YET = re.compile(
    r"(?:that|which|who) +(?:have|has|had) +not +(?:yet +|already +)?"
    r"(?P<done>[a-z-]+(?:ed|en|un)|made|paid|met)(?: or [a-z]+ed)? +(?:to +)?"
    r"(?P<object>[^;]+?),? +(?:(?:should|must|shall|may|are|is)\b|to +(?:consider +)?do(?:ing)? +so)"
)
_NOMINAL = re.compile(
    r"(?:the|a|an|all|its|their|this|these|such|that|in|for|on|upon|of|with|by|as|at|to|and|or|from"
    r"|between|among|within|both|every|each|regarding|concerning|during|through|under"
    r"|above|below|where|when|how|whether|what|who|any|no|some|if|against|notwithstanding)\b"
    # Words that may be verbs where an article follows: "better the lives of".
    r"|(?:other|new|high|higher|full|further|greater|wider|broader"
    r"|better|stronger|strong|effective|efficient|active|early|prompt|timely|genuine|good|regular"
    r"|international|regional|national|bilateral|multilateral|peaceful|political|technical|financial"
    r"|economic|social|local|global|close +(?=[a-z]*(?:tion|ship|ment|ties|dialogue|contacts?)\b)"
    r"|states|efforts|studies|progress|areas|cooperation|collaboration|dialogue)\b"
    r"(?! +(?:the|their)\b)"
)
# "Called for sustainable funding": no verb. Verbs of these endings are listed as imperatives.
_ADJECTIVE = re.compile(r"[a-z-]{2,}(?:able|ible|al|ive|ous|ic|ful|less|ary)")
_NOUN = re.compile(r"[a-z-]{3,}(?:tion|sion|ment|ance|ence|ity|ness|ship|cy)")
# What stands before the verb of a deed; behind anything else stands what is asked for.
_BEFORE_DEED = re.compile(
    r"(?:\b(?:to|with|not|shall|will|would)|,) +(?:(?:also|further|then|more|[a-z]+ly) +)*$"
)
_PRONOUNS = frozenset(("it", "they", "he", "she", "we", "there", "these", "those"))
_PARENTHESIS = re.compile(r" *(?:, +[^;.]{0,160}?, +|[–—-] [^;.–—]{3,160}? [–—-] +)")
# "the mandate had been fulfilled and should not be extended": the subject ends at the first verb.
_TOLD_FIRST = re.compile(
    r"(?P<subject>.+?) +(?:had|has|have|is|are|was|were|did|does|do|would|could|will"
    r"|might) .+ (?:and|but)$",
    re.DOTALL,
)
# "Would not be subject to negotiation": no condition, but what is said.
_IS = re.compile(r"(?<![\w-])(?:be|is|are|was|were|being|been)(?: +not)? +$")
_JOINT = re.compile(r"(?:,? (?:and|or|but),? in particular|[,;] (?:and|or|but))$")
_AND = re.compile(r" (?:and|or|but)$")
_REPORTING = re.compile(
    r"(?:report|submit|present|brief|inform|update|notify|transmit|circulate|refer|forward)\b"
)
_BENEFITS = re.compile(
    r"(?<![\w-])(?:to|for|assist|support|help|benefit of|needs of|assistance to|among|amongst)"
    r" +(?:the +|all +|those +|its +|their +|other +|especially +|interested +|requesting +)*$"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    conditions = table("clauses")["conditions"]
    openings = word_pattern(conditions["openings"])
    phrases = word_pattern(conditions["phrases"])
    return {
        "condition": re.compile(
            rf"{phrases}|{openings}(?! +(?:it|them|which|whom|again|more)\b)"
            r" +(?:(?! [–—-] )[^,;.:()])+"
        )
    }


@cache
def _limits() -> WordList:
    conditions = table("clauses")["conditions"]
    return WordList([*conditions["openings"], *conditions["phrases"]])


def action_of(sentence: Sentence, draft: Draft) -> Action | None:
    """Give the verb's base form and its object; ``None`` for a statement that asks nothing.

    A parenthesis between modal and verb is skipped: "should, in order for ..., enact" has
    ``enact``. A passive has its subject as object.
    """
    if draft.action is None or draft.stance not in ("recommend", "procedural"):
        return None
    if draft.modality == "fact":
        return None
    end = draft.action_end
    if draft.verb is not None:
        return Action(draft.verb, _clean(sentence.text[draft.start : end]) or None)
    low = sentence.low
    done = _done_to_things(sentence, draft)
    if done:
        return done
    for_whom = _FOR_TO.match(low, draft.action, end) if "necessity" in draft.rule else None
    said = _before_have(low, draft.modality_end or draft.start, draft.action)
    position = _beginning(low, draft, for_whom.end() if for_whom else said)
    passive = _PASSIVE.match(low, position, end)
    undergoing = for_whom.span("whom") if for_whom else draft.passive_of
    if passive and undergoing:
        verb = base_form(passive.group(1)) + (passive.group(2) or "")
        return Action(verb, _subject_of(_clean(sentence.text[slice(*undergoing)])) or None)
    light = _LIGHT.match(low, position, end)
    position = _verb_start(low, light.end(), end) if light else position
    word = _WORD.match(low, position, end)
    if word is None:
        return None
    if _SO.match(low, position):
        return _meant_by_so(sentence, draft)
    if word.group() in _PRONOUNS:
        return None
    if draft.rule in ("review", "inherited") and _is_plural_noun(word.group()):
        return None
    if _is_noun(draft, low, position, word.group()):
        return None
    quality = _ADJECTIVE.fullmatch(word.group()) and not is_imperative(word.group())
    furthers = low.endswith("to ", 0, position) and _FURTHER.match(low, position) is not None
    if quality or (_NOMINAL.match(low, position) and not furthers):
        whole = _clean(sentence.text[position:end])
        return Action("consider", whole) if draft.modality.endswith("consider") else None
    aside = _PARENTHESIS.match(low, word.end(), end)
    rest = _clean(sentence.text[aside.end() if aside else word.end() : end])
    return Action(base_form(word.group()), rest or None)


def _beginning(low: str, draft: Draft, start: int) -> int:
    """Give where the verb of an action begins, what stands before it passed over."""
    end = draft.action_end
    position = _verb_start(low, start, end)
    item = draft.rule in ("inherited", "review")
    fronted = _FRONTED_ITEM.match(low, position, end) if item else None
    if fronted and is_imperative(low[fronted.end() : fronted.end() + 40]):
        position = _verb_start(low, fronted.end(), end)
    considered = _CONSIDERED.match(low, position, end)
    return considered.end() if considered and draft.modality.endswith("consider") else position


def _subject_of(words: str) -> str:
    """Leave out what stands before the subject of a passive, and what is told of it first."""
    fronted = _FRONTED_CLAUSE.match(words) or _FRONTED.match(words)
    words = words[fronted.end() :] if fronted else words
    told = _TOLD_FIRST.match(words)
    return _LINK.sub("", told["subject"] if told else words)


def _done_to_things(sentence: Sentence, draft: Draft) -> Action | None:
    """Give the deed of "regional cooperation should be encouraged", where nobody is asked to."""
    told = draft.modality.partition(" be ")[2]
    if not told or draft.addressees or draft.passive_of is None or draft.action is None:
        return None
    if " to " in sentence.low[draft.action : draft.action + 40] or " " in told:
        return None
    subject = _subject_of(_clean(sentence.text[slice(*draft.passive_of)]))
    return Action(base_form(told), subject) if subject else None


def _meant_by_so(sentence: Sentence, draft: Draft) -> Action | None:
    """Give what "do so" means: "States that have not yet joined the treaty should do so"."""
    left = _NOT_YET.search(sentence.low, draft.start, draft.action_end)
    if left is None:
        return None
    return Action(base_form(left["done"]), _clean(sentence.text[slice(*left.span("object"))]))


def _is_noun(draft: Draft, low: str, position: int, word: str) -> bool:
    """Tell whether what is asked for is a thing: "encourages coordination", "Information on"."""
    kind = draft.rule.partition(":")[0]
    if kind == "inherited":
        return _NOUN.fullmatch(word) is not None and not is_infinitive(word)
    asked = kind in ("operative", "active", "impersonal", "expressed")
    bare = asked and not _BEFORE_DEED.search(low, max(0, position - 60), position)
    return bare and not (is_infinitive(base_form(word)) or word.endswith("ing"))


def _is_plural_noun(word: str) -> bool:
    """Tell whether the first word of an item names things: "allegations of torture be ..."."""
    listed = table("contexts")["imperatives"]["verbs"]
    return word.endswith("s") and not word.endswith("ss") and word not in listed


def _verb_start(low: str, start: int, end: int) -> int:
    """Skip adverbs, a parenthesis between commas, and "to"."""
    furthering = _FURTHER.match(low, start, end)
    if furthering:
        return furthering.end()
    better = _BETTER.match(low, start, end)
    if better and is_infinitive(better[1]):
        return better.end()
    adverb = _ADVERB.match(low, start, end)
    start = adverb.end() if adverb else start
    parenthesis = _PARENTHESIS.match(low, start, end)
    position = parenthesis.end() if parenthesis else start
    position = _before_have(low, position, adverbs_after(low, position, end))
    match = _TO.match(low, position, end)
    return match.end() if match else position


def _before_have(low: str, start: int, position: int) -> int:
    """Leave "have" where it is the verb: "should have access", not "should have adopted"."""
    have = _HAVE.search(low, start, position)
    return have.start() if have and not _PARTICIPLE.match(low, position) else position


def _clean(text: str) -> str:
    return _JOINT.sub("", " ".join(text.split()).strip(" ,;.:")).rstrip(" ,;.:")


def condition_of(sentence: Sentence, draft: Draft) -> str | None:
    """Give the first phrase that limits the action: "if they have not done so", "upon request"."""
    first = _limits().first(sentence.low, draft.start, draft.action_end)
    if first is None:
        return None
    match = _patterns()["condition"].search(sentence.low, first, draft.action_end)
    if match is None or _IS.search(sentence.low, draft.start, match.start()):
        return None
    return _AND.sub("", _clean(sentence.text[match.start() : match.end()]))


def beneficiaries_of(sentence: Sentence, draft: Draft) -> tuple[str, ...]:
    """Give those for whom the action is done: "technical assistance to developing countries"."""
    if draft.action is None or draft.stance == "support":
        return ()
    if _REPORTING.match(sentence.low, _verb_start(sentence.low, draft.action, draft.end)):
        return ()
    found = []
    for actor in sentence.actors:
        inside = draft.action <= actor.start and actor.end <= draft.end
        if inside and actor.key not in draft.addressees:
            before = sentence.low[max(draft.action, actor.start - 50) : actor.start]
            if _BENEFITS.search(before):
                found.append(actor.key)
    return tuple(dict.fromkeys(found))
