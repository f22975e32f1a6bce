"""Months and weekdays that come again: a question about one of them, put as the documents put a span that holds it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from index.dates import MONTHS, WEEKDAYS
from index.documents import Span
from index.notes import Code, Note, note
from index.passages import Passage
from index.patterns import late
from index.questions import Asked, Kind, understand
from index.words import terms

_MONTH = 31
"""Days of every month: what lies in a span of the year does so, too, if some months are longer than they are."""

_WEEK, _YEAR = frozenset(range(7)), frozenset(range(12 * _MONTH))
_GROUPS = {
    "workdays": (r"week\s?days?|working\s+days?|business\s+days?", frozenset(range(5))),
    "weekend": (r"week[\s-]?ends?", frozenset({5, 6})),
    "week": (r"every\s+day|daily|all\s+week|(?:seven|7)\s+days\s+a\s+week", _WEEK),
    "year": (r"all\s+(?:the\s+)?year(?:[\s-]round)?|year[\s-]round|throughout\s+the\s+year", _YEAR),
}
_UNIT = late(
    r"\b(?:"
    + "|".join(rf"(?P<{name}>{pattern})" for name, (pattern, _) in _GROUPS.items())
    + r"|(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon|tues?|weds?|thur?s?|fri|sat|sun)"
    r"|(?:(?P<before>[0-3]?\d)(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?"
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
    r"(?:\s+(?P<after>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:.]|\s*[ap]\.?m\b))?"
    r")\b",
    re.IGNORECASE,
)
MOST = 3
"""Ways to put a question that are tried; each is read by itself."""

_DOUBTFUL = frozenset("may march mar mon sat sun wed weds".split())
"""Words of their own: a month or a day only behind what such a one stands behind."""

_BEHIND = late(
    r"(?:\b(?:in|on|during|from|until|till|through|between|every|each|any|early|mid|late)|[-–—])\s*$", re.IGNORECASE
)
_RANGE = late(r"\.?\s*(?:-|–|—|to|through|thru|until|till|up to)\s*(?:the (?:end|middle) of )?", re.IGNORECASE)
_LIST = late(r"\.?\s*(?:,\s*(?:and|or)|,|&|/|and|or)\s*(?:on |in )?", re.IGNORECASE)
_LEADING = late(
    r"\b(?:(?:in|on|at|during|from|between|throughout)\s+)?(?:(?:every|each|any|an?|the)\s+)?(?:month\s+of\s+)?$",
    re.IGNORECASE,
)
_BUT = late(
    r"[,(]?\s*\b(?P<but>except|but not|excluding|other than|apart from)\s+(?:for\s+)?(?:on\s+|in\s+|the\s+)*$",
    re.IGNORECASE,
)
_OF_A_YEAR = late(r",?\s+(?:of\s+)?(?:1\d|20)\d{2}\b")
_FOR_GOOD = late(r"^(?:every|each|any)\b|days$", re.IGNORECASE)
_ADVERB = late(r"daily|every|all|throughout|year|seven|7|except", re.IGNORECASE)
_PRONOUN = late(r"\b(?:it|they|them|he|she|him|her|this|these|there)\b", re.IGNORECASE)
_PAST = late(r"\b(?:did|was|were|had|has|have been)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recurring:
    """An expression, and the days of the week or of the year that it means, again and again.

    `is_span` where it names more than one day or month, or one for good ("Mondays"): then it says of all others that
    they are not meant. `is_rest` where it only names those that are excepted.
    """

    span: Span
    is_of_week: bool
    days: frozenset[int]
    is_span: bool
    is_rest: bool = False


class _Standing(IntEnum):
    """How days that are said stand to those that are asked; the best first."""

    SAME = 0
    HELD = 1
    APART = 2


@dataclass(frozen=True, slots=True)
class Retold:
    """A question about a day, put as a sentence puts the span that holds it, or does not; `day` and `said` are both."""

    asked: Asked
    day: str
    said: str
    is_held: bool

    @property
    def note(self) -> Note:
        """How the two stand to each other, for people."""
        return note(Code.HOLDS_DAY if self.is_held else Code.LEAVES_DAY, said=self.said, day=self.day)


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways to put a question, all as good; `is_named` where some sentence names the very days that are asked."""

    retold: tuple[Retold, ...] = ()
    is_named: bool = True


def ways(asked: Asked, passages: Iterable[Passage]) -> Ways:
    """The question in the words of the sentence about such days that has most of its other words; or of several such.

    None of what has been, and where there is none. A sentence about other days, or about all but some, only tells
    those something who ask for yes or no.
    """
    about = next(iter(recurring(asked.text)), None)
    if about is None or _PAST.search(asked.text):
        return Ways()
    day = about.span.of(asked.text)
    wanted = asked.terms - set(terms(day))
    near = [
        (-shared, standing, one.span.of(sentence))
        for sentence, around in _sentences(passages)
        for one in recurring(sentence)
        if (standing := _standing(about, one)) is not None
        and (asked.kind is Kind.YES_NO or not (standing is _Standing.APART or one.is_rest))
        and (shared := len(wanted.intersection(terms(around))))
        and (standing is not _Standing.APART or 2 * shared > len(wanted))
    ]
    others = [each for each in near if each[1] is not _Standing.SAME]
    best = min((each[:2] for each in others), default=(0, _Standing.APART))
    before, after, bare = asked.text[: about.span.start], asked.text[about.span.end :], _bare(day).capitalize()
    return Ways(
        tuple(
            Retold(understand(f"{before}{_behind_preposition(said)}{after}"), bare, said, best[1] is _Standing.HELD)
            for said in list(dict.fromkeys(said for *rank, said in others if tuple(rank) == best))[:MOST]
        ),
        is_named=len(others) < len(near),
    )


