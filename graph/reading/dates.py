"""Dates and spans of days as such documents write them."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["DATE", "MONTH", "find_date", "find_days"]

_NAMES = (
    "January February March April May June July August September October November December",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_MONTHS = {name.casefold(): nth for row in _NAMES for nth, name in enumerate(row.split(), start=1)}
MONTH = f"(?:{'|'.join(name for row in _NAMES for name in row.split())})"
"""A pattern for the name of a month in English, French or Spanish."""
DATE = (
    rf"(?P<day>\d{{1,2}})(?:er)?\s+(?:de\s+)?(?P<month>(?i:{MONTH}))\s+(?:de\s+)?(?P<year>\d{{4}})"
)
"""A pattern for a date such as ``4 April 2018``, with groups day, month and year."""

_DATE = re.compile(DATE)
_DAYS = re.compile(
    rf"(?P<first>\d{{1,2}})(?:er)?(?:\s+(?:de\s+)?(?P<month1>{MONTH}))?"
    r"(?:\s+(?:de\s+)?(?P<year1>\d{4}))?\s*(?:[-–—]|to|and|au?|et|y)\s*(?P<last>\d{1,2})\s+(?:de\s+)?"
    rf"(?P<month>{MONTH})\s+(?:de\s+)?(?P<year>\d{{4}})"
)


def find_date(text: str) -> str | None:
    """Give the first date in a text in ISO 8601.

    >>> find_date("Distr.: Limited 4 April 2018"), find_date("1er mars 2023")
    ('2018-04-04', '2023-03-01')
    """
    found = _DATE.search(text)
    return _iso(found["day"], found["month"], found["year"]) if found else None


def find_days(text: str) -> tuple[str, str] | None:
    """Give the first span of days, or the first single day, in ISO 8601.

    >>> find_days("Vienna, 27–29 July 2020")
    ('2020-07-27', '2020-07-29')
    >>> find_days("from 28 April to 9 May 2014")
    ('2014-04-28', '2014-05-09')
    """
    found = _DAYS.search(text)
    if found:
        first = _iso(
            found["first"], found["month1"] or found["month"], found["year1"] or found["year"]
        )
        last = _iso(found["last"], found["month"], found["year"])
        if first and last and first <= last:
            return first, last
    day = find_date(text)
    return (day, day) if day else None


def _iso(day: str, month: str, year: str) -> str | None:
    try:
        return date(int(year), _MONTHS[month.casefold()], int(day)).isoformat()
    except ValueError:
        return None
