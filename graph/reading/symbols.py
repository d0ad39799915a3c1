"""Document symbols of the United Nations and the World Health Organization."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

__all__ = ["document_symbol", "issuing_body", "named_alone", "slug"]

_SYMBOL = re.compile(
    r"(?:^|\s|\|)(?P<symbol>(?:[A-Z]{1,6}(?:/[A-Za-z0-9][A-Za-z0-9.()_-]{0,19}){1,6}(?: \(\d{4}\))?"
    r"|[A-Z]{2,4}\.(?:DEC|DOC|JOUR|GAL)(?:/[\w.]{1,10}){1,4}|CM/Res(?:CM[A-Z]?)?\(\d{4}\)\d{1,3}"
    r"|CM/Rec\(\d{4}\)\d{1,3}|[A-Z]{2,4}-\d{4}-(?:\d{1,3}-)?RES-\d{1,3}"
    r"|AG/RES\. ?\d{1,5} \([A-Z-]+\d?/\d\d\)"
    r"|[A-Z][A-Za-z]{2,9}/(?:AU/)?(?:Dec|Decl|Res)\.? ?\d{1,4}(?:\([IVXLC]+\))?"
    r"|(?:EUR|AFR|SEA|EM|WPR)/RC\d+/R\d+"
    r"|(?:EX\.CL|EX\.CL/Dec\.?|Assembly/AU)/\d{1,4}(?:/[A-Za-z]{3,5})? ?\([IVXLC]+\)"
    r"|WHA\d+\.\d+|(?:EB|CD)\d+\.R\d+|EB\d{2,3}/\d{1,3}(?: (?:Add|Rev)\.\d+)?"
    r"|ICCD/COP\(\d+\)/[\w.]{1,12}(?:/[\w.]{1,8})?))(?=\s|$|\||,)"
)
# "E/2024/24-E/CN.3/2024/36": the report of a commission to its council.
_TWO_SYMBOLS = re.compile(r"-(?=[A-Z]{1,4}/)")
_OWN_LINE = 200
_CALLED = {"Recommendation", "Resolution", "Decision"}


def document_symbol(front: Sequence[str]) -> str | None:
    """Give the document's own symbol: the first that stands at the edge of a line of its head.

    >>> document_symbol(["United Nations", "S/RES/2341 (2017)", "Security Council"])
    'S/RES/2341 (2017)'
    >>> document_symbol(["[on the report of the Third Committee (A/74/400)]"]) is None
    True
    """
    for line in front[:40]:
        if len(line) > _OWN_LINE or line.startswith(("[", "*", "∗")):
            continue
        for found in _SYMBOL.finditer(line):
            symbol = found["symbol"]
            at_edge = found.start("symbol") == 0 or found.end() == len(line) or "|" in line
            at_edge = at_edge or line[: found.start("symbol")].rstrip() in _CALLED
            if at_edge and any(c.isdigit() for c in symbol):
                return symbol
    return None


def issuing_body(symbol: str) -> str | None:
    """Give the name of the body that issues documents of this symbol's series.

    >>> issuing_body("A/HRC/27/3")
    'Human Rights Council'
    """
    series = _series()
    parts = _TWO_SYMBOLS.split(symbol)
    found = [prefix for prefix in series if any(part.startswith(prefix) for part in parts)]
    return series[max(found, key=len)] if found else None


_AUTHOR = re.compile(r"author(?:\(s\)|s)?: *", re.IGNORECASE)


def named_alone(line: str) -> str | None:
    """Give the name of the body that a line of a head means which says no more than this.

    >>> named_alone("Author(s): Parliamentary Assembly")
    'Parliamentary Assembly of the Council of Europe'
    """
    return _data()["lines"].get(_AUTHOR.sub("", line.strip(), count=1))


def _series() -> dict[str, str]:
    return _data()["series"]


@cache
def _data() -> dict[str, dict[str, str]]:
    data = files("graph.reading").joinpath("series.toml").read_text(encoding="utf-8")
    return tomllib.loads(data)


def slug(text: str) -> str:
    """Make a key: lower case, ASCII letters and digits, single hyphens.

    >>> slug("S/RES/2341 (2017)"), slug("WHA66.10"), slug("Expert Group-2018")
    ('s-res-2341-2017', 'wha66-10', 'expert-group-2018')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
