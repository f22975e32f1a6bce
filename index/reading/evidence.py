"""Whether what is asked meets in a sentence: the names, the time, the direction of the deed, no word's opposite."""

import re
from dataclasses import dataclass
from functools import cached_property

from index.documents import Span
from index.names import Name, mentions, rival
from index.notes import Code, note
from index.passages import Passage
from index.patterns import late
from index.periods import Period, periods
from index.questions import Asked, Kind
from index.reading import losses
from index.reading.counts import (
    asks_for_sum,
    is_counted_otherwise,
    is_measured_otherwise,
    is_numbered_otherwise,
    says_how_many,
    says_number,
    unsaid,
)
from index.reading.keys import asked_cell, is_blank, is_of_other_key, is_other_item
from index.reading.listing import is_row
from index.reading.moments import Moment, asked_moments, moments
from index.reading.offices import is_of_other_rank, is_other_office
from index.reading.opposites import denied, opposed, other_side, votes_otherwise
from index.reading.orders import is_dictated, is_rehearsed
from index.reading.slots import is_of_another_kind, is_told_of_another
from index.reading.stating import only_names
from index.reading.succession import names_only_the_known
from index.reading.surroundings import has_pronoun, known, sentence_before, surroundings, times_of, whole
from index.reading.things import (
    gives_no_reason,
    has_all_words,
    is_other_thing,
    is_price_of_another,
    is_untold,
    says_again,
)
from index.reading.times import Fit, fit, is_no_longer_so, says_until, says_when, told_times
from index.roles import are_reversed, is_of_another
from index.words import terms, words

