"""Time expressions in text, each with the precision that it really has."""

import re

from index.documents import Span
from index.numeric_dates import (
    DATE_START,
    DAY_OF_MONTH,
    NUMERIC_DATE,
    RANGE_START,
    SHORT_DATE,
    iso_day,
    numeric_iso,
)
from index.patterns import late

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
MONTH_NAME = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
_WEEKDAY_NAME = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_DAY_NUMBER = r"(?:[0-2]?\d|3[01])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?:1\d|20)\d{2}"
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))s?"
_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|many|some|a few)"
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th|\.)?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_CAPITAL = r"(?=(?-i:[A-Z]))"
_SHORT_WEEKDAY = (
    r"(?:(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)|(?-i:Mo|Tu|We|Th|Fr|Sa|Su))\b"
    r"(?:\.(?=\s*(?:[-–—/+&,\d]|(?:and|to|through|from)\b)))?"
)
_ANY_WEEKDAY = rf"(?:{_WEEKDAY_NAME}|{_SHORT_WEEKDAY})"
_WEEKDAYS = (
    rf"{_ANY_WEEKDAY}(?:\s?[-–—/+&]\s?{_ANY_WEEKDAY}"
    rf"|(?:,\s*(?:and\s+|&\s*)?|\s+(?:to|and|through)\s+){_CAPITAL}{_ANY_WEEKDAY})+"
    rf"(?!,?\s+(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?{MONTH_NAME}|,?\s+\d{{1,2}}\.\d{{1,2}}\.)"
)
_WEEK_PARTS = r"(?:week\s?days|week-?ends)"
DAYS = rf"(?:{_WEEKDAYS}|{_ANY_WEEKDAY}|{_WEEK_PARTS}|daily|every\s?day)"
"""Days of the week as they stand before hours: Mon-Fri, Tue+Thu, Saturdays, daily."""

_LABEL = "|".join(rf"(?<=\b{label}:\s)" for label in "date day when due deadline start end from until".split())
_LEAD = "|".join(rf"(?<=\b{lead}\s)" for lead in "on since until till by before after from between".split())
_CLOCK = (
    r"(?:\s*(?:,|at|-|–|\|)?\s*\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?"
    r"(?:\s*(?:utc|gmt|bst|e[sd]t|p[sd]t|ces?t|z))?)?"
)
_CALENDAR = late(
    rf"(?=[\djfmasondtw])(?P<weekday>{_WEEKDAY}\.?,?\s+)?(?:"
    r"(?P<iso>(?:1\d|20)\d{2}-[01]\d-[0-3]\d)(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?"
    rf"|{DATE_START}(?P<numeric>{NUMERIC_DATE}|(?(weekday)|(?:(?<!.)|{_LABEL}|{_LEAD})){SHORT_DATE})"
    rf"|{_DAY.format('d1')}\s+(?:of\s+)?{_MONTH.format('m1')},?\s+(?P<y1>(?:1\d|20)\d{{2}})"
    rf"|{_MONTH.format('m2')}\s+{_DAY.format('d2')},?\s+(?P<y2>(?:1\d|20)\d{{2}})"
    rf"|{_MONTH.format('m3')},?\s+(?P<y3>(?:1\d|20)\d{{2}})"
    r"|(?P<y4>(?:1\d|20)\d{2})"
    rf")(?![\w/-]{{0,16}}\d){_CLOCK}",
    re.IGNORECASE,
)

