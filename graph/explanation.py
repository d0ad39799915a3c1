"""A document as read, for a person to follow: text with numbered marks, and the reason of each."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from graph.rulewords import rule_meaning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.document import Document, Mention, Statement, Unit
    from graph.mentions.candidates import Candidate

__all__ = ["explained"]

_WIDTH = 96
_INDENT = "    "
_QUOTED = 48
# What the words for nobody in particular mean.
_HOLDERS = {"unspecified": "somebody not named", "collective": "those named above the list"}


def explained(document: Document, candidates: Sequence[Candidate] = ()) -> str:
    """Tell what was found in a document, and why.

    Parameters
    ----------
    document
        As read.
    candidates
        Names that no vocabulary has, to be told at the end.

    Returns
    -------
    str
        Plain text: for each unit its words with ``[marks]1``, then a line for each mark with what
        it names and the rule that found it, and a line for each statement.

    Examples
    --------
    >>> from graph.reader import read_document
    >>> from ontology.vocabularies import load_vocabularies
    >>> read = read_document(b"1. UNODC should help.", "note.txt", load_vocabularies())
    >>> print("\\n".join(explained(read).splitlines()[2:6]))
    1  recommendation  UNODC to help
        [UNODC]1 should help.
        1  organization unodc: an acronym of the vocabulary (acronym-label)
        should (strength 4, recommend); asked: unodc; to help; a modal verb (modal:should)
    """
    lines = [f"{document.source.file}: {document.metadata.title or document.key}", ""]
    for unit in document.units:
        lines += [*_unit(unit), ""]
    if document.notes:
        lines += [*_notes(document), ""]
    if candidates:
        lines += [*_proposed(candidates), ""]
    lines += [f"Warning: {warning}" for warning in document.warnings]
    return "\n".join(lines).rstrip("\n") + "\n"


def _unit(unit: Unit) -> Iterator[str]:
    under = f" under {unit.parent}" if unit.parent else ""
    title = f"  {unit.title}" if unit.title else ""
    yield f"{unit.number}  {unit.kind}{under}{title}"
    yield from _wrapped(_marked(unit))
    for number, mention in enumerate(unit.mentions, 1):
        yield from _wrapped(_mark(number, mention), hanging=3)
    several = len(unit.statements) > 1
    for statement in unit.statements:
        words = f"{_opening(statement)} " if several else ""
        yield from _wrapped(words + _said(statement), hanging=3)


def _marked(unit: Unit) -> str:
    """Give a unit's text with each mention in brackets, its number behind."""
    passage = unit.passage
    signs: list[tuple[int, int, int, str]] = []
    for number, mention in enumerate(unit.mentions, 1):
        start, end = passage.local(mention.start), passage.local(mention.end - 1) + 1
        signs.append((start, 1, -end, "["))
        signs.append((end, 0, -start, f"]{number}"))
    parts, last = [], 0
    for at, _, _, sign in sorted(signs):
        parts += [unit.text[last:at], sign]
        last = at
    return "".join([*parts, unit.text[last:]])


def _mark(number: int, mention: Mention) -> str:
    return f"{number}  {_named(mention)}"


def _named(mention: Mention) -> str:
    cited = f", {mention.provision}" if mention.provision else ""
    reason = rule_meaning("mention", mention.rule)
    return f"{mention.type} {mention.entity}{cited}: {reason}"


def _opening(said: Statement) -> str:
    """Quote the first words of a statement, to tell it from the others of its unit."""
    short = textwrap.shorten(said.text, _QUOTED, placeholder=" …")
    return f"“{short}”:"


def _said(said: Statement) -> str:
    """Give a statement in one line: force, whom it asks, what, whose words, and the rule."""
    negative = "not, " if said.negative and not said.modality.endswith("not") else ""
    force = f"strength {said.strength}, " if said.strength else ""
    parts = [f"{said.modality} ({negative}{force}{said.stance})"]
    if said.addressees:
        parts.append(f"asked{' above' if said.inherited else ''}: {', '.join(said.addressees)}")
    if said.action is not None:
        left = "not to" if said.modality.endswith("not") else "to"
        parts.append(f"{left} {' '.join(filter(None, (said.action.verb, said.action.object)))}")
    if said.condition:
        parts.append(f"if: {said.condition}")
    if said.beneficiaries:
        parts.append(f"for: {', '.join(said.beneficiaries)}")
    if said.attribution or said.attributed_to:
        holder = _HOLDERS.get(said.attribution or "", said.attribution)
        parts.append(f"said by: {', '.join(filter(None, (holder, *said.attributed_to)))}")
    parts += [f"{t.stance} {t.entity}" for t in said.targets]
    if said.rule:
        parts.append(rule_meaning("statement", said.rule))
    return "; ".join(parts)


def _notes(document: Document) -> Iterator[str]:
    yield "Notes"
    for note in document.notes:
        of = f" ({note.unit})" if note.unit else ""
        yield from _wrapped(f"{note.mark}{of}  {note.text}", hanging=3)
        for mention in note.mentions:
            yield from _wrapped(f"   “{mention.quote}”  {_named(mention)}", hanging=6)


def _proposed(candidates: Sequence[Candidate]) -> Iterator[str]:
    yield "Names that no vocabulary has, linked to nothing"
    for one in candidates:
        times = "" if one.count == 1 else f", {one.count} times"
        short = f" ({one.acronym})" if one.acronym else ""
        alike = f"; resembles {one.resembles}" if one.resembles else ""
        reason = f"{one.type} for its word “{one.head}”{times}{alike}"
        yield from _wrapped(f"{one.name}{short}, in {one.unit}: {reason}", hanging=3)
        yield from _wrapped(f"   … {one.context} …", hanging=5)


def _wrapped(text: str, hanging: int = 0) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
