"""Phrases compressed for a headline: long names short, empty words out, pieces as they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.headlines.simplified import MAX_READ, QUALITY, joins
from graph.patterns import kept_pattern
from graph.statements.data import table
from graph.statements.lists import is_imperative
from graph.statements.triggers import alternation

__all__ = [
    "MAX_CHARACTERS",
    "MAX_WORDS",
    "MIN_WORDS",
    "first_words",
    "pieces",
    "shortened",
    "trimmed",
    "words_of",
]

MAX_WORDS, MIN_WORDS, MAX_CHARACTERS = 6, 3, 48

_FIRST_WORDS = re.compile(r"[\w'’/.-]+")
_PARENTHESIS = re.compile(r"[\(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[\)\]]")
# Quotation marks and footnote marks; a class of characters first, so that the search is fast.
_MARKS = re.compile(r"[“”\"‘*_\d](?:(?<!\d)|(?<=[a-z]\d)\d?(?=[\s,;.]|$))")
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[\w][\w'’./&+‑-]*[\w]|\w|[,;:–—]")
_ASIDE = re.compile(r",\s*(?:and|or|but)\s[^,;]{3,40},\s")
_INSERTION = re.compile(
    r", (?:upon|where|as|if|in|on|at|with|within|without|through|based|by|pursuant|subject)\b"
    r"[^,;]{2,80}, "
)
_INSERTED = re.compile(
    rf"((?:^|\bto )\w+(?: in place| into account| out| up)?){_INSERTION.pattern}"
)
_AGENDA = re.compile(
    r"include in the (?:provisional )?agenda (?:of|for) [^,;“”]{3,60}? sessions?,? "
    r"(?:under [^“]{3,60}“[^”]+”, )?(?:the|an?) (?:sub-?)?item entitled (?=“)"
)
_AT_SESSION = re.compile(
    r",? (?:at|of|during|to) (?:its|their|the) [\w-]+(?: \w+)? sessions?\b,?"
    r"|,? (?:at|during) (?:its|their|the) [\w-]*(?:st|nd|rd|th)(?: and [\w-]*(?:st|nd|rd|th))?"
    r" meetings?\b,?"
)
_RECIPIENT = re.compile(
    r"\b(submit|present|provide) to (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)*,?"
    r"(?: (?:at|through|for|by|no later than|not later than|after|before|within) [^,;]{3,60},)*"
    r" (?=(?:an?|the|its|his|further|annual|comprehensive|written|interim|regular)\b)"
)
# "Complete by 30 April 2017 the withdrawal": when stands between the verb and its object.
_WHEN = re.compile(
    r"^(\w+) (?:by|until|no later than|not later than|within|before) [^,;]{3,70}?,? "
    r"(?=(?:an?|the|its) )"
)
# "Respect and to ensure respect", "contact points available 24 hours a day, seven days a week".
_AND_TO = re.compile(r"(\b(?:and|or)) to (?=ensure )")
_ALWAYS = re.compile(
    r"(?:24|twenty-four) hours (?:a|per) day(?:,? (?:and )?(?:7|seven) days (?:a|per) week)?"
)
_SENDING = ("submit to ", "present to ", "provide to ")
_ADJECTIVE = re.compile(r"(?:ed|al|ive|ous|ble|ic|ary|ful|ate)$")
_EXAMPLES = re.compile(
    r"(?:(?:existing|relevant|other|applicable|multilateral|international|regional|universal|bilateral"
    r"|national|legal|key) )*"
    r"(?:instruments|mechanisms|treaties|conventions|organizations|bodies|agreements)"
    r"(?: and mechanisms)?(?: on [\w-]+)?,? "
    r"(?:such as|in particular|including|notably|especially) (?:the )?"
)
_KINDS = re.compile("such as|in particular|including|notably|especially")
_HELD = re.compile(
    r"\b(mandate|work|workplan|role|report|sessions?|meetings?|recommendations|activities)"
    r" of (?:the |this |that )?"
)
# Words are taken whole ("++"): to try their beginnings would take most of the time.
_WORD = r"(?!(?:be|to|by|in|on|of|for|with|that|which|from|as|at)\b)[\w'’/-]++"
_ITEM = rf"{_WORD}(?: {_WORD}){{0,2}}"
_LIST = re.compile(
    rf"(?<![\w'’/-])({_ITEM}), ({_ITEM})(?:, {_ITEM})*,? (?:and|or) (be \w+ on {_ITEM}|{_ITEM})"
)
# The end of every list: no text without it has one, and it is found at its commas.
_LIST_END = re.compile(rf", {_ITEM}(?:, {_ITEM})*,? (?:and|or) ")
_JOINED = re.compile(" (?:and|or) ")
_SHARED_HEAD = re.compile(r" and [\w'’/-]++ of ")
_HEADED_LIST = re.compile(r"(?<![\w'’/-])[\w'’/-]++(?:, [\w'’/-]++)+,? and ([\w'’/-]++ of )")


_OTHER = re.compile(r"(?<!\w)(\w+(?:al|ive|ic|ary|ory|ble|ous|ent)),? and other (?=\w)")
_BESIDE = re.compile(r",? as well as (?:the )?[\w-]+(?= of )")
_EMPTY_PAIR = kept_pattern(
    "title-pair", rf"\b{alternation(table('titles')['weak'])} and (?=[\w-]+ )"
)


# "Ways of assisting countries": the deed is what matters.
_BY = ("by", "for", "in", "from")
_WAYS = ("ways", "way", "means", "methods", "options", "modalities")


@cache
def words_of(name: str) -> frozenset[str]:
    return frozenset(table("titles")[name])


@cache
def _shortenings() -> tuple[re.Pattern[str], dict[str, str]]:
    """Give a pattern of the phrases in lower case, and their short forms."""
    short = table("titles")["short"]
    folded = {phrase.lower(): form for phrase, form in short.items()}
    return kept_pattern("title-short", rf"[^\w-]{alternation(folded)}(?![\w-])"), folded


@cache
def _breaks() -> re.Pattern[str]:
    breaks = (phrase.lower() for phrase in table("titles")["breaks"])
    return kept_pattern("title-breaks", rf"(?<![\w-]){alternation(breaks)}(?![\w-])")


@cache
def _weak() -> tuple[str, ...]:
    return tuple(table("titles")["weak"])


@cache
def _break_heads() -> frozenset[str]:
    """The first two letters of the breaks, to tell quickly what is none."""
    return frozenset(phrase[:2].lower() for phrase in table("titles")["breaks"])


def shortened(text: str, names: dict[str, str]) -> str:
    """Write names and standing phrases in their short form, lists by their first two items."""
    text = " ".join(text[:MAX_READ].split())
    present = [quote for quote in names if quote in text]
    for quote in sorted(present, key=len, reverse=True):
        text = text.replace(quote, names[quote])
    # A word that a pattern needs is looked for first: most texts lack it, and that is soon seen.
    text = _AGENDA.sub(r"include agenda item on ", text)
    text = _AT_SESSION.sub("", text) if " session" in text or " meeting" in text else text
    text = _INSERTED.sub(r"\1 ", text) if _INSERTION.search(text) else text
    text = _WHEN.sub(r"\1 ", text)
    text = _AND_TO.sub(r"\1 ", text) if " to " in text else text
    text = _ALWAYS.sub("24/7", text) if " hours " in text else text
    text = _RECIPIENT.sub(r"\1 ", text) if any(words in text for words in _SENDING) else text
    text = _without_parentheses(text) if "(" in text or "[" in text else text
    text = _ASIDE.sub(" ", _MARKS.sub("", text))
    if present:
        text = _with_names(text, [names[quote] for quote in present])
    text = _with_short_forms(text)
    text = _OTHER.sub(r"\1 ", text) if " and other " in text else text
    text = _BESIDE.sub("", text) if " as well as " in text else text
    text = _EMPTY_PAIR.sub("", text) if joins(text, _weak()) else text
    if ", " in text and _JOINED.search(text):
        text = _HEADED_LIST.sub(r"\1", text) if _SHARED_HEAD.search(text) else text
        text = _LIST.sub(_two_items, text) if _LIST_END.search(text) else text
    return text.strip()


def _with_short_forms(text: str) -> str:
    """Write standing phrases in their short form."""
    pattern, forms = _shortenings()
    made: list[str] = []
    last = 0
    # In lower case and behind a space, as a pattern that need not look at case or back is faster.
    for found in pattern.finditer(f" {_lowered(text)}"):
        made += (text[last : found.start()], forms[" ".join(found.group()[1:].split())])
        last = found.end() - 1
    return "".join((*made, text[last:]))


def _lowered(text: str) -> str:
    """Give a text in lower case, its length unchanged."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _without_parentheses(text: str) -> str:
    made, last = [], 0
    for found in _PARENTHESIS.finditer(text):
        made.append(text[last : found.start()].rstrip())
        last = found.end()
    return "".join((*made, text[last:]))


