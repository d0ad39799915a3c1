"""The read model of a version after a few documents came or went is as if it had been read anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.building import derived
from graph.building.builder import Builder, jobs_in
from graph.building.sources import SourceArchive
from graph.catalogue import Catalogue, load_catalogue
from graph.store import EmbeddedStore
from ontology.iris import DEFAULT
from ontology.vocabularies import load_vocabularies


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedStore]:
    monkeypatch.setattr(derived, "_FEW", 0)  # of three documents most relations are new
    with EmbeddedStore(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def corpus(tmp_path: Path, seeds: Path) -> Path:
    """Three documents, two of which repeat each other."""
    copied = Path(shutil.copytree(seeds, tmp_path / "corpus"))
    first = min(copied.glob("*.txt"))
    (copied / "again.txt").write_text(first.read_text().replace("Vienna", "Geneva"))
    return copied


def _build(store: EmbeddedStore, *paths: Path) -> None:
    archive = SourceArchive(store.directory.path)
    Builder(store, archive, load_vocabularies(), DEFAULT).build(jobs_in(paths))


def _anew(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedStore, "beside", None)
        return load_catalogue(store)


def _same(one: Catalogue, other: Catalogue) -> bool:
    return (one.units, one.relations) == (other.units, other.relations) and (
        list(one.documents.items()) == list(other.documents.items())
        and list(one.entities.items()) == list(other.entities.items())
    )


def _asked(monkeypatch: pytest.MonkeyPatch, store: EmbeddedStore) -> list[str]:
    """Note the documents whose units are asked for."""
    found: list[str] = []
    select = store.select

    def noting(sparql: str, **bindings: Any) -> Any:
        if sparql.startswith("# title: Units\n"):
            found.extend(sparql.partition("VALUES ?document { ")[2].partition(" }")[0].split())
        return select(sparql, **bindings)

    monkeypatch.setattr(store, "select", noting)
    return found


@pytest.mark.parametrize("is_in_memory", [True, False])
def test_only_what_a_build_touched_is_read(
    store: EmbeddedStore, corpus: Path, monkeypatch: pytest.MonkeyPatch, is_in_memory: bool
) -> None:
    again, first, second = sorted(corpus.glob("*.txt"), key=lambda path: path.name != "again.txt")
    _build(store, first, second)
    former = load_catalogue(store)
    asked = _asked(monkeypatch, store)
    _build(store, again)
    again.write_text(again.read_text().replace("Geneva", "Nairobi"))
    _build(store, again)
    found = load_catalogue(store, former if is_in_memory else None)
    assert len(asked) == 1
    assert len(found.documents) == 3
    assert found.relations
    assert _same(found, _anew(store, monkeypatch))


def test_a_document_that_another_replaces_is_gone(
    store: EmbeddedStore, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again, first, second = sorted(corpus.glob("*.txt"), key=lambda path: path.name != "again.txt")
    _build(store, first, second, again)
    former = load_catalogue(store)
    again.write_text("Draft resolution A/C.3/70/L.2\n\n1. Urges States to train judges;\n")
    _build(store, again)
    found = load_catalogue(store, former)
    assert found.documents.keys() != former.documents.keys()
    assert len(found.documents) == 3
    assert _same(found, _anew(store, monkeypatch))


def test_after_an_update_everything_is_read(
    store: EmbeddedStore, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again, first, second = sorted(corpus.glob("*.txt"), key=lambda path: path.name != "again.txt")
    _build(store, first, second)
    former = load_catalogue(store)
    unit = former.units[0].iri
    dcterms = "http://purl.org/dc/terms/title"
    store.update(f'INSERT DATA {{ GRAPH <a:g> {{ <{unit}> <{dcterms}> "A title" }} }}')
    _build(store, again)
    found = load_catalogue(store, former)
    assert "A title" in {record.title for record in found.units}
    assert _same(found, _anew(store, monkeypatch))


def test_what_earlier_snapshots_touched_goes_with_them(store: EmbeddedStore, corpus: Path) -> None:
    again, first, second = sorted(corpus.glob("*.txt"), key=lambda path: path.name != "again.txt")
    for path in (first, second, again):
        _build(store, path)
    snapshots = store.directory.snapshots
    told = {path.stem for path in snapshots.glob("*.touched")}
    assert store.version in told
    assert told <= {path.name for path in snapshots.iterdir() if path.is_dir()}
