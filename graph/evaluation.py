"""How well documents are read, measured against a gold file.

Two forms of gold are understood: documents with their units (number, parent, kind, first and last
words, addressees, modality, organizations, instruments, actors, themes, positions), and the
statements inside units. Sets are compared per unit and counted over all units (micro-averaged
precision, recall and F1; van Rijsbergen, Information Retrieval, 1979).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.document import Document, Unit
from graph.errors import RecgraphError

__all__ = ["Evaluation", "GoldError", "Score", "evaluate"]

SETS = ("organizations", "instruments", "actors", "addressees")
STATEMENT_FIELDS = ("addressees", "modality", "attribution", "stance")
EVERYWHERE = frozenset({"member-states", "states"})
"""Actors that the gold leaves out."""

Gold = Mapping[str, Any]


class GoldError(RecgraphError):
    """A gold file is not of a known form, or says nothing of the documents given."""


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of what there is: ``correct`` of ``found``, ``recalled`` of ``expected``.

    Examples
    --------
    >>> score = Score("themes", correct=8, found=10, recalled=8, expected=16)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.8, 0.5, 0.615)
    """

    field: str
    correct: int
    found: int
    recalled: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.correct / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 where there is nothing."""
        return self.recalled / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by field, and a line for each thing that is not as the gold has it."""

    scores: tuple[Score, ...]
    differences: tuple[str, ...]


class _Tally:
    """Counts as it goes."""

    def __init__(self) -> None:
        self._counts: dict[str, list[int]] = {}
        self.differences: list[str] = []

    def sets(
        self,
        field: str,
        place: str,
        found: Iterable[str],
        expected: Iterable[str],
        allowed: Iterable[str] = (),
    ) -> None:
        """Compare two sets; what is ``allowed`` is neither missed nor wrong."""
        got, wanted = set(found), set(expected)
        good = wanted | set(allowed)
        self._add(field, len(got & good), len(got), len(got & wanted), len(wanted))
        if got - good or wanted - got:
            missing, extra = sorted(wanted - got), sorted(got - good)
            self.differences.append(f"{place} {field}: missing {missing}, too many {extra}")

    def value(self, field: str, place: str, found: object, expected: object) -> None:
        """Compare two values."""
        right = int(found == expected)
        self._add(field, right, 1, right, 1)
        if not right:
            self.differences.append(f"{place} {field}: expected {expected!r}, found {found!r}")

    def scores(self) -> tuple[Score, ...]:
        """Give the scores, in the order in which fields came up."""
        return tuple(Score(field, *counts) for field, counts in self._counts.items())

    def _add(self, field: str, *counts: int) -> None:
        known = self._counts.setdefault(field, [0, 0, 0, 0])
        for place, count in enumerate(counts):
            known[place] += count


def evaluate(gold: Gold, documents: Sequence[Document]) -> Evaluation:
    """Score documents against a gold.

    Parameters
    ----------
    gold
        ``{"documents": [...]}`` or ``{"statements": [...]}``.
    documents
        As read. Gold documents are found by source file name or key; gold statements by the
        document's key or year.

    Raises
    ------
    GoldError
        The gold has another form, or tells of none of the documents.
    """
    tally = _Tally()
    if isinstance(gold.get("documents"), list):
        pairs = [(g, d) for g in gold["documents"] if (d := _found(g, documents)) is not None]
        for told, document in pairs:
            _document(tally, told, document)
    elif isinstance(gold.get("statements"), list):
        pairs = _with_statements(gold["statements"], documents)
        for told, document in pairs:
            _statements(tally, told, document)
    else:
        raise GoldError("the gold has neither 'documents' nor 'statements'")
    if not pairs:
        raise GoldError("the gold tells of none of these documents; compare file names and keys")
    for _, document in pairs:
        _offsets(tally, document)
    return Evaluation(tally.scores(), tuple(tally.differences))


def _found(told: Gold, documents: Sequence[Document]) -> Document | None:
    """Find the document that a gold document tells of."""
    by_file = [d for d in documents if d.source.file == told.get("file")]
    by_key = [d for d in documents if d.key == told.get("key")]
    return next(iter((*by_file, *by_key)), None)


