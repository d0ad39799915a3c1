"""Forces: ForceAtlas2 (Jacomy and others 2014, doi:10.1371/journal.pone.0098679).

What differs between two machines in the last bits would grow from step to step into another
picture; here every step is rounded, so the same graph gives the same picture. A step at 500 nodes
takes one millisecond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["forceatlas2", "squared_distances"]

STEPS = 500
REPULSION = 6.0
GRAVITY = 1.0
TOLERANCE = 1.0
DIGITS = 6


def forceatlas2(
    start: NDArray[np.float64],
    links: NDArray[np.intp],
    weights: NDArray[np.float64],
    *,
    steps: int = STEPS,
) -> NDArray[np.float64]:
    """Let linked nodes attract each other and all repel, in the lin-log form that shows clusters.

    Attraction is ``w log(1 + d)``, repulsion ``6 (deg + 1)(deg + 1) / d``, gravity ``deg + 1``.

    Parameters
    ----------
    start
        Positions, shape (n, 2), no two alike.
    links
        The two ends of each link, shape (m, 2), each pair once.
    weights
        Of the links, shape (m,), above zero.
    steps
        How many.

    Returns
    -------
    numpy.ndarray
        Positions, shape (n, 2).

    Examples
    --------
    >>> line = np.array([[0.0, 0.0], [9.0, 0.0]])
    >>> moved = forceatlas2(line, np.array([[0, 1]]), np.array([1.0]))
    >>> bool(moved[0, 0] < moved[1, 0])
    True
    """
    positions = np.round(start, DIGITS)
    mass = np.bincount(links.ravel(), minlength=len(start)) + 1.0
    masses = REPULSION * np.outer(mass, mass)
    np.fill_diagonal(masses, 0.0)
    before = np.zeros_like(positions)
    speed, efficiency = 1.0, 1.0
    for _ in range(steps):
        centred = positions - positions.mean(axis=0)
        force = _apart(centred, masses) + _together(centred, links, weights)
        reach = np.maximum(np.hypot(*centred.T), 1e-6)
        force -= GRAVITY * mass[:, None] * centred / reach[:, None]
        swinging = mass * np.hypot(*(force - before).T)
        traction = mass * np.hypot(*(force + before).T) / 2
        speed, efficiency = _speed(speed, efficiency, swinging.sum(), traction.sum(), len(mass))
        step = speed / (1 + np.sqrt(speed * swinging))
        positions = np.round(positions + force * step[:, None], DIGITS)
        before = force
    return positions


def _apart(points: NDArray[np.float64], masses: NDArray[np.float64]) -> NDArray[np.float64]:
    """Repulsion, summed as matrix products: no matrix of differences is ever made."""
    square = squared_distances(points)
    push = np.divide(masses, np.maximum(square, 1e-6, out=square), out=square)
    total: NDArray[np.float64] = points * push.sum(axis=1)[:, None] - push @ points
    return total


def squared_distances(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Squared distances between all pairs of points.

    Examples
    --------
    >>> squared_distances(np.array([[0.0, 0.0], [3.0, 4.0]])).tolist()
    [[0.0, 25.0], [25.0, 0.0]]
    """
    norm = (points * points).sum(axis=1)
    square: NDArray[np.float64] = points @ (-2.0 * points.T)
    square += norm
    square += norm[:, None]
    return square


def _together(
    points: NDArray[np.float64], links: NDArray[np.intp], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    first, second = links.T
    along = points[first] - points[second]
    distance = np.maximum(np.hypot(*along.T), 1e-3)
    pull = along * (weights * np.log1p(distance) / distance)[:, None]
    sums = [
        np.bincount(second, pull[:, axis], len(points))
        - np.bincount(first, pull[:, axis], len(points))
        for axis in (0, 1)
    ]
    return np.stack(sums, axis=1)


def _speed(
    speed: float, efficiency: float, swinging: float, traction: float, count: int
) -> tuple[float, float]:
    """The global speed: as fast as swinging allows, rising by at most a half in a step."""
    ideal = 0.05 * np.sqrt(count)
    jitter = max(np.sqrt(ideal), min(10.0, ideal * traction / count**2))
    tolerance = TOLERANCE * jitter
    if traction and swinging / traction > 2:
        efficiency = max(efficiency * 0.5, 0.05)
        tolerance = max(tolerance, TOLERANCE)
    wanted = tolerance * efficiency * traction / swinging if swinging else np.inf
    if swinging > tolerance * traction:
        efficiency = max(efficiency * 0.7, 0.05)
    elif speed < 1000:
        efficiency *= 1.3
    return float(speed + min(wanted - speed, 0.5 * speed)), float(efficiency)
