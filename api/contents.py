"""What the routes outside the JSON API answer with, for OpenAPI: media types and problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

__all__ = [
    "ABSOLUTE_IRI",
    "ANYTHING",
    "SPARQL",
    "TEXT",
    "Responses",
    "body",
    "contents",
    "form",
    "parameter",
]

TEXT: Final[dict[str, Any]] = {"type": "string", "minLength": 1}
ANYTHING: Final[dict[str, Any]] = {"type": "string"}
SPARQL: Final = TEXT | {"contentMediaType": "application/sparql-query"}
_CHARACTER: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@{}\u00A0-\uD7FF\uF900-\uFDCF]|%[0-9A-Fa-f]{{2}})"
_FIRST, _INNER, _LAST = (_CHARACTER.format(more) for more in (r"\-", r"/\-", r"/?\-"))
ABSOLUTE_IRI: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": (
        r"^[A-Za-z][A-Za-z0-9+.-]*:"
        rf"(?://[A-Za-z0-9.-]+(?::[0-9]{{1,5}})?(?:/{_INNER}*)?|{_FIRST}{_INNER}*)"
        rf"(?:\?{_LAST}*)?(?:#{_LAST}*)?$"
    ),
}
"""An IRI with a scheme; literal addresses and users' names before the host are left out."""
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


def body(schemas: Mapping[str, Any], *, required: bool = True) -> dict[str, Any]:
    """Describe what a request carries, by media type.

    Examples
    --------
    >>> body({"text/turtle": TEXT})["requestBody"]["content"]["text/turtle"]["schema"]["type"]
    'string'
    """
    content = {media_type: {"schema": schema} for media_type, schema in schemas.items()}
    return {"requestBody": {"required": required, "content": content}}


def form(*names: str, required: str) -> dict[str, Any]:
    """Describe a form: its fields, of which all but one may be left out and given repeatedly."""
    texts = {"type": "array", "items": ANYTHING}
    properties = {name: ANYTHING if name == required else texts for name in names}
    return {"type": "object", "properties": properties, "required": [required]}


def parameter(
    name: str,
    place: str,
    description: str,
    schema: Mapping[str, Any] = TEXT,
    *,
    many: bool = False,
) -> dict[str, Any]:
    """Describe a parameter that a route reads from the request itself."""
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": description,
        "schema": {"type": "array", "items": schema} if many else schema,
    }
