"""Clauses: where the clause around a mark begins, and whether it hangs on another."""

from __future__ import annotations

import re
from functools import cache

from graph.statements.data import table
from graph.statements.lists import is_imperative
from graph.statements.sentence import Sentence, adverbs_before, word_pattern
from graph.statements.triggers import Mark

__all__ = [
    "COORDINATED",
    "clause_start",
    "content_start",
    "is_relative_that",
    "is_subordinate",
]

# One of four characters first and then what it may begin, so that the search is fast.
_JOINT = re.compile(
    r"[;:, ](?:(?<=;)|(?<=:) +|(?<= ) *(?:and|but|or|while|whereas|although) +that +"
    r"|(?<=,) +(?:(?:(?:and|but|or|while|whereas|although) +)?that"
    r"|and|but|while|whereas|yet|nor|or|on the basis of which|following which|after which) +)"
)
# The same for words without "that" in them: much faster.
_PLAIN_JOINT = re.compile(
    r"[;:,](?:(?<=;)|(?<=:) +|(?<=,) +(?:and|but|while|whereas|yet|nor|or) +)"
)
COORDINATED = re.compile(r"(?:,|(?<!\w)(?:and|but|or|while|whereas)) *$")
_FINITE = re.compile(r"(?<!\w)(?:is|are|was|were|has|have|had|do|does|did|will|would)(?!\w)")
# "the rights that people have offline must": the relative clause has its own verb.
_CLOSED = re.compile(r"[a-z] +(?:is|are|was|were|has|have|had|do|does|did|enjoy|face)(?!\w)")
_LOOSE_JOINT = re.compile(r" +(?:and|but|or),? +")
_THAT = re.compile(
    r"(?: *,[^,;.]{0,90},| *,)*(?: +(?:to|by|with|for|at|on|in)(?: +(?!and\b)[\w'-]+){1,5}?)?"
    r"(?: *,[^,;.]{0,90},| *,)* *(?<!\w)that(?!\w) *,?"
)
# "supported that idea": "that" points to what was said.
_DEMONSTRATIVE = re.compile(
    r" *(?:idea|proposal|suggestion|view|position|approach|request|decision|recommendation|point"
    r"|statement|initiative|concern|resolution|option|paragraph|text|example|effort|process"
    r"|assessment|assertion|claim|allegation|argument|interpretation|finding|conclusion|notion"
    r"|characterization|amendment|wording|language|call|sentiment|principle|goal|objective|practice"
    r"|question|matter|issue|item|clause|provision|mechanism|report|document|draft|target|appeal"
    r"|commitment|plan|programme|project|strategy|formulation|analysis|opinion|invitation)"
    r"(?: +and\b| *[,;.]| *$)"
)
_TOLD_THAT = re.compile(r"(?: +[\w'-]+){1,6}? +that(?!\w) *,?")
_ASIDE = re.compile(
    r", +(?:while +|and +)?(?:(?:in|by|when|after|before|without|on|upon) +[^,;]{3,60})?$"
)
# "Observes, however, that".
_INTERPOSED = re.compile(
    r", +(?:however|moreover|furthermore|nevertheless|nonetheless|in addition|in particular"
    r"|inter alia|in (?:this|that) (?:regard|context|connection)|therefore|thus|accordingly), +$"
)
# "The Council, reaffirming that rights are essential, urges".
_TOLD_ASIDE = re.compile(r", +(?:(?:also|further|while|and) +)*[a-z]+ing(?: +[a-z]+){0,3} +$")
# "States, where permitted by law, *are* encouraged": the clause around the aside goes on.
_RESUMED = re.compile(
    r",(?: +(?:also|further|therefore|[a-z]+ly|is|are|was|were|has been|have been))+ *$"
)
# "Requested to make that information available".
_TO_DO = re.compile(r" +to +([a-z-]+)")
_PREPOSED = re.compile(r"(?<!\w)(?:for|to|of|in|on|at|by|with|from|under|within) +that *,?$")
_GAPPED = (
    "in ",
    "to ",
    "for ",
    "of ",
    "by ",
    "under ",
    "through ",
    "on ",
    "whereby",
    "wherein",
    "whose",
    "whom",
)
_GAP = re.compile(
    r"(?: *(?:,|[a-z]+ly|also|further|in turn|not|only|therefore|will|would|may|can|could|might"
    r"|to|is|are|was|were|be|been|has|have|had))* *$"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    clauses = table("clauses")
    return {
        "complement": re.compile(rf"{word_pattern(clauses['complementizing'])},? *$"),
        "preposition": re.compile(rf"{word_pattern(clauses['prepositions'])} *$"),
        "noun_start": re.compile(
            r" *(?:(?:the|a|an|this|these|those|its|their|it|they|he|she|we|all|such"
            r"|no(?! longer)|any|each|every|both|some|many|several|member states|states"
            r"|governments|parties|countries)\b)"
        ),
    }


def content_start(low: str, end: int, limit: int, *, person: bool = False) -> int | None:
    """Give where the content of a verb of saying begins: behind its "that", if it has one.

    With ``person`` who is told may stand between: "informed the meeting that".
    """
    match = _THAT.match(low, end, limit)
    if match is None and person:
        match = _TOLD_THAT.match(low, end, limit)
    if match is not None and _DEMONSTRATIVE.match(low, match.end(), limit):
        return None
    told = _TO_DO.match(low, end, limit)
    if match is not None and told and told.end() < match.end() and is_imperative(told.group(1)):
        return None
    if match is None or _PREPOSED.search(low, end, match.end()):
        return None
    return match.end()


def clause_start(sentence: Sentence, floor: int, position: int, *, after_verb: bool = False) -> int:
    """Give where the clause with the finite verb at ``position`` begins, not before ``floor``.

    A semicolon begins a clause; a conjunction does where a finite verb stands before it, or else
    it joins nouns. With ``after_verb`` the text before ``floor`` ends in one.
    """
    start = floor
    joint = _PLAIN_JOINT if sentence.low.find("that", floor, position) < 0 else _JOINT
    for match in joint.finditer(sentence.low, floor, position):
        finite = after_verb or _FINITE.search(sentence.low, floor, match.start())
        if finite or "that" in match.group() or match.group()[0] in ";:":
            start = match.end()
    if start > floor or not after_verb:
        return start
    for match in _LOOSE_JOINT.finditer(sentence.low, floor, position):
        start = match.end()
    return start


# "Respect for privacy when collecting data was underlined".
_DOING_IS = re.compile(r" +[a-z]+ing [^,;]*? (?:was|were)(?: (?:also|again|[a-z]+ly))? *$")


def is_subordinate(sentence: Sentence, mark: Mark, floor: int, *, contrasts: bool = False) -> bool:
    """Tell whether the clause of ``mark`` hangs on a noun or another clause after ``floor``.

    Where it ``contrasts``, "while" and "whereas" set a second voice beside the first.
    """
    link = next(
        (
            other
            for other in reversed(sentence.marks)
            if floor <= other.start and other.end <= mark.start and _is_link(sentence, other, floor)
        ),
        None,
    )
    if link is None:
        return False
    gap = sentence.low[link.end : mark.start]
    if ";" in gap:
        return False
    if gap.rstrip().endswith(",") and _TOLD_ASIDE.search(sentence.low, floor, link.start):
        return False
    rejoined = [m for m in _JOINT.finditer(gap) if m.group().strip() != ":"]
    if contrasts and link.trigger.text in ("while", "whereas", "although"):
        return False
    if link.trigger.link == "subordinator":
        before = sentence.low[floor : link.start]
        stem = before.strip(' ,"“')
        if _DOING_IS.match(gap):
            return False
        opening = not stem or stem.endswith(("that", " and", ";"))
        aside = _ASIDE.search(before) is not None and gap.rstrip().endswith(",")
        aside = aside or (before.endswith(", ") and _RESUMED.search(gap) is not None)
        return not (rejoined or aside or (opening and "," in gap))
    if rejoined and _has_subject(sentence, link.end + rejoined[-1].end(), mark.start):
        return False
    closed = link.trigger.text == "whose" and _FINITE.search(gap) is not None
    if link.trigger.text.startswith(_GAPPED) and not rejoined and "," not in gap:
        return not closed
    tells = mark.trigger.verb is not None and link.trigger.text in ("which", "whom")
    if tells and _relates(sentence, link.end, mark.start):
        return True
    if link.trigger.link == "that" and _complements(sentence, _first_that(sentence, link, floor)):
        return True
    return bool(_GAP.fullmatch(gap)) or _starts_with_noun(sentence, link.end, gap)


def _relates(sentence: Sentence, start: int, verb: int) -> bool:
    """Tell whether a short subject stands between a relative and its verb: "which it has made"."""
    subject = sentence.low[start : adverbs_before(sentence.low, start, verb)]
    short = 0 < len(subject.split()) < 4 and "," not in subject
    return short and not _FINITE.search(subject)


def _is_link(sentence: Sentence, mark: Mark, floor: int) -> bool:
    link = mark.trigger.link
    before = sentence.low[max(sentence.start, mark.start - 24) : mark.start]
    if link == "that" and COORDINATED.search(before):
        return any(
            o.trigger.link == "that" for o in sentence.marks if floor <= o.start < mark.start
        )
    if link == "that":
        if mark.start == sentence.start:
            return False
        return not _patterns()["preposition"].search(before)
    if sentence.low.startswith(" to ", mark.end) and mark.trigger.text in ("what", "how", "where"):
        return False
    if (
        mark.trigger.text in ("since", "once", "where")
        and sentence.low[mark.end + 1 : mark.end + 2].isdigit()
    ):
        return False
    return link in ("relative", "subordinator")


def _first_that(sentence: Sentence, mark: Mark, floor: int) -> Mark:
    """Give the "that" which a coordinated one ("and that") goes on from."""
    before = sentence.low[max(sentence.start, mark.start - 24) : mark.start]
    if not COORDINATED.search(before):
        return mark
    thats = (m for m in sentence.marks if m.trigger.link == "that" and floor <= m.start)
    return next(thats, mark)


# "Decisions that affect them", "States that are parties": a verb right behind.
_RELATIVE_THAT = re.compile(
    r" +(?:(?:also|further|not|[a-z]+ly) +)*(?:is|are|was|were|has|have|had|do|does|did|will|would"
    r"|may|might|can|could|affect|exist|remain|contribute|relate|arise|result|concern|involve"
    r"|apply|cause|enable|support|provide|ensure|include|take|lead|need|require)\b"
)


def is_relative_that(sentence: Sentence, mark: Mark) -> bool:
    """Tell whether a "that" only goes with the noun before it: "decisions that affect them"."""
    behind = _RELATIVE_THAT.match(sentence.low, mark.end, sentence.end) is not None
    return behind and not _complements(sentence, mark)


def _complements(sentence: Sentence, mark: Mark) -> bool:
    aside = _INTERPOSED.search(sentence.low, max(sentence.start, mark.start - 40), mark.start)
    end = aside.start() if aside else mark.start
    before = f"{sentence.low[max(sentence.start, end - 24) : end].rstrip()} "
    return bool(_patterns()["complement"].search(before))


def _starts_with_noun(sentence: Sentence, end: int, gap: str) -> bool:
    if "," in gap:
        return False
    after = end + len(gap) - len(gap.lstrip())
    named = any(actor.start == after for actor in sentence.entities)
    opens = named or _patterns()["noun_start"].match(gap) is not None
    return opens and not _CLOSED.search(gap)


def _has_subject(sentence: Sentence, start: int, end: int) -> bool:
    return bool(sentence.low[start:end].strip())
