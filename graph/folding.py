"""Text folded for matching: one byte per code point, then white space runs made one.

Case, accents, dashes, quotation marks and no-break spaces are folded by tables that keep the
length, so that an offset in the folded text is an offset in the text. ``str.lower()`` would not do:
it makes two code points of "İ". Runs of white space are then collapsed, with a map back.
"""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Collapsed", "collapse", "fold", "fold_label"]

_SPACE, _HYPHEN, _OTHER, _BREAK, _NOTHING = b" "[0], b"-"[0], 0x01, 0x1E, 0x7F

_SPECIAL = {
    **dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", _SPACE),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), _SPACE),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", _HYPHEN),
    **dict.fromkeys("\u2014\u2015", _BREAK),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc`\xb4", b"'"[0]),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\xab\xbb", b'"'[0]),
    **dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff", _NOTHING),
    **dict.fromkeys("øØ", b"o"[0]),
    **dict.fromkeys("æÆ", b"a"[0]),
    **dict.fromkeys("ßẞ", b"s"[0]),
    **dict.fromkeys("ðÐđĐ", b"d"[0]),
    **dict.fromkeys("þÞ", b"t"[0]),
    **dict.fromkeys("łŁ", b"l"[0]),
    **dict.fromkeys("ı", b"i"[0]),
}


def _byte(char: str) -> int:
    """The byte that stands for a code point."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    plain = unicodedata.normalize("NFKD", char)[0]
    return ord(plain) if " " <= plain < "\x7f" else _OTHER


# The codes of what is nothing and of a break stand for themselves: `_fold_beyond` gives them too.
_TABLE = bytes(code if code in (_NOTHING, _BREAK) else _byte(chr(code)) for code in range(256))
_beyond: dict[str, bytes] = {}


def _fold_beyond(error: UnicodeError) -> tuple[bytes, int]:
    """Give the bytes of a run that Latin-1 lacks, in codes that the table leaves alone."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    run = error.object[error.start : error.end]
    folded = _beyond.get(run)
    if folded is None:
        folded = b"".join(bytes((_byte(char),)) for char in run)
        if len(run) == 1:
            _beyond[run] = folded
    return folded, error.end


codecs.register_error("recgraph.fold", _fold_beyond)


def fold(text: str) -> bytes:
    """Fold a text, one byte per code point, all but its case.

    Examples
    --------
    >>> fold("Côte d’Ivoire – the\\n“İ”")
    b'Cote d\\'Ivoire - the "I"'
    """
    return text.encode("latin-1", "recgraph.fold").translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Collapsed:
    """Folded text with every run of white space and hyphens made one space.

    From ``at[i]`` on, ``shift[i + 1]`` code points of the text have been left out of ``data``;
    before ``at[0]``, ``shift[0]``, which is none.
    """

    data: bytes
    at: tuple[int, ...] = ()
    shift: tuple[int, ...] = (0,)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the text of a span of ``data``.

        Examples
        --------
        >>> collapsed = collapse(fold("mutual legal\\n    assis-\\ntance"))
        >>> collapsed.span(13, 18)
        (17, 22)
        """
        at = self.at
        first = bisect_right(at, start)
        last = first if first == len(at) or end <= at[first] else bisect_right(at, end - 1)
        return start + self.shift[first], end + self.shift[last]

    def stretch(self, offset: int) -> tuple[int, int, int]:
        """Give the stretch of ``data`` around an offset in which one shift holds, and the shift.

        Examples
        --------
        >>> collapse(fold("mutual legal\\n    assistance")).stretch(5)
        (0, 13, 0)
        """
        at, last = self.at, bisect_right(self.at, offset)
        since = at[last - 1] if last else 0
        return since, at[last] if last < len(at) else sys.maxsize, self.shift[last]


_RUN = re.compile(rb" *")
_BLANKS = bytes(_SPACE if byte in (_SPACE, _HYPHEN, _NOTHING) else byte for byte in range(256))


def collapse(folded: bytes, *, join: bool = False) -> Collapsed:
    """Make every run of spaces and hyphens one space.

    Parameters
    ----------
    folded
        What :func:`fold` gives.
    join
        Take a hyphen with a space after it out altogether, as at a line's end ("inter- national").

    Examples
    --------
    >>> collapse(fold("mutual   legal\\n assis-\\n tance - now")).data
    b'mutual legal assis tance\\x1enow'
    >>> collapse(fold("assis-\\ntance"), join=True).data
    b'assistance'
    """
    nothing = b"\x7f" in folded
    blank = folded.translate(_BLANKS) if nothing else folded.replace(b"-", b" ")
    if not nothing and b"  " not in blank:
        return Collapsed(blank)
    pieces: list[bytes] = []
    at: list[int] = []
    shift = [0]
    last = length = lost = 0
    for start, end in _runs(folded, blank):
        run = folded[start:end]
        made = b" " if run.isspace() else _made_of(run, join=join)
        length += start - last + len(made)
        lost += end - start - len(made)
        pieces += (blank[last:start], made)
        at.append(length)
        shift.append(lost)
        last = end
    pieces.append(blank[last:])
    return Collapsed(b"".join(pieces), tuple(at), tuple(shift))


def _runs(folded: bytes, blank: bytes) -> Iterator[tuple[int, int]]:
    """Give the runs of blanks: two or more, or one that is nothing at all."""
    never = len(folded)
    double, nothing = blank.find(b"  "), folded.find(b"\x7f")
    while double >= 0 or nothing >= 0:
        start = min(double if double >= 0 else never, nothing if nothing >= 0 else never)
        found = _RUN.match(blank, start)
        end = found.end() if found else never
        yield start, end
        if double >= 0:
            double = blank.find(b"  ", end)
        if 0 <= nothing < end:
            nothing = folded.find(b"\x7f", end)


def _made_of(run: bytes, *, join: bool) -> bytes:
    """What a run of hyphens, invisible characters and spaces becomes."""
    seen = run.replace(b"\x7f", b"")
    if not seen:
        return b""
    if b"-" not in seen:
        return b" "
    if seen.startswith(b"- ") and seen.count(b"-") == 1:
        return b"" if join else b" "
    return b" " if len(seen) == 1 else b"\x1e"


def fold_label(label: str) -> bytes:
    """Fold a label so that it is found in collapsed text, all but its case.

    Examples
    --------
    >>> fold_label("Law-enforcement  agencies")
    b'Law enforcement agencies'
    """
    return collapse(fold(label)).data.strip()
