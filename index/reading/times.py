"""How the times that a sentence names fit those that are asked about."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from enum import IntEnum

from index.dates import MONTH_NAME, expressions
from index.documents import Span
from index.patterns import late
from index.periods import Period, periods
from index.reading.clocks import DIGITAL, HOUR, hours
from index.reading.listing import cells
from index.reading.moments import meets_any, moments
from index.words import terms

ROUGH_DAYS = 3000
"""A decade or more: "in the 1980s" says little of 1982."""

RANGE_DAYS = 400
"""More than a year: a range that somebody gave both ends of."""


_WHEN = late(
    r"\b[12]\d{3}\b|\b(?:during|when|after|before|while|since|until|till|once|upon|following|now|soon|daily|annual\w*|"
    r"(?:second|minute|hour|day|week|month|year|decade|period|age|era|time)s?|centur(?:y|ies))\b",
    re.IGNORECASE,
)

_STAGES = (
    "round|session|chapter|episode|season|series|act|scene|stage|phase|level|step|lap|leg|half|inning|game|match|heat|"
    "wave|week|day|lesson|meeting|issue|edition|volume|sprint|milestone|version|release|patch|update"
)
_STAGE = late(
    rf"\b(?:in|at|on|after|before|during|since|until|till|from|by|with)\s+(?:the\s+)?(?:(?:{_STAGES})\s+(?P<number>"
    r"v?\d+(?:\.\d+)*|[ivx]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|(?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|\d+(?:st|nd|rd|th))\s+"
    rf"(?:{_STAGES})\b)",
    re.IGNORECASE,
)
"""Stages of a game, a story or a work, by which people count as by years."""


_CLOCK_ASKED = late(
    r"\b(?:what|which) times?\b(?! (?:zone|period|limit|span|frame)\b| of (?:the )?(?:year|month|week)\b)",
    re.IGNORECASE,
)
_HOURS = late(rf"(?<![\d.,£$€]){DIGITAL}(?![.\d])|\d\s*[ap]\.?m\b", re.IGNORECASE)
_OF_DAY = late(
    rf"{_HOURS.pattern}|\b(?:mornings?|afternoons?|evenings?|tonight|nights|(?:at|all|every|each|day) night|dawn|dusk"
    r"|sunrise|sunset|daybreak|lunch\w*|breakfast|dinner|supper|teatime|whenever|any ?time|all day|24 ?/ ?7"
    r"|round the clock|(?:hours?|minutes?) (?:before|after|earlier|later))\b"
    r"|\b(?:at|from|till?|until|by|before|after|past|around|about|time|kick-?off|doors|starts?|begins?|ends?|opens?"
    rf"|closes?):? {HOUR}\b(?!\s*(?:[-–]\d|[%.:/]?\d|(?:st|nd|rd|th)\b|%|(?:of )?{MONTH_NAME}|[a-z]{{3,}}s\b))"
    r"|\b(?:\w*days?|mon|tues?|weds?|thur?s?|fri|sat|sun|hours|open|times?|daily|from)\b:? (?:from )?"
    rf"{HOUR}\s?(?:[-–]|to)\s?{HOUR}\b(?! (?:of )?{MONTH_NAME})",
    re.IGNORECASE,
)
"""A time of the day, or a part of it, in any form."""


_END = late(
    r"\b(?:until|till?|through|before|no later than|not (?:after|later)|at the latest|deadline|due|clos(?:es?|ing|ed)"
    r"|ends?|ending|ended|expir\w+|last (?:day|date|orders?|entry|call)|latest|valid|up to)\b"
    rf"|\bby (?=\d|noon\b|midnight\b|the\b|next\b|this\b|(?:to|mid)day\b|tomorrow\b|\w+day\b|{HOUR}\b|{MONTH_NAME})"
    r"|\d(?:\s?[ap]\.?m\b\.?)?\s?(?:[-–]|to)\s?\d",
    re.IGNORECASE,
)
"""What says so: until, by noon, no later than, the deadline, 9 to 5."""

_PREPOSITION = late(
    rf"\b(?:(?:between|from)\s+{HOUR}\s+(?:and|to|till|until)|at|from|until|till|by|before|after|since|around|about)\s+$",
    re.IGNORECASE,
)


_IS_ASKED = late(r"\b(?:is|are|does|do|has|have)\b|\b(?:who|what|where|how)['’]?s\b", re.IGNORECASE)
_WAS_ASKED = late(
    r"\b(?:was|were|did|had|before|used|formerly?|previous(?:ly)?|old|earlier|original(?:ly)?|first|once|last|ever|been)\b",
    re.IGNORECASE,
)
_WAS = late(
    r"^(?:before|until|till|up to|prior to)\b[^,;]{1,40}?,? (?:it|this|that|they|there|we|the [\w -]{1,30}) "
    r"(?:was|were|had)\b|\bused to be\b|\b(?:was|were) (?:formerly|previously|originally)\b",
    re.IGNORECASE,
)
_IS = late(r"\b(?:is|are|has|have|now)\b|\b(?:it|that|there)['’]s\b", re.IGNORECASE)


class Fit(IntEnum):
    """Best first."""

    SAME = 0
    HELD = 1
    """The sentence's time holds the asked one: chair from 1971 to 1974, asked of 1972."""
    WITHIN = 2
    """It lies within the asked one: visited in 2012, asked of 2010 to 2014."""
    NARROWED = 3
    """It is a range that shares one end with the asked one, and ends or begins inside it."""
    ROUGH = 4
    """It holds the asked one, but is a decade or more."""
    OVERLAPPING = 5
    OTHER = 6


