"""References to resolutions, decisions and documents by number, in every style.

``General Assembly resolution 74/247``, ``A/RES/74/247`` and ``resolutions 65/230 and 74/247`` name
the same thing: a reference is found by its trigger word or its symbol; its body is taken from the
words around it, the form of its number, or the document; its key is made by one function.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

from graph.numbering import NUMBER, Number, number_from_slug, number_of
from graph.symbols import find_symbols, symbol_from_key, symbol_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Body", "Reference", "body_named", "find_references", "load_bodies", "symbol_of"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts resolutions: see the comments of ``graph/data/references.toml``."""

    key: str
    names: tuple[str, ...]
    short: str
    heads: tuple[str, ...]
    forms: tuple[str, ...]
    symbol: str | None = None
    since: int | None = None
    per_year: float = 1

    def held(self, number: Number, year: int) -> bool:
        """Say whether the session of this number can have been held in ``year``."""
        if number.form != "session" or self.since is None:
            return True
        return abs(self.since + number.session / self.per_year - year) <= 2


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference found: the key it stands for, its span, the rule that found it."""

    key: str
    start: int
    end: int
    rule: str


@cache
def load_bodies() -> tuple[Body, ...]:
    """Give the bodies of ``graph/data/references.toml``, in its order."""
    data = tomllib.loads(resources.files("graph.data").joinpath("references.toml").read_text("utf-8"))
    return tuple(
        Body(
            row["key"],
            tuple(row["names"]),
            row["short"],
            tuple(row["heads"]),
            tuple(row["forms"]),
            row.get("symbol"),
            row.get("since"),
            row.get("per_year", 1),
        )
        for row in data["body"]
    )


def body_named(name: str) -> Body | None:
    """Give the body of this name, whatever its case.

    Examples
    --------
    >>> body_named("Commission on Narcotic Drugs").key
    'commission-on-narcotic-drugs'
    """
    return _lexicon().by_name.get(" ".join(name.lower().split()))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    by_name: dict[str, Body]
    by_head: dict[str, tuple[Body, ...]]
    trigger: re.Pattern[str]
    name: re.Pattern[str]
    longest: int
    after: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    bodies = load_bodies()
    by_name = {name.lower(): body for body in bodies for name in body.names}
    by_head: dict[str, tuple[Body, ...]] = {}
    for body in bodies:
        for head in body.heads:
            by_head[head.lower()] = (*by_head.get(head.lower(), ()), body)
    longest = sorted({*by_name, *by_head}, key=len, reverse=True)
    names = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in longest)
    written = sorted((n for body in bodies for n in body.names), key=len, reverse=True)
    full = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in written)
    return _Lexicon(
        by_name,
        by_head,
        re.compile(r"(?:[Rr]esolution|[Dd]ecision|RESOLUTION|DECISION)[sS]?\b"),
        re.compile(rf"\b(?:{full})\b"),
        max(len(n.split()) for n in by_name),
        re.compile(rf"[\d\s]*(?:of\s+\d[^,;]{{0,24}}\s)?(?:of|by)\s+the\s+(?P<name>{names})\b", re.IGNORECASE),
    )


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
    numbered = [
        found
        for found in _numbered(text, body)
        if not _inside(found, cited, starts)
    ]
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
            number = NUMBER.fullmatch(symbol[len(head) :]) if symbol.upper().startswith(head) else None
            if number and number_of(number).form in body.forms:
                return f"{body.key}-resolution-{number_of(number).slug}"
    return symbol_key(symbol)


@dataclass(frozen=True, eq=False)
class _Scope:
    """What is known while one text is read: the document's body, the bodies named in the text."""

    text: str
    body: Body | None

    @cached_property
    def named(self) -> list[tuple[int, int, Body]]:
        """The bodies named in full: where, and which."""
        found = ((m.start(), m.end(), body_named(m.group())) for m in _lexicon().name.finditer(self.text))
        return [(start, end, body) for start, end, body in found if body]

    def last_named(self, before: int) -> tuple[int, int, Body] | None:
        """The body named last before an offset."""
        return next((n for n in reversed(self.named) if n[0] < before), None)


