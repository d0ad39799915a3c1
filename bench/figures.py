"""A figure: what was measured, against what, and the floor it is held to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Figure", "best_seconds", "table"]


@dataclass(frozen=True)
class Figure:
    """One measured value; ``floor`` is the least that is good enough, where there is one."""

    name: str
    value: float
    unit: str
    floor: float | None = None

    @property
    def verdict(self) -> str:
        if self.floor is None:
            return ""
        return "ok" if self.value >= self.floor else "below"


def best_seconds(work: Callable[[], object], *, rounds: int = 5) -> float:
    """Time ``work`` several times and give the shortest, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def table(figures: list[Figure]) -> str:
    """Lay figures out in columns for a terminal."""
    lines = []
    for f in figures:
        floor = "" if f.floor is None else f"floor {f.floor:g}"
        lines.append(f"{f.name:<62} {f.value:>10.3g} {f.unit:<8} {floor:<12} {f.verdict}")
    return "\n".join(lines)