def _two_items(match: re.Match[str]) -> str:
    """Keep two items of a list; of adjectives the last, with the noun behind it."""
    first, second, last = match.groups()
    adjective = re.fullmatch(QUALITY, second)
    return f"{first} and {last if adjective and ' ' in last else second}"


def _with_names(text: str, names: list[str]) -> str:
    """Let a name stand for its kind ("instruments such as X") and before what it holds.

    Names are looked for behind a match: a pattern with them in it would have to be compiled anew
    for every text.
    """
    longest = tuple(sorted(names, key=len, reverse=True))
    made, last = [], 0
    if _KINDS.search(text):
        for match in _EXAMPLES.finditer(text):
            if text.startswith(longest, match.end()):
                made.append(text[last : match.start()])
                last = match.end()
        text = "".join((*made, text[last:]))
    made, last = [], 0
    for match in _HELD.finditer(text):
        name = next((n for n in longest if text.startswith(n, match.end())), None)
        if name and match.start() >= last:
            made += (text[last : match.start()], name, " ", match.group(1))
            last = match.end() + len(name)
    return "".join((*made, text[last:]))


def pieces(text: str, taken: list[str], *, stop: bool = True, limit: int = MAX_WORDS) -> list[str]:
    """Take words piece by piece behind ``taken``: a connector and what hangs on it at a time."""
    for piece, broken in _split(text):
        if broken and stop and len(taken) >= MIN_WORDS:
            break
        if broken and taken and piece[0].lower() in words_of("stops"):
            break
        if len(piece) == 1 and piece[0].lower() in ("and", "or") and len(taken) >= MIN_WORDS:
            return taken
        told = _before_verb(piece)
        fitting = _fit(taken, piece, limit, whole=told != piece)
        if fitting is None:
            return (_fit(taken, told, limit) or taken) if told != piece else taken
        taken = fitting
    return taken


