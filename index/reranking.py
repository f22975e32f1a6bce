"""How well a text answers a question, judged by the bundled cross-encoder reading both together."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from index.niceness import QUESTION, lower
from index.weights import MS_MARCO_MINILM, Model

MAX_TOKENS = 512


class Reranker:
    """ms-marco-MiniLM-L-12-v2, int8. A score is a logit: about +9 for a text that answers, -4 and less for others."""

    def __init__(self, workers: int | None = None) -> None:
        """Load the weights. A question's pairs are read on `workers` cores. Raises ModelRefused."""
        self._model = Model(MS_MARCO_MINILM)
        self._model.tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        self._pool = ThreadPoolExecutor(workers or os.cpu_count() or 1, "reranking", partial(lower, QUESTION))

    def knows(self, word: str) -> bool:
        """Whether a word is one of the 30,000 that the model has a token of its own for: then it is no misspelling."""
        return self._model.tokenizer.token_to_id(word.lower()) is not None

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score for each text, in order."""
        return list(self._pool.map(lambda text: self._score(question, text), texts))

    def _score(self, question: str, text: str) -> float:
        logits = self._model.run(self._model.tokenizer.encode(question, text))[0]
        return float(logits[0, 0])
