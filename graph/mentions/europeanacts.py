"""Acts of the European Union by number: "Directive 2013/40/EU", "Regulation (EU) 2016/679"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ontology.vocabularies import Entity

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["european_act", "find_european_acts"]

_ACT = re.compile(
    r"\b(?P<kind>(?:Framework\s+)?Decision|Directive|Regulation)\s+"
    r"(?:\((?P<before>EU|EC|EEC)\)\s+)?(?:(?P<no>No)\.?\s+)?"
    r"(?P<number>\d{1,4}/\d{1,4})(?:/(?P<behind>EU|EC|EEC|JHA|CFSP))?(?![\w/])"
)
_KEY = re.compile(
    r"(?P<kind>(?:framework-)?decision|directive|regulation)-(?:(?P<before>eu|ec|eec)-)?"
    r"(?P<no>no-)?(?P<first>\d{1,4})-(?P<second>\d{1,4})(?:-(?P<behind>eu|ec|eec|jha|cfsp))?"
)


def find_european_acts(text: str) -> Iterator[tuple[str, int, int]]:
    """Find the acts cited by number, which say themselves whose they are: key, start and end.

    Examples
    --------
    >>> text = "Directive 2013/40/EU, Regulation (EC) No 45/2001 and decision 74/544"
    >>> [key for key, _, _ in find_european_acts(text)]
    ['directive-2013-40-eu', 'regulation-ec-no-45-2001']
    """
    if "/" not in text or not any(word in text for word in ("irective", "egulation", "ecision")):
        return
    for act in _ACT.finditer(text):
        if act.group("before") or act.group("behind"):
            number = act.group("number").replace("/", "-")
            parts = (act["kind"], act["before"], act["no"], number, act["behind"])
            yield "-".join("-".join(p.lower().split()) for p in parts if p), *act.span()


def european_act(key: str) -> Entity | None:
    """Make the entity of an act, ``None`` for any other key.

    Examples
    --------
    >>> european_act("regulation-ec-no-45-2001").label, european_act("directive-2013-40-eu").label
    ('Regulation (EC) No 45/2001', 'Directive 2013/40/EU')
    """
    act = _KEY.fullmatch(key)
    if act is None or not (act["before"] or act["behind"]):
        return None
    kind = act["kind"].replace("-", " ").title()
    before = f" ({act['before'].upper()})" if act["before"] else ""
    no = " No" if act["no"] else ""
    behind = f"/{act['behind'].upper()}" if act["behind"] else ""
    label = f"{kind}{before}{no} {act['first']}/{act['second']}{behind}"
    return Entity(key, "instrument", label, subtype="Document")
