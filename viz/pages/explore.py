"""The explorer's page: its frame; the picture is drawn from ``/api/graph``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from viz.environment import render, static_names
from viz.pages.links import EntityLink, entity_link
from viz.scene import DEFAULT_LIMIT, hubs

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
    """Give entities by the number of recommendations that name them, most first, hubs left out."""
    everywhere = hubs(catalogue)
    named = [
        e
        for e in catalogue.entities.values()
        if e.counts.recommendations and e.key not in everywhere and (not types or e.type in types)
    ]
    named.sort(key=lambda e: (-e.counts.recommendations, e.name))
    return [entity_link(e, e.counts.recommendations) for e in named]
