"""The kept arrangement: the same after a restart, still there when documents come, never wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from graph.catalogue import Catalogue
from tests.viz_catalogue import generated
from viz import growth
from viz.labels import box
from viz.layout import SCALE
from viz.overlap import overlaps
from viz.scene import Scene, scene
from viz.shelf import FILE, Shelf
from viz.whole import whole_of

SMALL, LARGE = (40, 90), (120, 700)


def first(catalogue: Catalogue, count: int) -> Catalogue:
    """The catalogue as it was with its first recommendations only."""
    units = [replace(unit) for unit in catalogue.units[:count]]
    return Catalogue(f"first {count}", catalogue.documents, units, catalogue.entities)


def places(drawn: Scene) -> dict[str, tuple[float, float]]:
    return {node.id: (node.x, node.y) for node in drawn.nodes}


def drawn(catalogue: Catalogue, shelf: Shelf) -> Scene:
    """What another process would draw."""
    again = Catalogue("again", catalogue.documents, catalogue.units, catalogue.entities)
    return scene(again, shelf=shelf)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["small", "large"])
def test_after_a_restart_nothing_is_laid_out_again(tmp_path: Path, size: tuple[int, int]) -> None:
    shelf, catalogue = Shelf(tmp_path / "map"), generated(*size)
    before = scene(catalogue, shelf=shelf)
    with patch.object(growth, "plan", side_effect=AssertionError("laid out again")):
        after = drawn(catalogue, shelf)
    assert after.nodes == before.nodes
    assert (after.frame, after.communities) == (before.frame, before.communities)


def test_what_stood_on_a_large_map_does_not_move_when_more_comes(tmp_path: Path) -> None:
    shelf, catalogue = Shelf(tmp_path), generated(*LARGE)
    before = places(scene(first(catalogue, 640), shelf=shelf))
    after = scene(catalogue, shelf=shelf)
    assert {key: at for key, at in places(after).items() if key in before} == before
    for node in after.nodes:
        assert node.community is not None
        disc = after.communities[node.community]
        assert np.hypot(node.x - disc.x, node.y - disc.y) <= disc.radius


def test_a_small_map_moves_only_to_make_room(tmp_path: Path) -> None:
    shelf, catalogue = Shelf(tmp_path), generated(*SMALL)
    before = places(scene(first(catalogue, 80), shelf=shelf))
    after = scene(catalogue, shelf=shelf)
    now = places(after)
    moved = [np.hypot(now[key][0] - x, now[key][1] - y) for key, (x, y) in before.items()]
    assert np.median(moved) < 0.02 * after.frame[0]
    boxes = [box("" if n.kind == "recommendation" else n.label, n.size) for n in after.nodes]
    assert overlaps(np.array(list(now.values())), boxes, scale=SCALE) == 0


def test_when_most_is_new_the_map_is_made_anew(tmp_path: Path) -> None:
    shelf, catalogue = Shelf(tmp_path), generated(*LARGE)
    scene(first(catalogue, 400), shelf=shelf)
    assert places(scene(catalogue, shelf=shelf)) == places(scene(generated(*LARGE)))


def test_what_comes_little_by_little_is_laid_out_anew_in_time(tmp_path: Path) -> None:
    shelf, catalogue = Shelf(tmp_path), generated(*LARGE)
    for count in (440, 520, 600):
        scene(first(catalogue, count), shelf=shelf)
    assert places(scene(catalogue, shelf=shelf)) == places(scene(generated(*LARGE)))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"e1", b"e2", 1),
        lambda data: b"\x00" * 64,
        lambda data: b"[]",
    ],
    ids=["empty", "cut", "changed", "zeros", "other"],
)
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: object) -> None:
    shelf, catalogue = Shelf(tmp_path), generated(*SMALL)
    before = scene(catalogue, shelf=shelf)
    file = tmp_path / FILE
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert drawn(catalogue, shelf).nodes == before.nodes
    assert shelf.load() is not None


def test_an_arrangement_of_another_layout_is_not_shown(tmp_path: Path) -> None:
    shelf, catalogue = Shelf(tmp_path), generated(*SMALL)
    with patch("viz.shelf.LAYOUT", 1):
        scene(catalogue, shelf=shelf)
    assert shelf.load() is None


def test_where_nothing_can_be_written_the_map_is_drawn_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    shelf, catalogue = Shelf(tmp_path / "file"), generated(*SMALL)
    assert places(scene(catalogue, shelf=shelf)) == places(scene(generated(*SMALL)))


def test_without_a_shelf_the_graph_alone_decides() -> None:
    assert places(scene(generated(*SMALL))) == places(scene(generated(*SMALL)))
    catalogue = generated(*SMALL)
    assert whole_of(catalogue) is whole_of(catalogue)
