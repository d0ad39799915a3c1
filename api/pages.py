"""The pages' routes: HTML for people; the same data as JSON stands under ``/api``."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from pydantic import ValidationError

from api.parameters import RecommendationParameters
from api.problems import Problem, store_problem
from api.routes.view import shelf_of
from api.state import State, StateDependency, state_of
from graph.catalogue import (
    Catalogue,
    FilterError,
    Filters,
    load_mentions,
    load_mentions_of,
    load_outline,
    load_statements,
)
from graph.questions import load_questions
from graph.relations.comparison import ComparisonError, compare, most_related
from graph.search import SearchError
from graph.store import StoreError
from viz import pages
from viz.environment import static_address, static_file
from viz.scene import SceneError, scene
from viz.standalone import quotes_of, standalone_page, title_of

if TYPE_CHECKING:
    from graph.catalogue import UnitRecord
    from graph.document import Mention, Statement

__all__ = ["problem_page", "router", "sparql_page"]

ON_A_PAGE = 25
SINGLE = frozenset({"q", "sort", "from", "to", "cursor"})


def problem_page(problem: Problem) -> Response:
    """Tell a problem as a page."""
    html = pages.error_page(problem.status, problem.title, problem.detail)
    return HTMLResponse(html, problem.status, {"Cache-Control": "no-store", **problem.headers})


class PageRoute(APIRoute):
    """A route whose problems are told as a page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give the handler that turns problems into pages."""
        handle = super().get_route_handler()

        async def handle_page(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as problem:
                return problem_page(problem)
            except StoreError as error:
                return problem_page(store_problem(error))

        return handle_page


router = APIRouter(include_in_schema=False, route_class=PageRoute)


def _page(request: Request, catalogue: Catalogue, make: Callable[[], str]) -> Response:
    """Answer with a page, or with 304: one address changes only with the data and our files."""
    tag = f'W/"{catalogue.version}-{static_address("style.css").split("/")[2]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
    if tag in (request.headers.get("if-none-match") or ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(make(), 200, headers)


@router.get("/static/{name:path}")
def get_static(name: str) -> Response:
    """Give a static file; its address changes with its content, so it may be kept for good."""
    found = static_file(name)
    if found is None:
        raise Problem(404, "There is no such file.")
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.data, 200, headers, found.media_type)


@router.get("/favicon.ico")
def get_icon() -> Response:
    """Give the icon to those who ask for it by its old name."""
    return get_static(static_address("icon.svg").removeprefix("/static/"))


@router.get("/")
def get_overview(request: Request, state: StateDependency) -> Response:
    """The overview."""
    catalogue = state.catalogue()
    return _page(request, catalogue, lambda: pages.overview_page(catalogue, load_questions()))


@router.get("/explore")
def get_explore(request: Request, state: StateDependency) -> Response:
    """The explorer."""
    catalogue = state.catalogue()
    limit = request.query_params.get("limit")
    return _page(request, catalogue, lambda: pages.explore_page(catalogue, limit))


@router.get("/graph.html")
def get_graph_file(
    request: Request,
    state: StateDependency,
    focus: str | None = None,
    depth: Annotated[int, Query(ge=1, le=4)] = 1,
) -> Response:
    """The graph, or what lies around a focus, as one file to keep."""
    catalogue = state.catalogue()
    try:
        drawn = scene(catalogue, focus=focus, depth=depth, shelf=shelf_of(state))
    except SceneError as error:
        raise Problem(404, str(error)) from None

    def make() -> str:
        quotes = quotes_of(catalogue, drawn, partial(load_mentions_of, state.store, catalogue))
        return standalone_page(drawn, title=title_of(drawn), quotes=quotes)

    answer = _page(request, catalogue, make)
    answer.headers["Content-Disposition"] = 'attachment; filename="graph.html"'
    return answer


@router.get("/about")
def get_about(request: Request, state: StateDependency) -> Response:
    """About the product."""
    catalogue = state.catalogue()
    return _page(request, catalogue, lambda: pages.about_page(catalogue))


@router.get("/recommendations")
def get_recommendations(request: Request, state: StateDependency) -> Response:
    """The list of recommendations."""
    catalogue = state.catalogue()
    return _page(request, catalogue, lambda: _listing(request, state, catalogue))


def _asked(request: Request) -> tuple[RecommendationParameters, str | None]:
    """Read the query string; what cannot be meant is told on the page, which then shows all."""
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if value and name in SINGLE:
            given[name] = value
        elif value:
            given.setdefault(name, []).append(value)
    try:
        asked = RecommendationParameters.model_validate(given)
        asked.filters()
    except ValidationError as error:
        told = "; ".join(f"{e['loc'][0] if e['loc'] else ''}: {e['msg']}" for e in error.errors())
        return RecommendationParameters(), told
    except FilterError as error:
        return RecommendationParameters(), str(error)
    return asked, None


def _listing(request: Request, state: State, catalogue: Catalogue) -> str:
    asked, error = _asked(request)
    search = state.search() if asked.q else None
    sort = asked.sort or ("relevance" if asked.q else "order")
    try:
        selection = catalogue.select(asked.filters(), sort=sort)
        cut = catalogue.page(selection, limit=ON_A_PAGE, cursor=asked.cursor)
    except (FilterError, SearchError) as problem:
        error, search = str(problem), None
        selection = catalogue.select(Filters())
        cut = catalogue.page(selection, limit=ON_A_PAGE)
    shown = pages.Asked(request.url.query, asked.q or "", selection.sort, error)
    spans = (lambda i: search.spans(shown.q, i)) if search else (lambda _: ())
    return pages.listing_page(catalogue, selection, cut, shown, spans)


def _unit_page(
    request: Request,
    state: State,
    document: str,
    number: str,
    write: Callable[[Catalogue, UnitRecord, Sequence[Mention], Sequence[Statement]], str],
) -> Response:
    catalogue = state.catalogue()
    unit = catalogue.unit(document, number)
    if unit is None:
        raise Problem(404, f"There is no paragraph {number} in the document {document}.")

    def make() -> str:
        mentions = load_mentions(state.store, catalogue, unit)
        return write(catalogue, unit, mentions, load_statements(state.store, unit))

    return _page(request, catalogue, make)


@router.get("/recommendations/{document}/{number:path}/panel")
def get_panel(request: Request, state: StateDependency, document: str, number: str) -> Response:
    """What the explorer's panel shows of a unit."""
    return _unit_page(request, state, document, number, pages.recommendation_panel)


