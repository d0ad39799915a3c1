"""The scene: what is drawn, what is a filter, and how much of it."""

from __future__ import annotations

import pytest

from graph.catalogue import Filters
from tests.viz_catalogue import generated, small
from viz.scene import SceneError, hubs, scene


def ids(drawn: object) -> set[str]:
    return {node.id for node in drawn.nodes}  # type: ignore[attr-defined]


ENTITIES = {
    "budapest-convention",
    "criminalization",
    "electronic-evidence",
    "judiciary",
    "legislation",
    "mutual-legal-assistance",
    "training",
    "unodc",
}
UNITS = {
    "report-2018/2(a)",
    "report-2018/2(b)",
    "report-2018/2(j)",
    "report-2018/2(r)",
    "report-2020/8",
    "report-2020/13",
}


def test_recommendations_and_what_they_name_are_drawn_and_hubs_are_filters() -> None:
    drawn = scene(small())
    assert ids(drawn) == ENTITIES | UNITS
    assert [(hub.id, hub.count) for hub in drawn.hubs] == [("member-states", 6)]
    assert set(drawn.hubs[0].members) == UNITS
    assert [(one.id, one.count) for one in drawn.documents] == [
        ("report-2018", 4),
        ("report-2020", 2),
    ]
    assert drawn.facets == {"theme": 5, "actor": 2, "instrument": 1, "recommendation": 6}
    assert hubs(small()) == {"member-states"}


def test_edges_join_recommendations_to_what_they_name() -> None:
    edges = {(e.source, e.target) for e in scene(small()).edges}
    assert edges == {
        ("report-2018/2(a)", "criminalization"),
        ("report-2018/2(a)", "legislation"),
        ("report-2018/2(b)", "electronic-evidence"),
        ("report-2018/2(b)", "judiciary"),
        ("report-2018/2(j)", "training"),
        ("report-2018/2(j)", "unodc"),
        ("report-2018/2(r)", "budapest-convention"),
        ("report-2020/13", "budapest-convention"),
        ("report-2020/13", "electronic-evidence"),
        ("report-2020/8", "electronic-evidence"),
        ("report-2020/8", "mutual-legal-assistance"),
    }


def test_a_focus_shows_what_lies_around_it() -> None:
    near = scene(small(), focus="budapest-convention")
    assert ids(near) == {"budapest-convention", "report-2018/2(r)", "report-2020/13"}
    wider = scene(small(), focus="budapest-convention", depth=2)
    assert ids(wider) == ids(near) | {"electronic-evidence"}


def test_positions_do_not_depend_on_what_is_selected() -> None:
    whole = {node.id: (node.x, node.y) for node in scene(small()).nodes}
    part = scene(small(), filters=Filters(document=("report-2020",)))
    assert ids(part) == {
        "report-2020/8",
        "report-2020/13",
        "electronic-evidence",
        "mutual-legal-assistance",
        "budapest-convention",
    }
    assert all(whole[node.id] == (node.x, node.y) for node in part.nodes)


def test_types_are_kinds_or_entity_types() -> None:
    assert ids(scene(small(), types=("organization",))) == {"unodc"}
    assert ids(scene(small(), types=("actor",))) == {"unodc", "judiciary"}


def test_a_limit_keeps_entities_first_and_tells_the_total() -> None:
    drawn = scene(generated(50, 200), limit=60)
    kinds = [node.kind for node in drawn.nodes]
    assert len(kinds) == 60
    assert kinds.count("recommendation") < 60 < drawn.total
    assert {e.source for e in drawn.edges} | {e.target for e in drawn.edges} <= ids(drawn)


@pytest.mark.parametrize("limit", [12, 30])
def test_more_entities_than_the_limit_leave_room_for_what_links_them(limit: int) -> None:
    drawn = scene(generated(50, 200), limit=limit)
    kinds = [node.kind for node in drawn.nodes]
    assert len(kinds) == limit
    assert kinds.count("recommendation") >= limit // 3
    assert len(drawn.edges) >= limit // 3


def test_what_nearly_every_recommendation_names_is_not_drawn() -> None:
    catalogue = generated(5, 40, links=3)
    often = {key for key, e in catalogue.entities.items() if e.counts.recommendations > 20}
    assert often
    assert hubs(catalogue) == often


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"focus": "nobody"}, "focus"),
        ({"depth": 9}, "depth"),
        ({"limit": 0}, "limit"),
        ({"types": ("colour",)}, "types"),
    ],
)
def test_what_cannot_be_drawn_is_refused(asked: dict[str, object], told: str) -> None:
    with pytest.raises(SceneError, match=told):
        scene(small(), **asked)  # type: ignore[arg-type]


def test_the_scene_is_plain_values() -> None:
    import orjson

    told = orjson.loads(orjson.dumps(scene(small()).as_json()))
    assert set(told) >= {"version", "nodes", "edges", "hubs", "documents", "facets", "total"}
    assert set(told["nodes"][0]) >= {"id", "kind", "type", "label", "title", "x", "y", "count"}