_RELATIVE = (
    rf"{_WEEKDAY_NAME}(?:\s+(?:morning|afternoon|evening|night))?|{_WEEK_PARTS}"
    r"|(?:yesterday|today|tomorrow|tonight|this morning|this afternoon|this evening|last night)"
    r"|(?:earlier |later )?(?:last|this|next|past|previous|the following|the same|that)\s+"
    rf"(?:year|month|week|weekend|quarter|century|decade|spring|summer|autumn|fall|winter|{MONTH_NAME}|{_WEEKDAY_NAME})"
    rf"|(?:about |around |nearly |almost |some |more than |over )?{_COUNT}\s+{_UNIT}\s+"
    r"(?:ago|earlier|later|before|after)"
)
_MONTH_DAYS = rf"{MONTH_NAME}\s+{_DAY_NUMBER}(?:\s*(?:-|–|to)\s*{_DAY_NUMBER}(?![:.]\d|\s*[ap]\.?m\b|\s+{MONTH_NAME}))?"
_PARTIAL = (
    rf"(?:early |late |mid-?)?(?:{_DAY_NUMBER}\.?\s+(?:of\s+)?{MONTH_NAME}|{_MONTH_DAYS}|{MONTH_NAME})"
    rf"(?:,?\s+(?:of\s+)?{_YEAR})?"
)
_CLOCK_TIME = (
    r"(?:\d{1,2}(?:[:.][0-5]\d)?\s*(?:-|–|to|until|till)\s*(?=\d{1,2}(?:[:.][0-5]\d)?\s*[ap]\.?m\b))?(?:"
    r"(?<!\d\.)(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\.\d)(?:\s*(?:[ap]m\b|[ap]\.m\.))?|\d{1,2}\s*(?:[ap]m\b|[ap]\.m\.)|(?:noon|midnight))"
)
_ERA = rf"(?:the\s+)?(?:early |late |mid-?)?(?:{_YEAR}s|\d{{1,2}}(?:st|nd|rd|th)\s+century)(?:\s*(?:BCE?|AD|CE))?"
_PLAIN_YEAR = (
    rf"(?:early |late |mid-?)?(?:\d{{1,4}}\s*(?:BCE?|AD|CE)\b|AD\s*\d{{1,4}}|{_YEAR}(?:\s*[-–/]\s*\d{{2,4}})?)"
)
_MONTHLY = (
    rf"(?:(?:each|every|the|any)\s+)?(?:month|week|fortnight|quarter|year|term|season|{MONTH_NAME}(?:,?\s+{_YEAR})?)"
)
_RANK = r"(?:first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th))"
_RANKS = rf"{_RANK}(?:(?:,|\s+(?:and|or)|\s*&|,\s+and)\s*(?:the\s+)?{_RANK})"
_OF_WEEK = rf"(?:{_WEEKDAY_NAME}|week\s?days?|weekends?)(?:\s+(?:morning|afternoon|evening|night)s?)?"
_RECURRING = (
    rf"(?:the\s+)?(?:{_RANKS}*\s+(?:{_OF_WEEK}|day)\s+(?:of|in)\s+{_MONTHLY}|{_RANKS}+\s+{_OF_WEEK})"
    rf"|the\s+(?:{_RANK}|{_DAY_NUMBER})\s+(?:of|in)\s+(?:each|every|the)\s+month"
    rf"|(?:every|each|alternate)\s+(?:(?:other|two|three|four|{_RANKS}*)\s+)?{_OF_WEEK}(?:\s+(?:of|in)\s+{_MONTHLY})?"
)
_ON_WEEKDAY = rf"(?:{_WEEKDAY_NAME},?\s+|{_CAPITAL}{_SHORT_WEEKDAY},?\s+(?=\d|{MONTH_NAME}\s+\d))"
_JOINT = r"\s*(?:-|–|to|and|until|till)\s*"
_DATE = (
    rf"(?:(?:this\s+|next\s+)?{_ON_WEEKDAY})?"
    rf"(?:(?:the\s+)?(?:{_DAY_NUMBER},\s*)*{_DAY_NUMBER}\.?{_JOINT}(?:{_WEEKDAY_NAME},?\s+)?"
    rf"(?={_DAY_NUMBER}\.?\s+(?:of\s+)?{MONTH_NAME}))?{_PARTIAL}"
)
_NUMERIC = rf"(?:(?:{RANGE_START})?{NUMERIC_DATE}|\d{{4}}-\d{{2}}-\d{{2}})"
_IS_NO_CLOCK = r"(?=2[4-9]|3|\d\d\.\d\d\.\s?[-–,;)]|\d\d\.\d\d\.\s(?-i:[a-z\d]))"
"""Of a day as 31.08., which "until 10.10." at the end of a sentence is not."""

