"""The limits of one store: time, memory, bytes, depth and numbers of processes."""

from __future__ import annotations

import os
from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What queries may take.

    Parameters
    ----------
    workers
        Query workers, which is queries at a time.
    queue
        Queries that may wait for a worker.
    timeout_s
        Seconds from a query's arrival to the last byte of its answer.
    memory_mib
        MiB that one query may take beyond the data; 0 for no limit.
    query_bytes, result_bytes
        Longest query and longest answer, in bytes.
    depth
        Deepest nesting of brackets in a query.
    in_memory_quads
        Up to so many quads a snapshot is held in memory, shared by all workers; a larger one is
        read from disk.
    switch_wait_s
        Seconds that a query waits for the workers of a newly published snapshot before it is
        answered from the former one.
    """

    workers: int = max(8, os.cpu_count() or 8)
    queue: int = 64
    timeout_s: float = 30.0
    memory_mib: int = 1024
    query_bytes: int = 1024 * 1024
    result_bytes: int = 256 * 1024 * 1024
    depth: int = 200
    in_memory_quads: int = 5_000_000
    switch_wait_s: float = 2.0
