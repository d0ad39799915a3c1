"""Who is said to say it: holders of views in reported speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph.patterns import kept_pattern
from graph.statements.addressees import phrase_heads
from graph.statements.data import table
from graph.statements.inflection import inflections
from graph.statements.sentence import Actor, Sentence, adverbs_before
from graph.statements.triggers import alternation

__all__ = [
    "FRONTED",
    "UNSPECIFIED",
    "Attribution",
    "Voice",
    "collective_holder",
    "pattern_named",
    "quoted",
    "subject_holder",
]

UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A holder as quoted (``None``: the document's own voice) and the States it names."""

    holder: str | None = None
    states: tuple[str, ...] = ()


OWN_VOICE = Attribution()
FRONTED = re.compile(r"(?:[a-z]+, +)?(?:according +to|in +the +(?:view|opinion|words) +of|for) +")
_ASIDE = re.compile(
    r", +(?:including|among them|notably|in particular|especially|while|on behalf of|in [a-z]+ing"
    r"|(?:also +)?(?:recalling|noting|taking note|acting|having|bearing in mind|in line|pursuant"
    r"|under)"
    r"|(?:also +)?[a-z]+ing(?: +also)?(?= +(?:that|the|an?|to|on|with|its|his|her|their"
    r"|about|for)\b)"
    # "The head of delegation, the Minister of Women, Youth and Sport, stated".
    r"|(?P<office>(?:the +|his +|her +)?(?:minister|deputy|attorney|permanent representative"
    r"|ambassador|excellency|vice-[a-z]+|secretary of state|state secretary|prime minister|mr"
    r"|ms|mrs|h\.e|under-secretary|assistant secretary)\b\.?)) +"
)
# "The Minister of Health": what an office is for belongs to its name.
_OFFICE = re.compile(r" of (?:the )?(?:[a-z]+(?: and)? ){0,3}[a-z]+(?= *$)")
_FRONT = re.compile(r" *(?:in|at|on|during|following|after|with|by|for|as|under)\b")
_THE = re.compile(r"(?<![\w-])the +(?:[\w-]+ +){0,2}$")
# "We, the Heads of State and Government assembled in Vienna, commit ourselves".
_NAME = re.compile(r"(?:[Tt]he +)?(?:[A-Z][\w-]+ +){1,4}$")
# Looked for first: few subjects have one.
_TITLE = re.compile(r"M(?:r|s|iss)|Dr|Prof|Sir|Dame|Lord|Ambas|H\.")
# "Mr. Gómez Robledo (Mexico)", "Dame Anita HASSAN".
_PERSON = re.compile(
    r"(?<![\w-])(?:H\. ?E\.,? +)?(?:Mr|Ms|Mrs|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Ambassador)\b\.?"
    r"(?: +(?:[A-Z][\w'’.-]*|d[aeio]s?|l[aeo]s?|del|van|von|der|den|al|el|bin|bint|ben|ibn|y|e"
    r"|of))*"
    r" +[A-Z][\w'’-]+(?: *\((?P<of>[^()]{3,90})\))?"
    r"(?=(?:, +(?:the +)?[A-Z][^,;]{3,90},)?[ ,]*$)"
)
# What ends names of other things: "Sound Chemicals Management".
_IN_NAMES = frozenset(("management", "administration", "industry", "business", "service", "fund"))
_NAMED_BY = re.compile(r"(?<![\w-])(?!(?:the|that|which|while|but|its|their) )[a-z]+ $")
# "The delegation could not support it".
_AUXILIARY = re.compile(r" (?:could|would|did|does|do|cannot) *$")
_WE = re.compile(r"[ \"“]*(?:[^,;]{0,80}, *)?(we),[^;.]{3,240}, *$")


@dataclass(frozen=True, slots=True)
class Voice:
    """What of a document decides whose voice it is: the key of its body.

    ``declares`` tells that its paragraphs go on from "We, the Heads of State,": "1. Commit to";
    ``reporting`` are the bodies whose report the title says it is, ``offices`` those who hold
    office ("the special rapporteur").
    """

    body: str | None = None
    declares: bool = False
    reporting: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()


