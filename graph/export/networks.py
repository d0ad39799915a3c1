"""The graph of recommendations and entities for network tools: GraphML and GEXF."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.catalogue import Catalogue

__all__ = ["gexf", "graphml", "network"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EDGES = (
    ("mentions", "organizations"),
    ("mentions", "instruments"),
    ("mentions", "actors"),
    ("theme", "themes"),
    ("addressed-to", "addressees"),
)


def network(catalogue: Catalogue, indices: Sequence[int] | None = None) -> Any:
    """Make a directed multigraph from recommendations to the entities they name.

    Nodes are IRIs, with ``label``, ``type`` and for recommendations ``citation``, ``document`` and
    ``text``; edges have a ``type``: mentions, theme, addressed-to or a relation's type.
    The units are those of ``indices``; all listed ones where left out.
    """
    import networkx as nx

    graph: Any = nx.MultiDiGraph()
    for index in catalogue.select().indices if indices is None else indices:
        unit = catalogue.units[index]
        graph.add_node(
            unit.iri,
            label=_plain(unit.title or unit.number),
            type=unit.kind,
            citation=_plain(unit.citation),
            document=unit.document,
            text=_plain(unit.text),
        )
        for edge, field in _EDGES:
            for key in getattr(unit, field):
                entity = catalogue.entities.get(key)
                if entity is not None:
                    graph.add_node(entity.iri, label=_plain(entity.name), type=entity.type)
                    graph.add_edge(unit.iri, entity.iri, type=edge)
    for relation in catalogue.relations:
        ends = [catalogue.units[i].iri for i in (relation.source, relation.target)]
        if all(end in graph for end in ends):
            graph.add_edge(*ends, type=relation.type)
    return graph


def graphml(catalogue: Catalogue, indices: Sequence[int] | None = None) -> bytes:
    """Write the network as GraphML."""
    import networkx as nx

    stream = io.BytesIO()
    nx.write_graphml_xml(network(catalogue, indices), stream)
    return stream.getvalue()


def gexf(catalogue: Catalogue, indices: Sequence[int] | None = None) -> bytes:
    """Write the network as GEXF 1.2, without the date that would make every file differ."""
    import networkx as nx

    text = "\n".join(nx.generate_gexf(network(catalogue, indices)))
    return re.sub(r'\s*lastmodifieddate="[^"]*"', "", text).encode()


def _plain(text: str) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
