"""References to resolutions, decisions and documents by number, in every style.

``General Assembly resolution 74/247``, ``A/RES/74/247`` and ``resolutions 65/230 and 74/247`` name
the same thing: a reference is found by its trigger word or its symbol; its body is taken from the
words around it, the form of its number, or the document; its key is made by one function.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.adopters import Body, Scope, adopter_of, load_bodies, named_before
from graph.numbering import NUMBER, Number, number_from_slug, number_of
from graph.symbols import find_symbols, symbol_from_key, symbol_key
from ontology.vocabularies import Entity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Reference", "find_references", "key_of_symbol", "mint", "symbol_of"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference found: the key it stands for, its span, the rule that found it."""

    key: str
    start: int
    end: int
    rule: str


def find_references(text: str, *, body: str | None = None) -> tuple[Reference, ...]:
    """Find what a text cites by number or symbol.

    Parameters
    ----------
    text
        One unit's text: a body named in it holds for what follows, up to its end.
    body
        Key of the body whose document this is (``general-assembly``), for "its resolution".

    Returns
    -------
    tuple of Reference
        In text order, none overlapping another. A number whose body nothing tells is left out.

    Examples
    --------
    >>> [r.key for r in find_references("its resolutions 3375 (XXX) and 74/247; see A/75/816")]
    ['general-assembly-resolution-3375-xxx', 'general-assembly-resolution-74-247', 'a-75-816']
    >>> find_references("its resolution 2341 (2017)", body="security-council")[0].key
    'security-council-resolution-2341-2017'
    """
    cited = [Reference(key, start, end, "reference:symbol") for key, start, end in _symbols(text)]
    starts = [c.start for c in cited]
    numbered = [found for found in _numbered(text, body) if not _inside(found, cited, starts)]
    if not cited:
        return tuple(numbered)
    return tuple(sorted([*cited, *numbered], key=lambda r: r.start))


def _inside(found: Reference, cited: Sequence[Reference], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, found.end - 1) - 1
    return at >= 0 and cited[at].end > found.start


def _symbols(text: str) -> Iterator[tuple[str, int, int]]:
    for symbol, start, end in find_symbols(text):
        yield key_of_symbol(symbol), start, end


def key_of_symbol(symbol: str) -> str:
    """Give the key of what a document symbol names.

    Examples
    --------
    >>> key_of_symbol("A/RES/74/247"), key_of_symbol("S/RES/1373 (2001)"), key_of_symbol("A/75/816")
    ('general-assembly-resolution-74-247', 'security-council-resolution-1373-2001', 'a-75-816')
    """
    for body in load_bodies():
        if body.symbol and body.symbol != "{}":
            head = body.symbol.removesuffix("{}")
            number = (
                NUMBER.fullmatch(symbol[len(head) :]) if symbol.upper().startswith(head) else None
            )
            if number and number_of(number).form in body.forms:
                return f"{body.key}-resolution-{number_of(number).slug}"
    return symbol_key(symbol)


# The word with a number behind it; the test on its letters is for speed.
_TRIGGER = re.compile(
    r"(?:[Rr]esolution|[Dd]ecision|RESOLUTION|DECISION)[sS]?(?=\s+(?:[Nn]os?\.\s*)?[\dESW])"
)
_LETTERS_OF_TRIGGER = ("esolution", "ecision", "ESOLUTION", "ECISION")


def _numbered(text: str, body_key: str | None) -> Iterator[Reference]:
    if not any(letters in text for letters in _LETTERS_OF_TRIGGER):
        return
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
_SEPARATOR = re.compile(r"[,;]|and|or|to|including")
_LETTERS = re.compile(
    r"(?:,|\s+and|\s+or|\s+to)\s+(?P<letter>[A-Z])(?=[,;.)]|\s+(?:of|and|to|on|in)\b|$)"
)
_LISTED = re.compile(r"\d{0,3}\s+of\s+\d|\d{0,2}[,;.]|\s+and\b")
_FAR = re.compile(r"(?:[,;”\"]\d{0,3}|\band|\bor|\bis|\bwas)\s+(?=[\dES])")


