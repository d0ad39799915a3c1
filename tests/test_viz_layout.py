"""Layout: nothing covers anything, and the same graph gives the same picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue
from tests.viz_catalogue import generated
from viz.labels import Box, box, wrap
from viz.layout import SCALE, SMALL, Spot, plan
from viz.overlap import overlaps, separate
from viz.scene import Scene, scene


def boxes_of(drawn: Scene) -> list[Box]:
    return [
        box("" if node.kind == "recommendation" else node.label, node.size) for node in drawn.nodes
    ]


@pytest.mark.parametrize("size", [(8, 6, 3), (90, 40, 6), (60, 120, 3)])
def test_markers_and_labels_are_pairwise_disjoint(size: tuple[int, int, int]) -> None:
    entities, recommendations, links = size
    drawn = scene(generated(entities, recommendations, links=links))
    points = np.array([(node.x, node.y) for node in drawn.nodes])
    assert overlaps(points, boxes_of(drawn), scale=SCALE) == 0


def test_everything_lies_inside_the_frame() -> None:
    drawn = scene(generated(60, 30, links=4))
    width, height = drawn.frame
    assert all(0 <= node.x <= width and 0 <= node.y <= height for node in drawn.nodes)


@pytest.mark.parametrize("size", [(30, 20), (300, 600)])
def test_the_same_graph_gives_the_same_picture(size: tuple[int, int]) -> None:
    catalogue = generated(*size)
    version = f"another {catalogue.version}"
    again = Catalogue(version, catalogue.documents, catalogue.units, catalogue.entities)
    first, second = scene(catalogue), scene(again)
    assert [(n.id, n.x, n.y) for n in first.nodes] == [(n.id, n.x, n.y) for n in second.nodes]


def test_beyond_the_small_size_a_recommendation_stands_nearer_to_its_entities_than_to_others() -> (
    None
):
    drawn = scene(generated(200, 500, links=3))
    assert len(drawn.nodes) > SMALL
    at = {node.id: np.array([node.x, node.y]) for node in drawn.nodes}
    own = [np.linalg.norm(at[edge.source] - at[edge.target]) for edge in drawn.edges]
    turned = [edge.target for edge in drawn.edges][::-1]
    other = [
        np.linalg.norm(at[edge.source] - at[target])
        for edge, target in zip(drawn.edges, turned, strict=True)
    ]
    assert np.median(own) < 0.5 * np.median(other)


def test_linked_nodes_stand_nearer_than_others() -> None:
    spots = [Spot(f"Theme {i}", 8, entity=True) for i in range(12)]
    spots += [Spot("", 4, entity=False)] * 2
    edges = [(12, i, 1.0) for i in range(6)] + [(13, i, 1.0) for i in range(6, 12)]
    at = plan(spots, edges).positions
    here, there = at[:6].mean(axis=0), at[6:12].mean(axis=0)
    within = np.linalg.norm(at[:6] - here, axis=1).mean()
    assert within < np.linalg.norm(here - there)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_the_smallest_graphs_are_laid_out(count: int) -> None:
    spots = [Spot("Alone", 8, entity=True)] * count
    assert plan(spots, []).positions.shape == (count, 2)


def test_a_graph_in_pieces_is_laid_out() -> None:
    spots = [Spot("Theme", 8, entity=True)] * 6 + [Spot("", 4, entity=False)] * 3
    edges = [(6, 0, 1.0), (6, 1, 1.0), (7, 2, 1.0), (7, 3, 1.0), (8, 4, 1.0), (8, 5, 1.0)]
    positions = plan(spots, edges).positions
    assert np.isfinite(positions).all()


sides = st.floats(1, 40)
rectangles = st.builds(Box, sides, sides, sides, sides)
points = st.tuples(st.floats(0, 300), st.floats(0, 300))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(points, rectangles), min_size=1, max_size=25))
def test_separated_rectangles_never_overlap(given_: list[tuple[tuple[float, float], Box]]) -> None:
    anchors = np.array([point for point, _ in given_])
    boxes = [rectangle for _, rectangle in given_]
    moved, (width, height) = separate(anchors, boxes, frame=(300, 300))
    assert overlaps(moved, boxes) == 0
    assert width >= 300
    assert height >= 300


@given(st.text(alphabet="abcdefghij -", max_size=80))
def test_wrapping_keeps_every_word(text: str) -> None:
    assert " ".join(wrap(text)).split() == text.split()
