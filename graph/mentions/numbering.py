"""How resolutions and decisions are numbered: parse a number, name its form, write it again.

======== ================= =====================================================
form     example           used by
======== ================= =====================================================
session  ``74/247``        General Assembly since 1976, Human Rights Council, ...
year     ``2019/19``       Economic and Social Council since 1978
special  ``ES-10/15``      special and emergency special sessions
roman    ``3375 (XXX)``    General Assembly to 1975, Economic and Social Council
numeral  ``VII/11``        conferences of the parties to conventions on nature
dated    ``1373 (2001)``   Security Council
undated  ``1373``          the same, the year left out
assembly ``WHA66.10``      World Health Assembly
board    ``EB136.R12``     its Executive Board
parties  ``1/CP.21``       conferences of the parties on climate and desertification
coded    ``BC-14/12``      conferences of the parties on chemicals, wastes and nature
voted    ``WHA72(11)``     World Health Assembly, its decisions
ruled    ``EB146(10)``     its Executive Board, likewise
======== ================= =====================================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

__all__ = ["AFTER_MARK", "NUMBER", "Number", "number_from_slug", "number_of"]

_LETTER = (
    r"(?:\s?(?P<{0}>[A-Z])(?=[,;:.)\]”\"]|\d|\s*$"
    r"|\s(?:of|and|or|to|on|in|by|as|which|entitled)\b))?"
)
# Letters stand after the number ("54/237 C") or, in the old style, before the session
# ("155 C (VII)"), seldom behind it ("377 (V) A").
_FORMS = (
    r"(?P<assembly>(?:WHA)?\d{1,2}\.\d{1,3})",
    r"(?P<board>EB\d{1,3}[.]?(?:\(\d+\))?\.?R\d{1,3})",
    r"(?P<special>E?S[-‐‑]\d{1,2}/\d{1,3}(?:\s[A-Z](?![\w’'-]))?)",
    r"(?P<parties>\d{1,3}/C(?:P|MP|MA|OP)\.\d{1,3})",
    r"(?P<coded>(?:BC|RC|SC|MC|CP|NP|OEWG)[-‐‑](?:\d{1,2}|[IVX]{1,5})/\d{1,3})",
    r"(?P<voted>WHA\d{1,2}\(\d{1,3}\))",
    r"(?P<ruled>EB\d{1,3}\(\d{1,3}\))",
    r"(?P<year>(?:19|20)\d\d/\d{1,4})",
    # What has a year's four digits behind a low session is some other body's ("6/2019").
    r"(?P<session>(?!\d{1,2}/(?:19[89]|20[0-3])\d(?!\d))\d{1,2}/\d{1,3})"
    + _LETTER.format("letter"),
    r"(?P<dated>\d{1,4}\s?\((?:19|20)\d\d\))",
    r"(?P<roman>\d{1,4}(?:\s?[A-Z])?\s?\((?:S-)?[IVXL]{1,7}\)(?:\s[A-F](?=[,;.)]|\s+(?:of|and)\b|$))?)",
    r"(?P<numeral>[IVXL]{1,7}/\d{1,3}(?:\s[A-F](?=[,;.)]|\s+(?:of|and|on)\b|\s*$))?)",
    r"(?P<undated>\d{3,4})",
)
# A footnote's mark may be glued to a number: behind a bracket or a third digit it is left out.
_END = r"(?:(?![\w/]|-\d)|(?:(?<=\))|(?<=/\d{3}))(?=\d{1,2}(?![\w/])))"
_ANY = r"(?:" + "|".join(_FORMS) + r")" + _END
NUMBER = re.compile(r"(?<![\w/.-])" + _ANY)
# The same glued to a comma or a footnote's mark: "of 13 June 2013,129/11".
AFTER_MARK = re.compile(r"(?<=[\d,;])" + _ANY)

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Number:
    """A resolution's or decision's number: its form and its text in standard spelling."""

    form: str
    text: str

    @property
    def slug(self) -> str:
        """The number as it stands in a key.

        Examples
        --------
        >>> Number("dated", "1373 (2001)").slug, Number("session", "54/237 C").slug
        ('1373-2001', '54-237-c')
        """
        digits = self.text.removeprefix("WHA") if self.form == "assembly" else self.text
        return re.sub(r"[^a-z0-9]+", "-", digits.lower()).strip("-")

    @property
    def session(self) -> int:
        """The session, the year, or the value of the Roman numeral; 0 where it has none."""
        return _session(self)


def number_of(match: re.Match[str]) -> Number:
    """Give the number that :data:`NUMBER` matched.

    Examples
    --------
    >>> number_of(NUMBER.match("54/237 C of 23 December 1999")).text
    '54/237 C'
    >>> [number_of(NUMBER.match(n)).text for n in ("3375(XXX)", "54/237C", "377 (V) A")]
    ['3375 (XXX)', '54/237 C', '377 A (V)']
    """
    form = next(name for name, text in match.groupdict().items() if text and name != "letter")
    text = re.sub(r"\s+", " ", match.group()).translate({0x2010: "-", 0x2011: "-"})
    return Number(form, _standard(form, text))


def _standard(form: str, text: str) -> str:
    """Give a number's text in standard spelling."""
    if form == "dated":
        return re.sub(r" ?\(", " (", text)
    if form == "roman":
        before, numeral, behind = re.split(r" ?(\(.*\)) ?", text)
        before = re.sub(r"(\d)([A-Z])", r"\1 \2", f"{before} {behind}".strip())
        return f"{before} {numeral}"
    return re.sub(r"(\d)([A-Z])", r"\1 \2", text) if form == "session" else text


