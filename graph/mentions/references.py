"""References to resolutions, decisions and documents by number, in every style.

``General Assembly resolution 74/247``, ``A/RES/74/247`` and ``resolutions 65/230 and 74/247`` name
the same thing: a reference is found by its trigger word or its symbol; its body is taken from the
words around it, the form of its number, or the document; its key is made by one function.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.mentions.adopters import (
    Body,
    Scope,
    adopter_of,
    body_named,
    load_bodies,
    named_before,
    named_behind,
)
from graph.mentions.europeanacts import find_european_acts
from graph.mentions.labourconventions import find_labour_conventions
from graph.mentions.minting import (
    OF_PARTIES,
    dated_slug,
    key_of_symbol,
    mint,
    parsed_key,
    symbol_of,
)
from graph.mentions.numbering import AFTER_MARK, NUMBER, Number, number_of
from graph.mentions.seriesnumbers import find_series_numbers
from graph.mentions.symbols import find_further, find_symbols

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.mentions.seriesnumbers import Series

__all__ = ["EUROPEAN_ACT", "Reference", "find_references", "key_of_symbol", "mint", "symbol_of"]

_BY_SYMBOL: Final = "reference:symbol"
_RANGED: Final = "reference:symbol:range"
EUROPEAN_ACT: Final = "reference:european-act"
"""The rule of an act of the European Union, which a vocabulary may list by its number."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference found: the key it stands for, its span, the rule that found it."""

    key: str
    start: int
    end: int
    rule: str


def find_references(
    text: str, *, body: str | None = None, series: Sequence[Series] | None = None
) -> tuple[Reference, ...]:
    """Find what a text cites by number or symbol.

    Parameters
    ----------
    text
        One unit's text: a body named in it holds for what follows, up to its end.
    body
        Key of the body whose document this is (``general-assembly``), for "its resolution".
    series
        What :func:`graph.mentions.seriesnumbers.series_in` gives for the whole document.

    Returns
    -------
    tuple of Reference
        In text order, none overlapping another; each can be minted. A number whose body nothing
        tells is left out.

    Examples
    --------
    >>> [r.key for r in find_references("its resolutions 3375 (XXX) and 74/247; see A/75/816")]
    ['general-assembly-resolution-3375-xxx', 'general-assembly-resolution-74-247', 'a-75-816']
    >>> find_references("its resolution 2341 (2017)", body="security-council")[0].key
    'security-council-resolution-2341-2017'
    """
    cited = _cited(text, series)
    cited.sort(key=lambda r: r.start)
    starts = [c.start for c in cited]
    numbered = [found for found in _numbered(text, body) if not _inside(found, cited, starts)]
    # Words may have run into a symbol: what is no number of a document is left out.
    known = [found for found in (*cited, *numbered) if mint(found.key) is not None]
    return tuple(sorted(known, key=lambda r: r.start))


def _cited(text: str, series: Sequence[Series] | None) -> list[Reference]:
    """Give what tells itself whose it is."""
    cited = [
        Reference(key, start, end, "reference:series")
        for key, start, end in find_series_numbers(text, series)
    ]
    own = [(c.start, c.end) for c in cited]
    spans: Counter[tuple[int, int]] = Counter()
    for key, start, end in _symbols(text):
        if all(end <= begun or ended <= start for begun, ended in own):
            spans[start, end] += 1
            cited.append(Reference(key, start, end, _BY_SYMBOL))
    if len(spans) < len(cited) - len(own):
        cited = [replace(c, rule=_RANGED) if spans[c.start, c.end] > 1 else c for c in cited]
    cited += [
        Reference(key, start, end, "reference:labour-convention")
        for key, start, end in find_labour_conventions(text)
    ]
    return cited + [
        Reference(key, start, end, EUROPEAN_ACT) for key, start, end in find_european_acts(text)
    ]


def _inside(found: Reference, cited: Sequence[Reference], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, found.end - 1) - 1
    return at >= 0 and cited[at].end > found.start


def _symbols(text: str) -> Iterator[tuple[str, int, int]]:
    for symbol, start, end in find_symbols(text):
        yield key_of_symbol(symbol), start, end
        for further, begin, until in find_further(text, symbol, end):
            yield key_of_symbol(further), begin, until
    for bare in _HEALTH.finditer(text) if "WHA" in text or "EB1" in text else ():
        number = NUMBER.fullmatch(bare.group())
        body = _by_form(number_of(number).form) if number else None
        if number and body:
            kind = "decision" if bare.group().endswith(")") else "resolution"
            yield f"{body.key}-{kind}-{number_of(number).slug}", bare.start(), bare.end()


