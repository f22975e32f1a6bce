"""`Reader`: the sentences of the best passages that answer, chosen, ordered and joined; or why none does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from index.dates import expressions
from index.documents import Span
from index.effort import EFFORTS
from index.passages import Passage
from index.periods import period_of
from index.questions import Asked, Kind
from index.reading import agreement
from index.reading.agreement import Said, is_copy, is_same_subject
from index.reading.evidence import Evidence, Wanted
from index.reading.marking import marks
from index.reranking import Reranker
from index.searching import Hit
from index.span_reader import SpanReader
from index.verifying import Claim, Quote
from index.words import words

ENOUGH = -0.5
"""A sentence answers from this score on: the span reader's logit for its passage, some of what the reranker says to the
sentence alone and to its passage, and what the words say for and against it."""

SENTENCE_WEIGHT = 0.3
PASSAGE_WEIGHT = 0.1

WORDS_ALONE = 8.0
"""Without the models a sentence with all words of the question is just enough; each missing one costs in proportion."""

MOST_SENTENCES = 3
MOST_QUOTES = 3

SHORTEST_SENTENCE = 3
"""Words; less is a label."""

BESIDE = 0.7
"""A further sentence is shown if it scores no more than this below the best."""

ASIDE = 0.3
"""What a sentence loses that is judged though the span reader preferred another of its passage."""

ALSO = 2.5
"""Another source's sentence, or another dated event of a "when" question, may score so much less and still be told."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that might answer; `answer` is the part of it that does, where that is known."""

    passage: Passage
    span: Span
    score: float
    answer: Span | None = None
    why_not: str = ""

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.passage.quote(self.span)

    @property
    def inside(self) -> Span | None:
        """Where in its text the answer stands."""
        return Span(self.answer.start - self.span.start, self.answer.end - self.span.start) if self.answer else None


@dataclass(frozen=True, slots=True)
class Read:
    """What reading found: claims to verify, in the order to tell them; or none, and why, in one sentence.

    `notes` are remarks for people about the claims: that sources agree, or what they give differently.
    """

    claims: tuple[Claim, ...]
    reason: str = ""
    notes: tuple[str, ...] = ()


class Reader:
    """Reads the best passages: with the models, or, where one is missing, by the question's words alone."""

    def __init__(self, span_reader: SpanReader | None, reranker: Reranker | None) -> None:
        self._models = (span_reader, reranker) if span_reader and reranker else None

    def read(self, asked: Asked, hits: Sequence[Hit], most: int = EFFORTS[0].read) -> Read:
        """The sentences of the best `most` passages that answer, each quoted whole with the answer in it marked."""
        wanted, hits = Wanted(asked), hits[:most]
        found = _by_models(wanted, hits, *self._models) if self._models else _by_words(wanted, hits)
        candidates = sorted(found, key=lambda candidate: -candidate.score)
        if not candidates:
            return Read((), "The documents hold nothing about this.")
        best = candidates[0]
        if best.score < ENOUGH:
            return Read((), best.why_not or f"No sentence of the documents says {_WANTED[asked.kind]}.")
        return _told(asked, [_Point(asked, one) for one in candidates if one.score >= ENOUGH - ALSO])


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


def _told(asked: Asked, points: list[_Point]) -> Read:
    """The best point, and what is told beside it: nearly as good ones, other sources' answers, other dated events."""
    best = points[0]
    chosen, differing = [best], [best]
    for point in _without_copies(points)[1:]:
        other_source = point.candidate.passage.source != best.candidate.passage.source
        same = other_source and is_same_subject(best.said, point.said)
        agrees = agreement.agree(asked.kind, best.said.answer, point.said.answer) if same else None
        if agrees and best.marks and point.candidate.score >= ENOUGH - ALSO:
            best.support.append(point.candidate)
        elif len(chosen) < MOST_SENTENCES and _is_told_too(asked, best, point, differs=agrees is False):
            chosen.append(point)
            differing += [point] if agrees is False else []
    if asked.kind is Kind.TIME:
        chosen.sort(key=lambda point: point.first_day)
    return Read(tuple(point.claim for point in chosen), notes=tuple(_notes(asked, best, differing)))


