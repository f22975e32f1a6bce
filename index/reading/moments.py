"""Days without a year and times of day, whatever their form: whether a text names those that are asked about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from index.dates import MONTH_NAME, MONTHS, expressions
from index.documents import Span
from index.numeric_dates import DAY_OF_MONTH, NUMERIC_DATE, SHORT_DATE, month_and_day
from index.patterns import late
from index.reading.clocks import DAY, HOUR, NOON, TO, either_half, hours, in_half, number

_MONTH = 31
"""Days of every month, so that days of the year can be counted."""

_PAST = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30}
_TIME = late(
    r"(?<![\d.:,£$€])(?:(?P<hour>\d{1,2})(?P<point>[:.])(?P<minute>[0-5]\d)(?![\d%]|\.\d)(?::\d\d)?"
    r"(?:\s*(?P<half1>[ap])\.?m\b\.?)?"
    rf"|\b(?P<full>{HOUR})(?:\s*(?P<half2>[ap])\.?m\b\.?|\s+o['’]?clock\b)"
    r"|\b(?:half (?:past )?|(?P<minutes>quarter|five|ten|twenty|twenty[- ]five) (?P<side>past|after|to) )"
    rf"(?P<past>{HOUR})\b"
    r"|\b(?P<word>noon|midday|midnight)\b)",
    re.IGNORECASE,
)
_BARE = late(
    rf"\bat (?P<full>{HOUR})\b(?=\s*(?:[?.,;!)](?!\d)|$|(?:on|in|and(?! \d)|but|sharp|every|each|"
    r"tonight|today|tomorrow|daily|from|until|till|to)\b))",
    re.IGNORECASE,
)
"""How people ask: at 6."""

_BARE_RANGE = late(rf"(?<![\d.:-])(?P<from>\d{{1,2}})\s*{TO}\s*$", re.IGNORECASE)
_SINCE = late(r"\b(?:after|since|past)\s+$", re.IGNORECASE)
_UNTIL = late(r"\b(?:until|till|before|by)\s+$", re.IGNORECASE)
_TO = late(r"\s*(?:-|–|to|and|until|till)\s*", re.IGNORECASE)
_BEFORE_TIME = late(
    r"\b(?:at|from|to|until|till|by|before|after|between|and)\s+$|[-–]\s*$"
    r"|\b(?:time|starts?|begins?|opens?|closes?|doors|hours):?\s+$",
    re.IGNORECASE,
)
_DATE = late(
    rf"\b(?:(?:1\d|20)\d\d-(?P<m1>[01]\d)-(?P<d1>[0-3]\d)\b"
    rf"|(?:(?P<from1>[0-3]?\d)(?:st|nd|rd|th|\.)?\s*(?:-|–|to|until)\s*(?:\w+day,?\s+)?)?"
    rf"(?P<d2>[0-3]?\d)(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<m2>{MONTH_NAME})"
    rf"|(?P<m3>{MONTH_NAME})\s+(?P<d3>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|\s*[ap]\.?m\b)"
    r"(?:\s*(?:-|–|to|until)\s*(?P<to3>[0-3]?\d)(?![\d:]))?)",
    re.IGNORECASE,
)
_IN_DIGITS = late(
    rf"(?:(?P<from>\d{{1,2}})\.?\s?{TO}\s?)?(?<!\d)(?P<date>{NUMERIC_DATE}|{SHORT_DATE}|{DAY_OF_MONTH})", re.IGNORECASE
)
_NTH = late(r"\bthe\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?=\s*(?:\?|$|at\b|in\b))", re.IGNORECASE)
_OF_YEAR = late(r",?\s+(?:of\s+)?(?:1\d|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day in minutes, or a day in days of a year of twelve months of 31; `first` to `last`, both included."""

    span: Span
    is_clock: bool
    stretches: tuple[tuple[int, int], ...]
    is_of_any_month: bool = False

    def meets(self, other: "Moment") -> bool:
        """Whether both may be of the same time."""
        if self.is_clock is not other.is_clock:
            return False
        if self.is_of_any_month:
            day = self.stretches[0][0]
            return any(first % _MONTH <= day <= first % _MONTH + last - first for first, last in other.stretches)
        return any(a <= d and c <= b for a, b in self.stretches for c, d in other.stretches)


def asked_moments(question: str) -> tuple[Moment, ...]:
    """The times of day and the days without a year that a question names."""
    found = [
        *moments(question),
        *(
            Moment(Span(*match.span()), False, ((int(match["day"]) - 1, int(match["day"]) - 1),), is_of_any_month=True)
            for match in _NTH.finditer(question)
        ),
    ]
    return tuple(one for one in found if not _OF_YEAR.match(question, one.span.end))


