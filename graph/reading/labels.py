"""Printed labels: ``1.``, ``(a)``, ``(iv)``, ``140.7``, ``II.``, and what each may count as."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.patterns import kept_pattern

__all__ = ["Label", "Reading", "find_label", "follows", "roman_value"]

_LABEL = kept_pattern(
    "label",
    r"""
    (?:>[ \t]?)?
    (?P<marks>\#{1,6}[ \t]+)?
    (?P<bullet>[-+*•◦▪●·‣–—][ \t\u00a0]+)?
    (?P<bold>[*_]{1,3})?
    (?:\[{1,2}(?=\d{1,3}(?:\s(?:bis|ter|quater|alt))?\.\s|\([a-z])|[“"](?=\([a-z]{1,4}\)\s))?
    (?P<op>(?:\(OP\)|\[?OP)\s?(?=\d))?
    (?P<label>
        (?P<named>
            (?:(?:Key\s)?Recommendation|RECOMMENDATION)\s(?P<nth>\d{1,3})[a-z]?
          | R\.?(?P<short>\d{1,3})
        )(?=[*_]{0,3}(?:\s?[:.–—-][*_\s\u00a0]|[:.]?$))
      | (?P<compound>\d{1,4}(?:\.\d{1,4}){1,3})(?:\.?(?=[\s\u00a0*_])|\.(?=[A-Z][a-z])|\)(?=\s))
      | \[?\(?PP\s?(?P<recital>\d{1,3})(?:\s(?:bis|ter|quater|alt))?\.?[\])]?\.?(?=\s)
      | (?P<decimal>(?!(?:19|20)\d\d)\d{1,4})(?:\s(?:bis|ter|quater|alt))?(?(op)\.?\]?|\\?\.)
        (?:\s(?:bis|ter|quater))?
        (?=[\s\u00a0*_“"'‘(\[]|[^\W\d_]|$)
      | (?P<bare>\d{1,2})(?=(?:\t|[ ]{4})\s*[a-z]{2,}\s
          |\sto\s(?!(?:the|this|that|th[eo]se|be|an?|its|their)\s)[a-z]{4,}(?::$|,?\s[A-Za-z]))
      | (?P<dashed>\d{1,2})(?=\s[–—-]\s[A-Z])
      | \((?P<digit>\d{1,3})\)(?=[\s\u00a0*_“"A-Z]|$)
      | \(\s?[*_]?(?P<lower>[a-z]{1,2}|[ivxl]{3,6})(?:\s?(?P<prime>bis|ter|quater|alt))?[*_]?\s?\)
      | (?P<lowerhalf>[a-z]|[ivx]{2,4})\)(?=[\s\u00a0])
      | (?P<lowerdot>[a-z]|[ivx]{2,4})\.(?=[\s\u00a0])
      | (?P<digithalf>\d{1,3})\)(?=[\s\u00a0])
      | (?P<upper>[IVXLC]{1,7}|[A-Z])\.(?=[\s\u00a0*_]|$)
    )
    (?:[*_]{1,3})?
    (?(dashed)\s[–—-])
    (?(named)(?:\s?[:.–—-](?:[*_]{1,3})?(?=\s|$))?)
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"[\\*_\]]")
_BULLET = re.compile(
    r"[-+•◦▪●·‣–—■□○➢➤✓❖\uf02d\uf0a7\uf0b7\uf0d8][ \t\u00a0]+(?=\S)|o(?:\t|[ \u00a0]{2,})(?=\S)"
    r"|[•◦▪●·‣■□○➢➤✓❖\uf02d\uf0a7\uf0b7\uf0d8]$"
)
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,4}|c)(?:ix|iv|v?i{0,4})$")
_COUNTED = (
    ("recital", "PP"),
    ("decimal", "1."),
    ("bare", "1."),
    ("dashed", "1."),
    ("digit", "(1)"),
    ("digithalf", "1)"),
    ("nth", "R."),
    ("short", "R."),
)
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to count a label: a style such as ``(a)`` or ``1.`` and a value from 1."""

    style: str
    value: int


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line.

    ``text`` is the label as printed without emphasis; ``end`` the local offset after it and its
    marks; ``readings`` what it may count as, empty for a mere bullet.
    """

    text: str
    end: int
    readings: tuple[Reading, ...]

    @property
    def is_bullet(self) -> bool:
        """True for a list mark that carries no number."""
        return not self.readings

    @property
    def is_upper(self) -> bool:
        """True for ``II.`` and ``B.``, the labels of headings."""
        return bool(self.readings) and self.readings[0].style in {"A.", "I."}

    @property
    def is_named(self) -> bool:
        """True for ``Recommendation 5`` and ``R5``, which count beside the paragraphs."""
        return bool(self.readings) and self.readings[0].style == "R."

    @property
    def is_recital(self) -> bool:
        """True for ``PP2``, as drafts under negotiation number their preamble."""
        return bool(self.readings) and self.readings[0].style == "PP"

    @property
    def is_compound(self) -> bool:
        """True for ``140.7``."""
        return bool(self.readings) and self.readings[0].style == "1.1"


def roman_value(numeral: str) -> int | None:
    """Give the value of a lower-case roman numeral up to 100, ``None`` where it is none.

    >>> roman_value("xiv"), roman_value("iiv"), roman_value("b")
    (14, None, None)
    """
    if not numeral or not _ROMAN.match(numeral):
        return None
    values = [_DIGITS[digit] for digit in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def follows(label: Label, before: Label) -> bool:
    """True where a label counts on from the one before it.

    >>> first, second = find_label("(h) Member"), find_label("(i) Member")
    >>> follows(second, first)
    True
    """
    wanted = {(reading.style, reading.value + 1) for reading in before.readings}
    return any((reading.style, reading.value) in wanted for reading in label.readings)


def find_label(text: str) -> Label | None:
    """Find the label that a line starts with.

    >>> find_label("(i) Training").readings
    (Reading(style='(a)', value=9), Reading(style='(i)', value=1))
    >>> find_label("- 12. Member States").text
    '12.'
    >>> find_label("**Recommendation 3:** The board should act.").text
    'Recommendation 3'
    >>> find_label("[OP3 alt.] Urges States").text, find_label("[PP1] Noting it").readings
    ('3 alt.', (Reading(style='PP', value=1),))
    >>> find_label("Member States") is None
    True
    """
    found = _LABEL.match(text)
    if found is None:
        bullet = _BULLET.match(text)
        return Label(bullet[0].strip(), bullet.end(), ()) if bullet else None
    readings = tuple(_readings(found))
    if not readings:
        return None
    return Label(_MARKUP.sub("", found["label"]), found.end(), readings)


def _readings(found: re.Match[str]) -> list[Reading]:
    if found["compound"]:
        return [Reading("1.1", int(found["compound"].rsplit(".", 1)[1]))]
    for group, style in _COUNTED:
        if found[group]:
            return [Reading(style, int(found[group]))]
    if found["upper"]:
        return _alphabetic(found["upper"].lower(), "A.", "I.")
    if found["lower"]:
        return _alphabetic(found["lower"], "(a)", "(i)")
    if found["lowerdot"]:
        return _alphabetic(found["lowerdot"], "a.", "i.")
    return _alphabetic(found["lowerhalf"], "a)", "i)")


def _alphabetic(letters: str, letter_style: str, roman_style: str) -> list[Reading]:
    readings = []
    first = ord(letters[0]) - ord("a") + 1
    if len(letters) == 1:
        readings.append(Reading(letter_style, first))
    elif len(letters) == 2 and letters[0] == letters[1] and letters not in {"ii", "xx"}:
        readings.append(Reading(letter_style, 26 + first))
    elif len(letters) == 2 and letters[0] == "a":  # (z), (aa), (ab)
        readings.append(Reading(letter_style, 26 + ord(letters[1]) - ord("a") + 1))
    value = roman_value(letters)
    if value is not None:
        readings.append(Reading(roman_style, value))
    if letters in {"ii", "xx"}:
        readings.append(Reading(letter_style, 26 + first))
    return readings
