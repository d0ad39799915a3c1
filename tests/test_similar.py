"""Similar recommendations: order, reasons, and what is left out."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from itertools import pairwise
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue import Catalogue, EntityRecord, UnitRecord, load_catalogue
from graph.relations.concepts import ConceptSpace
from graph.relations.similar import LEAST, similar_units
from graph.store import Store
from tests.library import memory_store

CONCEPTS = ("training", "evidence", "mandate", "unodc", "member-states")


def catalogue_of(*concepts: frozenset[str] | set[str], kind: str = "recommendation") -> Catalogue:
    units = [
        UnitRecord(i, "d", str(i), str(i), f"d {i}", f"urn:{i}", kind, i, "", themes=tuple(found))
        for i, found in enumerate(sorted(c) for c in concepts)
    ]
    entities = {
        key: EntityRecord(key, f"urn:{key}", "theme", key, hub=key == "member-states")
        for key in CONCEPTS
    }
    return Catalogue("v1", {}, units, entities)


def test_the_nearest_come_first_with_what_they_share() -> None:
    catalogue = catalogue_of(
        {"training", "unodc"}, {"training"}, {"training", "unodc"}, {"mandate"}, {"training"}
    )
    found = similar_units(catalogue, 0)
    assert [one.index for one in found] == [2, 1, 4]
    assert [one.shared for one in found] == [("unodc", "training"), ("training",), ("training",)]
    assert found[0].score == 1.0
    assert similar_units(catalogue, 0, limit=1) == found[:1]
    assert similar_units(catalogue, 3) == ()


def test_what_stands_everywhere_makes_nothing_similar() -> None:
    catalogue = catalogue_of({"member-states"}, {"member-states"}, {"member-states", "mandate"})
    assert similar_units(catalogue, 0) == ()


def test_the_family_and_other_kinds_are_left_out() -> None:
    catalogue = catalogue_of({"mandate"}, {"mandate"}, {"mandate"}, {"mandate"})
    units = list(catalogue.units)
    units[1] = replace(units[1], parent_key="0")
    units[2] = replace(units[2], kind="narrative")
    catalogue = Catalogue("v1", {}, units, catalogue.entities)
    assert [one.index for one in similar_units(catalogue, 0)] == [3]
    assert [one.index for one in similar_units(catalogue, 1)] == [3]
    assert [one.index for one in similar_units(catalogue, 2)] == [0, 1, 3]


@given(st.lists(st.sets(st.sampled_from(CONCEPTS)), min_size=1, max_size=12))
def test_scores_are_the_cosines_of_the_weighted_concepts(concepts: list[set[str]]) -> None:
    catalogue = catalogue_of(*concepts)
    space = ConceptSpace({("d", str(i)): found for i, found in enumerate(concepts)})
    found = similar_units(catalogue, 0, limit=len(concepts))
    for one in found:
        cosine = space.cosine(("d", "0"), ("d", str(one.index)))
        assert one.score == pytest.approx(cosine, abs=1e-4)
        assert set(one.shared) == concepts[0] & concepts[one.index]
    assert all(a.score >= b.score for a, b in pairwise(found))
    near = {
        i
        for i, other in enumerate(concepts)
        if i and concepts[0] & other - {"member-states"}
        if space.cosine(("d", "0"), ("d", str(i))) >= LEAST
    }
    assert {one.index for one in found} == near


def test_a_catalogue_that_is_done_with_is_let_go() -> None:
    catalogue = load_catalogue(cast(Store, memory_store()))
    similar_units(catalogue, 0)
    gone = weakref.ref(catalogue)
    del catalogue
    gc.collect()
    assert gone() is None
