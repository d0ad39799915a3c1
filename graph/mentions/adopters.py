"""The bodies that adopt resolutions and decisions, and which of them a number belongs to.

The words beside a reference decide; where they are silent, the form of its number, its date and the
document it stands in do.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

from graph.patterns import kept_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.mentions.numbering import Number

__all__ = [
    "Body",
    "Scope",
    "adopter_of",
    "body_named",
    "load_bodies",
    "named_before",
    "named_behind",
    "years",
]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that adopts resolutions: see the comments of ``data/references.toml``."""

    key: str
    names: tuple[str, ...]
    short: str
    heads: tuple[str, ...]
    forms: tuple[str, ...]
    symbol: str | None = None
    since: int | None = None
    per_year: float = 1

    def symbol_for(self, number: str) -> str | None:
        """Give the document symbol of a resolution, ``None`` where the body gives none.

        Examples
        --------
        >>> body_named("UNEA").symbol_for("4/9"), body_named("GA").symbol_for("74/247")
        ('UNEP/EA.4/Res.9', 'A/RES/74/247')
        """
        if self.symbol is None:
            return None
        session, _, resolution = number.partition("/")
        return self.symbol.format(number=number, session=session, resolution=resolution)

    def numbered_by(self, symbol: str) -> str | None:
        """Give the number in a resolution's symbol, ``None`` where it is not this body's."""
        found = self._symbols.fullmatch(symbol) if self._symbols else None
        if found is None:
            return None
        return "/".join(part for part in found.groups() if part is not None)

    @property
    def _symbols(self) -> re.Pattern[str] | None:
        return _symbols_like(self.symbol) if self.symbol and self.symbol != "{number}" else None

    def held(self, number: Number, year: int) -> bool:
        """Say whether the session of this number can have been held in ``year``."""
        if number.form == "special" and self.since is not None:
            later = self.key == "general-assembly" and number.text[0] == "S" and year > _LATE
            return self.since <= year and not (later and number.session <= _LATE_SESSION)
        if number.form != "session" or self.since is None:
            return True
        return abs(self.year_of(number) - year) <= 2

    def year_of(self, number: Number) -> float:
        """Give about the year of a number's session; 0 where nothing tells."""
        if number.form != "session" or self.since is None:
            return 0
        return self.since + number.session / self.per_year


@cache
def _symbols_like(template: str) -> re.Pattern[str]:
    parts = {"{number}": "(.+)", "{session}": r"(\d+)", "{resolution}": r"(\d+)"}
    pieces = re.split(r"(\{\w+\})", template)
    return re.compile("".join(parts.get(p, re.escape(p)) for p in pieces), re.IGNORECASE)


@cache
def _references() -> dict[str, Any]:
    text = resources.files("graph.mentions.data").joinpath("references.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def load_bodies() -> tuple[Body, ...]:
    """Give the bodies of ``graph/mentions/data/references.toml``, in its order."""
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
        for row in _references()["body"]
    )


def years() -> Mapping[str, int]:
    """Give the year of the Security Council resolutions that are cited by number alone.

    Examples
    --------
    >>> years()["1325"]
    2000
    """
    known: dict[str, int] = _references()["years"]
    return known


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
    by_form: dict[str, tuple[Body, ...]]
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
        {
            form: tuple(b for b in bodies if form in b.forms)
            for form in {f for b in bodies for f in b.forms}
        },
        kept_pattern("adopters", rf"\b(?:{full})\b"),
        max(len(n.split()) for n in by_name),
        kept_pattern(
            "adopters-behind",
            rf"[\d\s]*(?:of\s+\d[^,;]{{0,24}}\s)?(?:of|by)\s+the\s+(?P<name>{names})\b",
            re.IGNORECASE,
        ),
    )


@dataclass(frozen=True, eq=False)
class Scope:
    """What is known while one text is read: the document's body, the bodies named in the text."""

    text: str
    body: Body | None

    @cached_property
    def named(self) -> list[tuple[int, int, Body]]:
        """The bodies named in full: where, and which."""
        found = (
            (m.start(), m.end(), body_named(m.group())) for m in _lexicon().name.finditer(self.text)
        )
        return [(start, end, body) for start, end, body in found if body]

    def last_named(self, before: int) -> tuple[int, int, Body] | None:
        """The body named last before an offset."""
        return next((n for n in reversed(self.named) if n[0] < before), None)


def named_before(start: int, scope: Scope) -> tuple[int, str | Body | None]:
    """Give where the reference begins and what its words say of the body.

    The second value is a body, a head word in lower case ("council"), "its", or ``None``.
    """
    text, lexicon = scope.text, _lexicon()
    words = list(_WORD.finditer(text, max(0, start - 130), start))
    if words and words[-1].group().lower() in {"its", "their"}:
        last = scope.last_named(words[-1].start())
        owned = last and _OWNING.fullmatch(text[last[1] : words[-1].start()][:90])
        return start, last[2] if last and owned else "its"
    words = words[-lexicon.longest :]
    plain = [w.group().lower().removesuffix("’s").removesuffix("'s") for w in words]
    for begin, word in enumerate(words):
        name = " ".join(plain[begin:])
        if name in lexicon.by_name or name in lexicon.by_head:
            known = lexicon.by_name.get(name)
            other = known is None and begin > 0 and _ACRONYM.fullmatch(words[begin - 1].group())
            return word.start(), "?" if other else known or name
    window = text[max(0, start - 60) : start]
    acronym = any(_ACRONYM.fullmatch(word.group()) for word in words[-1:])
    return start, "?" if acronym or _OTHER_NAME.search(window) else None


