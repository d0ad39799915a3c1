"""The head of a document: which blocks are metadata, and where the text itself begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.reading.blocks import Block
from graph.reading.dates import DATE, MONTH
from graph.reading.enacting import enacts, resolves
from graph.reading.endings import ends_sentence

__all__ = [
    "body_start",
    "is_closing",
    "is_declaring",
    "is_enacting",
    "is_front",
    "is_resolving",
]

_ORDINAL = r"(?:[A-Z][a-z]+(?:-[a-z]+)?|\d{1,3}(?:st|nd|rd|th))"
_FRONT = re.compile(
    rf"""
    (?:Distr(?:ibution)?\.?\s*: | Original\s*: | (?:English|French|Spanish)\s+only
      | Advance\s+(?:unedited|un-edited)\b
      | United\s+Nations\b.{{0,40}}$ | World\s+Health\s+Organization$
      | General\s+Assembly$ | Security\s+Council$ | Economic\s+and\s+Social\s+Council$
      | Human\s+Rights\s+Council\b.{{0,60}}$
      | {_ORDINAL}(?:\s+[a-z]+)?\s+(?:session|meeting)$ | \d{{4}}\s+session$
      | (?:Provisional\s+)?(?:[Aa]genda\s+)?[Ii]tems?\s+\d | Agenda\s+items?\s+\d
      | (?:Draft\s+)?(?:[Rr]eport|REPORT)(?:$|\s+(?:of|on|by)\b) | Draft\s+\w+$
      | (?:Addendum|Corrigendum|Revision|Supplement|Note\s+by)\b.{{0,80}}$
      | (?:Draft\s+)?(?:[Rr]esolution|[Dd]ecision)\s.{{0,40}}(?:adopted|\(\d{{4}}\)$|\d+/\d+$)
      | Adopted\s+(?:by|without)\b | \[.{{0,300}}\]$
      | Statement\s+by\s+the\s+President\b | Universal\s+Periodic\s+Review$
      | (?:From|To|Subject|No\.\ prev\.\ doc\.)\s*:\s\S | \(OR\.\ [a-z]{{2}}\)$
      | Rapporteur\s*: | Chair(?:person|man)?\s*: | Submitted\s+by\b
      | (?:[A-Z]/|E/|S-)?[\dA-Z-]{{2,6}}/\d{{1,3}}\.\s+[A-Z] | WHA\d+\.\d+\b
      | [A-Z]{{1,6}}(?:/[A-Za-z0-9.()_-]{{1,20}}){{1,6}}(?:\s\(\d{{4}}\))?$
      | \d{{1,2}}\s+{MONTH}\s+\d{{4}}$
      | [A-Z][\w .'’()-]{{1,60}},\s+\d{{1,2}}\b.{{0,30}}{MONTH}\s+\d{{4}}\.?$
      | [*∗†]\s*(?:The|Previously|Reissued|This|An|Second) | \#?\*\d{{4,}}\*
    )
    """,
    re.VERBOSE,
)
_WE = re.compile(r"(?:We|WE),\s.{10,400}[,;]$")
_PREAMBULAR = re.compile(
    r"(?:[A-Z]{2,}ING|[A-Z][a-z]{2,}ing|Whereas|Aware|AWARE|Mindful|MINDFUL|Alarmed)\b.{20,}[,;]$"
)
_OPENING = re.compile(
    r"(?:Introduction|Summary|Background|Executive summary|Preface|Foreword|Preamble|Overview|"
    r"Abbreviations and acronyms|Opening of the (?:session|meeting))$",
    re.IGNORECASE,
)
# Headings of what is recommended, where something stands before them.
_RECOMMENDATIONS = re.compile(
    r"(?:(?:(?:summary|list|overview) of|key|main|policy|preliminary|general|specific|priority"
    r"|the following) )?(?:(?:key|main|policy|preliminary) )?"
    r"(?:recommendations(?: and conclusions)?|conclusions and recommendations)$",
    re.IGNORECASE,
)
# "Governments should:", with what they should do below.
_ASKS = re.compile(
    r"\b(?:should|must|shall|encouraged|urged|invited|requested|recommend(?:s|ed)?"
    r"|called (?:on|upon)|urges?|invites?|encourages?|requests?|calls? (?:on|upon)|needs? to)\b.*:$"
)
_ARTICLE = re.compile(
    r"(?:(?:Article|Art\.|Artículo|Chapter|Chapitre|Capítulo|Section|Part|Title|Rule|Principle|Guideline)"
    r"\s(?:[IVXLC]{1,7}|\d{1,3}|[Oo]ne|[Ff]irst|premier)\b(?!\sof\b)[^,;]{0,100}"
    r"|PREAMBLE)$"
)
_CLOSING = re.compile(
    r"\(?(?:\d{1,5}(?:st|nd|rd|th)|[A-Z][a-z]+(?:-[a-z]+)?)\s+(?:\([a-z]+\)\s+)?(?:plenary\s+|closing\s+)?"
    rf"meeting,?\s*{DATE}.{{0,80}}$"
)
_SEARCHED = 120
_SENTENCE = 120
_LONGEST_FRONT = 400


def is_front(block: Block) -> bool:
    """True for a line that says something of the document: distribution, date, session, title.

    Examples
    --------
    >>> from graph.reading.lines import split_lines
    >>> [is_front(Block((line,))) for line in split_lines("Distr.: General\\nI. Scope")]
    [True, False]
    """
    if block.hint in {"front", "part", "table"}:
        return block.hint != "part"
    return len(block.raw) <= _LONGEST_FRONT and bool(_FRONT.match(block.title))


def is_enacting(block: Block) -> bool:
    """True for ``The General Assembly,`` on its own, in French and Spanish too."""
    return block.label is None and len(block.raw) < 400 and enacts(block.title)


def is_resolving(block: Block) -> bool:
    """True for ``The Assembly:`` on its own, behind the recitals."""
    return block.label is None and len(block.raw) < _SENTENCE and resolves(block.title)


def is_declaring(block: Block) -> bool:
    """True for ``We, the Heads of State and Government, ...``, which opens a declaration."""
    return block.label is None and len(block.raw) < 400 and bool(_WE.match(block.title))


def is_closing(block: Block) -> bool:
    """True for the line that says at which meeting a resolution was adopted."""
    return block.label is None and len(block.raw) < 200 and bool(_CLOSING.match(block.title))


def body_start(blocks: Sequence[Block]) -> int:
    """Give the index of the first block that is no metadata."""
    for index, block in enumerate(blocks[:_SEARCHED]):
        if is_front(block):
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if _opens(block, following) or (index and _recommends(block, following)):
            return _back_over_titles(blocks, index)
    undecided = (i for i, block in enumerate(blocks[:_SEARCHED]) if not is_front(block))
    return next(undecided, min(len(blocks), _SEARCHED))


def _opens(block: Block, following: Block | None) -> bool:
    if block.label is not None and not block.label.is_bullet:
        return True
    if is_enacting(block) or is_declaring(block) or _PREAMBULAR.match(block.title):
        return True
    if _OPENING.match(block.title[:80]) or _ARTICLE.match(block.title[:120]):
        return True
    if block.hint.startswith("heading"):
        return following is not None and not is_front(following) and _is_body(following)
    if block.hint.startswith(("item", "part")):
        return True
    return _is_sentence(block)


def _recommends(block: Block, following: Block | None) -> bool:
    """Tell whether recommendations begin: their heading, or who is asked by the list below."""
    if block.label is not None:
        return False
    if _RECOMMENDATIONS.match(block.title):
        return following is not None and not is_front(following)
    return following is not None and following.label is not None and bool(_ASKS.search(block.raw))


def _is_body(block: Block) -> bool:
    return _is_sentence(block) or (block.label is not None and not block.hint) or is_enacting(block)


def _is_sentence(block: Block) -> bool:
    return len(block.raw) >= _SENTENCE and ends_sentence(block.raw) and block.raw[0] not in "*∗†["


def _back_over_titles(blocks: Sequence[Block], index: int) -> int:
    """Take marked headings that stand right before the text as its headings, not as metadata."""
    opening = blocks[index]
    if (opening.label is not None and opening.label.is_upper) or is_enacting(opening):
        return index
    first = index
    while first > 1 and index - first < 3 and blocks[first - 1].marks > 1:
        if is_front(blocks[first - 1]):
            break
        first -= 1
    return first
