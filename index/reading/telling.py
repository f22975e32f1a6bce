"""What an answer tells: the best sentence, and beside it other sources' and other dated events, in order."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from index.names import mentions
from index.notes import Code, note
from index.patterns import late
from index.periods import period_of
from index.questions import Asked, Kind
from index.reading import agreement
from index.reading.agreement import Said, is_copy, is_same_subject
from index.reading.candidates import ENOUGH, Candidate
from index.reading.defining import asked_name
from index.reading.marking import marks
from index.reading.surroundings import has_pronoun
from index.reading.things import is_untold
from index.reading.times import told_times
from index.verifying import Claim, Quote
from index.words import words

MOST_SENTENCES = 3
MOST_QUOTES = 3

BESIDE = 0.7
"""A further sentence is shown if it scores no more than this below the best."""

ALSO = 2.5
"""Another source's sentence, or another dated event of a "when" question, may score so much less and still be told."""

_WAS = late(r"\bused to\b|\b(?:formerly|previously|originally)\b|\buntil (?:1\d|20)\d\d\b", re.IGNORECASE)
_IS_NOW = late(r"\b(?:now|since|today|nowadays|no longer|from)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """Claims in the order to tell them, and remarks for people: that sources agree, or what they give differently."""

    claims: tuple[Claim, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Point:
    """A candidate with its marked answer, and other sources' candidates that say the same."""

    asked: Asked
    candidate: Candidate
    support: list[Candidate] = field(default_factory=list)

    @property
    def marks(self) -> tuple[str, ...]:
        found = marks(self.asked, self.candidate.text, self.candidate.inside)
        return tuple(dict.fromkeys(_flat(part) for part in found))

    @property
    def said(self) -> Said:
        return Said(self.candidate.passage, self.candidate.text, ", ".join(self.marks))

    @property
    def first_day(self) -> date:
        """For the order of events; what has no year comes last."""
        dated = [period.first for mark in self.marks if (period := period_of(mark))]
        return min(dated, default=date.max)

    @property
    def claim(self) -> Claim:
        quotes = [Quote(one.passage, one.span) for one in (self.candidate, *self.support)]
        return Claim(_flat(self.candidate.text), self.marks, tuple(quotes[:MOST_QUOTES]))


def told(asked: Asked, candidates: Iterable[Candidate]) -> Told:
    """What is told of candidates, best first: nearly as good ones, other sources' answers, other dated events."""
    points = [_Point(asked, one) for one in candidates if one.score >= ENOUGH - ALSO]
    best = points[0]
    chosen, differing = [best], [best]
    for point in _without_copies(points)[1:]:
        other_source = point.candidate.passage.source != best.candidate.passage.source
        same = other_source and is_same_subject(best.said, point.said)
        agrees = agreement.agree(asked.kind, best.said.answer, point.said.answer) if same else None
        agrees = None if agrees is False and asked_name(asked) else agrees  # who has two offices is still one person
        if agrees and best.marks and point.candidate.score >= ENOUGH - ALSO:
            best.support.append(point.candidate)
        elif len(chosen) < MOST_SENTENCES and _is_told_too(asked, best, point, differs=agrees is False):
            chosen.append(point)
            differing += [point] if agrees is False else []
    if asked.kind is Kind.TIME:
        chosen.sort(key=lambda point: point.first_day)
    if now := _since_then(best.candidate):
        at = chosen.index(best) + 1
        chosen[at:at] = [_Point(asked, now)] * all(point.candidate.span != now.span for point in chosen)
    return Told(tuple(point.claim for point in chosen), tuple(_notes(asked, best, differing)))


def _since_then(was: Candidate) -> Candidate | None:
    """The sentence after one that says how it used to be, if it says how it is now."""
    following = next((span for span in was.passage.sentences if span.start >= was.span.end), None)
    if following is None or not _WAS.search(was.text) or not _IS_NOW.search(was.passage.quote(following)):
        return None
    return replace(was, span=following, answer=None)


def listed(asked: Asked, items: Iterable[Candidate]) -> Told:
    """The items of a list, in the order of the document."""
    return Told(tuple(_Point(asked, item).claim for item in items), ())


def _is_told_too(asked: Asked, best: _Point, point: _Point, *, differs: bool) -> bool:
    """Whether a further point belongs into the answer."""
    score, best_score = point.candidate.score, best.candidate.score
    if differs:
        return score >= max(ENOUGH, best_score - ALSO)
    if point.candidate.why_not and not best.candidate.why_not:
        return False
    if is_untold(asked, point.candidate.text) and not is_untold(asked, best.candidate.text):
        return False
    if asked.kind is Kind.TIME and point.marks and _has_event(asked, best.candidate, point.candidate):
        return score >= ENOUGH and agreement.agree(asked.kind, best.said.answer, point.said.answer) is not True
    return score >= max(ENOUGH, best_score - BESIDE)


def _has_event(asked: Asked, best: Candidate, other: Candidate) -> bool:
    """Whether another sentence has every word of the question, names apart.

    If the best one has not, either, then its deed goes by another word; the other sentence must be as good.
    """
    event = {word.term for word in asked.event}
    told, also = ({word.term for word in words(one.text)} for one in (best, other))
    is_named = bool(event & told) and event & told <= also and _is_about(asked, other)
    return is_named and (event <= also or other.score >= best.score - BESIDE)


def _is_about(asked: Asked, candidate: Candidate) -> bool:
    """Whether a sentence itself, or its source's title, mentions all asked names, or stands for one with a pronoun."""
    about = f"{candidate.text}\n{candidate.passage.source.title}"
    return has_pronoun(candidate.text) or all(mentions(about, name) for name in asked.names)


def _notes(asked: Asked, best: _Point, differing: list[_Point]) -> Iterator[str]:
    if len(differing) > 1:
        yield agreement.difference(asked.kind, [point.said for point in differing])
    sources = [best.candidate.passage.source]
    for one in best.support:
        if all(agreement.are_independent(one.passage.source, source) for source in sources):
            sources.append(one.passage.source)
    heading = best.candidate.passage.heading
    if asked.kind is Kind.TIME and not best.marks and told_times(heading, asked.text):
        yield note(Code.HEADING, heading=heading)
    if len(sources) > 1:
        yield note(Code.AGREE, n=len(sources))


def _without_copies(points: Iterable[_Point]) -> list[_Point]:
    kept: list[_Point] = []
    for point in points:
        if not any(is_copy(point.said, other.said) for other in kept):
            kept.append(point)
    return kept


def _flat(text: str) -> str:
    return " ".join(text.split())
