"""Remarks beside an answer: what a time is counted from, that a year is missing, what a yes or no rests on."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from index.dates import comes_again, expressions, first_date
from index.documents import Source, Span
from index.lemmas import is_told
from index.names import mentions
from index.notes import Code, note
from index.patterns import late
from index.periods import iso_period, period_of, periods, relative_period
from index.questions import Asked, Kind
from index.reading.keys import is_no, yes_or_no
from index.reading.listing import is_row
from index.reading.marking import NEGATION
from index.reading.opposites import asked_state, denied, said_states
from index.reading.polarity import decisive
from index.reading.stating import has_ended, says_neither
from index.recurring import Retold
from index.verifying import Sentence
from index.words import words

_WITHOUT_YEAR = late(
    r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|day\b|(?<!mid)night|spring|summer|autumn|winter|\d\.(?!\w)",
    re.IGNORECASE,
)
_IS_THERE = late(r"(?:is|are|was|were|will) there\b|(?:do|does|did) \w+ (?:have|get)\b|have \w+ got\b", re.IGNORECASE)
_THERE_IS = late(
    r"\bthere(?:['’]s| (?:is|are|was|were|will be))\b"
    r"|\b(?:has|have|had|got|offers?|provides?|includes?|available|with)\b"
    r"|\b(?:is|are|was|were|stands?|lies?|hangs?) (?:in|on|at|behind|below|under|above|next|beside|near|outside)\b",
    re.IGNORECASE,
)
_IS_AWAY = late(
    r"\b(?:off|closed|shut|out of order|broken|cancel+ed|gone|removed|stolen|sold out|ended|until|before|used to)\b",
    re.IGNORECASE,
)
_NOT_ITS_OWN_WORD = late(
    r"\b(?:that|if|whether|unless|except\w*|excluding|apart from|according|sa(?:y|ys|id)|tells?|told|answers?|answered"
    r"|ignore|claim\w*|alleg\w*|"
    r"accus\w*|suspect\w*|blam\w*|insist\w*|warn\w*|vow\w*|promis\w*|intend\w*|threat\w*|likely|reportedly|"
    r"den(?:y|ies|ied)|believ\w*|rumou?r\w*|deem\w*|(?-i:may)|might|could|would|should|plan(?:s|ned)?|propos\w*|expect\w*)\b",
    re.IGNORECASE,
)
"""What a sentence does not say in its own name, or not as a fact: reported, conditional, possible, with exceptions, or
an order to say it, as hidden instructions are. It is quoted as evidence, but nobody is told that the source says yes or
no."""

ALMOST_ALL = 0.75
"""The share of the question's telling words that a sentence must have for its yes or no to be called so."""


def remarks(asked: Asked, sentences: Sequence[Sentence], retold: Retold | None = None) -> tuple[str, ...]:
    """Sentences for people about the sentences that answer a question, which may have been put in other words."""
    found = list(_of_time(sentences)) if asked.kind is Kind.TIME else []
    if retold and any(" ".join(retold.said.split()) in sentence.text for sentence in sentences):
        found.append(retold.note)
    is_of_day = retold is None or retold.is_held
    if asked.kind is Kind.YES_NO and sentences and is_of_day:
        found += _of_yes_no(asked, sentences[0])
    return tuple(found)


def _of_time(sentences: Sequence[Sentence]) -> Iterator[str]:
    """What relative times are counted from; and where no year is given, that none is: nobody must think of one."""
    yearless: list[str] = []
    for sentence in sentences:
        source = sentence.citations[0].source
        for mark in sentence.highlights:
            if period_of(mark) or first_date(mark):
                continue
            if told := _counted(mark, sentence, source):
                yield told
            elif not _has_year(sentence) and any(_is_yearless(span.of(mark)) for span in expressions(mark)):
                yearless.append(mark)
    if yearless and not any(_has_year(sentence) for sentence in sentences):
        yield note(Code.NO_YEAR)
    elif yearless:
        yield note(Code.NO_YEAR_FOR, time=yearless[0])


def _is_yearless(expression: str) -> bool:
    """Whether an expression is of one year, which it does not say."""
    return bool(_WITHOUT_YEAR.search(expression)) and not comes_again(expression)


def _counted(mark: str, sentence: Sentence, source: Source) -> str | None:
    """A relative time as a date, if its source tells its own day and no other year stands around it."""
    dated = _day(source.date)
    if (
        dated is None
        or source.is_dated_by_program
        or any(dated.year not in {period.first.year, period.last.year} for _, period in periods(sentence.text))
    ):
        return None
    found = relative_period(mark, sentence.text, dated)
    return note(Code.COUNTED, time=mark, date=found.iso, dated=source.date or "") if found else None


def _of_yes_no(asked: Asked, sentence: Sentence) -> Iterator[str]:
    """Yes or no, where the sentence has nearly all words that were asked, and it or its title all names."""
    about = f"{sentence.text} {sentence.citations[0].source.title}"
    part = Span(0, len(sentence.text)) if is_row(sentence.text) else decisive(asked, sentence.text)
    if part is None:
        return
    no = denied(asked.text, part.of(sentence.text))
    told = [word for word in asked.event if word.text.lower() == no or is_told(word, words(sentence.text))]
    named = [word for word in asked.telling if word not in asked.event]
    has_all = len(named) + len(told) >= ALMOST_ALL * len(asked.telling) and (told or not asked.event)
    if not has_all or not all(mentions(about, name) for name in asked.names):
        return
    if _NOT_ITS_OWN_WORD.search(sentence.text) or (asked_state(asked.text) and not said_states(sentence.text)):
        return
    if not _may_exist(asked.text, sentence.text):
        return
    if any(says_neither(asked, text) for text in (sentence.text, part.of(sentence.text))):
        if has_ended(asked, sentence.text):
            yield note(Code.NO)
        return
    said = _is_negative(asked, part.of(sentence.text))
    if said is not None:
        yield note(Code.NO if (said != bool(NEGATION.search(asked.text))) != (no is not None) else Code.YES)


def _may_exist(question: str, text: str) -> bool:
    """Whether a sentence may say that there is what a question asks for, or that there is not: that the water is turned
    off does neither. Of any other question it may say yes or no.
    """
    if not _IS_THERE.match(question) or is_row(text) or NEGATION.search(text):
        return True
    return bool(_THERE_IS.search(text)) and not _IS_AWAY.search(text)


def _is_negative(asked: Asked, text: str) -> bool | None:
    """Whether a sentence says no; None where a row of a table says neither yes nor no of what is asked."""
    if not is_row(text):
        return bool(NEGATION.search(text))
    said = yes_or_no(asked, text)
    return is_no(said.of(text)) if said else None


def _has_year(sentence: Sentence) -> bool:
    return any(first_date(span.of(sentence.text)) for span in expressions(sentence.text))


def _day(iso: str | None) -> date | None:
    period = iso_period(iso or "")
    return period.first if period and period.first == period.last else None
