"""The shelf: the arrangement of the map, kept beside the data from one start to the next.

What is damaged, of another layout or of another graph is never shown as it is: it is made again,
and of another graph's arrangement only the places of things that are still there are taken over.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from ontology.keptfile import read_kept, write_kept
from viz.discs import Discs
from viz.layout import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from viz.layout import Edge, Spot

__all__ = ["Kept", "Shelf", "fingerprint"]

LAYOUT = 2
"""Raised when the same graph is laid out otherwise than before."""
FILE = "arrangement"


@dataclass(frozen=True, slots=True)
class Kept:
    """An arrangement: of which graph, where each thing stands, and which of them came later.

    ``later`` holds the ids of what was added to an arrangement rather than laid out with it.
    """

    graph: str
    ids: tuple[str, ...]
    plan: Plan
    later: frozenset[str] = frozenset()


def fingerprint(ids: Sequence[str], spots: Sequence[Spot], edges: Sequence[Edge]) -> str:
    """Name a graph by its content and by the layout's version."""
    told = [LAYOUT, ids, [(s.label, s.radius, s.entity) for s in spots], edges]
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


class Shelf:
    """A folder that holds the last arrangement; where it cannot be written nothing is kept.

    Parameters
    ----------
    folder
        Made when it is first written to.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def load(self) -> Kept | None:
        """Give what is kept, or None where there is nothing, or nothing that is whole."""
        body = read_kept(self._file, _head())
        return None if body is None else _read(orjson.loads(body))

    def save(self, kept: Kept) -> None:
        """Keep an arrangement instead of the last one, whole or not at all."""
        write_kept(
            self._file, _head(), orjson.dumps(_plain(kept), option=orjson.OPT_SERIALIZE_NUMPY)
        )


def _head() -> bytes:
    return f"layout {LAYOUT}\n".encode()


def _plain(kept: Kept) -> dict[str, object]:
    plan, discs = kept.plan, kept.plan.discs
    return {
        "graph": kept.graph,
        "ids": kept.ids,
        "positions": np.ascontiguousarray(plan.positions),
        "frame": plan.frame,
        "communities": plan.communities,
        "discs": None if discs is None else [discs.middles.tolist(), discs.radii.tolist()],
        "later": sorted(kept.later),
    }


def _read(told: dict[str, Any]) -> Kept:
    communities, discs = told["communities"], told["discs"]
    plan = Plan(
        np.asarray(told["positions"], dtype=np.float64).reshape(-1, 2),
        (told["frame"][0], told["frame"][1]),
        None if communities is None else np.asarray(communities, dtype=np.intp),
        None if discs is None else Discs(np.asarray(discs[0]), np.asarray(discs[1])),
    )
    return Kept(told["graph"], tuple(told["ids"]), plan, frozenset(told["later"]))
