"""What the routes outside the JSON API answer with, for OpenAPI: media types and problems."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

__all__ = ["Responses", "contents", "parameter"]

Responses = dict[int | str, dict[str, Any]]


def contents(media_types: Iterable[str], *problems: int, status: int = 200) -> Responses:
    """Describe an answer in one of several media types, and the problems there may be instead.

    Examples
    --------
    >>> found = contents(["text/turtle"], 404)
    >>> found[200]["content"], list(found[404]["content"])
    ({'text/turtle': {}}, ['application/problem+json'])
    """
    told: Responses = {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {media_type: {} for media_type in media_types},
        }
    }
    for problem in problems:
        told[problem] = {
            "description": HTTPStatus(problem).phrase,
            "content": {"application/problem+json": {}},
        }
    return told


def parameter(name: str, place: str, description: str, *, many: bool = False) -> dict[str, Any]:
    """Describe a parameter that a route reads from the request itself."""
    text = {"type": "string"}
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": description,
        "schema": {"type": "array", "items": text} if many else text,
    }
