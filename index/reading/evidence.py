"""Whether what is asked meets in a sentence: the names, the time, the direction of the deed, no word's opposite."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from index.documents import Span
from index.names import Name, mentions
from index.notes import Code, note
from index.passages import Passage
from index.periods import Period, iso_period, periods
from index.questions import Asked, Kind
from index.reading.opposites import opposed
from index.reading.roles import are_reversed
from index.words import terms, words

MISSING = 2.0
"""What a sentence loses if an asked name or year is mentioned nowhere in its passage."""

UNHEARD = 6.0
"""What it loses if an asked name stands in no document at all that the asker may see: with a sentence about the same
deed, "when did Donald Trump close the mill?" would else be answered by when the mill closed. 14 of XQuAD's 1,190
questions have such a name over all 240 paragraphs, 9 of them by a misspelling."""

APART = 0.7
"""What it loses if an asked name is mentioned, but not in the sentence, the one before, or the passage's header. A loss
of 1 made 35 % of 41 % false answers to XQuAD's questions with a name exchanged, and 91 % of 93 % true ones."""

OTHER_TIME = 2.0
"""What it loses if it speaks of other times than the question."""

SAME_TIME = 0.5
"""What it gains if it speaks of the asked time. With these two, and with the sentences judged that speak of the asked
time, 36 % of TimeQA's questions over 80 pages together are answered rightly; before, 22 % were."""

CONTRADICTED = 30.0
"""What it loses if it tells the deed the other way round, or an asked word's opposite: more than any model gives."""


_PRONOUNS = frozenset("he she it they his her its their him them".split())
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
    def names(self) -> tuple[Name, ...]:
        """The question's names that are no times."""
        spans = [span for span, _ in periods(self.asked.text)]
        return tuple(name for name in self.asked.names if not any(_meet(span, name) for span in spans))

    def judged(self, passage: Passage, sentence: Span) -> Evidence:
        """What the words of a sentence, and of what stands around it, say for and against it."""
        text = passage.quote(sentence)
        if are_reversed(self.asked.text, text):
            return Evidence(-CONTRADICTED, note(Code.REVERSED))
        if word := opposed(self.asked.words, set(terms(text))):
            return Evidence(-CONTRADICTED, note(Code.OPPOSITE, word=word))
        if missing := self.missing(passage):
            loss = UNHEARD if self._is_unheard(passage) else MISSING
            return Evidence(
                -loss + self._time(text),
                note(Code.NOT_MENTIONED, names=", ".join(missing)),
            )
        # Nobody is told yes or no by a sentence about somebody else; a pronoun may mean who is asked for.
        is_strict = self.asked.kind is Kind.YES_NO and not has_pronoun(text)
        near = f"{'' if is_strict else _before(passage, sentence)}\n{text}\n{_about(passage)}"
        apart = [name for name in self.names if not mentions(near, name)]
        time = self._time(text)
        why = note(Code.NOT_ABOUT, name=self._text(apart[0])) if apart else ""
        loss = CONTRADICTED if is_strict else APART
        return Evidence(time - loss * bool(apart), note(Code.OTHER_TIME) if time < 0 else why)

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
        return any(name[-1].term in self.unheard and not name[-1].text.isupper() for name in missing)

    def is_of_time(self, text: str) -> bool:
        """Whether a text names a time that the question asks about."""
        return any(said.meets(wanted) for _, said in periods(text) for wanted in self.times)

    def _time(self, text: str) -> float:
        if _UNTIL.search(self.asked.text) and not _UNTIL.search(text):
            return -APART
        if not self.times or not any(periods(text)):
            return 0.0
        return SAME_TIME if self.is_of_time(text) else -OTHER_TIME

    def _text(self, name: Name) -> str:
        return self.asked.text[name[0].span.start : name[-1].span.end]


def has_pronoun(text: str) -> bool:
    """Whether a sentence speaks of somebody or something without the name."""
    return any(word.text.lower() in _PRONOUNS for word in words(text))


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
