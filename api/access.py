"""Who may write."""

from __future__ import annotations

import base64
import binascii
import hmac
import logging
from typing import Annotated, Final

from fastapi import Depends, Request

from api.problems import Problem
from api.state import state_of

__all__ = ["WriteAccess", "note_write", "require_token"]

_AUDIT: Final = logging.getLogger("recgraph.audit")


def require_token(request: Request) -> None:
    """Let a write pass that carries the token: as a bearer token, or as a basic password.

    Raises
    ------
    Problem
        403 where no token is configured, 401 where it is missing or wrong.
    """
    token = state_of(request).settings.token
    if token is None:
        raise Problem(403, "This server is read-only; set RECGRAPH_TOKEN to allow writes")
    given = _given(request.headers.get("authorization", ""))
    if not hmac.compare_digest(given, token.get_secret_value().encode()):
        raise Problem(
            401,
            "A write needs the header 'Authorization: Bearer TOKEN' with this server's token",
            headers={"WWW-Authenticate": 'Bearer realm="recgraph"'},
        )


WriteAccess = Annotated[None, Depends(require_token)]
"""A parameter of this type makes a route ask for the token."""


def note_write(request: Request, what: str, version: str) -> None:
    """Put a write into the audit log."""
    client = request.client.host if request.client else None
    _AUDIT.info("write", extra={"client": client, "what": what, "version": version})


def _given(header: str) -> bytes:
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode()
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value.strip(), validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return b""
    return b""
