"""What a question says of its sources: "according to The Verge", "The Age of 3 May 2023"; and an article of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.documents import Source
from index.periods import periods
from index.words import words

PUBLISHER = 0.2
DAY = 0.5
"""What a passage gains if the question names its publisher, and its day: words and meaning together give at most 1.
Chosen on every second question of MultiHop: with one article each, all evidence within 10 for .755 of these, before
.686; for .863 of the others, before .667."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """The publishers, as they are written, and the ISO 8601 days that a question names."""

    publishers: frozenset[str]
    days: frozenset[str]

    def gain(self, source: Source) -> float:
        """What a passage of this source gains."""
        return PUBLISHER * (source.publisher in self.publishers) + DAY * (source.date in self.days)


def attributed(question: str, sources: Iterable[Source]) -> Attributed:
    """What a question says of where its answer stands; `sources` are those that it may mean.

    Capitals count: "The Age" is a newspaper, "the age" is none. Days count only where a publisher is named with them.
    """
    asked = _spoken(question)
    found = {source.publisher for source in sources if source.publisher and _spoken(source.publisher) in asked}
    days = {period.iso for _, period in periods(question) if period.first == period.last} if found else set()
    return Attributed(frozenset(found), frozenset(days))


def one_each(rows: Iterable[int], sources: Mapping[int, Source]) -> list[int]:
    """The rows with the first of each article before all further ones of any: several articles are asked about."""
    first: list[int] = []
    further: list[int] = []
    seen: set[tuple[str | None, ...]] = set()
    for row in rows:
        article = _article(sources[row])
        (further if article in seen else first).append(row)
        seen.add(article)
    return [*first, *further]


def _article(source: Source) -> tuple[str | None, ...]:
    """What its records have in common, where an article was taken in by pieces."""
    return (source.title, source.publisher, source.date) if source.title else (source.document,)


def _spoken(text: str) -> str:
    return f" {' '.join(word.text for word in words(text))} "
