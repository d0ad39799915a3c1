"""Stress: a start for the forces in which distance on paper tells steps in the graph.

Stress majorization (Gansner, Koren and North 2004, doi:10.1007/978-3-540-31843-9_25) from a
circle: the same aim as Kamada and Kawai's, reached by matrix products alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import shortest_path

from viz.forces import squared_distances

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["stress_positions"]

ROUNDS = 150
DIGITS = 6
BEYOND = 1.5
"""How many steps farther than the farthest those of different components stand."""


def stress_positions(count: int, links: NDArray[np.intp]) -> NDArray[np.float64]:
    """Place nodes so that nearness means few steps.

    Parameters
    ----------
    count
        Number of nodes.
    links
        The two ends of each link, shape (m, 2).

    Returns
    -------
    numpy.ndarray
        Positions, shape (count, 2), in steps.

    Examples
    --------
    >>> a, b, c = stress_positions(3, np.array([[0, 1], [1, 2]]))
    >>> bool(np.hypot(*(c - a)) > np.hypot(*(b - a)))
    True
    """
    steps = _steps(count, links)
    near = 1 / steps
    np.fill_diagonal(near, 0.0)
    laplacian = -near / steps
    np.fill_diagonal(laplacian, 0.0)
    np.fill_diagonal(laplacian, -laplacian.sum(axis=1))
    inverse = np.linalg.inv(laplacian + 1.0)
    positions: NDArray[np.float64] = _circle(count) * steps.max() / 2
    for _ in range(ROUNDS):
        ratio = near / np.sqrt(np.maximum(squared_distances(positions), 1e-9))
        wanted = positions * ratio.sum(axis=1)[:, None] - ratio @ positions
        positions = np.round(inverse @ wanted, DIGITS)
        positions -= positions.mean(axis=0)
    return positions


def _steps(count: int, links: NDArray[np.intp]) -> NDArray[np.float64]:
    """Steps between nodes; one on the diagonal, so that it may divide."""
    first, second = links.T
    linked = sparse.coo_array((np.ones(len(links)), (first, second)), shape=(count, count))
    steps: NDArray[np.float64] = shortest_path(linked.tocsr(), directed=False, unweighted=True)
    reached = np.isfinite(steps)
    steps[~reached] = BEYOND + steps[reached].max()
    np.fill_diagonal(steps, 1.0)
    return steps


def _circle(count: int) -> NDArray[np.float64]:
    angle = np.arange(count) * (2 * np.pi / count)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)
