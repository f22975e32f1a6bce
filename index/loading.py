"""`Models`: the embedder, the reranker and the span reader, checked beside each other."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self, TypeVar

from index import memory
from index.embedding import BundledEmbedder, Embedder
from index.errors import ModelRefused
from index.providers import provided
from index.reranking import Reranker
from index.settings import EMBEDDING
from index.span_reader import SpanReader

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Models:
    """The bundled models; None where the files are not those that were measured: then words alone answer."""

    embedder: Embedder | None
    reranker: Reranker | None
    span_reader: SpanReader | None = None

    @property
    def are_complete(self) -> bool:
        """Whether none is missing."""
        return None not in {self.embedder, self.reranker, self.span_reader}

    @classmethod
    def load(cls, embedding: str = EMBEDDING) -> Self:
        """Check their files beside each other; each is then opened in the background."""
        memory.be_frugal()
        with ThreadPoolExecutor(3, "loading") as pool:
            embedder = pool.submit(lambda: BundledEmbedder() if embedding == EMBEDDING else provided(embedding))
            reranker, reader = pool.submit(Reranker), pool.submit(SpanReader)
        return cls(_if_sound(embedder), _if_sound(reranker), _if_sound(reader))


def _if_sound(model: Future[T]) -> T | None:
    """The model, or None if its files are not those that were measured: then words alone answer."""
    try:
        return model.result()
    except ModelRefused as refused:
        log.warning("%s", refused)
        return None
