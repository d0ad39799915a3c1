"""Verification: every change in a source is found and named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.building.builder import Builder, jobs_in
from graph.building.sources import SourceArchive
from graph.store import EmbeddedStore
from graph.verification import Difference, Verification, verify
from ontology.iris import Iris
from ontology.vocabularies import load_vocabularies

TEXT = "1. UNODC should support the training of judges.\n\n2. Member States may share evidence.\n"


@dataclass(frozen=True)
class Library:
    store: EmbeddedStore
    archive: SourceArchive
    source: Path

    def verified(self) -> Verification:
        return verify(self.store, self.archive, load_vocabularies())


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    source, archive = tmp_path / "note.txt", SourceArchive(tmp_path / "data")
    source.write_text(TEXT)
    with EmbeddedStore(tmp_path / "data") as store:
        Builder(store, archive, load_vocabularies(), Iris(), validate=False).build(
            jobs_in([source])
        )
        yield Library(store, archive, source)


def kept_copy(library: Library) -> Path:
    (copy,) = (library.source.parent / "data" / "sources").iterdir()
    return copy


def test_an_unchanged_source_has_no_differences(library: Library) -> None:
    found = library.verified()
    assert (found.documents, found.differences) == (1, ())
    assert found.quotes > 2


def test_one_character_in_a_mention_is_named(library: Library) -> None:
    library.source.write_text(TEXT.replace("UNODC", "UNODD"))
    differences = library.verified().differences
    assert "the hash of" in differences[0].what
    named = {(d.unit, d.entity, d.expected, d.found) for d in differences[1:]}
    assert ("1", "unodc", "UNODC", "UNODD") in named
    assert {d.unit for d in differences[1:]} == {"1"}


def test_one_character_between_mentions_is_named(library: Library) -> None:
    library.source.write_text(TEXT.replace("may share", "may shave"))
    _, text = library.verified().differences
    assert (text.unit, text.entity) == ("2", None)
    assert "share" in text.expected
    assert "shave" in text.found


def test_a_missing_source_is_named(library: Library) -> None:
    library.source.unlink()
    (difference,) = library.verified().differences
    assert str(library.source) in difference.what


def test_a_damaged_copy_is_named(library: Library) -> None:
    kept_copy(library).write_text(TEXT.replace("judges", "fudges"))
    differences = library.verified().differences
    assert differences[0].what == "the hash of the copy of its source"
    assert {d.unit for d in differences[1:]} == {"1"}


def test_a_missing_copy_is_named(library: Library) -> None:
    kept_copy(library).unlink()
    (difference,) = library.verified().differences
    assert (difference.what, difference.found) == ("the copy of its source", "nothing")


def test_a_difference_is_one_line() -> None:
    told = Difference("r", "1", None, "the text at 0..3", "a\nb", "a c")
    assert str(told) == "r 1: the text at 0..3: expected 'a\\nb', found 'a c'"


def test_rows_of_a_table_are_compared_with_their_copy(tmp_path: Path) -> None:
    table, archive = tmp_path / "rows.csv", SourceArchive(tmp_path / "data")
    table.write_text("doc,text\nA/1,UNODC should report.\nA/2,States may act.\n")
    with EmbeddedStore(tmp_path / "data") as store:
        Builder(store, archive, load_vocabularies(), Iris()).build(jobs_in([table]))
        library = Library(store, archive, table)
        assert (library.verified().documents, library.verified().differences) == (2, ())
        table.unlink()
        assert [str(table) in d.what for d in library.verified().differences] == [True, True]