_INTRODUCED = (
    rf"(?:(?:(?:on\s+(?:{_ON_WEEKDAY})?|{_ON_WEEKDAY}|{_LABEL})|(?:since|until|till|by|before|after|from|between)\s+"
    rf"(?={SHORT_DATE}|{RANGE_START}|{_IS_NO_CLOCK}))(?:{RANGE_START})?(?:{SHORT_DATE}|{DAY_OF_MONTH}))"
)
"""Dates that might be a version or a number if nothing stood before them: 31.08.25, 31.08."""

_AGAIN = late(rf"\b(?:every|each|alternate|of the month)\b|{_RANKS}+\s", re.IGNORECASE)
_EXPRESSION = late(
    rf"\b(?<!(?-i:[A-Z])-)(?:(?:{_INTRODUCED}"
    rf"|(?:(?:in|on|at|since|until|till|by|before|after|during|from|between|throughout|around|circa|c\.)\s+)?"
    rf"(?:{_RECURRING}|{_WEEKDAYS}|{_DATE}"
    rf"|(?:{_ON_WEEKDAY})?(?:{DATE_START}{_NUMERIC}|{_ERA}|{_RELATIVE}|{_PLAIN_YEAR}|{_CLOCK_TIME})))"
    rf"(?:{_JOINT}(?:{_DATE}|{_NUMERIC}|{SHORT_DATE}|{DAY_OF_MONTH}|{_PLAIN_YEAR}|{_OF_WEEK}|{_CLOCK_TIME})"
    rf"|\s?/\s?{_NUMERIC})?)(?!\w|-\d{{3}})",
    re.IGNORECASE,
)
_SHORT = late(SHORT_DATE)


def expressions(text: str) -> list[Span]:
    """Where a text says when: dates, months, weekdays, years, clock times and relative ones, with their preposition."""
    return [Span(*match.span()) for match in _EXPRESSION.finditer(text) if not _is_ordinary_word(match[0])]


def comes_again(expression: str) -> bool:
    """Whether an expression names no day but a rule for many: every Monday, the first Friday of the month."""
    return _AGAIN.search(expression) is not None


def _is_ordinary_word(found: str) -> bool:
    """The verb "may", which is no month, and "march", which armies do."""
    return found in {"may", "march", "sun", "sat", "mon", "wed"}


def first_date(text: str) -> str | None:
    """The first calendar date with a year in a text, as ISO 8601 cut to what it says: day, month or year."""
    return next((found for match in _CALENDAR.finditer(text) if (found := _iso(match))), None)


def is_only_date(text: str) -> bool:
    """Whether a line says nothing but a calendar date, perhaps with a weekday and a time of day."""
    match = _CALENDAR.fullmatch(text.strip())
    return match is not None and _iso(match) is not None and not _SHORT.fullmatch(match[0])


def _iso(match: re.Match[str]) -> str | None:
    """The matched date in ISO 8601; None when the calendar has no such day."""
    if match["iso"]:
        return iso_day(*map(int, match["iso"].split("-")))
    if match["numeric"]:
        return numeric_iso(match["numeric"])
    if match["y1"]:
        return iso_day(int(match["y1"]), _month(match["m1"]), int(match["d1"]))
    if match["y2"]:
        return iso_day(int(match["y2"]), _month(match["m2"]), int(match["d2"]))
    return f"{match['y3']}-{_month(match['m3']):02d}" if match["y3"] else match["y4"]


def _month(name: str) -> int:
    return MONTHS.index(name.lower()[:3]) + 1
