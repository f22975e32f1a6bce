import ast
import hashlib
import shutil
import socket
from pathlib import Path

import pytest

from index import weights
from index.embedding import BundledEmbedder
from index.errors import ModelRefused
from index.knowledge_base import Models
from index.reranking import Reranker
from index.weights import BGE_SMALL_EN, MS_MARCO_MINILM, PACKAGE, READER_EN, Weights, load

BUNDLED = [BGE_SMALL_EN, MS_MARCO_MINILM, READER_EN]
FILES = ["model", "tokenizer"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the models' files, where they are looked for."""
    for file in {getattr(model, name) for model in BUNDLED for name in FILES}:
        found = weights._located(file)
        assert found is not None
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found, tmp_path / file)
    monkeypatch.setattr(weights, "_located", lambda name: tmp_path / name)
    return tmp_path


def flip_a_bit(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("model", BUNDLED, ids=lambda model: model.name)
@pytest.mark.parametrize("name", FILES)
def test_one_flipped_bit_refuses_the_model(installed: Path, model: Weights, name: str) -> None:
    flip_a_bit(installed / getattr(model, name))
    with pytest.raises(ModelRefused, match=f"{model.name} has been altered"):
        load(model)


@pytest.mark.parametrize("model", BUNDLED, ids=lambda model: model.name)
@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_refuses_the_model(installed: Path, model: Weights, name: str) -> None:
    (installed / getattr(model, name)).unlink()
    with pytest.raises(ModelRefused, match=f"{model.name} is not installed"):
        load(model)


def test_a_missing_package_refuses_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "PACKAGE", "no-such-package")
    with pytest.raises(ModelRefused, match="is not installed"):
        load(BGE_SMALL_EN)


def test_what_is_loaded_is_what_was_checked(installed: Path) -> None:
    for model in BUNDLED:
        digests = [hashlib.sha256((installed / getattr(model, name)).read_bytes()).hexdigest() for name in FILES]
        assert digests == [model.model_sha256, model.tokenizer_sha256]


def test_one_refused_model_leaves_the_other_at_work(installed: Path) -> None:
    flip_a_bit(installed / MS_MARCO_MINILM.model)
    models = Models.load()
    assert isinstance(models.embedder, BundledEmbedder)
    assert models.reranker is None


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
