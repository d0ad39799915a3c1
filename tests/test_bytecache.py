"""What is kept beside the compiled modules: never stale, never half, never needed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graph.mentions.gazetteer import Gazetteer
from graph.mentions.matching import FormIndex
from ontology import vocabularies as module
from ontology.bytecache import keep, key_of, recall
from ontology.vocabularies import DIRECTORY, Entity, load_vocabularies

VALUE = ("ä", b"\0", 1, None, (2, "x"))


@pytest.fixture(autouse=True)
def _writes_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return tmp_path / "made.py"


def kept_file(made: Path) -> Path:
    (found,) = (made.parent / "__pycache__").iterdir()
    return found


def test_what_is_kept_comes_back_under_its_key_alone(made: Path) -> None:
    keep(str(made), "a" * 64, VALUE)
    assert recall(str(made), "a" * 64) == VALUE
    assert recall(str(made), "b" * 64) is None
    assert recall(str(made), None) is None


def test_a_key_changes_with_every_byte_it_stands_for(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"ab")
    two.write_bytes(b"c")
    keys = {key_of([one, two]), key_of([two, one]), key_of([one]), key_of([one], "c")}
    one.write_bytes(b"a")
    two.write_bytes(b"bc")
    assert len(keys | {key_of([one, two])}) == 5
    assert key_of([tmp_path / "none"]) is None


@pytest.mark.parametrize("cut", [0, 10, 64, 66, 70, -1])
def test_a_damaged_file_is_as_none(made: Path, cut: int) -> None:
    keep(str(made), "a" * 64, VALUE)
    file = kept_file(made)
    file.write_bytes(file.read_bytes()[:cut])
    assert recall(str(made), "a" * 64) is None
    file.write_bytes(b"a" * 64 + b"\0\0\0\0 something else")
    assert recall(str(made), "a" * 64) is None


def test_nothing_is_kept_where_nothing_can_be_written(made: Path) -> None:
    (made.parent / "__pycache__").write_text("in the way")
    keep(str(made), "a" * 64, VALUE)
    assert recall(str(made), "a" * 64) is None


def test_python_told_to_write_no_bytecode_keeps_nothing(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep(str(made), "a" * 64, VALUE)
    assert not (made.parent / "__pycache__").exists()


def test_recalled_vocabularies_are_those_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    module._load.cache_clear()
    read = load_vocabularies()
    module._load.cache_clear()
    monkeypatch.setattr(module, "_read", lambda sources: pytest.fail("not recalled"))
    recalled = load_vocabularies()
    assert (recalled.entities, recalled.schemes) == (read.entities, read.schemes)
    assert recalled.digest == read.digest
    assert list(tmp_path.rglob("*.kept"))
    assert load_vocabularies(DIRECTORY) is recalled


def test_an_automaton_comes_back_whole() -> None:
    entities = [
        Entity("judiciary", "actor", "judicial authorities", negative=("no judicial authorities",)),
        Entity("who", "organization", "World Health Organization", alt=("WHO",)),
    ]
    text = "Judicial and police authorities, no judicial authorities; WHO and who"
    made = Gazetteer.build(entities)
    again = Gazetteer(*(FormIndex.unpacked(part.packed()) for part in (made.lower, made.cased)))
    assert again.find(text) == made.find(text) != []
