"""Counts of everything the dataset holds."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request, Response

from api.answers import answer
from api.models import Stats
from api.routes.responses import PROBLEMS
from api.state import StateDependency
from graph.catalogue import LISTED_KINDS, STRENGTHS, Catalogue

__all__ = ["router"]

router = APIRouter(tags=["stats"])


@router.get("/stats", response_model=Stats, responses=PROBLEMS)
def get_stats(request: Request, state: StateDependency) -> Response:
    """Count documents, units, entities and relations."""
    catalogue = state.catalogue()
    return answer(request, catalogue.version, lambda: stats(catalogue))


def stats(catalogue: Catalogue) -> dict[str, Any]:
    """Count what a catalogue holds."""
    kinds = Counter(unit.kind for unit in catalogue.units)
    listed = [unit for unit in catalogue.units if unit.kind in LISTED_KINDS]
    strengths = Counter(unit.strength for unit in listed if unit.strength is not None)
    met = [e for e in catalogue.entities.values() if e.counts.units or e.counts.addressed]
    dates = sorted(d.date for d in catalogue.documents.values() if d.date is not None)
    return {
        "version": catalogue.version,
        "documents": len(catalogue.documents),
        "units": len(catalogue.units),
        "recommendations": len(listed),
        "kinds": dict(sorted(kinds.items())),
        "strengths": {STRENGTHS[rank]: strengths[rank] for rank in sorted(strengths, reverse=True)},
        "entities": dict(sorted(Counter(entity.type for entity in met).items())),
        "relations": dict(sorted(Counter(r.type for r in catalogue.relations).items())),
        "first_date": dates[0] if dates else None,
        "last_date": dates[-1] if dates else None,
    }
