"""Discs: the round places of the communities on the map, apart and evenly filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Discs", "evened", "filled", "settled"]

ROUNDS = 240
PULL = 0.03
GAP = 0.07
"""Between two discs, as a share of their radii."""
WIDE = 1.1
"""How much wider than high the discs gather."""
DIGITS = 6
EDGE = 0.94
"""How far out of a disc its members reach."""
EVEN = 0.7
"""How much a member's place is its rank: 1 fills a disc evenly, 0 leaves everything in a heap."""
GOLDEN_ANGLE = 2.399963
STEPS = 30
NEIGHBOURS = 6
ROOM = 16.0
"""How far apart neighbours in a disc would stand, in map units."""


@dataclass(frozen=True, slots=True)
class Discs:
    """Middles, shape (k, 2), and radii, shape (k,), in map units."""

    middles: NDArray[np.float64]
    radii: NDArray[np.float64]


def settled(start: NDArray[np.float64], radii: NDArray[np.float64]) -> Discs:
    """Gather discs around the middle without one covering another.

    Parameters
    ----------
    start
        Where each would stand, shape (k, 2).
    radii
        Shape (k,).

    Examples
    --------
    >>> one, other = settled(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([5.0, 4.0])).middles
    >>> bool(np.hypot(*(one - other)) >= 9)
    True
    """
    angle = np.arange(len(radii)) * GOLDEN_ANGLE  # discs that start in one place can then part
    points = np.round(start + np.stack([np.cos(angle), np.sin(angle)], axis=1) * 1e-3, DIGITS)
    for step in range(ROUNDS):
        middle = np.average(points, axis=0, weights=radii**2)
        pull = PULL * (1 - step / ROUNDS) * (middle - points) * (1.0, WIDE)
        points = np.round(_apart(points + pull, radii), DIGITS)
    while _deepest(points, radii) > 0:
        points = _apart(points * 1.001, radii)
    return Discs(points, radii)


def _between(
    points: NDArray[np.float64], radii: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Ways between all pairs, their lengths, and how deep each pair lies in one another."""
    way = points[:, None, :] - points
    length = np.hypot(way[..., 0], way[..., 1])
    deep = (radii[:, None] + radii) * (1 + GAP) - length
    np.fill_diagonal(deep, 0.0)
    return way, length, deep


def _deepest(points: NDArray[np.float64], radii: NDArray[np.float64]) -> float:
    return float(_between(points, radii)[2].max(initial=0.0))


def _apart(points: NDArray[np.float64], radii: NDArray[np.float64]) -> NDArray[np.float64]:
    """Push each pair that overlaps apart, the lighter disc further."""
    way, length, deep = _between(points, radii)
    deep = np.maximum(deep, 0.0)
    heavy = radii**2
    give = heavy / (heavy[:, None] + heavy)
    direction = way / np.maximum(length, 1e-6)[..., None]
    moved: NDArray[np.float64] = points + (direction * (deep * give)[..., None]).sum(axis=1)
    return moved


def filled(
    points: NDArray[np.float64], owner: NDArray[np.intp], discs: Discs
) -> NDArray[np.float64]:
    """Spread points over their discs: who was near the middle stays nearer, in the same direction.

    Parameters
    ----------
    points
        Shape (n, 2).
    owner
        The disc of each, shape (n,).
    discs
        Where to.

    Examples
    --------
    >>> discs = Discs(np.array([[10.0, 10.0]]), np.array([2.0]))
    >>> inside = filled(np.zeros((5, 2)), np.zeros(5, dtype=np.intp), discs)
    >>> bool(np.hypot(*(inside - 10).T).max() <= 2)
    True
    """
    placed = np.empty_like(points)
    for disc, (middle, radius) in enumerate(zip(discs.middles, discs.radii, strict=True)):
        held = np.flatnonzero(owner == disc)
        if len(held):
            placed[held] = middle + EDGE * radius * _in_unit_disc(points[held])
    return placed


def evened(
    points: NDArray[np.float64], owner: NDArray[np.intp], discs: Discs
) -> NDArray[np.float64]:
    """Let neighbours give way to each other, each inside its disc."""
    near = min(NEIGHBOURS, len(points) - 1)
    if near < 1:
        return points
    middles, reach = discs.middles[owner], EDGE * discs.radii[owner]
    for step in range(STEPS):
        distance, index = cKDTree(points).query(points, k=near + 1)
        away = points[:, None, :] - points[index[:, 1:]]
        close = np.maximum(0.0, 1 - distance[:, 1:] / ROOM)
        push = (away / np.maximum(distance[:, 1:], 1e-3)[..., None] * close[..., None]).sum(axis=1)
        moved = points + push * ROOM * 0.3 * (1 - step / STEPS)
        outward = moved - middles
        length = np.hypot(*outward.T)
        points = np.round(
            middles + outward * np.minimum(1.0, reach / np.maximum(length, 1e-9))[:, None], DIGITS
        )
    return points


def _in_unit_disc(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mix each point's distance from the middle, and its direction, with their ranks."""
    count = len(points)
    away = points - points.mean(axis=0)
    length = np.round(np.hypot(*away.T), DIGITS)
    turn = np.round(np.arctan2(away[:, 1], away[:, 0]) / (2 * np.pi) + 0.5, DIGITS)
    turn = np.where(length > 0, turn, np.arange(count) * GOLDEN_ANGLE / (2 * np.pi) % 1)
    outward = np.sqrt((_rank(length) + 0.5) / count)
    mixed = EVEN * outward + (1 - EVEN) * length / max(float(length.max()), 1e-9)
    angle = 2 * np.pi * (EVEN * _rank(turn) / count + (1 - EVEN) * turn)
    return np.stack([mixed * np.cos(angle), mixed * np.sin(angle)], axis=1)


def _rank(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return values.argsort(kind="stable").argsort(kind="stable").astype(np.float64)