def fit(wanted: Iterable[Period], text: str) -> Fit | None:
    """How the best of a text's times fits the best of the asked ones; None where the text names no time."""
    values = [value for _, value in cells(text)]
    said = [
        (_lately(period) if values and not meets_any(span, values) else period, span.of(text))
        for span, period in periods(text)
    ]
    return min((_fit(one, period, spelt) for one in wanted for period, spelt in said), default=None)


def _lately(said: Period) -> Period:
    """The time that a column is named after: "until 31 August 2025" is not since ever."""
    return replace(said, first=said.last - timedelta(days=RANGE_DAYS)) if said.first == date.min else said


def _fit(wanted: Period, said: Period, spelt: str) -> Fit:
    if wanted == said:
        return Fit.SAME
    if not said.meets(wanted):
        return Fit.OTHER
    if wanted.last == said.last == date.max or wanted.first == said.first == date.min:
        return Fit.OVERLAPPING  # since 2003 is not since 2005
    if said.first <= wanted.first and wanted.last <= said.last:
        is_rough = ("0s" in spelt or "centur" in spelt) and (said.last - said.first).days > ROUGH_DAYS
        return Fit.ROUGH if is_rough else Fit.HELD
    if wanted.first <= said.first and said.last <= wanted.last:
        is_range = (said.last - said.first).days > RANGE_DAYS
        return Fit.NARROWED if is_range and (wanted.first == said.first or wanted.last == said.last) else Fit.WITHIN
    return Fit.OVERLAPPING


def stages(text: str, question: str = "") -> list[Span]:
    """Where a text tells when by a stage of something: in round 8; those apart that a question names itself."""
    asked = set(terms(question))
    found = _STAGE.finditer(text)
    return [Span(*match.span()) for match in found if not asked.issuperset(terms(match["number"] or match["rank"]))]


def says_when(text: str, question: str = "") -> bool:
    """Whether a text may say when: it names a time, or tells it by something else (after the war, in round 8).

    "What time" is not answered by a day.
    """
    named = told_times(text, question)
    if asks_for_clock(question) and expressions(text):
        return bool(named or _OF_DAY.search(text))
    return bool(_WHEN.search(text) or named or stages(text, question))


def says_until(text: str) -> bool:
    """Whether a text may say how long something goes on, or by when it has to be done."""
    return _END.search(text) is not None


def is_no_longer_so(question: str, sentence: str) -> bool:
    """Whether it is asked how something is, and a sentence only says how it was before."""
    return asks_of_now(question) and bool(_WAS.search(sentence) and not _IS.search(sentence))


def asks_of_now(question: str) -> bool:
    """Whether a question asks how something is, and not how it was."""
    return bool(_IS_ASKED.search(question) and not _WAS_ASKED.search(question))


def asks_for_clock(question: str) -> bool:
    """Whether a question asks at what time of the day."""
    return _CLOCK_ASKED.search(question) is not None


def told_times(text: str, question: str = "") -> list[Span]:
    """The times that a text names, in order; of "what time" those with a time of day alone."""
    whole = [one.span for one in hours(text)]
    found = [*(time for time in expressions(text) if not meets_any(time, whole)), *whole]
    clocks = [_with_preposition(text, one.span) for one in moments(text) if one.is_clock]
    apart = [clock for clock in clocks if not meets_any(clock, found)]
    if asks_for_clock(question):
        found = [time for time in found if meets_any(time, clocks) or _HOURS.search(time.of(text))]
    return sorted([*found, *apart], key=lambda span: span.start)


def _with_preposition(text: str, span: Span) -> Span:
    before = _PREPOSITION.search(text, 0, span.start)
    return Span(before.start() if before else span.start, span.end)
