"""The application: routers, and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.metadata import version

import anyio
import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from api import description, graphstore, guide, linkeddata, operations, pages, routes, sparql
from api.accesslog import AccessLog
from api.gate import Gate
from api.metrics import Metrics
from api.problems import install_problems
from api.routes.view import shelf_of
from api.settings import Settings
from api.shortcut import Shortcut
from api.state import State, spare_the_collector
from graph.store import EmbeddedStore, RemoteStore, Store, StoreError
from ontology.vocabularies import load_vocabularies
from viz.whole import whole_of

__all__ = ["create_application"]

_GZIP_FROM_BYTES = 1024
_EXPOSED = (
    "ETag",
    "Link",
    "Location",
    "Retry-After",
    "X-Request-ID",
    "Content-Disposition",
    "X-Dataset-Version",
    "X-Dataset-Date",
)


def create_application(
    settings: Settings,
    *,
    empty: bool = False,
    shared: bool = False,
    has_sources: bool = True,
    access: AccessLog | None = None,
) -> FastAPI:
    """Make the application; its store is opened when it starts and closed when it ends.

    Parameters
    ----------
    settings
        All its settings.
    empty
        Use a new empty store that goes when the application ends, instead of the data directory.
    shared
        Whether the process that started this one owns the data directory for all its children.
    has_sources
        Whether copies of sources are kept in the data directory.
    access
        Where requests are noted; nowhere unless given.
    """
    metrics, access = Metrics(), access or AccessLog()
    has_sources = has_sources and not empty and settings.store_url is None
    open_store = partial(_open_store, settings, empty=empty, shared=shared)
    app = Application(
        title="recgraph",
        summary="A knowledge graph of the recommendations of intergovernmental meetings",
        version=version("recgraph"),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=partial(_lifespan, settings, metrics, open_store, has_sources),
    )
    install_problems(app)
    app.add_middleware(GZipMiddleware, minimum_size=_GZIP_FROM_BYTES, compresslevel=5)
    app.add_middleware(
        Gate, metrics=metrics, access=access, rate_per_minute=settings.rate_per_minute
    )
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=_EXPOSED,
    )
    modules = (sparql, graphstore, linkeddata, description, guide, operations, routes, pages)
    for module in modules:
        app.include_router(module.router)
    if not settings.rate_per_minute:
        app.take_shortcut(metrics, access, settings.cache_bytes // 2)
    return app


class Application(FastAPI):
    """The framework's application, and the short way past it."""

    _entrance: ASGIApp | None = None

    def take_shortcut(self, metrics: Metrics, access: AccessLog, max_bytes: int) -> None:
        """Answer plain queries before the framework does; keep so many bytes of answers."""
        self._entrance = Shortcut(
            super().__call__,
            state=lambda: self.state.recgraph,
            metrics=metrics,
            access=access,
            max_bytes=max_bytes,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request."""
        await (self._entrance or super().__call__)(scope, receive, send)


@asynccontextmanager
async def _lifespan(
    settings: Settings,
    metrics: Metrics,
    open_store: Callable[[], Store],
    has_sources: bool,
    app: FastAPI,
) -> AsyncIterator[None]:
    store = await anyio.to_thread.run_sync(open_store)
    try:
        vocabularies = load_vocabularies()
        state = State(settings, store, vocabularies, metrics, has_sources=has_sources)
        app.state.recgraph = state
        async with anyio.create_task_group() as tasks:
            if not settings.store_url:
                tasks.start_soon(anyio.to_thread.run_sync, partial(_prepare, state))
            yield
        state.ears.close()
    finally:
        await anyio.to_thread.run_sync(store.close)


def _prepare(state: State) -> None:
    """Load the catalogue and lay out the map before somebody waits for them."""
    with suppress(StoreError):  # who asks is told
        whole_of(state.catalogue(), shelf_of(state))
        spare_the_collector()


def _open_store(settings: Settings, *, empty: bool, shared: bool) -> Store:
    if settings.store_url is not None:
        return RemoteStore(
            settings.store_url, limits=settings.limits, union=settings.union_default_graph
        )
    return EmbeddedStore(
        None if empty else settings.data,
        limits=settings.limits,
        union=settings.union_default_graph,
        base_iri=settings.base_iri,
        shared=shared and not empty,
    )
