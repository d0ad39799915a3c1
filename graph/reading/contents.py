"""Tables of contents and of abbreviations: they repeat headings and names, and are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.reading.lines import Line
from graph.reading.markdown import clean

__all__ = ["find_abbreviations", "find_contents"]

_TITLE = re.compile(r"(?:Table of )?[Cc]ontents(?: page)?$|CONTENTS$")
_LEADER = re.compile(r"(?:[.…·_]\s?){4,}.*$")
_PAGE = re.compile(r"[\s|]+[\divx]{1,5}(?:\s*[–-]\s*\d{1,4})?(?:\s+\d{1,4})?$")
_ENTRY_LABEL = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,3})\.\s+|\([a-z]{1,4}\)\s+")
_ABBREVIATIONS = re.compile(
    r"(?:List of )?(?:abbreviations|acronyms)(?: and (?:abbreviations|acronyms))?(?: used)?$"
    r"|glossary$",
    re.IGNORECASE,
)
_ROW = re.compile(r"\|.*\|.*\||(?P<short>[A-Z][\w/&-]{1,14})(?:\t+|\s{2,})\S.*")
_LONGEST = 400
_PAUSE = 6


def find_contents(lines: Sequence[Line]) -> set[int]:
    """Find the lines of the table of contents.

    It begins under the word "Contents" and ends where one of its entries comes again as a heading
    of the text, or else at its last dotted leader or page number.
    """
    begin = next((i for i, line in enumerate(lines[:400]) if _TITLE.match(clean(line.text))), None)
    if begin is None:
        return set()
    entries: set[str] = set()
    last = begin
    for index in range(begin + 1, min(begin + _LONGEST, len(lines))):
        text = lines[index].text
        if begin < last < index - _PAUSE:
            break
        entry = _entry(text)
        has_page = bool(_LEADER.search(text[:400]) or _PAGE.search(text[-30:]))
        if (
            entry in entries
            and not _LEADER.search(text[:400])
            and not (has_page and index <= last + 1)
        ):
            return set(range(begin, index))
        if has_page and len(text) < 300:
            last = index
        if len(entry) > 3:
            entries.add(entry)
    return set(range(begin, last + 1))


def _entry(text: str) -> str:
    """Give a table entry's or heading's words for comparison."""
    bare = clean(text)
    bare = _LEADER.sub("", bare[:400])
    bare = _PAGE.sub("", bare)
    return _ENTRY_LABEL.sub("", bare, count=1).strip(" *").casefold()


def find_abbreviations(lines: Sequence[Line], skip: set[int]) -> set[int]:
    """Find the lines of a table of abbreviations, its title included."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if index in skip or len(line.text) > 80 or not _ABBREVIATIONS.match(clean(line.text)):
            continue
        rows = [index]
        while rows[-1] + 1 < len(lines) and _ROW.match(lines[rows[-1] + 1].text[:400]):
            rows.append(rows[-1] + 1)
        if len(rows) > 1:
            found.update(rows)
    return found
