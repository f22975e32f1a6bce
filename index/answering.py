"""`Question` to `Answer` or `Unanswered`, always through verifying."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.audience import SHARED, Audience
from index.capitals import capitalised
from index.conversation import Turn, made_whole, stands_alone
from index.documents import Source, Span
from index.effort import Load
from index.notes import Code, Note, Told, note
from index.questions import Asked, Kind, understand
from index.reading import Read, Reader, missing_names, objection
from index.reading.remarks import remarks
from index.reading.times import told_times
from index.recurring import Retold, ways
from index.searching import Hit, Searcher
from index.snapshot import Snapshot
from index.verifying import Flaw, Rate, Sentence, Verified, verify
from index.words import whole
from index.writing import Draft, Writer
from index.writing.setbacks import Setback

TOP = 10
"""Passages that are found for a question; reading looks at the best of them."""

NEAREST = 3

WRITTEN_FROM = 8
"""Passages that a language model is given; about 2,000 tokens."""

RELEVANT = -1.0
"""What is written must answer, too: the least that the reranker says to one of its sentences. Of the best passages for
XQuAD's questions 5 % are below -1.9 and 10 % below 0.7; without the passage that answers, 75 % are below -3.4."""


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
    notes: tuple[Told, ...]
    indexed_at: str
    elapsed_ms: float
    understood: str | None = None

    @property
    def quotes(self) -> Iterator[tuple[str, Span, str]]:
        """Every quote: its document, where it stands there, and its characters."""
        for sentence in self.sentences:
            for citation in sentence.citations:
                yield citation.source.document, Span(citation.start, citation.end), citation.quote

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
    reason: Told
    nearest: tuple[Nearest, ...]
    notes: tuple[Told, ...]
    elapsed_ms: float
    understood: str | None = None

    @property
    def quotes(self) -> Iterator[tuple[str, Span, str]]:
        """The passages that are shown as near: their document, where they stand there, and their characters."""
        for near in self.nearest:
            yield near.source.document, near.span, near.text

    @property
    def turn(self) -> Turn:
        """What a follow-up may refer to."""
        return Turn(self.understood or self.question)


@dataclass(frozen=True, slots=True)
class Found:
    """What a snapshot holds for a question, and what reading makes of it: all that answering needs.

    `retold` is the question as it was read, where that is in other words than it was asked in.
    """

    asked: Asked
    retold: Retold | None
    question: Question
    hits: Sequence[Hit]
    read: Answer | Unanswered
    indexed_at: Mapping[str, str]
    started: float

    @property
    def read_as(self) -> Asked:
        """What a sentence is held against."""
        return self.retold.asked if self.retold else self.asked


