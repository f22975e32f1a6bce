"""Embedders from elsewhere, by name, through LlamaIndex: `openai:text-embedding-3-small`, `ollama:nomic-embed-text`."""

import hashlib
from collections.abc import Callable, Generator, Iterable
from importlib import import_module
from itertools import islice
from typing import Any, Protocol

import numpy as np

from index.embedding import Embedder, Vector
from index.errors import EmbedderUnreachable, InvalidSetting

BATCH = 64
"""Texts in one request; providers take hundreds, but a failed request loses them all."""

_CLASSES = {
    "openai": ("llama_index.embeddings.openai", "OpenAIEmbedding"),
    "ollama": ("llama_index.embeddings.ollama", "OllamaEmbedding"),
}
"""Provider to the module and class of its LlamaIndex package, which `pip install 'footnote[PROVIDER]'` brings."""


class LlamaIndexModel(Protocol):
    """What is used of LlamaIndex's `BaseEmbedding`."""

    def get_query_embedding(self, query: str) -> list[float]:
        """The vector of a question."""

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages."""


class ProvidedEmbedder:
    """A LlamaIndex embedding model as an `Embedder`. What it raises becomes EmbedderUnreachable."""

    def __init__(self, name: str, model: LlamaIndexModel) -> None:
        """`name` says provider and model; another name means other vectors."""
        self._name = name
        self._model = model

    @property
    def fingerprint(self) -> str:
        """A hash of the name: vectors of two models never mix."""
        return hashlib.sha256(self._name.encode()).hexdigest()[:16]

    @property
    def reads_latin_only(self) -> bool:
        """Those who name a model choose it for their languages."""
        return False

    def question(self, text: str) -> Vector:
        """The vector of a question, asked of the provider."""
        return _unit(self._asked(self._model.get_query_embedding, text))

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        """The vectors of passages, a batch a request."""
        remaining = iter(texts)
        while batch := list(islice(remaining, BATCH)):
            yield from map(_unit, self._asked(self._model.get_text_embedding_batch, batch))

    def _asked(self, ask: Callable[[Any], Any], what: str | list[str]) -> Any:
        try:
            return ask(what)
        except Exception as error:
            raise EmbedderUnreachable(f"The embedding model {self._name} could not be reached.") from error


def provided(name: str) -> Embedder:
    """The embedder that `provider:model` names. LlamaIndex takes most of a second to import, so only here.

    Raises InvalidSetting when there is no such provider, or when its package is not installed or lacks its key.
    """
    provider, _, model = name.partition(":")
    if provider not in _CLASSES or not model:
        known = " | ".join(f"{each}:MODEL" for each in sorted(_CLASSES))
        raise InvalidSetting(f"EMBEDDING must be bundled | {known}.")
    module, embedding = _CLASSES[provider]
    try:
        return ProvidedEmbedder(name, getattr(import_module(module), embedding)(model_name=model))
    except ImportError as error:
        raise InvalidSetting(f"EMBEDDING={name} needs a package: pip install 'footnote[{provider}]'.") from error
    except Exception as error:
        raise InvalidSetting(f"EMBEDDING={name} cannot be used; is the provider's key set?") from error


def _unit(values: list[float]) -> Vector:
    vector = np.asarray(values, dtype=np.float32)
    return vector / np.float32(np.linalg.norm(vector) or 1.0)
