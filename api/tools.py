"""The graph as tools of the Model Context Protocol: ``recgraph mcp``.

Every tool only reads. What it gives has the same shape as the JSON API, with the dataset version;
a refusal tells in words what to ask instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Any, Final, ParamSpec

from pydantic import Field, ValidationError

from api.parameters import RecommendationParameters
from api.problems import Problem
from api.routes.recommendations import detail, recommendation_list
from api.routes.view import comparison
from api.shapes import profile_shape
from graph.errors import RecgraphError
from graph.store import GRAPH_FORMATS, RESULT_FORMATS, check_query

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from api.state import State

__all__ = ["Tools", "tool_server"]

_P = ParamSpec("_P")
_Json = dict[str, Any]
_JSON_RESULTS: Final = next(iter(RESULT_FORMATS))
_TURTLE: Final = next(iter(GRAPH_FORMATS))
_MOST_CHARACTERS: Final = 100_000
_SUGGESTED: Final = 5
_INSTRUCTIONS: Final = (
    "A knowledge graph of the recommendations in reports of intergovernmental meetings. Begin with "
    "`search`; follow the keys it gives with `recommendation` and `entity`. Every link carries the "
    "words that justify it: quote them, with the citation, and never beyond them."
)

Query = Annotated[
    str | None, Field(description='Words, "phrases", AND, OR, NOT, beginning*; none lists all.')
]
Keys = Annotated[list[str] | None, Field(description="Keys; alternatives of one another.")]


class Tools:
    """What can be asked of one dataset, as plain functions.

    Parameters
    ----------
    state
        Where the store and what is made of it are.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    def search(
        self,
        query: Query = None,
        document: Keys = None,
        addressee: Keys = None,
        theme: Keys = None,
        organization: Keys = None,
        instrument: Keys = None,
        actor: Keys = None,
        limit: Annotated[int, Field(ge=1, le=200)] = 20,
        cursor: Annotated[str | None, Field(description="`next` of the page before.")] = None,
    ) -> _Json:
        """Find recommendations by full text, by who is asked, and by what they name.

        Gives `total`, `items` with their text and keys, `entities` whose names fit the query (with
        the keys to filter by), `facets` (the most frequent values), and `next` for the next page.
        """
        asked = RecommendationParameters(
            q=query,
            document=document or [],
            addressee=addressee or [],
            theme=theme or [],
            organization=organization or [],
            instrument=instrument or [],
            actor=actor or [],
            limit=limit,
            cursor=cursor,
            facet_limit=5,
        )
        catalogue = self._state.catalogue()
        found = recommendation_list(catalogue, asked)
        return {**found, "entities": self._named(query) if query else []}

    def recommendation(
        self,
        document: Annotated[str, Field(description="Key of the document.")],
        number: Annotated[str, Field(description="Number or key in it, such as 2(l)(i).")],
    ) -> _Json:
        """Give everything known of one recommendation.

        Statements with addressee, strength and the rule behind each; mentions with their offsets;
        relations to other recommendations with both quotes; similar ones and those under it.
        """
        catalogue = self._state.catalogue()
        unit = catalogue.unit(document, number)
        if unit is None:
            known = "" if document in catalogue.documents else " (nor a document of that key)"
            raise RecgraphError(f"There is no {number!r} in {document!r}{known}; use search")
        return detail(self._state.store, catalogue, unit)

    def entity(
        self, key: Annotated[str, Field(description="Key of an entity, or a name of it.")]
    ) -> _Json:
        """Give an organization, instrument, theme, actor or State with what is around it.

        Its definition and names, the recommendations that name it or ask something of it, the
        positions taken towards it, and the entities it is named with.
        """
        catalogue = self._state.catalogue()
        found = catalogue.profile(key)
        if found is None:
            named = self._named(key)
            told = "; ".join(f"{e['key']} ({e['label']})" for e in named) or "none has that name"
            raise RecgraphError(f"There is no entity {key!r}. By name: {told}")
        return {**profile_shape(catalogue, found), "version": catalogue.version}

    def compare(
        self,
        first: Annotated[str, Field(description="Key of a document.")],
        second: Annotated[str, Field(description="Key of another document.")],
    ) -> _Json:
        """Compare two documents.

        Which themes, addressees and instruments both name and only one names, and which of their
        recommendations repeat, narrow, broaden or contradict one another, with both quotes.
        """
        return comparison(self._state.catalogue(), first, second)

    def sparql(
        self,
        query: Annotated[str, Field(description="SPARQL 1.1: SELECT, ASK, CONSTRUCT, DESCRIBE.")],
        max_rows: Annotated[int, Field(ge=1, le=10_000)] = 100,
    ) -> _Json:
        """Ask the graph itself; vocabulary: <https://w3id.org/recgraph/ontology#>.

        SELECT gives `variables`, `rows` and how many were left out over `max_rows`; ASK gives
        `boolean`; CONSTRUCT and DESCRIBE give `turtle`. Updates and SERVICE are refused.
        """
        limits = self._state.settings.limits
        form = check_query(query, max_bytes=limits.query_bytes, max_depth=limits.depth).form
        is_graph = form in ("CONSTRUCT", "DESCRIBE")
        found = self._state.store.query(query, accept=_TURTLE if is_graph else _JSON_RESULTS)
        if is_graph:
            return {"turtle": _whole(found.body.decode()), "version": found.version}
        return {**_rows(json.loads(found.body), max_rows), "version": found.version}

    def _named(self, name: str) -> list[_Json]:
        try:
            found = self._state.search().entities(name, limit=_SUGGESTED)
        except RecgraphError:
            return []
        return [{"key": e.key, "type": e.type, "label": e.name} for e in found]


def tool_server(tools: Tools) -> MCPServer:
    """Make the server that offers the tools; needs the package ``mcp``."""
    from mcp.server import MCPServer
    from mcp_types import ToolAnnotations

    server = MCPServer(
        "recgraph",
        title="Recommendations of intergovernmental meetings",
        instructions=_INSTRUCTIONS,
        version=version("recgraph"),
        log_level="WARNING",
    )
    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (tools.search, tools.recommendation, tools.entity, tools.compare, tools.sparql):
        server.add_tool(_told(tool), annotations=reads, structured_output=True)
    return server


def _told(tool: Callable[_P, _Json]) -> Callable[_P, _Json]:
    """Turn a refusal into an error of the tool, which the client reads."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> _Json:
        try:
            return tool(*args, **kwargs)
        except (RecgraphError, Problem, ValidationError) as error:
            raise ToolError(str(error)) from error

    return run


def _rows(results: Mapping[str, Any], most: int) -> _Json:
    """Give SPARQL results as plain rows: the values alone.

    >>> binding = {"n": {"type": "literal", "value": "2"}}
    >>> told = {"head": {"vars": ["n"]}, "results": {"bindings": [binding, binding]}}
    >>> _rows(told, 1)
    {'variables': ['n'], 'rows': [{'n': '2'}], 'rows_left_out': 1}
    """
    if "boolean" in results:
        return {"boolean": results["boolean"]}
    found = results["results"]["bindings"]
    rows = [{name: term["value"] for name, term in row.items()} for row in found[:most]]
    left = len(found) - len(rows)
    return {"variables": results["head"]["vars"], "rows": rows, "rows_left_out": left}


def _whole(text: str) -> str:
    if len(text) > _MOST_CHARACTERS:
        raise RecgraphError(
            f"The graph has {len(text)} characters, more than the {_MOST_CHARACTERS} given here; "
            "ask for less, or add a LIMIT"
        )
    return text
