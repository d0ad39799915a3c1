"""The JSON API's shapes, described and exemplified for OpenAPI.

Answers are encoded from plain values (:mod:`api.shapes`) without going through these models again;
the tests hold the two together.
"""

from api.models.documents import DocumentDetail, DocumentList, UploadResult
from api.models.entities import EntityList, EntityProfile
from api.models.parts import ProblemDetails
from api.models.recommendations import RecommendationDetail, RecommendationList
from api.models.views import (
    ComparisonResult,
    GraphScene,
    PathList,
    RelationList,
    SearchResults,
    Stats,
)

__all__ = [
    "ComparisonResult",
    "DocumentDetail",
    "DocumentList",
    "EntityList",
    "EntityProfile",
    "GraphScene",
    "PathList",
    "ProblemDetails",
    "RecommendationDetail",
    "RecommendationList",
    "RelationList",
    "SearchResults",
    "Stats",
    "UploadResult",
]