def number_from_slug(slug: str, forms: Container[str]) -> Number | None:
    """Give the number that a key's last part stands for, in one of these forms.

    Examples
    --------
    >>> number_from_slug("2341-2017", ("dated",)).text
    '2341 (2017)'
    >>> assembly = ("session", "special", "roman")
    >>> [number_from_slug(slug, assembly).text for slug in ("54-237-c", "377-a-v", "es-10-15")]
    ['54/237 C', '377 A (V)', 'ES-10/15']
    """
    for form, pattern, template in _SLUGS:
        found = re.fullmatch(pattern, slug)
        if found and form in forms:
            parts = [part.upper() if part else "" for part in found.groups()]
            return Number(form, re.sub(r" +", " ", template.format(*parts)).strip())
    return None


_SLUGS = (
    ("special", r"(e?s)-(\d{1,2})-(\d{1,3})(?:-([a-z]))?", "{0}-{1}/{2} {3}"),
    ("parties", r"(\d{1,3})-(cp|cmp|cma|cop)-(\d{1,3})", "{0}/{1}.{2}"),
    ("coded", r"(bc|rc|sc|mc|cp|np|oewg)-(\d{1,2}|[ivx]{1,5})-(\d{1,3})", "{0}-{1}/{2}"),
    ("voted", r"(wha\d{1,2})-(\d{1,3})", "{0}({1})"),
    ("ruled", r"(eb\d{1,3})-(\d{1,3})", "{0}({1})"),
    ("board", r"eb(\d{1,3})-r(\d{1,3})", "EB{0}.R{1}"),
    ("numeral", r"([ivxl]{1,7})-(\d{1,3})(?:-([a-f]))?", "{0}/{1} {2}"),
    ("roman", r"(\d{1,4})(?:-([a-z]))??-((?:s-)?[ivxl]+)", "{0} {1} ({2})"),
    ("year", r"((?:19|20)\d\d)-(\d{1,4})", "{0}/{1}"),
    ("dated", r"(\d{1,4})-((?:19|20)\d\d)", "{0} ({1})"),
    ("assembly", r"(\d{1,2})-(\d{1,3})", "WHA{0}.{1}"),
    ("session", r"(\d{1,2})-(\d{1,3})(?:-([a-z]))?", "{0}/{1} {2}"),
)


@lru_cache(maxsize=1024)
def _session(number: Number) -> int:
    if number.form == "roman":
        return _roman(number.text[number.text.index("(") + 1 : -1])
    found = re.search(r"\d+", number.text)
    return int(found.group()) if found and number.form in {"session", "year", "special"} else 0


def _roman(numeral: str) -> int:
    values = [_ROMAN[c] for c in numeral.removeprefix("S-")]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
