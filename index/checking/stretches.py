"""Stretches of a quote in which a claim's time or number may lie: it is another one, and contradicts nothing.

Open from Monday to Friday is open on Wednesday; up to 10 people may be 7.
"""

import math
import re
from collections.abc import Callable, Sequence

from index.dates import MONTHS, WEEKDAYS
from index.patterns import late
from index.periods import period_of
from index.verifying.facts import Facts
from index.verifying.numbers import Number

_TO = r"(?:to|until|till|through|[-–—])"
_STRETCH = late(
    r"\b(?:to|until|till|through|between|since|from|by|before|after)\b|–|—|\s-\s|[a-z]-[a-z\d]|:\d\d\s?-"
    r"|\b\d{4}-\d{2,4}\b(?!-)",
    re.IGNORECASE,
)
_JOINED = late(rf"\s*(?:\w+\s+)?{_TO}\s*(?:[€£$]\s*)?", re.IGNORECASE)
_AND = late(r"\s*(?:\w+\s+)?and\s*(?:[€£$]\s*)?", re.IGNORECASE)
_BETWEEN = late(r"\bbetween\s+(?:[€£$]\s*)?$", re.IGNORECASE)
_UP_TO = late(
    r"\b(?:up to|at most|under|below|beneath|fewer than|less than|(?:no|not) more than|a maximum of|within|until)\s+"
    r"(?:the age of\s+)?(?:[€£$]\s*)?$",
    re.IGNORECASE,
)
_FROM = late(
    r"\b(?:at least|over|above|more than|from|(?:no|not) (?:less|fewer) than|a minimum of|starting at)\s+"
    r"(?:the age of\s+)?(?:[€£$]\s*)?$",
    re.IGNORECASE,
)
_AND_LESS = late(r"\s*(?:\w+\s+)?(?:and|or) (?:under|younger|less|fewer|below)\b", re.IGNORECASE)
_AND_MORE = late(r"\s*(?:\+|(?:\w+\s+)?(?:and|or) (?:over|older|more|above|up|upwards)\b)", re.IGNORECASE)

_HOUR = late(r"\b(\d{1,2})[:.](\d\d)\b")


def may_hold_time(there: str, said: str) -> bool:
    """Whether a time of a quote is a stretch that the claim's time, which is none, may lie in; in doubt it may."""
    if not _STRETCH.search(there) or _STRETCH.search(said):
        return False
    theirs, ours = period_of(there), period_of(said)
    if theirs and ours:
        return theirs.meets(ours)
    shared = [(ends, own, cycle) for read, cycle in _CYCLES if (ends := read(there)) and (own := read(said))]
    return all(len(ends) == 1 or all(_lies(at, ends, cycle) for at in own) for ends, own, cycle in shared)


def may_hold_number(there: Facts, number: Number, said: Facts, claimed: Number) -> bool:
    """Whether a number of a quote ends a stretch that the claim's number, which ends none, may lie in."""
    if _bounds(said, claimed) != (claimed.value, claimed.value):
        return False
    least, most = _bounds(there, number)
    return least <= claimed.value <= most


def _months(expression: str) -> list[int]:
    found = [word[:3] for word in re.findall(r"[a-z]+", expression.lower())]
    return [MONTHS.index(word) for word in found if word in MONTHS]


def _weekdays(expression: str) -> list[int]:
    names = {day[:3]: at for at, day in enumerate(WEEKDAYS)}
    return [names[day[:3]] for day in re.findall(r"[a-z]+", expression.lower()) if day.startswith(tuple(WEEKDAYS))]


def _minutes(expression: str) -> list[int]:
    return [60 * int(hour) + int(minute) for hour, minute in _HOUR.findall(expression)]


_CYCLES: tuple[tuple[Callable[[str], list[int]], int], ...] = ((_months, 12), (_weekdays, 7), (_minutes, 24 * 60))
"""What comes round, and after how many."""


def _lies(at: int, ends: Sequence[int], cycle: int) -> bool:
    return (at - ends[0]) % cycle <= (ends[-1] - ends[0]) % cycle


def _bounds(facts: Facts, number: Number) -> tuple[float, float]:
    """From where to where a number goes: to itself, if it ends nothing."""
    text, span = facts.text.text, number.span(facts.text)
    for other in facts.numbers:
        low, high = (number, other) if number.first < other.first else (other, number)
        first, last = low.span(facts.text), high.span(facts.text)
        between = text[first.end : last.start]
        is_pair = _AND.fullmatch(between) and _BETWEEN.search(text[: first.start])
        if other is not number and (_JOINED.fullmatch(between) or is_pair) and low.value <= high.value:
            return low.value, high.value
    before, after = text[: span.start], text[span.end :]
    if _UP_TO.search(before) or _AND_LESS.match(after):
        return -math.inf, number.value
    if _FROM.search(before) or _AND_MORE.match(after):
        return number.value, math.inf
    return number.value, number.value
