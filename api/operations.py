"""Running it: is it well, what does it count, and what can be called."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request
from markupsafe import Markup, escape
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from api.contents import contents
from api.problems import PROBLEMS
from api.state import state_of

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
    state = state_of(request)
    state.metrics.cache.labels("hit").set(state.answers.hits)
    state.metrics.cache.labels("miss").set(state.answers.misses)
    return Response(state.metrics.text(), headers={"Content-Type": _METRICS_TYPE})


@router.get("/docs", include_in_schema=False)
async def get_docs(request: Request) -> Response:
    """A page with every operation, made from the OpenAPI description, without any script."""
    described = request.app.openapi()
    operations = [
        (method.upper(), path, operation)
        for path, by_method in described["paths"].items()
        for method, operation in by_method.items()
    ]
    tags = dict.fromkeys(tag for *_, o in operations for tag in o.get("tags", ["Other"]))
    groups = [
        _group(tag, [o for o in operations if tag in o[2].get("tags", ["Other"])]) for tag in tags
    ]
    return HTMLResponse(
        _PAGE.format(
            version=described["info"]["version"],
            groups=Markup("").join(groups),
            problems=Markup("").join(_problem(*told) for told in PROBLEMS.values()),
        )
    )


_PAGE: Final = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>HTTP interface · recgraph</title>
<link rel="stylesheet" href="/static/style.css">
</head>
<body>
<main class="page reference">
<h1>HTTP interface</h1>
<p>Version {version}. The machine-readable description is
<a href="/openapi.json">openapi.json</a>; the query language has <a href="/sparql">a page of its
own</a>. Errors are <code>application/problem+json</code>; their kinds are
<a href="#problems">listed below</a>.</p>
{groups}
<section><h2 id="problems">Problems</h2><dl>{problems}</dl></section>
</main>
</body>
</html>
""")
_GROUP: Final = Markup("<section><h2>{name}</h2>{operations}</section>\n")
_OPERATION: Final = Markup(
    '<article id="{id}"><h3><code>{method} {path}</code></h3><p>{summary}</p>'
    "{parameters}</article>\n"
)
_TABLE: Final = Markup(
    "<table><thead><tr><th>parameter</th><th>in</th><th>type</th><th>meaning</th></tr></thead>"
    "<tbody>{rows}</tbody></table>"
)
_ROW: Final = Markup(
    "<tr><td><code>{name}</code></td><td>{place}</td><td>{type}</td><td>{meaning}</td></tr>"
)


def _group(tag: str, operations: list[tuple[str, str, dict[str, Any]]]) -> Markup:
    return _GROUP.format(
        name=tag, operations=Markup("").join(_operation(*each) for each in operations)
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> Markup:
    rows = [
        _ROW.format(
            name=p["name"],
            place=p["in"],
            type=_type(p.get("schema", {})),
            meaning=p.get("description") or p.get("schema", {}).get("description", ""),
        )
        for p in operation.get("parameters", [])
    ]
    return _OPERATION.format(
        id=operation.get("operationId", ""),
        method=method,
        path=path,
        summary=operation.get("description") or operation.get("summary", ""),
        parameters=_TABLE.format(rows=Markup("").join(rows)) if rows else "",
    )


def _type(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_type(s) for s in schema["anyOf"] if s.get("type") != "null")
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}))}, repeatable"
    return str(schema.get("type", "any"))


def _problem(status: int, name: str, meaning: str) -> Markup:
    return Markup('<dt id="{}"><code>{}</code> ({})</dt><dd>{}</dd>').format(
        name, name, status, escape(meaning)
    )
