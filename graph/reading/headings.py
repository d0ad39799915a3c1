"""Headings: which blocks are headings, and how deep."""

from __future__ import annotations

import re

from graph.reading.blocks import Block
from graph.reading.endings import ends_sentence, opens_list
from graph.reading.labels import Label
from graph.reading.numbering import Outline

__all__ = ["HeadingStack", "is_annex", "is_heading"]

_LONGEST = 400
_TITLE = 60
_PART_ALONE = re.compile(
    r"(?:[IVXLC]{1,7}|(?:PART|Part|CHAPTER|Chapter|SECTION|Section) [IVXLC\dA-Z]{1,6})\.?$"
)
_OPTION = re.compile(r"\[?(?:Option|Alternative|Alt\.?|Variant) (?:\d{1,2}|[A-Z])[.:]?\]?$")
_ANNEX = re.compile(
    r"(?:ANNEX|Annex|APPENDIX|Appendix|Attachment)(?:e?s)?"
    r"(?: (?P<number>[IVXLC]{1,6}|\d{1,2}|[A-Z]))?\b"
)
_ANNEXED = re.compile(
    r"(?:to|of) (?:the )?(?:[Dd]raft )?(?:Recommendation|Resolution|Decision|Declaration)\b"
)
_OPERATIVE = re.compile(r"[A-Z]{4,} [a-zA-Z][a-z]")
_COMMA = re.compile(r",(?:\d{1,2}|[¹²³⁰⁴-⁹]{1,2})?$")
_LETTER = re.compile(r"[^\W\d_]")


def is_annex(block: Block) -> re.Match[str] | None:
    """Match a heading that opens an annex."""
    if block.label is not None or len(block.raw) > 120:
        return None
    found = _ANNEX.match(block.title)
    rest = block.title[found.end() :].strip() if found else ""
    begins = not rest or rest[0] in ".:–—-*∗" or rest[0].isupper() or _ANNEXED.match(rest)
    return found if found and begins else None


def is_heading(
    block: Block, outline: Outline, before: Block | None, following: Block | None
) -> bool:
    """True where a block is a heading, not a paragraph or a list item.

    A heading is short and ends like no sentence; a labelled one does not go on with an open list.
    """
    if block.label is not None and block.label.is_named:
        return False
    if block.hint:
        return block.hint.startswith(("heading", "part"))
    if block.marks and len(block.raw) <= _LONGEST:
        return block.label is None or block.label.is_upper or not ends_sentence(block.raw)
    if len(block.raw) > _LONGEST or not _LETTER.search(block.raw):
        return False
    if block.label is None:
        return _is_bare_heading(block, before)
    if block.label.is_bullet or not block.text:
        return False
    if block.label.is_upper:
        if ends_sentence(block.raw) and _is_operative(block, block.label, outline):
            return False
        return not ends_sentence(block.raw) or (following is not None and len(block.raw) < 100)
    return _is_numbered_heading(block, outline, before, following)


def _is_bare_heading(block: Block, before: Block | None) -> bool:
    if _PART_ALONE.match(block.title) or _OPTION.match(block.title):
        return True
    if ends_sentence(block.raw) or _COMMA.search(block.raw) or block.raw[0].islower():
        return False
    if block.raw[0] in '“"(|•–[*∗' and not block.raw.startswith("**"):
        return False
    return before is None or ends_sentence(before.raw) or len(before.raw) <= _LONGEST


def _is_numbered_heading(
    block: Block, outline: Outline, before: Block | None, following: Block | None
) -> bool:
    """``1. Proceedings`` and ``(a) Hosts of future sessions`` as headings between paragraphs."""
    assert block.label is not None
    if ends_sentence(block.raw) or _COMMA.search(block.raw):
        return False
    if _titles_a_paragraph(block, before, following):
        return True
    if block.label.is_compound:
        return False
    if len(block.raw) > 400 or following is None or (before is not None and opens_list(before.raw)):
        return False
    if _opens_compound(block.label, following):
        return True
    place = outline.place(block.label, introduced=False, upcoming=None)
    if place.how == "next" and not (before is not None and before.raw.rstrip("*").endswith(".")):
        return False
    if place.how == "next" and place.reading.style == "1.":
        return False
    if place.reading.style == "1." and len(block.raw) < 120 and _counts_paragraphs(outline):
        return block.text[0].isupper()
    return _leads_on(block, outline, following)


