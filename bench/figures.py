"""A figure: what was measured, against what, and the limit it is held to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Figure", "SkippedError", "best_seconds", "table"]


@dataclass(frozen=True)
class Figure:
    """One measured value; ``floor`` is the least, ``ceiling`` the most that is good enough."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ceiling: float | None = None

    @property
    def verdict(self) -> str:
        if self.floor is not None and self.value < self.floor:
            return "below"
        if self.ceiling is not None and self.value > self.ceiling:
            return "above"
        return "" if self.floor is None and self.ceiling is None else "ok"

    @property
    def limit(self) -> str:
        if self.ceiling is not None:
            return f"most {self.ceiling:g}"
        return "" if self.floor is None else f"floor {self.floor:g}"


class SkippedError(Exception):
    """A suite cannot run on this machine; says why."""


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
    return "\n".join(
        f"{f.name:<62} {f.value:>10.3g} {f.unit:<8} {f.limit:<12} {f.verdict}" for f in figures
    )
