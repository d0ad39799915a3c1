"""The overview: what is here, in numbers that lead to lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.environment import render
from viz.pages.documents import meetings
from viz.pages.explore import connected
from viz.pages.links import entity_link, unit_link
from viz.pages.structured import dataset_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.catalogue import Catalogue
    from graph.questions import Question
    from viz.pages.links import EntityLink

__all__ = ["overview_page"]

MOST = 8
EXAMPLES = ("asked-of-body", "opposed-units", "two-themes")


def _addressed(catalogue: Catalogue) -> list[EntityLink]:
    asked = [e for e in catalogue.entities.values() if e.counts.addressed]
    asked.sort(key=lambda e: (-e.counts.addressed, e.name))
    return [entity_link(e, e.counts.addressed) for e in asked[:MOST]]


def overview_page(catalogue: Catalogue, questions: Mapping[str, Question]) -> str:
    """Write the page."""
    selection = catalogue.select(sort="date")
    named = connected(catalogue)
    chosen = [questions[name] for name in EXAMPLES if name in questions]
    return render(
        "overview.html",
        title="Overview",
        here="/",
        version=catalogue.version,
        structured=dataset_data(catalogue),
        total=selection.total,
        documents=len(catalogue.documents),
        entities=len([e for e in catalogue.entities.values() if e.counts.recommendations]),
        relations=len(catalogue.relations),
        meetings=meetings(catalogue, catalogue.documents.values())[:MOST],
        addressed=_addressed(catalogue),
        instruments=connected(catalogue, "instrument")[:MOST],
        themes=connected(catalogue, "theme")[:MOST],
        most=named[:MOST],
        fresh=[unit_link(catalogue.units[i]) for i in selection.indices[:5]],
        questions=chosen or list(questions.values())[:3],
    )
