"""Dates in digits, 31.08.2025 or 8/31/2025: the day that they mean, or the year alone where that is not sure."""

import re
from datetime import date

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d{2}"
_FULL_DAY, _FULL_MONTH = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|1[0-2])"
_END = r"(?!\w|[.:]\d|[/-]\d+(?![\d./:-]))"

DATE_START = r"(?<![\w$£€#])(?<!\d[./,:-])"
"""Stands before the first digit: no part of a longer number, of a version or of a price."""

NUMERIC_DATE = (
    r"(?:"
    + "|".join(
        (
            rf"{_DAY}\.{_MONTH}\.{_YEAR}",
            *(rf"(?:{_DAY}{sign}{_MONTH}|{_MONTH}{sign}{_DAY}){sign}{_YEAR}" for sign in "/-"),
            *(rf"{_YEAR}{sign}{_FULL_MONTH}{sign}{_FULL_DAY}" for sign in ("/", r"\.")),
        )
    )
    + rf"){_END}"
)
SHORT_DATE = rf"{_FULL_DAY}\.{_FULL_MONTH}\.[0-37-9]\d{_END}"
"""31.08.25: a version might be written so, too; what stands before it must tell. From 40 on no century is sure."""

DAY_OF_MONTH = rf"{_FULL_DAY}\.{_FULL_MONTH}\.(?!\w)"
"""31.08.: without a year, and with a stop that may as well end a sentence."""

RANGE_START = rf"{_DAY}\.?(?:{_MONTH}\.)?\s?(?:-|–|to|until|till)\s?"
"""What stands before a date with dots that ends a range: 1.–3.9.2025, 28.8.–3.9.2025."""

_SIGN = re.compile(r"([./-])")
_YEAR_DIGITS = 4
_LAST_OF_THIS_CENTURY = 39


def numeric_iso(found: str) -> str | None:
    """A date in digits in ISO 8601, cut to the year where its day and its month may be taken for each other.

    With dots the day comes first. None when the calendar has no such day.
    """
    one, sign, two, _, three = _SIGN.split(found)
    if len(one) == _YEAR_DIGITS:
        return iso_day(int(one), int(two), int(three))
    year = int(three)
    if len(three) < _YEAR_DIGITS:
        year += 2000 if year <= _LAST_OF_THIS_CENTURY else 1900
    ways = {iso_day(year, int(two), int(one)), iso_day(year, int(one), int(two)) if sign != "." else None} - {None}
    return str(year) if len(ways) > 1 else next(iter(ways), None)


def month_and_day(found: str) -> tuple[int, int] | None:
    """Those of a date in digits, perhaps without a year; None where they are not sure."""
    if found.endswith("."):
        day, month, _ = found.split(".")
        return int(month), int(day)
    _, month, day = (*(numeric_iso(found) or "").split("-"), "", "")[:3]
    return (int(month), int(day)) if day else None


def iso_day(year: int, month: int, day: int) -> str | None:
    """A day in ISO 8601; None when the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
