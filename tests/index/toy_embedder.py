"""A small working embedder: a text's vector counts its words, so texts that share words are near each other."""

import zlib
from collections.abc import Generator, Iterable

import numpy as np

from index.embedding import Vector
from index.words import terms

DIMENSIONS = 64


class ToyEmbedder:
    """State that tests look at: `embedded`, every passage so far. A text that holds `poison` cannot be embedded."""

    def __init__(self, fingerprint: str = "toy", poison: str | None = None) -> None:
        self.fingerprint = fingerprint
        self.poison = poison
        self.embedded: list[str] = []
        self.reads_latin_only = False

    def question(self, text: str) -> Vector:
        counts = np.full(DIMENSIONS, 0.01, np.float32)
        for term in terms(text):
            counts[zlib.crc32(term.encode()) % DIMENSIONS] += 1
        vector: Vector = counts / np.float32(np.linalg.norm(counts))
        return vector

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        for text in texts:
            if self.poison and self.poison in text:
                raise RuntimeError("the model is out of order")
            self.embedded.append(text)
            yield self.question(text)
