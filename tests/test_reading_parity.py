"""The two seed documents as DOCX, ODT, PDF and HTML read as their plain text does.

The files under ``data/seeds`` were written from the plain text with LibreOffice: automatic
numbering, headings, justified and hyphenated lines, a running header and a numbered footer.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.document import Document
from graph.reading import accounted, read_source
from ontology.vocabularies import load_vocabularies

MADE = Path(__file__).parent / "data" / "seeds"
SEEDS = ("000_6f4b878ded86092d", "002_f7de6c3a8e0c6968")


def read(path: Path) -> Document:
    return read_source(path.read_bytes(), path.name, load_vocabularies())


def said(document: Document) -> list[tuple[str, str | None, str, str, str | None]]:
    return [
        (unit.number, unit.parent, unit.kind, " ".join(unit.text.split()), unit.section)
        for unit in document.units
    ]


@pytest.mark.parametrize("ending", ["docx", "odt", "pdf", "html"])
@pytest.mark.parametrize("name", SEEDS)
def test_every_format_of_a_seed_gives_the_same_units(seeds: Path, name: str, ending: str) -> None:
    plain, made = read(seeds / f"{name}.txt"), read(MADE / f"{name}.{ending}")
    assert said(made) == said(plain)
    assert made.key == plain.key
    assert made.metadata.title == plain.metadata.title
    assert made.metadata.sections == plain.metadata.sections
    assert made.metadata.meeting == plain.metadata.meeting
    assert accounted(made) == []
