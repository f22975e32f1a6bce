"""Embedders through LlamaIndex: fakes are subclasses of its own base class."""

import socket
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding

from index.answering import Answer, Question
from index.audience import Audience
from index.breaking import FAILURES
from index.errors import EmbedderUnreachable, InvalidSetting
from index.knowledge_base import KnowledgeBase
from index.loading import Models
from index.providers import BATCH, ProvidedEmbedder, provided
from index.runs import WITHOUT_VECTORS
from index.settings import Settings
from tests.index.provider_server import provider
from tests.index.samples import MILL, fill


class Lengths(BaseEmbedding):
    """Tells texts apart by how long they are; goes out of reach when told to."""

    reachable: bool = True
    requests: int = 0

    def _get_query_embedding(self, query: str) -> list[float]:
        if not self.reachable:
            raise ConnectionError("sk-secret refused")
        return [float(len(query)), 1.0, 2.0]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_query_embedding(text)

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        self.requests += 1
        return [self._get_query_embedding(text) for text in texts]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def lengths(**values: Any) -> Lengths:
    return Lengths(model_name="lengths", embed_batch_size=1000, **values)


def test_vectors_come_back_in_order_and_of_length_one() -> None:
    texts = ["x" * size for size in range(1, 150)]
    model = lengths()
    vectors = list(ProvidedEmbedder("toy:lengths", model).passages(texts))
    assert np.allclose([np.linalg.norm(vector) for vector in vectors], 1.0)
    assert [round(float(vector[0] / vector[1])) for vector in vectors] == [len(text) for text in texts]
    assert model.requests == -(-len(texts) // BATCH)


def test_another_name_has_another_fingerprint() -> None:
    prints = {ProvidedEmbedder(name, lengths()).fingerprint for name in ("toy:a", "toy:b", "other:a")}
    assert len(prints) == 3
    assert all(name.isalnum() for name in prints)


def test_what_a_provider_raises_is_one_sentence_without_its_words() -> None:
    with pytest.raises(EmbedderUnreachable) as caught:
        ProvidedEmbedder("toy:lengths", lengths(reachable=False)).question("when?")
    assert str(caught.value) == "The embedding model toy:lengths could not be reached."


@pytest.mark.parametrize("name", ["", "toy", "toy:model", "openai", "openai:", "bundled:x"])
def test_an_unknown_name_is_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(InvalidSetting, match=r"bundled \| ollama:MODEL \| openai:MODEL"):
        provided(name)


def test_a_known_provider_is_made_from_its_llama_index_class(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-made-up")
    assert (
        provided("openai:text-embedding-3-small").fingerprint != provided("openai:text-embedding-3-large").fingerprint
    )


def test_a_question_waits_no_longer_than_it_may() -> None:
    going_on = threading.Event()

    class Silent(Lengths):
        def _get_query_embedding(self, query: str) -> list[float]:
            going_on.wait()
            return super()._get_query_embedding(query)

    embedder = ProvidedEmbedder("toy:silent", Silent(model_name="silent"), seconds=0.01)
    with pytest.raises(EmbedderUnreachable, match=r"did not answer within 0\.01 s\.$"):
        embedder.question("when?")
    with pytest.raises(EmbedderUnreachable, match="did not answer"):  # nor do passages, of which there may be many
        next(embedder.passages(["a", "b"]))
    going_on.set()


def test_a_model_that_fails_again_and_again_is_left_alone() -> None:
    model = lengths(reachable=False)
    embedder = ProvidedEmbedder("toy:lengths", model)
    for _ in range(FAILURES):
        with pytest.raises(EmbedderUnreachable, match="could not be reached"):
            embedder.question("when?")
    model.reachable = True
    with pytest.raises(EmbedderUnreachable, match="left alone"):
        embedder.question("when?")


@pytest.mark.parametrize(("status", "why"), [(401, "refuses the key"), (404, "is not known"), (500, "be reached")])
def test_what_the_provider_has_against_it_is_said(status: int, why: str) -> None:
    class Refused(Exception):
        status_code = status

    class Refusing(Lengths):
        def _get_query_embedding(self, query: str) -> list[float]:
            raise Refused(query)

    with pytest.raises(EmbedderUnreachable, match=why):
        ProvidedEmbedder("toy:refusing", Refusing(model_name="refusing")).question("when?")


def test_a_provider_that_needs_a_key_is_refused_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(InvalidSetting, match=r"needs the provider's key: set OPENAI_API_KEY\.$"):
        provided("openai:text-embedding-3-small")


def test_a_question_is_asked_of_openai_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens there; the package itself would try for minutes."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-made-up")
    with closing(socket.create_server(("127.0.0.1", 0))) as closed:
        monkeypatch.setenv("OPENAI_API_BASE", f"http://127.0.0.1:{closed.getsockname()[1]}/v1")
    embedder = provided("openai:text-embedding-3-small")
    with pytest.raises(EmbedderUnreachable, match="could not be reached"):
        list(embedder.passages(["a", "b"]))


async def test_out_of_reach_words_alone_are_searched_and_the_answer_says_so(tmp_path: Path, models: Models) -> None:
    fill(tmp_path / "seeds", {"mill.txt": MILL})
    model = lengths()
    chosen = Models(ProvidedEmbedder("toy:lengths", model), models.span_reader, models.reranker)
    base = KnowledgeBase(Settings(tmp_path / "data", tmp_path / "seeds"), chosen)
    question = Question("When did the mill close?", Audience.everyone())
    try:
        await base.reindex()
        within = await base.answer(question)
        model.reachable = False
        beyond = await base.answer(question)
    finally:
        await base.close()
    assert isinstance(within, Answer)
    assert isinstance(beyond, Answer)
    assert not any("reached" in note for note in within.notes)
    assert any("words alone" in note for note in beyond.notes)
    assert within.sentences == beyond.sentences


@pytest.mark.parametrize(
    ("dark", "why"), [(401, "refuses the key."), (None, "did not answer within 0.5 s.")], ids=["refused", "hanging"]
)
async def test_a_provider_that_goes_dark_costs_nothing_that_it_has_embedded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dark: int | None, why: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-made-up")
    fill(tmp_path / "seeds", {f"{number:03}.txt": f"Lamp {number}." for number in range(BATCH + 1)})
    with provider(left=4, dark=dark) as server:
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        embedder = provided("openai:text-embedding-3-small")
        assert len([*embedder.passages(["The first takes longer."])]) == 1
        base = KnowledgeBase(Settings(tmp_path / "data", tmp_path / "seeds"), Models(embedder, None))
        monkeypatch.setattr("index.providers.BATCH_SECONDS", 0.5)
        try:
            done = await base.reindex()
            server.dark = 401
            again = await base.reindex()
            server.left = 9
            last = await base.reindex()
        finally:
            await base.close()
    said = f"The embedding model openai:text-embedding-3-small {why} {WITHOUT_VECTORS}"
    assert (len(done.added), done.embedded, done.notes) == (BATCH + 1, BATCH, (said,))
    assert (again.is_empty, again.version) == (True, done.version)
    assert (len(last.updated), last.embedded, last.notes) == (1, 1, ())
    assert sum("Lamp" in text for text in {*server.texts}) == BATCH + 1
