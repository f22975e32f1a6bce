"""How well a text answers a question, judged by the bundled cross-encoder reading both together."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from index.niceness import QUESTION, lower
from index.passages import Passage
from index.weights import MS_MARCO_MINILM, Model

MAX_TOKENS = 512


class Reranker:
    """ms-marco-MiniLM-L-12-v2, int8. A score is a logit: about +9 for a text that answers, -4 and less for others."""

    def __init__(self, workers: int | None = None) -> None:
        """Load the weights. A question's pairs are read on `workers` cores. Raises ModelRefused."""
        self._model = Model(MS_MARCO_MINILM, is_needed=False)
        self._model.tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        self._pool = ThreadPoolExecutor(workers or os.cpu_count() or 1, "reranking", partial(lower, QUESTION))

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score for each text, in order."""
        return list(self._pool.map(lambda text: self._score(question, text), texts))

    def relevance(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """One score for each passage, in order; its header is read with it."""
        return self.scores(question, [f"{passage.header}\n{passage.text}" for passage in passages])

    def _score(self, question: str, text: str) -> float:
        logits = self._model.run(self._model.tokenizer.encode(question, text))[0]
        return float(logits[0, 0])
