"""Footnotes: below a rule at a page's or the document's end, or a mark alone above its text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.reading.labels import find_label
from graph.reading.lines import Line

__all__ = ["FoundNote", "cited_marks", "find_notes"]

_MARKED = re.compile(r"(?P<mark>\d{1,3}|[*∗†‡]{1,4}|[¹²³⁰⁴-⁹]{1,3}|\[\^?\w{1,8}\]:?)\s+(?=\S)")
_MARK_ALONE = re.compile(r"(?:\d{1,3}|[*∗†‡]{1,4}|[¹²³⁰⁴-⁹]{1,3}|[a-z]/)$")
_ENDED = re.compile(r"[.;:!?)”\"]$")
_CITED = re.compile(
    r"[\d*∗†‡¹²³⁰⁴-⁹\[](?:(?:(?<=[^\W\d_]\d)|(?<=[.,;:)\]”\"’%]\d))\d{0,2}(?![\d/]|\.\d|[^\W\d_])"
    r"|(?<=[*∗†‡])[*∗†‡]{0,3}|(?<=[¹²³⁰⁴-⁹])[¹²³⁰⁴-⁹]{0,2}|(?<=\[)\^?\w{1,8}\])"
)
_STAR = re.compile(r"(?P<mark>[*∗†]{1,3})\s+(?:[–—-]\s+)?(?=[A-Z])")
_STAR_CITED = re.compile(r"[\w.,)”\"][*∗†]{1,3}(?=[\s,.;:)]|$)")
_STARRED = 12
_ADOPTED = re.compile(
    r"1\.\s+(?:Text adopted|Assembly debate|Draft (?:resolution|recommendation) adopted)\b"
)
_ENDNOTES = 200
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note: its mark and the indices of its lines, the mark's line included."""

    mark: str
    lines: tuple[int, ...]


def find_notes(
    lines: Sequence[Line], furniture: Mapping[int, str]
) -> tuple[list[FoundNote], list[int]]:
    """Find the notes, and the marks that stand alone on a line without a note.

    Examples
    --------
    >>> from graph.reading.lines import split_lines
    >>> text = "1. Notes the report;1\\n_______________\\n1 A/74/130.\\n2 A/65/201,\\nA/68/98."
    >>> find_notes(split_lines(text), {1: "rule"})[0]
    [FoundNote(mark='1', lines=(2,)), FoundNote(mark='2', lines=(3, 4))]
    """
    notes: list[FoundNote] = []
    stray: list[int] = []
    index = 0
    while index < len(lines):
        if furniture.get(index) == "rule" and "_" in lines[index].text:
            found, index = _below_rule(lines, furniture, index + 1)
            notes += found
        elif index not in furniture and lines[index].hint == "note":
            taken = _going_on(lines, furniture, index)
            notes.append(FoundNote(_mark(lines[index].text), (index, *taken)))
            index += 1 + len(taken)
        elif index not in furniture and _MARK_ALONE.match(lines[index].text):
            taken = _under_mark(lines, furniture, index)
            if taken:
                notes.append(FoundNote(lines[index].text, (index, *taken)))
            elif _is_stray(lines, index):
                stray.append(index)
            index += 1 + len(taken)
        else:
            index += 1
    if not notes:
        notes = (
            _at_end(lines, furniture)
            or _starred(lines, furniture)
            or _with_full_stop(lines, furniture)
        )
    return notes, stray


def _at_end(lines: Sequence[Line], furniture: Mapping[int, str]) -> list[FoundNote]:
    """Find notes that stand at the end without a rule: ``1 A/78/246.``, counted and all cited."""
    last = range(max(0, len(lines) - _ENDNOTES), len(lines))
    rest = [index for index in last if index not in furniture]
    first = next(
        (nth for nth in reversed(range(len(rest))) if _opens_notes(lines[rest[nth]].text)), None
    )
    if first is None:
        return []
    notes: list[list[int]] = []
    marks: list[str] = []
    for index in rest[first:]:
        text = lines[index].text
        if _MARKED.match(text) and _mark(text) == str(len(marks) + 1):
            marks.append(_mark(text))
            notes.append([index])
        elif find_label(text) is not None or lines[index].hint:
            return []
        else:
            notes[-1].append(index)
    before = " ".join(line.text for line in lines[: rest[first]])
    if not cited_marks(before).issuperset(marks):
        return []
    return [FoundNote(mark, tuple(rows)) for mark, rows in zip(marks, notes, strict=True)]


def _with_full_stop(lines: Sequence[Line], furniture: Mapping[int, str]) -> list[FoundNote]:
    """Find a note ``1. Text adopted by ...`` at the end, cited before."""
    last = range(max(0, len(lines) - _STARRED), len(lines))
    first = next((i for i in last if i not in furniture and _ADOPTED.match(lines[i].text)), None)
    if first is None or "1" not in cited_marks(" ".join(line.text for line in lines[:first])):
        return []
    rest = tuple(at for at in range(first, len(lines)) if at not in furniture)
    labels = (find_label(lines[at].text) for at in rest[1:])
    if any(label is not None and not label.is_bullet for label in labels):
        return []
    return [FoundNote("1", rest)]


