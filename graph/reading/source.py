"""A source read: bytes to text, furniture, front, headings, notes and units."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.document import Document, Furniture, Metadata, Note, Source
from graph.reading.beside import tell_units
from graph.reading.blocks import Block, join_lines
from graph.reading.columns import cut_columns
from graph.reading.composed import Composed
from graph.reading.contents import find_abbreviations, find_contents
from graph.reading.division import Division, divide
from graph.reading.draft import DraftUnit, finished_units
from graph.reading.errors import ReadingError
from graph.reading.formats import compose
from graph.reading.front import body_start, is_front
from graph.reading.furniture import find_furniture
from graph.reading.layouts import Layout, layout_of
from graph.reading.lines import Line, page_starts, split_lines
from graph.reading.markdown import clean, split_glued
from graph.reading.metadata import body_key, document_key, read_metadata
from graph.reading.notes import FoundNote, cited_marks, find_notes
from graph.reading.runon import split_run_on
from graph.reading.sniff import CSV, JSON_LINES, PDF, media_type
from graph.reading.tables import cut_rows
from graph.reading.wrapping import is_wrapped
from graph.unit import Range

if TYPE_CHECKING:
    from ontology.vocabularies import Vocabularies

__all__ = ["MAX_ROWS_BYTES", "MAX_SOURCE_BYTES", "MAX_TEXT", "read_source"]

MAX_SOURCE_BYTES = 64 * 1024 * 1024
"""Bytes of a source, at most."""
MAX_ROWS_BYTES = 256 * 1024 * 1024
"""Bytes of a file of ready-cut recommendations, at most."""
MAX_TEXT = 128 * 1024 * 1024
"""Characters of a document's text, at most."""
_HEAD = 6000
_GAP = re.compile(r"\s{3,40}")


def read_source(data: bytes, file_name: str, vocabularies: Vocabularies) -> Document:
    """Read a source into a document of units without mentions and statements.

    Parameters
    ----------
    data
        The source's bytes.
    file_name
        Its name; helps only where content does not tell the type.
    vocabularies
        Where the issuing body and the names of States are looked up.

    Raises
    ------
    ReadingError
        The source cannot be read.
    """
    media = media_type(data, file_name)
    limit = MAX_ROWS_BYTES if media in {JSON_LINES, CSV} else MAX_SOURCE_BYTES
    if len(data) > limit:
        raise ReadingError(
            f"{file_name} has {len(data)} bytes, more than the {limit} that are read; "
            "split it into documents."
        )
    composed = compose(data, file_name, media)
    if not composed.text.strip():
        raise ReadingError(f"{file_name} holds no text; if it is a scan, recognise its text first.")
    if len(composed.text) > MAX_TEXT:
        raise ReadingError(
            f"{file_name} holds {len(composed.text)} characters, more than the {MAX_TEXT} that are "
            "read; split it into documents."
        )
    source = Source(file_name, hashlib.sha256(data).hexdigest(), media)
    return _document(composed, source, vocabularies)


@dataclass(frozen=True, slots=True)
class _Sorted:
    """A text's lines sorted by what they are; ``front`` and ``body`` are blocks."""

    lines: Sequence[Line]
    furniture: dict[int, str]
    notes: Sequence[FoundNote]
    aside: Sequence[Line]
    front: Sequence[Block]
    body: Sequence[Block]
    layout: Layout
    wrapped: bool


def _document(composed: Composed, source: Source, vocabularies: Vocabularies) -> Document:
    text = composed.text
    parts = _sort_lines(composed, is_page=source.media_type == PDF)
    division = divide(parts.body, introduces=parts.layout.introduces, lists=parts.layout.lists)
    for unit in division.units:
        unit.kind = parts.layout.kind(unit, division.units)
    parts.layout.finish(division.units, vocabularies)
    tell_units(division.units, composed.told, vocabularies)
    furniture = _furniture(parts)
    footers = {item.start: item.text for item in furniture if item.kind == "page footer"}
    pages = page_starts(parts.lines, footers)
    units = finished_units(text, division.units, pages)
    metadata = _metadata(composed, parts, division, vocabularies)
    return Document(
        key=document_key(metadata, source.file, source.sha256, vocabularies),
        text=text,
        metadata=metadata,
        source=source,
        units=units,
        headings=tuple(division.headings),
        furniture=furniture,
        notes=_notes(text, parts, division.units),
        front=_front_spans(parts, division),
        pages=pages,
        warnings=composed.warnings,
    )


