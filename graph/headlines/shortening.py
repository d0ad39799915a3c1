"""Phrases made short for a headline: long names, insertions, lists by their first two items."""

from __future__ import annotations

import re
from functools import cache

from graph.headlines.simplified import MAX_READ, QUALITY, joins
from graph.patterns import kept_pattern
from graph.statements.data import table
from graph.statements.triggers import alternation

__all__ = ["lowered", "shortened", "with_short_names"]

_PARENTHESIS = re.compile(r"[\(\[][^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[\)\]]")
# Quotation marks and footnote marks; a class of characters first, so that the search is fast.
_MARKS = re.compile(r"[“”\"‘*_\d](?:(?<!\d)|(?<=[a-z]\d)\d?(?=[\s,;.]|$))")
_ASIDE = re.compile(r",\s*(?:and|or|but)\s[^,;]{3,40},\s")
_INSERTION = re.compile(
    r", (?:upon|where|as|if|in|on|at|with|within|without|through|based|by|pursuant|subject)\b"
    r"[^,;]{2,80}, "
)
_INSERTED = re.compile(
    r"((?:^|\bto )(?:(?:[Aa]lso|[Ff]urther|[Aa]gain) )?\w+(?: in place| into account| out| up)?)"
    rf"{_INSERTION.pattern}"
)
_AGENDA = re.compile(
    r"include in the (?:provisional )?agenda (?:of|for) [^,;“”]{3,60}? sessions?,? "
    r"(?:under [^“\"]{3,60}[“\"][^”\"]+[”\"],? )?(?:the|an?) (?:sub-?)?item entitled (?=[“\"])"
)
_PAIR_OF_DEEDS = re.compile(r"(?<=agenda item on )[“\"]?\w+ing and (?=\w+ing )")
# "The entry into force on 14 December 2005 of the Convention".
_ON_DAY = re.compile(r" on \d{1,2} [A-Z][a-z]+ \d{4},?(?= of )")
# "Takes note of the letter dated 22 July 2024".
_DATED = re.compile(r",? dated \d{1,2} [A-Z][a-z]+ \d{4}\b,?")
_AT_SESSION = re.compile(
    r",? (?:at|of|during|to) (?:its|their|the) [\w-]+(?: \w+)? sessions?\b(?! of\b),?"
    r"|,? (?:at|during) (?:its|their|the) [\w-]*(?:st|nd|rd|th)(?: and [\w-]*(?:st|nd|rd|th))?"
    r" meetings?\b,?"
)
_RECIPIENT = re.compile(
    r"\b(submit|present|provide) to (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*)*,?"
    r"(?: (?:at|through|for|by|no later than|not later than|after|before|within|under)"
    r" [^,;]{3,120},)*"
    r" (?=(?:an?|the|its|his|further|annual|comprehensive|written|interim|regular)\b)"
)
# "Complete by 30 April 2017 the withdrawal": when stands between the verb and its object.
_WHEN = re.compile(
    r"^(\w+) (?:by(?= \d| (?:the )?(?:end|beginning|start|middle) | its | mid-| [A-Z]\w+ \d)"
    r"|until|no later than|not later than|within|before|via) [^,;]{3,70}?,? "
    r"(?=(?:an?|the|its|their) |views )"
)
# "Respect and to ensure respect", "contact points available 24 hours a day, seven days a week".
_AND_TO = re.compile(r"(\b(?:and|or)) to (?=ensure )")
_ALWAYS = re.compile(
    r"(?:24|twenty-four) hours (?:a|per) day(?:,? (?:and )?(?:7|seven) days (?:a|per) week)?"
)
# "Sections 153, 154 and 155 of the Penal Code": of several numbers none stands.
_NUMBERED = re.compile(
    r"\b((?:[Ss]ection|[Aa]rticle|[Pp]aragraph|[Rr]ule|[Rr]egulation)s) \d+\w*(?: \(\w+\))*"
    r"(?:(?:,|,? and|,? or| to) \d+\w*(?: \(\w+\))*)+(?= of |,|$| and [a-z])"
)
_SEVERAL_NUMBERS = re.compile(r"\d(?<=s \d)")
_DIGIT = re.compile(r"\d")
# "ILO ILO Convention No. 189": a short name behind the same word.
_TWICE = re.compile(r"\b(\w{2,}) (?=\1\b)")
_SENDING = ("submit to ", "present to ", "provide to ")
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