def recurring(text: str) -> list[Recurring]:
    """The expressions of a text, in order, that name months or weekdays without a year."""
    found: list[Recurring] = []
    for run in _runs(text):
        if _OF_A_YEAR.match(text, run[-1].end()):
            continue
        one = _meant_by(text, run)
        if but := _BUT.search(text, 0, run[0].start()):
            whole = found.pop() if found and found[-1].span.end == but.start() else None
            first, all_days = (whole.span.start, whole.days) if whole else (but.start("but"), _all(run[0]))
            one = Recurring(Span(first, one.span.end), one.is_of_week, all_days - one.days, True, whole is None)
        found.append(one)
    return found


def _meant_by(text: str, run: list[re.Match[str]]) -> Recurring:
    leads = _LEADING.search(text, 0, run[0].start())
    span, days = Span(leads.start() if leads else run[0].start(), run[-1].end()), _days(text, run)
    is_span = len(run) > 1 or len(days) not in {1, _MONTH} or bool(_FOR_GOOD.search(span.of(text)))
    return Recurring(span, _is_of_week(run[0]), days, is_span)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Months or weekdays that are joined: Monday to Friday; April, May and June."""
    run: list[re.Match[str]] = []
    for unit in _UNIT.finditer(text):
        joint = text[run[-1].end() : unit.start()] if run else ""
        if run and _is_of_week(run[0]) is _is_of_week(unit) and (_RANGE.fullmatch(joint) or _LIST.fullmatch(joint)):
            run.append(unit)
        elif _is_time(text, unit):
            if run:
                yield run
            run = [unit]
    if run:
        yield run


def _is_time(text: str, unit: re.Match[str]) -> bool:
    """Whether it is no other word: the verb "may", a day in March and not an army's, Saturday and not who sat."""
    before = text[: unit.start()].lower()
    if unit[0].lower() not in _DOUBTFUL or _BEHIND.search(before):
        return True
    follows = _RANGE.match(text, unit.end()) or _LIST.match(text, unit.end())
    is_joined = follows is not None and _UNIT.match(text, follows.end()) is not None
    is_inside = bool(before.strip()) and not before.endswith(("the ", "a ", "an "))
    return unit[0][0].isupper() and (is_joined or is_inside)


def _is_of_week(unit: re.Match[str]) -> bool:
    return unit["month"] is None and unit["year"] is None


def _all(unit: re.Match[str]) -> frozenset[int]:
    return _WEEK if _is_of_week(unit) else _YEAR


def _days(text: str, run: list[re.Match[str]]) -> frozenset[int]:
    """All that a run means, with what lies between the ends of its ranges."""
    is_between = text[: run[0].start()].lower().rstrip().endswith("between")
    days = set().union(*map(_meant, run))
    for unit, following in pairwise(run):
        if is_between or _RANGE.fullmatch(text, unit.end(), following.start()):
            first, last, size = min(_meant(unit)), max(_meant(following)), len(_all(unit))
            days.update((first + step) % size for step in range((last - first) % size + 1))
    return frozenset(days)


def _meant(unit: re.Match[str]) -> frozenset[int]:
    """The days of a month or a weekday by itself, of one day of a month, or of a name for many."""
    for name, (_, days) in _GROUPS.items():
        if unit[name]:
            return days
    if unit["weekday"]:
        return frozenset({[day[:3] for day in WEEKDAYS].index(unit["weekday"].lower()[:3])})
    first = MONTHS.index(unit["month"].lower()[:3]) * _MONTH
    day = int(unit["before"] or unit["after"] or 0)
    return frozenset({first + day - 1} if 1 <= day <= _MONTH else range(first, first + _MONTH))


def _standing(asked: Recurring, said: Recurring) -> _Standing | None:
    """None where they cannot be compared, or only overlap, or where one day is said and another asked."""
    if asked.is_of_week is not said.is_of_week:
        return None
    if asked.days == said.days:
        return _Standing.SAME
    if said.is_span and asked.days <= said.days:
        return _Standing.HELD
    return _Standing.APART if said.is_span and not asked.days & said.days else None


def _sentences(passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """Each sentence, and with it what it takes for granted: the heading, the title, whom a pronoun may mean."""
    for passage in passages:
        before = ""
        for sentence in map(passage.quote, passage.sentences):
            meant = before if _PRONOUN.search(sentence) else ""
            yield sentence, f"{meant}\n{sentence}\n{passage.heading}\n{passage.source.title}"
            before = sentence


def _bare(expression: str) -> str:
    """An expression without what leads to it."""
    unit = _UNIT.search(expression)
    return expression[unit.start() :] if unit else expression


def _behind_preposition(said: str) -> str:
    """An expression as it stands within a question."""
    bare = _bare(said)
    if bare != said:
        return said[0].lower() + said[1:]
    if _ADVERB.match(said):
        return said
    return f"{'from' if _RANGE.search(said) else 'on'} {said}"
