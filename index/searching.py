"""A question to `Hit`s: words and meaning, fused by reciprocal rank, reread by the reranker."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.audience import Audience
from index.embedding import Embedder
from index.errors import EmbedderUnreachable
from index.passages import Passage
from index.reranking import Reranker
from index.snapshot import Shelf, Snapshot
from index.vectors import Vectors
from index.words import words

log = logging.getLogger(__name__)

CANDIDATES = 50
"""Rows taken from each ranking before they are fused."""

RERANKED = 20
"""The best fused rows are read again by the reranker."""

K = 60
"""Reciprocal rank fusion: 1 / (K + rank); the value of Cormack, Clarke and Buettcher (SIGIR 2009)."""

WORDS_WEIGHT = 2.0
MEANING_WEIGHT = 1.0
"""Words deserve more than meaning: 1:2 gave nDCG@10 83.8 against 81.9 for 1:1 on the chunking set, 97.4 against 96.9 on
XQuAD."""

RERANKER_WEIGHT = 3.0
"""As much as the two others together: the reranker is right most often, but not on every kind of text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question. `score` only orders the hits of one search.

    `relevance` is what the reranker thinks of the passage, a logit; None where it has not read it.
    """

    passage: Passage
    score: float
    relevance: float | None = None


class Searcher:
    """Finds passages. Without an embedder words alone are searched; without a reranker the fused order stands."""

    def __init__(self, vectors: Vectors, embedder: Embedder | None, reranker: Reranker | None) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._reranker = reranker
        self.is_by_words_alone = False
        """Whether the last question's meaning could not be looked up, because the embedder was out of reach."""

    def search(self, snapshot: Snapshot, question: str, audience: Audience, top: int) -> list[Hit]:
        """The passages that this audience may see, nearest the question first."""
        libraries = snapshot.libraries(audience).values()
        by_words = self._by_words(snapshot, libraries, question, audience)
        by_meaning = self._by_meaning(snapshot, libraries, question, audience)
        fused = fuse((by_words, WORDS_WEIGHT), (by_meaning, MEANING_WEIGHT))
        passages = snapshot.passages(fused, audience)
        rows = [row for row in fused if row in passages]
        relevance = self._reread(question, {row: passages[row] for row in rows[:RERANKED]})
        fused = fuse((by_words, WORDS_WEIGHT), (by_meaning, MEANING_WEIGHT), (relevance, RERANKER_WEIGHT))
        return [Hit(passages[row], fused[row], relevance.get(row)) for row in fused if row in passages][:top]

    def _by_words(
        self, snapshot: Snapshot, libraries: Iterable[int], question: str, audience: Audience
    ) -> Mapping[int, float]:
        """Each library's ranking counts alike: BM25 depends on how rare a word is where, and does not compare."""
        query = fts_query(question)
        if not query:
            return {}
        return fuse(*((snapshot.by_words(number, query, CANDIDATES, audience), 1.0) for number in libraries))

    def _by_meaning(
        self, snapshot: Snapshot, libraries: Iterable[int], question: str, audience: Audience
    ) -> Mapping[int, float]:
        if self._embedder is None:
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
            found |= self._vectors.nearest(snapshot, shelf, vector, CANDIDATES, hidden)
        return _best(found)

    def _reread(self, question: str, passages: Mapping[int, Passage]) -> Mapping[int, float]:
        if self._reranker is None:
            return {}
        texts = [f"{passage.header}\n{passage.text}" for passage in passages.values()]
        return _best(dict(zip(passages, self._reranker.scores(question, texts), strict=True)))


def fuse(*rankings: tuple[Iterable[int], float]) -> dict[int, float]:
    """Reciprocal rank fusion of rankings, each best first and with its weight; the result is best first."""
    scores: dict[int, float] = {}
    for ranking, weight in rankings:
        for rank, row in enumerate(ranking, start=1):
            scores[row] = scores.get(row, 0.0) + weight / (K + rank)
    return _best(scores)


def fts_query(question: str) -> str:
    """An FTS5 query for any of the question's telling words; for any word at all if it has no others."""
    found = list(words(question))
    telling = [word.term for word in found if not word.is_function_word] or [word.term for word in found]
    return " OR ".join('"' + term.replace('"', '""') + '"' for term in dict.fromkeys(telling))


def _best(scores: Mapping[int, float]) -> dict[int, float]:
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))