class Answerer:
    """Answers from one snapshot: all citations of an answer are of the same moment."""

    def __init__(
        self, searcher: Searcher, reader: Reader, load: Load, writer: Writer | None = None, rate: Rate | None = None
    ) -> None:
        self._searcher = searcher
        self._reader = reader
        self._load = load
        self._writer = writer
        self._rate = rate

    def made_whole(self, question: Question, started: float) -> str:
        """A follow-up as it can be understood alone: by the language model, if there is one, else by what it repeats.

        Needs no snapshot. `started` as for `find`. Raises InvalidQuestion.
        """
        by_rule = made_whole(question.text, question.earlier)
        if self._writer is None or not question.earlier or stands_alone(question.text):
            return by_rule
        account = _account(question.audience)
        return self._writer.made_whole(question.text, question.earlier, account, started) or by_rule

    def answer(self, snapshot: Snapshot, question: Question) -> Answer | Unanswered:
        """Find and tell. Raises InvalidQuestion."""
        return self.tell(self.find(snapshot, question, time.monotonic()))

    def find(self, snapshot: Snapshot, question: Question, started: float) -> Found:
        """Search, read, verify; `started` is when the question came, on the monotonic clock. Raises InvalidQuestion."""
        asked = understand(question.text)
        hits = self._searcher.search(
            snapshot, asked.text, question.audience, TOP, self._load.reread, question.as_of, document=question.document
        )
        asked = understand(capitalised(asked.text, (hit.passage for hit in hits)))
        way, read = self._read(asked, hits, lambda last: last - snapshot.heard(last, question.audience))
        documents = {hit.passage.source.document for hit in hits}
        indexed_at = {document: snapshot.indexed_at([document]) for document in documents}
        read_as = way.asked if way else asked
        told = self._proven(question, read, hits, started, lambda found: remarks(read_as, found, way))
        if isinstance(told, Answer):
            told = replace(told, indexed_at=_newest(told.sources, indexed_at))
        return Found(asked, way, question, hits, told, indexed_at, started)

    def tell(self, found: Found) -> Answer | Unanswered:
        """What a language model writes, if there is one and it can be proven; else what was read. Needs no snapshot."""
        if self._writer is None or not found.hits:
            return found.read
        passages = [hit.passage for hit in found.hits[:WRITTEN_FROM]]
        draft = self._writer.draft(found.asked.text, passages, _account(found.question.audience), found.started)
        written = self._written(found, draft) if isinstance(draft, Draft) else draft
        if isinstance(written, Answer):
            return written
        notes = (*found.read.notes, Note.of(f"setback_{written.name.lower()}", written.value, {}))
        return replace(found.read, notes=notes, elapsed_ms=_since(found.started))

    def _read(
        self, asked: Asked, hits: Sequence[Hit], unheard: Callable[[frozenset[str]], frozenset[str]]
    ) -> tuple[Retold | None, Read]:
        """What the passages tell, and of which way to put the question: of another one only if the asked one fails."""

        def read(put: Asked) -> Read:
            return self._reader.read(put, hits, unheard(frozenset(name[-1].term for name in put.names)))

        found = ways(asked, (hit.passage for hit in hits))
        as_asked = read(asked) if found.is_named or not found.retold else Read(())
        if as_asked.claims or not found.retold:
            return None, as_asked
        told = {way: read(way.asked) for way in found.retold}
        best = max(told, key=lambda way: told[way].score)
        return best, told[best]

    def _proven(
        self,
        question: Question,
        read: Read,
        hits: Sequence[Hit],
        started: float,
        remarks_on: Callable[[Sequence[Sentence]], Sequence[str]],
    ) -> Answer | Unanswered:
        verified = verify(read.claims, self._rate)
        if not verified.sentences:
            return Unanswered(
                question=question.text,
                mode="reading",
                reason=read.reason or note(Code.UNPROVEN),
                nearest=tuple(_nearest(hit) for hit in hits[:NEAREST]),
                notes=(),
                elapsed_ms=_since(started),
            )
        return Answer(
            question=question.text,
            mode="reading",
            sentences=verified.sentences,
            sources=verified.sources,
            notes=(*read.notes, *remarks_on(verified.sentences)),
            indexed_at="",
            elapsed_ms=_since(started),
        )

    def _written(self, found: Found, draft: Draft) -> Answer | Setback:
        claims = [claim for claim in draft.claims if not objection(found.read_as, claim.text)]
        verified = verify(claims, self._rate)
        dropped = verified.dropped + len(draft.claims) - len(claims)
        if not verified.sentences or not self._answers(found, verified):
            return Setback.UNPROVEN
        marks = [mark for sentence in _sentences(found.read) for mark in sentence.highlights]
        sentences = tuple(_marked(found.read_as, sentence, marks) for sentence in verified.sentences)
        return Answer(
            question=found.question.text,
            mode="writing",
            sentences=sentences,
            sources=verified.sources,
            notes=(*remarks(found.read_as, sentences, found.retold), *_dropped_note(dropped, draft.flaws)),
            indexed_at=_newest(verified.sources, found.indexed_at),
            elapsed_ms=_since(found.started),
        )

    def _answers(self, found: Found, verified: Verified) -> bool:
        """Whether the names that were asked for are where the quotes stand, and a sentence is about the question."""
        cited = {citation.passage for sentence in verified.sentences for citation in sentence.citations}
        passages = [hit.passage for hit in found.hits if hit.passage.id in cited]
        if not any(not missing_names(found.read_as, passage) for passage in passages):
            return False
        texts = [sentence.text for sentence in verified.sentences]
        return self._rate is None or max(self._rate(found.read_as.text, texts)) >= RELEVANT


def _account(audience: Audience) -> str:
    """The server whose budget a question is on: that of its own library; all others share one."""
    return next(iter(sorted(audience.libraries - {SHARED})), SHARED)


def _sentences(outcome: Answer | Unanswered) -> tuple[Sentence, ...]:
    return outcome.sentences if isinstance(outcome, Answer) else ()


def _newest(sources: Sequence[Source], indexed_at: Mapping[str, str]) -> str:
    return max(indexed_at[source.document] for source in sources)


def _marked(asked: Asked, sentence: Sentence, marks: Sequence[str]) -> Sentence:
    """With the answer in it marked: a time for "when", else what reading found, where it stands in the sentence."""
    when = told_times(sentence.text, asked.text) if asked.kind is Kind.TIME else []
    read = [mark for mark in dict.fromkeys(marks) if whole(sentence.text, mark) >= 0]
    found = [time.of(sentence.text) for time in when] or read
    return replace(sentence, highlights=tuple(sorted(found, key=lambda mark: whole(sentence.text, mark))))


def _dropped_note(dropped: int, flaws: Counter[Flaw]) -> tuple[str, ...]:
    """What became of sentences and quotes that are none; silence would make the rest look better than it was."""
    kinds = ", ".join(f"{flaws[flaw]} {flaw.value}" for flaw in Flaw if flaws[flaw])
    if dropped:
        what = "1 sentence" if dropped == 1 else f"{dropped} sentences"
        why = f" (quotes that are none: {kinds})" if kinds else ""
        return (note(Code.DROPPED, what=what, were=_was(dropped), why=why, n=dropped, kinds=kinds),)
    number = flaws.total()
    return (note(Code.FLAWED, n=number, were=_was(number), kinds=kinds),) * bool(number)


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _nearest(hit: Hit) -> Nearest:
    passage = hit.passage
    return Nearest(passage.source, passage.id, passage.text, passage.span)


def _since(started: float) -> float:
    return (time.monotonic() - started) * 1000
