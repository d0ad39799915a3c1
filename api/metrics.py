"""What is counted, for Prometheus."""

from __future__ import annotations

import os
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

__all__ = ["SHARED", "Metrics"]

SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder where the processes of one server count together."""


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "recgraph_requests_total",
            "Requests by method, route and status.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self.seconds = Histogram(
            "recgraph_request_seconds",
            "Time from a request's arrival to the end of its answer, in seconds.",
            ("route",),
            registry=self._registry,
        )
        self.queries = Counter(
            "recgraph_queries_total",
            "SPARQL queries by outcome.",
            ("outcome",),
            registry=self._registry,
        )
        self.answered = self.queries.labels("answered")
        cache = Counter(
            "recgraph_answer_cache_requests",
            "Questions put to the answer cache.",
            ("result",),
            registry=self._registry,
        )
        self.hit, self.miss = cache.labels("hit"), cache.labels("miss")

    def text(self) -> bytes:
        """Give all of it in Prometheus' text format: of all processes, where several serve."""
        if SHARED not in os.environ:
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
