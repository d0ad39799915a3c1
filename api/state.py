"""What the requests share: settings, store, vocabularies, and what is made of the data."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, Annotated

import anyio
import anyio.to_thread
from fastapi import Depends, Request

from api.answercache import AnswerCache
from api.listening import Ears
from api.metrics import Metrics
from api.settings import Settings
from graph.building.sources import SourceArchive
from graph.catalogue import Catalogue, load_catalogue
from ontology.iris import Iris

if TYPE_CHECKING:
    from graph.search import SearchIndex
    from graph.store import Store
    from ontology.vocabularies import Vocabularies

__all__ = ["State", "StateDependency", "spare_the_collector", "state_of"]


class State:
    """One application's state; safe to use from several threads.

    Parameters
    ----------
    settings
        The settings it was started with.
    store
        Where the graphs are.
    vocabularies
        What documents are read with.
    metrics
        What is counted.
    has_sources
        Whether copies of the sources are kept (there is a data directory).
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        vocabularies: Vocabularies,
        metrics: Metrics,
        *,
        has_sources: bool,
    ) -> None:
        self.settings = settings
        self.store = store
        self.vocabularies = vocabularies
        self.iris = Iris(settings.base_iri)
        self.archive = SourceArchive(settings.data) if has_sources else None
        self.answers = AnswerCache(settings.cache_bytes // 2, metrics)
        self.metrics = metrics
        self.ears = Ears()
        self.query_threads = anyio.CapacityLimiter(
            settings.query_workers + settings.query_queue + 1
        )
        self._loading = threading.Lock()
        self._catalogue: Catalogue | None = None

    def catalogue(self) -> Catalogue:
        """Give the read model of the current version; loading it blocks."""
        version = self.store.version
        with self._loading:
            if self._catalogue is None or self._catalogue.version != version:
                self._catalogue = load_catalogue(self.store, self._catalogue)
                spare_the_collector()
                threading.Thread(target=self._catalogue.prepare, name="prepare").start()
            return self._catalogue

    def search(self) -> SearchIndex:
        """Give the full-text index of the current version; building it blocks."""
        return self.catalogue().search

    async def version(self) -> str:
        """Give the dataset version; waits outside the event loop where it must be looked up."""
        if (version := self.store.settled_version) is not None:
            return version
        return await anyio.to_thread.run_sync(lambda: self.store.version)


def spare_the_collector() -> None:
    """Let the collector pass over what is there: going through a large catalogue took 0.1 s."""
    gc.unfreeze()  # what an earlier version left behind goes now
    gc.collect()
    gc.freeze()


def state_of(request: Request) -> State:
    """Give the state of the application that a request came to."""
    state: State = request.app.state.recgraph
    return state


async def _state_of(request: Request) -> State:
    """Give the state in the event loop: a plain function would be called in a thread."""
    return state_of(request)


StateDependency = Annotated[State, Depends(_state_of)]