@cache
def _shortenings() -> tuple[re.Pattern[str], dict[str, str]]:
    """Give a pattern of the phrases in lower case, and their short forms."""
    short = table("titles")["short"]
    folded = {phrase.lower(): form for phrase, form in short.items()}
    return kept_pattern("title-short", rf"[^\w-]{alternation(folded)}(?![\w-])"), folded


@cache
def _weak() -> tuple[str, ...]:
    return tuple(table("titles")["weak"])


@cache
def _dropped() -> frozenset[str]:
    return frozenset(table("titles")["drop"])


def with_short_names(text: str, names: dict[str, str]) -> str:
    """Write names in their short form and leave everything else as it is."""
    return _named_short(text, names)[0]


def _named_short(text: str, names: dict[str, str]) -> tuple[str, list[str]]:
    text = " ".join(text[:MAX_READ].split())
    present = [quote for quote in names if quote in text]
    for quote in sorted(present, key=len, reverse=True):
        text = text.replace(quote, names[quote])
    return _TWICE.sub("", text) if present else text, present


def shortened(text: str, names: dict[str, str]) -> str:
    """Write names and standing phrases in their short form, lists by their first two items."""
    text, present = _named_short(text, names)
    # A word that a pattern needs is looked for first: most texts lack it, and that is soon seen.
    if "include in the " in text:
        text = _PAIR_OF_DEEDS.sub("", _AGENDA.sub("include agenda item on ", text))
    text = _DATED.sub("", text) if " dated " in text else text
    text = _ON_DAY.sub("", text) if " on " in text and _DIGIT.search(text) else text
    text = _AT_SESSION.sub("", text) if " session" in text or " meeting" in text else text
    text = _INSERTED.sub(r"\1 ", text) if _INSERTION.search(text) else text
    text = _WHEN.sub(r"\1 ", text)
    text = _AND_TO.sub(r"\1 ", text) if " to ensure " in text else text
    text = _NUMBERED.sub(r"\1", text) if _SEVERAL_NUMBERS.search(text) else text
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
        if _LIST_END.search(text):
            text = _with_lists_cut(
                text, [name for quote in present if " " in (name := names[quote])]
            )
    return text.strip()


def _with_short_forms(text: str) -> str:
    """Write standing phrases in their short form."""
    pattern, forms = _shortenings()
    made: list[str] = []
    last = 0
    # In lower case and behind a space, as a pattern that need not look at case or back is faster.
    for found in pattern.finditer(f" {lowered(text)}"):
        made += (text[last : found.start()], forms[" ".join(found.group()[1:].split())])
        last = found.end() - 1
    return "".join((*made, text[last:]))


def lowered(text: str) -> str:
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


def _with_lists_cut(text: str, names: list[str]) -> str:
    """Keep two items of every list; a name of several words is one item of it."""
    for name in names:
        text = text.replace(name, name.replace(" ", "_"))
    return _LIST.sub(_two_items, text).replace("_", " ")


def _two_items(match: re.Match[str]) -> str:
    """Keep two items of a list; of adjectives the last, with the noun behind it."""
    first, second, last = match.groups()
    kept = last if re.fullmatch(QUALITY, second) and " " in last else second
    before, _, word = first.rpartition(" ")
    if kept is last and word.lower() in _dropped():  # "ensure full, equal and meaningful use"
        return f"{before} {kept}".strip()
    return f"{first} and {kept}"


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
