"""Which day a weekday means in a sentence that was written on a known one; none wherever that is not sure."""

import re
from datetime import date, timedelta
from enum import Enum, auto
from itertools import pairwise

from index.dates import MONTH_NAME, WEEKDAYS
from index.documents import Span
from index.lemmas import VERBS
from index.patterns import late
from index.words import PREPOSITIONS, Word, whole, words

_ONE_DAY = late(
    rf"(?:(?P<lead>on|since|until|till|by|from)\s+)?(?P<weekday>{'|'.join(WEEKDAYS)})"
    r"(?:\s+(?:morning|afternoon|evening|night))?",
    re.IGNORECASE,
)
_BEFORE = late(
    rf"(?:\b(?:an?|the|every|each|any|all|most|some|many|other|alternate|first|second|third|fourth|fifth|last|or|and|to)"
    rf"|\d(?:st|nd|rd|th)?|{MONTH_NAME}|[-–—/:])[\s,]*$",
    re.IGNORECASE,
)
"""What makes a weekday behind it another day than one that is counted from today, or more than one."""

_BEHIND = late(
    rf"\s*(?:[-–—/:&]|[,(]?\s*(?:the\s+)?(?:\d|{MONTH_NAME})|(?:or|and|to|until|till|through|of|in)\s+"
    rf"(?:the\s+|each\s+|every\s+)?(?:{'|'.join(WEEKDAYS)}|month|year|week|{MONTH_NAME})|week\b"
    r"|after next\b|before last\b)",
    re.IGNORECASE,
)
_AGAIN = late(
    r"\b(?:always|usually|often|normally|generally|regularly|sometimes|never|mostly|every|each|weekly|fortnightly|"
    r"monthly|whenever|if|unless|traditionally|used to|would)\b",
    re.IGNORECASE,
)
"""A sentence with one of these tells what happens again and again, or perhaps."""

_BREAK = late(r"[;:,()—–]|\s-\s|\b(?:and|but|while|whereas|because|so|that|which|who|where|when|after|before|or)\b")
_FUTURE = late(
    r"\b(?:will|shall|won['’]t|going to|(?:is|are) to|(?:due|expected|scheduled|planned|set) (?:to|for))\b|['’]ll\b",
    re.IGNORECASE,
)
_WAS = late(r"\b(?:was|were|had)\b", re.IGNORECASE)
_PRESENT = late(
    r"\b(?:is|are|am|be|been|being|has|have|do|does|can|could|may|might|must|should|ought|needs?|let|please|gets?)\b"
    r"|['’](?:re|ve|m)\b|\b(?:it|that|there|he|she|what|who)['’]s\b",
    re.IGNORECASE,
)
_NOUNS_FOLLOW = frozenset("the a an my our your its their his her this these those no any all".split())
_PASTS = frozenset(forms[1] for forms in VERBS if forms[1] != forms[0]) | {"was", "were", "had"}
_NO_PASTS = frozenset("hundred red bed wed sacred naked hatred infrared kindred".split())


class _Tense(Enum):
    PAST = auto()
    FUTURE = auto()


def counted_weekday(expression: str, sentence: str, dated: date) -> date | None:
    """The day that "on Thursday" means in a sentence written on a day: the last before it, or the first after it.

    Only where the clause tells what was, or what will be: a weekday with a day of the month behind it, one of several,
    and one on which something happens again and again are no day that can be counted.
    """
    match = _ONE_DAY.fullmatch(expression.strip())
    at = whole(sentence, expression)
    if match is None or at < 0 or _AGAIN.search(sentence):
        return None
    span = Span(at, at + len(expression))
    if _BEFORE.search(sentence[: span.start]) or _BEHIND.match(sentence, span.end):
        return None
    away = (WEEKDAYS.index(match["weekday"].lower()) - dated.weekday()) % 7
    is_since = (match["lead"] or "").lower() == "since"
    tense = _Tense.PAST if is_since and away else _tense(sentence, span)
    if tense is None or (away == 0 and (is_since or tense is _Tense.FUTURE)):
        return None
    return dated + timedelta(days=away if tense is _Tense.FUTURE or away == 0 else away - 7)


def _tense(sentence: str, time: Span) -> _Tense | None:
    """The tense of the clause that a time stands in; None where its verb is in the present, or not seen."""
    clause = _clause(sentence, time)
    text = clause.of(sentence)
    if _FUTURE.search(text):
        return None if _WAS.search(text) else _Tense.FUTURE  # what was due to open may have opened or not
    if _PRESENT.search(text):
        return None
    said = [word for word in words(sentence) if clause.start <= word.span.start < clause.end]
    told = [word for before, word in pairwise(said) if _is_past(word) and before.text.lower() not in _NOUNS_FOLLOW]
    following = next((word for word in said if word.span.start >= time.end), None)
    is_whole = following is None or following.is_function_word  # "books returned on Monday go back" is not
    return _Tense.PAST if told and (is_whole or told[-1].span.start > time.end) else None


def _clause(sentence: str, time: Span) -> Span:
    """The clause around a time, with those before it that it leans on by a preposition or a verb at its beginning."""
    breaks = [Span(*match.span()) for match in _BREAK.finditer(sentence)]
    ends = [*(mark.start for mark in breaks if mark.start >= time.end), len(sentence)]
    is_alone = not sentence[: time.start].strip() and not sentence[time.end : ends[0]].strip()
    end = ends[1] if is_alone and len(ends) > 1 else ends[0]
    starts = [0, *(mark.end for mark in breaks if mark.end <= time.start and mark.of(sentence) not in ";:")]
    least = max((mark.end for mark in breaks if mark.end <= time.start and mark.of(sentence) in ";:"), default=0)
    for start in reversed(starts):
        first = next(words(sentence[start : time.start]), None)
        if start <= least or (first and not (first.text.lower() in PREPOSITIONS or _is_past(first))):
            return Span(max(start, least), end)
    return Span(least, end)


def _is_past(word: Word) -> bool:
    low = word.text.lower()
    return low in _PASTS or (low.endswith("ed") and not low.endswith("eed") and low not in _NO_PASTS)