@router.get("/recommendations/{document}/{number:path}")
def get_recommendation(
    request: Request, state: StateDependency, document: str, number: str
) -> Response:
    """One recommendation."""
    return _unit_page(request, state, document, number, pages.recommendation_page)


@router.get("/documents")
def get_documents(
    request: Request,
    state: StateDependency,
    q: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """The list of documents."""
    catalogue = state.catalogue()
    return _page(request, catalogue, lambda: pages.documents_page(catalogue, q, page=page))


@router.get("/documents/{key}")
def get_document(
    request: Request,
    state: StateDependency,
    key: str,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """One document."""
    catalogue = state.catalogue()
    document = catalogue.documents.get(key)
    if document is None:
        raise Problem(404, f"There is no document {key}.")

    def make() -> str:
        outline = load_outline(state.store, document)
        mentions = partial(load_mentions_of, state.store, catalogue)
        return pages.document_page(catalogue, document, mentions, outline, page=page)

    return _page(request, catalogue, make)


@router.get("/entities/{key}")
def get_entity(request: Request, state: StateDependency, key: str) -> Response:
    """One entity."""
    catalogue = state.catalogue()
    profile = catalogue.profile(key)
    if profile is None:
        raise Problem(404, f"There is nothing named {key}.")
    return _page(request, catalogue, lambda: pages.entity_page(catalogue, profile))


@router.get("/compare")
def get_compare(
    request: Request, state: StateDependency, first: str | None = None, second: str | None = None
) -> Response:
    """Two documents side by side."""
    catalogue = state.catalogue()
    picks = [pages.Pick.of(catalogue, *given) for given in (("first", first), ("second", second))]
    for pick in picks:
        if pick.asked and not pick.matches and len(catalogue.documents) <= pages.FEW:
            raise Problem(404, f"There is no document like {pick.asked!r}; see /documents.")
    is_settled = all(pick.key for pick in picks if pick.asked)
    pair = most_related(catalogue, *(pick.key for pick in picks)) if is_settled else None
    try:
        comparison = compare(catalogue, *pair) if pair else None
    except ComparisonError as error:
        raise Problem(404, str(error)) from None
    return _page(request, catalogue, lambda: pages.compare_page(catalogue, comparison, picks))


async def sparql_page(request: Request) -> Response:
    """The SPARQL page, for a browser that comes to the endpoint."""
    state = state_of(request)
    html = pages.sparql_html(
        version=await state.version(),
        questions=load_questions(),
        iris=state.iris,
        query=request.query_params.get("query", ""),
        chosen=request.query_params.get("question"),
    )
    return HTMLResponse(html, 200, {"Cache-Control": "no-cache", "Vary": "Accept"})
