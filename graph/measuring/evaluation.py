"""How well documents are read, measured against a gold file.

Three forms of gold are understood: ``documents`` with their units (number, parent, kind, first and
last words, addressees, modality, organizations, instruments, actors, themes, positions, States that
recommend), the ``statements`` inside units, and ``passages`` of text with what they name (symbols
of resolutions and documents, organizations, treaties, States). Rows of JSON, one a line, are made
into these by :func:`gold_of`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.document import Document, Unit
from graph.errors import RecgraphError
from graph.measuring.passages import score_passages
from graph.measuring.scoring import Score, Tally
from graph.reading.accounting import accounted

if TYPE_CHECKING:
    from ontology.vocabularies import Vocabularies

__all__ = ["Evaluation", "GoldError", "Score", "evaluate", "gold_of"]

SETS = ("organizations", "instruments", "actors", "addressees")
STATEMENT_FIELDS = ("addressees", "modality", "attribution", "stance")
EVERYWHERE = frozenset({"member-states", "states"})
"""Actors that the gold leaves out."""

Gold = Mapping[str, Any]


class GoldError(RecgraphError):
    """A gold file is not of a known form, or says nothing of the documents given."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by field, and a line for each thing that is not as the gold has it."""

    scores: tuple[Score, ...]
    differences: tuple[str, ...]


def gold_of(data: bytes) -> Gold:
    """Read a gold file: one JSON object, or rows of JSON.

    Parameters
    ----------
    data
        The file. Rows with ``text`` and ``gold`` (a list of ``symbol`` and ``where``) are the
        United Nations' own mark-up; rows with ``document``, ``number`` and ``attributed_to`` (or
        ``states``) tell who recommends.

    Raises
    ------
    GoldError
        It is no JSON, or rows of another form.

    Examples
    --------
    >>> row = '{"text": "resolution 74/247", "gold": [{"symbol": "A/RES/74/247", "where": "text"}]}'
    >>> gold_of(row.encode())
    {'passages': [{'text': 'resolution 74/247', 'symbol': None, 'symbols': ['A/RES/74/247']}]}
    """
    try:
        whole = json.loads(data)
    except ValueError:
        whole = None
    if isinstance(whole, dict) and not {"text", "number"} & set(whole):
        return whole
    try:
        lines = (line for line in data.splitlines() if line.strip())
        rows = whole if isinstance(whole, list) else [json.loads(line) for line in lines]
    except ValueError as error:
        raise GoldError(f"the gold is no JSON that can be read: {error}") from error
    if rows and all(isinstance(row, dict) and "gold" in row and "text" in row for row in rows):
        return {"passages": [_marked_up(row) for row in rows]}
    if rows and all(isinstance(row, dict) and "number" in row for row in rows):
        return {"recommending": rows}
    raise GoldError(
        "the gold's rows have neither 'text' and 'gold' nor 'number'; "
        "for documents or statements the file is an object with 'documents' or 'statements'"
    )


def _marked_up(row: Gold) -> Gold:
    cited = [g["symbol"] for g in row["gold"] if g.get("where", "text") == "text"]
    return {"text": row["text"], "symbol": row.get("doc_symbol"), "symbols": cited}


