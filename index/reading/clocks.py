"""Hours of the day in digits and words, and spans of them as tables and signs write them: Mon-Fri 9-11, 9-17h."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.dates import DAYS, MONTH_NAME
from index.documents import Span
from index.patterns import late

NOON, DAY = 12 * 60, 24 * 60

HOURS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve".split(),
        range(1, 13),
        strict=True,
    )
)
HOUR = rf"(?:[01]?\d|2[0-4]|{'|'.join(HOURS)})"
DIGITAL = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
TO = r"(?:-|–|to|until|till)"

_TIME = r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?(?:\s?[ap]\.?m\b\.?|\s?h\b)?"
_RANGE = rf"{_TIME}\s?(?:{TO}|—)\s?{_TIME}"
_RANGES = rf"{_RANGE}(?:\s?(?:,|/|\+|&|and)\s?{_RANGE})*"
_NO_HOURS = rf"(?![\w%/-]|[.,:]\d|\s+(?:of\s+)?{MONTH_NAME}|\s+(?:days?|weeks?|months?|years?|hours?|hrs|times)\b)"
_SPANS = late(
    rf"(?<![\w-])(?:(?:{DAYS}[,:]?\s+(?:from\s+)?|(?P<label>(?:open|hours):?\s+|times?:\s+))(?P<clock>{_RANGES})"
    rf"|(?P<before>{_RANGES})\s+(?:on\s+(?=\w+s\b))?{DAYS}(?!\w)"
    r"|(?:(?<!.)|(?<=[:;|(]\s)|(?<=[(]))(?P<bare>(?:[01]?\d|2[0-4])\s?(?:h\s?)?[-–—]\s?(?:1[3-9]|2[0-4])\s?h\b)"
    rf"){_NO_HOURS}",
    re.IGNORECASE,
)
_PARTS = late(
    rf"(?P<hour1>\d+)(?:[:.](?P<minute1>\d\d))?\s?(?:(?P<half1>[ap])\.?m\b\.?|h\b)?\s?(?:{TO}|—)\s?"
    r"(?P<hour2>\d+)(?:[:.](?P<minute2>\d\d))?\s?(?:(?P<half2>[ap])\.?m\b)?",
    re.IGNORECASE,
)
_ONE = late(_RANGE, re.IGNORECASE)
_EARLIEST = 6
"""From such an hour on people open until an earlier one, 9 to 5; 2-1 is a result."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours with the days that they are of, the hours alone, and the minutes of the day that they hold."""

    span: Span
    clock: Span
    stretches: tuple[tuple[int, int], ...]


def hours(text: str) -> Iterator[Hours]:
    """The spans of hours in a text that its days, a label or an "h" tell to be such."""
    for match in _SPANS.finditer(text) if _ONE.search(text) else ():
        group = next(name for name in ("clock", "before", "bare") if match[name])
        held = [_held(part) for part in _PARTS.finditer(match[group])]
        if all(held):
            clock = Span(*match.span(group))
            whole = clock if match["label"] else Span(*match.span())
            yield Hours(whole, clock, tuple(stretch for stretches in held for stretch in stretches))


def number(spelt: str) -> int:
    """An hour in digits or as a word."""
    return int(spelt) if spelt.isdigit() else HOURS[spelt.lower()]


def either_half(minutes: int) -> tuple[int, ...]:
    """A time that may be before noon or after it."""
    return (minutes % NOON, minutes % NOON + NOON) if minutes < NOON + 60 else (minutes,)


def in_half(minutes: int, half: str) -> int:
    """A time with am or pm, of which `half` is the first letter."""
    return minutes % NOON + NOON * (half.lower() == "p")


def _held(part: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """From each time that the first may be to the next that the last may be; over midnight, if there is none."""
    begins, ends = _times(part, "1"), _times(part, "2")
    is_plain = not any(part[f"{name}{end}"] for name in ("minute", "half") for end in "12")
    if is_plain and int(part["hour2"]) <= int(part["hour1"]) < _EARLIEST:
        return ()
    held = [(begin, min(end for end in ends if end > begin)) for begin in begins if any(end > begin for end in ends)]
    if part["half2"]:
        held = held[-1:]  # 5-7 pm
    return tuple(held) or ((begins[-1], DAY), (0, ends[0]))


def _times(part: re.Match[str], end: str) -> tuple[int, ...]:
    spelt, half = part[f"hour{end}"], part[f"half{end}"]
    minutes = int(spelt) * 60 + int(part[f"minute{end}"] or 0)
    if half:
        return (in_half(minutes, half),)
    return (minutes,) if spelt.startswith("0") else either_half(minutes)