def _split(text: str) -> Iterator[tuple[list[str], bool]]:
    """Cut a text into pieces; each tells whether a break or punctuation stands before it.

    A headline is full after a few of them; the rest of the text is not looked at.
    """
    current: list[str] = []
    broken, until, before = False, 0, ""
    connectors, drop, heads = words_of("connectors"), words_of("drop"), _break_heads()
    lowered = _lowered(text)
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        low = word.lower()
        likely = start >= until and low[:2] in heads
        likely = likely and not (low == "that" and before in connectors)
        breaks = _breaks().match(lowered, start) if likely else None
        until = breaks.end() if breaks else until
        mark = not word[0].isalnum()
        if breaks or mark or low in connectors:
            pending = broken and not current
            if current:
                yield current, broken
            current, broken = [], pending or breaks is not None or mark
            if mark:
                continue
        if low not in drop or (breaks and low == "that" and _is_plural(before)):
            current.append(word)
        before = low
    if current:
        yield current, broken


def _fit(taken: list[str], piece: list[str], room: int, *, whole: bool = False) -> list[str] | None:
    """Add a piece, or its connector and last words, where it fits."""
    function = words_of("function")
    if piece[-1].lower() in function and all(word.lower() in function for word in piece):
        return taken
    joins = piece[0].lower() in ("and", "or")
    base = taken
    if joins and taken and _ADJECTIVE.search(taken[-1]) and len(piece) > 2:
        base, piece, joins = taken[:-1], piece[-2:], False
    head = piece[: 2 if piece[0] == "to" else 1] if piece[0].lower() in function else []
    if not taken or taken[-1] == "to":
        head = piece[:1]
    verbs = joins and not whole and len(piece) > 2 and len(taken) < MIN_WORDS
    if verbs and (not taken[1:] or taken[-2] == "to"):
        return _fit(taken, piece, room, whole=True) or _fit(taken, piece[2:], room)
    of_ways = bool(taken) and piece[0].lower() == "of" and taken[-1].lower() in _WAYS
    by_doing = len(piece) > 2 and (piece[0].lower() in _BY or of_ways) and piece[1].endswith("ing")
    options = (
        [piece] if joins or whole or by_doing else [piece, [*head, *piece[-2:]], [*head, piece[-1]]]
    )
    for option in options:
        words = [*base, *option]
        if len(words) <= room and len(" ".join(words)) <= MAX_CHARACTERS:
            return words
    return None