def _starred(lines: Sequence[Line], furniture: Mapping[int, str]) -> list[FoundNote]:
    """Find the note at the end whose asterisk a line before cites: ``* The delegation of ...``."""
    last = range(max(0, len(lines) - _STARRED), len(lines))
    for index in last:
        star = _STAR.match(lines[index].text)
        if index in furniture or star is None or lines[index].hint:
            continue
        rest = [at for at in range(index, len(lines)) if at not in furniture]
        labels = (find_label(lines[at].text) for at in rest[1:])
        if any(label is not None and not label.is_bullet for label in labels):
            return []
        if any(_STAR_CITED.search(line.text) for line in lines[:index]):
            return [FoundNote(star["mark"], tuple(rest))]
    return []


def _opens_notes(text: str) -> bool:
    words = text[2:].lstrip()
    return text[0] in "1¹" and _mark(text) == "1" and (words[:1].isupper() or "://" in words[:9])


def _going_on(lines: Sequence[Line], furniture: Mapping[int, str], index: int) -> tuple[int, ...]:
    """Give the lines that the format says go on with the note on line ``index``."""
    end = index + 1
    while end < len(lines) and lines[end].hint == "note goes on" and end not in furniture:
        end += 1
    return tuple(range(index + 1, end))


def _mark(text: str) -> str:
    found = _MARKED.match(text)
    return found["mark"].strip("[]^:").translate(_RAISED) if found else ""


def _below_rule(
    lines: Sequence[Line], furniture: Mapping[int, str], index: int
) -> tuple[list[FoundNote], int]:
    """Read notes from ``index`` to the end of the page."""
    marks: list[str] = []
    taken: list[list[int]] = []
    page = lines[index].page if index < len(lines) else 0
    while index < len(lines) and lines[index].page == page:
        line = lines[index]
        last = marks[-1] if marks else None
        if index in furniture:
            if last is not None and not _resumes(lines, furniture, index, last):
                break
        elif _MARKED.match(line.text) and _counts_on(last, _mark(line.text)):
            marks.append(_mark(line.text))
            taken.append([index])
        elif last is None or _ends_notes(lines[index - 1], line):
            break
        else:
            taken[-1].append(index)
        index += 1
    found = zip(marks, taken, strict=True)
    return [FoundNote(mark, tuple(rows)) for mark, rows in found], index


def _ends_notes(before: Line, line: Line) -> bool:
    """True for a line after the notes that is no more of them."""
    if find_label(line.text) is not None or line.text.startswith("#"):
        return True
    return line.blanks > 0 and len(line.text) > 200 and bool(_ENDED.search(before.text[-3:]))


def _resumes(lines: Sequence[Line], furniture: Mapping[int, str], index: int, mark: str) -> bool:
    """True where more notes come after this piece of furniture on the same page."""
    following = next(
        (i for i in range(index + 1, min(index + 6, len(lines))) if i not in furniture), None
    )
    if following is None:
        return True
    line = lines[following]
    return line.page != lines[index].page or bool(
        _MARKED.match(line.text) and _counts_on(mark, _mark(line.text))
    )


def _counts_on(last: str | None, mark: str) -> bool:
    if last is None or not mark.isdigit() or not last.isdigit():
        return True
    return 0 < int(mark) - int(last) <= 5


def _under_mark(lines: Sequence[Line], furniture: Mapping[int, str], index: int) -> tuple[int, ...]:
    """Give the lines of the note whose mark stands alone on line ``index``."""
    mark = lines[index]
    taken: list[int] = []
    is_star = not mark.text[0].isdigit()
    for following in range(index + 1, len(lines)):
        line = lines[following]
        if following in furniture or line.page != mark.page or line.blanks > 0:
            break
        deeper = line.indent > mark.indent and not line.text[0].isdigit()
        if not (deeper or (is_star and not taken and find_label(line.text) is None)):
            break
        if _MARK_ALONE.match(line.text):
            break
        taken.append(following)
    return tuple(taken)


def _is_stray(lines: Sequence[Line], index: int) -> bool:
    """True for a footnote digit that fell out of the line below or above it."""
    line = lines[index]
    if not line.text[0].isdigit():
        return True
    neighbours = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return line.indent >= 20 and any(line.indent > n.indent + 8 for n in neighbours)


def cited_marks(text: str) -> frozenset[str]:
    """Give the footnote marks that a text carries.

    >>> sorted(cited_marks("the potential for victims1 of abuse in resolution 74/247,*"))
    ['*', '1']
    """
    return frozenset(found[0].strip("[^]").translate(_RAISED) for found in _CITED.finditer(text))
