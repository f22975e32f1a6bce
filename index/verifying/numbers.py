"""Numbers in text with what they count: 1,200 and "twelve hundred" are one number, 5 km and 5 miles are two facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.documents import Span
from index.patterns import late
from index.verifying.clauses import Text, Token

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_VALUES = {
    **{word: float(at) for at, word in enumerate(_ONES.split())},
    **{word: float(at) for at, word in enumerate(_ORDINALS.split())},
    **{word: float(10 * at) for at, word in enumerate(_TENS.split(), 2)},
    **{word.replace("y", "ieth"): float(10 * at) for at, word in enumerate(_TENS.split(), 2)},
    "dozen": 12.0,
    "once": 1.0,
    "twice": 2.0,
    "thrice": 3.0,
    "single": 1.0,
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6, "bn": 1e9}

_LETTERS = frozenset({"m", "bn"})
"""Scales that are written right behind their number: 5m."""

_GROUP = late(r"[1-9]\d{0,2}", re.ASCII)
GROUP = 3
"""Digits that are written together in a long number."""

_GAPS = frozenset(" \u00a0\u2009\u202f")

_DIGITS, _BELOW_HUNDRED = range(1, 10), range(1, 100)

_SAME_UNITS = """
year years yr yrs|month months|week weeks|day days|hour hours hr hrs|minute minutes min mins|second seconds sec secs
decade decades|century centuries|km kilometre kilometres kilometer kilometers|m metre metres meter meters
cm centimetre centimetres centimeter centimeters|mm millimetre millimetres|mile miles mi|foot feet ft|inch inches
yard yards|kg kilogram kilograms kilo kilos|g gram grams|t ton tons tonne tonnes|lb lbs pound pounds £|ounce ounces oz
litre litres liter liters l|gallon gallons|% percent percentage|$ dollar dollars usd|€ euro euros eur|yen ¥
ml millilitre millilitres milliliter milliliters|mg milligram milligrams
rouble roubles|acre acres|hectare hectares ha|celsius °c|fahrenheit °f|bc bce|ad ce|am a.m|pm p.m|mph|kmh|kw|mw|gw
volt volts|watt watts
"""
UNITS = {
    word: units.split()[0] for line in _SAME_UNITS.splitlines() for units in line.split("|") for word in units.split()
}

_SIGN = late(r"\s?([%$€£¥])(?!\d)")
"""Behind a number: 5 %, 62 €."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands: `first` and `last` count tokens; `unit` is one that is known, or None."""

    value: float
    first: int
    last: int
    unit: str | None

    def span(self, text: Text) -> Span:
        """Where it stands in its text, without its unit."""
        return Span(text.tokens[self.first].word.span.start, text.tokens[self.last].word.span.end)


def numbers(text: Text) -> Iterator[Number]:
    """The numbers of a text in order. "One of" and the pronoun "one" are none."""
    at = 0
    while at < len(text.tokens):
        read = _read(text, at)
        if read is None:
            at += 1
            continue
        value, last = read
        yield Number(value, at, last, _unit(text, at, last))
        at = last + 1


def is_measure(token: Token) -> bool:
    """Whether a word is a number, a scale or a unit."""
    return _value(token) is not None or token.low in _SCALES or token.low in UNITS


def _read(text: Text, at: int) -> tuple[float, int] | None:
    """A number that begins at a token, and its last token."""
    value, last = _begun(text, at)
    if value is None or (text.tokens[at].low == "one" and not _counts(text, at)):
        return None
    while last + 1 < len(text.tokens):
        token, digit = text.tokens[last + 1], _value(text.tokens[last + 1])
        scale = _SCALES.get(token.low) if token.low not in _LETTERS or _glued(text, last) else None
        if scale:
            value *= scale
        elif digit is not None and _adds(text.tokens[last - (text.tokens[last].low == "and")], digit):
            value += digit
        elif not (token.low == "and" and text.tokens[last].low in _SCALES and _adds_after(text, last + 2)):
            break
        last += 1
    return value, last


def _begun(text: Text, at: int) -> tuple[float | None, int]:
    """The value of a token, of "hundred" after "a", or of digits in groups as 10 000; and the last token of it."""
    low = text.tokens[at].low
    if low in _SCALES.keys() - _LETTERS and at and text.tokens[at - 1].low == "a":
        return _SCALES[low], at
    value, last = _value(text.tokens[at]), at
    if value is not None and _GROUP.fullmatch(low):
        while last + 1 < len(text.tokens) and _is_next_group(text, last):
            last += 1
            value = value * 1000 + float(text.tokens[last].low)
    return value, last


def _is_next_group(text: Text, at: int) -> bool:
    before, after = text.tokens[at].word, text.tokens[at + 1].word
    is_group = len(after.text) == GROUP and after.text.isdecimal()
    return is_group and text.text[before.span.end : after.span.start] in _GAPS


def _adds(before: Token, digit: float) -> bool:
    """Twenty-five, two hundred twelve."""
    in_words = before.low in _TENS.split() and digit in _DIGITS
    return in_words or (before.low in _SCALES and digit in _BELOW_HUNDRED)


def _adds_after(text: Text, at: int) -> bool:
    digit = _value(text.tokens[at]) if at < len(text.tokens) else None
    return digit is not None and digit in _BELOW_HUNDRED


def _counts(text: Text, at: int) -> bool:
    """Whether "one" is a number here: one summit, but not one of them."""
    following = text.tokens[at + 1] if at + 1 < len(text.tokens) else None
    return following is not None and following.is_content


def _value(token: Token) -> float | None:
    low = token.low
    if low in _VALUES:
        return _VALUES[low]
    digits = low.replace(",", "")
    for ending in ("st", "nd", "rd", "th", "s", "%"):
        digits = digits.removesuffix(ending)
    try:
        return float(digits) if digits[:1].isdigit() else None
    except ValueError:
        return None


def _glued(text: Text, at: int) -> bool:
    return text.text[text.tokens[at].word.span.end : text.tokens[at + 1].word.span.start] == ""


def _unit(text: Text, first: int, last: int) -> str | None:
    start, end = text.tokens[first].word.span.start, text.tokens[last].word.span.end
    if sign := _SIGN.match(text.text, end):
        return UNITS[sign[1]]
    if (sign_before := text.text[max(0, start - 1) : start]) in UNITS:
        return UNITS[sign_before]
    following = [token.low for token in text.tokens[last + 1 : last + 3]]
    if following[:2] == ["per", "cent"]:
        return UNITS["percent"]
    return UNITS.get(following[0]) if following else None