def _numbered(text: str, body_key: str | None) -> Iterator[Reference]:
    lexicon = _lexicon()
    triggers = list(lexicon.trigger.finditer(text))
    if not triggers or not any(c.isdigit() for c in text):
        return
    own = next((b for b in load_bodies() if b.key == body_key), None)
    scope = _Scope(text, own)
    bounds = [t.start() for t in triggers[1:]] + [len(text)]
    for trigger, bound in zip(triggers, bounds, strict=True):
        yield from _list_after(trigger, bound, scope)


_GAP = re.compile(r"\s+(?:[Nn]o\.\s*|[Nn]os\.\s*)?")
_MORE = re.compile(
    r"(?P<gap>(?:\s+(?:of|on)\s+\d{1,2}\s+[A-Z][a-z]+\s+\d{4}\d{0,3})?\d{0,3}\s*"
    r"(?:[,;]\d{0,3}\s*)?(?:(?:and|or|to|as well as|including)\s+)?)"
)
_LETTERS = re.compile(r"(?:,|\s+and|\s+or|\s+to)\s+(?P<letter>[A-Z])(?=[,;.)]|\s+(?:of|and|to|on|in)\b|$)")
_FAR = re.compile(r"(?:[,;”\"]\d{0,3}|\band|\bor|\bis|\bwas)\s+(?=[\dES])")


def _list_after(trigger: re.Match[str], bound: int, scope: _Scope) -> Iterator[Reference]:
    """Read the numbers that a trigger word introduces, one or a list of them."""
    text, plural = scope.text, trigger.group().lower().endswith("s")
    kind = trigger.group().lower().rstrip("s")
    gap = _GAP.match(text, trigger.end())
    found = NUMBER.match(text, gap.end()) if gap else None
    start, explicit = _named_before(trigger.start(), scope) if found else (0, None)
    first = True
    while found:
        number = number_of(found)
        body = _body_for(number, explicit, found.end(), scope)
        if body is not None:
            key = _key(body, kind, number)
            yield Reference(key, start if first else found.start(), found.end(), f"reference:{kind}")
        end = found.end()
        for letter, letter_start, letter_end in _letters(text, found, number):
            end = letter_end
            if body is not None:
                yield Reference(f"{_key(body, kind, number).rpartition('-')[0]}-{letter.lower()}",
                                letter_start, letter_end, f"reference:{kind}")
        first = False
        found = _next_number(text, end, bound, plural)


def _letters(text: str, found: re.Match[str], number: Number) -> Iterator[tuple[str, int, int]]:
    """Read further letters of the same number: "54/237 A and C"."""
    more = _LETTERS.match(text, found.end()) if found.group("letter") and number.form == "session" else None
    while more:
        yield more.group("letter"), more.start("letter"), more.end("letter")
        more = _LETTERS.match(text, more.end())


def _next_number(text: str, end: int, bound: int, plural: bool) -> re.Match[str] | None:
    gap = _MORE.match(text, end, bound)
    if gap and gap.end() > end and re.search(r"[,;]|and|or|to|including", gap.group()):
        following = NUMBER.match(text, gap.end(), bound)
        if following:
            return following
    if not plural:
        return None
    for place in _FAR.finditer(text, end, bound):
        far = NUMBER.match(text, place.end(), bound)
        if far and re.match(r"\d{0,3}\s+of\s+\d|\d{0,2}[,;.]|\s+and\b", text[far.end() : far.end() + 12]):
            return far
    return None


def _named_before(start: int, scope: _Scope) -> tuple[int, str | Body | None]:
    """Give where the reference begins and what its words say of the body.

    The second value is a body, a head word in lower case ("council"), "its", or ``None``.
    """
    text, lexicon = scope.text, _lexicon()
    words = list(_WORD.finditer(text, max(0, start - 130), start))
    if words and words[-1].group().lower() in {"its", "their"}:
        last = scope.last_named(words[-1].start())
        owned = last and _OWNING.fullmatch(text[last[1] : words[-1].start()][:90])
        return start, last[2] if last and owned else "its"
    for begin in (*range(max(0, len(words) - lexicon.longest), len(words)),):
        name = " ".join(w.group().lower().removesuffix("’s").removesuffix("'s") for w in words[begin:])
        if name in lexicon.by_name or name in lexicon.by_head:
            return words[begin].start(), lexicon.by_name.get(name) or name
    window = text[max(0, start - 60) : start]
    return start, "?" if _OTHER_NAME.search(window) else None


