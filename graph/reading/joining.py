"""Joining: whether a line goes on with the lines before it, or begins something of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from graph.reading.enacting import enacts, opens_operative, opens_preambular
from graph.reading.endings import ends_sentence
from graph.reading.labels import Label, follows
from graph.reading.lines import Line
from graph.reading.markdown import clean, heading_marks
from graph.reading.tables import ROW, ROW_GOES_ON
from graph.reading.wrapping import Place, aligned, is_full, is_short, place

__all__ = ["Continues", "goes_on_unwrapped", "goes_on_wrapped"]

Continues = Callable[[Sequence[Line], "Label | None", Line, "Label | None"], bool]

_COMMA = re.compile(r",[\"”’*_\s]{0,4}(?:\d{1,3}|[¹²³⁰⁴-⁹]{1,3})?$")
_CLAUSE = re.compile(r"[,;][\"”’*_\s]{0,4}(?:\d{1,3}|[¹²³⁰⁴-⁹]{1,3})?$")
_OPENING = re.compile(
    r"(?:(?:Summary|Preamble|Introduction|Contents|Background|Annex|SUMMARY|PREAMBLE|INTRODUCTION"
    r"|CONTENTS|ANNEX|Préambule|Preámbulo|Introducción|Résumé|Resumen)$|(?:We|WE), the )"
)
_LATER_OPENING = re.compile(
    r"(?:Annex|ANNEX|Appendix|APPENDIX|Chapter|CHAPTER|Article|ARTICLE|PART"
    r"|Draft (?:resolution|decision)) (?:[IVXLC]{1,7}|\d{1,3}|[A-Z])\.?$"
    r"|\d{1,4}(?:st|nd|rd|th) (?:\(closing\) )?(?:plenary )?meeting\b"
    r"|[A-Z][a-z]+ plenary meeting,"
)
_OPEN_WORD = re.compile(r"\b(?:an?|and|at|by|for|from|in|its|of|on|or|the|their|to|with)$")
_CALLS = re.compile(
    r"(?:\b(?:paragraphs?|subparagraphs?|paras?\.?|articles?|arts?\.?|sections?|items?|annex(?:es)?|rules?"
    r"|chapters?|tables?|parts?|and|or|to|of|in|on|with|by|from|the|an?|nos?\.|dated)|[,–—(-])$",
    re.IGNORECASE,
)
_LONG = 80
_STATES = 12
_TITLE = 50
_INSET = 2
_DEEPEST = 12
_FIGURE = re.compile(r"\d[\d,.]*(?=[\s;.,])(?!\.\s)")
_STATES_ALONE = re.compile(r"\([A-Z].*\)[;.]?$")
_STATES_END = re.compile(r"\w\){1,2}[;.]$")

# "Recalling paragraph 5 of decision" and "V/20 by which it".
_CITES = re.compile(r"\b(?:decisions?|resolutions?|recommendations?)$")
_CITED = re.compile(r"[\dIVXL]{1,5}/[\d.]{1,8}\b")
# "The Conference of the" and "Parties,": the words that enact, over two lines.
_CUT_NAME = re.compile(
    r"The (?:General|Economic|Human|Security|Governing|World|Conference|Meeting|Commission"
    r"|Executive)"
    r"(?: (?:and|of|the|to|on|for|Social|Rights|Health|States|Member))*"
)
_LAST_WORDS = re.compile(r"(?:[A-Z][\w-]+ ){0,3}[A-Z][\w-]+,")


def goes_on_unwrapped(
    current: Sequence[Line], label: Label | None, line: Line, found: Label | None
) -> bool:
    """True where ``line`` goes on with ``current`` in a text of one paragraph per line."""
    before = current[-1]
    settled = _settled(current, label, line, found)
    if settled is not None:
        return settled
    if found is not None and label is not None and found.is_bullet and label.is_bullet:
        return line.text[0] != current[0].text[0]
    if found is not None and not (found.is_bullet and line.text[0] in "–—-"):
        return line.blanks == 0 and _refers(before, line, found)
    if line.text[0].islower() or before.text[-1] in "-‑" or _in_parentheses(current, label, line):
        return True
    if line.blanks == 0 and label is not None and _OPEN_WORD.search(before.text[-8:]):
        return True
    if line.blanks == 0 and not ends_sentence(before.text) and _FIGURE.match(line.text):
        return len(before.text) >= _TITLE if label is None else not label.is_upper
    if _COMMA.search(before.text[-20:]):
        return label is not None and not label.is_upper and len(before.text) >= _LONG
    return _runs_on(current, label)


def _settled(
    current: Sequence[Line], label: Label | None, line: Line, found: Label | None
) -> bool | None:
    """Decide what needs no look at the layout; ``None`` where it does."""
    before = current[-1]
    if line.hint == ROW_GOES_ON:
        return before.hint in (ROW, ROW_GOES_ON)
    if line.hint or before.hint:
        return False
    if _heading_goes_on(before, line):
        return True
    if line.cut or heading_marks(line.text) or heading_marks(before.text):
        return False
    if before.text[0] == "[" and before.text[-1] == "]" and len(before.text) < _LONG:
        return False
    if line.text[0] == "|" or before.text[0] == "|":
        return False
    if _is_enacting(before) or _is_enacting(line) or _OPENING.match(line.text):
        return False
    if line.blanks == 0 and _CITES.search(before.text) and _CITED.match(line.text):
        return True
    if line.blanks == 0 and (parted := _enacting_in_two(current, line)) is not None:
        return parted
    if ends_sentence(before.text) and _LATER_OPENING.match(line.text[:_LONG]):
        return False
    if label is not None and len(current) == 1 and label.end >= len(before.text):
        return found is None or found.is_bullet
    if found is None and _open_bold(current):
        return True
    if ends_sentence(before.text) and (line.blanks > 0 or found is not None):
        return False
    return None


def _is_enacting(line: Line) -> bool:
    """True for ``The General Assembly,`` alone on its line."""
    return line.text[-1] == "," and len(line.text) < _LONG and enacts(line.text)


def _enacting_in_two(current: Sequence[Line], line: Line) -> bool | None:
    """Decide at ``The Conference of the``, at ``Parties,`` below it, and behind both."""
    before = current[-1].text
    if line.text.startswith("The ") and _CUT_NAME.fullmatch(line.text):
        title = not ends_sentence(before) and not _CALLS.search(before)
        return False if title else None
    if before.startswith("The ") and _CUT_NAME.fullmatch(before):
        return True if _LAST_WORDS.fullmatch(line.text) else None
    behind = len(current) == 2 and _LAST_WORDS.fullmatch(before) is not None
    return False if behind and _CUT_NAME.fullmatch(current[0].text) else None


def _in_parentheses(current: Sequence[Line], label: Label | None, line: Line) -> bool:
    """True where a list of States was cut, ``... (Chile,`` or ``(Peru);`` alone on its line."""
    before = current[-1].text
    if label is None or label.is_upper or ends_sentence(before):
        return False
    if line.text[0] == "(" and (line.blanks == 0 or _STATES_ALONE.match(line.text)):
        return True
    if line.blanks == 0 and _ends_in_states(before, label, line):
        return True
    near = current[-_STATES:]
    return sum(row.text.count("(") - row.text.count(")") for row in near) > 0


def _ends_in_states(before: str, label: Label, line: Line) -> bool:
    """True for the second line of a recommendation that ends ``... (Ghana) (Italy);``."""
    return (label.is_compound or len(before) >= _TITLE) and bool(_STATES_END.search(line.text[-9:]))


def _heading_goes_on(before: Line, line: Line) -> bool:
    """True for ``(continued)`` and ``(Agenda item 2)`` under a heading."""
    if line.blanks or len(line.text) > 80 or line.text[0] not in "(*_":
        return False
    bare = clean(line.text)
    return (
        not before.cut
        and line.blanks == 0
        and len(bare) < 60
        and bare.startswith(("(continued", "(Agenda ", "(agenda ", "(Item ", "(item "))
        and bare.endswith(")")
        and not ends_sentence(before.text)
    ) or (line.blanks == 0 and bare == "(continued)")


def _open_bold(current: Sequence[Line]) -> bool:
    text = "".join(line.text for line in current[-3:])
    return len(text) < 300 and text.startswith("**") and text.count("**") % 2 == 1


def _refers(before: Line, line: Line, found: Label) -> bool:
    """True for a line such as ``(b) and 3 of the Covenant`` in mid-sentence."""
    rest = line.text[found.end :].lstrip()
    return (
        found.text.startswith("(")
        and rest[:1].islower()
        and all(reading.value != 1 for reading in found.readings)
        and not ends_sentence(before.text)
        and not _COMMA.search(before.text[-20:])
    )


def _runs_on(current: Sequence[Line], label: Label | None) -> bool:
    """True where the block stopped in mid-sentence although the next line looks like a start."""
    before = current[-1].text
    if (
        sum(len(line.text) for line in current[:_LONG]) < _LONG
        or ends_sentence(before)
        or _COMMA.search(before[-20:])
    ):
        return False
    return label is not None and not label.is_upper


def goes_on_wrapped(widths: Mapping[Place, int]) -> Continues:
    """Give what tells whether a line goes on, in a text whose lines end where the page does."""

    def continues(
        current: Sequence[Line], label: Label | None, line: Line, found: Label | None
    ) -> bool:
        before = current[-1]
        width = widths[place(before)]
        settled = _settled(current, label, line, found)
        if settled is not None:
            return settled
        ended = ends_sentence(before.text)
        if found is not None:
            if label is not None and follows(found, label) and aligned(current[0], line):
                return False
            if ended or line.blanks > 0 or is_short(before, line, width):
                return False
            return not _begins_item(before, line, found)
        if line.blanks > 0 or line.page != before.page:
            broken = line.page != before.page or line.blanks > 1
            goes_on = line.text[0].islower() or (broken and is_full(before, width))
            over = place(line) != place(before) and _goes_over(label, before, line)
            return not ended and (goes_on or over or _runs_on(current, label))
        if _is_indented(current, label, line) or _opens_clause(before, line):
            return False
        runs_on = before.text[-1] in "-‑" or _runs_on(current, label)
        if not ended and (runs_on or _hangs(current, label, line)):
            return True
        if ended or not line.text[0].islower():
            return not is_short(before, line, width)
        return True

    return continues


def _goes_over(label: Label | None, before: Line, line: Line) -> bool:
    """True for a sentence cut where a page or column ends, after ``the`` or in a list."""
    if label is None or label.is_upper:
        return False
    if not _COMMA.search(before.text[-20:]):
        return bool(_OPEN_WORD.search(before.text[-8:]))
    opens = opens_preambular(line.text) or opens_operative(line.text)
    return not opens and any(reading.style == "1." for reading in label.readings)


def _is_indented(current: Sequence[Line], label: Label | None, line: Line) -> bool:
    """True for a paragraph's first line, set in where the lines before it are not."""
    before = current[-1]
    if not _INSET <= line.indent - before.indent <= _DEEPEST or (label and len(current) == 1):
        return False
    return ends_sentence(before.text) or bool(_COMMA.search(before.text[-20:]))


def _opens_clause(before: Line, line: Line) -> bool:
    """True for ``Recalling its resolution`` under a line that ends a clause."""
    if not _CLAUSE.search(before.text[-20:]):
        return False
    return opens_preambular(line.text) or (line.text[0].isupper() and opens_operative(line.text))


def _begins_item(before: Line, line: Line, found: Label) -> bool:
    """True for ``(a) Take`` below a line that asks for no such label, such as a heading."""
    if found.is_bullet or found.is_upper:
        return False
    words = line.text[found.end :].lstrip()
    asks = before.text[-1] == "," and opens_operative(words)
    return words[:1].isupper() and (asks or not _CALLS.search(before.text[-30:]))


def _hangs(current: Sequence[Line], label: Label | None, line: Line) -> bool:
    """True for the second line of a labelled heading."""
    if label is None or not label.is_upper or len(current) > 2:
        return False
    before = current[-1]
    if line.text[0].isupper() and len(before.text) < _TITLE:
        return False
    return line.indent >= current[0].indent and not _COMMA.search(before.text[-20:])