def evaluate(
    gold: Gold, documents: Sequence[Document], vocabularies: Vocabularies | None = None
) -> Evaluation:
    """Score documents against a gold.

    Parameters
    ----------
    gold
        ``{"documents": [...]}``, ``{"statements": [...]}``, ``{"passages": [...]}`` or
        ``{"recommending": [...]}``, see :func:`gold_of`.
    documents
        As read. Gold documents are found by source file name or key; gold statements by the
        document's key or year. None are needed for passages.
    vocabularies
        What passages can name; the product's own by default.

    Raises
    ------
    GoldError
        The gold has another form, or tells of none of the documents.
    """
    tally = Tally()
    told: list[Document] = []
    if isinstance(gold.get("documents"), list):
        for one in gold["documents"]:
            document = _found(one, documents)
            if document is not None:
                _document(tally, one, document)
                told.append(document)
    elif isinstance(gold.get("statements"), list):
        for statements, document in _by_document(gold["statements"], documents):
            _statements(tally, statements, document)
            told.append(document)
    elif isinstance(gold.get("recommending"), list):
        for rows, document in _by_document(gold["recommending"], documents):
            _recommending(tally, rows, document)
            told.append(document)
    elif isinstance(gold.get("passages"), list):
        score_passages(tally, gold["passages"], vocabularies)
        return Evaluation(tally.scores(), tuple(tally.differences))
    else:
        raise GoldError("the gold has neither 'documents' nor 'statements' nor 'passages'")
    if not told:
        raise GoldError("the gold tells of none of these documents; compare file names and keys")
    for document in told:
        _offsets(tally, document)
    return Evaluation(tally.scores(), tuple(tally.differences))


def _found(told: Gold, documents: Sequence[Document]) -> Document | None:
    """Find the document that a gold document tells of."""
    by_file = [d for d in documents if d.source.file == told.get("file")]
    by_key = [d for d in documents if d.key == told.get("key")]
    return next(iter((*by_file, *by_key)), None)


def _document(tally: Tally, told: Gold, document: Document) -> None:
    _metadata(tally, told, document)
    furniture = [piece.text for piece in document.furniture]
    if "furniture" in told:
        tally.value("furniture", document.key, furniture, told["furniture"])
    units: dict[str, list[Unit]] = {}
    for unit in document.units:
        units.setdefault(unit.number, []).append(unit)
    paragraphs = told.get("paragraphs", ())
    if not all("number" in one for one in paragraphs):
        raise GoldError("a paragraph of the gold has no number")
    expected = {one["number"] for one in paragraphs}
    if paragraphs:
        tally.sets("units", document.key, (u.number for u in document.units), expected)
    for one in paragraphs:
        same = units.get(one["number"], [])
        found = same.pop(0) if same else None  # where counts restart, the next of that number
        _unit(tally, one, found, f"{document.key} {one['number']}")


def _metadata(tally: Tally, told: Gold, document: Document) -> None:
    metadata = document.metadata
    for field, expected in told.get("metadata", {}).items():
        if field == "meeting":
            meeting = metadata.meeting
            found: object = {"place": meeting.place, "start": meeting.start, "end": meeting.end}
        elif not hasattr(metadata, field):
            raise GoldError(f"the gold names metadata that no document has: {field!r}")
        else:
            value = getattr(metadata, field)
            found = list(value) if isinstance(value, tuple) else value
        tally.value("metadata", f"{document.key} {field}", found, expected)


def _unit(tally: Tally, told: Gold, unit: Unit | None, place: str) -> None:
    if unit is None:
        tally.value("structure", place, None, told["number"])
        for field in (*SETS, "themes"):
            if field in told:
                tally.sets(field, place, (), told[field])
        if "modality" in told:
            tally.value("modality", place, "no such unit", told["modality"])
        return
    text = " ".join(unit.text.split())
    structure = {
        "parent": unit.parent,
        "kind": unit.kind,
        "starts": told.get("starts") if text.startswith(told.get("starts", "")) else text[:40],
        "ends": told.get("ends") if text.endswith(told.get("ends", "")) else text[-40:],
    }
    structure = {name: value for name, value in structure.items() if name in told}
    tally.value("structure", place, structure, {name: told[name] for name in structure})
    found = {
        "organizations": unit.entities("organization"),
        "instruments": unit.entities("instrument"),
        "actors": tuple(key for key in unit.entities("actor", "state") if key not in EVERYWHERE),
        "addressees": unit.addressees,
    }
    for field in (field for field in SETS if field in told):
        tally.sets(field, place, found[field], told[field])
    if "states" in told:
        tally.sets("States", place, unit.entities("state"), told["states"])
    if "attributed_to" in told:
        wanted = sorted(told["attributed_to"])
        tally.value("recommending States", place, sorted(unit.attributed_to), wanted)
    if "modality" in told:
        tally.value("modality", place, unit.modality, told["modality"])
    if "themes" in told:
        allowed = told.get("themes_ok", ())
        tally.sets("themes", place, unit.entities("theme"), told["themes"], allowed)
    if "positions" not in told:
        return
    targets = (t for statement in unit.statements for t in statement.targets)
    tally.sets(
        "positions",
        place,
        (f"{target.stance} {target.entity}" for target in targets),
        (f"{p['stance']} {p['target']}" for p in told.get("positions", ())),
    )


