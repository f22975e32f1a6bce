"""Values of cells as their number formats show them: percent, currencies, digits after the point, dates."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

GENERAL = "General"

DIGITS = 10
"""Significant digits of a number without a format, as in a column of usual width."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
"""Text in quotes or after a backslash; space as wide as a sign; filling; a currency's sign; colours and conditions."""

_PLACES = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*,*)?|\.[#0?]+,*")
_SECTION = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)')
"""Of positive numbers, negative ones, zero and text; the last match is the end of the format."""

_FIRST = 0xE000
"""Of the signs that Unicode leaves to private use."""

_CONDITION = re.compile(r"\[[<>=]")


def shown(value: object, code: str) -> str:
    """A cell's value in words."""
    match value:
        case bool():
            said = str(value)
        case int() | float():
            said = _number(value, code)
        case dt.date():
            said = _date(value, code)
        case dt.time():
            said = value.isoformat("minutes" if not value.second else "seconds")
        case dt.timedelta():
            said = _duration(value)
        case _:
            said = str(value)
    return said


def _duration(value: dt.timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _date(value: dt.date, code: str) -> str:
    """A date, no closer than its cell shows it."""
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return value.isoformat(sep=" ", timespec="minutes")
    letters = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "y" in letters and "d" not in letters:
        return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"
    return f"{value:%Y-%m-%d}"


def _number(value: float, code: str) -> str:
    if code == GENERAL or _CONDITION.search(code):
        return _general(value)
    sections = _SECTION.findall(code)[:-1] or [""]
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:  # noqa: PLR2004 - positive, negative, zero
        section = sections[2]
    kept: list[str] = []
    bare = _LITERAL.sub(lambda found: _stand_in(found, kept), section).replace(GENERAL, "@")
    runs = _PLACES.findall(bare)
    if len(runs) > 1 or "@" in bare or any(map(str.isalpha, bare)) or (runs and "/" in bare):
        return _general(value)
    try:
        number = _placed(Decimal(repr(value)).scaleb(2 * bare.count("%")), runs[0]) if runs else ""
    except InvalidOperation:
        return _general(value)
    said = bare.replace(runs[0], number.lstrip("-"), 1) if runs else bare
    for place, text in enumerate(kept):
        said = said.replace(chr(_FIRST + place), text)
    return ("-" if number.startswith("-") else "") + " ".join(said.split())


def _stand_in(found: re.Match[str], kept: list[str]) -> str:
    """A sign that means nothing in formats, for text that is kept as it is."""
    text = found[1] or found[2] or found[3] or (" " if found[0].startswith("_") else "")
    kept.append(text)
    return chr(_FIRST + len(kept) - 1)


def _placed(number: Decimal, run: str) -> str:
    """A number in the places of a format such as `#,##0.00`; commas at the end stand for thousands left out."""
    places = run.rstrip(",")
    whole, _, part = places.partition(".")
    rounded = number.scaleb(-3 * (len(run) - len(places))).quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    digits, _, decimals = f"{abs(rounded):{',' if ',' in whole else ''}f}".partition(".")
    decimals = decimals[: part.count("0")] + decimals[part.count("0") :].rstrip("0")
    if not rounded and not {"0", "#"} & set(whole):
        digits = ""
    sign = "-" if rounded < 0 else ""
    return sign + digits.zfill(whole.count("0")) + (f".{decimals}" if decimals else "")


def _general(value: float) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{value:.{DIGITS}g}" if abs(value) < 10**DIGITS else f"{value:.15g}"
