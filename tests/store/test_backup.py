"""Backups: what was there comes back, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.building.sources import Intent, Origin, SourceArchive
from graph.store import EmbeddedStore, StoreError
from graph.store.backup import back_up, restore


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory with one triple and one source."""
    with EmbeddedStore(tmp_path / "data") as store:
        store.update("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }")
    SourceArchive(tmp_path / "data").put(b"Draft report")
    return tmp_path / "data"


def test_what_was_there_comes_back(data: Path, tmp_path: Path) -> None:
    with EmbeddedStore(data, writable=False) as store:
        rows, version = store.select("SELECT * { ?s ?p ?o }"), store.version
    assert back_up(data, tmp_path / "kept") == version
    assert restore(tmp_path / "kept", tmp_path / "again") == version
    with EmbeddedStore(tmp_path / "again") as store:
        assert store.select("SELECT * { ?s ?p ?o }") == rows
        assert store.version == version
        store.update("INSERT DATA { <a:s> <a:p> 2 }")
    assert [f.read_bytes() for f in (tmp_path / "again/sources").iterdir()] == [b"Draft report"]
    assert not (tmp_path / "again/manifest.json").exists()


def test_what_was_made_once_need_not_be_made_again(data: Path, tmp_path: Path) -> None:
    for folder in ("bearings", "catalogue", "ledger", "map"):
        (data / folder).mkdir()
        (data / folder / "one").write_bytes(folder.encode())
        (data / folder / ".two.123").write_bytes(b"half")  # of a write that goes on
    back_up(data, tmp_path / "kept")
    restore(tmp_path / "kept", tmp_path / "again")
    for folder in ("bearings", "catalogue", "ledger", "map"):
        kept = {path.name: path.read_bytes() for path in (tmp_path / "again" / folder).iterdir()}
        assert kept == {"one": folder.encode()}


def test_an_intent_is_carried_too(data: Path, tmp_path: Path) -> None:
    archive = SourceArchive(data)
    intent = Intent("v1", {"report": Origin("report.txt", "0" * 64)}, frozenset({"former"}))
    archive.intend(intent)
    back_up(data, tmp_path / "kept")
    restore(tmp_path / "kept", tmp_path / "again")
    assert SourceArchive(tmp_path / "again").intent() == intent


def test_nothing_is_overwritten(data: Path, tmp_path: Path) -> None:
    back_up(data, tmp_path / "kept")
    with pytest.raises(StoreError, match="not empty"):
        back_up(data, tmp_path / "kept")
    with pytest.raises(StoreError, match="not empty"):
        restore(tmp_path / "kept", data)


def test_a_damaged_backup_is_refused(data: Path, tmp_path: Path) -> None:
    back_up(data, tmp_path / "kept")
    source = next((tmp_path / "kept/sources").iterdir())
    source.write_bytes(b"other")
    with pytest.raises(StoreError, match="is damaged: sources/"):
        restore(tmp_path / "kept", tmp_path / "again")
    assert not (tmp_path / "again").exists()
    with pytest.raises(StoreError, match="is no backup"):
        restore(data, tmp_path / "again")
