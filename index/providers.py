"""Embedders from elsewhere, by name, through LlamaIndex: `openai:text-embedding-3-small`, `ollama:nomic-embed-text`."""

import hashlib
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from itertools import chain, islice
from threading import Thread
from typing import Protocol, TypeVar

import numpy as np

from index.breaking import Breaker
from index.embedding import Embedder, Vector
from index.errors import EmbedderUnreachable, InvalidSetting

T = TypeVar("T")

INSTALL = ".venv/bin/pip install -e '.[{}]', in the folder of Footnote."
"""How a provider's package is installed."""

BATCH = 64
"""Texts in one request; providers take hundreds, but a failed request loses them all."""

BATCH_SECONDS = 300.0
"""A request is waited for no longer, however patient the package is: a provider that hangs would hold up every later
change. A small machine may need minutes for its batch, and limits on requests are lifted within one."""


@dataclass(frozen=True, slots=True)
class Provider:
    """The class of its LlamaIndex package, which `pip install -e '.[PROVIDER]'` brings.

    Whoever asks a question waits `seconds` for its vector; `hasty` makes the package try once only.
    """

    module: str
    embedding: str
    seconds: float
    hasty: Mapping[str, int] = field(default_factory=dict)


_PROVIDERS = {
    "openai": Provider("llama_index.embeddings.openai", "OpenAIEmbedding", 4.0, {"max_retries": 0}),
    "ollama": Provider("llama_index.embeddings.ollama", "OllamaEmbedding", 15.0),  # it may have to load the model first
}

_REASONS = {
    401: "refuses the key",
    403: "refuses the key",
    404: "is not known to its provider",
    429: "takes no more requests for now, or none for this key",
}
"""What a status says of the model."""


class LlamaIndexModel(Protocol):
    """What is used of LlamaIndex's `BaseEmbedding`."""

    def get_query_embedding(self, query: str) -> list[float]:
        """The vector of a question."""

    def get_text_embedding_batch(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages."""


class ProvidedEmbedder:
    """A LlamaIndex embedding model as an `Embedder`. What it raises becomes EmbedderUnreachable.

    A question waits so many `seconds`; after some failures in a row the model is left alone for a minute.
    """

    def __init__(
        self, name: str, model: LlamaIndexModel, hasty: LlamaIndexModel | None = None, seconds: float = 4.0
    ) -> None:
        """`name` says provider and model; another name means other vectors. Questions are asked of `hasty`."""
        self._name = name
        self._model = model
        self._hasty = hasty or model
        self._seconds = seconds
        self._breaker = Breaker()

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
        if not self._breaker.lets_through():
            raise EmbedderUnreachable(f"The embedding model {self._name} failed repeatedly and is left alone for now.")
        try:
            vector = _unit(self._asked(partial(self._hasty.get_query_embedding, text), self._seconds))
        except EmbedderUnreachable:
            self._breaker.went(well=False)
            raise
        self._breaker.went(well=True)
        return vector

    def passages(self, texts: Iterable[str]) -> Generator[Vector]:
        """The vectors of passages, a batch a request, with the patience of the package once a question went well."""
        remaining = iter(texts)
        for first in islice(remaining, 1):
            self.question(first)
            remaining = chain([first], remaining)
        while batch := list(islice(remaining, BATCH)):
            yield from map(_unit, self._asked(partial(self._model.get_text_embedding_batch, batch), BATCH_SECONDS))

    def _asked(self, ask: Callable[[], T], seconds: float) -> T:
        try:
            return _in_time(ask, seconds)
        except TimeoutError as error:
            why = f"did not answer within {seconds:g} s"
            raise EmbedderUnreachable(f"The embedding model {self._name} {why}.") from error
        except Exception as error:
            why = _REASONS.get(getattr(error, "status_code", 0), "could not be reached")
            raise EmbedderUnreachable(f"The embedding model {self._name} {why}.") from error


def provided(name: str) -> Embedder:
    """The embedder that `provider:model` names. LlamaIndex takes most of a second to import, so only here.

    Raises InvalidSetting when there is no such provider, or when its package is not installed or lacks its key.
    """
    provider, _, model = name.partition(":")
    if provider not in _PROVIDERS or not model:
        known = " | ".join(f"{each}:MODEL" for each in sorted(_PROVIDERS))
        raise InvalidSetting(f"EMBEDDING must be bundled | {known}.")
    found = _PROVIDERS[provider]
    try:
        make = getattr(import_module(found.module), found.embedding)
        patient, hasty = make(model_name=model), make(model_name=model, **found.hasty)
    except ImportError as error:
        raise InvalidSetting(f"EMBEDDING={name} needs a package: {INSTALL.format(provider)}") from error
    except Exception as error:
        raise InvalidSetting(f"EMBEDDING={name} cannot be used; is the provider's key set?") from error
    if not getattr(patient, "api_key", "none is needed"):
        raise InvalidSetting(f"EMBEDDING={name} needs the provider's key: set {provider.upper()}_API_KEY.")
    return ProvidedEmbedder(name, patient, hasty, found.seconds)


def _in_time(ask: Callable[[], T], seconds: float) -> T:
    """Whatever the package waits for, a name server even, nobody waits longer. Raises TimeoutError."""
    answered = Future[T]()

    def work() -> None:
        try:
            answered.set_result(ask())
        except Exception as error:  # noqa: BLE001  it is raised where the answer is waited for
            answered.set_exception(error)

    Thread(target=work, name="embedding elsewhere", daemon=True).start()  # no pool: it would be waited for at the end
    return answered.result(seconds)


def _unit(values: list[float]) -> Vector:
    vector = np.asarray(values, dtype=np.float32)
    return vector / np.float32(np.linalg.norm(vector) or 1.0)