def _titles_a_paragraph(block: Block, before: Block | None, following: Block | None) -> bool:
    """True for ``2. Budget`` above an unnumbered paragraph, ``2.1 Dealers`` above ``14.``."""
    if len(block.raw) > _TITLE or block.raw[-1] == ")" or following is None or following.hint:
        return False
    if not block.text[:1].isupper() or not ends_sentence(following.raw):
        return False
    if following.raw[0].islower():
        return False
    assert block.label is not None
    if before is not None and (opens_list(before.raw) or _is_short_item(before)):
        return False
    onward = following.label
    if block.label.is_compound:
        return onward is None or any(reading.style == "1." for reading in onward.readings)
    return onward is None


def _is_short_item(block: Block) -> bool:
    """True for an item that ends like no sentence, as in an agenda."""
    return block.label is not None and not ends_sentence(block.raw) and not block.label.is_upper


def _is_operative(block: Block, label: Label, outline: Outline) -> bool:
    """True for ``II. INVITES Members ...``, and for ``III.`` where ``II.`` is an item."""
    goes_on = outline.place(label, introduced=False, upcoming=None).how == "next"
    return goes_on or bool(_OPERATIVE.match(block.text))


def _opens_compound(label: Label, following: Block) -> bool:
    """True for ``2. Findings`` before ``2.1``."""
    onward = following.label
    return onward is not None and onward.is_compound and onward.text.startswith(label.text)


def _counts_paragraphs(outline: Outline) -> bool:
    """True where paragraphs are numbered through the document, so that a restart is a heading."""
    return any(level.style == "1." and level.value > 3 for level in outline.levels[:2])


def _counts_otherwise(block: Block, following: Block) -> bool:
    """True for ``1. Proceedings`` before ``80. The Committee considered ...``."""
    assert block.label is not None
    assert following.label is not None
    mine, other = block.label.readings[0], following.label.readings[0]
    is_short = len(block.raw) <= _TITLE and block.text[:1].isupper()
    return is_short and mine.style == other.style == "1." and ends_sentence(following.raw)


def _leads_on(block: Block, outline: Outline, following: Block) -> bool:
    """True where the block after a heading goes on with the numbering from before it."""
    if following.label is None or following.label.is_bullet:
        return False
    if following.label.is_upper:
        return True
    assert block.label is not None
    place = outline.place(block.label, introduced=False, upcoming=None)
    onward = outline.place(following.label, introduced=False, upcoming=None)
    if place.how == "back" and onward.how == "next" and ends_sentence(following.raw):
        return True
    mine = {(reading.style, reading.value + 1) for reading in block.label.readings}
    if any((r.style, r.value) in mine for r in following.label.readings):
        return False
    if _counts_otherwise(block, following):
        return True
    if not outline.levels:
        return following.label.readings[0].style == "1." != block.label.readings[0].style
    return outline.place(following.label, introduced=False, upcoming=None).how in {
        "next",
        "gap",
    } or (
        following.label.readings[0].style != block.label.readings[0].style
        and following.text[:1].isupper()
        and not ends_sentence(following.raw)
    )


class HeadingStack:
    """The headings above a point of the document; gives each new one its level."""

    def __init__(self) -> None:
        self._styles: list[str] = []
        self._values: list[int] = []
        self._titles: list[str] = []

    def level(self, block: Block) -> int:
        """Give the level of a heading, 1 the highest, and stand under it from now on."""
        style, value = self._read(block)
        if style == "annex":
            self._close(0)
        if style in self._styles:
            self._close(self._styles.index(style))
        elif style == "I." or block.hint == "heading 1":
            self._close(0)
        self._styles.append(style)
        self._values.append(value)
        self._titles.append(block.title)
        return len(self._styles)

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings that are open, the highest first."""
        return tuple(self._titles)

    def _close(self, level: int) -> None:
        del self._styles[level:], self._values[level:], self._titles[level:]

    def _read(self, block: Block) -> tuple[str, int]:
        if is_annex(block):
            return "annex", 0
        if block.label is None or block.label.is_bullet:
            if _PART_ALONE.match(block.title):
                return "I.", 0
            return block.hint or ("bare" if not block.marks else f"bare{block.marks}"), 0
        readings = block.label.readings
        for reading in readings:
            if (reading.style, reading.value - 1) in zip(self._styles, self._values, strict=True):
                return reading.style, reading.value
        opening = [reading for reading in readings if reading.style in {"I.", "(i)"}] or list(
            readings
        )
        chosen = opening[0] if readings[0].style == "A." and opening[0].value < 50 else readings[0]
        return chosen.style, chosen.value
