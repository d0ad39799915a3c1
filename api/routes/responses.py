"""The problems that every route of the JSON API may answer with, for OpenAPI."""

from __future__ import annotations

from typing import Any

from api.models import ProblemDetails

__all__ = ["PROBLEMS", "problem"]


def problem(description: str) -> dict[str, Any]:
    """Describe a problem that a route may answer with."""
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": ProblemDetails.model_json_schema()}},
    }


PROBLEMS: dict[int | str, dict[str, Any]] = {
    304: {"description": "The client has this version already."},
    400: problem("A parameter is unknown or cannot be meant."),
    404: problem("There is no such thing."),
    422: problem("A parameter's value is not of the right form."),
}
