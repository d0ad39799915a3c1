"""The store: a dataset that answers SPARQL, embedded or at a distance, behind one interface."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from graph.store.answers import Asked, QueryAnswer, Store, Stream
from graph.store.checking import CheckedQuery, check_query, check_update
from graph.store.confinement import die_with_parent
from graph.store.errors import (
    QueryFailed,
    QueryForbidden,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    QueryTooLarge,
    QueueFull,
    RemoteStoreError,
    ResultTooLarge,
    StoreBusy,
    StoreError,
    StoreFormatError,
    WorkerDied,
    WriteFailed,
    WriteOutdated,
)
from graph.store.formats import DATASET_FORMATS, GRAPH_FORMATS, RESULT_FORMATS, rdf_format
from graph.store.limits import Limits
from graph.store.terms import Row, Term

if TYPE_CHECKING:
    from graph.store.embedded import EmbeddedStore
    from graph.store.exchange import Exchange
    from graph.store.lanes import Place, Turn
    from graph.store.remote import RemoteStore
    from graph.store.snapshots import SnapshotDirectory

__all__ = [
    "DATASET_FORMATS",
    "GRAPH_FORMATS",
    "RESULT_FORMATS",
    "Asked",
    "CheckedQuery",
    "EmbeddedStore",
    "Exchange",
    "Limits",
    "Place",
    "QueryAnswer",
    "QueryFailed",
    "QueryForbidden",
    "QueryRefused",
    "QuerySyntaxError",
    "QueryTimeout",
    "QueryTooLarge",
    "QueueFull",
    "RemoteStore",
    "RemoteStoreError",
    "ResultTooLarge",
    "Row",
    "SnapshotDirectory",
    "Store",
    "StoreBusy",
    "StoreError",
    "StoreFormatError",
    "Stream",
    "Term",
    "Turn",
    "WorkerDied",
    "WriteFailed",
    "WriteOutdated",
    "check_query",
    "check_update",
    "die_with_parent",
    "rdf_format",
]

# The store's own processes import this package too, and start in half the time without these.
_LATER = {
    "EmbeddedStore": "graph.store.embedded",
    "Exchange": "graph.store.exchange",
    "Place": "graph.store.lanes",
    "RemoteStore": "graph.store.remote",
    "SnapshotDirectory": "graph.store.snapshots",
    "Turn": "graph.store.lanes",
}


def __getattr__(name: str) -> Any:
    """Import what was left for later."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