def _document(tally: _Tally, told: Gold, document: Document) -> None:
    _metadata(tally, told, document)
    furniture = [piece.text for piece in document.furniture]
    tally.value("furniture", document.key, furniture, told.get("furniture", []))
    units = {unit.number: unit for unit in reversed(document.units)}
    expected = {one["number"] for one in told["paragraphs"]}
    tally.sets("units", document.key, (u.number for u in document.units), expected)
    for one in told["paragraphs"]:
        _unit(tally, one, units.get(one["number"]), f"{document.key} {one['number']}")


def _metadata(tally: _Tally, told: Gold, document: Document) -> None:
    metadata = document.metadata
    for field, expected in told.get("metadata", {}).items():
        if field == "meeting":
            meeting = metadata.meeting
            found: object = {"place": meeting.place, "start": meeting.start, "end": meeting.end}
        else:
            value = getattr(metadata, field)
            found = list(value) if isinstance(value, tuple) else value
        tally.value("metadata", f"{document.key} {field}", found, expected)


def _unit(tally: _Tally, told: Gold, unit: Unit | None, place: str) -> None:
    if unit is None:
        tally.value("structure", place, None, told["number"])
        for field in SETS:
            tally.sets(field, place, (), told[field])
        tally.value("modality", place, "no such unit", told["modality"])
        tally.sets("themes", place, (), told["themes"])
        return
    text = " ".join(unit.text.split())
    structure = {
        "parent": unit.parent,
        "kind": unit.kind,
        "starts": told["starts"] if text.startswith(told["starts"]) else text[:40],
        "ends": told["ends"] if text.endswith(told["ends"]) else text[-40:],
    }
    tally.value("structure", place, structure, {name: told[name] for name in structure})
    found = {
        "organizations": unit.entities("organization"),
        "instruments": unit.entities("instrument"),
        "actors": tuple(key for key in unit.entities("actor", "state") if key not in EVERYWHERE),
        "addressees": unit.addressees,
    }
    for field in SETS:
        tally.sets(field, place, found[field], told[field])
    tally.value("modality", place, unit.modality, told["modality"])
    tally.sets("themes", place, unit.entities("theme"), told["themes"], told.get("themes_ok", ()))
    targets = (t for statement in unit.statements for t in statement.targets)
    tally.sets(
        "positions",
        place,
        (f"{target.stance} {target.entity}" for target in targets),
        (f"{p['stance']} {p['target']}" for p in told.get("positions", ())),
    )


def _with_statements(
    statements: Sequence[Gold], documents: Sequence[Document]
) -> list[tuple[list[Gold], Document]]:
    """Give each document with the statements that the gold tells of it."""
    named: dict[str, list[Gold]] = {}
    for one in statements:
        named.setdefault(one["document"], []).append(one)
    pairs = []
    for name, of in named.items():
        document = next((d for d in documents if name in (d.key, _year(d))), None)
        if document is not None:
            pairs.append((of, document))
    return pairs


def _year(document: Document) -> str | None:
    date = document.metadata.date or document.metadata.meeting.start
    return date[:4] if date else None


def _statements(tally: _Tally, told: Sequence[Gold], document: Document) -> None:
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
                found = _said(getattr(said[place], field)) if place < len(said) else "nothing"
                wanted = _said(of[place][field]) if place < len(of) else "nothing"
                tally.value(field, where, found, wanted)


def _said(value: object) -> object:
    return sorted(value) if isinstance(value, (list, tuple)) else value


def _offsets(tally: _Tally, document: Document) -> None:
    """Check that every offset leads to the words it should lead to."""
    text = document.text
    for unit in document.units:
        place = f"{document.key} {unit.number}"
        cut = "".join(text[start:end] for start, end in unit.ranges)
        tally.value("offsets", place, cut, unit.text)
        for mention in unit.mentions:
            tally.value("offsets", place, text[mention.start : mention.end], mention.quote)
        for statement in unit.statements:
            inside = unit.start <= statement.start < statement.end <= unit.end
            tally.value("offsets", f"{place} statement", inside, True)
