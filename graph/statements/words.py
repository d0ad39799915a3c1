"""Words and phrases of the data files, found in a folded text in one pass."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from daachorse import DoubleArrayAhoCorasick

from graph.folding import collapse

__all__ = ["WordList"]

# One byte per code point: a letter or digit that Latin-1 lacks is still one, the rest is a blot.
_LETTER, _BLOT, _HYPHEN = "ª", "\x01", b"\x02"


def _letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    run = error.object[error.start : error.end]
    return "".join(_LETTER if char.isalnum() else _BLOT for char in run), error.end


codecs.register_error("recgraph.letters", _letters)

# 1 for what belongs to a word: letters, digits, the low line and the hyphen.
_JOINS = bytes(chr(b).isalnum() or b in (95, _HYPHEN[0]) for b in range(256))


class WordList:
    """Words and phrases in one automaton, found between word boundaries.

    A space in a phrase stands for several; a hyphen is a part of a word.

    Examples
    --------
    >>> list(WordList(["may", "may not", "should"]).find("they  may  not; may-be"))
    [(6, 14, 1)]
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = DoubleArrayAhoCorasick([_encoded(word) for word in words])

    def find(self, low: str) -> Iterator[tuple[int, int, int]]:
        """Give start, end and number of each word, leftmost and longest first, none overlapping."""
        collapsed = collapse(_encoded(low))
        plain = not collapsed.at
        data = collapsed.data + b"\0"
        joins = data.translate(_JOINS)
        # The byte before offset 0 is the last one, which is no word's.
        found = [
            (start, -end, word)
            for start, end, word in self._automaton.find_overlapping(data)
            if not (joins[start - 1] or joins[end])
        ]
        found.sort()
        reach = 0
        for start, minus_end, word in found:
            if start >= reach:
                reach = -minus_end
                yield (start, reach, word) if plain else (*collapsed.span(start, reach), word)

    def first(self, low: str, start: int, end: int) -> int | None:
        """Give where the first of the words in ``low[start:end]`` begins.

        Examples
        --------
        >>> WordList(["if", "may not"]).first("specific if they may not", 0, 24)
        9
        """
        collapsed = collapse(_encoded(low[start:end]))
        data = collapsed.data + b"\0"
        matches = self._automaton.find_overlapping(data)
        if not matches:
            return None
        joins = data.translate(_JOINS)
        places = (at for at, to, _ in matches if not (joins[at - 1] or joins[to]))
        first = min(places, default=None)
        return None if first is None else start + collapsed.span(first, first + 1)[0]


def _encoded(text: str) -> bytes:
    return text.encode("latin-1", "recgraph.letters").replace(b"-", _HYPHEN)
