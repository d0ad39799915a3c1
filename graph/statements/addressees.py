"""Who is asked: the heads of a noun phrase among the entities named in it."""

from __future__ import annotations

import re
from functools import cache

from graph.statements.data import table
from graph.statements.infinitives import infinitive_at
from graph.statements.sentence import Actor, Sentence, last_word, word_pattern
from graph.statements.triggers import alternation

__all__ = [
    "AMONG",
    "STATES_JOINED",
    "determiners_before",
    "first_subject",
    "object_heads",
    "phrase_end",
    "phrase_heads",
]

# "urges Member States to:", with what is asked in the items below.
_TO_ITEMS = re.compile(r" +to *:? *$")
_PREMODIFIERS = re.compile(
    r"(?:(?:the|all) +)?[a-z]+(?:an|al|ern|ese|ed|ing|ic|ish|ive|ary|li|qi|ni)"
    r"(?: +[a-z]+(?:an|al|ern|ese|ic|ish|ive|ary))?"
    r"|(?:the +)?(?:[a-z-]+ +)?(?:forum|convention|conference|commission|committee|council|platform"
    r"|treaty|fund|branch|programme|protocol|network|task force)"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had)\b")
_POSSESSIVE = re.compile(r"'s?(?= +\w)")
# "Member States, foundations and the private sector": a name no vocabulary has stands between.
_UNNAMED = re.compile(r"[a-z-]+(?: +[a-z-]+)?")
_TITLED = re.compile(r"[Tt]he (?:[A-Z][\w-]+ ?){1,5}")
_UNNAMED_OF = re.compile(
    r"(?:the |all |other |relevant )*(?!in |on |to |as |at )[a-z-]+(?: [a-z-]+)? (?:of|within) "
    r"(?:the )?[a-z -]+"
)
# "Member States, with the support of UNODC, the ITU and INTERPOL, should": an aside with its list.
_ASIDE = re.compile(
    r" *, *(?:acting +|working +)?(?:with|in|through|under|by|via|together|jointly|supported"
    r"|assisted|drawing|following|at the|on the)\b[^,;:]*"
)
_WITH = re.compile(r" *(?:acting +|working +)?(?:in|together|jointly|along)\b[^,;:]{0,40}\bwith\b")
_CLOSES = re.compile(r" *, +(?:and|or|as well as) ")
_OF_STATE = re.compile(r" +of +(?:the +)?")
STATES_JOINED = re.compile(r"(?: *,)? +(?:and +)?(?:the +)?| *, *(?:the +)?")
# "(Rev. CoP19) Donors are invited".
_EDITION = re.compile(r"\(?(?:rev|amended|revised)\b[^()]{0,30}\)")
AMONG = re.compile(r"(?: *,)?(?: +(?:and|or))?(?: +(?:the|other))? *")
# The same with an acronym between brackets: "with UNESCO (its acronym), the WCO and".
_AMONG_BARRED = re.compile(rf"\)?{AMONG.pattern}\(?")
_AND_THEN = re.compile(r" *(?:,|and|or|as well as)(?: +and)? +")
_LISTED = re.compile(
    r"[ ,]+(?:including|such as|notably|in particular|particularly|especially|among them|e\.g\.),? "
)

# "It was recommended that: (a) States should".
_LABEL = re.compile(r" *:? *(?:(?:and|or) +)?\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\) +")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    clauses = table("clauses")
    openers = clauses["prepositions"] + clauses["subordinators"] + clauses["relatives"] + ["to"]
    determiners = alternation(clauses["determiners"])
    after = [
        *openers,
        *clauses["adverbs"],
        *clauses["postposed"],
        "and",
        "or",
        "that",
        "nor",
        "as well as",
    ]
    return {
        "determiners": re.compile(rf"(?:(?<![\w-])(?:{determiners}|\w+ly|as well as)[ ,]+)+$"),
        "opener_end": re.compile(rf"(?<![\w-]){alternation(openers)}$"),
        "opener": re.compile(word_pattern(openers)),
        "opener_start": re.compile(rf" *(?:{word_pattern(openers)}|[a-z]+(?:ed|ing)\b)"),
        "after": re.compile(
            rf" *(?:$|[,;:(.]|\d{{1,3}} *$|{word_pattern(after)}|[a-z-]+(?:ly|ed|ing)\b)"
        ),
        "agent_of": re.compile(
            rf"(?:(?:{determiners}|\w+ly) +)*{word_pattern(clauses['agent_nouns'])}"
            r" +of(?: +the| +all)*$"
        ),
        "agent_noun": re.compile(rf" *{word_pattern(clauses['agent_nouns'])}"),
    }


