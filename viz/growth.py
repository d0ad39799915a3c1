"""Growth: a map to which things are added stays where it was, and the new finds its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from viz.discs import EDGE
from viz.labels import box
from viz.layout import SCALE, SMALL, Plan, plan
from viz.overlap import separate
from viz.shelf import Kept, fingerprint
from viz.skeleton import link_matrix, spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from viz.layout import Edge, Spot
    from viz.shelf import Shelf

__all__ = ["arranged", "grown"]

MOST_LATER = 0.25
"""The share of a map that may have come later; beyond it, everything is laid out anew."""
MOST_LOOSE = 0.05
"""The share that may hang together with nothing that has a place."""
ROUNDS = 6


def arranged(
    ids: Sequence[str], spots: Sequence[Spot], edges: Sequence[Edge], shelf: Shelf | None
) -> Plan:
    """Place nodes: as they are kept, or added to what is kept, or anew.

    Parameters
    ----------
    ids
        A name for each spot that lasts from one version of the data to the next.
    spots, edges
        As for :func:`viz.layout.plan`.
    shelf
        Where the arrangement is kept; without one the graph alone decides.
    """
    if shelf is None:
        return plan(spots, edges)
    graph = fingerprint(ids, spots, edges)
    before = shelf.load()
    if before is not None and before.graph == graph and before.ids == tuple(ids):
        return before.plan
    kept = grown(before, ids, spots, edges) if before is not None else None
    kept = kept or Kept(graph, tuple(ids), plan(spots, edges))
    shelf.save(kept)
    return kept.plan


def grown(
    before: Kept, ids: Sequence[str], spots: Sequence[Spot], edges: Sequence[Edge]
) -> Kept | None:
    """Leave what has a place where it is, and place the rest among what it is linked to.

    Returns
    -------
    Kept or None
        None where too much is new, or the map has become one of many or of few.
    """
    place = {name: i for i, name in enumerate(before.ids)}
    known = np.array([place.get(name, -1) for name in ids], dtype=np.intp)
    new = known < 0
    later = new | np.array([name in before.later for name in ids], dtype=np.bool_)
    was_large = before.plan.discs is not None
    if was_large != (len(ids) > SMALL) or later.sum() > MOST_LATER * len(ids):
        return None
    found = _placed(before.plan, known, link_matrix(len(ids), edges))
    if found is None:
        return None
    positions, communities = found
    positions[new] = spread(positions[new], positions)
    settled = _inside(before.plan, spots, positions, communities, new)
    names = frozenset(name for name, late in zip(ids, later, strict=True) if late)
    return Kept(fingerprint(ids, spots, edges), tuple(ids), settled, names)


def _placed(
    before: Plan, known: NDArray[np.intp], links: sparse.csr_array
) -> tuple[NDArray[np.float64], NDArray[np.intp]] | None:
    """Put each new node in the middle of its placed neighbours, and into their community."""
    placed = known >= 0
    positions = np.where(placed[:, None], before.positions[known], 0.0)
    numbers = before.communities if before.communities is not None else np.zeros(1, dtype=np.intp)
    known_numbers = numbers[known] if before.communities is not None else 0
    communities = np.where(placed, known_numbers, 0).astype(np.intp)
    for _ in range(ROUNDS):
        weight = links @ placed.astype(np.float64)
        fresh = ~placed & (weight > 0)
        if not fresh.any():
            break
        middle = links @ (positions * placed[:, None])
        positions[fresh] = middle[fresh] / weight[fresh, None]
        rows, columns = np.flatnonzero(placed), communities[placed]
        shape = (len(known), numbers.max() + 1)
        belongs = sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
        communities[fresh] = (links @ belongs).toarray()[fresh].argmax(axis=1)
        placed = placed | fresh
    if (~placed).sum() > MOST_LOOSE * len(known):
        return None
    positions[~placed] = (before.frame[0] / 2, before.frame[1] * 0.97)
    return positions, communities


def _inside(
    before: Plan,
    spots: Sequence[Spot],
    positions: NDArray[np.float64],
    communities: NDArray[np.intp],
    new: NDArray[np.bool_],
) -> Plan:
    """Keep what is new inside its disc; where there are none, let names find room."""
    if before.discs is None:
        boxes = [box(spot.label if spot.entity else "", spot.radius) for spot in spots]
        apart, frame = separate(positions, boxes, frame=before.frame, scale=SCALE)
        return Plan(np.round(apart, 1), frame)
    middles, reach = before.discs.middles[communities], EDGE * before.discs.radii[communities]
    outward = positions - middles
    share = np.minimum(1.0, reach / np.maximum(np.hypot(*outward.T), 1e-9))
    moved: NDArray[np.float64] = np.where(
        new[:, None], middles + outward * share[:, None], positions
    )
    return Plan(np.round(moved, 1), before.frame, communities, before.discs)
