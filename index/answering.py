"""`Question` to `Answer` or `Unanswered`, always through verifying."""

import time
from dataclasses import dataclass
from typing import Literal

from index.audience import Audience
from index.conversation import Turn
from index.documents import Source, Span
from index.effort import Load
from index.questions import understand
from index.reading import Reader
from index.reading.remarks import remarks
from index.searching import Hit, Searcher
from index.snapshot import Snapshot
from index.verifying import Sentence, verify

TOP = 10
"""Passages that are found for a question; reading looks at the best of them."""

NEAREST = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and what they may see.

    `earlier` are the turns that it may refer to, the last one last. `as_of`, ISO 8601 cut to a year, a month or a day,
    limits the sources to those that are known to be no younger; `document`, the id of one, to that alone.
    """

    text: str
    audience: Audience
    earlier: tuple[Turn, ...] = ()
    as_of: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Proven sentences, most telling first. `notes` are remarks for people, such as "The source gives no year."

    `sources[n - 1]` is the source of every citation whose `number` is n. `indexed_at` is the ISO 8601 UTC time at
    which the newest of them was indexed. `elapsed_ms` is the time from question to answer. `understood` is the question
    as it was read, where that is not as it was asked: a follow-up made whole, a misspelling corrected.
    """

    question: str
    mode: Literal["reading", "writing"]
    sentences: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    indexed_at: str
    elapsed_ms: float
    understood: str | None = None

    @property
    def turn(self) -> Turn:
        """What a follow-up may refer to."""
        marks = [mark for sentence in self.sentences[:1] for mark in sentence.highlights]
        return Turn(self.understood or self.question, ", ".join(marks))


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
    understood: str | None = None

    @property
    def turn(self) -> Turn:
        """What a follow-up may refer to."""
        return Turn(self.understood or self.question)


class Answerer:
    """Answers from one snapshot: all citations of an answer are of the same moment."""

    def __init__(self, searcher: Searcher, reader: Reader, load: Load) -> None:
        self._searcher = searcher
        self._reader = reader
        self._load = load

    def answer(self, snapshot: Snapshot, question: Question) -> Answer | Unanswered:
        """Search, read, verify. Raises InvalidQuestion."""
        started = time.perf_counter()
        asked = understand(question.text)
        effort = self._load.effort
        hits = self._searcher.search(
            snapshot, asked.text, question.audience, TOP, effort.reread, question.as_of, document=question.document
        )
        read = self._reader.read(asked, hits, effort.read)
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
            notes=(*read.notes, *remarks(asked, verified.sentences)),
            indexed_at=snapshot.indexed_at(source.document for source in verified.sources),
            elapsed_ms=_since(started),
        )


def _nearest(hit: Hit) -> Nearest:
    passage = hit.passage
    return Nearest(passage.source, passage.id, passage.text, passage.span)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
