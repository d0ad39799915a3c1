"""Running it: is it well, what does it count, and what can be called."""

from __future__ import annotations

from typing import Final

import anyio.to_thread
from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from api.contents import contents
from api.problems import PROBLEMS
from api.state import state_of
from viz.pages import interface_page

__all__ = ["router"]

router = APIRouter(tags=["Operations"])

_METRICS_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Health(BaseModel):
    """Whether the server is well."""

    live: bool = Field(description="The process answers.", examples=[True])
    ready: bool = Field(description="Queries are answered.", examples=[True])
    version: str = Field(description="The dataset version.", examples=["00000003-9af0ed8bda89"])


@router.get(
    "/health",
    summary="Tell whether the server is live and ready",
    response_model=Health,
    responses={503: contents((), 503)[503]},
)
async def get_health(request: Request) -> Health:
    """Live and ready; a problem 503 while the store cannot answer."""
    return Health(live=True, ready=True, version=await state_of(request).version())


@router.get(
    "/metrics",
    summary="Counters for Prometheus",
    response_class=Response,
    responses=contents(["text/plain"]),
)
async def get_metrics(request: Request) -> Response:
    """Requests, their times, queries by outcome, the answer cache."""
    text = await anyio.to_thread.run_sync(state_of(request).metrics.text)
    return Response(text, headers={"Content-Type": _METRICS_TYPE})


@router.get("/docs", include_in_schema=False)
async def get_docs(request: Request) -> Response:
    """A page with every operation, made from the OpenAPI description, without any script."""
    version = await state_of(request).version()
    return HTMLResponse(interface_page(request.app.openapi(), PROBLEMS.values(), version))
