"""The catalogue: loading, filters, facets, pages, profiles, paths, comparison."""

from __future__ import annotations

from collections import Counter
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import (
    FACETS,
    KINDS,
    LISTED_KINDS,
    SORTS,
    STANCES,
    Catalogue,
    DocumentRecord,
    EntityRecord,
    FilterError,
    Filters,
    UnitRecord,
    load_catalogue,
    load_mentions,
    load_mentions_of,
    load_statements,
    values_of,
)
from graph.catalogue.kept import keep_catalogue, kept_catalogue
from graph.relations.comparison import ComparisonError, compare
from graph.relations.paths import PathError, evidence_paths
from graph.store import ResultTooLarge
from tests.library import MemoryStore, documents, memory_store, quads


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    return memory_store()


@pytest.fixture(scope="module")
def catalogue(store: MemoryStore) -> Catalogue:
    return load_catalogue(store)


def citations(catalogue: Catalogue, indices: object) -> list[str]:
    return [catalogue.units[i].citation for i in indices]  # type: ignore[attr-defined]


def test_units_are_read_as_written(catalogue: Catalogue) -> None:
    written = [unit for document in documents() for unit in document.units]
    for unit, record in zip(written, catalogue.units, strict=True):
        assert (record.key, record.text, record.kind) == (unit.key, unit.text, unit.kind)
        assert (record.start, record.end) == (unit.start, unit.end)
        assert record.addressees == tuple(sorted(unit.addressees))
        assert (record.modality, record.strength) == (unit.modality, unit.strength)
        assert record.themes == tuple(sorted(unit.entities("theme")))
        assert record.actors == tuple(sorted(unit.entities("actor", "state")))
        assert record.section == unit.section
        assert record.parent == unit.parent


def test_loading_does_not_depend_on_the_order_of_the_quads(catalogue: Catalogue) -> None:
    again = load_catalogue(MemoryStore(reversed(list(quads(*reversed(documents()))))))
    assert again.units == catalogue.units
    assert list(again.entities.items()) == list(catalogue.entities.items())
    assert list(again.documents.items()) == list(catalogue.documents.items())


def test_sections_stand_in_the_order_of_their_headings(catalogue: Catalogue) -> None:
    sections = catalogue.documents["report-2018"].sections
    assert sections == ("II. Recommendations", "III. Other matters")


def test_documents_of_one_name_are_told_apart() -> None:
    first, second = documents()
    alike = [
        replace(d, metadata=replace(d.metadata, title="Draft report")) for d in (first, second)
    ]
    labels = [d.label for d in load_catalogue(MemoryStore(quads(*alike))).documents.values()]
    assert labels == ["Draft report (report-2018)", "Draft report (report-2020)"]


def test_detail_gives_back_what_was_written(store: MemoryStore, catalogue: Catalogue) -> None:
    for document in documents():
        for unit in document.units:
            record = catalogue.unit(document.key, unit.key)
            assert record is not None
            assert load_mentions(store, catalogue, record) == unit.mentions
            several = load_mentions_of(store, catalogue, [record])
            assert several.get(record.iri, ()) == unit.mentions
            assert load_statements(store, record) == unit.statements


def test_recommendations_are_listed_unless_other_kinds_are_asked_for(catalogue: Catalogue) -> None:
    assert citations(catalogue, catalogue.select().indices) == [
        "2018, 1(a)",
        "2018, 1(b)",
        "A/75/816, 2",
    ]
    narrative = catalogue.select(Filters(kind=("narrative",)))
    assert citations(catalogue, narrative.indices) == ["2018, 2", "A/75/816, 1"]


def test_filters_are_alternatives_within_and_combined_across(catalogue: Catalogue) -> None:
    either = catalogue.select(Filters(addressee=("unodc", "AUS")))
    assert citations(catalogue, either.indices) == ["2018, 1(a)", "A/75/816, 2"]
    both = catalogue.select(Filters(addressee=("unodc", "AUS"), theme=("electronic-evidence",)))
    assert citations(catalogue, both.indices) == ["2018, 1(a)"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(since="2019"), ["A/75/816, 2"]),
        (Filters(until="2018"), ["2018, 1(a)", "2018, 1(b)"]),
        (Filters(until="2018-04-03"), []),
        (Filters(since="2018-04-04", until="2018-04-04"), ["2018, 1(a)", "2018, 1(b)"]),
        (Filters(strength=("may",)), ["A/75/816, 2"]),
        (Filters(attribution=("AUS",)), ["A/75/816, 2"]),
        (Filters(theme=("no-such-theme",)), []),
    ],
)
def test_filter(catalogue: Catalogue, filters: Filters, expected: list[str]) -> None:
    assert citations(catalogue, catalogue.select(filters).indices) == expected


