"""What stands around a sentence, and is taken for granted in it."""

from collections.abc import Iterator

from index.documents import Span
from index.passages import Passage
from index.periods import Period, iso_period, periods
from index.words import words

_PRONOUNS = frozenset("he she it they his her its their him them".split())


def surroundings(passage: Passage, sentence: Span) -> str:
    """A sentence with what it takes for granted: the one before it, the heading, and what is known of the source."""
    return f"{sentence_before(passage, sentence)}\n{passage.quote(sentence)}\n{known(passage)}"


def whole(passage: Passage) -> str:
    """A passage's text, with what is known of it."""
    return f"{passage.text}\n{known(passage)}"


def known(passage: Passage) -> str:
    """A passage's heading, and what is known of its source."""
    source = passage.source
    return "\n".join(filter(None, (passage.heading, source.title, source.publisher, source.date)))


def sentence_before(passage: Passage, sentence: Span) -> str:
    """The sentence before one, in its passage; empty for the first."""
    earlier = [span for span in passage.sentences if span.end <= sentence.start]
    return passage.quote(earlier[-1]) if earlier else ""


def has_pronoun(text: str) -> bool:
    """Whether a sentence speaks of somebody or something without the name."""
    return any(word.text.lower() in _PRONOUNS for word in words(text))


def times_of(passage: Passage) -> Iterator[Period]:
    """The periods that a passage, its heading, its title and its date name."""
    yield from (period for _, period in periods(f"{passage.text}\n{passage.heading}\n{passage.source.title}"))
    if passage.source.date and (dated := iso_period(passage.source.date)):
        yield dated
