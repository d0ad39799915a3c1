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
LEEWAY = 30.0


def _extents(boxes: Sequence[Box], scale: float) -> NDArray[np.float64]:
    rows = [(b.left, b.right, b.up, b.down) for b in boxes]
    return np.asarray(rows, dtype=np.float64).reshape(len(rows), 4) * scale


def _pairs(
    points: NDArray[np.float64], extents: NDArray[np.float64], margin: float
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs of rectangles that come within ``margin`` of each other."""
    low = points - extents[:, [0, 2]]
    high = points + extents[:, [1, 3]] + margin
    cover = (high[:, None, 0] > low[:, 0]) & (high[:, 0] > low[:, None, 0])
    cover &= (high[:, None, 1] > low[:, 1]) & (high[:, 1] > low[:, None, 1])
    first, second = np.nonzero(np.triu(cover, k=1))
    return first, second


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


class _Pushing:
    """Pushes rectangles apart round by round; which are near each other is looked up rarely.

    A list of pairs that are nearly in touch holds until something has moved half the leeway.
    """

    def __init__(self, points: NDArray[np.float64], extents: NDArray[np.float64]) -> None:
        self.extents = extents
        self.middle = (extents[:, [1, 3]] - extents[:, [0, 2]]) / 2
        self._look(points)

    def _look(self, points: NDArray[np.float64]) -> None:
        self.seen = points
        self.first, self.second = _pairs(points, self.extents, MARGIN + LEEWAY)

    def __call__(self, points: NDArray[np.float64]) -> tuple[NDArray[np.float64], bool]:
        """Half of each pair's penetration, along the shallower axis, away from each other."""
        if np.abs(points - self.seen).max() >= LEEWAY / 2:
            self._look(points)
        low = points - self.extents[:, [0, 2]]
        high = points + self.extents[:, [1, 3]] + MARGIN
        first, second = self.first, self.second
        deep = np.minimum(high[first], high[second]) - np.maximum(low[first], low[second])
        touch = (deep > 0).all(axis=1)
        if not touch.any():
            return points, False
        first, second, deep = first[touch], second[touch], deep[touch]
        centre = points + self.middle
        away = np.where(centre[first] > centre[second], 1.0, -1.0)
        across = deep[:, 0] <= deep[:, 1]
        push = deep * away * np.stack([across, ~across], axis=1) * PUSH
        moved = _summed(first, push, len(points)) - _summed(second, push, len(points))
        most = np.maximum(np.abs(moved).max(axis=1, keepdims=True), 1e-9)
        return points + moved * np.minimum(1.0, LONGEST_STEP / most), True


def _summed(index: NDArray[np.intp], rows: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    return np.stack([np.bincount(index, rows[:, axis], count) for axis in (0, 1)], axis=1)


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
    push = _Pushing(moved, extents)
    while busy:
        for _ in range(ROUNDS):
            moved, busy = push(moved)
            if not busy:
                break
            moved = _inside(moved, extents, size)
        if busy:
            size, moved = size * GROWTH, moved * GROWTH
    return moved, (float(size[0]), float(size[1]))
