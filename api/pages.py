"""The pages' routes: HTML for people; the same data as JSON stands under ``/api``."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.state import StateDependency
from viz.environment import static_file
from viz.pages import explore_page

__all__ = ["CONTENT_SECURITY_POLICY", "router"]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept, Accept-Encoding",
}

router = APIRouter(include_in_schema=False)


def page(html: str, status: int = 200) -> HTMLResponse:
    """Answer with a page that may load nothing from elsewhere and run no inline script."""
    return HTMLResponse(html, status, HEADERS)


@router.get("/static/{name:path}")
def static(name: str) -> Response:
    """Give a static file; its address changes with its content, so it may be kept for good."""
    found = static_file(name)
    if found is None:
        return Response("There is no such file", 404, media_type="text/plain")
    headers = {"Cache-Control": "public, max-age=31536000, immutable", **HEADERS}
    return Response(found.data, 200, headers, found.media_type)


@router.get("/explore")
def explore(state: StateDependency) -> Response:
    """The explorer."""
    return page(explore_page(state.catalogue()))
