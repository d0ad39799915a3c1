"""Reading what a request carries, within limits."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, unquote_to_bytes

from fastapi import Request

from api.problems import Problem

__all__ = ["media_type_of", "parameters", "read_body", "read_text", "refuse_encoded"]

_MOST_PARAMETERS: Final = 1000


def refuse_encoded(request: Request) -> None:
    """Give a problem 415 where a request's body is compressed."""
    encoding = request.headers.get("content-encoding", "identity")
    if encoding.lower() != "identity":
        told = f"The Content-Encoding {encoding[:100]!r} is not read here; send the body as it is"
        raise Problem(415, told, headers={"Accept-Encoding": "identity"})


async def read_body(request: Request, limit: int) -> bytes:
    """Read a request's body; a problem 413 where it is longer than ``limit`` bytes."""
    refuse_encoded(request)
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise Problem(413, f"The request is larger than the {limit:,} bytes allowed")
        chunks.append(chunk)
    return b"".join(chunks)


async def read_text(request: Request, limit: int) -> str:
    """Read a request's body as UTF-8."""
    charset = _parameter(request.headers.get("content-type", ""), "charset")
    if charset.lower() not in ("", "utf-8", "utf8", "us-ascii"):
        raise Problem(415, f"The charset {charset!r} is not read here; send UTF-8")
    try:
        return (await read_body(request, limit)).decode()
    except UnicodeDecodeError as error:
        raise Problem(400, f"The request's body is no UTF-8: {error.reason}") from None


def media_type_of(request: Request) -> str:
    """Give the media type of a request's body, without parameters, in lower case."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def parameters(text: str | bytes) -> dict[str, list[str]]:
    """Read a query string or a form.

    >>> parameters("query=ASK%20%7B%7D&a=1&a=")
    {'query': ['ASK {}'], 'a': ['1', '']}
    >>> parameters(b"query=ASK+%7B%7D%2B")
    {'query': ['ASK {}+']}
    """
    try:
        if isinstance(text, bytes) and text.startswith(b"query=") and b"&" not in text:
            # The usual request, at half the cost.
            return {"query": [unquote_to_bytes(text[6:].replace(b"+", b" ")).decode()]}
        text = text.decode("ascii") if isinstance(text, bytes) else text
        pairs = parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeError:
        raise Problem(400, "The parameters are no percent-encoded UTF-8") from None
    except ValueError as error:
        raise Problem(400, f"The parameters cannot be read: {error}") from None
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _parameter(header: str, name: str) -> str:
    for part in header.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == name:
            return value.strip().strip('"')
    return ""
