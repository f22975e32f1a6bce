"""`Question` to `Answer` or `Unanswered`, always through verifying."""

import re
import time
from dataclasses import dataclass
from typing import Literal

from index.audience import Audience
from index.dates import expressions, first_date
from index.documents import Source, Span
from index.questions import Asked, Kind, understand
from index.reading import Reader
from index.searching import Hit, Searcher
from index.snapshot import Snapshot
from index.verifying import Sentence, verify

TOP = 10
"""Passages that are found for a question; reading looks at the best of them."""

NEAREST = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and what they may see; `document` is the id of the one to look in, if it is one."""

    text: str
    audience: Audience
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Proven sentences, most telling first. `notes` are remarks for people, such as "The source gives no year."

    `sources[n - 1]` is the source of every citation whose `number` is n. `indexed_at` is the ISO 8601 UTC time at
    which the newest of them was indexed. `elapsed_ms` is the time from question to answer.
    """

    question: str
    mode: Literal["reading", "writing"]
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    indexed_at: str
    elapsed_ms: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage that comes near a question without answering it."""

    source: Source
    passage: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No sentence could be proven. `reason` says why in one sentence; `nearest` is what came closest, best first."""

    question: str
    mode: Literal["reading", "writing"]
    reason: str
    nearest: tuple[Nearest, ...]
    notes: tuple[str, ...]
    elapsed_ms: float


class Answerer:
    """Answers from one snapshot: all citations of an answer are of the same moment."""

    def __init__(self, searcher: Searcher, reader: Reader) -> None:
        self._searcher = searcher
        self._reader = reader

    def answer(self, snapshot: Snapshot, question: Question) -> Answer | Unanswered:
        """Search, read, verify. Raises InvalidQuestion."""
        started = time.perf_counter()
        asked = understand(question.text)
        hits = self._searcher.search(snapshot, asked.text, question.audience, TOP, question.document)
        read = self._reader.read(asked, hits)
        verified = verify(read.claims)
        if not verified.sentences:
            return Unanswered(
                question=question.text,
                mode="reading",
                reason=read.reason or "No sentence of the documents could be proven to answer this.",
                nearest=tuple(_nearest(hit) for hit in hits[:NEAREST]),
                notes=(),
                elapsed_ms=_since(started),
            )
        return Answer(
            question=question.text,
            mode="reading",
            sentences=verified.sentences,
            sources=verified.sources,
            notes=_year_note(asked, verified.sentences),
            indexed_at=snapshot.indexed_at(source.document for source in verified.sources),
            elapsed_ms=_since(started),
        )


def _year_note(asked: Asked, sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Say so where a question for a time is answered without a year: the reader must not think of one."""
    if asked.kind is not Kind.TIME:
        return ()
    said = [span.of(sentence.text) for sentence in sentences for span in expressions(sentence.text)]
    if any(first_date(text) for text in said) or not any(_WITHOUT_YEAR.search(text) for text in said):
        return ()
    return ("The source gives no year.",)


_WITHOUT_YEAR = re.compile(
    r"jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|day\b|night|spring|summer|autumn|winter", re.IGNORECASE
)


def _nearest(hit: Hit) -> Nearest:
    passage = hit.passage
    return Nearest(passage.source, passage.id, passage.text, passage.span)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
