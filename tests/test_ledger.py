"""What is derived of all documents: added to, it is as if it had been made at once."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.building import derived
from graph.building.builder import Builder, jobs_in
from graph.building.sources import SourceArchive
from graph.relations import repetition
from graph.relations.bearing import Bearing
from graph.relations.finding import UnitFacts, find_relations
from graph.relations.ledger import Entry, Ledger
from graph.store import EmbeddedStore
from ontology.iris import DEFAULT
from ontology.vocabularies import load_vocabularies

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_TEXTS = st.sets(st.integers(0, 24), min_size=4, max_size=24)
_DOCUMENTS = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.lists(_TEXTS, max_size=4)), max_size=8
)


def _facts(document: str, order: int, runs: frozenset[int]) -> UnitFacts:
    return UnitFacts(
        unit=(document, str(order)),
        order=order,
        series=document,
        revision=0,
        date=f"200{len(runs) % 3}",
        body=None,
        themes=frozenset(),
        entities=frozenset(),
        states=frozenset(),
        stands=(),
        deeds=(),
        acts=frozenset({"do"}),
        shingles=runs,
    )


@given(_DOCUMENTS)
def test_what_comes_and_goes_leaves_what_is_found_at_once(
    documents: Sequence[tuple[bool, bool, list[set[int]]]],
) -> None:
    bearings = {
        f"d{n}": Bearing(tuple(_facts(f"d{n}", i, frozenset(t)) for i, t in enumerate(texts)), ())
        for n, (_, _, texts) in enumerate(documents)
    }
    entries = {key: Entry.of(key, bearing) for key, bearing in bearings.items()}
    before = {f"d{n}": entries[f"d{n}"] for n, (was, _, _) in enumerate(documents) if was}
    after = {f"d{n}": entries[f"d{n}"] for n, (_, there, _) in enumerate(documents) if there}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repetition, "COMMONEST", 2)
        ledger = Ledger().changed(before).changed(after)
        facts = [unit for key in after for unit in bearings[key].facts]
        assert ledger.relations() == find_relations(facts)


def test_a_document_of_the_same_key_takes_the_place_of_another() -> None:
    words = frozenset(range(12))
    one, other, fresh = (
        _facts(key, 0, words if key != "c" else frozenset(range(50, 60))) for key in "abc"
    )
    first = {f.unit[0]: Entry.of(f.unit[0], Bearing((f,), ())) for f in (one, other)}
    ledger = Ledger().changed(first)
    assert len(ledger.relations()) == 1
    changed = Entry.of("b again", Bearing((replace(fresh, unit=other.unit),), ()))
    assert ledger.changed({**first, "b": changed}).relations() == ()


def test_a_ledger_is_kept_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    facts = tuple(_facts("a", n, frozenset(range(12))) for n in range(3))
    ledger = Ledger().changed({"a": Entry.of("a", Bearing(facts, ("a-75-816",)))})
    ledger.keep(tmp_path)
    kept = Ledger.kept(tmp_path)
    assert kept.entries == ledger.entries
    assert all(
        np.array_equal(getattr(kept.pairs, name), getattr(ledger.pairs, name))
        for name in kept.pairs.__slots__
    )
    (tmp_path / "pairs").write_bytes(b"")
    assert Ledger.kept(tmp_path).entries == {}


def _triples(store: EmbeddedStore) -> list[bytes]:
    return sorted(store.query(_ALL, accept="application/n-triples").body.splitlines())


def test_a_build_writes_the_difference_and_one_after_an_update_the_whole(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Path(shutil.copytree(seeds, tmp_path / "corpus"))
    first, second = sorted(corpus.glob("*.txt"))
    third = Path(shutil.copy(first, corpus / "again.txt"))
    third.write_text(first.read_text().replace("Vienna", "Geneva"))
    vocabularies = load_vocabularies()
    relations = DEFAULT.relations_graph.value
    with EmbeddedStore(tmp_path / "data") as store, EmbeddedStore(tmp_path / "other") as other:
        builder = Builder(store, SourceArchive(tmp_path / "data"), vocabularies, DEFAULT)
        clean = Builder(other, SourceArchive(tmp_path / "other"), vocabularies, DEFAULT)
        told: list[tuple[set[str], set[str]]] = []
        replace_graphs = store.replace_graphs

        def noted(graphs: dict[str, object], **named: dict[str, object]) -> str:
            told.append((set(graphs), set(named["changes"] or ())))
            return replace_graphs(graphs, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(store, "replace_graphs", noted)
        monkeypatch.setattr(derived, "_FEW", 0)  # of three documents most relations are new
        builder.build(jobs_in([first, second]))
        builder.build(jobs_in([third]))
        clean.build(jobs_in([corpus]))
        assert _triples(store) == _triples(other)
        assert relations in told[0][0]
        assert relations in told[1][1]
        assert len(told[1][0]) == 1
        store.update(f"DROP GRAPH <{relations}>")
        third.write_text(third.read_text().replace("Geneva", "Nairobi"))
        builder.build(jobs_in([third]))
        clean.build(jobs_in([corpus]))
        assert relations in told[2][0]
        assert _triples(store) == _triples(other)


def test_an_update_while_a_build_compares_is_not_taken_for_what_it_started_from(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "_FEW", 0)
    first, second = sorted(seeds.glob("*.txt"))
    vocabularies = load_vocabularies()
    with EmbeddedStore(tmp_path / "data") as store, EmbeddedStore(tmp_path / "other") as other:
        builder = Builder(store, SourceArchive(tmp_path / "data"), vocabularies, DEFAULT)
        builder.build(jobs_in([first]))
        replace_graphs = store.replace_graphs

        def overtaken(*given: Any, **named: Any) -> str:
            monkeypatch.undo()
            store.update(f"DROP GRAPH <{DEFAULT.relations_graph.value}>")
            return replace_graphs(*given, **named)

        monkeypatch.setattr(store, "replace_graphs", overtaken)
        builder.build(jobs_in([second]))
        clean = Builder(other, SourceArchive(tmp_path / "other"), vocabularies, DEFAULT)
        clean.build(jobs_in([first, second]))
        assert _triples(store) == _triples(other)