def _sort_lines(composed: Composed, *, is_page: bool) -> _Sorted:
    layout = layout_of(composed.text[:_HEAD])
    lines = layout.cut(split_lines(composed.text, composed.hints))
    lines = list(cut_columns(cut_rows(split_run_on(split_glued(lines)))))
    furniture = find_furniture(lines)
    notes, stray = find_notes(lines, furniture)
    furniture.update((index, "footnote mark") for index in stray)
    taken = {*furniture, *(index for note in notes for index in note.lines)}
    aside = find_contents(lines)
    aside = (aside | find_abbreviations(lines, aside)) - taken
    rest = [line for i, line in enumerate(lines) if i not in taken and i not in aside]
    wrapped = is_page or is_wrapped(rest)
    blocks = join_lines(rest, wrapped=wrapped)
    start = body_start(blocks)
    return _Sorted(
        lines=lines,
        furniture=furniture,
        notes=notes,
        aside=[lines[index] for index in sorted(aside)],
        front=blocks[:start],
        body=blocks[start:],
        layout=layout,
        wrapped=wrapped,
    )


def _metadata(
    composed: Composed, parts: _Sorted, division: Division, vocabularies: Vocabularies
) -> Metadata:
    sections = tuple(heading.text for heading in division.headings)
    lines = [title for row in _front_lines(parts) if (title := clean(row))]
    margins = [parts.lines[index].text for index in parts.furniture]
    enacts = bool(division.units) and division.units[0].role == "preambular"
    metadata = read_metadata(
        lines, composed.text, vocabularies, sections=sections, margins=margins, enacts=enacts
    )
    known = {name: value for name, value in composed.metadata.items() if value}
    if "symbol" in known and metadata.symbol is None:
        known["body"] = body_key([], known["symbol"], vocabularies) or metadata.body or ""
    given = {name: value for name, value in known.items() if value}
    return replace(metadata, **given) if given else metadata  # type: ignore[arg-type]


def _front_lines(parts: _Sorted) -> list[str]:
    """Give the head's lines; a name or title that runs over several is one."""
    rows: list[str] = []
    for block in parts.front:
        if not parts.wrapped or block.raw.startswith("**"):
            rows.append(block.raw)
            continue
        for nth, line in enumerate(block.lines):
            cells = _GAP.split(line.text)
            if nth and len(cells) == 1 and not is_front(Block((line,))):
                rows[-1] += f" {line.text}"
            else:
                rows += cells
    return rows


def _furniture(parts: _Sorted) -> tuple[Furniture, ...]:
    return tuple(
        Furniture(parts.lines[i].text, parts.lines[i].start, parts.lines[i].end, kind)
        for i, kind in sorted(parts.furniture.items())
    )


def _notes(text: str, parts: _Sorted, units: list[DraftUnit]) -> tuple[Note, ...]:
    if not parts.notes:
        return ()
    citing: dict[str, list[DraftUnit]] = {}
    for unit in units:
        for mark in cited_marks(unit.text):
            citing.setdefault(mark, []).append(unit)
    for mark, offset in _fallen_marks(parts):
        fallen = [unit for unit in units if unit.blocks[0].start <= offset < unit.blocks[-1].end]
        citing[mark] = fallen[-1:] or citing.get(mark, [])
    notes: list[Note] = []
    last: dict[str, int] = {}
    starts = {mark: [unit.blocks[0].start for unit in found] for mark, found in citing.items()}
    for note in parts.notes:
        begin, mark = parts.lines[note.lines[0]].start, note.mark
        at = _cited_in(starts.get(mark, []), last.get(mark, -1), begin)
        last[mark] = begin
        notes.append(_note(text, note, parts.lines, None if at is None else citing[mark][at].key))
    return tuple(notes)


def _cited_in(starts: Sequence[int], after: int, before: int) -> int | None:
    """Give the first unit from one note to the next of the same mark, else the last before it."""
    if not starts:
        return None
    first, end = bisect_left(starts, after), bisect_left(starts, before)
    return first if first < end else max(end - 1, 0)


def _fallen_marks(parts: _Sorted) -> list[tuple[str, int]]:
    """Give the marks that fell out above a line's end, each with the last offset of that line."""
    found = []
    for index, kind in parts.furniture.items():
        below = _row_below(parts, index) if kind == "footnote mark" else []
        if (
            below
            and parts.lines[index].indent + 8 > below[0].indent + below[-1].end - below[0].start
        ):
            found.append((parts.lines[index].text, below[-1].end - 1))
    return found


def _row_below(parts: _Sorted, index: int) -> list[Line]:
    """Give the line below a piece of furniture, with what was cut off it."""
    rows = [
        i for i in range(index + 1, min(index + 9, len(parts.lines))) if i not in parts.furniture
    ]
    row = [parts.lines[i] for i in rows]
    cut = next((nth for nth, line in enumerate(row) if nth and not line.cut), len(row))
    return row[:cut]


def _note(text: str, note: FoundNote, lines: Sequence[Line], unit: str | None) -> Note:
    start, end = lines[note.lines[0]].start, lines[note.lines[-1]].end
    words = text[start:end]
    body = words[len(words.split(None, 1)[0]) :].strip() if note.mark else words
    return Note(note.mark, body, start, end, unit)


def _front_spans(parts: _Sorted, division: Division) -> tuple[Range, ...]:
    blocks = [line for block in (*parts.front, *division.front) for line in block.lines]
    return tuple(sorted((line.start, line.end) for line in (*blocks, *parts.aside)))
