"""Skeleton: placing many nodes by the strongest links of a few.

Each entity keeps its strongest cosine links, starts at the graph's smoothest modes and is
moved by a few hundred force steps in which it feels only its neighbours (k-d tree). Every other
node stands at the weighted middle of its entities, so that its position means something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["cosine_links", "entity_positions", "link_matrix", "middles", "skeleton", "spread"]

STRONGEST = 4
STEPS = 220
SMOOTHINGS = 120
DIGITS = 6
"""Kept after every step: what differs between machines in the last bits must not grow."""
NEIGHBOURS = 14
GOLDEN_ANGLE = 2.399963


def middles(incidence: sparse.csr_array, placed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Place recommendations at the weighted middle of their entities, rare ones pulling more.

    Parameters
    ----------
    incidence
        Weight of each entity (column) in each recommendation (row).
    placed
        Positions of the entities, shape (columns, 2).

    Returns
    -------
    numpy.ndarray
        Positions, shape (rows, 2); what falls on one place is spread around it.
    """
    degree = np.maximum(np.asarray((incidence > 0).sum(axis=0)).ravel(), 1)
    rare = incidence @ sparse.diags_array(1 / np.sqrt(degree))
    total = np.asarray(rare.sum(axis=1)).ravel()
    middle = rare @ placed / np.maximum(total, 1e-12)[:, None]
    middle[total == 0] = placed.mean(axis=0)
    return spread(middle, placed)


def entity_positions(count: int, edges: Sequence[tuple[int, int, float]]) -> NDArray[np.float64]:
    """Place nodes by spectral start and forces over their own links."""
    return _relaxed(link_matrix(count, edges))


def link_matrix(count: int, edges: Sequence[tuple[int, int, float]]) -> sparse.csr_array:
    """Give the weights of edges as a symmetric matrix."""
    rows = np.fromiter((e[0] for e in edges), dtype=np.intp, count=len(edges))
    columns = np.fromiter((e[1] for e in edges), dtype=np.intp, count=len(edges))
    weights = np.fromiter((e[2] for e in edges), dtype=np.float64, count=len(edges))
    half = sparse.coo_array((weights, (rows, columns)), shape=(count, count))
    return (half + half.T).tocsr()


def skeleton(incidence: sparse.csr_array) -> NDArray[np.float64]:
    """Place entities by their strongest cosine links.

    Parameters
    ----------
    incidence
        Weight of each entity (column) in each recommendation (row).
    """
    return _relaxed(cosine_links(incidence, STRONGEST))


def cosine_links(incidence: sparse.csr_array, strongest: int) -> sparse.csr_array:
    """Join entities by the cosine of what names them, each by this many of its strongest links.

    Parameters
    ----------
    incidence
        Weight of each entity (column) in each recommendation (row).
    strongest
        Links that each keeps; it may have more by what others keep.

    Returns
    -------
    scipy.sparse.csr_array
        Symmetric, shape (columns, columns).
    """
    norm = np.sqrt(np.asarray(incidence.power(2).sum(axis=0)).ravel())
    unit = incidence @ sparse.diags(1 / np.maximum(norm, 1e-12))
    cosine = (unit.T @ unit).tocsr()
    cosine.setdiag(0)
    cosine.eliminate_zeros()
    return _strongest(cosine, strongest)


def _strongest(matrix: sparse.csr_array, most: int) -> sparse.csr_array:
    """Keep each row's strongest links, and make the result symmetric."""
    kept = sparse.lil_array(matrix.shape)
    for row in range(matrix.shape[0]):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        columns, values = matrix.indices[start:end], matrix.data[start:end]
        for index in np.lexsort((columns, -values))[:most]:
            kept[row, columns[index]] = values[index]
    half = kept.tocsr()
    both: sparse.csr_array = half.maximum(half.T).tocsr()
    return both


def _spectral(links: sparse.csr_array) -> NDArray[np.float64]:
    """A smooth start: the slowest modes of the lazy walk over the links, after the constant one.

    Orthogonal iteration from a fixed start; a library's eigensolver restarts at random where a
    graph in pieces has equal eigenvalues, and then the picture would change from run to run.
    """
    count = links.shape[0]
    angle = np.arange(count) * GOLDEN_ANGLE
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    if count < 8:
        return ring
    root = np.sqrt(np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1e-3))
    walk = sparse.diags(1 / root) @ links @ sparse.diags(1 / root)
    constant = root / np.linalg.norm(root)
    modes = ring
    for _ in range(SMOOTHINGS):
        modes = (walk @ modes + modes) / 2
        modes = modes - np.outer(constant, constant @ modes)
        modes, _ = np.linalg.qr(modes)
    slow = np.round(modes / np.maximum(np.abs(modes).max(axis=0), 1e-12), DIGITS)
    ranks = slow.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / count - 0.5
    mixed: NDArray[np.float64] = 0.3 * slow + ranks + 1e-3 * ring
    return mixed


def _relaxed(links: sparse.csr_array) -> NDArray[np.float64]:
    """Attraction along links, repulsion from the nearest, a pull to the middle, cooling."""
    count = links.shape[0]
    positions: NDArray[np.float64] = np.round(_spectral(links) * np.sqrt(count), DIGITS)
    pairs = sparse.triu(links, k=1).tocoo()
    strength = pairs.data / max(float(pairs.data.max(initial=0)), 1e-12)
    near = min(NEIGHBOURS, count - 1)
    for step in range(STEPS if count > 2 else 0):
        move = _repulsion(positions, near)
        stretch = (positions[pairs.col] - positions[pairs.row]) * (0.35 * strength)[:, None]
        np.add.at(move, pairs.row, stretch)
        np.add.at(move, pairs.col, -stretch)
        move -= 0.01 * positions
        length = np.maximum(np.hypot(*move.T), 1e-9)[:, None]
        heat = 0.9 * (1 - step / STEPS) + 0.02
        positions = np.round(positions + move / length * np.minimum(length, heat), DIGITS)
    return positions


def _repulsion(positions: NDArray[np.float64], near: int) -> NDArray[np.float64]:
    distance, index = cKDTree(positions).query(positions, k=near + 1)
    away = positions[:, None, :] - positions[index[:, 1:]]
    weight = 1 / np.maximum(distance[:, 1:], 0.05) ** 2
    pushed: NDArray[np.float64] = (away * weight[:, :, None]).sum(axis=1)
    return pushed


def spread(points: NDArray[np.float64], placed: NDArray[np.float64]) -> NDArray[np.float64]:
    """Put points that fall on one place on a small spiral around it, so that each can be seen.

    Parameters
    ----------
    points
        Shape (n, 2).
    placed
        What else is on the map, which tells how small is small, shape (m, 2).
    """
    if not len(points):
        return points
    width = float(np.ptp(placed, axis=0).max()) or 1.0
    cell = np.round(points / (width / 400)).astype(np.int64)
    _, group = np.unique(cell, axis=0, return_inverse=True)
    group = group.ravel()
    order = np.argsort(group, kind="stable")
    first = np.searchsorted(group[order], group[order], side="left")
    turn = np.empty(len(points))
    turn[order] = np.arange(len(points)) - first
    radius = np.sqrt(turn) * width / 260
    angle = turn * GOLDEN_ANGLE
    around: NDArray[np.float64] = points + np.stack(
        [radius * np.cos(angle), radius * np.sin(angle)], axis=1
    )
    return around
