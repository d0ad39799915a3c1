"""The characters of one PDF page: their text at once, their places when asked for.

Asking pdfium for the place of every character costs several times its plain text, so only those
at the edges of words are asked for, all of a page in one go.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

__all__ = ["HYPHEN", "Boxes", "Glyph", "PageCharacters"]

HYPHEN = "\u00ad"
"""Stands for a hyphen that pdfium takes for a word's division."""
_DIVIDERS = re.compile("[\x02\ufffe\u00ad]")
_CONTROLS = re.compile("[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_LOOSE = 1.12
_NEAREST, _FARTHEST = 0.3, 2.2
_new = tuple.__new__
# A box is pdfium's FS_RECTF: left, top, right and bottom.
_EDGES = 4
_SIZE = _EDGES * ctypes.sizeof(ctypes.c_float)
_FindBox = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class Glyph(NamedTuple):
    """A character's left and right edge, its foot and its height in points."""

    left: float
    right: float
    foot: float
    height: float


class Boxes(NamedTuple):
    """The edges of several characters, each a list in their order."""

    left: list[float]
    top: list[float]
    right: list[float]
    foot: list[float]

    def height(self, nth: int) -> float:
        """Give the height of one of them."""
        return self.top[nth] - self.foot[nth]


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
        # The same function taking addresses, which can be counted up instead of made one by one.
        self._find_box = _FindBox(
            ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
        )
        self._address = ctypes.cast(page.raw, ctypes.c_void_p).value
        self._edges = (ctypes.c_float * _EDGES)()
        self._at = ctypes.addressof(self._edges)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self.text = self._read(page.count_chars())

    def boxes(self, indices: Sequence[int]) -> Boxes:
        """Give the places of many characters, as wide and high as their fonts make them."""
        edges = (ctypes.c_float * (_EDGES * len(indices)))()
        first = ctypes.addressof(edges)
        places = range(first, first + _SIZE * len(indices), _SIZE)
        deque(map(self._find_box, repeat(self._address), indices, places), maxlen=0)
        flat = edges[:]
        return Boxes(*(flat[edge::_EDGES] for edge in range(_EDGES)))

    def glyph(self, index: int) -> Glyph:
        """Give the place of one character."""
        self._find_box(self._address, index, self._at)
        left, top, right, foot = self._edges
        return _new(Glyph, (left, right, foot, top - foot))

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