# Numbers that are symbols at the same time, where no word introduces them.
_HEALTH = re.compile(
    r"(?<![\w/.-])(?<!esolution )(?<!ecision )"
    r"(?:WHA\d{1,2}(?:\.\d{1,3}|\(\d{1,3}\))|EB1\d\d(?:\.R\d{1,3}|\(\d{1,3}\)))(?![\w/.-]\w)"
)


def _by_form(form: str) -> Body | None:
    return next((body for body in load_bodies() if form in body.forms), None)


# The word with a number behind it; its first letters stand first, so that the search is fast.
_TRIGGER = re.compile(
    r"[RrDdU](?=[eEN][sScC])(?:"
    r"(?:(?<=[Rr])esolution[sS]?|(?<=[Dd])ecision[sS]?|(?<=R)ESOLUTION[sS]?|(?<=D)ECISION[sS]?"
    r"|(?<!\w.)(?:(?<=[Rr])es\.?|(?<=[Dd])ec\.))(?=\s+(?:[Nn]os?\.\s*)?(?:[\dESWIVXL]|[BRMCN][CP][-‐‑]|OEWG[-‐‑]))"
    r"|(?<=U)NSC(?:Rs?|\s+[Rr]es\.?)(?=\s+\d))"
)


def _numbered(text: str, body_key: str | None) -> Iterator[Reference]:
    triggers = list(_TRIGGER.finditer(text))
    if not triggers:
        return
    own = next((b for b in load_bodies() if b.key == body_key), None)
    scope = Scope(text, own)
    bounds = [t.start() for t in triggers[1:]] + [len(text)]
    for trigger, bound in zip(triggers, bounds, strict=True):
        yield from _list_after(trigger, bound, scope)


_GAP = re.compile(r"\s+(?:[Nn]o\.\s*|[Nn]os\.\s*)?")
_MORE = re.compile(
    r"(?P<gap>(?:\s+(?:of|on)\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4}\d{0,3})?\d{0,3}\s*"
    r"(?:[,;]\d{0,3}\s*)?(?:(?:and|or|to|as well as|including)\s+)?)"
)
# A comma and perhaps a footnote's mark, glued to the next number.
_MARKED = re.compile(
    r"(?:\s+(?:of|on)\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4})?[,;]\d{0,2}(?=[1-9]\d/\d{1,3}(?!\d|/))"
)
_SEPARATOR = re.compile(r"[,;]|and|or|to|including")
_LETTERS = re.compile(
    r"(?P<joint>,|\s+and|\s+or|\s+to)\s+(?P<letter>[A-Z])(?=[,;.)]|\s+(?:of|and|to|on|in)\b|\s*$)"
)
_LISTED = re.compile(r"\d{0,3}\s+of\s+\d|\d{0,2}[,;.]|\s+(?:and|on|entitled)\b|\s*$")
_FAR = re.compile(r"(?:[,;”\"]\d{0,3}|\band|\bor|\bis|\bwas|\bincluding)\s+(?=[\dES])")
# The most numbers that a range can stand for ("resolutions 74/1 to 74/9").
_WIDEST = 40


def _list_after(trigger: re.Match[str], bound: int, scope: Scope) -> Iterator[Reference]:
    """Read the numbers that a trigger word introduces, one or a list of them."""
    text, word = scope.text, trigger.group().lower().rstrip(".")
    plural = word.endswith(("ns", "rs"))
    kind = "decision" if word.startswith("dec") else "resolution"
    gap = _GAP.match(text, trigger.end())
    found = NUMBER.match(text, gap.end()) if gap else None
    start, explicit = _named(trigger, scope) if found else (0, None)
    if found and explicit is None and plural:
        explicit = _behind_list(found, bound, scope)
    last: str | None = None
    end = trigger.start()
    while found:
        number = number_of(found)
        key = _special_after(last, number) or _key(number, kind, explicit, found.end(), scope)
        if key is not None:
            begin = start if last is None else found.start()
            for within in _between(last, key, text[end : found.start()]):
                yield Reference(within, begin, found.end(), f"reference:{kind}:range")
            yield Reference(key, begin, found.end(), f"reference:{kind}")
        last, end = key or "", found.end()
        for letter, letter_start, letter_end in _letters(text, found, number):
            if key is not None:
                lettered = f"{key.rpartition('-')[0]}-{letter.lower()}"
                for within in _between(last, lettered, text[end:letter_start]):
                    yield Reference(within, letter_start, letter_end, f"reference:{kind}:range")
                yield Reference(lettered, letter_start, letter_end, f"reference:{kind}")
                last = lettered
            end = letter_end
        found = _next_number(text, end, bound, plural)


