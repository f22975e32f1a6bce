"""Whether what is asked meets in a sentence: the names, the time, the direction of the deed, no word's opposite."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from index.dates import expressions
from index.documents import Span
from index.names import Name, mentions, rival
from index.notes import Code, note
from index.passages import Passage
from index.periods import Period, iso_period, periods
from index.questions import Asked, Kind
from index.reading.counts import (
    is_counted_otherwise,
    is_measured_otherwise,
    is_numbered_otherwise,
    says_how_many,
    unsaid,
)
from index.reading.listing import is_row
from index.reading.moments import Moment, asked_moments, moments
from index.reading.offices import is_other_office
from index.reading.opposites import denied, opposed, other_side
from index.reading.slots import is_told_of_another
from index.reading.succession import names_only_the_known
from index.reading.things import (
    gives_no_reason,
    has_all_words,
    is_of_other_key,
    is_other_item,
    is_other_thing,
    is_price_of_another,
    is_untold,
    says_again,
)
from index.reading.times import Fit, fit, says_when
from index.roles import are_reversed, is_of_another
from index.words import terms, words

MISSING = 2.0
"""What a sentence loses if an asked name or year is mentioned nowhere in its passage."""

UNHEARD = 6.0
"""What it loses if an asked name stands in no document at all that the asker may see: with a sentence about the same
deed, "when did Donald Trump close the mill?" would else be answered by when the mill closed. 14 of XQuAD's 1,190
questions have such a name over all 240 paragraphs, 9 of them by a misspelling."""

OTHER_NUMBER = 5.0
"""What it loses if such a name has a number: version 3.0, level 15; or if it is of another one of what is numbered."""

APART = 0.7
"""What it loses if an asked name is mentioned, but not in the sentence, the one before, or the passage's header. A loss
of 1 made 35 % of 41 % false answers to XQuAD's questions with a name exchanged, and 91 % of 93 % true ones."""

RIVAL = 2.0
"""What it loses besides if, in place of an asked name, another one of its kind stands there: Adler Hut for Stone Man
Hut."""

TIMES = {
    Fit.SAME: 0.5,
    Fit.HELD: 0.5,
    Fit.WITHIN: 0.5,
    Fit.NARROWED: -1.5,
    Fit.ROUGH: -0.7,
    Fit.OVERLAPPING: 0.0,
    Fit.OTHER: -5.0,
}
"""What it gains or loses by how its times fit the asked one. The gains, and judging the sentences that speak of the
asked time, made 22 % of TimeQA's questions over 80 pages together answered rightly 36 %."""

NO_TIME = 1.0
"""What it loses if a time is asked about, and neither it, nor the sentence before or its heading names one."""

ANOTHER = 4.0
"""What it loses if it tells the deed of another doer than the asked one, or of another place that somebody went to."""

TIMELESS = 6.0
"""What it loses if it names no time at all, and "when" is asked."""

UNSAID = 0.7
"""What it loses if the question has a number that neither it nor its surroundings have.

With the losses from `RIVAL` on and those for times, chosen on half of XQuAD's articles and TimeQA's pages, the other
half is answered falsely so often, before and after: a year exchanged 19 and 16 %, a word 33 and 30 %, TimeQA's
unanswerable 81 and 50 % (on the half they were chosen on 41 and 25, 47 and 38, 83 and 78); right answers fell by half a
point on XQuAD and by 2.6 points on TimeQA. The other half's totals too were seen while choosing."""

OTHER_OFFICE = 6.0
"""What it loses if it only says who holds another office than the one whose holder is asked for."""

OTHER_ITEM = 1.0
"""What an item of a list or a row of a table loses if a word of the question stands in another one, and not in it."""

OTHER_KEY = 3.0
"""What a row of a table loses besides if what is asked stands in the first cell of another, or in none."""

OTHER_PRICE = 3.0
"""What a sentence loses that says what something else costs."""

NO_NUMBER_GIVEN = 3.0
"""What it loses if it has no number, nor a word for how many or how much, and that is asked."""

NO_REASON = 4.0
"""What a sentence loses that only says again what "why" is asked of."""

NO_WORD_FOR_IT = 1.0
"""What any other loses that has no word for a reason: it may be one all the same."""

OTHER_THING = 1.0
"""What it loses if it is of another thing than the one whose price is asked, or that was given."""

ALL_WORDS = 1.0
"""What a sentence gains that has all words of a question for yes or no, whichever of the two it says; and a row of a
table that has all words of any question."""

UNTOLD = 6.0
"""What it loses if it has nothing of such a question but names, nor has the sentence before that a pronoun refers to:
that Zhao's committee is headed by Xi does not say that he met him."""

CONTRADICTED = 30.0
"""What it loses if it tells the deed the other way round, or an asked word's opposite: more than any model gives."""


