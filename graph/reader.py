"""One source in, one finished document out: read, find, interpret, name.

A pure function of the source's bytes, its name and the vocabularies.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.headlines.titles import title_of
from graph.mentions.finding import find_all_mentions
from graph.reading import read_source
from graph.statements import interpret, unit_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.document import Document
    from ontology.vocabularies import Vocabularies

__all__ = ["collector_at_rest", "read_document"]


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep the collector of reference cycles from running meanwhile.

    Reading makes many small values and next to no cycles; looking took a fifth of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@collector_at_rest()
def read_document(data: bytes, file_name: str, vocabularies: Vocabularies) -> Document:
    """Read a source into a document with mentions, statements and titles.

    Parameters
    ----------
    data
        The source's bytes: plain text, Markdown, PDF, DOCX, HTML, ODT, Akoma Ntoso XML, or rows.
    file_name
        Its name; helps only where content does not tell the type, and stands in the metadata.
    vocabularies
        What can be named in it.

    Returns
    -------
    Document
        With every unit's mentions, statements, kind and title, and every note's mentions.

    Raises
    ------
    ReadingError
        The source cannot be read; says what, where, and what to try.

    Examples
    --------
    >>> from ontology.vocabularies import load_vocabularies
    >>> text = b"1. UNODC should support the training of judges."
    >>> unit = read_document(text, "note.txt", load_vocabularies()).units[0]
    >>> unit.number, unit.addressees, unit.modality
    ('1', ('unodc',), 'should')
    """
    skeleton = read_source(data, file_name, vocabularies)
    mentions, in_notes = find_all_mentions(skeleton, vocabularies)
    statements = interpret(skeleton, mentions, vocabularies)
    kinds = unit_kinds(skeleton, statements)
    units = tuple(
        replace(
            unit,
            kind=kind,
            mentions=found,
            statements=said,
            title=title_of(unit.text, said, found, vocabularies),
        )
        for unit, found, said, kind in zip(skeleton.units, mentions, statements, kinds, strict=True)
    )
    notes = tuple(
        replace(note, mentions=found) for note, found in zip(skeleton.notes, in_notes, strict=True)
    )
    return replace(skeleton, units=units, notes=notes)