_WORD = re.compile(r"[^\s,;.()“”]+")
# A capitalised word that does not begin a sentence: the name of a body that is not known.
_OTHER_NAME = re.compile(r"[a-z,)]\d{0,3}\s+(?:[A-Z][\w-]*\s+(?:(?:and|of|for|the|on)\s+)*)*[A-Z]\w*[a-z]\w*\s+$")
_OWNING = re.compile(
    r"[\s,\d]*(?:,[^,;]{0,60},)?\s*(?:\b(?:in|by|with|through|under|to|of|as|and|adopted|annexed|annex|contained|pursuant|"
    r"paragraphs?|section|the|has|its|own|[\dIVX]+)\b[\s,]*)*$"
)



_DATED = re.compile(r"(?:\s[A-Z])?\d{0,3}\s+(?:of|on)\s+(?:\d{1,2}\s+)?[A-Z][a-z]+\s+((?:19|20)\d\d)")


def _body_for(number: Number, explicit: str | Body | None, end: int, scope: _Scope) -> Body | None:
    """Decide whose a number is: by the words before and after it, the document, its form and date."""
    after = _lexicon().after.match(scope.text, end)
    if after and not isinstance(explicit, Body):
        name = " ".join(after.group("name").lower().split())
        explicit = _lexicon().by_name.get(name) or name
    if isinstance(explicit, Body) and number.form in explicit.forms:
        return explicit
    dated = _DATED.match(scope.text, end)
    fitting = [
        b
        for b in load_bodies()
        if number.form in b.forms and (dated is None or b.held(number, int(dated.group(1))))
    ]
    if explicit in _lexicon().by_head:
        return _headed(explicit, fitting, end, scope)
    if explicit == "?":
        return None
    return _unnamed(number, fitting, end, scope, dated=dated is not None, own=explicit == "its")


def _unnamed(
    number: Number, fitting: Sequence[Body], end: int, scope: _Scope, *, dated: bool, own: bool
) -> Body | None:
    """Choose where no word beside the number names the body."""
    likely = [b for b in fitting if _plausible(b, number, dated=dated)]
    last = scope.last_named(end) if number.session < 61 and not own else None
    if last and last[2] in likely and last[2] is not scope.body:
        between = scope.text[last[0] : end]
        if len(between) < 140 and "." not in between:
            return last[2]
    if scope.body in likely:
        return scope.body
    return next((b for b in likely if b in load_bodies()[:3] or dated), None)


def _headed(head: str, fitting: Sequence[Body], end: int, scope: _Scope) -> Body | None:
    """Choose among the bodies that "the Council" can stand for: the last one named, the document's."""
    able = [b for b in _lexicon().by_head[head] if b in fitting]
    last = next((b for at, _, b in reversed(scope.named) if at < end and b in able), None)
    return last or (scope.body if scope.body in able else None) or (able[0] if len(able) == 1 else None)


def _plausible(body: Body, number: Number, *, dated: bool) -> bool:
    """Say whether a body can have this number when no word names the body.

    The General Assembly numbers by session since its thirty-first; Roman sessions above the thirtieth
    are the Economic and Social Council's.
    """
    if body.key == "general-assembly" and number.form != "special":
        return number.session >= 31 if number.form == "session" else number.session <= 30
    return dated or body.key != "commission-on-human-rights"


def _key(body: Body, kind: str, number: Number) -> str:
    return f"{body.key}-{kind}-{number.slug}"


def symbol_of(key: str) -> str | None:
    """Give the document symbol of a reference's key, ``None`` where there is none.

    Examples
    --------
    >>> symbol_of("general-assembly-resolution-54-237-c"), symbol_of("a-75-816")
    ('A/RES/54/237 C', 'A/75/816')
    """
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