def _list_after(trigger: re.Match[str], bound: int, scope: Scope) -> Iterator[Reference]:
    """Read the numbers that a trigger word introduces, one or a list of them."""
    text, plural = scope.text, trigger.group().lower().endswith("s")
    kind = trigger.group().lower().rstrip("s")
    gap = _GAP.match(text, trigger.end())
    found = NUMBER.match(text, gap.end()) if gap else None
    start, explicit = named_before(trigger.start(), scope) if found else (0, None)
    first = True
    while found:
        number = number_of(found)
        key = _key(number, kind, explicit, found.end(), scope)
        end = found.end()
        if key is not None:
            yield Reference(key, start if first else found.start(), end, f"reference:{kind}")
        for letter, letter_start, letter_end in _letters(text, found, number):
            end = letter_end
            if key is not None:
                lettered = f"{key.rpartition('-')[0]}-{letter.lower()}"
                yield Reference(lettered, letter_start, letter_end, f"reference:{kind}")
        first = False
        found = _next_number(text, end, bound, plural)


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
    gap = _MORE.match(text, end, bound)
    if gap and gap.end() > end and _SEPARATOR.search(gap.group()):
        following = NUMBER.match(text, gap.end(), bound)
        if following:
            return following
    if not plural:
        return None
    for place in _FAR.finditer(text, end, bound):
        far = NUMBER.match(text, place.end(), bound)
        if far and _LISTED.match(text, far.end()):
            return far
    return None


def _key(
    number: Number, kind: str, explicit: str | Body | None, end: int, scope: Scope
) -> str | None:
    if number.form == "parties":
        return f"{kind}-{number.slug}"
    body = adopter_of(number, explicit, end, scope)
    return f"{body.key}-{kind}-{number.slug}" if body else None


def mint(key: str) -> Entity | None:
    """Make the entity that a reference's key stands for, ``None`` where the key is of no such form.

    Returns
    -------
    Entity
        An instrument of subtype ``Resolution``, ``Decision`` or ``Document``, with its symbol,
        where there is one, among the alternative labels.

    Examples
    --------
    >>> entity = mint("general-assembly-resolution-74-247")
    >>> entity.label, entity.short, entity.alt
    ('General Assembly resolution 74/247', 'GA resolution 74/247', ('A/RES/74/247',))
    >>> mint("a-75-816").label
    'A/75/816'
    """
    symbol = symbol_of(key)
    if symbol and _PARTIES.fullmatch(key):
        return Entity(key, "instrument", f"Decision {symbol}", alt=(symbol,), subtype="Decision")
    parsed = _parse(key)
    if parsed is not None:
        body, kind, numbered = parsed
        return Entity(
            key,
            "instrument",
            f"{body.names[0]} {kind} {numbered.text}",
            short=f"{body.short} {kind} {numbered.text}",
            alt=(symbol,) if symbol else (),
            subtype=kind.capitalize(),
        )
    return Entity(key, "instrument", symbol, subtype="Document") if symbol else None


_PARTIES = re.compile(r"decision-(\d{1,3})-(cp|cmp|cma)-(\d{1,3})")


def symbol_of(key: str) -> str | None:
    """Give the document symbol of a reference's key, ``None`` where there is none.

    Examples
    --------
    >>> symbol_of("general-assembly-resolution-54-237-c"), symbol_of("a-75-816")
    ('A/RES/54/237 C', 'A/75/816')
    """
    parties = _PARTIES.fullmatch(key)
    if parties:
        return f"{parties.group(1)}/{parties.group(2)}.{parties.group(3)}".upper()
    parsed = _parse(key)
    if parsed is None:
        return symbol_from_key(key)
    body, kind, number = parsed
    return body.symbol.format(number.text) if body.symbol and kind == "resolution" else None


def _parse(key: str) -> tuple[Body, str, Number] | None:
    for body in load_bodies():
        for kind in ("resolution", "decision"):
            head = f"{body.key}-{kind}-"
            if key.startswith(head):
                slug = key.removeprefix(head)
                number = number_from_slug(slug, body.forms)
                return (body, kind, number) if number else None
    return None
