"""Documents of many kinds, in words of our own: units, kinds, what they say of themselves.

Each file under `data/layouts` begins with ``@field value`` lines; then each line is a paragraph
with what it is: ``F`` front, ``H`` heading, ``N`` note, ``X`` anything else that is no unit, ``T``
a table's row, or a unit's number and kind, written before the text was first read.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from graph.document import Document
from graph.reader import read_document
from graph.reading import accounted
from ontology.vocabularies import load_vocabularies

FILES = sorted((Path(__file__).parent / "data" / "layouts").glob("*.txt"))
KINDS = {
    "n": "narrative",
    "r": "recommendation",
    "c": "chapeau",
    "s": "sub-item",
    "t": "statement",
    "p": "preamble",
}
# What statements make of a unit and should not: "welcomed the new member" supports nobody's view.
KINDS_RIGHT = 0.96
Row = tuple[str, str]


def told(path: Path) -> tuple[dict[str, str | None], list[Row]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    fields = [line[1:].split(" ", 1) for line in lines if line[0] == "@"]
    rows = [line.split("| ", 1) for line in lines if line[0] != "@"]
    meta = {name: None if value == "None" else value for name, value in fields}
    return meta, [(tag.strip(), text) for tag, text in rows]


def units(rows: list[Row]) -> list[tuple[str, str]]:
    tags = [re.sub("^T ", "", tag) for tag, _ in rows]
    pairs = [tag.rpartition(" ")[::2] for tag in tags if tag not in {"F", "H", "N", "X", "T"}]
    return [(number, KINDS[kind]) for number, kind in pairs]


def plain(rows: list[Row]) -> bytes:
    lines = [f"| {text} |\n" if tag[0] == "T" else f"{text}\n\n" for tag, text in rows]
    return "".join(lines).encode()


def wrapped(rows: list[Row]) -> bytes:
    lines = []
    for tag, text in rows:
        depth = 4 * tag.count("(")
        width = 1000 if tag[0] == "T" else 84 - depth
        text = f"| {text} |" if tag[0] == "T" else text
        gap = "\n" if tag[0] == "T" else "\n\n"
        lines.append(textwrap.fill(text, width, initial_indent=" " * depth) + gap)
    return "".join(lines).encode()


def read(data: bytes, path: Path) -> Document:
    document = read_document(data, path.name, load_vocabularies())
    assert accounted(document) == []
    return document


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_units_and_metadata(path: Path) -> None:
    meta, rows = told(path)
    document = read(plain(rows), path)
    assert [unit.number for unit in document.units] == [number for number, _ in units(rows)]
    found = {name: getattr(document.metadata, name) for name in meta}
    assert found == meta


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wrapped_text_has_the_same_units(path: Path) -> None:
    _, rows = told(path)
    whole, broken = read(plain(rows), path), read(wrapped(rows), path)
    assert [unit.number for unit in broken.units] == [unit.number for unit in whole.units]
    words = [" ".join(unit.text.split()) for unit in broken.units]
    assert words == [" ".join(unit.text.split()) for unit in whole.units]


def test_kinds() -> None:
    right = wanted = 0
    for path in FILES:
        _, rows = told(path)
        expected = units(rows)
        document = read(plain(rows), path)
        right += sum(
            unit.kind == kind for unit, (_, kind) in zip(document.units, expected, strict=True)
        )
        wanted += len(expected)
    assert right / wanted >= KINDS_RIGHT


def test_the_dialogue_of_a_review_is_told_and_no_recommendation() -> None:
    path = next(path for path in FILES if path.stem == "upr")
    document = read(plain(told(path)[1]), path)
    kinds = {unit.number: unit.kind for unit in document.units}
    assert [kinds[number] for number in ("6", "7", "8")] == ["narrative"] * 3
    by = {unit.number: unit.attributed_to for unit in document.units}
    assert by["10.3"] == ("BOL", "GBR")
    assert by["10.4"] == ("LAO", "CIV", "TUR")
