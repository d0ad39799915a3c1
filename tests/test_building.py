"""Building: repeatable, atomic, and nothing lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from graph.building import contribution
from graph.building.builder import Builder, BuildError, Job, jobs_in, sources_in
from graph.building.contribution import Contribution, Contributor, contributions
from graph.building.sources import SourceArchive
from graph.building.spool import unpacked
from graph.document import Document
from graph.errors import RecgraphError
from graph.quads import Run, canonical_nquads, document_quads, document_sink
from graph.reader import read_document
from graph.store import EmbeddedStore
from ontology.iris import DEFAULT
from ontology.vocabularies import load_vocabularies

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_KEYS = (
    "PREFIX rec: <https://w3id.org/recgraph/ontology#> SELECT ?k { ?d a rec:Document ; rec:key ?k }"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def builder(store: EmbeddedStore, tmp_path: Path) -> Builder:
    return Builder(store, SourceArchive(tmp_path / "data"), load_vocabularies(), DEFAULT)


@pytest.fixture
def corpus(tmp_path: Path, seeds: Path) -> Path:
    return Path(shutil.copytree(seeds, tmp_path / "corpus"))


def builder_jobs(corpus: Path) -> list[Job]:
    return [job for job in jobs_in([corpus]) if isinstance(job, Job)]


def triples(store: EmbeddedStore) -> bytes:
    body = store.query(_ALL, accept="application/n-triples").body
    return b"\n".join(sorted(body.splitlines()))


def keys(store: EmbeddedStore) -> list[str]:
    return sorted(row["k"].value for row in store.select(_KEYS))


def test_a_build_is_repeatable(builder: Builder, store: EmbeddedStore, corpus: Path) -> None:
    first = builder.build(jobs_in([corpus]))
    again = builder.build(jobs_in([corpus]))
    assert (len(first.added), first.replaced, first.failed) == (2, (), ())
    assert (again.added, again.replaced) == ((), ())
    assert again.unchanged == first.added
    assert again.version == first.version


def test_order_of_arrival_does_not_matter(
    builder: Builder, store: EmbeddedStore, corpus: Path, tmp_path: Path
) -> None:
    builder.build(jobs_in([corpus]))
    with EmbeddedStore(tmp_path / "other") as other:
        late = Builder(other, SourceArchive(tmp_path / "other"), load_vocabularies(), DEFAULT)
        for path in reversed(sources_in([corpus])):
            late.build(jobs_in([path]))
        assert triples(other) == triples(store)


def test_two_workers_read_what_one_reads(builder: Builder, corpus: Path) -> None:
    contributor = Contributor(builder.vocabularies, builder.iris)
    alone, together = (
        list(contributions(contributor, builder_jobs(corpus), workers)) for workers in (1, 2)
    )
    assert [given for _, given in together] == [given for _, given in alone]


def test_a_changed_source_replaces_its_graph(
    builder: Builder, store: EmbeddedStore, corpus: Path
) -> None:
    builder.build(jobs_in([corpus]))
    source = corpus / "002_f7de6c3a8e0c6968.txt"
    source.write_text(source.read_text().replace("CCPCJ should renew", "CCPCJ must renew"))
    report = builder.build(jobs_in([corpus]))
    assert report.replaced == ("expert-group-2020-draft-report-addendum",)
    assert report.unchanged == ("expert-group-2018-draft-report-addendum",)
    assert b"CCPCJ must renew" in triples(store)
    assert b"CCPCJ should renew" not in triples(store)


def test_documents_that_describe_themselves_alike_are_both_kept(
    builder: Builder, store: EmbeddedStore, corpus: Path
) -> None:
    source = corpus / "002_f7de6c3a8e0c6968.txt"
    (corpus / "003.txt").write_text(source.read_text().replace("Hungary", "Romania"))
    builder.build(jobs_in([corpus]))
    assert keys(store) == [
        "expert-group-2018-draft-report-addendum",
        "expert-group-2020-draft-report-addendum",
        "expert-group-2020-draft-report-addendum~2",
    ]
    (corpus / "003.txt").write_text(source.read_text().replace("Hungary", "Estonia"))
    assert builder.build(jobs_in([corpus / "003.txt"])).replaced == (
        "expert-group-2020-draft-report-addendum~2",
    )


def test_a_source_that_cannot_be_read_is_told_and_the_others_stored(
    builder: Builder, store: EmbeddedStore, corpus: Path
) -> None:
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really")
    report = builder.build(jobs_in([corpus]))
    assert len(report.added) == 2
    assert [Path(failure.path).name for failure in report.failed] == ["broken.pdf"]


def test_a_gap_is_filled_by_the_sidecar_and_a_new_value_replaces_the_document(
    builder: Builder, store: EmbeddedStore, corpus: Path
) -> None:
    builder.build(jobs_in([corpus]))
    table = '["002_f7de6c3a8e0c6968.txt"]\nsymbol = "X/2020/1"\nlanguage = "fr"\n'
    (corpus / "documents.toml").write_text(table)
    builder.build(jobs_in([corpus]))
    text = triples(store)
    assert b'"X/2020/1"' in text
    assert b'"fr"' not in text


def test_what_is_built_is_canonical(builder: Builder, corpus: Path) -> None:
    first, again = (Contributor(builder.vocabularies, builder.iris) for _ in "ab")
    for job in builder_jobs(corpus):
        one, other = first.contribution(job), again.contribution(job)
        assert isinstance(one, Contribution)
        assert one == other
        document = first.document(job)
        made_by = Run.of(builder.vocabularies)
        quads = document_quads(document, builder.vocabularies, builder.iris, run=made_by)
        own = (quad for quad in quads if quad.graph_name == builder.iris.graph(document.key))
        stored = parse(unpacked(one.graph), RdfFormat.N_QUADS)
        assert canonical_nquads(stored) == canonical_nquads(own)


def test_a_store_without_its_sources_is_told(
    store: EmbeddedStore, builder: Builder, corpus: Path, tmp_path: Path
) -> None:
    first, second = sources_in([corpus])
    builder.build(jobs_in([first]))
    elsewhere = Builder(
        store, SourceArchive(tmp_path / "elsewhere"), builder.vocabularies, builder.iris
    )
    with pytest.raises(BuildError, match="not in this data directory"):
        elsewhere.build(jobs_in([second]))


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="does not exist"):
        sources_in([tmp_path / "nowhere"])
    with pytest.raises(BuildError, match="holds no documents"):
        sources_in([tmp_path])


class Killed(BaseException):
    """What a process meets that is killed."""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_build_that_was_killed_is_settled_by_the_next(
    builder: Builder,
    store: EmbeddedStore,
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
) -> None:
    """Killed just before or just after its graphs are published: nothing is half there."""
    first, second = sorted(corpus.glob("*.txt"))
    builder.build(jobs_in([first]))
    publish = store.replace_graphs

    def killed(*given: Any, **named: Any) -> str:
        if moment == "after":
            publish(*given, **named)
        raise Killed

    first.write_text(first.read_text() + "\n99. Governments should be consulted.\n")
    monkeypatch.setattr(store, "replace_graphs", killed)
    with pytest.raises(Killed):
        builder.build(jobs_in([first]))
    monkeypatch.undo()
    report = builder.build(jobs_in([first, second]))
    assert len(report.unchanged) == (moment == "after")
    with EmbeddedStore(tmp_path / "other") as other:
        clean = Builder(other, SourceArchive(tmp_path / "other"), load_vocabularies(), DEFAULT)
        clean.build(jobs_in([first, second]))
        assert triples(other) == triples(store)


def test_builds_at_the_same_time_know_of_each_other(
    builder: Builder, store: EmbeddedStore, corpus: Path, tmp_path: Path
) -> None:
    jobs = builder_jobs(corpus)
    with ThreadPoolExecutor(len(jobs)) as pool:
        reports = list(pool.map(lambda job: builder.build([job]), jobs))
    assert sum(len(report.added) for report in reports) == len(jobs)
    with EmbeddedStore(tmp_path / "other") as other:
        clean = Builder(other, SourceArchive(tmp_path / "other"), load_vocabularies(), DEFAULT)
        clean.build(jobs)
        assert triples(other) == triples(store)


def test_a_document_of_which_no_graph_can_be_made_is_told(
    builder: Builder, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(document: Document, *given: Any, **named: Any) -> Any:
        if "2018" in document.key:
            raise RecgraphError("it cannot be")
        return document_sink(document, *given, **named)

    monkeypatch.setattr(contribution, "document_sink", failing)
    report = builder.build(jobs_in([corpus]))
    assert (len(report.added), len(report.failed)) == (1, 1)
    assert "it cannot be" in report.failed[0].reason


def test_documents_that_stay_are_not_read_again_and_the_graph_is_the_same(
    store: EmbeddedStore, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counting(data: bytes, name: str, *given: Any) -> Document:
        read.append(name)
        return read_document(data, name, *given)

    monkeypatch.setattr(contribution, "read_document", counting)
    archive = SourceArchive(tmp_path / "data")
    builder = Builder(store, archive, load_vocabularies(), DEFAULT)
    first, second = sorted(corpus.glob("*.txt"))
    builder.build(jobs_in([first]))
    builder.build(jobs_in([second]))
    assert sorted(read) == sorted([first.name, second.name])
    with EmbeddedStore(tmp_path / "other") as other:
        clean = Builder(other, SourceArchive(tmp_path / "other"), load_vocabularies(), DEFAULT)
        clean.build(jobs_in([corpus]))
        assert triples(other) == triples(store)


ROWS = b"".join(
    b'{"symbol": "%s", "number": "%d.", "text": "%s"}\n' % row
    for row in (
        (b"A/RES/74/1", 1, b"Requests the Secretary-General to report to the General Assembly"),
        (b"A/RES/74/1", 2, b"Urges Member States to consider joining the Paris Agreement"),
        (b"Review of Fiji", 1, b"Ratify the Convention on the Rights of the Child"),
        (b"A/RES/74/1", 3, b"Invites UNODC to provide technical assistance"),
    )
)


def test_a_table_gives_a_document_for_each_that_its_rows_name(
    builder: Builder, store: EmbeddedStore, tmp_path: Path
) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_bytes(ROWS)
    report = builder.build(jobs_in([table]))
    named = ["a-res-74-1", "a-res-74-1~2", "review-of-fiji"]
    assert keys(store) == sorted(report.added) == named
    assert builder.build(jobs_in([table])).unchanged == report.added
    table.write_bytes(ROWS.replace(b"Ratify", b"Implement"))
    changed = builder.build(jobs_in([table]))
    assert (changed.replaced, len(changed.unchanged)) == (("review-of-fiji",), 2)
    assert keys(store) == named


def test_rows_before_a_malformed_one_are_stored_and_it_is_told(
    builder: Builder, store: EmbeddedStore, tmp_path: Path
) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_bytes(ROWS + b"no row\n")
    report = builder.build(jobs_in([table]))
    assert len(report.added) == 3
    assert "line 5" in report.failed[0].reason


def test_what_is_kept_of_documents_that_stay_may_be_lost_or_damaged(
    builder: Builder, store: EmbeddedStore, corpus: Path, tmp_path: Path
) -> None:
    first, second = sorted(corpus.glob("*.txt"))
    builder.build(jobs_in([first]))
    (kept,) = (tmp_path / "data" / "bearings").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    builder.build(jobs_in([second]))
    with EmbeddedStore(tmp_path / "other") as other:
        clean = Builder(other, SourceArchive(tmp_path / "other"), load_vocabularies(), DEFAULT)
        clean.build(jobs_in([corpus]))
        assert triples(other) == triples(store)