@pytest.mark.parametrize(
    "values", [{"kind": ("poem",)}, {"stance": ("shout",)}, {"strength": ("7",)}]
)
def test_what_no_unit_can_have_is_refused(values: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(FilterError, match="take one of"):
        Filters(**values)


def test_sorts(catalogue: Catalogue) -> None:
    def sorted_by(sort: str) -> list[str]:
        return citations(catalogue, catalogue.select(sort=sort).indices)

    assert sorted_by("date") == ["A/75/816, 2", "2018, 1(a)", "2018, 1(b)"]
    assert sorted_by("strength") == ["2018, 1(a)", "2018, 1(b)", "A/75/816, 2"]
    assert sorted_by("title") == ["2018, 1(b)", "2018, 1(a)", "A/75/816, 2"]
    with pytest.raises(FilterError, match="needs a full-text query"):
        catalogue.select(sort="relevance")
    with pytest.raises(FilterError, match="there is no 'size'"):
        catalogue.select(sort="size")


def test_profile(catalogue: Catalogue) -> None:
    profile = catalogue.profile("budapest-convention")
    assert profile is not None
    assert citations(catalogue, profile.mentioned) == ["2018, 1(b)"]
    assert {s: citations(catalogue, of) for s, of in profile.positions.items()} == {
        "opposes": ["A/75/816, 1"],
        "supports": ["2018, 1(b)"],
    }
    assert profile.entity.counts.units == 2
    assert catalogue.profile("nobody") is None


def test_counts_equal_the_lists_they_lead_to(catalogue: Catalogue) -> None:
    field = {"state": "actor"}
    for entity in catalogue.entities.values():
        name = field.get(entity.type, entity.type)
        mentioned = catalogue.select(Filters(**{name: (entity.key,)}))
        addressed = catalogue.select(Filters(addressee=(entity.key,)))
        assert entity.counts.recommendations == mentioned.total
        assert entity.counts.addressed == addressed.total


def test_paths(catalogue: Catalogue) -> None:
    paths = evidence_paths(catalogue, "unodc", "AUS", limit=9)
    ways = [[hop.target for hop in path] for path in paths]
    assert ways == [["judiciary", "AUS"], ["training", "AUS"]]
    assert [hop.unit.citation for hop in paths[0]] == ["2018, 1(a)", "A/75/816, 2"]
    assert evidence_paths(catalogue, "budapest-convention", "unodc") == ()


def test_a_hub_ends_a_path_but_never_lies_on_it(catalogue: Catalogue) -> None:
    (path,) = evidence_paths(catalogue, "budapest-convention", "member-states")
    assert [(hop.source, hop.target) for hop in path] == [("budapest-convention", "member-states")]


@pytest.mark.parametrize(("source", "target"), [("unodc", "nobody"), ("unodc", "unodc")])
def test_paths_need_two_known_ends(catalogue: Catalogue, source: str, target: str) -> None:
    with pytest.raises(PathError):
        evidence_paths(catalogue, source, target)


def test_comparison(catalogue: Catalogue) -> None:
    found = compare(catalogue, "report-2018", "report-2020")
    shared = {a: [s.entity for s in of] for a, of in found.shared.items() if of}
    assert shared == {"themes": ["training"], "actors": ["judiciary"]}
    assert [s.entity for s in found.only_first["instruments"]] == ["budapest-convention"]
    assert [s.entity for s in found.only_second["addressees"]] == ["AUS"]
    assert [r.reason for r in found.relations["contradicts"]] == ["for and against"]
    with pytest.raises(ComparisonError):
        compare(catalogue, "report-2018", "report-1918")


# Properties, on catalogues of every shape.

KEYS = st.sampled_from(["a", "b", "c"])
MANY = st.lists(KEYS, max_size=2, unique=True).map(lambda keys: tuple(sorted(keys)))
DATES = st.sampled_from([None, "2018", "2018-04", "2018-04-04", "2020-07-27"])


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    records = {
        key: DocumentRecord(key=key, iri=f"https://example.org/{key}", date=draw(DATES))
        for key in ("r1", "r2", "r3")
    }
    order = sorted(records.values(), key=lambda d: (d.date or "~", d.key))
    units: list[UnitRecord] = []
    for document in order:
        for place in range(draw(st.integers(0, 5))):
            units.append(
                UnitRecord(
                    index=len(units),
                    document=document.key,
                    key=str(place),
                    number=str(place),
                    citation=f"{document.key}, {place}",
                    iri=f"https://example.org/{document.key}/{place}",
                    kind=draw(st.sampled_from(KINDS)),
                    order=place,
                    text=draw(st.sampled_from(["train judges", "share evidence", "do nothing"])),
                    title=draw(st.sampled_from(["", "b", "A", "É"])),
                    date=document.date,
                    themes=draw(MANY),
                    organizations=draw(MANY),
                    instruments=draw(MANY),
                    actors=draw(MANY),
                    addressees=draw(MANY),
                    modality=draw(st.sampled_from([None, "should", "may"])),
                    strength=draw(st.sampled_from([None, 0, 4, 5])),
                    attributions=draw(MANY),
                    stances=draw(st.sampled_from([(), ("recommend",), ("oppose", "support")])),
                )
            )
    return Catalogue("v", records, units, {})


FILTERS = st.builds(
    Filters,
    document=st.lists(st.sampled_from(["r1", "r2"]), max_size=2).map(tuple),
    theme=MANY,
    actor=MANY,
    addressee=MANY,
    strength=st.lists(st.sampled_from(["4", "must", "0"]), max_size=2).map(tuple),
    stance=st.lists(st.sampled_from(STANCES), max_size=2).map(tuple),
    kind=st.lists(st.sampled_from(KINDS), max_size=3).map(tuple),
    since=st.sampled_from([None, "2018", "2018-04-04"]),
    until=st.sampled_from([None, "2018-04", "2021"]),
    q=st.sampled_from([None, "train*", "judges OR evidence"]),
)


@settings(deadline=None)
@given(catalogues(), FILTERS)
def test_each_facet_counts_the_list_it_leads_to(catalogue: Catalogue, filters: Filters) -> None:
    selection = catalogue.select(filters)
    for name, values in selection.facets.items():
        for value in values:
            led_to = catalogue.select(filters.only(name, value.value))
            assert value.count == led_to.total, (name, value)


@settings(deadline=None)
@given(catalogues(), FILTERS)
def test_facets_leave_out_no_value(catalogue: Catalogue, filters: Filters) -> None:
    selection = catalogue.select(filters)
    for name in FACETS:
        told = {facet.value for facet in selection.facets[name]}
        held = {v for i in selection.indices for v in values_of(catalogue.units[i])[name]}
        assert held <= told


@settings(deadline=None)
@given(catalogues(), FILTERS)
def test_selection_holds_exactly_what_satisfies_the_filters(
    catalogue: Catalogue, filters: Filters
) -> None:
    def satisfies(unit: UnitRecord) -> bool:
        held = values_of(unit)
        asked = {name: getattr(filters, name) for name in FACETS}
        asked["kind"] = filters.kind or LISTED_KINDS
        fits = all(not of or set(of) & set(held[name]) for name, of in asked.items())
        words = {None: [""], "train*": ["train"], "judges OR evidence": ["judges", "evidence"]}
        said = any(word in unit.text for word in words[filters.q])
        return fits and said and filters.dated(unit.date)

    chosen = catalogue.select(filters).indices
    assert set(chosen) == {unit.index for unit in catalogue.units if satisfies(unit)}


@settings(deadline=None)
@given(catalogues(), FILTERS, st.sampled_from(SORTS), st.integers(1, 4))
def test_pages_put_together_are_the_selection(
    catalogue: Catalogue, filters: Filters, sort: str, limit: int
) -> None:
    sort = "order" if sort == "relevance" and filters.q is None else sort
    selection = catalogue.select(filters, sort=sort)
    found: list[int] = []
    cursor = None
    for _ in range(selection.total + 1):
        page = catalogue.page(selection, limit=limit, cursor=cursor)
        found += page.indices
        cursor = page.next
        if cursor is None:
            break
    assert tuple(found) == selection.indices


def test_who_searches_or_sorts_waits_for_nothing_that_was_made_ready(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Filters(q="police")
    sorts = sorted(set(SORTS) - {"relevance"})
    expected = [catalogue.select(asked, sort=sort).indices for sort in sorts]
    fresh = Catalogue("v", catalogue.documents, catalogue.units, catalogue.entities)
    fresh.prepare()
    monkeypatch.setattr("graph.search.SearchIndex", None)
    monkeypatch.setattr("graph.catalogue.catalogue._FIRST", {})
    assert [fresh.select(asked, sort=sort).indices for sort in sorts] == expected


@settings(deadline=None)
@given(catalogues(), st.sampled_from(["order", "date", "strength", "title"]), st.data())
def test_a_cursor_outlives_insertion(catalogue: Catalogue, sort: str, data: st.DataObject) -> None:
    every = Filters(kind=KINDS)
    units = list(catalogue.units)
    removed = set(
        data.draw(st.lists(st.sampled_from(range(len(units))), max_size=3)) if units else ()
    )
    kept = [unit for unit in units if unit.index not in removed]
    before = Catalogue(
        "v0",
        catalogue.documents,
        [replace(unit, index=index) for index, unit in enumerate(kept)],
        {},
    )
    first = before.page(before.select(every, sort=sort), limit=2)
    if first.next is None:
        return
    selection = catalogue.select(every, sort=sort)
    rest = catalogue.page(selection, limit=100, cursor=first.next)
    seen = [before.units[i].iri for i in first.indices]
    later = [catalogue.units[i].iri for i in rest.indices]
    unseen = [u.iri for u in kept if u.iri not in seen]
    assert not set(seen) & set(later)
    assert [iri for iri in later if iri in set(unseen)] == [
        catalogue.units[i].iri for i in selection.indices if catalogue.units[i].iri in set(unseen)
    ]


@settings(deadline=None)
@given(st.text(max_size=40))
def test_a_cursor_that_is_none_is_refused(text: str) -> None:
    catalogue = Catalogue("v", {}, [], {})
    with pytest.raises(FilterError, match="cursor"):
        catalogue.page(catalogue.select(), cursor=text)


class LimitedStore(MemoryStore):
    """A store that gives no more than so many rows at a time, but for the vocabularies."""

    def select(self, sparql: str, **bindings: Any) -> list[Any]:
        rows = super().select(sparql, **bindings)
        if "VALUES ?document" in sparql and len(rows) > self.most:
            raise ResultTooLarge("too many rows")
        return rows


def test_limits_that_a_slice_meets_only_make_it_smaller(
    store: MemoryStore, catalogue: Catalogue
) -> None:
    limited = copy(store)
    limited.__class__ = LimitedStore
    most = Counter(unit.document for unit in catalogue.units).most_common(1)[0][1] * 40
    limited.most = most
    assert load_catalogue(limited).units == catalogue.units
    limited.most = 0
    with pytest.raises(ResultTooLarge):
        load_catalogue(limited)


def test_what_was_read_of_a_version_is_kept_beside_the_store(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    store = memory_store()
    store.beside = tmp_path
    assert load_catalogue(store).units == catalogue.units
    deaf = MemoryStore([])
    deaf.beside = tmp_path
    again = load_catalogue(deaf)
    assert again.units == catalogue.units
    assert list(again.documents.items()) == list(catalogue.documents.items())
    assert list(again.entities.items()) == list(catalogue.entities.items())
    assert again.relations == catalogue.relations
    assert again.units[0].positions == catalogue.units[0].positions


def test_of_another_version_or_a_damaged_file_nothing_is_taken(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    keep_catalogue(tmp_path, catalogue)
    assert kept_catalogue(tmp_path, "v2") is None
    [kept] = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert kept_catalogue(tmp_path, catalogue.version) is None


def test_a_search_for_paths_ends_where_ways_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("a0", "start"), ("b0", "goal")]
    rows += [(f"a{i}", f"b{j}") for i in range(9) for j in range(9) if i != j]
    units = [
        UnitRecord(i, "d", str(i), str(i), str(i), f"u:{i}", "recommendation", i, "t", themes=row)
        for i, row in enumerate(rows)
    ]
    entities = {key: EntityRecord(key, key, "theme", key) for row in rows for key in row}
    dense = Catalogue("v", {}, units, entities)
    found = evidence_paths(dense, "start", "goal", limit=9)
    assert {len(path) for path in found} == {5}
    assert [path[-1].target for path in found] == ["goal"] * len(found)
    monkeypatch.setattr("graph.relations.paths.MAX_STEPS", 3)
    assert evidence_paths(dense, "start", "goal") == ()
