"""What kind of document a text is: told by a line of its head, its symbol, or its first words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from graph.patterns import kept_pattern

__all__ = ["document_type"]

_BY_SYMBOL = (
    ("resolution", re.compile(r"/RES/|^WHA\d|^EB\d+\.R|^AG/RES\.|-RES-\d|^CM/ResCM?")),
    ("decision", re.compile(r"/DEC/|\.DEC/|/Dec\.|^EB\d+\(")),
    ("presidential statement", re.compile(r"/PRST/")),
    ("recommendation", re.compile(r"^CM/Rec")),
    ("summary record", re.compile(r"/[SP]\.?[RV]\.\d")),
)
_PROPOSED = re.compile(r"/L\.\d|^S/(?:19|20)\d\d/\d+$|/CRP\.\d|/WP\.\d|^CD/\d|/PC/|/INF\.")
_LATER = re.compile(r"(?:treaty|draft treaty|declaration|outcome document|communiqué|conclusions)$")
_ARTICLE = re.compile(r"(?:Article|ARTICLE|Art\.)\s(?:\d{1,3}|[IVXLC]{1,7})\b")
_LEAST_ARTICLES = 2
_LONGEST = 400


def document_type(
    front: Sequence[str],
    symbol: str | None,
    *,
    enacts: bool = False,
    sections: Iterable[str] = (),
) -> str | None:
    """Tell what kind of document it is.

    Parameters
    ----------
    front
        The head's lines in order, without markup.
    symbol
        The document's symbol.
    enacts
        True where the text begins as a resolution does: ``The General Assembly,``.
    sections
        Its headings; articles make a treaty of what is called one.

    Examples
    --------
    >>> document_type(["Distr.: Limited", "Chile and Peru"], "A/79/L.41", enacts=True)
    'draft resolution'
    >>> document_type(["Letter dated 2 June 2023 from the Permanent Representative"], None)
    'letter'
    """
    told, otherwise = _told(front)
    if told is not None:
        return told
    if symbol is not None:
        known = next((name for name, pattern in _BY_SYMBOL if pattern.search(symbol)), None)
        if known is not None:
            return known
    if enacts and (symbol is None or _PROPOSED.search(symbol)):
        return "draft resolution" if symbol else otherwise
    if otherwise in {"treaty", "draft treaty"}:
        articles = sum(1 for title in sections if _ARTICLE.match(title))
        return otherwise if articles >= _LEAST_ARTICLES else None
    return otherwise


def _told(front: Sequence[str]) -> tuple[str | None, str | None]:
    """Give what the head calls the document, and what it may be where nothing else tells."""
    otherwise = None
    for line in front:
        name = _named(line) if len(line) <= _LONGEST else None
        if name is not None and not _LATER.match(name):
            return name, otherwise
        otherwise = otherwise or name
    return None, otherwise


def _named(line: str) -> str | None:
    return next((name for name, pattern in _genres() if pattern.match(line)), None)


@cache
def _genres() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = files("graph.reading").joinpath("genres.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(data)["genre"]
    return tuple((r["name"], kept_pattern(f"genre-{i}", r["pattern"])) for i, r in enumerate(rows))