# The acronym of a body that is not known: "ESCAP resolution", "the IMO Council".
_ACRONYM = re.compile(r"(?!UN$)[A-Z][A-Z-]{2,}")
_WORD = re.compile(r"[^\s,;.()“”]+")
# A capitalised word that does not begin a sentence: the name of a body that is not known.
_OTHER_NAME = re.compile(
    r"[a-z,)]\d{0,3}\s+(?:[A-Z][\w-]*\s+(?:(?:and|of|for|the|on)\s+)*)*[A-Z]\w*[a-z]\w*\s+$"
)
_OWNING = re.compile(
    r"[\s,\d]*(?:,[^,;]{0,60},)?\s*(?:\b(?:in|by|with|through|under|to|of|as|and|adopted|annexed|annex|contained|pursuant|"
    r"paragraphs?|section|the|has|its|own|[\dIVX]+|[a-z]+ed(?=\s+in\b))\b[\s,]*)*$"
)


_LATE, _LATE_SESSION = 2001, 26
"""The General Assembly held special sessions up to this one by this year."""

_LATEST = 2100
"""The last year that a text can speak of: a session after it is another body's."""

_DATED = re.compile(
    r"(?:\s[A-Z])?\d{0,3}\s+(?:of|on)\s+(?:\d{1,2}\s+)?[A-Z][a-z]+\s+((?:19|20)\d\d)"
)


def named_behind(end: int, scope: Scope) -> str | Body | None:
    """Give whose the number before an offset is by the words behind it, as :func:`named_before`."""
    after = _lexicon().after.match(scope.text, end)
    if after is None:
        return "?" if _OTHER_BEHIND.match(scope.text, end) else None
    name = " ".join(after.group("name").lower().split())
    known = _lexicon().by_name.get(name)
    return known or ("?" if _LONGER.match(scope.text, after.end()) else name)


_OTHER_BEHIND = re.compile(
    r"[\d\s]*(?:(?:of|on)\s+\d[^,;]{0,24}\s)?(?:of|by)\s+the\s+(?:[A-Z][\w-]+\s+)+(?:Assembly|Board"
    r"|Council|Conference|Committee|Commission|Congress|Meeting|Parliament)\b"
)
_LONGER = re.compile(r"\s+of\s+(?:the\s+)?[A-Z]")


# Of these one may be named where another adopted what is cited.
_CONFUSED = frozenset({"general-assembly", "security-council", "economic-and-social-council"})


def adopter_of(number: Number, explicit: str | Body | None, end: int, scope: Scope) -> Body | None:
    """Decide whose a number is: by the words beside it, the document, its form and date."""
    if not isinstance(explicit, Body):
        explicit = named_behind(end, scope) or explicit
    if isinstance(explicit, Body):
        if number.form in explicit.forms:
            return explicit
        if explicit.key not in _CONFUSED:
            return None
    dated = _DATED.match(scope.text, end)
    fitting = [
        b
        for b in _lexicon().by_form.get(number.form, ())
        if (b.held(number, int(dated.group(1))) if dated else b.year_of(number) <= _LATEST)
    ]
    if explicit in _lexicon().by_head:
        possible = [b for b in fitting if _plausible(b, number, dated=dated is not None)]
        return _headed(explicit, possible, end, scope)
    if explicit == "?":
        return None
    return _unnamed(number, fitting, end, scope, dated=dated is not None, own=explicit == "its")


def _unnamed(
    number: Number, fitting: Sequence[Body], end: int, scope: Scope, *, dated: bool, own: bool
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
    alone = len(_lexicon().by_form.get(number.form, ())) == 1
    return next((b for b in likely if alone or dated or b in load_bodies()[:3]), None)


def _headed(head: str, fitting: Sequence[Body], end: int, scope: Scope) -> Body | None:
    """Choose among the bodies that "the Council" can be: the last one named, or the document's."""
    able = [b for b in _lexicon().by_head[head] if b in fitting]
    last = next((b for at, _, b in reversed(scope.named) if at < end and b in able), None)
    return (
        last
        or (scope.body if scope.body in able else None)
        or (able[0] if len(able) == 1 else None)
    )


def _plausible(body: Body, number: Number, *, dated: bool) -> bool:
    """Say whether a body can have this number when no word names the body.

    The General Assembly numbers by session since its thirty-first; Roman sessions above the
    thirtieth are the Economic and Social Council's.
    """
    if body.key == "general-assembly" and number.form != "special":
        return number.session >= 31 if number.form == "session" else number.session <= 30
    return dated or body.key != "commission-on-human-rights"