_UNTIL = late(r"\b(?:until|till|through)\b", re.IGNORECASE)


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
    found: tuple[Passage, ...] = ()
    """The passages that are read for it."""

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
            return Evidence(-losses.CONTRADICTED, why)
        if is_dictated(passage, sentence) or is_rehearsed(self.asked, text):
            return Evidence(-losses.CONTRADICTED)
        if names_only_the_known(self.asked, text) and not has_pronoun(text):
            return Evidence(-losses.CONTRADICTED)
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
        if is_counted_otherwise(self.asked.text, text) or votes_otherwise(self.asked.text, text):
            return note(Code.OTHER_COUNT)
        if only_names(self.asked, text):
            return note(Code.ONLY_NAMED)
        return note(Code.OTHER_MEASURE) if is_measured_otherwise(self.asked.text, text) else ""

    def _of_names(self, passage: Passage, sentence: Span) -> Evidence:
        text = passage.quote(sentence)
        if missing := self.missing(passage):
            loss = (
                losses.UNHEARD
                if self._is_unheard(passage)
                else losses.OTHER_NUMBER
                if self._is_numbered(passage)
                else losses.MISSING
            )
            loss += losses.RIVAL * any(rival(f"{text}\n{known(passage)}", name) for name in self.names)
            return Evidence(-loss, note(Code.NOT_MENTIONED, names=", ".join(missing)))
        # Nobody is told yes or no, or an age, by a sentence about somebody else; a pronoun may mean who is asked for.
        is_strict = self.asked.kind in {Kind.YES_NO, Kind.AGE} and not has_pronoun(text)
        near = f"{'' if is_strict else sentence_before(passage, sentence)}\n{text}\n{known(passage)}"
        apart = [name for name in self.names if not _mentions(near, name)]
        replaced = [name for name in self.names if not mentions(text, name) and rival(text, name)]
        if not apart and not replaced:
            return Evidence(0.0)
        loss = (
            losses.CONTRADICTED if is_strict and apart else losses.APART * bool(apart) + losses.RIVAL * bool(replaced)
        )
        apart = apart or replaced
        return Evidence(-loss, note(Code.NOT_ABOUT, name=self._text(apart[0])))

    def _of_time(self, passage: Passage, sentence: Span) -> Evidence:
        text, why = passage.quote(sentence), note(Code.OTHER_TIME)
        if _UNTIL.search(self.asked.text) and not says_until(text):
            return Evidence(-losses.APART, why)
        if is_no_longer_so(self.asked.text, text):
            return Evidence(-losses.NO_LONGER_SO, why)
        if self.asked.kind is Kind.TIME and not says_when(text, self.asked.text):
            return Evidence(0.0 if told_times(passage.heading, self.asked.text) else -losses.TIMELESS)
        if not self.times:
            return Evidence(0.0)
        found = fit(self.times, text)
        if found is not None:
            return Evidence(losses.TIMES[found], why if losses.TIMES[found] < 0 else "")
        near = fit(self.times, f"{sentence_before(passage, sentence)}\n{passage.heading}")
        return Evidence(0.0 if near is not None and near < Fit.OVERLAPPING else -losses.NO_TIME, why)

    def _of_moments(self, passage: Passage, sentence: Span) -> Evidence:
        """What is on at 6 is not said by what is on at 11; each asked one must be there, in whatever form."""
        why, gained = note(Code.OTHER_TIME), 0.0
        own = moments(passage.quote(sentence))
        near = moments(f"{sentence_before(passage, sentence)}\n{passage.heading}")
        for wanted in self.moments:
            said = [one for one in own if one.is_clock is wanted.is_clock]
            if any(map(wanted.meets, said)):
                gained += losses.TIMES[Fit.SAME]
            elif said:
                return Evidence(losses.TIMES[Fit.OTHER], why)
            elif not any(map(wanted.meets, near)):
                return Evidence(-losses.NO_TIME if wanted.is_clock else -losses.MISSING, why)
        return Evidence(gained)

    def _of_numbers(self, passage: Passage, sentence: Span) -> Evidence:
        near = surroundings(passage, sentence)
        if is_numbered_otherwise(self.asked.text, passage.quote(sentence)):
            return Evidence(-losses.OTHER_NUMBER, note(Code.OTHER_COUNT))
        asked = self.asked.text
        for one in self.moments:
            asked = f"{asked[: one.span.start]}{' ' * (one.span.end - one.span.start)}{asked[one.span.end :]}"
        missing = [number for number in unsaid(asked, near) if number not in self._years_that_may_go(near)]
        return Evidence(-losses.UNSAID, note(Code.NO_NUMBER, number=missing[0])) if missing else Evidence(0.0)

    def _years_that_may_go(self, near: str) -> set[str]:
        """Those of a range, or of a time that lies within a said one; all where no time is said."""
        years = {str(year) for time in self.times for year in (time.first.year, time.last.year)}
        return years if len(years) > 1 or fit(self.times, near) in {Fit.HELD, None} else set()

    def _of_deed(self, text: str) -> Evidence:
        is_other = is_of_another(self.asked.text, text)
        return Evidence(-losses.ANOTHER, note(Code.OTHER_DOER)) if is_other else Evidence(0.0)

    def _of_thing(self, passage: Passage, sentence: Span) -> Evidence:
        text, about = passage.quote(sentence), known(passage)
        if gives_no_reason(self.asked, text):
            loss = losses.NO_REASON if says_again(self.asked, text) else losses.NO_WORD_FOR_IT
            return Evidence(-loss, note(Code.NOT_SAID, what="why"))
        loss = losses.OTHER_ITEM * is_other_item(self.asked, passage, sentence, f"{text}\n{about}")
        if not self.moments:  # which row it is, those tell
            loss += losses.OTHER_KEY * is_of_other_key(self.asked, passage, sentence, about)
        loss += losses.BLANK * is_blank(self.asked, passage, sentence, self.found)
        loss -= losses.ASKED_CELL * asked_cell(self.asked, text, about)
        around = surroundings(passage, sentence)
        elsewhere = self.asked.terms.intersection(terms(passage.text)).difference(terms(around))
        loss += losses.ANOTHER * is_told_of_another(self.asked.text, text, elsewhere)
        loss += losses.OTHER_KIND * (not is_row(text) and is_of_another_kind(self.asked.text, around, passage.text))
        loss += losses.OTHER_PRICE * is_price_of_another(self.asked.text, text, about)
        is_of_number = self.asked.kind is Kind.NUMBER or asks_for_sum(self.asked.text)
        loss += losses.NO_NUMBER_GIVEN * (is_of_number and not says_how_many(text))
        is_other = is_other_office(self.asked, text, around) or is_of_other_rank(self.asked.text, text, around)
        loss += losses.OTHER_OFFICE * is_other
        loss += losses.OTHER_THING * is_other_thing(self.asked.text, text, around)
        if self.asked.kind is Kind.YES_NO or is_row(text):
            loss -= losses.ALL_WORDS * has_all_words(self.asked, text, passage.source.title)
        if self.asked.kind is Kind.YES_NO:
            loss += losses.UNTOLD * is_untold(self.asked, around if has_pronoun(text) else text)
        return Evidence(-loss)

    def missing(self, passage: Passage) -> list[str]:
        """The question's names and times that neither a passage nor what is known of it mentions."""
        about = whole(passage)
        missing = [self._text(name) for name in self.names if not _mentions(about, name)]
        if self.times and not any(time.meets(wanted) for time in times_of(passage) for wanted in self.times):
            missing += [_bare(span.of(self.asked.text)) for span, _ in periods(self.asked.text)]
        return missing

    def _is_unheard(self, passage: Passage) -> bool:
        """Whether no document has the last word of a missing name; abbreviations stand for names that they may have."""
        about = whole(passage)
        missing = (name for name in self.names if not _mentions(about, name))
        last = (name[-1] for name in missing)
        return any(word.term in self.unheard and not (word.text.isupper() and word.text.isalpha()) for word in last)

    def _is_numbered(self, passage: Passage) -> bool:
        """Whether a missing name has a number: what is said of version 3.2 is not said of 3.0."""
        about = whole(passage)
        missing = (name for name in self.names if not _mentions(about, name))
        return any(any(map(str.isdigit, word.text)) for name in missing for word in name)

    def is_of_time(self, text: str) -> bool:
        """Whether a text names a time that the question asks about."""
        if self.moments and (said := moments(text)) and all(any(map(one.meets, said)) for one in self.moments):
            return True
        return any(said.meets(wanted) for _, said in periods(text) for wanted in self.times)

    def _text(self, name: Name) -> str:
        return self.asked.text[name[0].span.start : name[-1].span.end]


def _mentions(text: str, name: Name) -> bool:
    """Whether a text may speak of a name; of one that is but a number, in whatever form."""
    return mentions(text, name) or (len(name) == 1 and name[0].text.isdecimal() and says_number(text, name[0].text))


def _meet(span: Span, name: Name) -> bool:
    return span.meets(Span(name[0].span.start, name[-1].span.end))


def _bare(time: str) -> str:
    """A time expression without its preposition."""
    return next((time[word.span.start :] for word in words(time) if not word.is_function_word), time)