@cache
def pattern_named(name: str) -> re.Pattern[str]:
    """Give a pattern, compiled when it is first asked for: each takes some milliseconds."""
    return kept_pattern(f"voice-{name}", _patterns()[name])


@cache
def _patterns() -> dict[str, str]:
    speakers = table("speakers")
    plurals = [_plural(noun) for noun in speakers["nouns"]]
    nouns = alternation([*speakers["nouns"], *plurals])
    own = alternation(speakers["own_bodies"])
    words, bodies = alternation(speakers["quantifiers"]), alternation(speakers["other_bodies"])
    adjectives = alternation(speakers["adjectives"])
    holder = (
        rf"(?<![\w-])(?:(?:(?:{words}|\d+) +)+(?:(?:{adjectives}|[a-z]+(?:ian|ese|ish|ean|ing)) +)*"
        rf"(?:{nouns})(?![\w-])"
        r"(?: +(?:of|for|from) +(?:the +)?[^,;.:()]+?"
        r"(?=$|[,;.:()]| +(?:who|which|that|on|in|at|could|would|did|does|do|can|will)\b))?"
        rf"|(?:{adjectives} +){{0,2}}(?:{nouns})(?![\w-])"
        r"(?: +(?:of|from) +[^,;.:()]+?"
        r"(?=$| +(?:could|would|did|does|do|can|will|had|has|have)\b))?"
        rf"|the +(?:(?!(?:of|for|to|in|on|by|at|with)\b)[\w-]+ +){{1,4}}{bodies}(?![\w-]))"
    )
    collective = table("speakers")["collective"]
    views = alternation(speakers["held_views"])
    return {
        "holder": holder,
        "pronoun": rf"(?:^|[ ,]){alternation(speakers['pronouns'])} *$",
        "own": rf"(?:^|[ ,])(?:the|this|its|their) +(?:[\w-]+ +)?{own} *$|^[“\" ]*{own} *$",
        "own_plain": rf"(?:^|[ ,]){own} *$",
        "own_name": rf"(?:[\w-]+ +){{0,2}}?{own} +(?:on|to|of +the) +",
        "before": (
            r"(?<![\w-])(?:of|for|to|with|from|between|among|by|against|at|in|during|attending) +$"
        ),
        "in": rf"(?<![\w-])in +(?:the +(?:view|opinion|words) +of +)?({holder})",
        "behind": rf" +in +((?:{words} +)+(?:{adjectives} +)*(?:{nouns}))(?![\w-])",
        "by": rf"[^.;:]{{0,120}}?(?<![\w-])by +({holder})",
        "according": rf"according to +({holder})",
        "within": (
            r", +in +the +(?:view|opinion|words) +of +"
            rf"({holder}|the +(?:[\w-]+ +){{1,3}}{nouns}(?![\w-])),"
        ),
        "fronted": (
            rf"{FRONTED.pattern}"
            rf"({holder}|(?<= (?:of|to) )(?:some|many|several|most|others)) *,"
        ),
        # Without it a sentence holds no view; the pattern below is long and seldom needed.
        "held_sign": rf"{views} +(?:of|expressed|voiced|put|held|is|was|were) ",
        "held": (
            rf"(?:[^,;.]{{3,60}}, +)?(?:it +(?:is|was) +(?:also +)?the +(?:[a-z]+ +)?{views} +of"
            rf" +({holder}),? +that +|the +(?:[a-z]+ +)?{views} +of +({holder})"
            rf" +(?:is|was) +that +"
            rf"|(?:yet +)?(?:one|another|an?|the|some|other)(?: +[a-z]+)? +{views}"
            r"(?: +(?:expressed|voiced|put forward|held))? +(?:is|was|were) +that +)"
        ),
        "collective": (
            rf"(?<!\w){alternation(collective['nouns'])}(?!\w)[^.;]{{0,160}}?"
            rf"(?:{alternation(collective['verbs'])} +)?(?:by|from|of) +(?:the +)?"
            r"(?:member +states|states|delegations|speakers|participants|experts|governments"
            r"|parties|countries|meeting participants|panellists|representatives)(?!\w)"
        ),
    }


