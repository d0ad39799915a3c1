"""The JSON API, all of it under ``/api``."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from api.parameters import refuse_unknown
from api.routes import documents, entities, exports, recommendations, search, stats, uploads, view

__all__ = ["router"]

router = APIRouter(prefix="/api", dependencies=[Depends(refuse_unknown)])
for _part in (recommendations, exports, documents, uploads, entities, search, view, stats):
    router.include_router(_part.router)
