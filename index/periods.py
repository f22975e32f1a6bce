"""Time expressions as stretches of days, no more precise than they are; relative ones against a known date alone."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.dates import MONTHS, expressions
from index.documents import Span
from index.numeric_dates import NUMERIC_DATE, SHORT_DATE, numeric_iso
from index.patterns import late
from index.weekdays import counted_weekday

_YEAR = r"(?:1\d|20)\d{2}"
_NAME = rf"(?:{'|'.join(MONTHS)})[a-z]*\.?"
_POINT = late(
    rf"(?P<y0>{_YEAR})-(?P<m0>0[1-9]|1[0-2])(?:-(?P<d0>[0-3]\d))?"
    rf"|(?<!\d)(?P<numeric>{NUMERIC_DATE}|{SHORT_DATE})"
    rf"|(?P<d1>[0-3]?\d)(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<m1>{_NAME}),?\s+(?:of\s+)?(?P<y1>{_YEAR})"
    rf"|(?P<m2>{_NAME})\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<y2>{_YEAR})"
    rf"|(?P<m3>{_NAME}),?\s+(?:of\s+)?(?P<y3>{_YEAR})"
    rf"|(?P<y4>{_YEAR})(?P<decade>s)?(?:\s*[-–/]\s*(?P<short>\d{{2}})(?!\d))?"
    r"|(?P<century>\d{1,2})(?:st|nd|rd|th)\s+century",
    re.IGNORECASE,
)
_COUNTS = dict(zip("a an one two three four five six seven eight nine ten".split(), (1, 1, *range(1, 11)), strict=True))
_AGO = late(r"(\w+)\s+(day|week|month|year)s?\s+ago")

_FIRST_DAY = late(
    r"(?:(?:from|between|on|in|during|the|\w+day,?)\s+)*"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:(?P<month>\d{{1,2}})\.|\s+(?:of\s+)?(?P<name>{_NAME}))?"
    rf"|(?P<name_first>{_NAME})(?:\s+(?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?)?)"
    r"\s*(?:-|–|to|until|till|(?P<and>and))\s*"
    rf"(?:(?:\w+day,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?{_NAME}|\d{{1,2}}\.\d{{1,2}}\.\d)",
    re.IGNORECASE,
)
"""25 to 31 July, 28.8.–3.9.2025, May to June 2026: the month, or the year, stands behind the last day only."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `first` to `last`, both included. An open end is `date.min` or `date.max`."""

    first: date
    last: date

    def meets(self, other: "Period") -> bool:
        """Whether they have a day in common; two seasons only if they are the same: 2025/26 ends as 2026/27 begins."""
        if self.is_season and other.is_season:
            return self == other
        return self.first <= other.last and other.first <= self.last

    @property
    def is_season(self) -> bool:
        """Whether it is given as two years, one after the other."""
        both = self.first.year + 1 == self.last.year
        return both and (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31)

    @property
    def iso(self) -> str:
        """ISO 8601, cut to what is known: a day, a month, a year; else both ends with a slash between them."""
        if self.first == self.last:
            return self.first.isoformat()
        if self == _month(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        if self == _year(self.first.year):
            return f"{self.first.year:04d}"
        return f"{'..' if self.first == date.min else self.first}/{'..' if self.last == date.max else self.last}"


def period_of(expression: str) -> Period | None:
    """The period that an expression names by itself, such as "from 1914 to 1918"; None without a year."""
    points = [point for match in _POINT.finditer(expression) if (point := _point(match))]
    if not points:
        return None
    if (begins := _FIRST_DAY.match(expression)) and (first := _before(points[0].first, begins)):
        return Period(first, points[-1].last)
    low = expression.lower()
    if low.startswith(("since ", "after ")) and len(points) == 1:
        return Period(points[0].first, date.max)
    if low.startswith(("until ", "till ", "before ", "by ")) and len(points) == 1:
        return Period(date.min, points[0].last)
    first, last = points[0].first, points[-1].last
    return Period(first, last) if first <= last else points[0]


def _before(last: date, begins: re.Match[str]) -> date | None:
    """The first day of a range whose last day alone has a year: in its month or in another, perhaps the year before."""
    if begins["and"] and not begins[0].lower().startswith("between"):
        return None
    name = begins["name"] or begins["name_first"]
    month = MONTHS.index(name.lower()[:3]) + 1 if name else int(begins["month"] or last.month)
    day = int(begins["day"] or begins["day_behind"] or 1)
    for year in (last.year, last.year - 1)[: 2 if name or begins["month"] else 1]:
        if (found := _calendar(year, month, day)) and found.first < last:
            return found.first
    return None


def periods(text: str) -> Iterator[tuple[Span, Period]]:
    """The expressions of a text that name their period, in order."""
    for span in expressions(text):
        if found := period_of(span.of(text)):
            yield span, found


def iso_period(iso: str) -> Period | None:
    """The period of an ISO 8601 date cut to a year, a month or a day; None if it is none."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", iso)
    return _calendar(*(int(part) if part else None for part in match.groups())) if match else None


def relative_period(expression: str, sentence: str, dated: date) -> Period | None:
    """What "on Thursday", "yesterday" or "last year" means in a sentence written on a day; None if that is not sure."""
    low = re.sub(r"^(?:on|in|since|until|till|by|from|earlier|later)\s+", "", expression.lower())
    low = re.sub(r"^(?:earlier|later)\s+", "", low)
    if low in _OFFSETS:
        return _days(dated + timedelta(days=_OFFSETS[low]))
    if match := _AGO.fullmatch(low):
        return _ago(match[1], match[2], dated)
    if match := re.fullmatch(r"(last|this|next) (week|month|year)", low):
        return _beside({"last": -1, "this": 0, "next": 1}[match[1]], match[2], dated)
    weekday = counted_weekday(expression, sentence, dated)
    return _days(weekday) if weekday else None


_OFFSETS = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1} | dict.fromkeys(
    ("this morning", "this afternoon", "this evening"), 0
)


def _ago(count: str, unit: str, dated: date) -> Period | None:
    number = int(count) if count.isdigit() else _COUNTS.get(count, 0)
    if not number:
        return None
    return _days(dated - timedelta(days=number)) if unit == "day" else _beside(-number, unit, dated)


def _beside(steps: int, unit: str, dated: date) -> Period:
    """The week, month or year so many steps from the one that a day lies in."""
    if unit == "week":
        monday = dated - timedelta(days=dated.weekday()) + timedelta(weeks=steps)
        return Period(monday, monday + timedelta(days=6))
    if unit == "month":
        months = dated.year * 12 + dated.month - 1 + steps
        return _month(months // 12, months % 12 + 1)
    return _year(dated.year + steps)


def _point(match: re.Match[str]) -> Period | None:
    if match["century"]:
        last = int(match["century"]) * 100
        return Period(date(last - 99, 1, 1), date(last, 12, 31)) if 0 < last <= date.max.year else None
    if match["numeric"]:
        return iso_period(numeric_iso(match["numeric"]) or "")
    if match["y4"]:
        year = int(match["y4"])
        if match["decade"]:
            return Period(date(year, 1, 1), date(year + (99 if year % 100 == 0 else 9), 12, 31))
        until = int(f"{match['y4'][:2]}{match['short']}") if match["short"] else year
        return Period(date(year, 1, 1), date(max(until, year), 12, 31))
    group = next(number for number in "0123" if match[f"y{number}"])
    month = match[f"m{group}"]
    return _calendar(
        int(match[f"y{group}"]),
        int(month) if month.isdigit() else MONTHS.index(month.lower()[:3]) + 1,
        int(match[f"d{group}"]) if group != "3" and match[f"d{group}"] else None,
    )


def _calendar(year: int | None, month: int | None = None, day: int | None = None) -> Period | None:
    try:
        if year is None or month is None:
            return _year(year) if year else None
        return _days(date(year, month, day)) if day else _month(year, month)
    except ValueError:
        return None


def _days(day: date) -> Period:
    return Period(day, day)


def _month(year: int, month: int) -> Period:
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))