def _plural(noun: str) -> str:
    """Give "heads of delegation" for "head of delegation", "expert groups" for "expert group"."""
    head, of, rest = noun.partition(" of ")
    before, space, last = head.rpartition(" ")
    return before + space + inflections(last)[0] + of + rest


def collective_holder(low: str) -> bool:
    """Tell whether a chapeau gives its items as a compilation of what a group suggested.

    Examples
    --------
    >>> collective_holder("the compilation of suggestions made by member states is as follows:")
    True
    """
    return bool(pattern_named("collective").search(low))


def subject_holder(
    sentence: Sentence, start: int, verb: int, voice: Voice
) -> tuple[Attribution, tuple[Actor, ...], int] | None:
    """Give who speaks in the subject that ends before ``verb``, its names and its beginning.

    ``None`` where the subject is nobody who could speak. An office whose report it is speaks for
    itself.
    """
    found = _speaker(sentence, start, verb, voice)
    if found and found[0].holder and found[0].holder.lower() in voice.offices:
        return Attribution(), found[1], found[2]
    return found


def _speaker(
    sentence: Sentence, start: int, verb: int, voice: Voice
) -> tuple[Attribution, tuple[Actor, ...], int] | None:
    end = adverbs_before(sentence.low, start, verb)
    denied = _AUXILIARY.search(sentence.low, start, end)
    end = denied.start() if denied else end
    ours = _WE.match(sentence.low, start, end)
    if ours:
        return Attribution("^"), (), ours.start(1)
    aside = _ASIDE.search(sentence.low, start, end)
    aside = None if aside and aside["office"] and _FRONT.match(sentence.low, start) else aside
    if aside and sentence.low[aside.start() : end].rstrip().endswith(","):
        found = _speaker(sentence, start, aside.start(), voice)
        if found is not None:
            return found
    titled = _TITLE.search(sentence.text, start, end)
    person = _PERSON.search(sentence.text, start, end) if titled else None
    if person and not pattern_named("before").search(sentence.low, start, person.start()):
        states = tuple(
            a.key for a in sentence.actors if _is_state(a) and a.start == person.start("of")
        )
        return Attribution(" ".join(person.group().split()), states), (), person.start()
    heads = phrase_heads(sentence, start, end)
    if heads and _reaches(sentence.low, heads[-1].end, end):
        return _named(sentence, heads, (start, end), voice)
    own = _own_body(sentence.low[start:end])
    if own is not None:
        return Attribution(), (), start + own
    match = _last_holder(sentence, start, end)
    if match:
        begin = _name_start(sentence, start, match.start())
        begin = _owner_start(sentence, start, begin)
        quote = quoted(sentence, begin, match.end())
        states = tuple(
            a.key for a in sentence.actors if _is_state(a) and begin <= a.start < match.end()
        )
        return Attribution(quote, states), (), begin
    region = sentence.low[start:end].rstrip(" ," if end < verb else " ")
    pronoun = _ends_in(region, "pronouns") and pattern_named("pronoun").search(region)
    if pronoun:
        word = pronoun.group().strip(" ,")
        carried = word in ("it", "they", "he", "she", "we")
        return Attribution("^" if carried else word), (), start + pronoun.start()
    return None


def _ends_in(region: str, name: str) -> bool:
    """Tell quickly whether a text may end in a phrase of a list: whether in its last word."""
    last = region.rstrip(" ").rpartition(" ")[2].rpartition(",")[2].lstrip('“"')
    return last in _last_words(name)


@cache
def _last_words(name: str) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in table("speakers")[name])


def _name_start(sentence: Sentence, start: int, holder: int) -> int:
    """Give where the name of a holder begins: "The Maritime Safety" before "Committee"."""
    if not sentence.text[holder].isupper():
        return holder
    name = _NAME.search(sentence.text, start, holder)
    return name.start() if name else holder


def _owner_start(sentence: Sentence, start: int, holder: int) -> int:
    """Give where the name begins that a holder belongs to: "CEB members", "Italy's delegate"."""
    for actor in sentence.actors:
        joint = sentence.low[actor.end : holder] if start <= actor.start < holder else ""
        if joint in (" ", "'s ", "' ") and actor.type in ("state", "organization"):
            the = sentence.low.endswith("the ", start, actor.start)
            return actor.start - 4 if the else actor.start
    return holder