def phrase_heads(
    sentence: Sentence, start: int, end: int, *, fronted: bool = True
) -> tuple[Actor, ...]:
    """Give the heads of the subject in ``[start, end)``, fronted phrases and modifiers left out.

    A name is a head where nothing but determiners and adjectives stands between it and the
    beginning of the phrase, or between it and the head before it; names behind a preposition,
    in a parenthesis or before another noun are not. For want of a head the last name ``fronted``
    without a comma is one: "Under the auspices of the Group States should".
    """
    label = _LABEL.match(sentence.low, start, end)
    start = label.end() if label else start
    listed = _LISTED.search(sentence.low, start, end)
    heads, spare = _heads_in(sentence, start, listed.start() if listed else end)
    if listed and _lists_heads(sentence.low, heads, start, listed.start()):
        more, other = _heads_in(sentence, listed.end(), end)
        heads, spare = heads + more, spare or other
    return tuple(heads or (_governed(sentence, spare, end) if spare and fronted else ()))


def _lists_heads(low: str, heads: list[Actor], start: int, end: int) -> bool:
    """Tell whether what "including" adds belongs to those who are asked, not to a modifier."""
    before = low[heads[-1].end if heads else start : end].strip(" ,")
    return not before or not _patterns()["opener"].search(before)


def _heads_in(sentence: Sentence, start: int, end: int) -> tuple[list[Actor], Actor | None]:
    """Give the heads in ``[start, end)``, and a name behind a fronted phrase for want of one."""
    heads: list[Actor] = []
    spare: Actor | None = None
    segment = start
    barred: Actor | None = None
    listed = False
    passed = _fronted_list(sentence, start, end)
    for actor in sentence.actors:
        if actor.start < max(start, passed) or actor.end > end:
            continue
        if barred and _AMONG_BARRED.fullmatch(sentence.low, barred.end, actor.start):
            closes = heads and not listed and _CLOSES.match(sentence.low, barred.end, actor.start)
            barred, listed = (None, False) if closes else (actor, True)
            if barred:
                continue
        segment = max(segment, _segment_start(sentence.low, segment, actor.start))
        place = _place(sentence, segment, actor, end, heads)
        if place == "head":
            governed = _governed(sentence, actor, end)
            heads += governed
            passed = governed[-1].end
        elif place is None and (
            _is_aside(sentence.low, heads[-1].end, actor.start, end)
            if heads
            else _hangs(sentence, start, actor) or _beside(sentence.low, start, actor.start, end)
        ):
            barred = actor
        elif place == "spare" and not heads and "," not in sentence.low[actor.end : end]:
            spare = actor
    return heads, spare


def _fronted_list(sentence: Sentence, start: int, end: int) -> int:
    """Give where "In consultation with UNODC, the ITU and INTERPOL," ends before a subject."""
    if not _WITH.match(sentence.low, start, end):
        return start
    named = [a for a in sentence.actors if start <= a.start and a.end <= end]
    for before, actor, behind in zip(named, named[1:], named[2:], strict=False):
        joint = sentence.low[before.end : actor.start]
        if not AMONG.fullmatch(joint):
            break
        if " and " in joint or " or " in joint:
            opens = sentence.low[actor.end : behind.start].strip() in (",", ", the", ", all")
            return actor.end if opens else start
    return start


def _is_aside(low: str, head_end: int, start: int, end: int) -> bool:
    """Tell whether a name stands in an aside between commas behind the head."""
    closed = low[start:end].rstrip().endswith(",")
    return closed and _ASIDE.fullmatch(low, head_end, start) is not None


def _beside(low: str, start: int, name: int, end: int) -> bool:
    """Tell whether a name stands in an aside behind a head that no vocabulary has."""
    comma = low.find(",", start, name)
    return bool(low[start:comma].strip()) and comma > 0 and _is_aside(low, comma, name, end)


def _hangs(sentence: Sentence, start: int, actor: Actor) -> bool:
    """Tell whether a name, and a list that it begins, hang on a noun: "exchange among States"."""
    before = sentence.low[start : actor.start]
    if "," in before or _patterns()["opener_start"].match(before):
        return False
    match = determiners_before(before)
    stem = (before[: match.start()] if match else before).strip(' "“([')
    return stem.endswith((" among", " between", " from", " by", " amongst"))


def _governed(sentence: Sentence, head: Actor, end: int) -> list[Actor]:
    """Give the States for "the Governments of A and B", and the head itself otherwise."""
    of = _OF_STATE.match(sentence.low, head.end, end) if head.key == "governments" else None
    states: list[Actor] = []
    at = of.end() if of else end
    for actor in sentence.actors:
        if of and actor.start == at and actor.end <= end and actor.type == "state":
            states.append(actor)
            joined = STATES_JOINED.match(sentence.low, actor.end, end)
            at = joined.end() if joined else end
    return states or [head]


def _segment_start(low: str, start: int, end: int) -> int:
    comma = max(low.rfind(",", start, end), low.rfind(";", start, end), low.rfind(":", start, end))
    return comma + 1 if comma >= 0 else start


