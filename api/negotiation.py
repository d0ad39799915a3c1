"""Which of the media types that can be given a client would rather have (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from api.problems import Problem

__all__ = ["accepts_html", "negotiate", "preferred"]

_RANGE: Final = re.compile(r"^([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)$")
_QUALITY: Final = re.compile(r"^q\s*=\s*([01](?:\.\d{0,3})?)$", re.IGNORECASE)


def preferred(accept: str | None, offered: Sequence[str]) -> str | None:
    """Give the offered media type with the highest quality, the first of equals; or none.

    A part of the header that cannot be read is passed over; no header at all accepts everything.

    Examples
    --------
    >>> preferred("text/csv;q=0.5, application/*", ["application/json", "text/csv"])
    'application/json'
    >>> preferred("*/*;q=0.1, text/csv", ["application/json", "text/csv"])
    'text/csv'
    >>> preferred("image/png", ["text/csv"]) is None
    True
    """
    return _preferred(accept, tuple(offered))


@lru_cache(maxsize=1024)
def _preferred(accept: str | None, offered: tuple[str, ...]) -> str | None:
    ranges = list(_ranges(accept)) if accept and accept.strip() else [("*", "*", 1.0)]
    scored = [(_quality(media_type, ranges), media_type) for media_type in offered]
    best = max((quality for quality, _ in scored), default=0.0)
    return next((m for quality, m in scored if quality == best), None) if best > 0 else None


def negotiate(accept: str | None, offered: Sequence[str]) -> str:
    """Give the media type to answer in; a problem 406 that lists ``offered`` where none fits."""
    chosen = preferred(accept, offered)
    if chosen is None:
        raise Problem(
            406,
            f"Nothing of what is accepted can be given here; possible are {', '.join(offered)}",
            headers={"Vary": "Accept"},
            offered=list(offered),
        )
    return chosen


def accepts_html(accept: str | None, others: Sequence[str]) -> bool:
    """Tell whether a client would rather have a page than any of ``others``.

    >>> accepts_html("text/html,*/*;q=0.8", ["text/turtle"])
    True
    >>> accepts_html("*/*", ["text/turtle"])
    False
    """
    return preferred(accept, [*others, "text/html"]) == "text/html"


def _ranges(accept: str) -> Iterable[tuple[str, str, float]]:
    for part in accept.split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        match = _RANGE.match(media_range)
        if match:
            yield match[1].lower(), match[2].lower(), _q(parameters)


def _q(parameters: Iterable[str]) -> float:
    for parameter in parameters:
        if match := _QUALITY.match(parameter):
            return min(float(match[1]), 1.0)
    return 1.0


def _quality(media_type: str, ranges: Sequence[tuple[str, str, float]]) -> float:
    """Give the quality of the most specific range that fits; 0 where none does."""
    type_, _, subtype = media_type.partition("/")
    fitting = [
        ((r_type != "*") + (r_subtype != "*"), quality)
        for r_type, r_subtype, quality in ranges
        if r_type in ("*", type_) and r_subtype in ("*", subtype)
    ]
    return max(fitting)[1] if fitting else 0.0
