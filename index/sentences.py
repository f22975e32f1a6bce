"""Where sentences end: they run across the soft line breaks of wrapped prose, not across the hard ones of lists."""

import re
from collections.abc import Iterator

from sentencex import get_sentence_boundaries

from index.dates import MONTH_NAME
from index.documents import Span
from index.patterns import late

WRAPPED = range(50, 121)
"""Widths, in characters, at which people and programs wrap prose; a longer longest line means one line a paragraph."""

FULL = 40
"""A line of more characters that ends in the middle of a sentence goes on in a next one that begins in lower case."""

RAGGED = 8
"""How far a full line may stay below the longest."""

NEAR = 16
"""Characters before a stop that tell whether it is one of a row of dots."""

_LINE = late(r"[^\n]+")
LIST_ITEM = late(r"\s*(?:[-*•‣◦▪▫■□●○–➢✓✔]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S")

_LEADER = late(r"(?:\.[ \t]?){5,}|(?:[…·‥][ \t]?){3,}|_{3,}[ \t]?")
"""What leads the eye from a name to its value: "Captain ........ Ada"."""

_GOES_ON = late(r"\s{0,3}[:;]\s")
"""What never begins a sentence: "Can I come?: Yes"."""

_DAY = late(r"(?<![\w.,])(?:[12]\d|3[01]|0?[1-9])\.(?P<month>(?:1[0-2]|0?[1-9])\.)?\s*$")
_OF_MONTH = late(
    rf"\s*(?:[-–]\s?\d{{1,2}}\.|{MONTH_NAME}(?:\s+(?:19|20)\d\d\b|\s*(?:[-–.,;)]|$)|\s+(?:at|from|to|until|till|and|in)\b))",
    re.IGNORECASE,
)
_LOWER = late(r"\s*(?:[-–,;)]|[a-z]|\d{1,2}[:.]\d\d\b)")
"""What may follow the stops of 31. August 2025, 1.–3.9.2025 and 31.08. at noon, which end no sentence."""

_TURN = late(
    r"\s*(?:<[^<>\n]{1,40}>\s|\[[^\[\]\n]{0,20}\d:\d\d[^\[\]\n]{0,10}\]"
    r"|(?:[\d./-]{6,10},?\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp][Mm])?\s+(?:-\s+|<|[^\s:]{1,32}:\s))"
)
SAID = late(r"\s*[^\W_][^\n:]{0,30}:\s")
"""Lines of a chat or of facts, `19:04 Ann: …`, `Ann: …`: each stands for itself."""


def sentences(text: str, span: Span, width: int) -> Iterator[Span]:
    """The sentences of `text` inside `span`, trimmed, in order. `width` is the text's longest line."""
    for paragraph in paragraphs(text, span, width):
        start = paragraph.start
        for end in _ends(text, paragraph):
            sentence = trimmed(text, Span(start, end))
            if sentence.start < sentence.end:
                yield sentence
            start = end


def _ends(text: str, paragraph: Span) -> Iterator[int]:
    for boundary in get_sentence_boundaries("en", paragraph.of(text)):
        end = paragraph.start + boundary["end_index"]
        if end < paragraph.end and not _goes_on(text, Span(max(paragraph.start, end - NEAR), end)):
            yield end
    yield paragraph.end


def _goes_on(text: str, last: Span) -> bool:
    """Whether a stop ends no sentence: it is one of a row of dots or of a date, or stands before a colon or a
    semicolon.
    """
    piece = last.of(text).rstrip()
    is_leading = any(match.end() == len(piece) for match in _LEADER.finditer(piece))
    if is_leading or _GOES_ON.match(text, last.end):
        return True
    day = _DAY.search(last.of(text))
    return day is not None and bool(_OF_MONTH.match(text, last.end) or (day["month"] and _LOWER.match(text, last.end)))


def width_of(text: str) -> int:
    """The length of the longest line."""
    return max(map(len, text.split("\n")))


def trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its ends."""
    piece = span.of(text)
    stripped = piece.lstrip()
    start = span.end - len(stripped)
    return Span(start, start + len(stripped.rstrip()))


def paragraphs(text: str, span: Span, width: int) -> Iterator[Span]:
    """Runs of lines joined by soft breaks only; `width` is the text's longest line."""
    paragraph = last = Span(span.start, span.start)
    for match in _LINE.finditer(text, span.start, span.end):
        line = Span(*match.span())
        if _is_soft(text, last, line, width):
            paragraph = Span(paragraph.start, line.end)
        else:
            if last.end > span.start:
                yield paragraph
            paragraph = line
        last = line
    if last.end > span.start:
        yield paragraph


def _is_led(line: str) -> bool:
    """Whether dots in a line lead from a name to its value."""
    kept = line.strip()
    return any(match.start() > 0 and match.end() < len(kept) for match in _LEADER.finditer(kept))


def _is_soft(text: str, last: Span, line: Span, width: int) -> bool:
    """Whether the break between two lines is there only because the next word did not fit."""
    before, after = last.of(text).rstrip(), line.of(text)
    if line.start - last.end != 1 or not before or not after.strip() or LIST_ITEM.match(after):
        return False
    if _is_led(before) or _is_led(after):
        return False
    if _TURN.match(after) or (SAID.match(after) and (after.lstrip()[0].isupper() or SAID.match(before))):
        return False
    if after[0].islower() and len(before) > FULL and before[-1] not in ".!?:;":
        return True
    return width in WRAPPED and len(before) + 1 + len(after.split(maxsplit=1)[0]) > width - RAGGED
