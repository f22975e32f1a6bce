"""A question to `Hit`s: words and meaning, fused by reciprocal rank."""

from dataclasses import dataclass

from index.passages import Passage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question. `score` only orders the hits of one search."""

    passage: Passage
    score: float
