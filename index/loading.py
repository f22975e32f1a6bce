"""`Models`: the embedder, the span reader and the reranker."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Self, TypeVar

from index import memory
from index.embedding import BundledEmbedder, Embedder
from index.errors import ModelRefused
from index.providers import provided
from index.reranking import Reranker
from index.settings import EMBEDDING
from index.span_reader import SpanReader
from index.weights import OPENING

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Models:
    """The bundled models; None where the files are not those that were measured: then words alone answer."""

    embedder: Embedder | None
    span_reader: SpanReader | None
    reranker: Reranker | None = None

    @property
    def are_complete(self) -> bool:
        """Whether none is missing."""
        return None not in {self.embedder, self.span_reader, self.reranker}

    @classmethod
    def load(cls, embedding: str = EMBEDDING) -> Self:
        """Check their files, in the order in which a question needs them; each is then opened in the background."""
        memory.be_frugal()
        embedder = _if_sound(lambda: BundledEmbedder() if embedding == EMBEDDING else provided(embedding))
        return cls(embedder, _if_sound(SpanReader), _if_sound(Reranker))

    @classmethod
    def opening(cls, embedding: str = EMBEDDING) -> Future[Self]:
        """The same, beside whatever the caller does meanwhile."""
        return OPENING.submit(cls.load, embedding)


def _if_sound(load: Callable[[], T]) -> T | None:
    """The model, or None if its files are not those that were measured: then words alone answer."""
    try:
        return load()
    except ModelRefused as refused:
        log.warning("%s", refused)
        return None
