"""What stands beside the text: records of votes, tables' rows, lines of date and place.

It is kept as part of the document, but nothing of it is a paragraph or a heading.
"""

from __future__ import annotations

import re

from graph.reading.blocks import Block
from graph.reading.dates import DATE
from graph.reading.endings import opens_list
from graph.reading.tables import ROW

__all__ = ["is_aside", "is_vote", "names_voters"]

_SENTENCE = 150
_STARRED = 500
# What a star at a document's title says of it: "* The present report was submitted late."
_STAR = re.compile(
    r"(?:[*∗†]\s+(?:The (?:present|annex|list)|Any changes|Previously|Reissued|Second|No summary"
    r"|Adopted by|Issued|Owing to|Submitted|Available (?:at|in|from)|Late submission)"
    r"|[*∗†]{2,3}\s+[A-Z])"
)
_SIGNED = re.compile(
    r"\(?(?:Signed|Firmado|Signé)\)|(?:Done|Adopted|Fait|Hecho) (?:at|in|à|en) "
    r"[A-Z][\w .,'’-]{2,60},? (?:on |the |this |le |el )?(?:\d|[a-z]+ day).{0,160}$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\[(?:English|French|Spanish|Original)\b[^\]]{0,60}\]$")

_VOTE = re.compile(
    r"\[?(?:(?:Adopted|Approved|Rejected|Carried|The voting was as follows)\b.{0,30}"
    r"\b(?:vote|abst[ae]n\w+)\b"
    r"|In favour\s?:|Against\s?:|Abstain(?:ed|ing)\s?:|Abstentions?\s?:"
    r"|Pour\s?:|Contre\s?:|Abstentions?\s?:|(?:Votos )?[Aa] favor\s?:|(?:Votos )?[Ee]n contra\s?:)",
)
_NAMES = re.compile(r"\*?[A-ZÀ-Ý][^.;:]{2,4000}\]?\.?$")
_LOWER = re.compile(
    r"(?:of|the|and|et|de|la|el|los|y|du|des|del|da|do|e|al|republic|state|kingdom|people['’]s"
    r"|plurinational|islamic|bolivarian|federated|democratic|united)$"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_IMPRINT = re.compile(
    rf"(?:{DATE}|\d{{1,2}}(?:er)?\s(?:de\s)?[a-zéû]{{3,10}}\s(?:de\s)?\d{{4}}|\d{{1,5}}(?:st|nd|rd|th|e|ª|a)?\s+(?:\([a-z]+\)\s+)?(?:plenary\s+)?meeting"
    r"|\d{1,5}(?:e|ème|ª|a\.?)\s+(?:séance|sesión)(?:\s+pléni[èe]re|\s+plenaria)?"
    r"|[A-Z]{1,8}(?:[./][A-Za-z0-9()_-]{1,20}){1,8}|Original\s?:.{0,40}"
    r"|(?:Table|Figure|Chart|Map|Box)\s[\dIVX]{1,5}(?:\.\d{1,3})?|\([A-Z][^()]{3,60}\)"
    r"|ENGLISH|FRENCH|SPANISH|RUSSIAN|English|Annex to [A-Z./\d]+)$"
)


def is_vote(block: Block) -> bool:
    """True for ``Adopted by a recorded vote of 27 to 14`` and for ``In favour:``.

    Examples
    --------
    >>> from graph.reading.lines import split_lines
    >>> text = "In favour: Chile, Peru\\nAdopted without a vote.\\nFavour is shown to:"
    >>> [is_vote(Block((line,))) for line in split_lines(text)]
    [True, True, False]
    """
    return block.label is None and bool(_VOTE.match(block.title))


def names_voters(block: Block) -> bool:
    """True for a list of names and nothing else, as it stands under ``In favour:``."""
    if block.label is not None or not _NAMES.match(block.title) or opens_list(block.raw):
        return False
    words = _WORD.findall(block.title)
    lower = sum(1 for word in words if word[0].islower() and not _LOWER.match(word))
    return lower * 12 <= len(words)


def is_aside(block: Block) -> bool:
    """True for a table's row, ``[English only]``, and a bare date, symbol, meeting or language."""
    if block.hint == ROW:
        return False
    if block.raw[0] == "|":
        return max(len(cell) for cell in block.raw.split("|")) < _SENTENCE
    if len(block.raw) < _STARRED and _STAR.match(block.raw):
        return True
    if block.label is not None or block.hint or block.marks:
        return False
    if len(block.raw) < 200 and _SIGNED.match(block.title):
        return True
    if len(block.raw) > 80:
        return False
    return bool(_BRACKETED.match(block.raw) or _IMPRINT.match(block.title))
