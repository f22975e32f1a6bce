"""A question to `Hit`s: words and meaning, their scores fused, the best read again, beside the question."""

import logging
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from index.audience import Audience
from index.documents import Source
from index.embedding import Embedder
from index.errors import EmbedderUnreachable, InvalidQuestion
from index.passages import Passage
from index.patterns import late
from index.periods import iso_period
from index.publishers import attributed, one_each
from index.scripts import is_latin
from index.shelves import Shelf
from index.snapshot import Snapshot
from index.vectors import Vectors
from index.words import terms, words

log = logging.getLogger(__name__)

CANDIDATES = 200
"""Rows taken from each of the two rankings; a passage further down can still be a neighbour."""

CANDIDATES_OF_ONE = 1000
"""So many where only one document's rows count: those of the others stand between them."""

COUNTED = 50
"""The score of this rank counts nothing, the best counts 1, and between them it is the score that counts, not the rank.
Against reciprocal rank fusion of the same rankings, without the reranker: XQuAD Hits@1 .966 and .946, recall@5 of the
chunking set .891 and .873, all evidence of MultiHop within 10 .622 and .531."""

NEIGHBOUR = 0.2
"""What a passage gets of the scores of the one before and the one after it by words, and half of it by meaning: it
seldom repeats the names that its neighbours have just given. Recall@5 of the chunking set: .934; without, .919."""

REREAD_FOR_LIST = 10
"""Passages that are reread for a list of them. By the reranker 10 order it as well as 20 do: XQuAD Hits@1 .980 both,
recall@5 of the chunking set .941 both."""

RELEVANCE = 1.0
STEEPNESS = 2.0
"""A reread passage gains the logistic of its logit over STEEPNESS, at most RELEVANCE: as much as words and meaning
together, for who rereads is right most often, but not on every kind of text. Hits@1 by the reranker and by the span
reader: our own questions .938 and .964, those on a community's documents .826 and .871 (.801 and .826 as keywords),
XQuAD .975 and .978."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question. `score` orders the hits of one search, further passages of an article apart."""

    passage: Passage
    score: float


