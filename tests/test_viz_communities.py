"""Communities: found alike every time, few, named by what is central, each inside its own disc."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from graph.catalogue import Catalogue, Filters
from tests.viz_catalogue import generated, small
from viz.communities import MOST, at_home, of_entities, of_recommendations
from viz.discs import Discs, evened, filled, settled
from viz.scene import Scene, scene


def incidence(rows: list[list[int]], columns: int) -> sparse.csr_array:
    named = np.zeros((len(rows), columns))
    for row, entities in enumerate(rows):
        named[row, entities] = 1.0
    return sparse.csr_array(named)


@pytest.fixture(scope="module")
def many() -> Scene:
    return scene(generated(300, 900))


def test_what_is_named_together_keeps_company() -> None:
    named = incidence([[0, 1, 2], [0, 1], [1, 2], [2, 3], [3, 4, 5], [4, 5], [3, 5]], 6)
    found = of_entities(named)
    assert found.tolist() == [0, 0, 0, 1, 1, 1]
    assert of_recommendations(named, found).tolist()[:3] == [0, 0, 0]


def test_an_entity_that_nothing_else_is_named_with_joins_a_community() -> None:
    found = of_entities(incidence([[0, 1], [0, 1], [2, 3], [2, 3], [4]], 5))
    assert set(found.tolist()) == set(range(found.max() + 1))


def test_inside_a_community_only_its_own_links_are_left() -> None:
    named = incidence([[0, 1, 2]], 3)
    kept = at_home(named, np.array([0]), np.array([0, 0, 1]))
    assert kept.toarray().tolist() == [[1.0, 1.0, 0.0]]


def test_communities_are_few_and_hold_everything(many: Scene) -> None:
    assert 1 < len(many.communities) <= MOST
    held = Counter(node.community for node in many.nodes)
    assert {i: one.count for i, one in enumerate(many.communities)} == held


def test_a_community_is_called_by_entities_of_its_own(many: Scene) -> None:
    nodes = {node.id: node for node in many.nodes}
    assert len({one.id for one in many.communities}) == len(many.communities)
    for place, one in enumerate(many.communities):
        assert nodes[one.id].community == place
        assert one.label.split(" · ")[0] == nodes[one.id].label


def test_members_stand_inside_their_disc_and_discs_apart(many: Scene) -> None:
    for node in many.nodes:
        assert node.community is not None
        disc = many.communities[node.community]
        assert np.hypot(node.x - disc.x, node.y - disc.y) <= disc.radius
    for i, one in enumerate(many.communities):
        assert one.x - one.radius >= 0
        assert one.x + one.radius <= many.frame[0]
        for other in many.communities[i + 1 :]:
            assert np.hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius


def test_a_disc_s_area_tells_how_many_it_holds(many: Scene) -> None:
    per_member = [one.radius**2 / one.count for one in many.communities]
    assert max(per_member) / min(per_member) < 1.1


def test_a_small_graph_has_no_communities() -> None:
    drawn = scene(small())
    assert drawn.communities == ()
    assert {node.community for node in drawn.nodes} == {None}


def test_a_number_means_the_same_community_whatever_is_selected(many: Scene) -> None:
    part = scene(generated(300, 900), filters=Filters(document=("report-1",)))
    assert part.communities == many.communities
    whole = {node.id: node.community for node in many.nodes}
    assert all(whole[node.id] == node.community for node in part.nodes)


def test_the_same_graph_has_the_same_communities(many: Scene) -> None:
    made = generated(300, 900)
    again = scene(Catalogue("another", made.documents, made.units, made.entities))
    assert again.communities == many.communities


radii = st.lists(st.floats(5, 200), min_size=1, max_size=12)


@settings(max_examples=30, deadline=None)
@given(radii)
def test_settled_discs_never_overlap(sizes: list[float]) -> None:
    reach = np.asarray(sizes)
    discs = settled(np.zeros((len(sizes), 2)), reach)
    for i in range(len(sizes)):
        for j in range(i):
            assert np.hypot(*(discs.middles[i] - discs.middles[j])) >= sizes[i] + sizes[j]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1, max_size=40))
def test_members_never_leave_their_disc(points: list[tuple[float, float]]) -> None:
    discs = Discs(np.array([[50.0, 50.0]]), np.array([60.0]))
    owner = np.zeros(len(points), dtype=np.intp)
    inside = evened(filled(np.asarray(points), owner, discs), owner, discs)
    assert np.hypot(*(inside - 50.0).T).max() <= 60


def test_small_communities_without_any_link_join_the_first() -> None:
    pairs = sparse.csr_array(np.kron(np.eye(4), np.ones((2, 2))))
    assert of_entities(pairs).tolist() == [0] * 8
