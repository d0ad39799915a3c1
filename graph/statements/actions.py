"""The action of a statement: its verb and its object."""

from __future__ import annotations

import re

from graph.document import Action
from graph.statements.data import table
from graph.statements.draft import Draft
from graph.statements.inflection import base_form
from graph.statements.lists import is_imperative, is_infinitive
from graph.statements.sentence import Sentence
from graph.statements.verbstart import (
    DONE,
    PARENTHESIS,
    before_have,
    behind_light,
    is_furthering,
    verb_start,
)

__all__ = ["action_of", "cleaned"]

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
# "In order to facilitate cooperation, requests": what stands before the subject.
_FRONTED = re.compile(
    r"(?:in|to|for|with|under|during|at|on|by|as|where|when|if|unless|once|while|following|given"
    r"|without|within|through|pursuant|according|notwithstanding|accordingly|therefore|moreover|furthermore)\b"
    r"[^;:]{0,200}, +",
    re.IGNORECASE,
)
# "As society develops, the rights to privacy, as set out in": up to the subject.
_FRONTED_CLAUSE = re.compile(
    r"(?:as|where|when|if|while|although)\b[^;:,]{3,120}, +"
    r"(?=(?:the|all|any|such|these|those|its)\b)",
    re.IGNORECASE,
)
# "(b) Upon request, provide assistance": what stands before the verb of an item.
_FRONTED_ITEM = re.compile(
    r"(?:in|to|for|with|under|during|at|on|by|as|where|when|if|upon|without|within|through|subject"
    r"|following|pursuant|consistent|taking|drawing|building)\b[^,;:]{2,120}, +"
)
# "Be expected to": what is to be done stands behind; "be submitted to the Commission" is done.
_TO_OTHERS = (
    r" +to\b(?! +(?:the|an?|all|its|their|each|any|such|other|member|states|developing|account"
    r"|justice|light|completion)\b)"
)
_PASSIVE = re.compile(
    rf" *be +(?:not +|neither +|[a-z]+ly +|also +|further +)*(used\b(?= +to\b)"
    rf"|(?:given|paid|devoted|drawn|accorded|attached|dedicated|allocated|assigned|granted"
    r"|provided|offered|afforded|submitted|forwarded|transmitted|referred|limited|restricted"
    r"|extended|linked|tailored|adapted|brought|sent|presented|communicated|disseminated|applied"
    r"|distributed|circulated|transferred|shown|returned|delivered)\b"
    rf"|{DONE}(?!{_TO_OTHERS}))"
    r"( advantage of| into account| into consideration| use of| up(?! to date)| out| in place)?"
    r"(?![\w-])"
)
# "It would be useful for the secretariat to prepare": what is to be done stands behind.
_FOR_TO = re.compile(r" *for +(?P<whom>[^;:]{2,120}?),? +to +(?=[a-z])")
_CONSIDERED = re.compile(
    r" *(?:the +)?(?:need|possibility|feasibility|desirability|option) +(?:of|for) +"
    r"(?=[a-z-]+ing\b)"
)
_EFFORTS = re.compile(
    r"be +(?:[a-z]+ly +|also +)*(?:made|undertaken|pursued|exerted) +"
    r"(?:by +[^,;]{2,40}? +)?(?:in +order +)?to +"
)
# "There shall be set off against it their share".
_THERE = re.compile(r"\bthere *$")
_LINK = re.compile(
    r"^(?:and|or|but|(?:and |but )?not only|hence|thus|therefore|consequently|however)\b,? *",
    re.IGNORECASE,
)
_SO = re.compile(r"(?:do(?:ing)? )?so\b")
_NOT_YET = re.compile(
    r"(?:that|which|who) +(?:have|has|had) +not +(?:yet +|already +)?"
    r"(?P<done>[a-z-]+(?:ed|en|un)|made|paid|met)(?: or [a-z]+ed)? +(?:to +)?"
    r"(?P<object>[^;]+?),? +"
    r"(?:(?:should|must|shall|may|are|is)\b|to +(?:consider +)?do(?:ing)? +so)"
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
# "the mandate had been fulfilled and should not be extended": the subject ends at the first verb.
_TOLD_FIRST = re.compile(
    r"(?P<subject>.+?) +(?:(?:had|has|have|is|are|was|were|did|does|do|would|could|will|might)"
    # "Coercive measures impeded cooperation and must be lifted".
    r"|(?<=s )[a-z]{3,}ed(?! +(?:by|in|under|at|on|for|with|to|from|above|below)\b))"
    r"(?: .+)? (?:and|but)$",
    re.DOTALL,
)
# "The abolition would have to be preceded by consultations".
_WOULD = re.compile(r" (?:would|will|may|might|also)$")
_JOINT = re.compile(r"(?:,? (?:and|or|but),? in particular|[,;] (?:and|or|but))$")


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
        return Action(draft.verb, cleaned(sentence.text[draft.start : end]) or None)
    low = sentence.low
    done = _done_to_things(sentence, draft)
    if done:
        return done
    for_whom = _FOR_TO.match(low, draft.action, end) if "necessity" in draft.rule else None
    said = before_have(low, draft.modality_end or draft.start, draft.action)
    position = _beginning(low, draft, for_whom.end() if for_whom else said)
    position = _behind_efforts(low, draft, position)
    passive = _PASSIVE.match(low, position, end)
    undergoing = for_whom.span("whom") if for_whom else draft.passive_of
    if passive and undergoing:
        verb = base_form(passive.group(1)) + (passive.group(2) or "")
        if _THERE.search(low, *undergoing):
            return Action(verb, cleaned(sentence.text[passive.end() : end]) or None)
        return Action(verb, _subject_of(cleaned(sentence.text[slice(*undergoing)])) or None)
    freed = draft.negative and low.startswith("be ", position)  # "should not be required to"
    position = position if freed else behind_light(low, position, end)
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
    if quality or (_NOMINAL.match(low, position) and not is_furthering(low, position)):
        whole = cleaned(sentence.text[position:end])
        return Action("consider", whole) if draft.modality.endswith("consider") else None
    aside = PARENTHESIS.match(low, word.end(), end)
    rest = cleaned(sentence.text[aside.end() if aside else word.end() : end])
    return Action(base_form(word.group()), rest or None)


def _beginning(low: str, draft: Draft, start: int) -> int:
    """Give where the verb of an action begins, what stands before it passed over."""
    end = draft.action_end
    position = verb_start(low, start, end)
    item = draft.rule in ("inherited", "review")
    fronted = _FRONTED_ITEM.match(low, position, end) if item else None
    if fronted and is_imperative(low[fronted.end() : fronted.end() + 40]):
        position = verb_start(low, fronted.end(), end)
    considered = _CONSIDERED.match(low, position, end)
    return considered.end() if considered and draft.modality.endswith("consider") else position


def _behind_efforts(low: str, draft: Draft, position: int) -> int:
    """Pass over "every effort should *be made to* ensure"."""
    made = _EFFORTS.match(low, position, draft.action_end)
    if made is None or draft.passive_of is None or "effort" not in low[slice(*draft.passive_of)]:
        return position
    return verb_start(low, made.end(), draft.action_end)


def _subject_of(words: str) -> str:
    """Leave out what stands before the subject of a passive, and what is told of it first."""
    fronted = _FRONTED_CLAUSE.match(words) or _FRONTED.match(words)
    words = words[fronted.end() :] if fronted else words
    told = _TOLD_FIRST.match(words)
    return _WOULD.sub("", _LINK.sub("", told["subject"] if told else words))


def _done_to_things(sentence: Sentence, draft: Draft) -> Action | None:
    """Give the deed of "regional cooperation should be encouraged", where nobody is asked to."""
    told = draft.modality.partition(" be ")[2]
    if not told or draft.addressees or draft.passive_of is None or draft.action is None:
        return None
    if " to " in sentence.low[draft.action : draft.action + 40] or " " in told:
        return None
    subject = _subject_of(cleaned(sentence.text[slice(*draft.passive_of)]))
    return Action(base_form(told), subject) if subject else None


def _meant_by_so(sentence: Sentence, draft: Draft) -> Action | None:
    """Give what "do so" means: "States that have not yet joined the treaty should do so"."""
    left = _NOT_YET.search(sentence.low, draft.start, draft.action_end)
    if left is None:
        return None
    return Action(base_form(left["done"]), cleaned(sentence.text[slice(*left.span("object"))]))


def _is_noun(draft: Draft, low: str, position: int, word: str) -> bool:
    """Tell whether what is asked for is a thing: "encourages coordination", "Information on"."""
    kind = draft.rule.partition(":")[0]
    if kind == "inherited":
        return _NOUN.fullmatch(word) is not None and not is_infinitive(word)
    asked = kind in ("operative", "active", "impersonal", "expressed", "necessity")
    bare = asked and not _BEFORE_DEED.search(low, max(0, position - 60), position)
    return bare and not (is_infinitive(base_form(word)) or word.endswith("ing"))


def _is_plural_noun(word: str) -> bool:
    """Tell whether the first word of an item names things: "allegations of torture be ..."."""
    listed = table("contexts")["imperatives"]["verbs"]
    return word.endswith("s") and not word.endswith("ss") and word not in listed


def cleaned(text: str) -> str:
    """Write words with single spaces, without the marks and joints at their ends."""
    words = _JOINT.sub("", " ".join(text.split()).strip(" ,;.:")).rstrip(" ,;.:")
    opened = words.count('"') % 2 == 1 or words.count("”") > words.count("“")
    return words.rstrip('"” .;,') if opened and words.endswith(('"', "”")) else words