_PRONOUNS = frozenset("he she it they his her its their him them".split())
_DICTATED = re.compile(
    r"\b(?:answer|reply|respond|say|tell|state|claim|output|print|repeat|write)\b[^\"“”.!?]{0,80}[\"“]"
    r"|(?:^|[,:;]|\b(?:and|please|must|always|you))\s*(?:answer|reply|respond|say|state|claim|output|repeat) that\b"
    r"|\b(?:ignore|disregard|forget)\b[^.!?]{0,40}\b(?:instructions?|prompts?|passages)\b",
    re.IGNORECASE,
)
"""An order to say something, as hidden instructions are: what is to be said is no fact, neither yes nor no."""

_TO_A_MACHINE = re.compile(
    r"(?:^|[.!?:]\s+|\b(?:and|please|must|now|you)\s+)(?:ignore|disregard|forget|override)\b(?! (?:our|my)\b)"
    r"(?=[^.!?\n]{0,80}\b(?:previous|preceding|prior|earlier|above|foregoing|your)\b)"
    r"[^.!?\n]{0,80}\b(?:instructions?|prompts?|passages?|context)\b"
    r"|(?:^|[.!?:]\s+|\b(?:please|must|now|always|you)\s+)(?:answer|reply|respond)\b(?=[^.!?\n\"“]{0,80}\bquestions?\b)"
    r"[^.!?\n\"“]{0,120}[\"“]"
    r"|\bfrom now on,?\s+(?:you\s+)?(?:must\s+|will\s+|shall\s+)?(?:always\s+)?(?:answer|reply|respond|say)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""An order to forget what was read or ordered before, or how to answer from now on. What its paragraph says from there
on is addressed to whoever answers, not to people, and answers nothing."""

_REHEARSED = re.compile(
    r"\b(?:if|when(?:ever)?)\b[^.!?\n\"“]{0,60}\b(?:asks?|asked|asking)\b[^.!?\n\"“]{0,80}"
    r"\b(?:answer|reply|respond|say)\b[^.!?\n\"“]{0,40}[\"“]",
    re.IGNORECASE,
)
"""What is to be said to whoever asks, in words that are given."""

_ABOUT_SAYING = re.compile(r"\b(?:answer|reply|respond|say|said|tell|told)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against one sentence as an answer. `why_not` says the strongest objection to people."""

    score: float
    why_not: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a question wants to meet in a sentence, worked out once for all sentences."""

    asked: Asked
    unheard: frozenset[str] = frozenset()
    """The terms of the question's names that stand in no document."""

    @cached_property
    def times(self) -> tuple[Period, ...]:
        """The periods that the question names."""
        return tuple(period for _, period in periods(self.asked.text))

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """The times of day and the days without a year that the question names, where it is not for yes or no."""
        return asked_moments(self.asked.text) if self.asked.kind is not Kind.YES_NO else ()

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of all that tells, but for days and times of day, which a sentence may have in another form."""
        moments_of = {term for one in self.moments for term in terms(one.span.of(self.asked.text))}
        return self.asked.terms - moments_of or self.asked.terms

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The question's names that are no times."""
        spans = [span for span, _ in periods(self.asked.text)] + [one.span for one in self.moments]
        return tuple(name for name in self.asked.names if not any(_meet(span, name) for span in spans))

    def judged(self, passage: Passage, sentence: Span) -> Evidence:
        """What the words of a sentence, and of what stands around it, say for and against it."""
        text = passage.quote(sentence)
        if why := self._contradiction(text):
            return Evidence(-CONTRADICTED, why)
        if is_dictated(passage, sentence) or self._is_rehearsed(text):
            return Evidence(-CONTRADICTED)
        if names_only_the_known(self.asked, text) and not has_pronoun(text):
            return Evidence(-CONTRADICTED)
        found = [
            self._of_names(passage, sentence),
            self._of_time(passage, sentence),
            self._of_moments(passage, sentence),
            self._of_numbers(passage, sentence),
            self._of_deed(text),
            self._of_thing(passage, sentence),
        ]
        worst = min(found, key=lambda evidence: evidence.score)
        return Evidence(sum(evidence.score for evidence in found), worst.why_not)

    def objection(self, text: str) -> str:
        """Why a sentence by itself plainly answers another question; empty where it does not."""
        if fit(self.times, text) is Fit.OTHER:
            return note(Code.OTHER_TIME)
        return self._contradiction(text) or self._of_deed(text).why_not

    def _contradiction(self, text: str) -> str:
        """Why a sentence cannot answer, whatever the models think of it."""
        if not is_row(text) and are_reversed(self.asked.text, text):  # a row's capitals are no names, and do nothing
            return note(Code.REVERSED)
        said = list(words(text))
        no = denied(self.asked.text, text)
        word = opposed([word for word in self.asked.words if word.text.lower() != no], said)
        if word and other_side(self.asked.text, text) is None:
            return note(Code.OPPOSITE, word=word)
        if is_counted_otherwise(self.asked.text, text):
            return note(Code.OTHER_COUNT)
        return note(Code.OTHER_MEASURE) if is_measured_otherwise(self.asked.text, text) else ""

    def _is_rehearsed(self, text: str) -> bool:
        """Whether a sentence only orders what is to be said, and that is not what is asked."""
        orders = _DICTATED if self.asked.kind is Kind.YES_NO else _REHEARSED
        return bool(orders.search(text)) and not _ABOUT_SAYING.search(self.asked.text)

    def _of_names(self, passage: Passage, sentence: Span) -> Evidence:
        text = passage.quote(sentence)
        if missing := self.missing(passage):
            loss = UNHEARD if self._is_unheard(passage) else OTHER_NUMBER if self._is_numbered(passage) else MISSING
            loss += RIVAL * any(rival(f"{text}\n{_about(passage)}", name) for name in self.names)
            return Evidence(-loss, note(Code.NOT_MENTIONED, names=", ".join(missing)))
        # Nobody is told yes or no, or an age, by a sentence about somebody else; a pronoun may mean who is asked for.
        is_strict = self.asked.kind in {Kind.YES_NO, Kind.AGE} and not has_pronoun(text)
        near = f"{'' if is_strict else _before(passage, sentence)}\n{text}\n{_about(passage)}"
        apart = [name for name in self.names if not mentions(near, name)]
        replaced = [name for name in self.names if not mentions(text, name) and rival(text, name)]
        if not apart and not replaced:
            return Evidence(0.0)
        loss = CONTRADICTED if is_strict and apart else APART * bool(apart) + RIVAL * bool(replaced)
        apart = apart or replaced
        return Evidence(-loss, note(Code.NOT_ABOUT, name=self._text(apart[0])))

    def _of_time(self, passage: Passage, sentence: Span) -> Evidence:
        text, why = passage.quote(sentence), note(Code.OTHER_TIME)
        if _UNTIL.search(self.asked.text) and not _UNTIL.search(text):
            return Evidence(-APART, why)
        if self.asked.kind is Kind.TIME and not says_when(text, self.asked.text):
            return Evidence(0.0 if expressions(passage.heading) else -TIMELESS)
        if not self.times:
            return Evidence(0.0)
        found = fit(self.times, text)
        if found is not None:
            return Evidence(TIMES[found], why if TIMES[found] < 0 else "")
        near = fit(self.times, f"{_before(passage, sentence)}\n{passage.heading}")
        return Evidence(0.0 if near is not None and near < Fit.OVERLAPPING else -NO_TIME, why)

    def _of_moments(self, passage: Passage, sentence: Span) -> Evidence:
        """What is on at 6 is not said by what is on at 11; each asked one must be there, in whatever form."""
        why, gained = note(Code.OTHER_TIME), 0.0
        own, near = moments(passage.quote(sentence)), moments(f"{_before(passage, sentence)}\n{passage.heading}")
        for wanted in self.moments:
            said = [one for one in own if one.is_clock is wanted.is_clock]
            if any(map(wanted.meets, said)):
                gained += TIMES[Fit.SAME]
            elif said:
                return Evidence(TIMES[Fit.OTHER], why)
            elif not any(map(wanted.meets, near)):
                return Evidence(-NO_TIME if wanted.is_clock else -MISSING, why)
        return Evidence(gained)

    def _of_numbers(self, passage: Passage, sentence: Span) -> Evidence:
        near = surroundings(passage, sentence)
        if is_numbered_otherwise(self.asked.text, passage.quote(sentence)):
            return Evidence(-OTHER_NUMBER, note(Code.OTHER_COUNT))
        asked = self.asked.text
        for one in self.moments:
            asked = f"{asked[: one.span.start]}{' ' * (one.span.end - one.span.start)}{asked[one.span.end :]}"
        missing = [number for number in unsaid(asked, near) if number not in self._years_that_may_go(near)]
        return Evidence(-UNSAID, note(Code.NO_NUMBER, number=missing[0])) if missing else Evidence(0.0)

    def _years_that_may_go(self, near: str) -> set[str]:
        """Those of a range, or of a time that lies within a said one; all where no time is said."""
        years = {str(year) for time in self.times for year in (time.first.year, time.last.year)}
        return years if len(years) > 1 or fit(self.times, near) in {Fit.HELD, None} else set()

    def _of_deed(self, text: str) -> Evidence:
        is_other = is_of_another(self.asked.text, text)
        return Evidence(-ANOTHER, note(Code.OTHER_DOER)) if is_other else Evidence(0.0)

    def _of_thing(self, passage: Passage, sentence: Span) -> Evidence:
        text, about = passage.quote(sentence), _about(passage)
        if gives_no_reason(self.asked, text):
            loss = NO_REASON if says_again(self.asked, text) else NO_WORD_FOR_IT
            return Evidence(-loss, note(Code.NOT_SAID, what="why"))
        loss = OTHER_ITEM * is_other_item(self.asked, passage, sentence, f"{text}\n{about}")
        if not self.moments:  # which row it is, those tell
            loss += OTHER_KEY * is_of_other_key(self.asked, passage, sentence, about)
        near = set(terms(surroundings(passage, sentence)))
        elsewhere = self.asked.terms.intersection(terms(passage.text)) - near
        loss += ANOTHER * is_told_of_another(self.asked.text, text, elsewhere)
        loss += OTHER_PRICE * is_price_of_another(self.asked.text, text, about)
        loss += NO_NUMBER_GIVEN * (self.asked.kind is Kind.NUMBER and not says_how_many(text))
        loss += OTHER_OFFICE * is_other_office(self.asked, text, surroundings(passage, sentence))
        loss += OTHER_THING * is_other_thing(self.asked.text, text, surroundings(passage, sentence))
        if self.asked.kind is Kind.YES_NO or is_row(text):
            loss -= ALL_WORDS * has_all_words(self.asked, text, passage.source.title)
        if self.asked.kind is Kind.YES_NO:
            loss += UNTOLD * is_untold(self.asked, surroundings(passage, sentence) if has_pronoun(text) else text)
        return Evidence(-loss)

    def missing(self, passage: Passage) -> list[str]:
        """The question's names and times that neither a passage nor what is known of it mentions."""
        about = f"{passage.text}\n{_about(passage)}"
        missing = [self._text(name) for name in self.names if not mentions(about, name)]
        if self.times and not any(time.meets(wanted) for time in _times(passage) for wanted in self.times):
            missing += [_bare(span.of(self.asked.text)) for span, _ in periods(self.asked.text)]
        return missing

    def _is_unheard(self, passage: Passage) -> bool:
        """Whether no document has the last word of a missing name; abbreviations stand for names that they may have."""
        about = f"{passage.text}\n{_about(passage)}"
        missing = (name for name in self.names if not mentions(about, name))
        last = (name[-1] for name in missing)
        return any(word.term in self.unheard and not (word.text.isupper() and word.text.isalpha()) for word in last)

    def _is_numbered(self, passage: Passage) -> bool:
        """Whether a missing name has a number: what is said of version 3.2 is not said of 3.0."""
        about = f"{passage.text}\n{_about(passage)}"
        missing = (name for name in self.names if not mentions(about, name))
        return any(any(map(str.isdigit, word.text)) for name in missing for word in name)

    def is_of_time(self, text: str) -> bool:
        """Whether a text names a time that the question asks about."""
        if self.moments and (said := moments(text)) and all(any(map(one.meets, said)) for one in self.moments):
            return True
        return any(said.meets(wanted) for _, said in periods(text) for wanted in self.times)

    def _text(self, name: Name) -> str:
        return self.asked.text[name[0].span.start : name[-1].span.end]


def has_pronoun(text: str) -> bool:
    """Whether a sentence speaks of somebody or something without the name."""
    return any(word.text.lower() in _PRONOUNS for word in words(text))


def is_dictated(passage: Passage, sentence: Span) -> bool:
    """Whether a paragraph has ordered its reader to forget everything else before a sentence ends."""
    until = passage.text[: sentence.end - passage.span.start]
    return bool(_TO_A_MACHINE.search(until.rsplit("\n\n", 1)[-1]))


def surroundings(passage: Passage, sentence: Span) -> str:
    """A sentence with what it takes for granted: the one before it, the heading, and what is known of the source."""
    return f"{_before(passage, sentence)}\n{passage.quote(sentence)}\n{_about(passage)}"


def _meet(span: Span, name: Name) -> bool:
    return span.start < name[-1].span.end and name[0].span.start < span.end


def _bare(time: str) -> str:
    """A time expression without its preposition."""
    return next((time[word.span.start :] for word in words(time) if not word.is_function_word), time)


def _about(passage: Passage) -> str:
    source = passage.source
    return "\n".join(filter(None, (passage.heading, source.title, source.publisher, source.date)))


def _before(passage: Passage, sentence: Span) -> str:
    before = [span for span in passage.sentences if span.end <= sentence.start]
    return passage.quote(before[-1]) if before else ""


def _times(passage: Passage) -> Iterator[Period]:
    yield from (period for _, period in periods(f"{passage.text}\n{passage.heading}\n{passage.source.title}"))
    if passage.source.date and (dated := iso_period(passage.source.date)):
        yield dated
