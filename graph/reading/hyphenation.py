"""Words broken at a line's end: which were whole, and which had their hyphen before."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

__all__ = ["LineBreaks"]

_BREAK = re.compile(r"-[ \t]{0,40}[\r\n]\s{0,200}")
_RUN = re.compile(r"[\x00\w-]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT = re.compile(r"[^\W\d_]+$")
_RIGHT = re.compile(r"[^\W\d_]+")
_LONGEST = 60
_WHOLE = 3
_FIRSTS = frozenset(
    {"cross", "evidence", "gender", "high", "long", "low", "non", "self", "short", "well"}
)
_LASTS = frozenset(
    {
        "based",
        "border",
        "building",
        "cutting",
        "driven",
        "free",
        "friendly",
        "income",
        "keeping",
        "learning",
        "led",
        "level",
        "making",
        "oriented",
        "related",
        "roots",
        "scale",
        "sensitive",
        "sharing",
        "specific",
        "term",
        "up",
        "wide",
    }
)


class LineBreaks:
    """Decides at a line's end by the words that the text has elsewhere.

    Examples
    --------
    >>> text = "inter-\\nnational law, capacity-\\nbuilding; international capacity-building"
    >>> breaks = LineBreaks(text)
    >>> [breaks.joint(text.index("-") + 1, 7), breaks.joint(text.index("y-") + 2, 31)]
    ['join', 'hyphen']
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def joint(self, end: int, start: int) -> str:
        """Say how a line that ends at ``end`` goes on at ``start``.

        Returns
        -------
        str
            "space" between words; "hyphen" where a compound goes on, without white space; "join"
            where a hyphen only divided a word.
        """
        text = self._text
        mark, before, after = text[end - 1 : end], text[end - 2 : end - 1], text[start : start + 1]
        if mark == "–" and before.isdigit() and after.isdigit():
            return "hyphen"
        if mark not in {"-", "‐", "‑"} or not (before.isalnum() and after.isalnum()):
            return "space"
        if mark == "‑" or not (before.islower() and after.islower()):
            return "hyphen"
        return "join" if self._was_whole(end - 1, start) else "hyphen"

    def _was_whole(self, end: int, start: int) -> bool:
        left, right = self._around(end, start)
        whole = self._known(left, right)
        if whole is not None:
            return whole
        if not self._divides or len(left) == 1 or left in _FIRSTS or right in _LASTS:
            return False
        is_apart = bool(self._text[end + 1 : start].strip())  # then it counts as a word of its own
        return not (
            min(len(left), len(right) - 1) >= _WHOLE
            and self._words[left]
            and self._words[right] > is_apart
        )

    def _around(self, end: int, start: int) -> tuple[str, str]:
        """Give the pieces of a word around the hyphen at ``end``, lower case."""
        found = _LEFT.search(self._text[max(end - _LONGEST, 0) : end])
        onward = _RIGHT.match(self._text[start : start + _LONGEST])
        return found[0].lower() if found else "", onward[0].lower() if onward else ""

    def _known(self, left: str, right: str) -> bool | None:
        """Tell by the rest of the text whether a word is whole; ``None`` where it is not there."""
        whole, compound = self._words[f"{left}{right}"], self._words[f"{left}-{right}"]
        return whole > compound if whole or compound else None

    @cached_property
    def _divides(self) -> bool:
        """True where the text divides words at line ends, by those that it has whole elsewhere."""
        found = [
            known
            for gap in _BREAK.finditer(self._text)
            if (known := self._known(*self._around(gap.start(), gap.end()))) is not None
        ]
        return 2 * sum(found) > len(found)

    @cached_property
    def _words(self) -> Counter[str]:
        runs = Counter(_RUN.findall(_BREAK.sub("\x00", self._text).lower()))
        return Counter({run: count for run, count in runs.items() if _WORD.fullmatch(run)})
