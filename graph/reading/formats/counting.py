"""Counters as office formats print them: 1, a, iv, B, XII."""

from __future__ import annotations

__all__ = ["counted"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 5000


def counted(kind: str, value: int) -> str:
    """Print a counter in a numbering format named as in WordprocessingML.

    >>> [counted(kind, 4) for kind in ("decimal", "lowerLetter", "lowerRoman", "upperRoman")]
    ['4', 'd', 'iv', 'IV']
    """
    if kind in {"none", "bullet"}:
        return ""
    if kind == "decimalZero":
        return f"{value:02}"
    if kind not in {"lowerLetter", "upperLetter", "lowerRoman", "upperRoman"}:
        return str(value)
    if not 0 < value <= _LARGEST:
        return str(value)
    text = _letters(value) if kind.endswith("Letter") else _roman(value)
    return text.upper() if kind.startswith("upper") else text


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    text = ""
    for worth, digits in _ROMAN:
        text += digits * (value // worth)
        value %= worth
    return text