def _own_body(region: str) -> int | None:
    """Give where a closing "the Working Group" begins; in "member of the Group" there is none."""
    own = pattern_named("own").search(region) if _ends_in(region, "own_bodies") else None
    if own is None or pattern_named("before").search(region[: own.start()] + " "):
        return None
    return own.start()


def _is_state(actor: Actor) -> bool:
    return actor.type == "state" or (len(actor.key) == 3 and actor.key.isupper())


def _reaches(low: str, end: int, verb: int) -> bool:
    """Tell whether only a modifier stands between a name and its verb."""
    between = low[end:verb].strip()
    return (
        not between
        or between[0] in ",("
        or between.isdigit()  # a session's number: "SBSTA 40 agreed"
        or between.startswith(
            (
                "of ",
                "in ",
                "on ",
                "at ",
                "also on",
                "speaking",
                "attending ",
                "present",
                "participating ",
                "represented",
                "for ",
                "from ",
                "who ",
                "which ",
                "had",
                "has",
                "have",
            )
        )
    )


def _named(
    sentence: Sentence, heads: tuple[Actor, ...], region: tuple[int, int], voice: Voice
) -> tuple[Attribution, tuple[Actor, ...], int]:
    """Quote those named in a region as holders; an office with what it is for, up to its verb."""
    first, (start, verb) = heads[0], region
    before = _last_holder(sentence, start, heads[-1].end)
    around = before is not None and before.start() < first.start and before.end() >= first.end
    begin = before.start() if before and around else first.start
    the = _THE.search(sentence.low, start, begin) if begin == first.start else None
    begin = the.start() if the else begin
    if any(head.key == voice.body or head.key in voice.reporting for head in heads):
        return Attribution(), heads, begin
    name = sentence.low[first.start : heads[-1].end]
    unknown = voice.body is None and pattern_named("own_name").match(name)
    if unknown or _is_own(name, first, voice):
        return Attribution(), heads, begin
    last = heads[-1]
    office = _OFFICE.match(sentence.low, last.end, verb) if last.type == "actor" else None
    quote = quoted(sentence, begin, office.end() if office else last.end)
    return Attribution(quote, tuple(a.key for a in heads if _is_state(a))), heads, begin


def _is_own(name: str, head: Actor, voice: Voice) -> bool:
    """Tell whether a name is that of the body that speaks: "Working Group", "Committee".

    Where the document's body is known, the proper name of another ("Security Council") is not.
    """
    own = pattern_named("own_plain")
    if head.type != "organization":
        return own.search(name) is not None
    other = voice.body is not None and name in table("speakers")["own_names"]
    return own.fullmatch(name) is not None and not other


def _last_holder(sentence: Sentence, start: int, end: int) -> re.Match[str] | None:
    found, low = None, sentence.low
    for match in pattern_named("holder").finditer(low, start, end):
        before = low[start : match.start()]
        within = match.group().split(" ")[0] in _IN_NAMES
        within = within and sentence.text[match.start()].isupper()
        within = within and _NAMED_BY.search(before) is not None
        if not (within or pattern_named("before").search(before)):
            found = match
    return found if found and _reaches(low, found.end(), end) else None


def quoted(sentence: Sentence, start: int, end: int) -> str:
    """Quote a holder; a capital that only opens the sentence is lowered."""
    quote = " ".join(sentence.text[start:end].split())
    if sentence.low[sentence.start : start].strip("\"“‘'( "):
        return quote
    head = quote.split(" ", 1)[0].lower()
    common = head in _common_words() and head not in table("speakers")["capitals"]
    return quote[:1].lower() + quote[1:] if common else quote


@cache
def _common_words() -> frozenset[str]:
    speakers = table("speakers")
    words = [*speakers["quantifiers"], *speakers["adjectives"], *speakers["nouns"]]
    plurals = [_plural(noun) for noun in speakers["nouns"] if " " not in noun]
    return frozenset(word.split(" ")[0] for word in [*words, *plurals])