class Judge(Protocol):
    """Who rereads passages beside what is looked for: the span reader a question, the reranker a statement."""

    def relevance(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """A logit for each passage, in order: above 0 it more likely answers than not."""


class Searcher:
    """Finds passages. Without an embedder words alone are searched; without a judge the fused order stands."""

    def __init__(self, vectors: Vectors, embedder: Embedder | None, judge: Judge | None) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._judge = judge
        self.is_by_words_alone = False
        """Whether the last question's meaning could not be looked up, because the embedder was out of reach."""

    def search(  # noqa: PLR0913 - what a search may be limited to
        self,
        snapshot: Snapshot,
        question: str,
        audience: Audience,
        top: int,
        reread: int = REREAD_FOR_LIST,
        as_of: str | None = None,
        *,
        document: str | None = None,
        judge: Judge | None = None,
    ) -> list[Hit]:
        """The passages that this audience may see, nearest the question first; the best `reread` are read again.

        `judge` rereads them in place of the usual one. `as_of`, an ISO 8601 date, leaves out the sources that may be
        younger, `document` all but one. Raises InvalidQuestion.
        """
        until = _last_day(as_of)
        libraries = snapshot.libraries(audience).values()
        candidates = CANDIDATES if document is None else CANDIDATES_OF_ONE
        by_words = self._by_words(snapshot, libraries, question, audience, candidates)
        by_meaning = self._by_meaning(snapshot, libraries, question, audience, candidates)
        fused = fuse(by_words, by_meaning)
        found = snapshot.sources(fused, audience)
        sources = {row: source for row, source in found.items() if document in (None, source.document)}
        rows = [row for row in fused if row in sources and _was_known(sources[row], until)]
        relevance = _reread(question, snapshot.passages(rows[:reread], audience), judge or self._judge)
        named = attributed(question, (sources[row] for row in rows))
        scores = _best({row: fused[row] + _gain(relevance.get(row)) + named.gain(sources[row]) for row in rows})
        order = (one_each(scores, sources) if named.publishers else list(scores))[:top]
        passages = snapshot.passages(order, audience)
        return [Hit(passages[row], scores[row]) for row in order]

    def _by_words(
        self, snapshot: Snapshot, libraries: Iterable[int], question: str, audience: Audience, top: int
    ) -> Mapping[int, float]:
        """Each library's best counts alike: BM25 depends on how rare a word is where, and does not compare."""
        query = fts_query(question)
        if not query:
            return {}
        found = (snapshot.by_words(number, query, top, audience) for number in libraries)
        return {row: share for scores in found for row, share in _shares(snapshot, scores, NEIGHBOUR).items()}

    def _by_meaning(
        self, snapshot: Snapshot, libraries: Iterable[int], question: str, audience: Audience, top: int
    ) -> Mapping[int, float]:
        if self._embedder is None or (self._embedder.reads_latin_only and not is_latin(question)):
            return {}
        try:
            vector = self._embedder.question(question)
        except EmbedderUnreachable as failure:
            log.warning("%s", failure)
            self.is_by_words_alone = True
            return {}
        self.is_by_words_alone = False
        found: dict[int, float] = {}
        for shelf in (Shelf(number, self._embedder.fingerprint) for number in libraries):
            hidden = snapshot.hidden_rows(shelf, audience)
            found |= self._vectors.nearest(snapshot, shelf, vector, top, hidden)
        return _shares(snapshot, found, NEIGHBOUR / 2)


def _reread(question: str, passages: Mapping[int, Passage], judge: Judge | None) -> Mapping[int, float]:
    if judge is None or not is_latin(question):
        return {}
    return dict(zip(passages, judge.relevance(question, list(passages.values())), strict=True))


def fuse(*rankings: Mapping[int, float]) -> dict[int, float]:
    """The mean of the shares that rankings give to rows, best first; a row that a ranking lacks has none of it."""
    rows = {row for ranking in rankings for row in ranking}
    return _best({row: sum(ranking.get(row, 0.0) for ranking in rankings) / len(rankings) for row in rows})


def _shares(snapshot: Snapshot, scores: Mapping[int, float], neighbour: float) -> dict[int, float]:
    """Scores between 0 and 1: 1 for the best, 0 from the rank that counts nothing. Neighbours have been heard."""
    documents = snapshot.documents_of(scores)
    heard = {
        row: score
        + neighbour * sum(scores[by] for by in (row - 1, row + 1) if by in scores and documents[by] == documents[row])
        for row, score in scores.items()
    }
    ordered = sorted(heard.values(), reverse=True)
    if not ordered:
        return {}
    low = ordered[COUNTED - 1] if len(ordered) >= COUNTED else 0.0
    reach = ordered[0] - low
    return {row: max(0.0, score - low) / reach if reach > 0 else 1.0 for row, score in heard.items()}


def _last_day(as_of: str | None) -> date:
    """The last day of an ISO 8601 date that may be cut; the end of time if there is none. Raises InvalidQuestion."""
    period = iso_period(as_of) if as_of else None
    if as_of and period is None:
        raise InvalidQuestion("A date must be like 2024, 2024-04 or 2024-04-13.")
    return period.last if period else date.max


def _was_known(source: Source, until: date) -> bool:
    """Whether a source is surely no younger than a day; of one without a date that is never sure."""
    dated = iso_period(source.date or "")
    return until == date.max or (dated is not None and dated.last <= until)


def _gain(relevance: float | None) -> float:
    """What being reread adds to a passage's score."""
    return 0.0 if relevance is None else RELEVANCE / (1 + math.exp(-relevance / STEEPNESS))


def fts_query(question: str) -> str:
    """An FTS5 query for any of the question's telling words; for any word at all if it has no others.

    Quoted phrases are looked for as they stand, too.
    """
    found = list(words(question))
    telling = [word.term for word in found if not word.is_function_word] or [word.term for word in found]
    exact = [" ".join(terms(phrase)) for phrase in _QUOTED.findall(question)]
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in dict.fromkeys([*telling, *exact]) if term)


_QUOTED = late(r"[\"“«]([^\"“”«»]+)[\"”»]")


def _best(scores: Mapping[int, float]) -> dict[int, float]:
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