def _by_document(
    rows: Sequence[Gold], documents: Sequence[Document]
) -> list[tuple[list[Gold], Document]]:
    """Give each document with the rows that the gold tells of it."""
    named: dict[str, list[Gold]] = {}
    for row in rows:
        name = next((row[k] for k in ("document", "file", "doc") if k in row), "")
        named.setdefault(name, []).append(row)
    pairs = []
    for name, of in named.items():
        fitting = (d for d in documents if name in (d.key, d.source.file, _stem(d), _year(d)))
        document = next(fitting, documents[0] if not name and len(documents) == 1 else None)
        if document is not None:
            pairs.append((of, document))
    return pairs


def _stem(document: Document) -> str:
    return document.source.file.partition(".")[0]


def _year(document: Document) -> str | None:
    date = document.metadata.date or document.metadata.meeting.start
    return date[:4] if date else None


def _statements(tally: Tally, told: Sequence[Gold], document: Document) -> None:
    """Compare statement by statement, by their place; one too many or too few is wrong."""
    units = {unit.number: unit for unit in reversed(document.units)}
    expected: dict[str, list[Gold]] = {}
    for one in told:
        expected.setdefault(one["unit"], []).append(one)
    for number, of in expected.items():
        said = units[number].statements if number in units else ()
        for place in range(max(len(of), len(said))):
            where = f"{document.key} {number} statement {place}"
            for field in STATEMENT_FIELDS:
                found, wanted = (_said(_field(one, place, field)) for one in (said, of))
                tally.value(field, where, found, wanted)
            all_found, all_wanted = (
                [_said(_field(of, place, field)) for field in STATEMENT_FIELDS]
                for of in (said, expected[number])
            )
            tally.value("statements", where, all_found, all_wanted)


def _field(of: Sequence[Any], place: int, field: str) -> object:
    """Give a field of a statement read or told, "nothing" where there is no such statement."""
    if place >= len(of):
        return "nothing"
    return of[place][field] if isinstance(of[place], Mapping) else getattr(of[place], field)


def _recommending(tally: Tally, rows: Sequence[Gold], document: Document) -> None:
    """Compare the States that make each recommendation: right where the sets are the same."""
    units = {unit.number: unit for unit in reversed(document.units)}
    for row in rows:
        number = str(row["number"]).rstrip(".")
        wanted = row["attributed_to"] if "attributed_to" in row else row.get("states", ())
        found = units[number].attributed_to if number in units else "no such unit"
        place = f"{document.key} {number}"
        tally.value("recommending States", place, _said(found), _said(wanted))
        if row.get("position") is not None and number in units:
            tally.value("response", place, units[number].position, row["position"])


def _said(value: object) -> object:
    return sorted(value) if isinstance(value, (list, tuple)) else value


def _offsets(tally: Tally, document: Document) -> None:
    """Check that every offset leads to its words, and that every character belongs somewhere."""
    text = document.text
    tally.value("accounted", document.key, accounted(document), [])
    for unit in document.units:
        place = f"{document.key} {unit.number}"
        cut = "".join(text[start:end] for start, end in unit.ranges)
        tally.value("offsets", place, cut, unit.text)
        for mention in unit.mentions:
            tally.value("offsets", place, text[mention.start : mention.end], mention.quote)
        for statement in unit.statements:
            inside = unit.start <= statement.start < statement.end <= unit.end
            tally.value("offsets", f"{place} statement", inside, True)
