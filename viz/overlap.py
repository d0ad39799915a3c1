"""Overlap: moving rectangles apart until none covers another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from viz.labels import Box

__all__ = ["overlaps", "separate"]

ROUNDS = 300
GROWTH = 1.06
FULLEST = 0.55
MARGIN = 2.0
PUSH = 0.52
LONGEST_STEP = 40.0


def _extents(boxes: Sequence[Box], scale: float) -> NDArray[np.float64]:
    rows = [(b.left, b.right, b.up, b.down) for b in boxes]
    return np.asarray(rows, dtype=np.float64).reshape(len(rows), 4) * scale


def _pairs(
    points: NDArray[np.float64], extents: NDArray[np.float64], margin: float
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """The pairs of rectangles that reach into each other, and how deep along x and y."""
    low = points - extents[:, [0, 2]]
    high = points + extents[:, [1, 3]] + margin
    cover = (high[:, None, 0] > low[:, 0]) & (high[:, 0] > low[:, None, 0])
    cover &= (high[:, None, 1] > low[:, 1]) & (high[:, 1] > low[:, None, 1])
    first, second = np.nonzero(np.triu(cover, k=1))
    deep = np.minimum(high[first], high[second]) - np.maximum(low[first], low[second])
    return first, second, deep


def overlaps(points: NDArray[np.float64], boxes: Sequence[Box], *, scale: float = 1.0) -> int:
    """Count the pairs of rectangles that cover each other.

    Parameters
    ----------
    points
        Anchors, shape (n, 2).
    boxes
        The rectangle around each anchor, in pixels.
    scale
        Units of ``points`` per pixel.

    Examples
    --------
    >>> from viz.labels import Box
    >>> overlaps(np.array([[0.0, 0.0], [5.0, 0.0]]), [Box(3, 3, 3, 3)] * 2)
    1
    """
    return len(_pairs(points, _extents(boxes, scale), 0.0)[0])


def _shift(
    points: NDArray[np.float64], extents: NDArray[np.float64]
) -> tuple[NDArray[np.float64], bool]:
    """Half of each pair's penetration, along the shallower axis, away from each other."""
    first, second, deep = _pairs(points, extents, MARGIN)
    if not len(first):
        return points, False
    centre = points + (extents[:, [1, 3]] - extents[:, [0, 2]]) / 2
    away = np.where(centre[first] > centre[second], 1.0, -1.0)
    across = deep[:, 0] <= deep[:, 1]
    push = deep * away * np.stack([across, ~across], axis=1) * PUSH
    moved = np.zeros_like(points)
    np.add.at(moved, first, push)
    np.add.at(moved, second, -push)
    most = np.maximum(np.abs(moved).max(axis=1, keepdims=True), 1e-9)
    return points + moved * np.minimum(1.0, LONGEST_STEP / most), True


def _inside(
    points: NDArray[np.float64], extents: NDArray[np.float64], frame: NDArray[np.float64]
) -> NDArray[np.float64]:
    low = extents[:, [0, 2]]
    high = np.maximum(frame - extents[:, [1, 3]], low)
    return np.clip(points, low, high)


def separate(
    points: NDArray[np.float64],
    boxes: Sequence[Box],
    *,
    frame: tuple[float, float],
    scale: float = 1.0,
) -> tuple[NDArray[np.float64], tuple[float, float]]:
    """Move rectangles apart, inside a frame that grows only when it is too small.

    Parameters
    ----------
    points
        Anchors inside the frame, shape (n, 2).
    boxes
        The rectangle around each anchor, in pixels.
    frame
        Width and height to stay in.
    scale
        Units of ``points`` per pixel.

    Returns
    -------
    points, frame
        Anchors whose rectangles are pairwise disjoint, and the frame that holds them.
    """
    extents = _extents(boxes, scale)
    covered = ((extents[:, 0] + extents[:, 1]) * (extents[:, 2] + extents[:, 3])).sum()
    fullness = covered / (frame[0] * frame[1])
    growth = max(1.0, (fullness / FULLEST) ** 0.5)
    size = np.asarray(frame, dtype=np.float64) * growth
    moved = _inside(points * growth, extents, size)
    busy = len(points) > 1
    while busy:
        for _ in range(ROUNDS):
            moved, busy = _shift(moved, extents)
            if not busy:
                break
            moved = _inside(moved, extents, size)
        if busy:
            size, moved = size * GROWTH, moved * GROWTH
    return moved, (float(size[0]), float(size[1]))
