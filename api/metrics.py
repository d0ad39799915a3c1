"""What is counted, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

__all__ = ["Metrics"]


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
        self.cache = Gauge(
            "recgraph_answer_cache_requests",
            "Questions put to the answer cache.",
            ("result",),
            registry=self._registry,
        )

    def text(self) -> bytes:
        """Give all of it in Prometheus' text format."""
        return generate_latest(self._registry)
