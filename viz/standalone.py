"""The one-file page: the graph as a single HTML file that opens from disk with the network off.

vis-network is read at run time out of the installed pyvis package and stands in the file; nothing
in the page may call out (Content-Security-Policy), and only the scripts whose digests the page
names may run, so nothing that a document says can.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from graph.errors import RecgraphError
from viz.environment import static_file, template_environment
from viz.labels import wrap
from viz.layout import SCALE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.catalogue import Catalogue
    from viz.marking import MentionsOf
    from viz.scene import Node, Scene

__all__ = ["LARGEST", "Quote", "StandaloneError", "quotes_of", "standalone_page", "title_of"]

LARGEST = 2000
"""The most nodes that one file may hold."""
VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"
SHAPES = {"theme": "diamond", "recommendation": "dot", "actor": "square", "instrument": "triangle"}
COLOURS = {
    "theme": "#b5548c",
    "recommendation": "#0072b2",
    "actor": "#d55e00",
    "instrument": "#00795a",
}
PLURALS = {
    "theme": "Themes",
    "recommendation": "Recommendations",
    "actor": "Actors",
    "instrument": "Instruments",
}
FONT_PX = 12.5
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": {"enabled": False}, "hideEdgesOnDrag": True},
    "nodes": {"borderWidth": 0, "chosen": False},
    "edges": {"smooth": False, "width": 1, "chosen": False},
}


class StandaloneError(RecgraphError):
    """The page cannot be made; says why and what to try."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A recommendation's exact words: pieces of text, each with its mark's kind and reason.

    An empty kind is plain text; the pieces, joined, are the text.
    """

    pieces: tuple[tuple[str, str, str], ...]


def quotes_of(catalogue: Catalogue, scene: Scene, mentions: MentionsOf) -> dict[str, Quote]:
    """Gather the words of every recommendation in a scene, with its mentions marked.

    Parameters
    ----------
    catalogue, scene
        What is shown.
    mentions
        Reads the mentions of units.
    """
    from viz.pages.unit import shown_runs

    units = {}
    for node in scene.nodes:
        unit = catalogue.unit(node.document, node.id.split("/", 1)[1]) if node.document else None
        if unit is not None:
            units[node.id] = unit
    named = mentions(units.values())
    found = {}
    for node_id, unit in units.items():
        runs = shown_runs(catalogue, unit, named.get(unit.iri, ()))
        found[node_id] = Quote(tuple((run.text, run.kind, run.title) for run in runs))
    return found


def title_of(scene: Scene) -> str:
    """Give a heading for a scene.

    Examples
    --------
    >>> from viz.scene import Scene
    >>> title_of(Scene("v0", (), ()))
    'Recommendations and what they name'
    """
    named = {node.id: node.label for node in scene.nodes}
    if scene.focus in named:
        return f"Recommendations around {named[scene.focus]}"
    return "Recommendations and what they name"


def standalone_page(scene: Scene, *, title: str, quotes: Mapping[str, Quote] | None = None) -> str:
    """Write the page.

    Parameters
    ----------
    scene
        What is shown: at most :data:`LARGEST` nodes.
    title
        Its heading.
    quotes
        The words of each recommendation by node id; a click shows them.

    Returns
    -------
    str
        One HTML document without any external address; write it as UTF-8.

    Raises
    ------
    StandaloneError
        There are too many nodes.
    """
    if len(scene.nodes) > LARGEST:
        raise StandaloneError(
            f"{len(scene.nodes)} nodes are too many for one file; take at most {LARGEST}, "
            "with a focus or a limit"
        )
    network = _network()
    network.nodes = [_node(node) for node in scene.nodes]
    network.edges = [{"from": e.source, "to": e.target} for e in scene.edges]
    network.heading = title
    return str(network.page(_data(scene, network, quotes or {})))


def _node(node: Node) -> dict[str, Any]:
    """A node in vis-network's words; no ``title``, which vis-network could take for markup."""
    said = node.kind == "recommendation"
    size = FONT_PX * SCALE * (1.0 if node.count < 8 else 1.15)
    return {
        "id": node.id,
        "label": "" if said else "\n".join(wrap(node.label)),
        "shape": SHAPES[node.kind],
        "size": node.size * (SCALE if not said else 1.0),
        "color": COLOURS[node.kind],
        "x": node.x,
        "y": node.y,
        "font": {"size": round(size, 1), "strokeWidth": 4, "vadjust": -4},
        "kind": node.kind,
    }


def _data(scene: Scene, network: Any, quotes: Mapping[str, Quote]) -> dict[str, Any]:
    told = {
        node.id: {
            "label": node.label,
            "title": node.title,
            "kind": node.kind,
            "count": node.count,
            "document": node.document,
        }
        for node in scene.nodes
    }
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": OPTIONS,
        "told": told,
        "quotes": {key: quote.pieces for key, quote in quotes.items()},
        "documents": [{"id": d.id, "label": d.label, "count": d.count} for d in scene.documents],
        "hubs": [{"label": h.label, "members": h.members} for h in scene.hubs],
        "colours": COLOURS,
        "kinds": [
            {"id": kind, "label": label, "count": scene.facets.get(kind, 0)}
            for kind, label in PLURALS.items()
        ],
    }


def _digest(source: str) -> str:
    """A source's digest as a Content-Security-Policy names it."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() + "'"


def _inline(source: str, element: str) -> Markup:
    """Source that may stand inside an element: it must not hold that element's end."""
    if f"</{element}" in source.lower():
        raise StandaloneError(f"a source holds </{element}, so it cannot stand in a page")
    return Markup(source)


def _addressless(source: str) -> str:
    """Leave no address in a script: notices lose their scheme, namespaces are put together late."""
    source = re.sub(r"//# sourceMappingURL=\S+", "", source)
    source = re.sub(r'"(https?:)//(www\.w3\.org/)', r'"\1"+"//\2', source)
    return re.sub(r"https?://", "", source)


def _own(name: str) -> str:
    found = static_file(f"-/standalone/{name}")
    if found is None:
        raise StandaloneError(f"the file standalone/{name} is missing; install the package again")
    return found.data.decode()


def _network() -> Any:
    """Make pyvis's network with a template of ours; imported here, since it takes a second."""
    from pyvis.network import Network

    class OneFile(Network):  # type: ignore[misc]
        """pyvis's network, written through our own escaping template."""

        def page(self, data: dict[str, Any]) -> str:
            """Write the page: data as JSON that is never executed, scripts by digest."""
            library = (files("pyvis") / VIS_NETWORK).read_text(encoding="utf-8")
            scripts = [_addressless(library), _own("page.js")]
            style = _own("page.css")
            policy = (
                f"default-src 'none'; script-src {' '.join(map(_digest, scripts))}; "
                f"style-src {_digest(style)}; img-src data:; base-uri 'none'; form-action 'none'"
            )
            template = self.templateEnv.get_template("standalone.html")
            return str(
                template.render(
                    title=self.heading,
                    policy=policy,
                    style=_inline(style, "style"),
                    scripts=[_inline(script, "script") for script in scripts],
                    data=data,
                    kinds=data["kinds"],
                    documents=data["documents"],
                )
            )

    network = OneFile()
    network.templateEnv = template_environment()
    return network
