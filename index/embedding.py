"""Texts to vectors, with the model that ships inside the installation."""

import os
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index import memory
from index.niceness import BACKGROUND, lower
from index.weights import BGE_SMALL_EN, Model

Vector = npt.NDArray[np.float32]
"""One text: shape (dimensions,), length 1."""

MAX_TOKENS = 512


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Names the model and whatever else shapes its vectors; vectors of different fingerprints never mix."""

    @property
    def reads_latin_only(self) -> bool:
        """Whether texts in other scripts mean nothing to the model."""

    def question(self, text: str) -> Vector:
        """The vector to search with, computed in the calling thread."""

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        """The vectors to search in, in order, computed in the background on every core."""


class BundledEmbedder:
    """bge-small-en-v1.5, int8: 384 dimensions, English, the first 512 tokens of a text.

    Questions and passages are embedded alike: the model card's query prefix was measured to help nothing here.
    """

    def __init__(self, workers: int | None = None) -> None:
        """Load the weights. `workers` texts are embedded at once; a core each by default. Raises ModelRefused."""
        self._model = Model(BGE_SMALL_EN)
        self._model.tokenizer.enable_truncation(MAX_TOKENS)
        self._workers = workers or os.cpu_count() or 1

    @property
    def fingerprint(self) -> str:
        """Changes with the weights and with the graph: another graph makes a little else of the same weights."""
        return BGE_SMALL_EN.fingerprint

    @property
    def reads_latin_only(self) -> bool:
        """It was trained on English alone."""
        return True

    def question(self, text: str) -> Vector:
        """The vector of any text, computed in the calling thread: about 4 ms for a question."""
        [states] = self._model.run(self._model.tokenizer.encode(text))
        vector: Vector = states[0, 0]
        return vector / np.float32(np.linalg.norm(vector))

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        """The vectors of many texts, in order, computed beside the caller at a lower priority.

        The next texts are drawn while the first are at work: whoever yields them need not have them all.
        """
        beside = ThreadPoolExecutor(self._workers, "embedding", initializer=partial(lower, BACKGROUND))
        with memory.in_bulk(), beside as pool:
            begun: deque[Future[Vector]] = deque()
            try:
                for text in texts:
                    begun.append(pool.submit(self.question, text))
                    while begun and begun[0].done():
                        yield begun.popleft().result()
                while begun:
                    yield begun.popleft().result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
