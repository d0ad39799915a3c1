"""Layout: where every node of the map stands, computed once for a version of the data.

Up to :data:`SMALL` nodes each is placed by forces; beyond, every community has a disc, in which
entities are placed by their strongest links (:mod:`viz.skeleton`) and every recommendation among
its entities. Both are deterministic: the same graph gives the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from viz.communities import at_home, of_entities, of_recommendations
from viz.discs import Discs, evened, filled, settled
from viz.forces import forceatlas2
from viz.labels import Box, box
from viz.overlap import separate
from viz.skeleton import entity_positions, link_matrix, middles, skeleton
from viz.stress import stress_positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["FRAME", "SMALL", "Edge", "Plan", "Spot", "plan"]

SMALL = 500
"""Nodes up to which forces place everything."""
FRAME = (1000.0, 900.0)
"""Width and height of the picture, in map units."""
SCALE = 1.2
"""Map units per screen pixel when the whole picture fits a common screen."""
DISC_RADIUS = 9.5
"""Of a disc, per square root of its members, in map units."""
MARGIN = 20.0
RANK_SHARE = 0.35
CROWDED_RANK_SHARE = 0.75
CORNERS = 0.8
"""How far a circle is drawn out to a square: 0 not at all, 1 altogether."""

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
    """Positions, shape (n, 2), inside a frame of this width and height.

    Where there are many nodes: the number of each one's community, shape (n,), and their discs.
    """

    positions: NDArray[np.float64]
    frame: tuple[float, float]
    communities: NDArray[np.intp] | None = None
    discs: Discs | None = None


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
    round_ = _upright(_forces(len(spots), edges))
    placed = _framed(_opened(_cornered(round_), _rank_share(spots)), FRAME)
    positions, frame = separate(placed, _boxes(spots), frame=FRAME, scale=SCALE)
    return Plan(np.round(positions, 1), frame)


def _boxes(spots: Sequence[Spot]) -> list[Box]:
    return [box(spot.label if spot.entity else "", spot.radius) for spot in spots]


def _forces(count: int, edges: Sequence[Edge]) -> NDArray[np.float64]:
    """Stress for a start, then ForceAtlas2."""
    if count == 1:
        return np.zeros((1, 2))
    weights = {(min(a, b), max(a, b)): weight for a, b, weight in edges}
    links = np.asarray(list(weights), dtype=np.intp).reshape(len(weights), 2)
    start = stress_positions(count, links) * 10
    return forceatlas2(start, links, np.asarray(list(weights.values())))


def _upright(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn the long axis to x; the sign is fixed so that the same points come out the same."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    signs = np.where(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)
    turned: NDArray[np.float64] = centred @ (axes * signs[:, None]).T
    return turned if turned.shape[1] == 2 else np.pad(turned, ((0, 0), (0, 1)))


def _cornered(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Draw a round cloud into the corners of its frame, where labels find room."""
    half = np.maximum(np.ptp(points, axis=0) / 2, 1e-9)
    unit = (points - points.min(axis=0)) / half - 1
    reach = np.maximum(np.hypot(*unit.T), 1e-9)
    straight = np.maximum(np.abs(unit).max(axis=1) / reach, 0.5)
    drawn: NDArray[np.float64] = unit / straight[:, None] ** CORNERS
    return drawn


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
    """Place communities as discs, and each one's members inside its disc."""
    entities = np.flatnonzero([spot.entity for spot in spots])
    others = np.flatnonzero([not spot.entity for spot in spots])
    if not len(entities) or not len(others):
        alone = entity_positions(len(spots), edges)
        return Plan(np.round(_framed(_opened(_upright(alone)), FRAME), 1), FRAME)
    incidence = link_matrix(len(spots), edges)[others][:, entities].tocsr()
    communities = np.zeros(len(spots), dtype=np.intp)
    communities[entities] = of_entities(incidence)
    communities[others] = of_recommendations(incidence, communities[entities])
    rough = _framed(_opened(_upright(skeleton(incidence))), FRAME) * (len(spots) / 1500) ** 0.5
    discs, frame = _discs(rough, communities, entities)
    positions = np.zeros((len(spots), 2))
    positions[entities] = filled(rough, communities[entities], discs)
    home = at_home(incidence, communities[others], communities[entities])
    said = middles(home, positions[entities])
    positions[others] = filled(said, communities[others], discs)
    return Plan(np.round(evened(positions, communities, discs), 1), frame, communities, discs)


def _discs(
    rough: NDArray[np.float64], communities: NDArray[np.intp], entities: NDArray[np.intp]
) -> tuple[Discs, tuple[float, float]]:
    """A disc for each community, its area by members, and the frame that holds them all."""
    members = np.bincount(communities)
    of_entity = communities[entities]
    counted = np.bincount(of_entity, minlength=len(members))
    sums = [np.bincount(of_entity, rough[:, axis], len(members)) for axis in (0, 1)]
    discs = settled(np.stack(sums, axis=1) / counted[:, None], DISC_RADIUS * np.sqrt(members))
    low = (discs.middles - discs.radii[:, None]).min(axis=0) - MARGIN
    high = (discs.middles + discs.radii[:, None]).max(axis=0) + MARGIN
    discs = Discs(np.round(discs.middles - low, 1), np.round(discs.radii, 1))
    return discs, (float(high[0] - low[0]), float(high[1] - low[1]))
