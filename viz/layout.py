"""Layout: where every node of the map stands, computed once for a version of the data.

Up to :data:`SMALL` nodes each is placed by forces; beyond, the entities are placed by their
strongest links and every recommendation stands at the weighted middle of its entities
(:mod:`viz.skeleton`). Both are deterministic: the same graph gives the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viz.forces import forceatlas2
from viz.labels import Box, box
from viz.overlap import separate
from viz.skeleton import barycentres, entity_positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx
    from numpy.typing import NDArray

__all__ = ["FRAME", "SMALL", "Edge", "Plan", "Spot", "plan"]

SMALL = 500
"""Nodes up to which forces place everything."""
FRAME = (1000.0, 900.0)
"""Width and height of the picture, in map units."""
SCALE = 1.2
"""Map units per screen pixel when the whole picture fits a common screen."""
RANK_SHARE = 0.35
CROWDED_RANK_SHARE = 0.75

Edge = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A node to place: its label (empty: the marker stands alone), its radius in pixels,
    and whether it is an entity."""

    label: str
    radius: float
    entity: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Positions, shape (n, 2), inside a frame of this width and height."""

    positions: NDArray[np.float64]
    frame: tuple[float, float]


def plan(spots: Sequence[Spot], edges: Sequence[Edge]) -> Plan:
    """Place nodes so that nearness means shared links and nothing covers anything.

    Parameters
    ----------
    spots
        The nodes.
    edges
        Index of the one end, index of the other, weight above zero.

    Returns
    -------
    Plan
        A position for each node, in the order of ``spots``.

    Examples
    --------
    >>> spots = [Spot("Training", 8, True), Spot("", 4, False), Spot("UNODC", 8, True)]
    >>> plan(spots, [(0, 1, 1.0), (1, 2, 0.8)]).positions.shape
    (3, 2)
    """
    if not spots:
        return Plan(np.zeros((0, 2)), FRAME)
    if len(spots) > SMALL:
        return _large(spots, edges)
    upright = _upright(_forces(len(spots), edges))
    placed = _framed(_opened(upright, _rank_share(spots)), FRAME)
    positions, frame = separate(placed, _boxes(spots), frame=FRAME, scale=SCALE)
    return Plan(np.round(positions, 1), frame)


def _boxes(spots: Sequence[Spot]) -> list[Box]:
    return [box(spot.label if spot.entity else "", spot.radius) for spot in spots]


def _graph(count: int, edges: Sequence[Edge]) -> nx.Graph[int]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_weighted_edges_from(edges)
    return graph


def _distances(graph: nx.Graph[int]) -> dict[int, dict[int, float]]:
    """Steps between nodes; those of different components stand a little beyond the farthest."""
    import networkx as nx

    steps = dict(nx.all_pairs_shortest_path_length(graph))
    far = 1.5 + max((max(row.values()) for row in steps.values()), default=0)
    return {a: {b: float(steps[a].get(b, far)) for b in graph} for a in graph}


def _forces(count: int, edges: Sequence[Edge]) -> NDArray[np.float64]:
    """Kamada-Kawai for a start, then ForceAtlas2."""
    import networkx as nx

    if count == 1:
        return np.zeros((1, 2))
    if count <= SMALL // 2:
        graph = _graph(count, edges)
        circle = nx.circular_layout(graph)
        begun = nx.kamada_kawai_layout(graph, dist=_distances(graph), pos=circle)
        start = np.asarray([begun[node] for node in range(count)]) * 10
    else:
        start = entity_positions(count, edges)
    weights = np.zeros((count, count))
    for a, b, weight in edges:
        weights[a, b] = weights[b, a] = weight
    return forceatlas2(start, weights)


def _upright(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn the long axis to x; the sign is fixed so that the same points come out the same."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    signs = np.where(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)
    turned: NDArray[np.float64] = centred @ (axes * signs[:, None]).T
    return turned if turned.shape[1] == 2 else np.pad(turned, ((0, 0), (0, 1)))


def _rank_share(spots: Sequence[Spot]) -> float:
    """The fuller the frame, the more even the picture has to be for everything to fit."""
    covered = sum((b.left + b.right) * (b.up + b.down) for b in _boxes(spots)) * SCALE**2
    fullness = covered / (FRAME[0] * FRAME[1])
    return min(max(RANK_SHARE, RANK_SHARE + 1.2 * (fullness - 0.25)), CROWDED_RANK_SHARE)


def _opened(points: NDArray[np.float64], share_of_rank: float = RANK_SHARE) -> NDArray[np.float64]:
    """Mix in each coordinate's rank, which opens the crowded middle."""
    count = len(points)
    low, span = points.min(axis=0), np.maximum(np.ptp(points, axis=0), 1e-9)
    share = np.round((points - low) / span, 6)
    rank = share.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(count - 1, 1)
    mixed: NDArray[np.float64] = (1 - share_of_rank) * share + share_of_rank * rank
    return mixed


def _framed(share: NDArray[np.float64], frame: tuple[float, float]) -> NDArray[np.float64]:
    inset = 0.04
    placed: NDArray[np.float64] = (inset + share * (1 - 2 * inset)) * np.asarray(frame)
    return placed


def _large(spots: Sequence[Spot], edges: Sequence[Edge]) -> Plan:
    entities = np.flatnonzero([spot.entity for spot in spots])
    others = np.flatnonzero([not spot.entity for spot in spots])
    if not len(entities) or not len(others):
        skeleton = entity_positions(len(spots), edges)
        return Plan(np.round(_framed(_opened(_upright(skeleton)), FRAME), 1), FRAME)
    frame = tuple(side * max(1.0, (len(spots) / 1500) ** 0.5) for side in FRAME)
    positions = barycentres(len(spots), entities, others, edges)
    share = _opened(_upright(positions[entities]))
    positions[entities] = _framed(share, (frame[0], frame[1]))
    radii = [spots[int(index)].radius for index in entities]
    markers = [Box(radius, radius, radius, radius) for radius in radii]
    if len(entities) <= SMALL:
        positions[entities], _ = separate(positions[entities], markers, frame=(frame[0], frame[1]))
    positions = barycentres(len(spots), entities, others, edges, known=positions[entities])
    return Plan(np.round(positions, 1), (frame[0], frame[1]))
