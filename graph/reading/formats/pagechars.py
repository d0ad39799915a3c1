"""The characters of one PDF page: their text at once, their places when asked for.

Asking pdfium for the place of every character costs several times its plain text, so only those
at the edges of words are asked for.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any, NamedTuple

__all__ = ["HYPHEN", "Glyph", "PageCharacters"]

HYPHEN = "\u00ad"
"""Stands for a hyphen that pdfium takes for a word's division."""
_DIVIDERS = re.compile("[\x02\ufffe\u00ad]")
_CONTROLS = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_LOOSE = 1.12
_NEAREST, _FARTHEST = 0.5, 2.2
_new = tuple.__new__


class Glyph(NamedTuple):
    """A character's left and right edge, its foot and its height in points."""

    left: float
    right: float
    foot: float
    height: float


class PageCharacters:
    """One page's characters; ``text`` has one for each that pdfium counts.

    Parameters
    ----------
    page
        The page's text page as pypdfium2 gives it; it must stay open.
    """

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._handle = page.raw
        self._box = pdfium.FS_RECTF()
        self._into_box = ctypes.pointer(self._box)
        self._find_box = pdfium.FPDFText_GetLooseCharBox
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.text = self._read(page.count_chars())

    def glyph(self, index: int) -> Glyph:
        """Give the place of one character, as wide and high as its font makes it."""
        box = self._box
        self._find_box(self._handle, index, self._into_box)
        foot = box.bottom
        return _new(Glyph, (box.left, box.right, foot, box.top - foot))

    def right(self, index: int) -> float:
        """Give the right edge of one character; faster than all of its place."""
        self._find_box(self._handle, index, self._into_box)
        right: float = self._box.right
        return right

    def baseline(self, index: int) -> float:
        """Give the height of the baseline under one character."""
        self._pdfium.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        return self._y.value

    def size(self, index: int, height: float) -> float:
        """Give one character's font size, by its height where the font's own is scaled."""
        size: float = self._pdfium.FPDFText_GetFontSize(self._handle, index)
        if size > 0 and _NEAREST < height / size < _FARTHEST:
            return size
        return height / _LOOSE or 1.0

    def _read(self, count: int) -> str:
        """Give the page's characters; broken ones become white space."""
        units = (ctypes.c_ushort * (count + 1))()
        written = self._pdfium.FPDFText_GetText(self._handle, 0, count, units) - 1
        text = bytes(units)[: 2 * written].decode("utf-16-le", "surrogatepass")
        if len(text) != count:
            unicode = self._pdfium.FPDFText_GetUnicode
            codes = [unicode(self._handle, index) for index in range(count)]
            text = "".join(chr(code) if code < 0x110000 else " " for code in codes)
        return _CONTROLS.sub(" ", _DIVIDERS.sub(HYPHEN, text))
