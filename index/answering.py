"""`Question` to `Answer` or `Unanswered`, always through verifying."""

from dataclasses import dataclass
from typing import Literal

from index.audience import Audience
from index.documents import Source, Span
from index.verifying import Sentence


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and what they may see."""

    text: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Answer:
    """Proven sentences, most telling first. `notes` are short remarks for people, such as "The source gives no year."

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
    reason: str
    nearest: tuple[Nearest, ...]
    notes: tuple[str, ...]
    elapsed_ms: float