def _named(trigger: re.Match[str], scope: Scope) -> tuple[int, str | Body | None]:
    """Give where a reference begins and whose it is, which "UNSCR" says itself."""
    if trigger.group().startswith("UNSC"):
        return trigger.start(), body_named("Security Council")
    return named_before(trigger.start(), scope)


_LIST = re.compile(r"(?:\s*(?:,|and|or|to)\s+)(?=[\dSVIXL])")


def _behind_list(found: re.Match[str], bound: int, scope: Scope) -> Body | None:
    """Give the body named behind a bare list: "XIII/1 and 14/8 of the Conference"."""
    last: re.Match[str] | None = found
    while last and (joint := _LIST.match(scope.text, last.end(), bound)):
        found, last = last, NUMBER.match(scope.text, joint.end(), bound)
    named = named_behind((last or found).end(), scope)
    return named if isinstance(named, Body) else None


def _special_after(last: str | None, number: Number) -> str | None:
    """Give the key of a special session's number in a list: whose the number before it is."""
    parsed = parsed_key(last) if last and number.form == "special" else None
    if parsed is None or number.form not in parsed[0].forms:
        return None
    return f"{parsed[0].key}-{parsed[1]}-{number.slug}"


def _between(first: str | None, last: str, joint: str) -> Iterator[str]:
    """Give the keys between the two ends of a range: "54/237 A to C", "74/1 to 74/5"."""
    if not first or joint.split()[-1:] != ["to"]:
        return
    stem, _, begin = first.rpartition("-")
    if not last.startswith(f"{stem}-"):
        return
    end = last.rpartition("-")[2]
    if begin.isdigit() and end.isdigit() and 0 < int(end) - int(begin) <= _WIDEST:
        yield from (f"{stem}-{number}" for number in range(int(begin) + 1, int(end)))
    elif len(begin) == len(end) == 1 and begin.isalpha() and end.isalpha():
        yield from (f"{stem}-{chr(c)}" for c in range(ord(begin) + 1, ord(end)))


def _letters(text: str, found: re.Match[str], number: Number) -> Iterator[tuple[str, int, int]]:
    """Read further letters of the same number: "54/237 A and C"."""
    more = (
        _LETTERS.match(text, found.end())
        if found.group("letter") and number.form == "session"
        else None
    )
    while more:
        yield more.group("letter"), more.start("letter"), more.end("letter")
        more = _LETTERS.match(text, more.end())


def _next_number(text: str, end: int, bound: int, plural: bool) -> re.Match[str] | None:
    marked = _MARKED.match(text, end, bound)
    if marked:
        return AFTER_MARK.match(text, marked.end(), bound)
    gap = _MORE.match(text, end, bound)
    if gap and gap.end() > end and _SEPARATOR.search(gap.group()):
        following = NUMBER.match(text, gap.end(), bound)
        if following:
            return following
    if not plural:
        return None
    for place in _FAR.finditer(text, end, bound):
        far = NUMBER.match(text, place.end(), bound)
        if far and not far.group("undated") and _LISTED.match(text, far.end()):
            return far
    return None


def _key(
    number: Number, kind: str, explicit: str | Body | None, end: int, scope: Scope
) -> str | None:
    if number.form in OF_PARTIES:
        return f"decision-{number.slug}"
    if number.text.isdigit() and len(number.text) < 4 and not isinstance(explicit, Body):
        return None
    body = adopter_of(number, explicit, end, scope)
    if number.form == "assembly" and number.text[0].isdigit() and body is not explicit:
        return None
    slug = dated_slug(number, body) if body else None
    return f"{body.key}-{kind}-{slug}" if body and slug else None
