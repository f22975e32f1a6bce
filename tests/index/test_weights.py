import ast
import hashlib
import shutil
import socket
from pathlib import Path

import pytest

from index import weights
from index.embedding import BundledEmbedder
from index.errors import ModelRefused
from index.loading import Models
from index.reranking import Reranker
from index.span_reader import SpanReader
from index.weights import BGE_SMALL_EN, MS_MARCO_MINILM, PACKAGE, READER_EN, Weights, load

BUNDLED = [BGE_SMALL_EN, MS_MARCO_MINILM, READER_EN]
FILES = ["model", "tokenizer"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files of all models, where they are looked for."""
    for file in {getattr(model, kind) for model in BUNDLED for kind in FILES}:
        found = weights._located(file)
        assert found
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found, tmp_path / file)
    monkeypatch.setattr(weights, "_located", lambda file: tmp_path / file)
    return tmp_path


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("model", BUNDLED, ids=lambda model: model.name)
@pytest.mark.parametrize("kind", FILES)
def test_one_flipped_bit_refuses_the_model(installed: Path, model: Weights, kind: str) -> None:
    flip_a_bit(installed / getattr(model, kind))
    with pytest.raises(ModelRefused, match=f"{model.name} has been altered"):
        load(model)


@pytest.mark.parametrize("model", BUNDLED, ids=lambda model: model.name)
@pytest.mark.parametrize("kind", FILES)
def test_a_missing_file_refuses_the_model(installed: Path, model: Weights, kind: str) -> None:
    (installed / getattr(model, kind)).unlink()
    with pytest.raises(ModelRefused, match=f"{model.name} is not installed"):
        load(model)


def test_a_missing_package_refuses_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no-such-package")
    with pytest.raises(ModelRefused, match="is not installed"):
        load(BGE_SMALL_EN)


def test_what_is_loaded_is_what_was_checked(installed: Path) -> None:
    for model in BUNDLED:
        digests = [hashlib.sha256((installed / getattr(model, kind)).read_bytes()).hexdigest() for kind in FILES]
        assert digests == [model.model_sha256, model.tokenizer_sha256]


def test_one_refused_model_leaves_the_others_at_work(installed: Path) -> None:
    flip_a_bit(installed / MS_MARCO_MINILM.model)
    models = Models.load()
    assert isinstance(models.embedder, BundledEmbedder)
    assert isinstance(models.span_reader, SpanReader)
    assert models.reranker is None
    assert not models.are_complete


def test_the_package_of_the_weights_is_read_and_never_imported() -> None:
    tree = ast.parse(Path(weights.__file__).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name.startswith(PACKAGE)}


def test_the_models_need_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(BundledEmbedder(workers=1).question("Is anybody there?")) == 384
    assert len(Reranker(workers=1).scores("Is anybody there?", ["Nobody is."])) == 1
