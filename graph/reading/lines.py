"""Lines of a text with their offsets: the smallest thing the reader moves about.

Every character that is not white space stands in exactly one line, so whoever gives each line an
owner has accounted for the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from graph.reading.errors import ReadingError

__all__ = ["MAX_LINES", "Line", "check_lines", "page_starts", "split_lines"]

MAX_LINES = 500_000
"""Lines that are not blank, at most, in one document."""

_TAB = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a part of one, without the white space around it.

    Attributes
    ----------
    start, end
        Its span in the document's text.
    text
        The characters of that span.
    indent
        Columns of white space before it; a tab counts as eight.
    blanks
        Blank lines before it.
    page
        Number of form feeds before it.
    cut
        True where it was cut off the line before it and so starts something new.
    hint
        What the source's format says it is: "" or e.g. "heading 2", "note", "furniture".
    """

    start: int
    end: int
    text: str
    indent: int
    blanks: int
    page: int
    cut: bool = False
    hint: str = ""

    def part(self, start: int, end: int) -> Line:
        """Give the part from local offset ``start`` to ``end``, white space around it left out."""
        text = self.text[start:end]
        stripped = text.strip()
        lead = len(text) - len(text.lstrip()) if stripped else 0
        first = self.start + start + lead
        return Line(
            first,
            first + len(stripped),
            stripped,
            self.indent,
            self.blanks if start == 0 else 0,
            self.page,
            cut=start > 0,
            hint=self.hint,
        )


def split_lines(text: str, hints: Mapping[int, str] | None = None) -> list[Line]:
    """Split a text into its lines that are not blank.

    Parameters
    ----------
    text
        The document's text.
    hints
        What the source's format says of the line that starts at an offset.

    Raises
    ------
    ReadingError
        There are more than `MAX_LINES` such lines.

    Examples
    --------
    >>> [(line.start, line.text, line.blanks) for line in split_lines("Draft\\n\\n  report")]
    [(0, 'Draft', 0), (9, 'report', 1)]
    """
    lines = list(islice(_lines(text, hints or {}), MAX_LINES + 1))
    check_lines(len(lines))
    return lines


def check_lines(count: int) -> None:
    """Refuse a text of more than `MAX_LINES` lines."""
    if count > MAX_LINES:
        raise ReadingError(
            f"The text has more than {MAX_LINES} lines, which is more than one document may have; "
            "split it into documents."
        )


def _lines(text: str, hints: Mapping[int, str]) -> Iterator[Line]:
    offset = blanks = page = 0
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            lead = len(raw) - len(raw.lstrip())
            start = offset + lead
            indent = lead + (_TAB - 1) * raw.count("\t", 0, lead)
            hint = hints.get(start, "") if hints else ""
            yield Line(start, start + len(stripped), stripped, indent, blanks, page, hint=hint)
            blanks = 0
        else:
            blanks += 1
        if raw.endswith("\f"):
            page += 1
        offset += len(raw)


_OF_PAGES = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})\b")


def page_starts(lines: Sequence[Line], footers: Mapping[int, str]) -> tuple[int, ...]:
    """Give the offset at which each page begins; empty where the text does not show its pages.

    Form feeds show them; so do footers such as ``2/3``, together with the long blank runs that a
    converted page leaves behind.
    """
    if lines and lines[-1].page > 0:
        return _by_form_feed(lines)
    if not any(_OF_PAGES.match(text) for text in footers.values()):
        return ()
    starts = [0]
    for before, line in pairwise(lines):
        footer = _OF_PAGES.match(footers.get(before.start, ""))
        if footer:
            number = min(int(footer[1]), 2000)
            starts = starts[:number] + [starts[-1]] * max(0, number - len(starts))
            starts.append(line.start)
        elif line.blanks >= 5 and line.start not in footers:
            starts.append(line.start)
    return tuple(starts)


def _by_form_feed(lines: Sequence[Line]) -> tuple[int, ...]:
    starts = [0]
    for line in lines:
        while len(starts) <= line.page:
            starts.append(line.start)
    return tuple(starts)
