"""Headings that ask: "instructs the Secretary-General", with what is asked in items below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graph.document import Document, Mention, Statement, Unit
from graph.mentions.finding import find_mentions
from graph.statements.attribution import Voice
from graph.statements.discourse import read_sentence
from graph.statements.finished import statement_of
from graph.statements.modality import Antecedent
from graph.statements.passages import named_in, sentences_of
from ontology.vocabularies import Vocabularies

__all__ = ["asking_headings"]

# A verb without subject, in lower case as such headings are printed.
_VERB = re.compile(r"(?:(?:also|further|strongly) )?[a-z]{3,}s\b")


def asking_headings(
    document: Document, vocabularies: Vocabularies, voice: Voice
) -> dict[str, Statement]:
    """Give what the headings of a document ask, by their words.

    Parameters
    ----------
    document
        As read; the units tell under which heading they stand.
    vocabularies
        What can be named in a heading.
    voice
        Whose words they are.
    """
    sections = dict.fromkeys(unit.section or "" for unit in document.units)
    titles = [title for title in sections if _VERB.match(title)]
    if not titles:
        return {}
    listed = _as_document(document, titles)
    told = zip(listed.units, find_mentions(listed, vocabularies), strict=True)
    found = ((unit.text, _asked_in(unit, mentions, voice)) for unit, mentions in told)
    return {title: said for title, said in found if said is not None}


def _as_document(document: Document, titles: Sequence[str]) -> Document:
    """Give a document with the headings for its units."""
    units: list[Unit] = []
    at = 0
    for order, title in enumerate(titles):
        span = (at, at + len(title))
        units.append(
            Unit(f"h{order}", "", None, None, "chapeau", None, order, title, *span, (span,), at)
        )
        at += len(title) + 1
    return replace(
        document, text="\n".join(titles), units=tuple(units), notes=(), headings=(), furniture=()
    )


def _asked_in(unit: Unit, mentions: Sequence[Mention], voice: Voice) -> Statement | None:
    for sentence in sentences_of(unit.text, named_in(unit, mentions)):
        drafts = read_sentence(sentence, voice, Antecedent(), opens=True)
        if drafts and drafts[-1].stance == "recommend":
            return statement_of(unit.passage, (), sentence, drafts[-1])
    return None
