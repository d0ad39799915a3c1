"""The names of things: stable, reversible, and never the same for two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from ontology.iris import BASE, DEFAULT, ONTOLOGY, Iris

KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def test_names_have_the_published_form() -> None:
    names = [
        DEFAULT.entity("unodc"),
        DEFAULT.document("report"),
        DEFAULT.meeting("report"),
        DEFAULT.run("report"),
        DEFAULT.unit("report", "2(l)(i)"),
        DEFAULT.within("report", "2(a)").statement(0),
        DEFAULT.within("report", "2(a)").position(0, 1),
        DEFAULT.within("report", "2(a)").mention(3),
        DEFAULT.within("report", "2(a)").mention_target(3),
        DEFAULT.within("report", "2(a)").mention_position(3),
        DEFAULT.within("report", "2(a)").mention_quote(3),
        DEFAULT.graph("report"),
        DEFAULT.scheme("themes"),
        DEFAULT.minted_graph,
        DEFAULT.relations_graph,
        DEFAULT.ontology_graph,
    ]
    assert [name.value.removeprefix(BASE) for name in names] == [
        "id/unodc",
        "id/document/report",
        "id/document/report#meeting",
        "id/document/report#run",
        "id/document/report/2(l)(i)",
        "id/document/report/2(a)#s0",
        "id/document/report/2(a)#s0t1",
        "id/document/report/2(a)#m3",
        "id/document/report/2(a)#m3-target",
        "id/document/report/2(a)#m3-position",
        "id/document/report/2(a)#m3-quote",
        "graph/report",
        "vocabulary/themes",
        "graph/minted",
        "graph/relations",
        "ontology",
    ]


@given(KEYS, KEYS)
def test_keys_come_back_out_of_their_names(document: str, unit: str) -> None:
    assert DEFAULT.key(DEFAULT.entity(unit).value) == unit
    assert DEFAULT.document_key(DEFAULT.document(document).value) == document
    assert DEFAULT.unit_key(DEFAULT.unit(document, unit).value) == (document, unit)
    assert DEFAULT.unit_key(DEFAULT.within(document, unit).mention(0).value) == (document, unit)


@given(KEYS, KEYS, KEYS, KEYS)
def test_no_two_things_share_a_name(a: str, b: str, c: str, d: str) -> None:
    names = {
        ("entity", a): DEFAULT.entity(a),
        ("entity", b): DEFAULT.entity(b),
        ("document", a): DEFAULT.document(a),
        ("unit", a, b): DEFAULT.unit(a, b),
        ("unit", c, d): DEFAULT.unit(c, d),
        ("graph", a): DEFAULT.graph(a),
        ("scheme", a): DEFAULT.scheme(a),
        ("minted",): DEFAULT.minted_graph,
        ("relations",): DEFAULT.relations_graph,
        ("relation", a, b, c, d): DEFAULT.relation("repeats", (a, b), (c, d)),
        ("relation", c, d, a, b): DEFAULT.relation("repeats", (c, d), (a, b)),
    }
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("key", ["minted", "relations"])
def test_a_document_never_takes_the_graph_of_something_else(key: str) -> None:
    assert DEFAULT.graph(key) not in {DEFAULT.minted_graph, DEFAULT.relations_graph}


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.org/id/unodc",
        f"{BASE}id/",
        f"{BASE}id/document/report",
        f"{BASE}id/unodc#x",
        f"{BASE}vocabulary/themes",
        "",
    ],
)
def test_what_names_no_entity_gives_no_key(iri: str) -> None:
    assert DEFAULT.key(iri) is None


def test_a_unit_is_not_a_document_and_the_other_way_round() -> None:
    assert DEFAULT.document_key(DEFAULT.unit("report", "1").value) is None
    assert DEFAULT.unit_key(DEFAULT.document("report").value) is None
    assert DEFAULT.unit_key("https://example.org/") is None


def test_a_configured_base_renames_things_and_leaves_terms() -> None:
    iris = Iris("https://example.org/")
    assert iris.rebased(f"{BASE}vocabulary/themes") == "https://example.org/vocabulary/themes"
    assert iris.rebased(BASE) == "https://example.org/"
    assert iris.rebased(f"{ONTOLOGY}#Unit") == f"{ONTOLOGY}#Unit"
    assert iris.rebased("http://purl.org/dc/terms/title") == "http://purl.org/dc/terms/title"


def test_what_makes_no_name_is_refused() -> None:
    with pytest.raises(ValueError, match="must end in '/'"):
        Iris("https://example.org")
    with pytest.raises(ValueError, match="empty"):
        DEFAULT.entity("")


@given(KEYS)
def test_every_name_is_an_absolute_iri(key: str) -> None:
    assert NamedNode(DEFAULT.unit(key, key).value) == DEFAULT.unit(key, key)
