"""The explorer's page: its frame; the picture is drawn from ``/api/graph``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from viz.environment import render, static_names
from viz.linked import linked
from viz.pages.links import EntityLink, entity_link
from viz.scene import DEFAULT_LIMIT

if TYPE_CHECKING:
    from graph.catalogue import Catalogue

__all__ = ["connected", "explore_page"]

MOST = 12


def explore_page(catalogue: Catalogue, limit: str | None = None) -> str:
    """Write the page.

    Parameters
    ----------
    catalogue
        What is shown.
    limit
        The most nodes, as the address has it; the graph itself is fetched by the page.
    """
    selection = catalogue.select()
    named = connected(catalogue)
    documents = {catalogue.units[i].document for i in selection.indices}
    return render(
        "explore.html",
        title="Explore",
        here="/explore",
        version=catalogue.version,
        heading="Recommendations and what they name",
        counts={
            "recommendations": selection.total,
            "documents": len(documents),
            "entities": len(named),
        },
        most=named[:MOST],
        modules=static_names("explore/"),
        graph=f"/api/graph?{urlencode({'limit': limit or DEFAULT_LIMIT})}",
    )


def connected(catalogue: Catalogue, *types: str) -> list[EntityLink]:
    """Give entities by the number of recommendations linked to them, most first, hubs left out."""
    found = linked(catalogue)
    named = [
        (catalogue.entities[key], count)
        for key, count in found.counts.items()
        if key not in found.hubs and (not types or catalogue.entities[key].type in types)
    ]
    named.sort(key=lambda pair: (-pair[1], pair[0].name))
    return [entity_link(entity, count) for entity, count in named]