def _place(
    sentence: Sentence, segment: int, actor: Actor, end: int, heads: list[Actor]
) -> str | None:
    low, patterns = sentence.low, _patterns()
    if _modifies(sentence, actor, end):
        return None
    before = low[segment : actor.start]
    match = determiners_before(before)
    stem = (before[: match.start()] if match else before).strip(' "“([')
    if heads and segment <= heads[-1].end <= actor.start:
        between = low[heads[-1].end : actor.start]
        joined = match is not None and not between[: len(between) - len(match.group())].strip()
        through = _AND_THEN.match(between)
        if through and patterns["agent_of"].match(between[through.end() :].strip()):
            return "head"
        return "head" if joined and _joins(between) else None
    if not stem or _EDITION.fullmatch(stem):
        return "head" if not before.lstrip().startswith(("such as", "not ")) else None
    if patterns["agent_of"].match(stem.lstrip()):
        return "head"
    if patterns["opener_end"].search(stem):
        return None
    if heads and segment > heads[-1].end and match and _is_unnamed(stem, match.group()):
        return "head"
    if not heads and _of_whom(sentence, segment, actor):
        return "head"
    if not heads and match and "and" in match.group() and _is_titled(sentence.text, segment, stem):
        return "head"
    if not heads and _PREMODIFIERS.fullmatch(stem) and not _FINITE.search(stem):
        return "head"
    return "spare" if patterns["opener_start"].match(low, segment) else None


def _is_unnamed(stem: str, joint: str) -> bool:
    """Tell whether what stands between two names of a list is a name that no vocabulary has."""
    if not _joins(joint):
        return False
    plain = _UNNAMED.fullmatch(stem) and not _patterns()["opener"].search(stem)
    return bool(plain or _UNNAMED_OF.fullmatch(stem))


def _is_titled(text: str, start: int, stem: str) -> bool:
    """Tell whether a list begins with a name that no vocabulary has: "the Monitoring Team and"."""
    return _TITLED.fullmatch(text[start:].lstrip()[: len(stem)]) is not None


def _of_whom(sentence: Sentence, start: int, actor: Actor) -> bool:
    """Tell whether only a body stands before its members: "OSCE participating States"."""
    for body in sentence.actors:
        if (
            start <= body.start
            and body.end < actor.start
            and body.type in ("organization", "state")
        ):
            before = sentence.low[start : body.start].strip()
            between = sentence.low[body.end : actor.start].strip()
            return before in ("", "the", "all", "all the") and between in ("", "participating")
    return False


@cache
def _determiner_ends() -> frozenset[str]:
    return frozenset(map(last_word, [*table("clauses")["determiners"], "as well as"]))


def determiners_before(before: str) -> re.Match[str] | None:
    """Find the determiners and adverbs that a text ends in."""
    last = last_word(before)
    if last not in _determiner_ends() and not last.endswith("ly"):
        return None
    return _patterns()["determiners"].search(before)


def _joins(between: str) -> bool:
    return any(word in between for word in ("and", "or", "as well as", ","))


def _modifies(sentence: Sentence, actor: Actor, end: int) -> bool:
    """Tell whether the name is a possessive or stands before another noun."""
    if any(other.start == actor.end + 1 for other in sentence.actors):
        return True
    low = sentence.low
    if _POSSESSIVE.match(low, actor.end):
        return True
    patterns = _patterns()
    if patterns["after"].match(low[actor.end : end]):
        return low.startswith(" participating states", actor.end)
    return not patterns["agent_noun"].match(low, actor.end, end)


def object_heads(sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
    """Give the heads of the object that begins at ``start`` ("urges Member States to")."""
    infinitive = infinitive_at(sentence, start, end)
    if infinitive is None:
        items = _TO_ITEMS.search(sentence.low, start, end)
        comma = _first_comma(sentence, start, end)
        lists = sentence.low[start:end].rstrip(" \n").endswith(":")
        infinitive = items.start() if items else end if comma < 0 or lists else comma
    return phrase_heads(sentence, start, infinitive, fronted=False)


def _first_comma(sentence: Sentence, start: int, end: int) -> int:
    """Give the first comma that is no part of a name, or -1."""
    comma = sentence.low.find(",", start, end)
    while comma >= 0:
        name = next((a for a in sentence.actors if a.start <= comma < a.end), None)
        if name is None:
            return comma
        comma = sentence.low.find(",", name.end, end)
    return comma


def first_subject(sentence: Sentence, start: int, end: int) -> tuple[Actor, ...]:
    """Give who opens a clause, for the "it" of a later one: "that UNODC was short of means"."""
    for actor in sentence.actors:
        if start <= actor.start < end:
            return phrase_heads(sentence, start, actor.end)
    return ()


def phrase_end(sentence: Sentence, start: int) -> int:
    """Give the end of a noun phrase that begins at ``start``: its last name close behind."""
    end = start
    for actor in sentence.actors:
        if start <= actor.start <= end + 40:
            end = actor.end
    return end
