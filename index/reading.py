"""Answers without a language model: the sentences that answer, the answer inside them, or none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.dates import expressions
from index.documents import Span
from index.names import mentions
from index.passages import Passage
from index.questions import Asked, Kind
from index.reranking import Reranker
from index.searching import Hit
from index.span_reader import SpanReader
from index.verifying import Claim, Quote
from index.words import words

PASSAGES = 5
"""So many of the best passages are read; the span reader does about 20 a second on one busy core."""

ENOUGH = 0.0
"""A sentence answers from this score on: the span reader's logit for its passage, and some of what the reranker says
to the sentence alone, less what is missing. On 169 XQuAD questions over all 240 paragraphs 85 % are answered rightly
there and 12 % when their paragraph is taken out; on 256 hard questions of our own, 58 % and 26 %."""

SENTENCE_WEIGHT = 0.15

MISSING_NAME = 2.0
"""What a sentence loses if the asked person, place or year is not mentioned where it stands."""

WORDS_ALONE = 8.0
"""Without the models a sentence with all words of the question is just enough; each missing one costs in proportion."""

MOST_SENTENCES = 3

SHORTEST_SENTENCE = 3
"""Words; less is a label."""

BESIDE = 0.7
"""A further sentence is shown if it scores no more than this below the best."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage that might answer; `answer` is the part of it that does, where that is known."""

    passage: Passage
    span: Span
    score: float
    answer: Span | None = None

    @property
    def text(self) -> str:
        """The sentence, verbatim."""
        return self.passage.quote(self.span)


@dataclass(frozen=True, slots=True)
class Read:
    """What reading found: claims to verify, best first; or none, and why, in one sentence."""

    claims: tuple[Claim, ...]
    reason: str = ""


class Reader:
    """Reads the best passages: with the models, or, where one is missing, by the question's words alone."""

    def __init__(self, span_reader: SpanReader | None, reranker: Reranker | None) -> None:
        self._models = (span_reader, reranker) if span_reader and reranker else None

    def read(self, asked: Asked, hits: Sequence[Hit]) -> Read:
        """The sentences that answer, each quoted whole with the answer in it highlighted."""
        passages = [hit.passage for hit in hits[:PASSAGES]]
        found = _by_models(asked, passages, *self._models) if self._models else _by_words(asked, passages)
        candidates = sorted(found, key=lambda candidate: -candidate.score)
        if not candidates:
            return Read((), "The documents hold nothing about this.")
        best = candidates[0]
        if best.score < ENOUGH:
            return Read((), _why_not(asked, best))
        least = max(ENOUGH, best.score - BESIDE)
        chosen = [one for one in _distinct(candidates) if one.score >= least][:MOST_SENTENCES]
        return Read(tuple(_claim(asked, candidate) for candidate in chosen))


def _by_models(
    asked: Asked, passages: Sequence[Passage], span_reader: SpanReader, reranker: Reranker
) -> list[Candidate]:
    """The likeliest sentence of each passage, with the answer in it."""
    read = zip(passages, span_reader.read(asked.text, passages), strict=True)
    found = [(passage, one) for passage, one in read if one and _could_answer(passage.quote(one.sentence))]
    alone = reranker.scores(asked.text, [f"{passage.header}: {passage.quote(one.sentence)}" for passage, one in found])
    return [
        Candidate(
            passage, one.sentence, one.answerable + SENTENCE_WEIGHT * score - _missing(asked, passage), one.answer
        )
        for (passage, one), score in zip(found, alone, strict=True)
    ]


def _missing(asked: Asked, passage: Passage) -> float:
    return MISSING_NAME if missing_names(asked, passage) else 0.0


def _by_words(asked: Asked, passages: Iterable[Passage]) -> list[Candidate]:
    """Every sentence, by the share of the question's words that stand in it."""
    wanted = {word.term for word in asked.telling}
    return [
        Candidate(passage, span, WORDS_ALONE * (share - 1) + ENOUGH - _missing(asked, passage))
        for passage in passages
        for span in passage.sentences
        if _could_answer(sentence := passage.quote(span))
        for share in [len(wanted & {word.term for word in words(sentence)}) / max(1, len(wanted))]
    ]


def missing_names(asked: Asked, passage: Passage) -> list[str]:
    """The question's names that neither a passage nor what is known of it mentions."""
    source = passage.source
    about = "\n".join(filter(None, (passage.text, passage.heading, source.title, source.publisher, source.date)))
    return [asked.text[name[0].span.start : name[-1].span.end] for name in asked.names if not mentions(about, name)]


def _could_answer(sentence: str) -> bool:
    return len(sentence.split()) >= SHORTEST_SENTENCE and not sentence.rstrip().endswith("?")


def _distinct(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Each text once: copies in other documents add nothing."""
    seen = set()
    for candidate in candidates:
        key = tuple(word.term for word in words(candidate.text))
        if key not in seen:
            seen.add(key)
            yield candidate


def _claim(asked: Asked, candidate: Candidate) -> Claim:
    """The sentence as it stands, one white space between its words, with the quote that it is."""
    highlights = tuple(dict.fromkeys(_flat(part) for part in _highlights(asked, candidate)))
    return Claim(_flat(candidate.text), highlights, (Quote(candidate.passage, candidate.span),))


def _highlights(asked: Asked, candidate: Candidate) -> list[str]:
    """The answer inside the sentence; a time together with its preposition: until Saturday."""
    times = expressions(candidate.text) if asked.kind is Kind.TIME else []
    if candidate.answer is None:
        return [time.of(candidate.text) for time in times]
    start, end = (at - candidate.span.start for at in (candidate.answer.start, candidate.answer.end))
    whole = [time.of(candidate.text) for time in times if time.start < end and start < time.end]
    return whole or [candidate.text[start:end]]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _why_not(asked: Asked, best: Candidate) -> str:
    missing = missing_names(asked, best.passage)
    if missing:
        return f"The nearest passages do not mention {', '.join(missing)} in this connection."
    return f"No sentence of the documents says {_WANTED[asked.kind]}."


_WANTED = {
    Kind.TIME: "when",
    Kind.PERSON: "who",
    Kind.PLACE: "where",
    Kind.NUMBER: "how many or how much",
    Kind.DURATION: "how long",
    Kind.AGE: "how old",
    Kind.OTHER: "this",
}
