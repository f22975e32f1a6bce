"""Time expressions in text, each with the precision that it really has."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_CLOCK = (
    r"(?:\s*(?:,|at|-|–|\|)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"
    r"(?:\s*(?:utc|gmt|bst|e[sd]t|p[sd]t|ces?t|z))?)?"
)
_CALENDAR = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?:"
    r"(?P<iso>(?:1\d|20)\d{2}-[01]\d-[0-3]\d)(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?"
    rf"|{_DAY.format('d1')}\s+(?:of\s+)?{_MONTH.format('m1')},?\s+(?P<y1>(?:1\d|20)\d{{2}})"
    rf"|{_MONTH.format('m2')}\s+{_DAY.format('d2')},?\s+(?P<y2>(?:1\d|20)\d{{2}})"
    rf"|{_MONTH.format('m3')},?\s+(?P<y3>(?:1\d|20)\d{{2}})"
    r"|(?P<y4>(?:1\d|20)\d{2})"
    rf")(?![\w/-]*\d){_CLOCK}",
    re.IGNORECASE,
)


def first_date(text: str) -> str | None:
    """The first calendar date with a year in a text, as ISO 8601 cut to what it says: day, month or year."""
    return next((found for match in _CALENDAR.finditer(text) if (found := _iso(match))), None)


def is_only_date(text: str) -> bool:
    """Whether a line says nothing but a calendar date, perhaps with a weekday and a time of day."""
    match = _CALENDAR.fullmatch(text.strip())
    return match is not None and _iso(match) is not None


def _iso(match: re.Match[str]) -> str | None:
    """The matched date in ISO 8601; None when the calendar has no such day."""
    if match["iso"]:
        return _day(*map(int, match["iso"].split("-")))
    if match["y1"]:
        return _day(int(match["y1"]), _month(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return _day(int(match["y2"]), _month(match["m2"]), int(match["d2"]))
    return f"{match['y3']}-{_month(match['m3']):02d}" if match["y3"] else match["y4"]


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()[:3]) + 1


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
