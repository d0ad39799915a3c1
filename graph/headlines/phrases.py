"""Phrases compressed for a headline: long names short, empty words out, pieces as they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.headlines.shortening import lowered
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
    "trimmed",
    "words_of",
]

MAX_WORDS, MIN_WORDS, MAX_CHARACTERS = 6, 3, 48

_FIRST_WORDS = re.compile(r"[\w'’/.-]+")
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[\w][\w'’./&+‑-]*[\w]|\w|[,;:–—]")
_ADVERB = re.compile(r"(?!famil|assemb|suppl|rep|monopol|anomal)[a-z]{4,}ly")
_ADJECTIVE = re.compile(r"(?:ed|al|ive|ous|ble|ic|ary|ful|ate)$")


# "Ways of assisting countries": the deed is what matters.
_BY = ("by", "for", "in", "from")
_WAYS = ("ways", "way", "means", "methods", "options", "modalities")


# Words that break a headline, but where a preposition stands before them: "from using".
_GOVERNED = frozenset(("that", "using", "taking", "adopted"))
# "Concerned about", where its verb would be left out.
_MOVED = (" about ", " at ", " over ")


@cache
def words_of(name: str) -> frozenset[str]:
    return frozenset(table("titles")[name])


@cache
def _breaks() -> re.Pattern[str]:
    breaks = (phrase.lower() for phrase in table("titles")["breaks"])
    return kept_pattern("title-breaks", rf"(?<![\w-]){alternation(breaks)}(?![\w-])")


@cache
def _break_heads() -> frozenset[str]:
    """The first two letters of the breaks, to tell quickly what is none."""
    return frozenset(phrase[:2].lower() for phrase in table("titles")["breaks"])


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
    low_text = lowered(text)
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        low = word.lower()
        likely = start >= until and low[:2] in heads
        likely = likely and not (low in _GOVERNED and before in connectors)
        breaks = _breaks().match(low_text, start) if likely else None
        until = breaks.end() if breaks else until
        mark = not word[0].isalnum()
        if breaks or mark or low in connectors:
            pending = broken and not current
            if current:
                yield current, broken
            current, broken = [], pending or breaks is not None or mark
            if mark:
                continue
        moved = low == "concerned" and not before and text[match.end() :].startswith(_MOVED)
        if low not in drop or moved or (breaks and low == "that" and _is_plural(before)):
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
    governed = len(piece) > 2 and piece[0].lower() in words_of("connectors")
    if (len(piece) > 3 or governed) and _ADVERB.fullmatch(piece[-1]):
        piece = piece[:-1]  # "remove illegal content expeditiously"
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
