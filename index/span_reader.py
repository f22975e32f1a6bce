"""Where in a passage the answer to a question stands, and whether it stands there at all."""

import math
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from index.documents import Span
from index.niceness import QUESTION, lower
from index.passages import Passage
from index.weights import READER_EN, Model

MAX_TOKENS = 384
"""As long as the pairs that it was trained on."""

LONGEST_ANSWER = 40
"""Tokens."""

REMEMBERED = 64
"""Readings: searching reads the passages that are then told from, and a row is asked about more than once."""

Logits = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in which the answer may stand, and the likeliest answer there; both count in the document.

    `share` is the probability that the answer stands just there, given that its passage has one.
    """

    sentence: Span
    answer: Span
    share: float


@dataclass(frozen=True, slots=True)
class Found:
    """What reading a passage found: `places`, one for each of its sentences, the likeliest first.

    `answerable` is a logit: above 0 the passage more likely answers than not.
    """

    places: tuple[Place, ...]
    answerable: float


class SpanReader:
    """Our own reader, trained from the reranker's weights on public questions (`reader_en/CARD.md`)."""

    def __init__(self, workers: int | None = None) -> None:
        """Load the weights. A question's passages are read on `workers` cores. Raises ModelRefused."""
        self._model = Model(READER_EN)
        self._model.tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        self._pool = ThreadPoolExecutor(workers or os.cpu_count() or 1, "reading", partial(lower, QUESTION))
        self._remembered = lru_cache(REMEMBERED)(self._read)

    def knows(self, word: str) -> bool:
        """Whether a word is one of the 30,000 that the model has a token of its own for: then it is no misspelling."""
        return self._model.tokenizer.token_to_id(word.lower()) is not None

    def read(self, question: str, passages: Sequence[Passage]) -> list[Found | None]:
        """The likeliest answer in each passage; None where no token of the passage's own text was left to read."""
        low = question.lower()  # the model sees no capitals, and with those that the documents have it is asked again
        return list(self._pool.map(lambda passage: self._remembered(low, passage), passages))

    def relevance(self, question: str, passages: Sequence[Passage]) -> list[float]:
        """How well each passage answers: `Found.answerable`, or minus infinity where nothing could be read."""
        return [found.answerable if found else -math.inf for found in self.read(question, passages)]

    def _read(self, question: str, passage: Passage) -> Found | None:
        head = f"{passage.header}: "
        pair = self._model.tokenizer.encode(question, head + passage.text)
        places = [
            place
            for place, (text, (start, _)) in enumerate(zip(pair.sequence_ids, pair.offsets, strict=True))
            if text == 1 and start >= len(head)
        ]
        if not places:
            return None
        start, end, answerable = self._model.run(pair)
        shift = passage.span.start - len(head)
        tokens = [Span(pair.offsets[place][0] + shift, pair.offsets[place][1] + shift) for place in places]
        found = _places(start[0, places], end[0, places], tokens, passage.sentences)
        return Found(tuple(sorted(found, key=lambda place: -place.share)), float(answerable[0]))


def _owners(tokens: Sequence[Span], sentences: Sequence[Span]) -> npt.NDArray[np.intp]:
    """Which sentence each token stands in."""
    starts = [sentence.start for sentence in sentences]
    owners = np.searchsorted(starts, [token.start for token in tokens], side="right") - 1
    return np.maximum(owners, 0)


def _places(start: Logits, end: Logits, tokens: Sequence[Span], sentences: Sequence[Span]) -> Iterator[Place]:
    """How likely an answer stands in each sentence, over all spans that lie inside it, and the likeliest of them."""
    owners = _owners(tokens, sentences)
    joint = start[:, None] + end[None, :]
    length = np.arange(len(end))[None, :] - np.arange(len(start))[:, None]
    fits = (length >= 0) & (length < LONGEST_ANSWER) & (owners[:, None] == owners[None, :])
    joint = np.where(fits, np.exp(joint - joint[fits].max()), 0.0)
    total = float(joint.sum())
    for owner in map(int, np.unique(owners)):
        inside = np.where((owners == owner)[:, None], joint, 0.0)
        first, last = map(int, np.unravel_index(int(inside.argmax()), inside.shape))
        sentence = sentences[owner]
        answer = Span(tokens[first].start, min(tokens[last].end, sentence.end))
        yield Place(sentence, answer, float(inside.sum()) / total)