def _before_verb(piece: list[str]) -> list[str]:
    """Give a piece up to its finite verb: "in rural areas" of "in rural areas have access"."""
    finite = table("titles")["finite"]["verbs"]
    ends = (at for at, word in enumerate(piece) if at and (word in finite or _does(piece, at)))
    return piece[: next(ends, len(piece))]


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss") and not is_imperative(word)


def _does(piece: list[str], at: int) -> bool:
    """Tell whether a word in -ing says what those before it do: "authorities handling requests"."""
    word, before = piece[at], piece[at - 1]
    return (
        at > 1 and _is_plural(before) and word.endswith("ing") and word not in words_of("gerunds")
    )


@cache
def _no_ends() -> frozenset[str]:
    return words_of("function") | words_of("weak_ends")


def trimmed(words: Sequence[str]) -> list[str]:
    """Leave out what a headline must not end in, and "between" with one of its two."""
    kept = list(words)
    if "between" in kept[MIN_WORDS:] and "and" not in kept[kept.index("between") :]:
        kept = kept[: kept.index("between")]
    ends = _no_ends()
    while kept and (kept[-1].lower() in ends or len(" ".join(kept)) > MAX_CHARACTERS):
        kept.pop()
    day = len(kept) > MIN_WORDS and kept[-1].isdigit() and len(kept[-1]) < 3
    if day and kept[-2].lower() in ends:
        kept = kept[:-2]
    if len(kept) > MIN_WORDS and kept[-1].lower() in words_of("participles"):
        kept = kept if kept[-2].lower() in words_of("auxiliaries") else trimmed(kept[:-1])
    hangs = len(kept) > MIN_WORDS + 1 and kept[-2] == "to" and is_imperative(kept[0])
    return kept[:-2] if hangs and is_imperative(kept[-1]) else kept


def first_words(text: str) -> list[str]:
    """Give the first words of a text of which nothing is understood: one in another language."""
    words = _FIRST_WORDS.findall(text)[:MAX_WORDS]
    ends = words_of("foreign")
    while words and (words[-1].lower() in ends or len(" ".join(words)) > MAX_CHARACTERS):
        words.pop()
    return words
