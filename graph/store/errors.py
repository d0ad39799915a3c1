"""What the store refuses, and how it fails.

::

    StoreError
    ├── QuerySyntaxError   the text is no SPARQL; carries line and column
    ├── QueryRefused       SPARQL, but not done here, such as an update as a query
    │   └── QueryForbidden   SERVICE and LOAD: it would have the server reach out
    ├── QueryTooLarge      the query is too long or nested too deep
    ├── ResultTooLarge     the answer has more bytes than the limit
    ├── QueryTimeout       no answer by the deadline; the worker was killed
    ├── QueryFailed        the engine met an error while it evaluated
    ├── WorkerDied         the engine ran out of memory or crashed; the worker was replaced
    ├── QueueFull          every worker is busy and the queue is full
    ├── StoreBusy          another process owns the directory, or writes to it
    ├── StoreFormatError   the directory was written by another version of the store
    ├── WriteFailed        a write came to nothing; the former snapshot stands
    │   └── WriteOutdated    it was made for a version that is not the current one any more
    └── RemoteStoreError   the SPARQL server at the other end refuses, fails or is not there
"""

# Named for what happens, as asyncio.QueueFull is.
# ruff: noqa: N818
from __future__ import annotations

from graph.errors import RecgraphError

__all__ = [
    "QueryFailed",
    "QueryForbidden",
    "QueryRefused",
    "QuerySyntaxError",
    "QueryTimeout",
    "QueryTooLarge",
    "QueueFull",
    "RemoteStoreError",
    "ResultTooLarge",
    "StoreBusy",
    "StoreError",
    "StoreFormatError",
    "WorkerDied",
    "WriteFailed",
    "WriteOutdated",
]


class StoreError(RecgraphError):
    """The store refuses or fails."""


class QuerySyntaxError(StoreError):
    """The text is no SPARQL; ``line`` and ``column`` count from 1, ``None`` where not known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefused(StoreError):
    """The text is SPARQL, but this store does not do what it asks."""


class QueryForbidden(QueryRefused):
    """The text would have the server open a connection or a file.

    ``stand_in`` is a text that is SPARQL where the refused one is, and reaches out nowhere;
    ``None`` where there is none.
    """

    def __init__(self, message: str, stand_in: str | None = None) -> None:
        super().__init__(message)
        self.stand_in = stand_in


class QueryTooLarge(StoreError):
    """The query is longer, or nested deeper, than the limit."""


class ResultTooLarge(StoreError):
    """The answer has more bytes than the limit."""


class QueryTimeout(StoreError):
    """There was no answer by the deadline."""


class QueryFailed(StoreError):
    """The engine met an error while it evaluated the query."""


class WorkerDied(StoreError):
    """The query ended the worker that ran it: out of memory, or too complex for the engine."""


class QueueFull(StoreError):
    """Every worker is busy and as many queries as allowed are waiting."""


class StoreBusy(StoreError):
    """Another process owns the directory, or is writing to it."""


class StoreFormatError(StoreError):
    """The directory was written by another version of the store."""


class WriteFailed(StoreError):
    """A write came to nothing; what was published before still stands."""


class WriteOutdated(WriteFailed):
    """What was to be written was made for a version that is not the current one any more."""


class RemoteStoreError(StoreError):
    """The SPARQL server at the other end refuses, fails or cannot be reached."""