def moments(text: str) -> list[Moment]:
    """The times of day and the days that a text names, ranges as what they hold."""
    in_digits = list(_in_digits(text)) if _IN_DIGITS.search(text) else []
    bare = (_at(Span(*match.span("full")), either_half(number(match["full"]) * 60)) for match in _BARE.finditer(text))
    clocks = (one for one in (*_clocks(text), *bare) if not meets_any(one.span, (date.span for date in in_digits)))
    return [*(_opened(text, one) for one in clocks), *_joined(text, _dates(text)), *_joined(text, in_digits)]


def _opened(text: str, one: Moment) -> Moment:
    """With all that lies after it, or before it, where a preposition says so: after 10 pm."""
    if _SINCE.search(text, 0, one.span.start):
        return replace(one, stretches=tuple((first, max(last, DAY)) for first, last in one.stretches))
    if _UNTIL.search(text, 0, one.span.start):
        return replace(one, stretches=tuple((0, last) for _, last in one.stretches))
    return one


def _clocks(text: str) -> Iterator[Moment]:
    known = [Moment(one.clock, True, one.stretches) for one in hours(text)]
    yield from known
    singles: list[Moment] = []
    for match in _TIME.finditer(text):
        if meets_any(Span(*match.span()), (one.span for one in known)):
            continue
        half = match["half1"] or match["half2"]
        if match["point"] == "." and not half and not _BEFORE_TIME.search(text[: match.start()]):
            continue
        hour = number(match["hour"] or match["full"] or match["past"] or "12")
        if hour >= DAY // 60 + 1 or (half and hour > NOON // 60):
            continue
        minutes = hour * 60 + _minutes(match)
        values: tuple[int, ...]
        if match["word"]:
            values = (0,) if match["word"].lower() == "midnight" else (NOON,)
        elif half:
            values = (in_half(minutes, half),)
        else:
            values = (minutes,) if (match["hour"] or "").startswith("0") else either_half(minutes)
        one = _at(Span(*match.span()), values)
        if begins := _BARE_RANGE.search(text, 0, match.start()):
            start = int(begins["from"]) * 60
            one = Moment(
                Span(begins.start(), one.span.end),
                True,
                tuple((at, last) for at in either_half(start) for last, _ in one.stretches if at <= last),
            )
        singles.append(one)
    yield from _joined(text, singles)


def _minutes(match: re.Match[str]) -> int:
    """Of half past seven 30, of a quarter to seven -15."""
    if not match["past"]:
        return int(match["minute"] or 0)
    past = _PAST.get((match["minutes"] or "half").lower().replace(" ", "-"), 0)
    return -past if (match["side"] or "").lower() == "to" else past


def _dates(text: str) -> Iterator[Moment]:
    for match in _DATE.finditer(text):
        month, day = match["m1"] or match["m2"] or match["m3"], int(match["d1"] or match["d2"] or match["d3"])
        begins = (int(month) if month.isdigit() else MONTHS.index(month.lower()[:3]) + 1) * _MONTH - 1
        first, last = int(match["from1"] or day), int(match["to3"] or day)
        if 1 <= first <= last <= _MONTH:
            yield Moment(Span(*match.span()), False, ((begins + first, begins + last),))


def _in_digits(text: str) -> Iterator[Moment]:
    for span in expressions(text):
        for match in _IN_DIGITS.finditer(text, span.start, span.end):
            if found := month_and_day(match["date"]):
                month, day = found
                first = int(match["from"] or day)
                begins = month * _MONTH - 1
                yield Moment(Span(*match.span()), False, ((begins + min(first, day), begins + day),))


def _joined(text: str, found: "list[Moment] | Iterator[Moment]") -> Iterator[Moment]:
    """Each by itself, or two with "to" between them as the stretch from one to the other."""
    before: Moment | None = None
    for one in found:
        if before and _TO.fullmatch(text, before.span.end, one.span.start):
            held = tuple((a, d) for a, _ in before.stretches for _, d in one.stretches if a <= d)
            before = Moment(Span(before.span.start, one.span.end), one.is_clock, held or before.stretches)
            continue
        if before:
            yield before
        before = one
    if before:
        yield before


def _at(span: Span, values: tuple[int, ...]) -> Moment:
    return Moment(span, True, tuple((value, value) for value in values))


def meets_any(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span has something of one of the others."""
    return any(map(span.meets, others))