def _is_told_too(asked: Asked, best: _Point, point: _Point, *, differs: bool) -> bool:
    """Whether a further point belongs into the answer."""
    score, best_score = point.candidate.score, best.candidate.score
    if differs:
        return score >= max(ENOUGH, best_score - ALSO)
    if asked.kind is Kind.TIME and point.marks and _has_event(asked, best.candidate, point.candidate):
        return score >= ENOUGH and agreement.agree(asked.kind, best.said.answer, point.said.answer) is not True
    return score >= max(ENOUGH, best_score - BESIDE)


def _has_event(asked: Asked, best: Candidate, other: Candidate) -> bool:
    """Whether another sentence has every word of the question, names apart, that the best one has."""
    named = {word for name in asked.names for word in name}
    event = {word.term for word in asked.telling if word not in named}
    told, also = ({word.term for word in words(one.text)} for one in (best, other))
    return bool(event & told) and event & told <= also


def _notes(asked: Asked, best: _Point, differing: list[_Point]) -> Iterator[str]:
    if len(differing) > 1:
        yield agreement.difference(asked.kind, [point.said for point in differing])
    sources = [best.candidate.passage.source]
    for one in best.support:
        if all(agreement.are_independent(one.passage.source, source) for source in sources):
            sources.append(one.passage.source)
    if len(sources) > 1:
        yield f"{len(sources)} independent sources say the same."


def _without_copies(points: Iterable[_Point]) -> list[_Point]:
    kept: list[_Point] = []
    for point in points:
        if not any(is_copy(point.said, other.said) for other in kept):
            kept.append(point)
    return kept


def _by_models(wanted: Wanted, hits: Sequence[Hit], span_reader: SpanReader, reranker: Reranker) -> list[Candidate]:
    """The likeliest sentence of each passage, with the answer in it, and the sentences that speak of the asked time."""
    text = wanted.asked.text
    read = zip(hits, span_reader.read(text, [hit.passage for hit in hits]), strict=True)
    found = [
        (hit, one, span, one.answer if span == one.sentence else None)
        for hit, one in read
        if one
        for span in _worth_judging(wanted, hit.passage, one.sentence)
    ]
    alone = reranker.scores(text, [f"{hit.passage.header}: {hit.passage.quote(span)}" for hit, _, span, _ in found])
    return [
        _candidate(
            hit.passage,
            span,
            one.answerable
            - ASIDE * (answer is None)
            + SENTENCE_WEIGHT * score
            + PASSAGE_WEIGHT * (score if hit.relevance is None else hit.relevance),
            answer,
            wanted.judged(hit.passage, span),
        )
        for (hit, one, span, answer), score in zip(found, alone, strict=True)
    ]


def _worth_judging(wanted: Wanted, passage: Passage, read: Span) -> Iterator[Span]:
    """The reader's sentence, and for a question about a time those that name it; for "when", those that name any."""
    for span in passage.sentences:
        text = passage.quote(span)
        if _could_answer(text) and (
            span == read
            or (wanted.times and wanted.is_of_time(text))
            or (wanted.asked.kind is Kind.TIME and expressions(text) and _has_words(wanted.asked, text))
        ):
            yield span


def _has_words(asked: Asked, text: str) -> bool:
    """Whether a sentence has most of the question's telling words."""
    wanted = {word.term for word in asked.telling}
    return 2 * len(wanted & {word.term for word in words(text)}) > len(wanted)


def _candidate(passage: Passage, span: Span, score: float, answer: Span | None, evidence: Evidence) -> Candidate:
    return Candidate(passage, span, score + evidence.score, answer, evidence.why_not)


def _by_words(wanted: Wanted, hits: Iterable[Hit]) -> list[Candidate]:
    """Every sentence, by the share of the question's words that stand in it."""
    terms = {word.term for word in wanted.asked.telling}
    return [
        _candidate(hit.passage, span, WORDS_ALONE * (share - 1) + ENOUGH, None, wanted.judged(hit.passage, span))
        for hit in hits
        for span in hit.passage.sentences
        if _could_answer(sentence := hit.passage.quote(span))
        for share in [len(terms & {word.term for word in words(sentence)}) / max(1, len(terms))]
    ]


def _could_answer(sentence: str) -> bool:
    return len(sentence.split()) >= SHORTEST_SENTENCE and not sentence.rstrip().endswith("?")


def _flat(text: str) -> str:
    return " ".join(text.split())


_WANTED = {
    Kind.TIME: "when",
    Kind.PERSON: "who",
    Kind.PLACE: "where",
    Kind.NUMBER: "how many or how much",
    Kind.DURATION: "how long",
    Kind.AGE: "how old",
    Kind.OTHER: "this",
}
